"""Days with contact, week by week."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from patterns.plots import style
from patterns.schema import records
from patterns.words import say


def plot_contact(weeks: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Bars of days with contact in each week, of seven; a week without a known day and without contact is a gap.

    Parameters
    ----------
    weeks : pandas.DataFrame
        schema.WEEKLY; weeks below 0 lie before the plan.
    """
    ax = ax or style.axes((style.CHART_WIDTH, 1.45))
    places = style.slots(weeks["week"])
    right = style.last_slot(places)
    with style.applied():
        ax.fill_between([-4.25, -0.3], 0, 7, color=style.GROUND, linewidth=0)
        for row in records(weeks):
            x, count = places[row["week"]], int(row["contact_days"])
            if not row["known_days"] and not count:
                style.gap(ax, x, 0, 7)
                continue
            color = style.ACCENT if row["week"] > 0 else style.SECONDARY
            whole = bool(row["complete"])
            ax.bar(
                x, count, width=0.72, facecolor=color if whole else "none", edgecolor=color,
                hatch="" if whole else style.HATCH, linewidth=0 if whole else 0.9,
            )  # fmt: skip
            least = "plot.at-least-short" if style.factor() > 1 else "plot.at-least"
            label = str(count) if whole else say(least, n=count)
            ax.text(x, count + 0.15, label, ha="center", va="bottom", color=style.INK)
        ax.plot([-4.25, right + 0.45], [0, 0], color=style.SECONDARY, linewidth=0.6)
        style.plan_start(ax, 0, 8)
        style.week_labels(ax, places, -0.35, (say("plot.before"), say("plot.week", n="{n}")), every=True)
        ax.set_xlim(-4.4, right + 1.5)
        ax.set_ylim(-1.4, 8.4)
    return ax
