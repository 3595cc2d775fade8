"""The lines of a LINE export that say which day the messages below are of, in every form its languages give them."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from patterns.importers._date_order import DAY, MONTH, Decision, Evidence, decide
from patterns.importers._date_text import SPACE, Written, as_date, read_date

NAMES = {
    "English": "monday tuesday wednesday thursday friday saturday sunday",
    "English, short": "mon tue wed thu fri sat sun",
    "Chinese": "一 二 三 四 五 六 日",
    "Japanese": "月 火 水 木 金 土 日",
    "Korean": "월 화 수 목 금 토 일",
    "Thai": "จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์",
    "Thai, short": "จ อ พ พฤ ศ ส อา",
    "Indonesian": "senin selasa rabu kamis jumat sabtu minggu",
    "Indonesian, short": "sen sel rab kam jum sab min",
}
WEEKDAYS = {name: number for line in NAMES.values() for number, name in enumerate(line.split())} | {"天": 6}
DAY_FIRST = {name for language in NAMES if language.startswith("Thai") for name in NAMES[language].split()}
AROUND = re.compile(r"^(?:星期|禮拜|礼拜|[週周]|วัน)|(?:曜日?|요일)$")
ERAS = {"R": 2018, "令和": 2018, "H": 1988, "平成": 1988}  # the year before each emperor's first
EDGES = f"{SPACE}.,()（）"
LINE = re.compile(
    rf"(?P<before>[^\d\t]{{0,12}}?)(?P<era>R|H|令和|平成)?"
    rf"(?P<date>\d{{1,4}}(?:[./-]\d{{1,2}}[./-]|年[{SPACE}]?\d{{1,2}}月[{SPACE}]?)\d{{1,4}})[日]?(?P<behind>[^\d\t]{{0,14}})"
)


class Dated(NamedTuple):
    """A date line: what stands there, its numbers, and the weekday beside them, 0 for Monday, where there is one."""

    text: str
    written: Written
    weekday: int | None
    thai: bool = False


def date_line(line: str) -> Dated | None:
    """Read a line that holds a date, and a weekday or nothing besides; None where it is any other."""
    found = LINE.fullmatch(line.strip(SPACE)) if len(line) < 60 else None
    if found is None:
        return None
    names = [name for name in (_bare(found["before"]), _bare(found["behind"])) if name]
    if len(names) > 1 or any(name not in WEEKDAYS for name in names):
        return None
    numbers = found["date"]
    if found["era"]:
        year = re.match(r"\d+", numbers)
        numbers = f"{ERAS[found['era']] + int(year[0] if year else 0)}{numbers[year.end() if year else 0 :]}"
    weekday = WEEKDAYS[names[0]] if names else None
    return Dated(line.strip(SPACE), read_date(numbers), weekday, bool(names) and names[0] in DAY_FIRST)


def _bare(name: str) -> str:
    return AROUND.sub("", name.strip(EDGES).casefold())


def order_of(days: list[Dated], wish: str | None, name: str) -> Decision:
    """Decide which number is the day, in dates that look alike: the weekdays beside them know best.

    Raises
    ------
    AmbiguousDates
        If nothing decides.
    """
    if days[0].written.digits[0] > 2:
        return decide(_evidence(days), wish, name)
    wrong = {order: _misfits(days, order) for order in (DAY, MONTH)}
    best, other = sorted(wrong, key=lambda order: wrong[order])
    told = sum(day.weekday is not None for day in days)
    if wrong[best] * 5 < wrong[other] and wrong[best] * 2 < told:
        sure = "likely" if wrong[best] else "certain"
        return Decision(best, "the weekdays written beside the dates fit only this order", sure)
    return decide(_evidence(days), wish, name)


def _misfits(days: list[Dated], order: str) -> int:
    return sum(not fits(day, as_date(day.written, order)) for day in days)


def fits(day: Dated, read: date | None) -> bool:
    """Say whether a date falls on the weekday that stands beside it; where none does, whether there is such a day."""
    return read is not None and day.weekday in (None, read.weekday())


def _evidence(days: list[Dated]) -> Evidence:
    places: dict[Written, int] = {}
    sequence = [places.setdefault(day.written, len(places)) for day in days]
    languages = frozenset({DAY}) if days and all(day.thai for day in days if day.weekday is not None) else frozenset()
    if not any(day.thai for day in days):
        languages = frozenset()
    return Evidence(list(places), sequence, [], languages, "the weekdays")
