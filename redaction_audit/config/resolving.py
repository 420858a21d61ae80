"""From layers to one value a setting: a stronger layer replaces, its `extend-` form adds."""

import argparse
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from redaction_audit.config import discovery, layers
from redaction_audit.config.kinds import PLACES, WEIGHTS
from redaction_audit.config.layers import Given, Layer
from redaction_audit.config.options import BY_NAME, OPTIONS, environment
from redaction_audit.errors import UsageError
from redaction_audit.patterns import Patterns


class Resolved:
    """Every setting of a run with what was said of it; `file` is the configuration file, `profile` the profile."""

    def __init__(self, given: Mapping[str, tuple[Given, ...]], file: Path | None, profile: str | None) -> None:
        self._given = given
        self.file = file
        self.profile = profile

    @property
    def shown(self) -> str | None:
        """The configuration file as it is named to people."""
        return layers.near(self.file) if self.file is not None else None

    def given(self, name: str) -> tuple[Given, ...]:
        """Return what adds up to a setting, the weakest source first."""
        return self._given[name]

    def __getitem__(self, name: str) -> Any:
        """Return the value of a setting. Of `exclude`, what stands in a file is `excluded` instead."""
        if name == "exclude":
            return tuple(item for given in self._given[name] if not given.source.folder for item in given.value)
        return self.written(name)

    def excluded(self) -> tuple[Patterns, ...]:
        """Return the patterns of a file for paths that are left out."""
        excluding = (given for given in self._given["exclude"] if given.source.folder)
        return tuple(Patterns.of(given.value, given.source.folder) for given in excluding)

    def provenances(self) -> tuple[tuple[Patterns, str], ...]:
        """Return patterns of paths and the provenance of what meets them; one said for the whole run is stronger."""
        if self._given["provenance"][-1].source.kind in {"command line", "environment"}:
            return ()
        return tuple(
            (Patterns.of(place.paths, given.source.folder), place.provenance)
            for given in self._given["per-path"]
            for place in given.value
            if place.provenance is not None
        )

    def written(self, name: str) -> Any:
        """Return the value of a setting as it was written."""
        found = self._given[name]
        option = BY_NAME[name]
        if option.kind is WEIGHTS:
            return {rule: level for given in found for rule, level in given.value.items()}
        if option.extends or option.kind is PLACES:
            return tuple(item for given in found for item in given.value)
        return found[-1].value


def resolve(options: Mapping[str, Any], environ: Mapping[str, str], paths: Sequence[str]) -> Resolved:
    """Return the settings of a run: command line before environment before file before profile before defaults.

    `options` is the command line by attribute (None: not given). Raises UsageError or ConfigError (exit 2) with the
    place of what is wrong.
    """
    said = layers.arguments(options)
    around = layers.variables(environ)
    place = _file(options, environ, paths)
    written, profile, where = layers.file(place) if place is not None else ({}, None, "")
    variable = environment("profile")
    for name, at in ((environ.get(variable), f"${variable}"), (options.get("profile"), "--profile")):
        if name:
            profile, where = name, at
    below = layers.profile(profile, where) if profile else {}
    return Resolved(fold((layers.defaults(), below, written, around, said)), place, profile)


def settle(options: argparse.Namespace) -> None:
    """Put the settings of a run where the command line left a place for them, and all of them into `options.settings`.

    `options.asked` keeps what the command line said. Raises as `resolve`.
    """
    try:
        settings = resolve(vars(options), os.environ, options.paths)
    except FileNotFoundError as error:
        raise UsageError("the working directory is no longer there; change to one that is") from error
    options.asked = argparse.Namespace(**vars(options))
    for option in OPTIONS:
        if hasattr(options, option.attribute):
            setattr(options, option.attribute, settings[option.name])
    options.settings = settings


def fold(stack: Sequence[Layer]) -> dict[str, tuple[Given, ...]]:
    """Return, for every setting, what adds up to it; `stack` has the weakest layer first."""
    found: dict[str, tuple[Given, ...]] = {}
    for option in OPTIONS:
        kept: tuple[Given, ...] = ()
        for layer in stack:
            if (given := layer.get(option.name)) is not None:
                kept = (*kept, given) if option.kind in (WEIGHTS, PLACES) else (given,)
            if option.extends and (given := layer.get(f"extend-{option.name}")) is not None:
                kept = (*kept, given)
        found[option.name] = kept
    return found


def _file(options: Mapping[str, Any], environ: Mapping[str, str], paths: Sequence[str]) -> Path | None:
    """Return the configuration file that holds."""
    named = options.get("config")
    if options.get("isolated"):
        if named:
            raise UsageError("--isolated and --config contradict each other; give one of them")
        return None
    named = named or environ.get(environment("config"))
    return Path(named) if named else discovery.find(paths)
