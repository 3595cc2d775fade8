"""What a sheet of the log is made of; the declarations themselves are in `sheets`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

DATE, MOMENT, TIME = "date", "moment", "time"
TEXT, TEXTS, ID = "text", "texts", "id"
CHOICE, CHOICES, SUGGESTED, CODES = "choice", "choices", "suggested", "codes"
YES_NO, WHOLE, NUMBER = "yes/no", "whole number", "number"
PAUSE, HOURS, WEEKDAYS, ZONE = "pause", "hours", "weekdays", "zone"

KINDS = {  # kind: what a cell of it takes, in the words of an error and of a header's comment
    DATE: "a date, like 2026-03-03",
    MOMENT: "a date, with the clock time if you know it, like 2026-03-03 18:30",
    TIME: "a clock time like 22:15, or morning, afternoon, evening or night",
    TEXT: "any words",
    TEXTS: "any words; several with ; between",
    ID: "a short name of your own",
    CHOICE: "one of the words in the list",
    CHOICES: "words from the list; several with ; between",
    SUGGESTED: "a word from the list, or your own",
    CODES: "codes from the list; several with ; between",
    YES_NO: "yes or no (empty means no answer)",
    WHOLE: "a whole number",
    NUMBER: "a number",
    PAUSE: "minutes, like 20, or the word day",
    HOURS: "hours, like 08:00-20:00",
    WEEKDAYS: "days of the week, like Mon-Fri or Mon; Wed",
    ZONE: "a time zone by its IANA name, like Europe/Berlin",
}
LISTS = {CHOICES, TEXTS, CODES, WEEKDAYS}  # kinds whose cells become lists
DTYPES = {
    DATE: "datetime64[us]",
    MOMENT: "datetime64[us]",
    TIME: "object",
    YES_NO: "boolean",
    WHOLE: "Int64",
    NUMBER: "Float64",
} | dict.fromkeys(LISTS, "object")


@lru_cache(maxsize=4096)
def key(words: str) -> str:
    """Return the form in which headers, sheet names and list words are compared: case, spaces, hyphens aside."""
    return re.sub(r"[\s_\-\u2010-\u2015]+", "", words).casefold()


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    Attributes
    ----------
    required : bool
        A row means nothing without it: the header must be there, and an empty cell is asked about.
    asked : str
        Topic of the question asked when the cell is empty in a row that has other content.
    after_yes : bool
        Asked only where the row's `Answer` is yes.
    not_before : str
        Name of the column whose date this one cannot be earlier than; asked about where it is.
    least, most : int
        Limits of a number, both allowed.
    remedy : str
        What to do when a cell cannot be read, where that differs from what its kind says.
    prefilled : bool
        Filled in by the template; a row with nothing else is empty.
    adopted : bool
        Written by `adopt` alone; the template does not offer it.
    """

    header: str
    kind: str
    meaning: str
    choices: tuple[str, ...] = ()
    required: bool = False
    asked: str = ""
    after_yes: bool = False
    not_before: str = ""
    least: int = 0
    most: int = 100_000
    prefilled: bool = False
    adopted: bool = False
    width: int = 0
    remedy: str = ""

    @property
    def name(self) -> str:
        """Column name in the frame."""
        return re.sub(r"\W+", "_", self.header.casefold())

    @property
    def takes(self) -> str:
        """What a cell takes, in words."""
        if self.kind in (CHOICE, CHOICES):
            several = "; several with ; between" if self.kind == CHOICES else ""
            return f"{'one or more' if several else 'one'} of: {', '.join(self.choices)}{several}"
        if self.kind == NUMBER or (self.kind == WHOLE and self.most < 100_000):
            return f"{KINDS[self.kind]} from {self.least} to {self.most}"
        return KINDS[self.kind]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its instruction line, its columns in order, and the greyed row that shows how to fill it in."""

    name: str
    attribute: str
    instruction: str
    columns: tuple[Column, ...]
    example: dict[str, object]

    @property
    def offered(self) -> tuple[Column, ...]:
        """The columns that the template has."""
        return tuple(column for column in self.columns if not column.adopted)

    def column(self, name: str) -> Column:
        """Return the column of that name in the frame."""
        return next(column for column in self.columns if column.name == name)

    @property
    def dtypes(self) -> dict[str, str]:
        """The frame's columns and their types, `row` first."""
        types = {"row": "int64"}
        for column in self.columns:
            types[column.name] = DTYPES.get(column.kind, "str")
            if column.kind == MOMENT:
                types[f"{column.name}_timed"] = "bool"
            elif column.kind == TIME:
                types["part_of_day"] = "str"
        return types
