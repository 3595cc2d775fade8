"""Days with contact by channel, week by week: one small row of bars for each channel, all on the same scale."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from patterns.plots import style
from patterns.schema import records
from patterns.words import say

DAYS, HIGH, STEP = 7, 0.72, 1.25  # the scale; how high seven days are drawn; from one row to the next


def plot_channels(found: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Bars of days with contact, one row for each channel; a week without a known day and without contact is a gap.

    Parameters
    ----------
    found : pandas.DataFrame
        One row per week and channel: `week`, `channel`, `days`, `known_days`. Channels stand in the order given.
    """
    names = list(dict.fromkeys(found["channel"]))
    ax = ax or style.axes((style.CHART_WIDTH, 0.35 + 0.42 * len(names)))
    places = style.slots(found["week"])
    right = style.last_slot(places)
    with style.applied():
        for line, name in enumerate(reversed(names)):
            base = line * STEP
            ax.fill_between([-4.25, -0.3], base, base + HIGH, color=style.GROUND, linewidth=0)
            for row in records(found.loc[found["channel"] == name]):
                _bar(ax, row, places[row["week"]], base)
            ax.plot([-4.25, right + 0.45], [base, base], color=style.SECONDARY, linewidth=0.6)
            ax.text(-4.4, base + 0.3 * HIGH, style.name(name, 14), ha="right", va="center", color=style.INK,
                    fontsize=style.LABEL)  # fmt: skip
        style.plan_start(ax, 0, len(names) * STEP)
        style.week_labels(ax, places, -0.12, (say("plot.before"), say("plot.week", n="{n}")), every=True)
        ax.set_xlim(-6.4, right + 1.5)
        ax.set_ylim(-0.75, len(names) * STEP + 0.1)
    return ax


def _bar(ax: Axes, row: dict[str, object], x: float, base: float) -> None:
    days = int(str(row["days"]))
    if not days and not row["known_days"]:
        style.gap(ax, x, base, base + HIGH)
        return
    color = style.ACCENT if int(str(row["week"])) > 0 else style.SECONDARY
    height = HIGH * days / DAYS
    if days:
        ax.bar(x, height, bottom=base, width=0.72, color=color, linewidth=0)
    ax.text(x, base + height + 0.04, str(days), ha="center", va="bottom", color=style.INK, fontsize=style.SMALL)
