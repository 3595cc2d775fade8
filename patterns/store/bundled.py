"""Where the notebooks and the sample case lie: inside the installed package, or beside it in a source tree."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
AT_ROOT = {"notebooks": "notebooks", "sample": "data/sample"}


def bundled(name: str) -> Path:
    """Return the folder `name` (`notebooks` or `sample`) that travels with the program."""
    installed = PACKAGE / "_bundled" / name
    return installed if installed.exists() else PACKAGE.parent / AT_ROOT[name]
