"""A timeline: boundaries and their versions, crossings, consequences, sessions and reviews along one calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from patterns.plots import style
from patterns.schema import records
from patterns.words import day, say

MARKS = {
    "crossed": "hollow", "reached": "filled", "attended": "filled", "missed": "hollow",
    "cancelled by therapist": "cross", "due": "hollow diamond", "held": "diamond",
}  # fmt: skip
SMALL_MARKS = ("attended", "missed", "cancelled by therapist", "due", "held")


def plot_boundaries(events: pd.DataFrame, first: date, last: date, ax: Axes | None = None) -> Axes:
    """One line for each boundary, and one each for sessions and reviews, along one calendar.

    A stroke where a boundary was shared or ended, numbered where a new version was; a ring for each crossing, filled
    where the agreed number was reached; a bar while a consequence ran, its days shaded on every line.

    Parameters
    ----------
    events : pandas.DataFrame
        One row per event: `boundary` (the line), `what`, `first`, `last`. Of a boundary: shared, ended, crossed,
        reached, consequence; of sessions: attended, missed, cancelled by therapist; of reviews: due, held.
    first, last : date
        Ends of the calendar; what lies outside is cut off at the edge.
    """
    names = list(dict.fromkeys(events["boundary"]))
    ax = ax or style.axes((style.CHART_WIDTH, 0.55 + 0.35 * len(names)))
    with style.applied():
        for line, name in enumerate(reversed(names)):
            ax.text(-0.8, line, style.name(name, 10), ha="right", va="center", color=style.INK, fontsize=style.LABEL)
            ax.plot([0, (last - first).days], [line, line], color=style.LINE, linewidth=0.6, zorder=0)
            of_line = records(events.loc[events["boundary"] == name])
            for row in of_line:
                _event(ax, row, line, first, last)
            _versions(ax, of_line, line, first, last)
        _shade(ax, events, first, last, len(names) - 0.55)
        _months(ax, first, last)
        ax.set_xlim(-0.09 * (last - first).days, 1.02 * (last - first).days)
        ax.set_ylim(-1.1, len(names) - 0.3)
    return ax


def _event(ax: Axes, row: dict[str, object], line: int, first: date, last: date) -> None:
    start, stop = row["first"], row["last"]
    assert isinstance(start, date)
    assert isinstance(stop, date)
    x, end = (start - first).days, min((stop - first).days + 1, (last - first).days)
    if row["what"] == "consequence":
        if end > 0:
            left = max(0, x)
            ax.barh(
                line,
                end - left,
                left=left,
                height=0.34,
                color=style.GROUND,
                edgecolor=style.SECONDARY,
                linewidth=0.6,
                zorder=1,
            )
    elif 0 <= x <= (last - first).days:
        if row["what"] in ("shared", "ended"):
            half = 0.26 if row["what"] == "shared" else 0.14
            ax.plot([x, x], [line - half, line + half], color=style.SECONDARY, linewidth=1.2, zorder=2)
        else:
            style.mark(ax, MARKS[str(row["what"])], x, line, small=str(row["what"]) in SMALL_MARKS)


def _versions(ax: Axes, events: list[dict[str, Any]], line: int, first: date, last: date) -> None:
    """Number the versions of a boundary that was shared more than once."""
    shared = [row["first"] for row in events if row["what"] == "shared"]
    for number, on in enumerate(shared, start=1):
        if len(shared) > 1 and first <= on <= last:
            ax.text(
                (on - first).days + 0.8,
                line + 0.3,
                say("plot.version", n=number),
                va="center",
                color=style.SECONDARY,
                fontsize=style.SMALL,
            )


def _shade(ax: Axes, events: pd.DataFrame, first: date, last: date, top: float) -> None:
    """Shade the days of each consequence on every line."""
    for row in records(events.loc[events["what"] == "consequence"]):
        left, right = max(row["first"], first), min(row["last"], last)
        if left <= right:
            x, width = (left - first).days, min((right - left).days + 1, (last - left).days)
            ax.bar(
                x, top + 0.42, width, bottom=-0.42, align="edge", color=style.GROUND, alpha=0.6, linewidth=0, zorder=-1
            )


def _months(ax: Axes, first: date, last: date) -> None:
    """Write the first day and the first of each month below the lines."""
    each = first
    shown = [first]
    while each <= last:
        each = (each.replace(day=1) + timedelta(days=32)).replace(day=1)
        if each <= last and (each - shown[-1]).days > 12:
            shown.append(each)
    for each in shown:
        x = (each - first).days
        ax.plot([x, x], [-0.5, -0.42], color=style.SECONDARY, linewidth=0.6)
        ax.text(
            x,
            -0.58,
            say("plot.day", on=day(each, "short")),
            ha="center",
            va="top",
            color=style.SECONDARY,
            fontsize=style.SMALL,
        )
