"""Output formats that plug-ins bring, so held that whatever breaks in one is said with its package's name."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from redaction_audit import plugins
from redaction_audit.errors import PluginError


class Foreign:
    """A format that a plug-in brings: the faces it has, each under guard."""

    def __init__(self, plugin: plugins.Plugin) -> None:
        for face in ("Findings", "Inspections"):
            if hasattr(plugin.loaded, face):
                setattr(self, face, partial(Guarded, getattr(plugin.loaded, face), plugin.owner))

    def __getattr__(self, face: str) -> Any:
        raise AttributeError(face)


class Guarded:
    """A renderer of a plug-in; whatever it raises, or returns that is no bytes, ends the run and names its package."""

    def __init__(self, made: Callable[..., Any], owner: str, *given: Any) -> None:
        self._owner = owner
        renderer = plugins.guarded(made, owner, PluginError)(*given)
        for name in ("begin", "record", "end"):
            setattr(self, name, self._checked(getattr(renderer, name, None), name))
        if hasattr(renderer, "notices"):
            self.notices = plugins.guarded(renderer.notices, owner, PluginError)

    def _checked(self, function: Callable[..., Any] | None, name: str) -> Callable[..., Any]:
        if function is None:
            raise PluginError(f"plug-in {self._owner}: its format has no {name}()")
        act = plugins.guarded(function, self._owner, PluginError)

        def call(*given: Any) -> Any:
            piece = act(*given)
            if not isinstance(piece, bytes | Iterator):
                raise PluginError(f"plug-in {self._owner}: {name}() of its format returned no bytes")
            return piece

        return call

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)
