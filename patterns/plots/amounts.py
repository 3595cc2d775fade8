"""How much of each: bars with their numbers, the longest first or in an order that is given."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from patterns.plots import style


def plot_amounts(amounts: pd.Series, ax: Axes | None = None) -> Axes:
    """One bar for each entry of a series of counts, named on its left, its number at its end.

    Parameters
    ----------
    amounts : pandas.Series
        Counts by name, from top to bottom.
    """
    ax = ax or style.axes((6.85, 0.24 * max(1, len(amounts)) + 0.12))
    most = max([1, *amounts.tolist()])
    with style.applied():
        for line, (name, count) in enumerate(amounts.items()):
            y = len(amounts) - 1 - line
            ax.text(-0.02 * most, y, style.name(str(name)), ha="right", va="center", color=style.INK)
            ax.barh(y, count, height=0.62, color=style.ACCENT, linewidth=0)
            ax.text(count + 0.012 * most, y, str(count), ha="left", va="center", color=style.INK)
        ax.plot([0, 0], [-0.5, len(amounts) - 0.5], color=style.SECONDARY, linewidth=0.6)
        ax.set_xlim(-0.42 * most, 1.12 * most)
        ax.set_ylim(-0.7, max(1, len(amounts)) - 0.3)
    return ax
