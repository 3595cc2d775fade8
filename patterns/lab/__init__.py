"""JupyterLab on a case, and what its notebooks call: charts, tables and pickers, every text closed until it is opened.

Begin with `record = open_record("my-case")`; everything else takes the record. Each name is imported when it is first
used.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "open_record": "record",
    "sources": "looks",
    "contact": "picks",
    "week": "one_week",
    "search": "table",
    "entries": "table",
    "incidents": "picks",
    "around": "picks",
    "around_all": "looks",
    "boundaries": "looks",
    "repair": "looks",
    "words": "picks",
    "felt_safety": "looks",
    "verdicts": "picks",
    "review": "reviewing",
    "page_one": "hour",
    "session": "hour",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"patterns.lab.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'patterns.lab' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
