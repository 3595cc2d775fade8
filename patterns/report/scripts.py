"""Characters that the fonts on paper lack: which script they are of, and which font would draw them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from patterns.errors import PatternsError
from patterns.words import listed, say

FOLDER = "fonts"  # in a case: fonts that a person adds
ENDINGS = (".ttf", ".otf", ".ttc")
FONTS = {  # first word of a character's Unicode name -> the script as we call it, and a free font for it
    "CJK": ("chinese", "Noto Sans CJK"),
    "HIRAGANA": ("japanese", "Noto Sans CJK"),
    "KATAKANA": ("japanese", "Noto Sans CJK"),
    "HANGUL": ("korean", "Noto Sans CJK"),
    "DEVANAGARI": ("devanagari", "Noto Sans Devanagari"),
    "BENGALI": ("bengali", "Noto Sans Bengali"),
    "TAMIL": ("tamil", "Noto Sans Tamil"),
    "TELUGU": ("telugu", "Noto Sans Telugu"),
    "THAI": ("thai", "Noto Sans Thai"),
    "ETHIOPIC": ("ethiopic", "Noto Sans Ethiopic"),
    "KHMER": ("khmer", "Noto Sans Khmer"),
}

NAMES = (1, 4, 16, 21)  # records in which a font says what it is called
TAKEN = ("source sans", "dejavu")


def own_fonts(case: Path | None) -> list[Path]:
    """Return the font files that a case brings along, in order of their names."""
    folder = case / FOLDER if case is not None else None
    if folder is None or not folder.is_dir():
        return []
    return sorted(each for each in folder.iterdir() if each.suffix.lower() in ENDINGS)


def characters(font: Path) -> set[int]:
    """Return the characters, by number, that a font file has."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        faces = TTCollection(font, lazy=True).fonts if font.suffix.lower() == ".ttc" else [TTFont(font, lazy=True)]
        called = {face["name"].getDebugName(number) or "" for face in faces for number in NAMES}
        cmap: Any = faces[0].getBestCmap()
    except (TTLibError, OSError, KeyError, IndexError) as error:
        raise PatternsError(
            f"{FOLDER}/{font.name} cannot be read as a font.",
            expected="a font file (.ttf, .otf or .ttc)",
            remedy="Remove it or put a whole one in its place. Nothing was written.",
        ) from error
    if any(name.casefold().startswith(TAKEN) for name in called):
        raise PatternsError(
            f"{FOLDER}/{font.name} calls itself as a typeface of the program does.",
            expected="a font that draws what the program's own lack: it would draw their letters and numbers, too",
            remedy="Remove it. Nothing was written.",
        )
    return set(cmap or {})


def missing(lacking: Iterable[str]) -> str:
    """Return the sentence on characters that stand as boxes: how many of which script, and which font would help."""
    found = Counter(_script(each) for each in lacking)
    parts = [
        say("layout.fonts.script", n=count, script=say(f"layout.fonts.{name}"), font=font)
        if font
        else say("layout.fonts.others", n=count)
        for (name, font), count in sorted(found.items())
    ]
    return say("layout.fonts.missing", n=sum(found.values()), each=listed(parts))


def _script(character: str) -> tuple[str, str]:
    if unicodedata.category(character) in ("So", "Sk") or ord(character) in range(0x1F000, 0x20000):
        return ("emoji", "Noto Emoji")
    return FONTS.get(unicodedata.name(character, "").split(" ")[0].split("-")[0], ("", ""))
