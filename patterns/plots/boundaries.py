"""Shared boundaries along the calendar: when shared, when crossed, when a consequence ran."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
from matplotlib.axes import Axes

from patterns.plots import style
from patterns.schema import records
from patterns.words import day, say


def plot_boundaries(events: pd.DataFrame, first: date, last: date, ax: Axes | None = None) -> Axes:
    """One line for each boundary: a tick where it was shared, a ring for each crossing, a bar while a consequence ran.

    Parameters
    ----------
    events : pandas.DataFrame
        One row per event: `boundary`, `what` (shared, crossed, reached, consequence), `first`, `last`.
    first, last : date
        Ends of the calendar; what lies outside is cut off at the edge.
    """
    names = list(dict.fromkeys(events["boundary"]))
    ax = ax or style.axes((6.85, 0.55 + 0.35 * len(names)))
    with style.applied():
        for line, name in enumerate(reversed(names)):
            ax.text(-0.8, line, name, ha="right", va="center", color=style.INK, fontsize=style.LABEL)
            ax.plot([0, (last - first).days], [line, line], color=style.LINE, linewidth=0.6, zorder=0)
            for row in records(events.loc[events["boundary"] == name]):
                _event(ax, row, line, first, last)
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
        if row["what"] == "shared":
            ax.plot([x, x], [line - 0.26, line + 0.26], color=style.SECONDARY, linewidth=1.2, zorder=2)
        else:
            style.mark(ax, "filled" if row["what"] == "reached" else "hollow", x, line)


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
