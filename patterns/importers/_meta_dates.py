"""Dates of Messenger's and Instagram's pages: month names of a dozen languages, or numbers."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import NamedTuple

from patterns.importers._date_text import Written, as_date, read_date

# The first letters of the months, enough to tell them apart: en, de, fr, es, it, pt, nl, pl, ru, sv, da, nb.
BEGINNINGS = (
    "jan janv ene gen sty янв",
    "feb fév fev lut фев",
    "mar mär mrz mrt maa мар",
    "apr avr abr kwi апр",
    "may mai maj mei mag мая май",
    "jun juin giu cze июн",
    "jul juil lug lip июл",
    "aug aoû ago sie авг",
    "sep sept set wrz сен",
    "oct okt ott out paź окт",
    "nov lis ноя",
    "dec dez déc dic des gru дек",
)
MONTHS = {start: number for number, starts in enumerate(BEGINNINGS, start=1) for start in starts.split()}
LONGEST = 60  # characters
SPACES = re.compile(r"\s+")
WORD = r"[^\W\d_]{3,}"
CLOCK = (
    r",?(?: (?:at|à|um|om|alle(?: ore)?|ore|a las|a la|às|as|kl\.?|klo|o|в|den))?,? "
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))? ?(?P<half>[ap]\.? ?m\.?)?(?: Uhr)?"
)
NAMED = re.compile(
    rf"(?:{WORD},? )?(?:(?P<first>{WORD})\.? (?P<after>\d{{1,2}})|(?P<before>\d{{1,2}})\.? (?:de )?"
    rf"(?P<second_word>{WORD})\.?),?(?: del?)? (?P<year>\d{{4}})(?: [гr]\.?)?{CLOCK}",
    re.I,
)
NUMBERS = re.compile(rf"(?P<date>\d{{1,4}}(?:(?P<mark>[./-]) ?)\d{{1,2}}(?P=mark) ?\d{{1,4}})\.?{CLOCK}", re.I)


class Stamp(NamedTuple):
    """A date and time as written: the day where it is certain, the numbers of it where their order has to be found."""

    text: str
    day: date | None
    numbers: Written | None
    clock: time | None


def stamp_of(text: str) -> Stamp | None:
    """Return what a text says if it is a date with a time and nothing else; a day or time may still be impossible."""
    if not 10 <= len(text) <= LONGEST:
        return None
    plain = SPACES.sub(" ", text.strip())
    named = NAMED.fullmatch(plain)
    if named:
        number = _month(named["first"] or named["second_word"])
        if number is None:
            return None
        day = _day(int(named["year"]), number, int(named["after"] or named["before"]))
        return Stamp(plain, day, None, _clock(named))
    numbers = NUMBERS.fullmatch(plain)
    if numbers is None or not numbers["date"].isascii():
        return None
    return Stamp(plain, None, read_date(numbers["date"]), _clock(numbers))


def moment(stamp: Stamp, order: str) -> datetime | None:
    """Return the wall time of a stamp; None where no calendar or clock has it."""
    day = stamp.day if stamp.numbers is None else as_date(stamp.numbers, order)
    return datetime.combine(day, stamp.clock) if day is not None and stamp.clock is not None else None


def _month(word: str) -> int | None:
    small = word.casefold()
    return MONTHS.get(small[:4]) or MONTHS.get(small[:3])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1990 <= year < 2100 else None
    except ValueError:
        return None


def _clock(found: re.Match[str]) -> time | None:
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None
