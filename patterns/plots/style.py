"""Colours, sizes and marks that every chart shares, and the row of weeks they all stand on.

The chart grammar: grey is before the plan, the accent is plan weeks, a dotted upright line is the plan's start, a
dashed line an agreed limit, hatching what is not fully recorded. Nothing is told apart by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
import matplotlib
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from patterns.plots.design import (
    ACCENT,
    CHART_LABEL,
    CHART_SMALL,
    CHART_WIDTH,
    GROUND,
    INK,
    LINE,
    SECONDARY,
    STRIP,
    WIDE,
)

__all__ = ["ACCENT", "CHART_WIDTH", "GROUND", "INK", "LINE", "SECONDARY", "STRIP", "WIDE"]

FAMILY = "Source Sans Pro"
LABEL, SMALL = CHART_LABEL, CHART_SMALL
BASELINE_WEEKS = (-4, -3, -2, -1)
FEWEST_SLOTS = 8  # plan weeks that have room on every chart, so that reports of one case line up
HATCH = "/////"
ROUND, SMALL_ROUND = 46.0, 24.0  # areas of the round marks, in square points

RC: dict[Any, Any] = {
    "font.family": [FAMILY, "DejaVu Sans"],
    "font.size": LABEL,
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in a label is a dollar sign
    "axes.labelcolor": SECONDARY,
    "axes.edgecolor": LINE,
    "axes.linewidth": 0.6,
    "xtick.color": SECONDARY,
    "ytick.color": SECONDARY,
    "hatch.linewidth": 0.6,
    "hatch.color": SECONDARY,
    "svg.fonttype": "none",
    "svg.hashsalt": "patterns",
}


@cache
def font_folder() -> Path:
    """Return the folder of the typeface's files, after telling matplotlib about those that charts use."""
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    for weight in ("Regular", "Semibold", "Bold"):
        font_manager.fontManager.addfont(folder / f"SourceSansPro-{weight}.ttf")
    return folder


@contextmanager
def applied() -> Iterator[None]:
    """Draw in the house style inside this block; settings outside it stay as they were."""
    font_folder()
    with matplotlib.rc_context(RC):
        yield


_factor: ContextVar[float] = ContextVar("factor", default=1.0)


@contextmanager
def enlarged(by: float) -> Iterator[None]:
    """Draw charts in this block smaller by a factor, to be shown larger by it: their words grow, not their width."""
    before = _factor.set(by)
    try:
        yield
    finally:
        _factor.reset(before)


def factor() -> float:
    """Return by how much a chart drawn now is shown larger."""
    return _factor.get()


def axes(size: tuple[float, float] = WIDE) -> Axes:
    """Return bare axes on a new figure of `size` inches, without a frame."""
    width, height = size
    with applied():
        ax = Figure(figsize=(width / factor(), height), layout=None).add_axes((0, 0, 1, 1))
    ax.set_axis_off()
    return ax


def slots(weeks: Iterable[int]) -> dict[int, float]:
    """Return where each week stands: the four before the plan left of 0, the plan weeks shown right of it."""
    planned = sorted(week for week in set(weeks) if week > 0)
    left = {week: week + 0.2 for week in BASELINE_WEEKS}
    return left | {week: place + 0.8 for place, week in enumerate(planned)}


def last_slot(places: dict[int, float]) -> float:
    """Return the right end of the row: room for eight plan weeks, more where more are shown."""
    return max(FEWEST_SLOTS - 0.2, *places.values())


def room(right: float, wanted: float) -> float:
    """Return the room that words at the right end need: `wanted` in a row of eight weeks, more in a longer one."""
    return wanted * (right - BASELINE_WEEKS[0]) / (FEWEST_SLOTS - 0.2 - BASELINE_WEEKS[0])


def plan_start(ax: Axes, low: float, high: float) -> None:
    """Draw the dotted line between the time before the plan and its weeks."""
    plan_start_at(ax, 0, low, high)


def plan_start_at(ax: Axes, x: float, low: float, high: float) -> None:
    """Draw the dotted line of the plan's start at a place of its own."""
    ax.plot([x, x], [low, high], linestyle=(0, (1, 1.6)), color=SECONDARY, linewidth=1.1, clip_on=False)


def week_labels(ax: Axes, places: dict[int, float], y: float, words: tuple[str, str], *, every: bool) -> None:
    """Name the weeks below a chart: `words` are "before the plan" and "week {n}"."""
    before, week = words
    style: dict[str, Any] = {"ha": "center", "va": "top", "color": SECONDARY, "fontsize": SMALL}
    ax.text(-2.3, y, before, **style)
    planned = [each for each in places if each > 0]
    shown = planned if every else _some(planned)
    for each in shown:
        ax.text(places[each], y, week.format(n=each) if each == shown[0] else str(each), **style)


def _some(weeks: Sequence[int]) -> list[int]:
    """Return the first, fourth and eighth week and so on: enough to read a small strip by."""
    return [week for number, week in enumerate(weeks, start=1) if number == 1 or number % 4 == 0]


def name(words: str, most: int = 18) -> str:
    """Return the name of a line as it has room beside a chart: on one line, and cut after `most` characters."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


def gap(ax: Axes, x: float, low: float, high: float, width: float = 0.72) -> None:
    """Hatch a place of which nothing is known."""
    ax.bar(x, high - low, bottom=low, width=width, color="none", edgecolor=LINE, hatch=HATCH, linewidth=0.6)


def mark(ax: Axes, kind: str, x: float, y: float, *, small: bool = False, color: str = ACCENT) -> None:
    """Draw one mark: `filled`, `hollow`, `late`, `open`, `cross`, `dot`, `diamond`, `hollow diamond`, `dash`."""
    area = SMALL_ROUND if small else ROUND
    line = 1.1 if small else 1.4
    if kind in ("filled", "diamond"):
        ax.scatter(x, y, s=area, marker="o" if kind == "filled" else "D", color=color, linewidth=line, zorder=3)
    elif kind in ("hollow", "late", "hollow diamond", "open"):
        shape = "D" if kind == "hollow diamond" else "o"
        dashes = (0, (1, 1)) if kind == "open" else "-"
        ax.scatter(
            x, y, s=area, marker=shape, facecolor="none", edgecolor=color, linewidth=line, linestyle=dashes, zorder=3
        )
        if kind == "late":
            ax.scatter(x, y, s=area, marker="_", color=color, linewidth=line, zorder=4)
    else:
        shape, tone = {"cross": ("x", SECONDARY), "dot": (".", LINE), "dash": ("_", SECONDARY)}[kind]
        ax.scatter(x, y, s=area * 0.55, marker=shape, color=tone, linewidth=line, zorder=3)
