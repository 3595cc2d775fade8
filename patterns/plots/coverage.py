"""Which days are recorded: a small calendar, one column for each week."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from patterns.plots import style
from patterns.schema import records
from patterns.words import say


def plot_coverage(days: pd.DataFrame, weekdays: Sequence[str], ax: Axes | None = None, *, small: bool = False) -> Axes:
    """One square for each day: filled when recorded, hatched when nothing says what happened.

    Parameters
    ----------
    days : pandas.DataFrame
        One row per day: `week` (below 0 before the plan), `weekday` (0 for the day on which weeks begin), `known`,
        `by_incident` (recorded only through an entry: half filled), `contact` (a dot).
    weekdays : sequence of str
        Short names of the seven days, in the order of `weekday`.
    """
    ax = ax or style.axes((2.5, 0.92) if small else (style.CHART_WIDTH, 1.7))
    places = style.slots(days["week"])
    right = style.last_slot(places)
    with style.applied():
        for row in records(days):
            _square(ax, row, places[row["week"]], 6 - row["weekday"], small)
        style.plan_start(ax, -0.5, 6.5)
        words = ("" if small else say("plot.before"), say("plot.week", n="{n}"))
        if not small:
            for index, name in enumerate(weekdays):
                ax.text(-4.5, 6 - index, name, ha="right", va="center", color=style.SECONDARY, fontsize=style.SMALL)
            style.week_labels(ax, places, -0.75, words, every=True)
        ax.set_xlim(-4.4 if small else -5.3, right + (0.5 if small else 1.5))
        ax.set_ylim(-0.6 if small else -1.7, 6.6)
    return ax


def _square(ax: Axes, row: dict[str, object], x: float, y: float, small: bool) -> None:
    color = style.ACCENT if int(str(row["week"])) > 0 else style.SECONDARY
    corner, width, height = (x - 0.36, y - 0.39), 0.72, 0.78
    if not row["known"]:
        ax.add_patch(
            Rectangle(corner, width, height, facecolor="none", edgecolor=style.LINE, hatch=style.HATCH, linewidth=0.6)
        )
        return
    ax.add_patch(Rectangle(corner, width, height, facecolor="none", edgecolor=color, linewidth=0.6))
    part = 0.5 if row["by_incident"] and not small else 1.0
    ax.add_patch(Rectangle(corner, width, height * part, facecolor=color, linewidth=0))
    if row["contact"] and not small:
        ax.scatter(x, y + (0.19 if part < 1 else 0), s=4, color=color if part < 1 else "white", linewidth=0, zorder=3)
