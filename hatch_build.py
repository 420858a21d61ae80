"""Compiles the mark scanner while a wheel is built, where the machine has a C compiler; without one the wheel is pure.

mypyc translates the annotated modules of `redaction_audit/marks` as they stand, and the sources go into the wheel
beside what it makes of them: a Python that cannot load the one runs the other, and both find the same marks. Editable
installs and `HATCH_BUILD_NO_HOOKS=true` leave everything as it is written.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "redaction_audit"
ROOM = "marks"
PLAIN = ("__init__.py", "database.py", "vocabulary.py")
"""What runs once a process: nothing is gained by compiling it."""
NEEDS = ["mypy[mypyc]>=1.15", "msgspec>=0.18"]
"""The translator, and what the translated modules build upon."""


def able() -> bool:
    """Return whether this machine has what compiling takes: CPython with its headers, and a C compiler."""
    headers = Path(sysconfig.get_path("include"), "Python.h")
    compiler = os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc"
    found = os.name == "nt" or shutil.which(compiler.split()[0]) is not None
    return sys.implementation.name == "cpython" and headers.is_file() and found


def compiled(root: Path, scratch: Path) -> dict[Path, str]:
    """Compile the modules of `root` within `scratch`; return each library made and its place among the packages.

    Raises subprocess.CalledProcessError, which holds what the translator or the compiler printed.
    """
    shutil.copytree(root / PACKAGE, scratch / PACKAGE, ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
    modules = sorted(path for path in (scratch / PACKAGE / ROOM).glob("*.py") if path.name not in PLAIN)
    command = [sys.executable, "-m", "mypyc", "--follow-imports=silent", "--ignore-missing-imports"]
    subprocess.run(  # noqa: S603 - our own files, by the translator of this very environment
        [*command, *(str(path.relative_to(scratch)) for path in modules)],
        cwd=scratch,
        env={"MYPYC_DEBUG_LEVEL": "0", **os.environ},
        check=True,
        capture_output=True,
        text=True,
    )
    shutil.rmtree(scratch / "build", ignore_errors=True)
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    return {path: path.relative_to(scratch).as_posix() for path in sorted(scratch.rglob(f"*{suffix}"))}


class Compiling(BuildHookInterface):
    """Puts the compiled scanner into the wheel."""

    def dependencies(self) -> list[str]:
        """Return what has to be installed for the build; nothing where nothing will be compiled."""
        return NEEDS if able() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and name the libraries for the wheel; where that fails, say so and leave the wheel pure."""
        if version != "standard" or not able():
            return
        self._scratch = tempfile.TemporaryDirectory()
        try:
            made = compiled(Path(self.root), Path(self._scratch.name))
        except (subprocess.CalledProcessError, OSError) as error:
            told = getattr(error, "stdout", None) or str(error)
            self.app.display_warning(f"the scanner was not compiled; it will run as Python, slower:\n{told}")
            return
        build_data["force_include"].update({str(path): place for path, place in made.items()})
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, _version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """Clear away what was compiled."""
        if hasattr(self, "_scratch"):
            self._scratch.cleanup()
