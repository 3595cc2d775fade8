"""The case's own log, written to: rows and columns are added, nothing is taken away, the file before it is kept."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from patterns.errors import PatternsError
from patterns.log import grids, look, tables
from patterns.log.cells import blank, plain
from patterns.log.declare import Column, Sheet, key
from patterns.log.sheets import DAYS, SHEETS
from patterns.log.template import EXAMPLE, file_bytes, lay_out, put, written
from patterns.log.workbooks import SEARCHED_FOR_HEADERS, Closed, locked, read_csv, read_workbook
from patterns.store.files import write

Rows = Mapping[str, list[dict[str, Any]]]  # sheet -> rows, by header; headers that are not ours become extra columns
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
SOURCE, AND = "Adopted from", "; "  # a row's source; between several sources of one row
NOT_KEPT = ("xl/media/", "xl/charts/", "xl/vbaProject", "xl/threadedComments/", "xl/pivotTables/", "xl/diagrams/")
_FORMULA_CELL = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)>(<f\b[^>]*(?:/>|>[^<]*</f>))<v ?(?:/>|></v>)</c>')


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

    Rows of `Days` go into the row of their date where that is still empty in those columns.
    """
    name = writable(case)
    if name == grids.FOLDER:
        return _add_to_folder(case, rows)
    book, stored = _open(case / name)
    for sheet_name, added in rows.items():
        declared = BY_NAME[sheet_name]
        sheet, places = _complete(book, declared, list(dict.fromkeys(header for row in added for header in row)))
        dated = _dates(sheet, places) if declared is DAYS else {}
        last = _last(sheet, places)
        for row in added:
            at = dated.get(row.get("Date"))
            if at is None:
                last += 1
                at = last
            else:
                row = _beside_what_is_there(sheet, places, at, row)
                places = _complete(book, declared, list(row))[1]
            _fill(sheet, declared, places, at, row)
            if declared is DAYS and row.get("Date"):
                dated[row["Date"]] = at
    return [_save(case / name, book, stored)]


def upgrade(case: Path, more_days: int = 0) -> tuple[list[str], list[Path]]:
    """Give a workbook written by an earlier version what it lacks; return what was added, and what was kept.

    Sheets, columns, settings and drop-downs are added; every cell stays where it is.
    """
    name = writable(case)
    if name == grids.FOLDER:
        return [], []  # a CSV file needs no column that its owner does not use
    book, stored = _open(case / name)
    added = [
        f"{sheet} {header}" for sheet, headers in lacking(case / name).items() for header in headers or ["(sheet)"]
    ]
    for declared in SHEETS:
        _complete(book, declared, [column.header for column in declared.offered])
    added += _settings(book)
    if more_days:
        added += _more_days(book, more_days)
    return (added, [_save(case / name, book, stored)]) if added else ([], [])


def lacking(workbook: Path) -> dict[str, list[str]]:
    """Return the sheets that a workbook lacks (with an empty list) and the headers that its sheets lack."""
    rows = {key(grid.name): grid.rows for grid in read_workbook(workbook, workbook.name)}
    missing: dict[str, list[str]] = {}
    for declared in SHEETS:
        found = rows.get(key(declared.name))
        if found is None:
            missing[declared.name] = []
            continue
        header = tables.find_header(found, _names(declared))
        lacked = [each.header for each in declared.offered if not header or each.name not in header.columns]
        if lacked:
            missing[declared.name] = lacked
    return missing


def _names(declared: Sheet) -> dict[str, str]:
    return {key(column.header): column.name for column in declared.columns}


def _open(path: Path) -> tuple[Workbook, dict[tuple[str, str], Any]]:
    """Return the workbook, and the stored value of every formula in it, which the library would drop."""
    try:
        read_workbook(path, path.name)
    except Closed as error:
        raise PatternsError(
            f"{path.name} cannot be read: {error.why}.", expected=error.expected, remedy=error.remedy
        ) from error
    book = load_workbook(path, rich_text=True)
    formulas = [
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    if not formulas:
        return book, {}
    values = load_workbook(path, data_only=True)
    return book, {(title, place): values[title][place].value for title, place in formulas}


def not_kept(path: Path) -> bool:
    """Tell whether the workbook holds pictures, charts or the like, which only stay in the kept copy."""
    with zipfile.ZipFile(path) as package:
        return any(name.startswith(NOT_KEPT) for name in package.namelist())


def _complete(book: Workbook, declared: Sheet, headers: list[str]) -> tuple[Any, dict[str, int]]:
    """Return the sheet (made where it is missing) and the place of each header; missing ones follow on the right."""
    found = next((sheet for sheet in book.worksheets if key(sheet.title) == key(declared.name)), None)
    if found is None:
        found = book.create_sheet(declared.name)
        lay_out(found, declared, _lists(book))
    top = list(found.iter_rows(max_row=SEARCHED_FOR_HEADERS, values_only=True))
    header = tables.find_header([tuple(map(_said, row)) for row in top], _names(declared))
    at = header.at + 1 if header else 1
    places = {
        tables.header_key(value): place
        for place, value in enumerate(next(found.iter_rows(min_row=at, max_row=at, values_only=True)), start=1)
        if not blank(value)
    }
    right = max(places.values(), default=0)
    known = {key(column.header): column for column in declared.columns}
    for words in headers:
        if tables.header_key(words) not in places:
            right += 1
            _new_column(book, found, at, right, known.get(tables.header_key(words)), words)
            places[tables.header_key(words)] = right
    return found, places


def _said(cell: Any) -> Any:
    return str(cell) if isinstance(cell, list) else cell  # a text with marks in it is a list of its parts


def _new_column(book: Workbook, sheet: Worksheet, at: int, place: int, column: Column | None, words: str) -> None:
    cell = put(sheet, at, place, words)
    look.header(cell, f"{column.meaning}.\n\nTakes {column.takes}." if column else "")
    if column:
        look.column(sheet, place, column, _lists(book), at + 1)
    else:
        sheet.column_dimensions[get_column_letter(place)].width = 24


def _lists(book: Workbook) -> dict[tuple[str, ...], str]:
    """Write the words behind the drop-downs anew on the Lists sheet, and return where each list stands."""
    if "Lists" in book.sheetnames:
        sheet = book["Lists"]
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
    else:
        sheet = book.create_sheet("Lists")
    return look.write_lists(sheet)


def _last(sheet: Worksheet, places: dict[str, int]) -> int:
    """Return the last row with anything in it."""
    rows = sheet.iter_rows(max_col=max(places.values(), default=1), values_only=True)
    return max((number for number, row in enumerate(rows, start=1) if any(not blank(_said(c)) for c in row)), default=1)


def _dates(sheet: Worksheet, places: dict[str, int]) -> dict[Any, int]:
    place = places[key("Date")]
    column = sheet.iter_rows(min_row=EXAMPLE + 1, min_col=place, max_col=place, values_only=True)
    return {
        row[0].date() if isinstance(row[0], datetime) else row[0]: number
        for number, row in enumerate(column, start=EXAMPLE + 1)
        if row[0] is not None
    }


def _fill(sheet: Worksheet, declared: Sheet, places: dict[str, int], at: int, row: dict[str, Any]) -> None:
    known = {key(column.header): column for column in declared.columns}
    for header, value in row.items():
        column, place = known.get(key(header)), places[tables.header_key(header)]
        cell = put(sheet, at, place, written(column, value) if column else _plain(value))
        if column:
            look.entry(cell, column)
    if declared is not DAYS:
        look.grow(sheet, at)


def _beside_what_is_there(sheet: Worksheet, places: dict[str, int], at: int, row: dict[str, Any]) -> dict[str, Any]:
    """Return what can be added to a filled row: what differs goes into a column of its own, sources are joined."""
    fits: dict[str, Any] = {}
    for header, value in row.items():
        there = sheet.cell(at, places[tables.header_key(header)]).value
        if blank(there):
            fits[header] = value
        elif header == SOURCE:
            fits[header] = AND.join(dict.fromkeys([*str(there).split(AND), value]))
        elif header != "Date" and plain(_said(there)).casefold() != plain(value).casefold():
            fits[f"Old: {header}"] = value
    return fits


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, float, date, time)) else plain(value)


def _settings(book: Workbook) -> list[str]:
    """Add the settings that the Plan sheet lacks, below those it has."""
    from patterns.log.plan import BY_KEY

    sheet = next((each for each in book.worksheets if key(each.title) == key(grids.PLAN)), None)
    if sheet is None:
        return []
    there = {key(str(row[0])) for row in sheet.iter_rows(max_col=1, values_only=True) if row[0] is not None}
    missing = [setting for name, setting in BY_KEY.items() if name not in there]
    for number, setting in enumerate(missing, start=sheet.max_row + 1):
        for place, said in enumerate((setting.name, setting.default, setting.meaning), start=1):
            put(sheet, number, place, said)
        look.setting(sheet, number, setting)
    return [f"Plan {setting.name}" for setting in missing]


def _more_days(book: Workbook, more: int) -> list[str]:
    sheet, places = _complete(book, DAYS, ["Date"])
    there = [day for day in _dates(sheet, places) if isinstance(day, date)]
    if not there:
        return []
    last = _last(sheet, places)
    for offset in range(1, more + 1):
        _fill(sheet, DAYS, places, last + offset, {"Date": max(there) + timedelta(days=offset)})
    return [f"Days: {more} more"]


def _save(path: Path, book: Workbook, stored: dict[tuple[str, str], Any]) -> Path:
    """Write the workbook whole or not at all; return the copy of the one before it, kept beside it."""
    data = file_bytes(book)
    if stored:
        data = _with_values(data, [sheet.title for sheet in book.worksheets], stored)
    kept = _free(path.parent, f"{path.stem}-before", path.suffix)
    write(kept, path.read_bytes())
    write(path, data)
    return kept


def _free(folder: Path, stem: str, suffix: str = "") -> Path:
    number = 1
    while (folder / f"{stem}-{number}{suffix}").exists():
        number += 1
    return folder / f"{stem}-{number}{suffix}"


def _with_values(data: bytes, titles: list[str], stored: dict[tuple[str, str], Any]) -> bytes:
    """Put the stored values of formulas back, so that what could be read before can be read now."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as rewritten:
        for entry in package.infolist():
            part = package.read(entry)
            match = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", entry.filename)
            if match:
                title = titles[int(match[1]) - 1]
                part = _FORMULA_CELL.sub(lambda cell, title=title: _valued(cell, stored, title), part.decode()).encode()  # type: ignore[misc]
            rewritten.writestr(entry, part)
    return made.getvalue()


def _valued(cell: re.Match[str], stored: dict[tuple[str, str], Any], title: str) -> str:
    from openpyxl.utils.datetime import to_excel

    value = stored.get((title, cell[1]))
    if value is None:
        return cell[0]
    if isinstance(value, bool):
        kind, said = ' t="b"', str(int(value))
    elif isinstance(value, (int, float)):
        kind, said = "", repr(value)
    elif isinstance(value, (date, time, timedelta)):
        kind, said = "", repr(to_excel(value))
    else:
        kind, said = ' t="e"' if str(value).startswith("#") else ' t="str"', escape(str(value))
    attributes = re.sub(r' t="[^"]*"', "", cell[2])
    return f'<c r="{cell[1]}"{attributes}{kind}>{cell[3]}<v>{said}</v></c>'


def _add_to_folder(case: Path, rows: Rows) -> list[Path]:
    """Add rows to the CSV files of the log; copies of those that change go into a folder beside it."""
    folder, kept = case / grids.FOLDER, _free(case, f"{grids.FOLDER}-before")
    copies = []
    for name, added in rows.items():
        path = next((each for each in folder.glob("*.csv") if key(each.stem) == key(name)), folder / f"{name}.csv")
        if path.exists():
            write(kept / path.name, path.read_bytes())
            copies.append(kept / path.name)
        write(path, _csv(path, BY_NAME[name], added))
    return copies


def _csv(path: Path, declared: Sheet, added: list[dict[str, Any]]) -> bytes:
    names = _names(declared)
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
