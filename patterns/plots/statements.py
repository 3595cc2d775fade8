"""Accountability statements, as people rated them, week by week."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from patterns.plots import style
from patterns.schema import records
from patterns.words import say


def plot_statements(
    weeks: pd.DataFrame, statements: pd.DataFrame, ax: Axes | None = None, *, small: bool = False
) -> Axes:
    """A diamond for each statement, filled where it met the criteria; a dash for a week with an incident and none.

    Parameters
    ----------
    weeks : pandas.DataFrame
        One row per plan week: `week` and `state` (present, none, none due, not recorded).
    statements : pandas.DataFrame
        One row per statement: `week` and `meets` (True, False, or missing while not fully rated).
    """
    ax = ax or style.axes(style.STRIP if small else (style.CHART_WIDTH, 0.95))
    places = style.slots(weeks["week"])
    right = style.last_slot(places)
    with style.applied():
        heights = _diamonds(ax, statements, places, small)
        for row in records(weeks):
            if row["week"] in heights:
                continue
            if row["state"] == "not recorded":
                style.gap(ax, places[row["week"]], -0.2, 0.2, width=0.6)
            else:
                style.mark(ax, "dash" if row["state"] == "none" else "dot", places[row["week"]], 0, small=small)
        if small:
            ax.text(
                -2.3,
                0.1,
                say("plot.not-counted-before"),
                ha="center",
                va="center",
                color=style.SECONDARY,
                fontsize=style.SMALL,
            )
        style.plan_start(ax, -0.3, 0.75)
        style.week_labels(ax, places, -0.42, ("", say("plot.week", n="{n}")), every=not small)
        ax.set_xlim(-4.4, right + (2.9 if small else 1.5))
        ax.set_ylim(-0.85, 0.95)
    return ax


def _diamonds(ax: Axes, statements: pd.DataFrame, places: dict[int, float], small: bool) -> dict[int, int]:
    heights: dict[int, int] = {}
    for row in records(statements):
        week = int(row["week"])
        if week not in places:
            continue
        kind = "open" if pd.isna(row["meets"]) else "diamond" if row["meets"] else "hollow diamond"
        style.mark(ax, kind, places[week], 0.42 * heights.get(week, 0), small=small)
        heights[week] = heights.get(week, 0) + 1
    return heights
