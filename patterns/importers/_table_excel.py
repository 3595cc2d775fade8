"""Workbooks read by value, sheet by sheet; nothing in them is run, and none may burst."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl

from patterns.errors import UnreadableSource
from patterns.importers._base import Skipped, Source
from patterns.importers._containers import FREE, RATIO
from patterns.importers._table_csv import Grid

LARGEST = 512 * 1024**2
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # what a sheet can have; a file can ask for billions in a few bytes
MOST_EMPTY = 3_000_000  # cells that are filled up before others


class _TooLarge(Exception):
    """A sheet that asks for more rows or cells than any has."""


def read_excel(source: Source, data: bytes) -> list[Grid]:
    """Return the rows of every sheet that has any.

    Raises
    ------
    UnreadableSource
        If the workbook is damaged, locked, would unpack to far more than it holds, or asks for billions of cells.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(each.file_size for each in archive.infolist())
        if size > LARGEST or size > FREE + RATIO * len(data):
            raise _bursting(source)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except UnreadableSource:
        raise
    except MemoryError as error:
        raise _bursting(source) from error
    except Exception as error:  # zipfile, the XML parsers and openpyxl each have their own
        found = f"{source.name}: this workbook is damaged or locked and cannot be opened"
        raise UnreadableSource(found, expected="an .xlsx file", remedy="Save it again, or as CSV.") from error
    grids, left = [], MOST_EMPTY
    try:
        for sheet in book.worksheets:
            grid, left = _grid(sheet, book.epoch, left)
            grids.append(grid)
    except (_TooLarge, MemoryError) as error:
        raise _bursting(source) from error
    return [grid for grid in grids if grid.rows or grid.skipped]


def _bursting(source: Source) -> UnreadableSource:
    found = f"{source.name}: this workbook would unpack to far more than it holds"
    return UnreadableSource(found, expected="a table of messages", remedy="Save it again, or as CSV.")


def _grid(sheet: Any, epoch: Any, left: int) -> tuple[Grid, int]:
    """Return the rows of one sheet up to where it is damaged, if it is, and how many cells may still be empty."""
    rows: list[tuple[int, list[Any]]] = []
    skipped: list[Skipped] = []
    number = 0
    try:
        if hasattr(sheet, "reset_dimensions"):
            sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            left -= row.count(None)
            if left < 0 or number > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise _TooLarge
            cells = [_plain(value) for value in row]
            while cells and cells[-1] in (None, ""):
                cells.pop()
            if cells:
                rows.append((number, cells))
    except (_TooLarge, MemoryError):
        raise
    except Exception:  # the sheet's XML is broken here; what stands before it was read
        skipped.append(Skipped(number + 1, f"sheet {sheet.title[:40]}: it is damaged from here on"))
    return Grid(str(sheet.title), rows, skipped, epoch), left


def _plain(value: Any) -> Any:
    """Return a cell's value; a number beyond all reason as words, as it can be neither counted nor written."""
    return "a number without end" if isinstance(value, int) and value.bit_length() > 1000 else value
