"""What every reader of cells shares: how they are read, what an unreadable one says, how a value is shown."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from patterns.errors import Problem
from patterns.log import dates
from patterns.log.declare import CHOICE, CHOICES, CODES, DATE, HOURS, MOMENT, NUMBER, TIME, WHOLE, YES_NO, ZONE, key

LONGEST_QUOTE = 40
MIDNIGHT = time()
WRONG = {
    DATE: "is not a date",
    MOMENT: "is not a date",
    TIME: "is not a clock time",
    CHOICE: "is not in the list",
    CHOICES: "is not in the list",
    CODES: "is not a known code",
    YES_NO: "is neither yes nor no",
    WHOLE: "is not such a number",
    NUMBER: "is not such a number",
    HOURS: "are not hours of a day",
    ZONE: "is not a time zone",
}


@dataclass(frozen=True)
class Reading:
    """What the cells of one sheet are read with: the order of their dates, the day zero, the codes known."""

    order: str | None = None
    epoch: datetime = dates.WINDOWS_EPOCH
    codes: Mapping[str, str] = field(default_factory=dict)  # key of a code -> the code


class Unreadable(Exception):
    """A cell that cannot be read; says what was expected and what to do."""

    def __init__(self, expected: str, remedy: str = "") -> None:
        self.expected, self.remedy = expected, remedy
        super().__init__(expected)

    def problem(self, value: object, kind: str, *, file: str, sheet: str, cell: str) -> Problem:
        """Return it as a problem with its place."""
        return Problem(
            f"{quoted(value)} {WRONG.get(kind, 'cannot be read here')}",
            expected=self.expected,
            remedy=self.remedy or "Mend the cell, or leave it empty.",
            file=file,
            sheet=sheet,
            cell=cell,
        )


def blank(value: object) -> bool:
    """Tell whether a cell is empty or holds only spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


def quoted(value: object) -> str:
    """Return a cell's value for an error: in quotes, on one line, cut where it gets long."""
    text = " ".join(plain(value).split())
    return f"'{text}'" if len(text) <= LONGEST_QUOTE else f"'{text[: LONGEST_QUOTE - 1]}\u2026'"


def plain(value: object) -> str:
    """Return a cell's value as the words that a person sees."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == MIDNIGHT else value.isoformat(" ", "minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def undecided(error: dates.Ambiguous, value: object, more: int, *, file: str, sheet: str, cell: str) -> Problem:
    """Return the question which of day and month comes first, asked once for a sheet."""
    others = f" (and {more} more like it on this sheet)" if more else ""
    log = file.split("/")[0]  # of a folder of CSV files, the folder
    both = f"{error.day_first} if the day comes first and {error.month_first} if the month does"
    return Problem(
        f"{quoted(value)} is {both}{others}",
        expected="an order that the sheet itself shows, or that you name",
        remedy=f"On the Sources sheet write {log} into File and choose a Date order; or give --date-order once.",
        file=file,
        sheet=sheet,
        cell=cell,
    )


_LOOKUPS: dict[tuple[str, ...], dict[str, str]] = {}


def lookup(words: tuple[str, ...]) -> dict[str, str]:
    """Return key -> word for a list, made once."""
    return _LOOKUPS.setdefault(words, {key(word): word for word in words})


def choice(value: object, words: tuple[str, ...]) -> str:
    """Return the word of the list that a cell names, in any case; raises Unreadable for any other."""
    if isinstance(value, str) and (found := lookup(words).get(key(value))):
        return found
    if isinstance(value, bool) and (found := lookup(words).get(plain(value))):
        return found  # a drop-down's yes or no that a spreadsheet program turned into TRUE or FALSE
    raise Unreadable(f"one of: {', '.join(words)}", nearest(plain(value), words))


def nearest(text: str, words: tuple[str, ...]) -> str:
    """Return what to do about a word that is not in the list, with the nearest one that is."""
    near = difflib.get_close_matches(text.strip().casefold()[:60], [word.casefold() for word in words], n=1)
    return f"Did you mean {near[0]}?" if near else "Choose a word from the list, or leave the cell empty."
