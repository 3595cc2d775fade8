"""What a notebook cell shows: widgets without a word in the saved output, charts that follow the notebook's theme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import ipywidgets as widgets
from matplotlib.axes import Axes

from patterns.literal import escaped
from patterns.plots.design import ACCENT, DARK, GROUND, INK, LINE, PAPER, SECONDARY
from patterns.report.drawing import picture
from patterns.words import say

VIEW = "application/vnd.jupyter.widget-view+json"
NAMES = {INK: "ink", SECONDARY: "second", LINE: "line", ACCENT: "accent", GROUND: "ground", PAPER: "paper"}
FONTS = "'Source Sans Pro','Source Sans 3',system-ui,sans-serif"


@cache
def css() -> str:
    """Return the style of everything shown here, with the colours of the theme that the notebook has."""
    light = "".join(f"--pl-{name}:{tone};" for tone, name in NAMES.items())
    dark = "".join(f"--pl-{name}:{DARK[tone]};" for tone, name in NAMES.items())
    drawn = "".join(
        f'.pl svg [style*="{what}: {tone}"]{{{what}:var(--pl-{name})!important}}'
        for tone, name in NAMES.items()
        for what in ("fill", "stroke")
    )
    rules = (files("patterns.lab") / "panel.css").read_text(encoding="utf-8")
    return f".pl{{{light}}}[data-jp-theme-light='false'] .pl{{{dark}}}{drawn}{rules}"


@dataclass(frozen=True)
class Panel:
    """Widgets as a cell shows them; what is saved with the notebook is one neutral line."""

    widget: widgets.Widget
    instead: str

    def __repr__(self) -> str:
        return self.instead

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        view = {"version_major": 2, "version_minor": 0, "model_id": self.widget.model_id}
        return {VIEW: view, "text/plain": self.instead}


@dataclass(frozen=True)
class Page:
    """A chart, a table or both, as a cell shows them."""

    html: str
    plain: str

    def __repr__(self) -> str:
        return self.plain

    def _repr_html_(self) -> str:
        return dressed(self.html)


def panel(*parts: widgets.Widget, instead: str) -> Panel:
    """Return widgets below each other as one thing to show."""
    style = widgets.HTML(f"<style>{css()}</style>", layout=widgets.Layout(height="0", margin="0"))
    return Panel(widgets.VBox([style, *parts], layout=widgets.Layout(max_width="62rem")), instead)


def dressed(inner: str) -> str:
    """Return HTML with the style that goes with it."""
    return f"<div class='pl'><style>{css()}</style>{inner}</div>"


def inside(inner: str) -> str:
    """Return HTML for a widget of a panel, which carries the style already."""
    return f"<div class='pl'>{inner}</div>"


def chart(ax: Axes, alt: str) -> str:
    """Return a chart as a figure that follows the theme, `alt` for those who cannot see it."""
    drawn = picture(ax, alt)
    svg = drawn["svg"][drawn["svg"].index("<svg") :].replace("'Source Sans Pro', 'DejaVu Sans'", FONTS)
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.S)
    svg = svg.replace("<svg ", f'<svg role="img" aria-label="{escaped(alt)}" ', 1)
    return f"<figure>{svg}</figure>"


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[object]], numbers: Sequence[int] = ()) -> str:
    """Return a table as HTML, every cell escaped; `numbers` are the columns set to the right."""

    def cells(row: Sequence[object], tag: str) -> str:
        return "".join(
            f"<{tag}{' class=n' if place in numbers else ''}>{escaped('' if cell is None else str(cell))}</{tag}>"
            for place, cell in enumerate(row)
        )

    body = "".join(f"<tr>{cells(row, 'td')}</tr>" for row in rows) or f"<tr><td>{escaped(say('lab.nothing'))}</td></tr>"
    return f"<table><caption>{escaped(caption)}</caption><tr>{cells(head, 'th')}</tr>{body}</table>"


def lead(words: str) -> str:
    """Return a paragraph, escaped."""
    return f"<p>{escaped(words)}</p>"
