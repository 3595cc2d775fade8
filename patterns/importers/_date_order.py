"""Which number is the day: decided once for a file, from everything in it, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from patterns.errors import AmbiguousDates
from patterns.importers._base import ORDERS
from patterns.importers._date_text import Written, as_date

DAY, MONTH, YEAR = ORDERS


class Evidence(NamedTuple):
    """What a file shows about its dates.

    `dates` are the different dates as written; `sequence` the positions of the dates in file order, each stretch
    of the same date once; `named` pairs a position with the date in an attachment's name; `languages` are the
    customs of the languages of what the export wrote itself, and `told_by` says what that is.
    """

    dates: Sequence[Written]
    sequence: Sequence[int]
    named: Sequence[tuple[int, date]]
    languages: frozenset[str]
    told_by: str = "the notices and markers"


class Decision(NamedTuple):
    """The order, why, and whether that is certain, likely or told by the person."""

    order: str
    why: str
    sure: str


def decide(evidence: Evidence, wish: str | None, name: str) -> Decision:
    """Decide the order of day, month and year.

    Raises
    ------
    AmbiguousDates
        If nothing in the file decides and no order was chosen.
    """
    if evidence.dates[0].digits[0] > 2:
        return Decision(YEAR, "the year is written first", "certain")
    found = _short_year_first(evidence) or _by_calendar(evidence)
    if found:
        return found
    if wish in (DAY, MONTH) or (wish == YEAR and evidence.dates[0].digits[2] <= 2):
        return Decision(wish, "chosen by you", "told")
    found = _by_attachments(evidence) or _by_chronology(evidence) or _by_custom(evidence)
    if found:
        return found
    raise _ambiguous(evidence, name)


def _readings(evidence: Evidence, order: str) -> list[date | None]:
    return [as_date(each, order) for each in evidence.dates]


def _by_calendar(evidence: Evidence) -> Decision | None:
    """A number above 12 is no month."""
    pairs = zip(_readings(evidence, DAY), _readings(evidence, MONTH), strict=True)
    possible = [pair for pair in pairs if any(pair)]  # the others are no dates at all
    readings = {DAY: [day for day, _ in possible], MONTH: [month for _, month in possible]}
    if readings[DAY] == readings[MONTH]:
        return Decision(DAY, "day and month are the same number in every date", "certain")
    wrong = {order: days.count(None) for order, days in readings.items()}
    best, other = sorted(wrong, key=lambda order: wrong[order])
    example = "a number above 12 stands where only the day can be"
    if wrong[best] == 0 and wrong[other]:
        return Decision(best, example, "certain")
    if wrong[best] and wrong[best] * 5 <= wrong[other]:
        return Decision(best, f"{example} in {wrong[other]} dates, against {wrong[best]}", "likely")
    return None


def _short_year_first(evidence: Evidence) -> Decision | None:
    """A two-digit year in front: the last number then changes from day to day and the first hardly ever."""
    firsts, lasts = (len({each.numbers[at] for each in evidence.dates}) for at in (0, 2))
    days = _readings(evidence, YEAR)
    plausible = all(day is not None and day.year >= 2009 for day in days)
    if evidence.dates[0].digits[2] == 2 and lasts >= 3 and lasts > 2 * firsts and plausible:
        return Decision(YEAR, "the last number changes from day to day, the first does not", "likely")
    return None


def _by_attachments(evidence: Evidence) -> Decision | None:
    """WhatsApp writes the day of a photo into its name, always with the year first."""
    hits = {
        order: sum(as_date(evidence.dates[at], order) == day for at, day in evidence.named) for order in (DAY, MONTH)
    }
    same = sum(
        as_date(evidence.dates[at], DAY) == as_date(evidence.dates[at], MONTH) == day for at, day in evidence.named
    )
    best, other = sorted(hits, key=lambda order: -hits[order])
    if hits[best] - same > 3 * (hits[other] - same):
        return Decision(best, "the dates in the names of attachments agree", "certain")
    return None


def _by_chronology(evidence: Evidence) -> Decision | None:
    """A chat runs forward; the wrong order makes it jump back."""
    back = {}
    for order in (DAY, MONTH):
        days = _readings(evidence, order)
        run = [day for day in (days[at] for at in evidence.sequence) if day]
        back[order] = sum(after < before - timedelta(days=1) for before, after in pairwise(run))
    best, other = sorted(back, key=lambda order: back[order])
    if back[other] >= 3 and back[best] * 10 <= back[other]:
        return Decision(best, f"read the other way the file would jump back {back[other]} times", "certain")
    if back[other] and not back[best]:
        return Decision(best, "read the other way the file would jump back in time", "likely")
    return None


def _by_custom(evidence: Evidence) -> Decision | None:
    if evidence.languages and evidence.languages <= {DAY}:
        return Decision(DAY, f"{evidence.told_by} are in a language that writes the day first", "likely")
    if evidence.dates[0].look[1] == ".":
        return Decision(DAY, "dates with dots are written day first", "likely")
    return None


def _ambiguous(evidence: Evidence, name: str) -> AmbiguousDates:
    shown = []
    for order in (DAY, MONTH):
        days = [day for day in _readings(evidence, order) if day]
        shown.append(f"{order}: {min(days, default='none')} to {max(days, default='none')}")
    return AmbiguousDates(
        f"{name}: the dates can be read in two ways, and nothing in the file decides ({'; '.join(shown)})",
        expected="to know which number is the day",
        remedy='Choose with date_order="day first" or "month first", with --date-order, '
        "or for good in the Date order column of the Sources sheet of the log.",
    )
