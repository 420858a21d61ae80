"""Builds a wheel without a network: an archive of modules with its metadata, as installers make it."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent


def build(folder: Path, name: str, modules: Mapping[str, str], entry_points: str) -> Path:
    """Return a wheel `name` 1.0 below `folder` with these modules (name: source) and entry points."""
    module = name.replace("-", "_")
    info = f"{module}-1.0.dist-info"
    path = folder / f"{module}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for file, source in modules.items():
            wheel.writestr(f"{file}.py", source)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/entry_points.txt", entry_points)
        wheel.writestr(f"{info}/RECORD", "")
    return path


def house(folder: Path) -> Path:
    """Return the wheel of `house_rules.py` with its three plug-ins."""
    points = (
        "[redaction_audit.checks]\nhouse = house_rules\n\n"
        "[redaction_audit.readers]\nhouse = house_rules:reader\n\n"
        "[redaction_audit.outputs]\ncount = house_rules:count\nwords = house_rules:words\n"
    )
    return build(folder, "house-rules", {"house_rules": (HERE / "house_rules.py").read_text(encoding="utf-8")}, points)
