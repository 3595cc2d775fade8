"""Charts: one module each; tidy frames in, axes out, nothing computed, every word given or from `words`.

Each chart can be taken from here by its name: `patterns.plots.plot_incidents`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

CHARTS = (
    "amounts", "around", "attendance", "boundaries", "contact", "coverage", "felt_safety", "hours", "incidents",
    "lanes", "repairs", "statements",
)  # fmt: skip


def __getattr__(name: str) -> Any:
    if name.removeprefix("plot_") in CHARTS and name.startswith("plot_"):
        return getattr(import_module(f"patterns.plots.{name.removeprefix('plot_')}"), name)
    raise AttributeError(f"module 'patterns.plots' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *(f"plot_{name}" for name in CHARTS)})
