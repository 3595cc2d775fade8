"""The date and time WhatsApp writes in front of every message, in every form a phone's language gives it."""

from __future__ import annotations

import re

from patterns.importers._base import HEADER_MARKS as MARKS
from patterns.importers._date_text import DATE, LITTLE_WORDS, SPACE, TIME

GAP = rf"[{MARKS}]*[,،{SPACE}][{SPACE}{MARKS}]*(?:(?:{LITTLE_WORDS})[{SPACE}]+)?"
END = rf"(?:[{SPACE}{MARKS}]*\][{SPACE}]?|[{SPACE}][-–—](?:[{SPACE}]|(?=\n|\Z)))"
# Two groups only, and together they are the whole header: what turns out to be no header is put back as written.
HEADER = re.compile(rf"\n([{MARKS}]*\[?[{MARKS}]*{DATE})({GAP}{TIME}{END})", re.IGNORECASE)
ESCAPED_DIGIT = re.compile(r"\d")
SAMPLE = 1 << 16  # characters from which the shapes of an export's headers are learned
MOST_SHAPES = 24


def pieces(text: str) -> list[str]:
    """Return what `HEADER.split(text)` returns, several times faster.

    One export writes its headers in a few shapes that differ by their digits alone. These are learned from its
    beginning and looked for; what lies between is then searched for any other header, so that none is missed.
    """
    days, times = _shapes(text[:SAMPLE])
    while 0 < len(days) <= MOST_SHAPES and len(times) <= MOST_SHAPES:
        found = re.split("\n({})({})".format("|".join(days), "|".join(times)), text)
        between = [found[0], *(body for body in found[3::3] if "\n" in body)]
        more_days, more_times = _shapes("\n\0".join(between) + "\n")
        if set(more_days) <= set(days) and set(more_times) <= set(times):
            return found
        days, times = _longest_first({*days, *more_days}), _longest_first({*times, *more_times})
    return HEADER.split(text)


def _shapes(text: str) -> tuple[list[str], list[str]]:
    """Return the expressions for the two halves of the headers in a text, every digit standing for any."""
    found = HEADER.findall(text)
    days = {ESCAPED_DIGIT.sub(r"\\d", re.escape(day)) for day, _ in found}
    times = {ESCAPED_DIGIT.sub(r"\\d", re.escape(time)) + _follows(time) for _, time in found}
    return _longest_first(days), _longest_first(times)


def _follows(time: str) -> str:
    """Return what has to follow a header that ends without a space, as `END` has it."""
    return "" if time[-1] in SPACE else rf"(?![{SPACE}])" if time[-1] == "]" else r"(?=\n|\Z)"


def _longest_first(shapes: set[str]) -> list[str]:
    return sorted(shapes, key=lambda shape: (-len(shape), shape))
