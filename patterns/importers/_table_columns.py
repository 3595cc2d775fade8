"""Which row of a table names its columns, and which column holds what: guessed from names and contents, or told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from patterns.errors import UnknownFormat
from patterns.importers._base import ORDERS, shorten
from patterns.importers._date_text import Written, as_date
from patterns.importers._table_cells import read_cell, read_clock
from patterns.importers._table_csv import Grid
from patterns.importers._table_words import ROLES, bare, fit, known

ABOVE = 25  # rows among which the column names are looked for
SAMPLE = 400  # rows whose contents are looked at
WIDEST = 200  # columns that are looked at
LONGEST = 80  # characters of a column's name
NOTHING = "-"  # said of a role that no column has
SAID = ("said_sent", "said_received", "said_notice")
MOMENT = re.compile(r"\d{1,2}:\d{2}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
HIDDEN = "[holds a date or time]"
WORDS = 3  # words of a text, on average, where no column is called that


class Layout(NamedTuple):
    """The place of the row with the names, the names, and the column of each role."""

    head: int
    names: list[str]
    columns: dict[str, int]


class Contents(NamedTuple):
    """What the cells of one column are: shares of those that are not empty, and how many words they hold."""

    filled: int
    dates: float
    timed: float
    clocks: float
    said: float
    numbers: float
    words: float


def layout(grid: Grid, wish: Mapping[str, str], name: str) -> Layout:
    """Return where everything stands in a table.

    Raises
    ------
    UnknownFormat
        If no row names the columns, a column told is not there, or it stays open which one holds the dates or texts.
    """
    head = header_row(grid)
    if head is None:
        found = f"{name}: no row of this table names its columns above rows with a date"
        raise UnknownFormat(found, expected="names such as Date, From, Message in one row", remedy="Add such a row.")
    names = [_name(cell) for cell in grid.rows[head][1][:WIDEST]]
    told = _told(wish, names, name)
    contents = [look(grid, head, column) for column in range(len(names))]
    columns = dict(told)
    columns["sent"] = told["sent"] if "sent" in told else _sent(names, contents, told, name)
    if "time" not in told and contents[columns["sent"]].timed < 0.5:
        columns |= _one("time", names, contents, columns)
    columns["text"] = told["text"] if "text" in told else _text(names, contents, columns, name)
    for role in ("direction", "sender", "recipient", "conversation", "attachments"):
        if role not in told:
            columns |= _one(role, names, contents, columns)
    return Layout(head, names, {role: columns[role] for role in ROLES if columns.get(role, -1) >= 0})


def header_row(grid: Grid) -> int | None:
    """Return the place of the row that names the columns, the one with most known names above dates, or None."""
    best, most = None, -1
    for at, (_, cells) in enumerate(grid.rows[:ABOVE]):
        names = [_name(cell) for cell in cells]
        if not _may_name(cells, names):
            continue
        told = sum(any(fit(each, role) == 2 for role in ROLES) for each in names if each)
        if told > most and _dates_below(grid, at):
            best, most = at, told
    return best


def look(grid: Grid, head: int, column: int) -> Contents:
    """Return what the cells of a column are."""
    below = [cells[column] for _, cells in grid.rows[head + 1 : head + 1 + SAMPLE] if column < len(cells)]
    values = [value for value in below if value not in (None, "") and str(value).strip()]
    if not values:
        return Contents(0, 0, 0, 0, 0, 0, 0)
    moments = [read_cell(value, grid.epoch) for value in values]
    dates = [each for each in moments if each is not None and _real(each.day)]
    timed = sum(bool(each.seconds) for each in dates)
    said = sum(any(str(value).strip().casefold() in known(role) for role in SAID) for value in values)
    numbers = sum(isinstance(value, int | float) or str(value).strip().lstrip("+").isdecimal() for value in values)
    count = len(values)
    clocks = sum(read_clock(value) is not None for value in values) if len(dates) < count else 0
    length = sum(len(str(value).split()) for value in values) / count
    return Contents(count, len(dates) / count, timed / count, clocks / count, said / count, numbers / count, length)


def _real(day: date | Written) -> bool:
    return not isinstance(day, Written) or any(as_date(day, order) for order in ORDERS)


def _name(cell: Any) -> str:
    return "" if cell is None else str(cell).strip().strip("\ufeff")


def _may_name(cells: Sequence[Any], names: list[str]) -> bool:
    """Say whether a row may name columns: two or more short words, none of them a date or number."""
    filled = [(cell, name) for cell, name in zip(cells, names, strict=True) if name]
    return len(filled) >= 2 and all(
        isinstance(cell, str) and len(name) <= LONGEST and "\n" not in name and not name.isdecimal()
        and read_cell(cell, None) is None and read_clock(cell) is None
        for cell, name in filled
    )  # fmt: skip


def _dates_below(grid: Grid, at: int) -> bool:
    width = min(len(grid.rows[at][1]), WIDEST)
    below = Grid(grid.sheet, grid.rows[: at + 40], [], grid.epoch)
    return any(look(below, at, column).dates >= 0.5 for column in range(width))


def _told(wish: Mapping[str, str], names: list[str], name: str) -> dict[str, int]:
    """Return the columns a person named."""
    found = {}
    compared = [bare(each) for each in names]
    for role, theirs in wish.items():
        if role not in ROLES:
            what = f"{name}: {shorten(role)!r} is nothing a column can hold"
            raise UnknownFormat(what, expected=f"one of {', '.join(ROLES)}", remedy="Correct the name of the columns.")
        if theirs.strip() == NOTHING:
            found[role] = -1
        elif compared.count(bare(theirs)) == 1:
            found[role] = compared.index(bare(theirs))
        else:
            how = "more than one column is" if bare(theirs) in compared else "no column is"
            raise _open(name, f"{how} called {shorten(theirs)!r}", names)
    if found.get("sent", 0) < 0 or found.get("text", 0) < 0:
        raise _open(name, "a table without dates or without texts holds no messages", names)
    return found


def _sent(names: list[str], contents: list[Contents], taken: Mapping[str, int], name: str) -> int:
    free = [column for column in range(len(names)) if column not in taken.values() and contents[column].dates >= 0.5]
    likely = {column: 0 if fit(names[column], "other_date") else 1 + fit(names[column], "sent") for column in free}
    best = [column for column in free if likely[column] == max(likely.values())]
    if len(best) > 1:  # a date with its time outranks the day alone
        best = [column for column in best if contents[column].timed >= 0.5] or best
    if len(best) == 1:
        return best[0]
    why = "no column holds dates" if not best else f"{_list(names, best)} may each hold the dates"
    raise _open(name, why, names)


def _text(names: list[str], contents: list[Contents], taken: Mapping[str, int], name: str) -> int:
    free = [
        column
        for column in range(len(names))
        if column not in taken.values() and contents[column].dates < 0.5 and contents[column].clocks < 0.5
    ]
    for well in (2, 1):
        best = [column for column in free if fit(names[column], "text") == well and not _is_other(names[column])]
        if well == 1:
            best = [column for column in best if contents[column].numbers < 0.5]
        best = [column for column in best if contents[column].filled] or best
        if len(best) == 1:
            return best[0]
        if best:
            raise _open(name, f"{_list(names, best)} may each hold the texts", names)
    by_words = sorted(free, key=lambda column: -contents[column].words)
    longest = [column for column in by_words if not _is_other(names[column]) and contents[column].words >= WORDS]
    if longest and (len(longest) == 1 or contents[longest[0]].words >= 2 * contents[longest[1]].words):
        return longest[0]
    why = f"{_list(names, longest[:2])} may each hold the texts" if longest else "no column seems to hold the texts"
    raise _open(name, why, names)


def _is_other(name: str) -> bool:
    """Say whether a column is called exactly as something else than the text is."""
    return fit(name, "text") < 2 and any(fit(name, role) == 2 for role in ROLES if role != "text")


def _one(role: str, names: list[str], contents: list[Contents], taken: Mapping[str, int]) -> dict[str, int]:
    """Return the column of a role that may be missing: the best name whose contents are possible."""
    free = [column for column in range(len(names)) if column not in taken.values()]
    if role == "time":
        free = [column for column in free if contents[column].clocks >= 0.5]
        likely = {column: 1 + fit(names[column], role) for column in free}
    elif role == "direction":
        free = [column for column in free if contents[column].said >= 0.9 and contents[column].filled]
        likely = {column: fit(names[column], role) for column in free}
    else:
        free = [column for column in free if contents[column].dates < 0.5]
        likely = {column: fit(names[column], role) for column in free}
    least = 1 if role in ("time", "direction", "sender") else 2
    # of two equally good names the column with names before one with numbers, and a filled one before an empty one
    ranked = sorted(
        (column for column in free if likely[column] >= least),
        key=lambda column: (-likely[column], contents[column].numbers >= 0.5, not contents[column].filled, column),
    )
    return {role: ranked[0]} if ranked else {}


def _list(names: list[str], columns: Sequence[int]) -> str:
    return " and ".join(repr(_shown(names[column])) for column in columns[:4])


def _shown(name: str) -> str:
    """Return a name for an error, unless it seems to be a message that stands where names should."""
    return HIDDEN if MOMENT.search(name) else shorten(name)


def _open(name: str, why: str, names: list[str]) -> UnknownFormat:
    shown = ", ".join(_shown(each) for each in names if each)[:400]
    return UnknownFormat(
        f"{name}: {why} (columns: {shown})",
        expected="one column with the date and one with the text of each message",
        remedy='Name them: columns={"sent": "...", "text": "..."}, patterns import --columns "text=...; sent=...", or '
        "the Columns column of the Sources sheet of the log.",
    )
