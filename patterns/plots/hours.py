"""When something comes: the hours of the day against the days of the week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from patterns.plots import style
from patterns.words import say

LARGEST = 120.0  # area of the largest dot, in square points
NIGHT = ((-0.5, 5.5), (21.5, 23.5))  # the hours that are shaded


def plot_hours(counts: pd.DataFrame, weekdays: Sequence[str], ax: Axes | None = None) -> Axes:
    """One dot for each hour of each weekday, its area the count; night hours lie on a shaded ground.

    Parameters
    ----------
    counts : pandas.DataFrame
        Seven rows in the order of `weekdays`, a column for each hour from 0 to 23.
    weekdays : sequence of str
        Short names of the seven days.
    """
    ax = ax or style.axes((6.85, 1.9))
    most = float(counts.to_numpy().max()) or 1.0
    small: dict[str, Any] = {"color": style.SECONDARY, "fontsize": style.SMALL}
    with style.applied():
        for left, right in NIGHT:
            ax.fill_between([left, right], -0.6, 6.6, color=style.GROUND, linewidth=0)
        for line, name in enumerate(weekdays):
            ax.text(-0.9, 6 - line, name, ha="right", va="center", **small)
            row = counts.iloc[line]
            hours = [hour for hour in range(24) if row[hour]]
            areas = [LARGEST * float(row[hour]) / most for hour in hours]
            ax.scatter(hours, [6 - line] * len(hours), s=areas, color=style.ACCENT, linewidth=0, zorder=3)
        for hour in range(0, 24, 3):
            ax.text(hour, -0.9, say("lab.hour", n=hour), ha="center", va="top", **small)
        ax.scatter(24.4, 6, s=LARGEST, color=style.ACCENT, linewidth=0)
        ax.text(25.0, 6, f"{int(most)}", ha="left", va="center", **small)
        ax.set_xlim(-2.6, 26.4)
        ax.set_ylim(-2.0, 7.0)
    return ax
