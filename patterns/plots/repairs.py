"""Repair steps after conflicts, by week and by what became of them."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
from matplotlib.axes import Axes

from patterns.plots import style
from patterns.schema import records
from patterns.words import say

MARKS = {
    "taken up": "filled",
    "late": "late",
    "refused": "hollow",
    "unanswered": "hollow",
    "pending": "open",
    "left out": "open",
}


def plot_repairs(
    offers: pd.DataFrame,
    weeks: list[int],
    ax: Axes | None = None,
    *,
    unknown: Collection[int] = (),
    small: bool = False,
) -> Axes:
    """One mark for each conflict with a step offered, above its plan week; stacked where a week has several.

    Parameters
    ----------
    offers : pandas.DataFrame
        One row per conflict: `week`, `by` (me, other), `outcome` (taken up, late, refused, unanswered, pending,
        left out), in order of time.
    weeks : list of int
        The plan weeks that have a place, also those without a conflict.
    unknown : collection of int
        Weeks without a recorded day: where they have no mark they are hatched, and never shown as quiet.
    """
    ax = ax or style.axes(style.STRIP if small else (style.CHART_WIDTH, 1.45))
    places = style.slots(weeks)
    right = style.last_slot(places)
    lanes = [("me", 0.0)] if small else [("me", 1.0), ("other", 0.0)]
    with style.applied():
        for by, base in lanes:
            _lane(ax, offers.loc[offers["by"] == by] if not small else offers, places, base, unknown, small)
            if not small:
                ax.text(-4.25, base + 0.1, say(f"plot.offered-by-{by}"), ha="left", va="center", color=style.SECONDARY)
        if small:
            ax.text(
                -2.3,
                0.24,
                say("plot.not-counted-before"),
                ha="center",
                va="center",
                color=style.SECONDARY,
                fontsize=style.SMALL,
            )
        style.plan_start(ax, -0.12, 0.8 if small else 1.85)
        words = ("", say("plot.week", n="{n}"))
        style.week_labels(ax, places, -0.28 if small else -0.3, words, every=not small)
        ax.set_xlim(-4.4, right + (2.9 if small else 1.5))
        ax.set_ylim(-0.55, 0.95 if small else 1.95)
    return ax


def _lane(
    ax: Axes, offers: pd.DataFrame, places: dict[int, float], base: float, unknown: Collection[int], small: bool
) -> None:
    heights: dict[int, int] = {}
    rise = 0.34 if small else 0.3
    for row in records(offers):
        week = int(row["week"])
        if week in places:
            style.mark(ax, MARKS[row["outcome"]], places[week], base + rise * heights.get(week, 0), small=small)
            heights[week] = heights.get(week, 0) + 1
    for week, x in places.items():
        if week in unknown and week not in heights:
            style.gap(ax, x, base - 0.11, base + 0.11, width=0.6)
        elif week > 0 and week not in heights:
            style.mark(ax, "dot", x, base, small=small)
