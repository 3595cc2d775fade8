"""Counts along the calendar, week by week, in one lane for each kind."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
from matplotlib.axes import Axes

from patterns.plots import style
from patterns.words import day

HEIGHT = 0.72  # of a lane's highest bar, of the room that a lane has
TICKS = 10  # dates that have room below the lanes


def plot_lanes(counts: pd.DataFrame, ax: Axes | None = None, *, start: date | None = None) -> Axes:
    """Bars of counts for each week, one lane for each column, each with its own highest number named.

    Parameters
    ----------
    counts : pandas.DataFrame
        One row per week, indexed by its first day, one column per lane; what is missing is hatched, never zero.
    start : date, optional
        The plan's start, drawn as a dotted line.
    """
    lanes = list(counts.columns)
    ax = ax or style.axes((6.85, 0.62 * len(lanes) + 0.42))
    with style.applied():
        for line, name in enumerate(reversed(lanes)):
            _lane(ax, counts[name].tolist(), line, style.name(str(name)))
        firsts = [pd.Timestamp(each).date() for each in counts.index]
        if start and firsts and firsts[0] <= start <= firsts[-1] + timedelta(days=6):
            style.plan_start_at(ax, (start - firsts[0]).days / 7 - 0.5, -0.05, len(lanes))
        step = max(1, -(-len(firsts) // TICKS))
        for place in range(0, len(firsts), step):
            ax.text(place, -0.12, day(firsts[place], "short"), ha="center", va="top", color=style.SECONDARY,
                    fontsize=style.SMALL)  # fmt: skip
        ax.set_xlim(-0.17 * max(8, len(firsts)), max(8, len(firsts)) * 1.06)
        ax.set_ylim(-0.55, len(lanes) + 0.02)
    return ax


def _lane(ax: Axes, counts: list[float], base: int, name: str) -> None:
    known = [each for each in counts if not pd.isna(each)]
    most = max(known, default=0.0) or 1.0
    for place, count in enumerate(counts):
        if pd.isna(count):
            style.gap(ax, place, base, base + HEIGHT * 0.5, width=1.0)
        elif count:
            ax.bar(place, HEIGHT * count / most, bottom=base, width=0.72, color=style.ACCENT, linewidth=0)
    ax.plot([-0.5, len(counts) - 0.5], [base, base], color=style.SECONDARY, linewidth=0.6)
    ax.text(-0.9, base + 0.36, name, ha="right", va="center", color=style.INK)
    if any(known):
        place = counts.index(most)
        ax.text(place, base + HEIGHT + 0.02, f"{int(most)}", ha="center", va="bottom", color=style.SECONDARY,
                fontsize=style.SMALL)  # fmt: skip
