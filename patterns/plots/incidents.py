"""Incidents by week: before the plan, since its start, and the agreed limit."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from patterns.plots import style
from patterns.schema import records
from patterns.words import number, say


def plot_incidents(
    weeks: pd.DataFrame,
    limit: float | None,
    top: float,
    ax: Axes | None = None,
    *,
    count: str = "incidents",
    small: bool = False,
) -> Axes:
    """Bars of one count for each week, each with its number, against the agreed limit.

    Parameters
    ----------
    weeks : pandas.DataFrame
        schema.WEEKLY; weeks below 0 lie before the plan. A week without a known day is a hatched gap, an incomplete
        one a hatched bar marked as a least number; neither is ever drawn as zero.
    limit : float, optional
        The agreed limit as a number for each week; no line where there is none.
    top : float
        Upper end of the scale, the same in every report of a case.
    count : {"incidents", "outbursts"}
        Which column the bars show.
    """
    ax = ax or style.axes(style.STRIP if small else style.WIDE)
    places = style.slots(weeks["week"])
    right = style.last_slot(places)
    with style.applied():
        ax.fill_between([-4.25, -0.3], 0, top, color=style.GROUND, linewidth=0)
        for row in records(weeks):
            _bar(ax, row, row[count], places[row["week"]], top, small)
        ax.plot([-4.25, right + 0.45], [0, 0], color=style.SECONDARY, linewidth=0.6)
        style.plan_start(ax, 0, top)
        if limit is not None:
            _limit(ax, limit, right, small)
        words = (say("plot.before-short" if small else "plot.before"), say("plot.week", n="{n}"))
        style.week_labels(ax, places, -0.05 * top, words, every=not small)
        ax.set_xlim(-4.4, right + style.room(right, 2.9 if small else 1.5))
        ax.set_ylim(-0.26 * top if small else -0.12 * top, 1.3 * top if small else 1.12 * top)
    return ax


def _bar(ax: Axes, row: dict[str, object], value: object, x: float, top: float, small: bool) -> None:
    color = style.ACCENT if int(str(row["week"])) > 0 else style.SECONDARY
    if pd.isna(value):
        style.gap(ax, x, 0, top)
        return
    height = float(str(value))
    label = f"{int(height)}"
    if row["complete"]:
        ax.bar(x, height, width=0.72, color=color, linewidth=0)
    else:
        ax.bar(x, height, width=0.72, color="none", edgecolor=color, hatch=style.HATCH, linewidth=0.9)
        label = say("plot.at-least-short" if small or style.factor() > 1 else "plot.at-least", n=label)
    clear = {"facecolor": "white", "linewidth": 0, "pad": 0.9}  # the number stays readable where the limit crosses it
    over = clear if int(str(row["week"])) > 0 else None
    ax.text(x, height + 0.03 * top, label, ha="center", va="bottom", color=style.INK, bbox=over, zorder=2.5)


def _limit(ax: Axes, limit: float, right: float, small: bool) -> None:
    ax.plot([0.3, right + 0.45], [limit, limit], linestyle=(0, (3.5, 2)), color=style.INK, linewidth=1)
    text = say("plot.limit-short" if small or style.factor() > 1 else "plot.limit", n=number(limit))
    ax.text(right + 0.6, limit, text, ha="left", va="center", fontsize=style.SMALL, color=style.INK, linespacing=0.95)
