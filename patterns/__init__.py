"""patterns: a private record of behaviour, held against limits agreed beforehand.

The public face: `read_export`, `open_case`, `suggest`, `measure`, `build_report`. Each is imported when it is first
used, so that `import patterns` costs nothing. In a notebook, tables hide what people wrote (`patterns.display`).
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from patterns.case import open_case
    from patterns.codes import suggest
    from patterns.importers import read_export
    from patterns.report import build_report
    from patterns.result import measure

__version__ = "0.1.0"
__all__ = ["build_report", "measure", "open_case", "read_export", "suggest"]

_HOMES = {
    "read_export": "patterns.importers",
    "open_case": "patterns.case",
    "suggest": "patterns.codes",
    "measure": "patterns.result",
    "build_report": "patterns.report",
}
_ROOMS = ("lab", "plots")  # found by completion, imported when first used


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return import_module(f"patterns.{name}")
    if name in _HOMES:
        found = getattr(import_module(_HOMES[name]), name)
        if "IPython" in sys.modules:
            import_module("patterns.display").in_notebooks()
        return found
    raise AttributeError(f"module 'patterns' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES, *_ROOMS})
