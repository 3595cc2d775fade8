"""Dates and clock times as programs write them, in the forms of many languages; which number is the day stays open."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from patterns.importers._base import HEADER_MARKS as MARKS

SPACE = " \t\u00a0\u2009\u202f"
MORNING = {
    "am",
    "上午",
    "오전",
    "午前",
    "ص",
    "fm",
    "ap",
    "öö",
    "sa",
    "πμ",
    "de",
    "vm",
    "pg",
    "पूर्वाह्न",
    "凌晨",
    "早上",
    "清晨",
}
EVENING = {
    "pm",
    "下午",
    "오후",
    "午後",
    "م",
    "em",
    "ip",
    "ös",
    "ch",
    "μμ",
    "du",
    "nm",
    "ptg",
    "अपराह्न",
    "中午",
    "晚上",
    "傍晚",
}
BEFORE_TIME = "上午|下午|오전|오후|午前|午後|凌晨|早上|清晨|中午|晚上|傍晚|öö|ös|de\\.|du\\.|pg|ptg"
AFTER_TIME = (
    "[apfe]\\.?\\s?m\\.?|上午|下午|오전|오후|午前|午後|ص|م|[ai]p\\.|öö|ös|sa|ch|[πμ]\\.?\\s?μ\\.?"
    "|de\\.|du\\.|[vn]m\\.?|pg|ptg|पूर्वाह्न|अपराह्न"
)
LITTLE_WORDS = "à|klo|kl\\.?|às|as|at|um|om|la|alle|ore|в|о|u|a las"
BETWEEN = rf"[{MARKS}]?(?:[./\-][{MARKS}]? ?|[年년月월] ?)"
DATE = rf"\d{{1,4}}{BETWEEN}\d{{1,2}}{BETWEEN}\d{{1,4}}(?:\.|日|일)?"
TIME = rf"(?:(?:{BEFORE_TIME})[{SPACE}]*)?\d{{1,2}}[:.h]\d{{2}}(?:[:.]\d{{2}})?(?:[_{SPACE}{MARKS}]*(?:{AFTER_TIME}))?"
NUMBERS = re.compile(r"\d+")
INVISIBLE = re.compile(f"[{MARKS}]")


class Written(NamedTuple):
    """A date as written: three numbers in the order they stand, and the look of it, alike throughout one export."""

    numbers: tuple[int, int, int]
    digits: tuple[int, int, int]
    look: tuple[bool, str, int, int]  # bracket, separator, digits of a year in front, digits of a year behind


class Clock(NamedTuple):
    """A time as written: seconds since midnight, or None where no clock shows it, and the look of it."""

    seconds: int | None
    look: tuple[bool, bool, bool, bool]  # bracket, comma, seconds, half of the day


def read_date(text: str) -> Written:
    """Return the numbers of a date, read in any script's digits, without deciding which is the day."""
    found = NUMBERS.findall(text)
    numbers, digits = tuple(int(each) for each in found), tuple(len(each) for each in found)
    separator = next((mark for mark in "年년./-" if mark in text), "")
    look = ("[" in text, separator, digits[0] if digits[0] > 2 else 0, digits[2] if digits[0] <= 2 else 0)
    return Written(numbers, digits, look)  # type: ignore[arg-type]


def read_time(text: str) -> Clock:
    """Return the seconds since midnight of the time in the second half of a header."""
    found = [int(each) for each in NUMBERS.findall(text)]
    rest = NUMBERS.sub(" ", INVISIBLE.sub("", text)).casefold()
    half = _half(rest)
    look = ("]" in text, "," in text or "،" in text, len(found) == 3, half is not None)
    hour, minute, second = (*found, 0)[:3]
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    valid = hour < 24 and minute < 60 and second < 60
    return Clock(hour * 3600 + minute * 60 + second if valid else None, look)


def _half(rest: str) -> str | None:
    for word in re.split(r"[:,،\[\]\-–—_]|\s{2,}", rest):
        bare = re.sub(r"[.\s]", "", word)
        if bare in MORNING or bare in EVENING:
            return "am" if bare in MORNING else "pm"
    return None


def as_date(written: Written, order: str) -> date | None:
    """Return the date in the given order of day, month and year; None where the calendar has no such day."""
    first, second, third = written.numbers
    if order == "year first":
        year, month, day = first, second, third
    else:
        year, month, day = (third, second, first) if order == "day first" else (third, first, second)
    length = written.digits[0 if order == "year first" else 2]
    if length in (1, 3):
        return None
    year += 2000 if length == 2 else -543 if 2400 < year < 2700 else 0  # Thai phones count from the Buddha
    try:
        return date(year, month, day) if 1990 <= year < 2100 else None
    except ValueError:
        return None
