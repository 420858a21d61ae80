"""The same words as a file, as an environment and as a command line."""

import json
from typing import Any

REPEATED = {"exclude", "extend-exclude"}
SWITCHES = {"require-expiry", "fail-on-stale", "show-notes", "show-set-aside", "statistics"}


def as_toml(said: dict[str, Any], table: str = "") -> str:
    """Return a configuration file, or the table of a pyproject.toml."""
    lines = [f"[{table}]"] if table else []
    lines += [f"{key} = {json.dumps(value)}" for key, value in said.items() if key != "severity"]
    if "severity" in said:
        lines += [f"[{table}.severity]" if table else "[severity]"]
        lines += [f'"{rule}" = "{level}"' for rule, level in said["severity"].items()]
    return "\n".join(lines) + "\n"


def as_environment(said: dict[str, Any]) -> dict[str, str]:
    """Return environment variables."""
    return {f"REDACTION_AUDIT_{key.upper().replace('-', '_')}": _word(value) for key, value in said.items()}


def as_arguments(said: dict[str, Any]) -> list[str]:
    """Return options of the command line."""
    found = []
    for key, value in said.items():
        if key in SWITCHES:
            found.append(f"--{key}" if value else f"--no-{key}")
        elif key in REPEATED:
            found += [f"--{key}={item}" for item in value]
        else:
            found.append(f"--{key}={_word(value)}")
    return found


def _word(value: Any) -> str:
    if isinstance(value, dict):
        return ",".join(f"{rule}={level}" for rule, level in value.items())
    if isinstance(value, list):
        return ",".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)
