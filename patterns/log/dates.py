"""Dates and clock times as people write them; an order of day and month is never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "day first", "month first", "year first"
FIRST_YEAR, LAST_YEAR = 1950, 2099
FIRST_SERIAL, LAST_SERIAL = 18264, 73051  # the same years, counted in days as spreadsheets do
WINDOWS_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - log times are local wall times

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMERIC = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s+([a-z]{3,9})\.?,?\s+(\d{4})")
_NAMED_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+(?=\S*\d|[a-z])")
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?")
_HOUR = re.compile(r"(\d{1,2})()()\s*([ap]\.?m\.?)")
_TAIL = re.compile(r"(?<=\d)(?:t|,?\s+(?:at\s+)?)(?=\d{1,2}(?:[:.h]\d{2}|\s*[ap]\.?m))")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


class Ambiguous(Exception):
    """A date that fits two orders of day and month."""

    def __init__(self, day_first: date, month_first: date) -> None:
        self.day_first, self.month_first = day_first, month_first
        super().__init__()


def serial(number: float, epoch: datetime = WINDOWS_EPOCH) -> datetime | None:
    """Return the moment a spreadsheet's day number stands for, to the second; None outside sensible years."""
    if not FIRST_SERIAL <= number <= LAST_SERIAL:
        return None
    return epoch + timedelta(seconds=round(number * 86400))


def evidence(texts: Iterable[str]) -> set[str]:
    """Return the orders that some of the texts can only be read in."""
    found = set()
    for text in texts:
        match = _NUMERIC.match(text.strip())
        if match and not _ISO.match(text.strip()):
            first, second = int(match[1]), int(match[2])
            if first > 12 >= second:
                found.add(DAY_FIRST)
            elif second > 12 >= first:
                found.add(MONTH_FIRST)
    return found


def day(text: str, order: str | None) -> date | None:
    """Return the date a text says, None if it is not a date.

    Raises
    ------
    Ambiguous
        If day and month could be either way round and `order` does not say.
    """
    text = _WEEKDAY.sub("", " ".join(text.casefold().split()), count=1)
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _date(match[1], match[2], match[3])
    if match := _NUMERIC.fullmatch(text):
        return _numeric(match[1], match[2], match[3], order)
    if match := _NAMED.fullmatch(text):
        return _date(match[3], _month(match[2]), match[1])
    if match := _NAMED_FIRST.fullmatch(text):
        return _date(match[3], _month(match[1]), match[2])
    return None


def _numeric(first: str, second: str, third: str, order: str | None) -> date | None:
    if order == YEAR_FIRST:
        return _date(first, second, third) if len(third) == 2 else None
    day_first = _date(third, second, first) if order != MONTH_FIRST else None
    month_first = _date(third, first, second) if order != DAY_FIRST else None
    if day_first and month_first and day_first != month_first:
        raise Ambiguous(day_first, month_first)
    return day_first or month_first


def _month(name: str) -> str:
    known = name in MONTH_NAMES or name in _MONTHS or name == "sept"
    return str(_MONTHS.index(name[:3]) + 1) if known else "0"


def _date(year: str, month: str, day_of_month: str) -> date | None:
    full = int(year) + 2000 if len(year) == 2 else int(year)
    try:
        found = date(full, int(month), int(day_of_month))
    except ValueError:
        return None
    return found if FIRST_YEAR <= full <= LAST_YEAR else None


def clock(text: str) -> time | None:
    """Return the clock time a text says (22:15, 22.15, 10:15 pm, 10 pm), None if it is not one."""
    text = text.strip().casefold()
    match = _CLOCK.fullmatch(text) or _HOUR.fullmatch(text)
    if not match:
        return None
    hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[4].startswith("p") else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def moment(text: str, order: str | None) -> tuple[date, time | None] | None:
    """Return the date a text says, and the clock time after it if there is one; None if it is not a date."""
    tail = _TAIL.search(text.casefold())
    if not tail:
        found = day(text, order)
        return (found, None) if found else None
    found, at = day(text[: tail.start()], order), clock(text[tail.end() :])
    return (found, at) if found and at is not None else None
