"""Felt safety, day by day, with the days of incidents below it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from patterns.plots import style
from patterns.words import day, say

TICKS = 10


def plot_felt_safety(days: pd.DataFrame, ax: Axes | None = None, *, start: date | None = None) -> Axes:
    """A dot for each day with a mark from 0 to 10, a diamond below for each day with an incident.

    Days without a mark stay empty: no line runs across them.

    Parameters
    ----------
    days : pandas.DataFrame
        One row per day: `date`, `felt_safety` (missing where not marked), `incident`, `afraid`.
    start : date, optional
        The plan's start, drawn as a dotted line.
    """
    ax = ax or style.axes((6.85, 2.0))
    places = range(len(days))
    marks = [(place, value) for place, value in zip(places, days["felt_safety"], strict=True) if not pd.isna(value)]
    small: dict[str, Any] = {"color": style.SECONDARY, "fontsize": style.SMALL}
    right = max(1, len(days))
    with style.applied():
        for value in (0, 5, 10):
            ax.plot([-0.5, right], [value, value], color=style.LINE, linewidth=0.6, zorder=0)
            ax.text(-0.015 * right, value, str(value), ha="right", va="center", **small)
        ax.scatter([place for place, _ in marks], [value for _, value in marks], s=16, color=style.ACCENT, linewidth=0,
                   zorder=3)  # fmt: skip
        for line, (name, mark) in enumerate((("incident", "diamond"), ("afraid", "hollow")), start=1):
            ax.text(-0.015 * right, -1.7 * line, say(f"lab.felt.{name}"), ha="right", va="center", **small)
            for place in (place for place, held in zip(places, days[name], strict=True) if held):
                style.mark(ax, mark, place, -1.7 * line, small=True, color=style.INK)
        dates = [pd.Timestamp(each).date() for each in days["date"]]
        if start and dates and dates[0] <= start <= dates[-1]:
            style.plan_start_at(ax, (start - dates[0]).days - 0.5, -4.2, 10.5)
        for place in range(0, len(dates), max(1, -(-len(dates) // TICKS))):
            ax.text(place, -4.7, day(dates[place], "short"), ha="center", va="top", **small)
        ax.set_xlim(-0.13 * right, 1.04 * right)
        ax.set_ylim(-6.6, 11)
    return ax
