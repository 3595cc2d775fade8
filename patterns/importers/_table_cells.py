"""One cell of a table as a moment or a clock time: text in any usual form, or a workbook's own date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple

from patterns.importers._date_text import DATE, LITTLE_WORDS, SPACE, TIME, Written, read_date, read_time
from patterns.importers._table_words import words

ZONE = rf"(?:[{SPACE}]*(?:\(?(Z|UTC|GMT)\)?|([+-])(\d\d):?(\d\d)(?:[{SPACE}]*\([^()]*\))?))?"
WEEKDAY = rf"(?:[^\W\d_]{{1,14}}\.?,?[{SPACE}]+)?"
JOINT = rf"(?:T|[,،]?[{SPACE}]*(?:(?:{LITTLE_WORDS}|-)[{SPACE}]+)?)"
FRACTION = r"(?:[.,](\d{1,9}))?"
AFTER = rf"(?:{JOINT}({TIME}){FRACTION}(?:[{SPACE}]*(?:Uhr|h|hrs?|uur|klo))?{ZONE})?"
NUMERIC = re.compile(rf"{WEEKDAY}({DATE}),?{AFTER}", re.I)
NAMED = re.compile(
    rf"{WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[{SPACE}-]*(?:de[{SPACE}]+)?([^\W\d_]{{3,12}})\.?,?[{SPACE}-]*"
    rf"(?:de[{SPACE}]+)?(\d{{4}})(?:[{SPACE}]*г\.?)?{AFTER}",
    re.I,
)
NAMED_FIRST = re.compile(
    rf"{WEEKDAY}([^\W\d_]{{3,12}})\.?[{SPACE}]+(\d{{1,2}})(?:st|nd|rd|th)?,?[{SPACE}]+(\d{{4}}){AFTER}", re.I
)
EPOCH = re.compile(r"\d{10}(?:\.\d{1,6})?|\d{13}")
CLOCK = re.compile(rf"({TIME}){FRACTION}(?:[{SPACE}]*(?:Uhr|h|hrs?|uur))?", re.I)
LONGEST = 80  # characters of a date


class Moment(NamedTuple):
    """A cell as a moment; the day as written where the order of its numbers is open, or a day that is certain."""

    day: date | Written
    seconds: float | None  # since midnight; None where only a day is written
    offset: timedelta | None = None
    typed: bool = False  # a date of the workbook, not a text


def read_cell(value: Any, epoch: datetime | None) -> Moment | None:
    """Return the moment a cell says, or None; `epoch` is what a workbook counts days from."""
    if isinstance(value, datetime):
        return _typed(value)
    if isinstance(value, date):
        return Moment(value, None, typed=True)
    if isinstance(value, bool) or value is None or isinstance(value, time | timedelta):
        return None
    if isinstance(value, int | float):
        return _number(value, epoch)
    return _text(str(value)) if len(str(value)) <= LONGEST else None


def read_clock(value: Any) -> float | None:
    """Return the seconds since midnight that a cell of clock times says, or None."""
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, timedelta):
        return value.total_seconds() if timedelta() <= value < timedelta(days=1) else None
    if isinstance(value, time):
        return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(round(value * 86400)) if 0 <= value < 1 else None
    found = CLOCK.fullmatch(str(value).strip()) if len(str(value)) <= LONGEST else None
    return _seconds(found[1], found[2]) if found else None


def _typed(value: datetime) -> Moment:
    if value.tzinfo is not None:
        value = value.astimezone(UTC).replace(tzinfo=None)
        return Moment(value.date(), _since_midnight(value), timedelta(), typed=True)
    return Moment(value.date(), _since_midnight(value) or None, typed=True)


def _since_midnight(value: datetime) -> float:
    return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6


def _number(value: float, epoch: datetime | None) -> Moment | None:
    """Read a number: the days of a workbook; or seconds or milliseconds since 1970."""
    try:
        if epoch is not None and 32_000 <= value < 73_051:  # 1987 to 2099
            at = epoch + timedelta(seconds=round(value * 86400))
            return Moment(at.date(), _since_midnight(at) or None, typed=True)
        if 6e8 <= value < 4.2e9 or 6e11 <= value < 4.2e12:
            at = datetime.fromtimestamp(value / (1000 if value >= 6e11 else 1), tz=UTC).replace(tzinfo=None)
            return Moment(at.date(), _since_midnight(at), timedelta())
    except (ValueError, OverflowError, OSError):
        return None
    return None


def _text(text: str) -> Moment | None:
    bare = text.strip(f"{SPACE}\n\u200e\u200f'\"[]")
    if not any(map(str.isdecimal, bare)):
        return None
    if EPOCH.fullmatch(bare):
        return _number(float(bare), None)
    if found := NUMERIC.fullmatch(bare):
        return Moment(read_date(found[1]), *_clock(found, 2)) if _has_clock(found, 2) else None
    if found := NAMED.fullmatch(bare):
        day = _named(found[1], found[2], found[3])
    elif found := NAMED_FIRST.fullmatch(bare):
        day = _named(found[2], found[1], found[3])
    else:
        return None
    return Moment(day, *_clock(found, 4)) if day and _has_clock(found, 4) else None


def _has_clock(found: re.Match[str], at: int) -> bool:
    """Say whether the time in a match, if there is one, is one a clock shows."""
    return found[at] is None or _seconds(found[at], found[at + 1]) is not None


def _clock(found: re.Match[str], at: int) -> tuple[float | None, timedelta | None]:
    """Return the time and the offset from the groups of `AFTER`, which begin at one group of a match."""
    if found[at] is None:
        return None, None
    sign, hours, minutes = found[at + 3], found[at + 4], found[at + 5]
    if found[at + 2]:
        return _seconds(found[at], found[at + 1]), timedelta()
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1) if sign else None
    return _seconds(found[at], found[at + 1]), offset


def _seconds(text: str, fraction: str | None) -> float | None:
    seconds = read_time(f" {text}").seconds
    return None if seconds is None else seconds + (float(f"0.{fraction}") if fraction else 0.0)


def _named(day: str, month: str, year: str) -> date | None:
    number = months().get(month.casefold()) or months().get(month.casefold()[:3])
    try:
        return date(int(year), number, int(day)) if number else None
    except ValueError:
        return None


@cache
def months() -> dict[str, int]:
    """Return the number of each month by its name, in every language known, and by its first letters."""
    found: dict[str, int] = {}
    for names in words()["months"].values():
        found |= {name: number for number, name in enumerate(names, start=1) if name}
    short: dict[str, set[int]] = {}
    for name, number in found.items():
        for length in (3, 4):
            short.setdefault(name[:length], set()).add(number)
    return {name: min(numbers) for name, numbers in short.items() if len(numbers) == 1} | found
