"""A chart turned into a picture: an SVG text that is the same on every run."""

from __future__ import annotations

import io
import warnings
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG

from patterns.plots import style
from patterns.report.blocks import Block

POINTS = 72


def picture(ax: Axes, alt: str) -> Block:
    """Return the figure of `ax` as SVG with its size in points and the words for those who cannot see it."""
    figure: Any = ax.figure
    width, height = figure.get_size_inches()
    buffer = io.StringIO()
    with style.applied(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")  # words stay text: whoever shows them has a font for them
        # no date and no program version: the same chart is the same text
        FigureCanvasSVG(figure).print_svg(
            buffer, metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
        )
    return {
        "svg": buffer.getvalue(),
        "width": round(width * POINTS * style.factor(), 2),
        "height": round(height * POINTS * style.factor(), 2),
        "alt": alt,
    }
