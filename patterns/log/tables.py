"""One sheet's cells turned into a table, with every cell that cannot be read named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from patterns.errors import Problem
from patterns.log import cells, dates
from patterns.log.cells import Reading, Unreadable, blank
from patterns.log.declare import DATE, ID, LISTS, MOMENT, TEXT, TIME, Column, Sheet, key
from patterns.log.readers import READERS, convert
from patterns.log.workbooks import SEARCHED_FOR_HEADERS, Grid

EXAMPLE = "Example:"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TIMES = (DATE, MOMENT)


class Table(NamedTuple):
    """A sheet as read. `rows` below the header are rows of the frame, `empty` ones, and the greyed example."""

    frame: pd.DataFrame
    problems: list[Problem]
    places: dict[str, str]  # column name -> letters of its column in the file
    order: str | None
    rows: int
    empty: int
    example: int


class Header(NamedTuple):
    """Where the header row stands (from 0), and where each known column does."""

    at: int
    columns: dict[str, int]
    doubled: tuple[int, ...]


def letters(index: int) -> str:
    """Return a column's letters as spreadsheet programs show them; the first is 0."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def header_key(value: object) -> str:
    """Compare headers without case, spaces, and a note in brackets after them."""
    return key(str(value).split("(")[0].strip(" *:"))


def find_header(rows: Sequence[tuple[Any, ...]], names: dict[str, str]) -> Header | None:
    """Return the row among the first that names most of the columns (`names`: key of a header -> its column)."""
    best: Header | None = None
    for index, row in enumerate(rows[:SEARCHED_FOR_HEADERS]):
        found: dict[str, int] = {}
        doubled = []
        for place, cell in enumerate(row):
            name = None if cell is None else names.get(header_key(cell))
            if name in found:
                doubled.append(place)
            elif name:
                found[name] = place
        if found and (best is None or len(found) > len(best.columns)):
            best = Header(index, found, tuple(doubled))
    return best


def read_table(sheet: Sheet, grid: Grid | None, reading: Reading) -> Table:
    """Return a sheet as a table, whole: a cell that cannot be read is missing in it and named among the problems."""
    if grid is None:
        return Table(_frame(sheet, [], {}), [], {}, None, 0, 0, 0)
    header = find_header(grid.rows, {key(column.header): column.name for column in sheet.columns})
    if header is None:
        some = any(not blank(cell) for row in grid.rows for cell in row)
        missing = [_problem(grid, "no header row was found", "the headers of this sheet")] if some else []
        return Table(_frame(sheet, [], {}), missing, {}, None, 0, 0, 0)
    below = grid.rows[header.at + 1 :]
    numbered = list(enumerate(below, start=header.at + 2))
    prefilled = {column.name for column in sheet.columns if column.prefilled}
    telling = [place for name, place in header.columns.items() if name not in prefilled]
    marked = {row for row, _ in grid.uncomputed}
    kept = [
        (number, row)
        for number, row in numbered
        if number in marked or any(place < len(row) and not blank(row[place]) for place in telling)
    ]
    problems = _header_problems(sheet, grid, header, bool(kept)) + _unread_columns(grid, header, numbered, kept)
    order = reading.order or _order(sheet, header, kept)
    values, found = _columns(sheet, grid, header, kept, _with_order(reading, order))
    troubled = {problem.cell.lstrip(ALPHABET) for problem in found}
    example = _example_row(sheet, values, [str(number) not in troubled for number, _ in kept])
    if example is not None:
        kept = kept[:example] + kept[example + 1 :]
        values = {name: column[:example] + column[example + 1 :] for name, column in values.items()}
    frame = _frame(sheet, [number for number, _ in kept], values)
    places = {name: letters(place) for name, place in header.columns.items()}
    count = len(below)
    empty = count - len(kept) - (example is not None)
    problems += found + _left_over(sheet, grid, frame, places)
    return Table(frame, problems, places, order, count, empty, int(example is not None))


def _with_order(reading: Reading, order: str | None) -> Reading:
    return Reading(order, reading.epoch, reading.codes)


def _problem(grid: Grid, found: str, expected: str = "", remedy: str = "", cell: str = "", **more: Any) -> Problem:
    return Problem(found, expected, remedy, file=grid.file, sheet=grid.name, cell=cell, **more)


def _header_problems(sheet: Sheet, grid: Grid, header: Header, content: bool) -> list[Problem]:
    problems = [
        _problem(
            grid,
            "this header stands twice on the sheet",
            "each header once",
            "Rename or empty one of the two columns.",
            f"{letters(place)}{header.at + 1}",
        )
        for place in header.doubled
    ]
    for column in sheet.columns:
        if content and column.required and column.name not in header.columns:
            remedy = f"Add a column {column.header}, or mend the header that stands for it."
            problems.append(_problem(grid, f"there is no column {column.header}", "one", remedy))
    return problems


def _unread_columns(
    grid: Grid, header: Header, numbered: list[tuple[int, tuple[Any, ...]]], kept: list[tuple[int, tuple[Any, ...]]]
) -> list[Problem]:
    """Ask once about rows with words only in columns that the log does not know."""
    known = set(header.columns.values())
    reading = {number for number, _ in kept}
    lost = [
        number
        for number, row in numbered
        if number not in reading
        and any(isinstance(cell, str) and not blank(cell) and place not in known for place, cell in enumerate(row))
    ]
    if not lost:
        return []
    some = f"row {lost[0]}" if len(lost) == 1 else f"{len(lost)} rows, the first of them row {lost[0]},"
    found = f"{some} {'has' if len(lost) == 1 else 'have'} words only in columns that are not read"
    return [_problem(grid, found, remedy="Move them under one of the sheet's own headers.", stops=False, topic="sheet")]


def _order(sheet: Sheet, header: Header, kept: list[tuple[int, tuple[Any, ...]]]) -> str | None:
    """Return the order of day and month that the sheet itself shows, None where it shows none or both."""
    places = [header.columns[each.name] for each in sheet.columns if each.kind in TIMES and each.name in header.columns]
    texts = (row[place] for _, row in kept for place in places if place < len(row) and isinstance(row[place], str))
    shown = dates.evidence(texts)
    return shown.pop() if len(shown) == 1 else None


def _columns(
    sheet: Sheet, grid: Grid, header: Header, kept: list[tuple[int, tuple[Any, ...]]], reading: Reading
) -> tuple[dict[str, list[Any]], list[Problem]]:
    """Convert column by column; return the values and a problem for every cell that cannot be read."""
    values: dict[str, list[Any]] = {}
    problems: list[Problem] = []
    unclear: list[tuple[dates.Ambiguous, object, str]] = []
    for column in sheet.columns:
        place = header.columns.get(column.name)
        if place is None:
            continue
        made: list[Any] = []
        reader = READERS[column.kind]
        for number, row in kept:
            value = row[place] if place < len(row) else None
            if value is None:
                if (number, place + 1) in grid.uncomputed:
                    problems.append(_no_value(grid, f"{letters(place)}{number}"))
                made.append(None)
                continue
            try:
                made.append(None if blank(value) else reader(column, value, reading))
            except Unreadable as error:
                cell = f"{letters(place)}{number}"
                problems.append(error.problem(value, column.kind, file=grid.file, sheet=grid.name, cell=cell))
                made.append(None)
            except dates.Ambiguous as either:
                unclear.append((either, value, f"{letters(place)}{number}"))
                made.append(None)
        values[column.name] = made
    if unclear:
        readings, value, cell = unclear[0]
        more = len(unclear) - 1
        problems.append(cells.undecided(readings, value, more, file=grid.file, sheet=grid.name, cell=cell))
    return values, problems


def _no_value(grid: Grid, cell: str) -> Problem:
    remedy = "Open the workbook in a spreadsheet program and save it, or write the value itself."
    return _problem(grid, "a formula whose result is not stored", "a value", remedy, cell)


def _example_row(sheet: Sheet, values: dict[str, list[Any]], readable: list[bool]) -> int | None:
    """Return the index of the untouched example, None where it was removed or written over."""
    example = {name: said for name, said in _example(sheet).items() if name in values}
    least = sum(said is not None for said in _example(sheet).values()) / 2  # an older workbook may lack some columns
    for index, whole in enumerate(readable):
        same = whole and all(values[name][index] in (None, said) for name, said in example.items())
        if same and sum(values[name][index] is not None for name in example) >= least:
            return index
    return None


def _example(sheet: Sheet) -> dict[str, Any]:
    """Return what the greyed row says."""
    return {column.name: _said(column, sheet.example.get(column.header)) for column in sheet.offered}


def _said(column: Column, value: object) -> Any:
    words = value.split(";") if isinstance(value, str) else []
    codes = {key(word.strip()): word.strip() for word in words}
    return None if value is None else convert(column, value, Reading(codes=codes))


def _left_over(sheet: Sheet, grid: Grid, frame: pd.DataFrame, places: dict[str, str]) -> list[Problem]:
    """Ask about rows in which part of the example still stands."""
    problems = []
    for column in sheet.columns:
        said = sheet.example.get(column.header)
        if column.kind not in (TEXT, ID) or not str(said).startswith(EXAMPLE) or column.name not in places:
            continue
        for number in frame.loc[frame[column.name] == said, "row"]:
            found = "part of the example still stands in this row"
            remedy = "Write your own words over it, or empty the row."
            cell = f"{places[column.name]}{number}"
            problems.append(_problem(grid, found, remedy=remedy, cell=cell, stops=False, topic="example"))
    return problems


def _frame(sheet: Sheet, numbers: list[int], values: dict[str, list[Any]]) -> pd.DataFrame:
    """Return the frame with all columns of the sheet, typed, also when empty."""
    made: dict[str, Iterable[Any]] = {"row": numbers}
    nothing = [None] * len(numbers)
    spare: list[Any] = nothing
    for column in sheet.columns:
        read = values.get(column.name, nothing)
        if column.kind == DATE:
            made[column.name] = [each and each[0] for each in read]
            spare = [each and each[1] for each in read] if column.name == "date" else spare
        elif column.kind == MOMENT:
            made[column.name] = [each and each[0] for each in read]
            made[f"{column.name}_timed"] = [bool(each and each[1]) for each in read]
        elif column.kind == TIME:  # a clock time written into the date's cell counts where this one is empty
            made[column.name] = [each[0] if each else clock for each, clock in zip(read, spare, strict=True)]
            made["part_of_day"] = [each and each[1] for each in read]
        elif column.kind in LISTS:
            made[column.name] = [each or [] for each in read]
        else:
            made[column.name] = read
    types = sheet.dtypes
    return pd.DataFrame({name: _typed(column, types[name]) for name, column in made.items()})


def _typed(values: Iterable[Any], kind: str) -> pd.Series:
    if kind == "object":
        kept = list(values)
        whole = np.empty(len(kept), dtype=object)
        for index, value in enumerate(kept):  # one by one: numpy would take lists apart
            whole[index] = value
        return pd.Series(whole, dtype="object")
    return pd.Series(values, dtype=kind)
