"""Words that logs of other people's making are written with: headers, dates and ticks in several languages."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

from patterns.log import dates
from patterns.log.declare import CHOICES, CODES, DATE, MOMENT, TIME, YES_NO, Column

WORDS = Path(__file__).with_name("languages.toml")
_DATED = re.compile(r"\d")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s]", re.UNICODE)
LONGEST_DATE = 6  # words at the start of a text that may be its date


@cache
def languages() -> dict[str, Any]:
    """Return what languages.toml holds."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def folded(words: object) -> str:
    """Return words in the form in which they are compared: case, marks and spaces between them aside."""
    text = unicodedata.normalize("NFC", str(words)).casefold().replace("\u2019", "'")
    return " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)*", text))


@cache
def _lookup(section: str) -> dict[str, str]:
    return {folded(form): word for word, forms in languages()[section].items() for form in forms if folded(form)}


@cache
def _dropped(kind: str) -> frozenset[str]:
    return frozenset(languages()["dropped"][kind])


def english(value: object, column: Column) -> object:
    """Return a cell with the words that its column takes in place of those of another language."""
    if not isinstance(value, str):
        return value
    if column.kind in (DATE, MOMENT):
        return _date(value)
    if column.kind == TIME:
        return _lookup("parts_of_day").get(folded(value)) or _clock(value)
    if column.kind == YES_NO:
        return _answers().get(value.strip().casefold(), value)
    return re.sub(r"\s*[,/+]\s*", "; ", value) if column.kind in (CODES, CHOICES) else value


@cache
def _answers() -> dict[str, str]:
    return {form: word for word, forms in languages()["answers"].items() for form in forms}


def _date(text: str) -> str:
    """Return a date with its month in English, and without the weekday and the small words between."""
    if not _DATED.search(text):
        return text
    months = _lookup("months")
    parts = []
    for part in text.strip().split():
        bare = part.strip(".,").casefold()
        if bare in months:
            parts.append(dates.MONTH_NAMES[int(months[bare]) - 1])
        elif bare not in _dropped("words") and bare not in _dropped("weekdays"):
            parts.append(part.rstrip(",") if not part.endswith(".,") else part[:-2])
    return " ".join(parts)


def _clock(text: str) -> str:
    if not _DATED.search(text):
        return text
    return " ".join(part for part in text.split() if part.casefold().strip(".,") not in _dropped("words"))


def dated(text: str, order: str | None) -> tuple[date, time | str | None] | None:
    """Return the date that a text begins with, and the clock time or part of day after it; None where there is none.

    Raises
    ------
    dates.Ambiguous
        If day and month could be either way round.
    """
    words = text.split()
    for count in range(min(LONGEST_DATE, len(words)), 0, -1):
        start = _date(" ".join(words[:count]).rstrip(":;,-\u2013\u2014"))
        found = dates.moment(start, order) if start else None
        if found:
            return found[0], found[1] or _after(words[count:])
    return None


def _after(words: list[str]) -> time | str | None:
    """Return the clock time or part of day that the rest of a text begins with."""
    rest = [word.strip(":;,-\u2013\u2014()") for word in words[:4]]
    rest = [word for word in rest if word]
    while rest and rest[0].casefold() in _dropped("words"):
        rest = rest[1:]
    if not rest:
        return None
    part = folded(rest[0])
    known = _lookup("parts_of_day") | {each: each for each in languages()["parts_of_day"]}
    return known.get(part) or (dates.clock(rest[0]) if re.search(r"\d[:.h]\d", rest[0]) else None)
