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
MOST_ROWS = 2_000_000


def read_excel(source: Source, data: bytes) -> list[Grid]:
    """Return the rows of every sheet that has any.

    Raises
    ------
    UnreadableSource
        If the workbook is damaged, locked, or would unpack to far more than it holds.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(each.file_size for each in archive.infolist())
        if size > LARGEST or size > FREE + RATIO * len(data):
            found = f"{source.name}: this workbook would unpack to far more than it holds"
            raise UnreadableSource(found, expected="a table of messages", remedy="Save it again, or as CSV.")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except UnreadableSource:
        raise
    except Exception as error:  # zipfile, the XML parsers and openpyxl each have their own
        found = f"{source.name}: this workbook is damaged or locked and cannot be opened"
        raise UnreadableSource(found, expected="an .xlsx file", remedy="Save it again, or as CSV.") from error
    grids = [_grid(sheet, book.epoch) for sheet in book.worksheets]
    return [grid for grid in grids if grid.rows or grid.skipped]


def _grid(sheet: Any, epoch: Any) -> Grid:
    """Return the rows of one sheet up to the place where it is damaged, if it is."""
    rows: list[tuple[int, list[Any]]] = []
    skipped: list[Skipped] = []
    number = 0
    try:
        if hasattr(sheet, "reset_dimensions"):
            sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells = [_plain(value) for value in row]
            while cells and cells[-1] in (None, ""):
                cells.pop()
            if cells:
                rows.append((number, cells))
            if number > MOST_ROWS:
                break
    except Exception:  # the sheet's XML is broken here; what stands before it was read
        skipped.append(Skipped(number + 1, f"sheet {sheet.title[:40]}: it is damaged from here on"))
    return Grid(str(sheet.title), rows, skipped, epoch)


def _plain(value: Any) -> Any:
    """Return a cell's value; a number beyond all reason as words, as it can be neither counted nor written."""
    return "a number without end" if isinstance(value, int) and value.bit_length() > 1000 else value
