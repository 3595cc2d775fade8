"""Words of a person's own, made harmless: what would steer a terminal, a page or a spreadsheet is shown instead."""

from __future__ import annotations

import re
from html import escape

NOT_IN_XML = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"  # what neither .xlsx nor .svg can hold
CONTROL = f"{NOT_IN_XML}\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"  # breaks the line, or turns what follows round
UNSEEN = "\u061c\u200b\u200e\u200f\u2060\ufeff"  # what nobody sees; right-to-left scripts are written with some of it
STRONG = "⟦⟧"  # a report takes what stands between these for strong
LITERAL = re.compile(f"[{CONTROL}{UNSEEN}{STRONG}]")
HARMLESS = re.compile(f"[{CONTROL}{STRONG}]")
STEERING = re.compile(f"[{CONTROL}{UNSEEN}]")
MARK = "'"  # what spreadsheet programs take as: this cell is text
FORMULA = re.compile(f"[\t\r]|[\\s{CONTROL}{UNSEEN}]*[=+\\-@＝＋－＠]|{MARK}")
SPLITS = "\n\r\t;"  # where a cell ends for a program that splits a .csv at semicolons or tabs, and knows no such quotes
NEXT_FORMULA = re.compile(
    f"(?<=[{SPLITS}])(?=\"*[\t\r]|(?:(?![{SPLITS}])[\\s{CONTROL}{UNSEEN}\"])*[=+\\-@＝＋－＠]|{MARK})"
)


def literal(words: str) -> str:
    """Return words with every character that steers or hides instead of showing as its number: <U+202E>."""
    return LITERAL.sub(as_number, _lines(words))


def printable(words: str) -> str:
    """Return words for a terminal: what would steer it, or turn what follows round, as its number."""
    return STEERING.sub(as_number, _lines(words))


def harmless(words: str) -> str:
    """Return words with only those characters as numbers that could change how the words around them are shown."""
    return HARMLESS.sub(as_number, _lines(words))


def escaped(words: str) -> str:
    """Return words as text for HTML, harmless to what stands around them."""
    return escape(harmless(words))


def in_json(text: str) -> str:
    r"""Return JSON with what would steer a terminal as JSON itself says it: \u202e. It means the same."""
    return STEERING.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def cell(words: str) -> str:
    """Return words for a cell of a .csv: with an apostrophe first where a program would take them for a formula.

    Programs split a .csv at commas, semicolons or tabs, as the country has it. So the same is done inside the words
    behind every line break, semicolon and tab. What begins with an apostrophe, or has one in such a place, gets
    another one: to take one away at the beginning and in every such place always gives the words back.
    """
    safe = NEXT_FORMULA.sub(MARK, words)
    if words[:1].isalnum():  # nearly every cell, and of a million messages there are many
        return safe
    return MARK + safe if FORMULA.match(words) else safe


def _lines(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")


def as_number(found: re.Match[str]) -> str:
    """Return the character that was found as its number."""
    return f"<U+{ord(found.group()):04X}>"
