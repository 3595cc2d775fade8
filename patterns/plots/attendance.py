"""Sessions of a trial, one mark each, week by week."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from patterns.plots import style
from patterns.schema import records
from patterns.words import say

MARKS = {
    "attended": "filled",
    "missed": "hollow",
    "cancelled by client": "hollow",
    "rescheduled, not held": "hollow",
    "cancelled by therapist": "cross",
    "pending": "open",
    "to come": "dot",
}


def plot_attendance(sessions: pd.DataFrame, weeks: int, ax: Axes | None = None, *, small: bool = False) -> Axes:
    """One mark for each session of the trial; a week without a row is hatched, one still to come a faint dot.

    Parameters
    ----------
    sessions : pandas.DataFrame
        One row per session: `week` of the trial, counted from 1, and `status`.
    weeks : int
        Length of the trial.
    """
    ax = ax or style.axes(style.STRIP if small else (style.CHART_WIDTH, 0.75))
    heights: dict[int, int] = {}
    with style.applied():
        for row in records(sessions):
            week = int(row["week"])
            y = 0.42 * heights.get(week, 0)
            heights[week] = heights.get(week, 0) + 1
            if row["status"] == "not recorded":
                style.gap(ax, week, y - 0.16, y + 0.16, width=0.5)
            elif row["status"] in MARKS:
                style.mark(ax, MARKS[row["status"]], week, y, small=small)
        words: dict[str, Any] = {"ha": "center", "va": "top", "color": style.SECONDARY, "fontsize": style.SMALL}
        for week in range(1, weeks + 1):
            if not small or week == 1 or week % 4 == 0:
                ax.text(week, -0.36, say("plot.trial-week", n=week) if week == 1 else str(week), **words)
        ax.set_xlim(-0.6 if small else -0.3, weeks + (2.0 if small else 0.9))
        ax.set_ylim(-0.85, 0.95)
    return ax
