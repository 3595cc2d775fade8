"""The readers of cells, one per kind of column: forgiving where no meaning is lost, strict where it is."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from patterns.log import dates, lists
from patterns.log.cells import MIDNIGHT, Reading, Unreadable, choice, lookup, plain
from patterns.log.declare import (
    CHOICE,
    CHOICES,
    CODES,
    DATE,
    HOURS,
    ID,
    MOMENT,
    NUMBER,
    PAUSE,
    SUGGESTED,
    TEXT,
    TEXTS,
    TIME,
    WEEKDAYS,
    WHOLE,
    YES_NO,
    ZONE,
    Column,
    key,
)

EARLIEST = datetime.combine(date.min, MIDNIGHT)
_RANGE = re.compile(r"\s*(?:-|\u2013|\u2014|\bto\b|\buntil\b)\s*")


def _moment(value: object, reading: Reading) -> tuple[datetime, time | None] | None:
    """Return local midnight and the clock time; None where the value is no moment, a clock at 00:00 is none."""
    if isinstance(value, str):
        text = value.strip()
        if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
            return _moment(float(text), reading)
        said = dates.moment(text, reading.order)
        if said is None:
            return None
        return datetime.combine(said[0], MIDNIGHT), (None if said[1] == MIDNIGHT else said[1])
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        counted = dates.serial(value, reading.epoch)
        return _moment(counted if counted else f"{value:.0f}", reading) if counted or value > 1e7 else None
    if isinstance(value, datetime):
        rounded = value.replace(microsecond=0) + timedelta(seconds=value.microsecond >= 500_000)
        if dates.FIRST_YEAR <= rounded.year <= dates.LAST_YEAR:
            clock = rounded.time()
            return datetime.combine(rounded.date(), MIDNIGHT), (None if clock == MIDNIGHT else clock)
    elif isinstance(value, date) and dates.FIRST_YEAR <= value.year <= dates.LAST_YEAR:
        return datetime.combine(value, MIDNIGHT), None
    return None


def _read_moment(column: Column, value: object, reading: Reading) -> tuple[datetime, bool]:
    found = _moment(value, reading)
    if found is None:
        raise Unreadable(column.takes, column.remedy or "Write it like 2026-03-03 18:30, or leave the cell empty.")
    day, clock = found
    return (datetime.combine(day, clock), True) if clock else (day, False)


def _read_date(column: Column, value: object, reading: Reading) -> tuple[datetime, time | None]:
    found = _moment(value, reading)
    if found is None:
        raise Unreadable(column.takes, column.remedy or "Write it like 2026-03-03, or leave the cell empty.")
    return found


def _read_time(column: Column, value: object, reading: Reading) -> tuple[time | None, str | None]:
    clock: time | None = None
    if isinstance(value, str):
        part = lookup(column.choices).get(key(value))
        if part:
            return None, part
        clock = dates.clock(value)
    elif isinstance(value, time):
        clock = value
    elif isinstance(value, datetime) and value.year >= dates.FIRST_YEAR:
        clock = value.time()
    elif isinstance(value, timedelta) and timedelta() <= value < timedelta(days=1):
        clock = (EARLIEST + value).time()
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 1:
        clock = (EARLIEST + timedelta(seconds=round(value * 86400))).time()
    if clock is None:
        raise Unreadable(column.takes, "Write it like 22:15, or leave the cell empty and say it in words elsewhere.")
    clock = clock.replace(microsecond=0, tzinfo=None)
    return (None if clock == MIDNIGHT else clock), None


def _read_text(column: Column, value: object, reading: Reading) -> str:
    return value if isinstance(value, str) else plain(value)


def _read_id(column: Column, value: object, reading: Reading) -> str:
    return plain(value).strip()


def _parts(text: str, between: str = ";\n") -> list[str]:
    return [part.strip() for part in re.split(f"[{between}]", text) if part.strip()]


def _read_texts(column: Column, value: object, reading: Reading) -> list[str]:
    return _parts(plain(value))


def _read_choice(column: Column, value: object, reading: Reading) -> str:
    return choice(value, column.choices)


def _read_choices(column: Column, value: object, reading: Reading) -> list[str]:
    return list(dict.fromkeys(choice(part, column.choices) for part in _parts(plain(value), ";,\n")))


def _read_suggested(column: Column, value: object, reading: Reading) -> str:
    return lookup(column.choices).get(key(plain(value))) or _read_text(column, value, reading)


def _read_codes(column: Column, value: object, reading: Reading) -> list[str]:
    found = []
    for part in _parts(plain(value)):
        for each in [part] if key(part) in reading.codes else _parts(part, ","):
            code = reading.codes.get(key(each))
            if code is None:
                known = tuple(reading.codes.values())
                raise Unreadable(f"codes out of: {', '.join(known)}", _nearest_code(each, known))
            found.append(code)
    return list(dict.fromkeys(found))


def _nearest_code(text: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(text.casefold()[:60], known, n=1)
    own = "Choose a code from the list, or add your own on the Codes sheet."
    return f"Did you mean {near[0]}? {own}" if near else own


def _read_yes_no(column: Column, value: object, reading: Reading) -> bool:
    word = ("1" if value == 1 else "0" if value == 0 else "") if isinstance(value, float) else str(value)
    word = word.strip().casefold()
    if word in lists.YES:
        return True
    if word in lists.NO:
        return False
    raise Unreadable("yes or no (y, n, true, false, 1, 0 and x are read too); empty means no answer")


def _read_number(column: Column, value: object, reading: Reading) -> float:
    try:
        number = float(str(value).strip().replace(",", ".")) if isinstance(value, (int, float, str)) else None
    except ValueError:
        number = None
    if number is None or isinstance(value, bool) or not column.least <= number <= column.most:
        raise Unreadable(column.takes)
    return number


def _read_whole(column: Column, value: object, reading: Reading) -> int:
    number = _read_number(column, value, reading)
    if not number.is_integer():
        raise Unreadable(column.takes)
    return int(number)


def _read_pause(column: Column, value: object, reading: Reading) -> str:
    text = plain(value).strip().casefold()
    if text in ("day", "for the day"):
        return "day"
    match = re.fullmatch(r"(\d{1,4})(?:\s*(?:m|min|mins|minutes)\.?)?", text)
    if not match or not 1 <= int(match[1]) <= 1440:
        raise Unreadable(column.takes)
    return str(int(match[1]))


def _read_hours(column: Column, value: object, reading: Reading) -> str:
    ends = _RANGE.split(plain(value).strip())
    first, last = (
        (dates.clock(ends[0]), dates.clock("00:00" if ends[1] == "24:00" else ends[1]))
        if len(ends) == 2
        else (None, None)
    )
    if first is None or last is None or first == last:
        raise Unreadable(column.takes)
    return f"{first:%H:%M}-{last:%H:%M}"


def _read_weekdays(column: Column, value: object, reading: Reading) -> list[str]:
    found: set[int] = set()
    for part in _parts(plain(value).casefold(), ";,\n"):
        ends = [_weekday(each) for each in _RANGE.split(part)]
        if len(ends) > 2 or None in ends:
            raise Unreadable(column.takes)
        first, last = ends[0] or 0, ends[-1] or 0
        found |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    return [lists.WEEKDAYS[number] for number in sorted(found)]


def _weekday(text: str) -> int | None:
    text = text.strip().rstrip(".")
    return next((n for n, name in enumerate(lists.WEEKDAYS) if len(text) >= 2 and name.startswith(text)), None)


def _read_zone(column: Column, value: object, reading: Reading) -> str:
    name = plain(value).strip()
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError) as error:
        raise Unreadable(column.takes, "Write continent and city, like America/New_York.") from error


READERS: dict[str, Callable[[Column, object, Reading], Any]] = {
    DATE: _read_date, MOMENT: _read_moment, TIME: _read_time, TEXT: _read_text, TEXTS: _read_texts, ID: _read_id,
    CHOICE: _read_choice, CHOICES: _read_choices, SUGGESTED: _read_suggested, CODES: _read_codes,
    YES_NO: _read_yes_no, WHOLE: _read_whole, NUMBER: _read_number, PAUSE: _read_pause, HOURS: _read_hours,
    WEEKDAYS: _read_weekdays, ZONE: _read_zone,
}  # fmt: skip


def convert(column: Column, value: object, reading: Reading) -> Any:
    """Return what a cell says (for a date: local midnight and the clock time beside it, if any).

    Raises
    ------
    Unreadable, dates.Ambiguous
        If it says nothing that the column takes; if it fits two orders of day and month.
    """
    return READERS[column.kind](column, value, reading)
