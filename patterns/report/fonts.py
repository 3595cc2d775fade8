"""The typeface, cut down to the characters a page uses and packed into the page itself."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import font_source_sans_pro

FOLDER = Path(font_source_sans_pro.__file__).parent / "files"
WEIGHTS = {"Regular": 400, "Semibold": 600}
FAMILY = "Source Sans Pro"


def faces(texts: Iterable[str], weights: Sequence[str] = ("Regular", "Semibold")) -> str:
    """Return the @font-face rules for the characters of `texts`; those the typeface lacks fall back to others."""
    used = frozenset(character for text in texts for character in text)
    return "".join(_face(name, WEIGHTS[name], used) for name in weights)


def warm() -> None:
    """Load the font files, so that this is done while something else is waited for."""
    for name in WEIGHTS:
        _subset(name, frozenset("a"))


def covered() -> set[int]:
    """Return the characters, by number, that the typeface has."""
    return set(_font("Regular").getBestCmap())


@cache
def _face(name: str, weight: int, used: frozenset[str]) -> str:
    packed = base64.b64encode(_subset(name, used)).decode()
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-style:normal;'
        f"src:url(data:font/woff;base64,{packed}) format('woff')}}"
    )


@cache
def _bytes(name: str) -> bytes:
    return (FOLDER / f"SourceSansPro-{name}.ttf").read_bytes()


@cache
def _font(name: str) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(io.BytesIO(_bytes(name)), lazy=True)


def _subset(name: str, used: frozenset[str]) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(
        flavor="woff", layout_features=["kern"], hinting=False, notdef_outline=True, recalc_timestamp=False
    )
    font = TTFont(io.BytesIO(_bytes(name)), lazy=True, recalcTimestamp=False)
    cut = subset.Subsetter(options)
    cut.populate(text="".join(sorted(used)))
    cut.subset(font)
    font.flavor = "woff"
    packed = io.BytesIO()
    font.save(packed)
    return packed.getvalue()
