"""The hours before and after a moment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from patterns.plots import style
from patterns.words import say


def plot_around(counts: pd.DataFrame, acts: Iterable[float] = (), ax: Axes | None = None) -> Axes:
    """Messages in the hours around a moment, a lane for each writer; a diamond for each act beside it.

    Parameters
    ----------
    counts : pandas.DataFrame
        Indexed by the first hour of each stretch, counted from the moment; one column per lane.
    acts : iterable of float
        Hours from the moment at which something is in the log.
    """
    ax = ax or style.axes((6.85, 0.62 * len(counts.columns) + 0.75))
    lanes, hours = list(counts.columns), [float(each) for each in counts.index]
    width = hours[1] - hours[0] if len(hours) > 1 else 1.0
    small: dict[str, Any] = {"color": style.SECONDARY, "fontsize": style.SMALL}
    with style.applied():
        for base, name in enumerate(reversed(lanes)):
            most = max(1.0, float(counts[name].max()))
            ax.bar([hour + width / 2 for hour in hours], counts[name] / most * 0.74, bottom=base, width=0.86 * width,
                   color=style.ACCENT, linewidth=0)  # fmt: skip
            ax.plot([hours[0], hours[-1] + width], [base, base], color=style.SECONDARY, linewidth=0.6)
            ax.text(hours[0] - 1.2, base + 0.36, style.name(str(name)), ha="right", va="center", color=style.INK)
            label = say("lab.around.highest", n=f"{most:.3g}" if counts[name].any() else "0")
            ax.text(hours[-1] + width + 1, base + 0.36, label, ha="left", va="center", **small)
        for at in acts:
            style.mark(ax, "diamond", at, len(lanes) + 0.12, small=True, color=style.INK)
        ax.plot([0, 0], [-0.1, len(lanes) + 0.3], linestyle=(0, (1, 1.6)), color=style.INK, linewidth=1.1)
        for hour in range(int(hours[0]), int(hours[-1] + width) + 1, 12):
            ax.text(hour, -0.15, say("lab.around.hours", n=hour), ha="center", va="top", **small)
        span = hours[-1] + width - hours[0]
        ax.set_xlim(hours[0] - 0.14 * span, hours[-1] + width + 0.2 * span)
        ax.set_ylim(-0.6, len(lanes) + 0.45)
    return ax
