"""One look for charts, pages and paper: colours, sizes of type, sizes of charts. Nothing of it is written twice.

Ink on white with one accent, told apart by lightness first. Sizes of type are points on paper; on a screen a point is
a tenth of the reader's own size, and nothing is smaller than `SCREEN_LEAST` of it.
"""

from __future__ import annotations

INK, SECONDARY, LINE = "#1b2733", "#5b6b7a", "#c9d1d9"
ACCENT, GROUND, PAPER, DESK = "#0f6a73", "#e6edf0", "#ffffff", "#eef2f4"
LIGHT = {
    "ink": INK,
    "second": SECONDARY,
    "line": LINE,
    "accent": ACCENT,
    "ground": GROUND,
    "paper": PAPER,
    "desk": DESK,
}
DARK = {
    INK: "#e8eef3",
    SECONDARY: "#a9b7c3",
    LINE: "#4a5965",
    ACCENT: "#58c4cf",
    GROUND: "#22303a",
    PAPER: "#12181e",
    DESK: "#0c1116",
}

TYPE = {
    "title": 21.0, "part": 17.0, "figure": 11.5, "row": 11.0, "lead": 10.6, "text": 10.0, "lower": 9.4,
    "counts": 9.0, "caption": 8.8, "table": 8.6, "small": 8.4, "foot": 8.0, "legend": 7.6,
}  # fmt: skip
CHART_LABEL, CHART_SMALL = 8.0, 7.5  # points; nothing in a chart is smaller
SCREEN_LEAST = 0.84
LARGE = 1.6  # large print: text of sixteen points
LARGE_LESS = {"title": 1.25, "part": 1.3, "table": 1.4, "legend": 1.5, "foot": 1.3}  # what is large enough with less

CHART_WIDTH = 6.85  # inches: a chart across the page
WIDE, STRIP = (CHART_WIDTH, 1.9), (2.35, 0.74)


def sizes(*, large: bool = False) -> dict[str, float]:
    """Return the sizes of type in points."""
    factor = dict.fromkeys(TYPE, LARGE) | LARGE_LESS if large else dict.fromkeys(TYPE, 1.0)
    return {name: round(points * factor[name], 2) for name, points in TYPE.items()}


def variables() -> str:
    """Return colours and sizes as CSS variables, for light and for dark."""
    screen = ";".join(f"--{name}:{max(points / 10, SCREEN_LEAST):.2f}rem" for name, points in TYPE.items())
    light, dark = (
        ";".join(f"--c-{name}:{colour}" for name, colour in each.items())
        for each in (LIGHT, {name: DARK[colour] for name, colour in LIGHT.items()})
    )
    return (
        f":root{{{light};{screen};--chart:{CHART_WIDTH * 5.6:.0f}rem;color-scheme:light dark}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    )
