"""Words of the record as they were written, made harmless: what would steer a page or a spreadsheet is shown."""

from __future__ import annotations

import re

STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff⟦⟧]"
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
MARK = "'"  # what spreadsheet programs take as: this cell is text


def literal(words: str) -> str:
    """Return words with every character that steers instead of showing as its number: <U+202E>."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return STEERING.sub(lambda found: f"<U+{ord(found.group()):04X}>", lines)


def cell(words: str) -> str:
    """Return words for a cell of a .csv: with an apostrophe first where a program would take them for a formula."""
    return MARK + words if words.lstrip(" \n").startswith(FORMULA) or words.startswith(MARK) else words
