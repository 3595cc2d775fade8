"""Texts in the form in which names are looked for: case, accents, widths and invisible characters aside."""

from __future__ import annotations

import unicodedata
from functools import cache

LETTERS = {
    "ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "œ": "oe", "æ": "ae", "þ": "th", "ð": "d", "ə": "e",
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "′": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " ",
}  # fmt: skip  # what Unicode's own decomposition leaves as it is
DROPPED = ("Mn", "Me", "Cf")  # accents and what cannot be seen


@cache
def letter(character: str) -> str:
    """Return one character in its compared form; nothing for an accent or an invisible character."""
    plain = LETTERS.get(character) or unicodedata.normalize("NFKD", character).casefold()
    kept = (each for each in unicodedata.normalize("NFKD", plain) if unicodedata.category(each) not in DROPPED)
    return "".join(LETTERS.get(each, each) for each in kept)


def fold(text: str) -> str:
    """Return a text in its compared form."""
    return "".join(map(letter, text))


def places(text: str) -> list[int]:
    """Return, for every character of `fold(text)`, which character of `text` it came from; the length at the end."""
    return [index for index, each in enumerate(text) for _ in letter(each)] + [len(text)]


def end_of(text: str, last: int) -> int:
    """Return where the letter at `last` ends: the accents behind it belong to it."""
    end = last + 1
    while end < len(text) and not letter(text[end]):
        end += 1
    return end


def is_latin(word: str) -> bool:
    """Tell whether a folded word has Latin letters."""
    return any("a" <= each <= "z" for each in word)


def is_cyrillic(word: str) -> bool:
    """Tell whether a folded word has Cyrillic letters."""
    return any("\u0400" <= each <= "\u04ff" for each in word)
