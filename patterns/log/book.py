"""A workbook opened for writing: sheets, columns and rows are added, every cell and every stored value stays."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from patterns.errors import PatternsError
from patterns.log import look, tables
from patterns.log.cells import blank, plain
from patterns.log.declare import Column, Sheet, key
from patterns.log.sheets import DAYS, SHEETS
from patterns.log.template import EXAMPLE, file_bytes, lay_out, put, written
from patterns.log.workbooks import SEARCHED_FOR_HEADERS, Closed, read_workbook
from patterns.store.files import write

SOURCE, AND = "Adopted from", "; "  # a row's source; between several sources of one row
NOT_KEPT = ("xl/media/", "xl/charts/", "xl/vbaProject", "xl/threadedComments/", "xl/pivotTables/", "xl/diagrams/")
_FORMULA_CELL = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)>(<f\b[^>]*(?:/>|>[^<]*</f>))<v ?(?:/>|></v>)</c>')


def names(declared: Sheet) -> dict[str, str]:
    """Return the key of each header of a sheet, and its column's name."""
    return {key(column.header): column.name for column in declared.columns}


def open_book(path: Path) -> tuple[Workbook, dict[tuple[str, str], Any]]:
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


def complete(book: Workbook, declared: Sheet, headers: list[str]) -> tuple[Any, dict[str, int]]:
    """Return the sheet (made where it is missing) and the place of each header; missing ones follow on the right."""
    found = next((sheet for sheet in book.worksheets if key(sheet.title) == key(declared.name)), None)
    if found is None:
        found = book.create_sheet(declared.name)
        lay_out(found, declared, _lists(book))
    header = tables.find_header(list(_top(found)), names(declared))
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
            _new_column(found, at, right, known.get(tables.header_key(words)), words)
            places[tables.header_key(words)] = right
    return found, places


def _said(cell: Any) -> Any:
    return str(cell) if isinstance(cell, list) else cell  # a text with marks in it is a list of its parts


def _new_column(sheet: Worksheet, at: int, place: int, column: Column | None, words: str) -> None:
    cell = put(sheet, at, place, words)
    look.header(cell, f"{column.meaning}.\n\nTakes {column.takes}." if column else "")
    if column:
        look.column(sheet, place, column)
    else:
        sheet.column_dimensions[get_column_letter(place)].width = 24


def dress(book: Workbook) -> None:
    """Give every column of ours its drop-down or check anew: some programs save them in a form that gets lost here."""
    ranges = _lists(book)
    for declared in SHEETS:
        sheet: Any = next((each for each in book.worksheets if key(each.title) == key(declared.name)), None)
        header = tables.find_header(list(_top(sheet)), names(declared)) if sheet else None
        for column in declared.offered if header else ():
            if sheet and header and column.name in header.columns:
                look.offer(sheet, header.columns[column.name] + 1, column, ranges, header.at + 2)


def _top(sheet: Any) -> Iterator[tuple[Any, ...]]:
    for row in sheet.iter_rows(max_row=SEARCHED_FOR_HEADERS, values_only=True):
        yield tuple(map(_said, row))


def _lists(book: Workbook) -> dict[tuple[str, ...], str]:
    """Write the words behind the drop-downs anew on the Lists sheet, and return where each list stands."""
    if "Lists" in book.sheetnames:
        sheet = book["Lists"]
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
    else:
        sheet = book.create_sheet("Lists")
    return look.write_lists(sheet)


def last_row(sheet: Worksheet, places: dict[str, int]) -> int:
    """Return the last row with anything in it."""
    rows = sheet.iter_rows(max_col=max(places.values(), default=1), values_only=True)
    return max((number for number, row in enumerate(rows, start=1) if any(not blank(_said(c)) for c in row)), default=1)


def days_at(sheet: Worksheet, places: dict[str, int]) -> dict[Any, int]:
    """Return the row of each date on the Days sheet."""
    place = places[key("Date")]
    column = sheet.iter_rows(min_row=EXAMPLE + 1, min_col=place, max_col=place, values_only=True)
    return {
        row[0].date() if isinstance(row[0], datetime) else row[0]: number
        for number, row in enumerate(column, start=EXAMPLE + 1)
        if row[0] is not None
    }


def fill(sheet: Worksheet, declared: Sheet, places: dict[str, int], at: int, row: dict[str, Any]) -> None:
    """Write one row's cells, each under its header."""
    known = {key(column.header): column for column in declared.columns}
    for header, value in row.items():
        column, place = known.get(key(header)), places[tables.header_key(header)]
        cell = put(sheet, at, place, written(column, value) if column else _plain(value))
        if column:
            look.entry(cell, column)
    if declared is not DAYS:
        look.grow(sheet, at)


def beside_what_is_there(sheet: Worksheet, places: dict[str, int], at: int, row: dict[str, Any]) -> dict[str, Any]:
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


def save(path: Path, book: Workbook, stored: dict[tuple[str, str], Any]) -> Path:
    """Write the workbook whole or not at all; return the copy of the one before it, kept beside it."""
    data = file_bytes(book)
    if stored:
        data = _with_values(data, [sheet.title for sheet in book.worksheets], stored)
    kept = free(path.parent, f"{path.stem}-before", path.suffix)
    write(kept, path.read_bytes())
    write(path, data)
    return kept


def free(folder: Path, stem: str, suffix: str = "") -> Path:
    """Return the first path of that name, numbered, that nothing has yet."""
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
