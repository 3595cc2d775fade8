"""The case's own log, written to: rows are added, nothing is taken away, the files before it are kept beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from patterns.errors import PatternsError
from patterns.log import book, grids, tables
from patterns.log.cells import plain
from patterns.log.declare import Sheet, key
from patterns.log.sheets import DAYS, SHEETS
from patterns.log.template import written
from patterns.log.workbooks import locked, read_csv
from patterns.store.alone import at_work
from patterns.store.files import write

Rows = Mapping[str, list[dict[str, Any]]]  # sheet -> rows, by header; headers that are not ours become extra columns
BY_NAME = {sheet.name: sheet for sheet in SHEETS}


def writable(case: Path) -> str:
    """Return the name of the case's log.

    Raises
    ------
    PatternsError
        If there is none or more than one, it is open in another program, or is of a kind that is only read.
    """
    present = grids.logs(case)
    if len(present) != 1:
        problem = grids.read_grids(case)[2][0]
        raise PatternsError(problem.found, expected=problem.expected, remedy=problem.remedy)
    name = present[0]
    if name == grids.OPEN_DOCUMENT:
        raise PatternsError(
            f"{name} is only read, never written to.",
            expected=f"{grids.WORKBOOK}, or a folder {grids.FOLDER}/",
            remedy=f"Save it as {grids.WORKBOOK}, move {name} out of the case folder, and try again.",
        )
    if name == grids.WORKBOOK and locked(case / name):
        raise PatternsError(
            f"{name} is open in another program.", remedy="Save and close it, then try again; nothing was changed."
        )
    return name


def add(case: Path, rows: Rows) -> list[Path]:
    """Add rows to the log; return what was kept of how it was before.

    Rows of `Days` go into the row of their date; what that row says already stays.
    """
    with at_work(case):
        name = writable(case)
        return _add_to_folder(case, rows) if name == grids.FOLDER else _add_to_book(case / name, rows)


def _add_to_book(path: Path, rows: Rows) -> list[Path]:
    """Add rows to the sheets of the workbook; a copy of how it was is kept beside it."""
    opened, stored = book.open_book(path)
    for sheet_name, added in rows.items():
        declared = BY_NAME[sheet_name]
        headers = list(dict.fromkeys(header for row in added for header in row))
        sheet, places = book.complete(opened, declared, headers)
        dated = book.days_at(sheet, places) if declared is DAYS else {}
        last = book.last_row(sheet, places)
        for row in added:
            at = dated.get(row.get("Date"))
            if at is None:
                at = last = last + 1
            else:
                row = book.beside_what_is_there(sheet, places, at, row)
                places = book.complete(opened, declared, list(row))[1]
            book.fill(sheet, declared, places, at, row)
            if declared is DAYS and row.get("Date"):
                dated[row["Date"]] = at
    book.dress(opened)
    return [book.save(path, opened, stored)]


def _add_to_folder(case: Path, rows: Rows) -> list[Path]:
    """Add rows to the CSV files of the log; copies of those that change go into a folder beside it."""
    folder, kept = case / grids.FOLDER, book.free(case, f"{grids.FOLDER}-before")
    copies = []
    for name, added in rows.items():
        path = next((each for each in folder.glob("*.csv") if key(each.stem) == key(name)), folder / f"{name}.csv")
        if path.exists():
            write(kept / path.name, path.read_bytes())
            copies.append(kept / path.name)
        write(path, _csv(path, BY_NAME[name], added))
    return copies


def _csv(path: Path, declared: Sheet, added: list[dict[str, Any]]) -> bytes:
    names = book.names(declared)
    there = [list(row) for row in read_csv(path, path.name, names).rows] if path.exists() else []
    header = tables.find_header([tuple(row) for row in there], names)
    if header is None:
        there, at = [[]], 0
    else:
        at = header.at
    places = {tables.header_key(cell): place for place, cell in enumerate(there[at]) if cell}
    for words in dict.fromkeys(words for row in added for words in row):
        if tables.header_key(words) not in places:
            places[tables.header_key(words)] = len(there[at])
            there[at].append(words)
    known = {key(column.header): column for column in declared.columns}
    for row in added:
        line = [""] * len(there[at])
        for words, value in row.items():
            column = known.get(key(words))
            line[places[tables.header_key(words)]] = plain(written(column, value) if column else value)
        there.append(line)
    text = path.read_text(encoding="utf-8-sig").split("\n")[0] if path.exists() else ","
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=max(",;\t", key=text.count)).writerows(
        [["" if cell is None else cell for cell in row] for row in there]
    )
    return made.getvalue().encode()
