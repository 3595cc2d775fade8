"""The cells of any workbook or CSV file, and in plain words why one cannot be opened. Nothing is written."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from patterns.errors import Problem
from patterns.log import ods
from patterns.log.dates import WINDOWS_EPOCH
from patterns.log.declare import key

MOST_BYTES = 400_000_000  # unpacked; a log of a lifetime has a hundredth of it
SEARCHED_FOR_HEADERS = 12  # rows from the top
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_UNCOMPUTED = re.compile(  # a cell with a formula and no value, or an empty one
    rb'<((?:\w+:)?)c\b(?=[^>]*? r="([A-Z]{1,3})(\d{1,7})")(?![^>]*? t="str")[^>]*>'
    rb"\s*<\1f\b(?:[^>]*/>|[^>]*>[^<]*</\1f>)\s*(?:<\1v\s*/>|<\1v>\s*</\1v>|</\1c>)"
)
SAVE_AGAIN = "Close it in other programs and save it once more; nothing was changed."


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet, row by row from its first; places count from 1.

    `uncomputed` are formulas without a stored value. `merged` are first row and column, last row and column.
    """

    name: str
    file: str
    rows: list[tuple[Any, ...]]
    epoch: datetime = WINDOWS_EPOCH
    uncomputed: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    merged: tuple[tuple[int, int, int, int], ...] = ()


class Closed(Exception):
    """A file that cannot be read; says why and what to do, never what is in it."""

    def __init__(self, why: str, expected: str = "", remedy: str = SAVE_AGAIN) -> None:
        self.why, self.remedy = why, remedy
        self.expected = expected or "a whole .xlsx or .ods workbook without a password"
        super().__init__(why)

    def problem(self, file: str) -> Problem:
        """Return it as a problem with its place."""
        return Problem(f"this file cannot be read: {self.why}", self.expected, self.remedy, file=file)


def locked(path: Path) -> bool:
    """Tell whether another program has the file open, by the marks that Excel and LibreOffice leave beside it."""
    return any((path.parent / name).exists() for name in (f"~${path.name}", f".~lock.{path.name}#"))


def read_workbook(path: Path, file: str, *, merged: bool = False) -> list[Grid]:
    """Return every sheet of an .xlsx or .ods workbook, recognised by what is in it.

    Parameters
    ----------
    file : str
        What the sheets are said to come from.
    merged : bool
        Also find out which cells are merged (always known of an .ods file).

    Raises
    ------
    Closed
        If it cannot be opened: protected, half saved, damaged, far too large, or no workbook.
    """
    data = _bytes(path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > MOST_BYTES:
                raise ods.TooLarge
            if ods.protected(package):
                raise _with_password()
            if ods.CONTENT in package.namelist():
                return _from_ods(package, file)
            return _from_xlsx(data, package, file, merged)
    except Closed:
        raise
    except (ods.TooLarge, MemoryError) as error:
        raise Closed("it is far larger than a log can be") from error
    except zipfile.BadZipFile as error:
        raise Closed("it was not saved completely, part of the file is missing") from error
    except Exception as error:  # a damaged file can fail anywhere inside the reading library
        raise Closed("it is damaged, or was not saved completely") from error


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except PermissionError as error:
        raise Closed("another program has it open, or it may not be read") from error
    except OSError as error:
        raise Closed(error.strerror or "it could not be opened") from error
    if data[:4] == _OLE:
        if _ENCRYPTED in data:
            raise _with_password()
        raise Closed("it is a workbook of the old kind (.xls)", remedy="Open it and save it as .xlsx.")
    if not data:
        raise Closed("it is empty; saving it was probably interrupted")
    if data[:2] != b"PK":
        raise Closed("it is no workbook, whatever its name says", remedy="Open it and save it as .xlsx.")
    return data


def _with_password() -> Closed:
    return Closed("it is protected with a password", remedy="Open it, save it without the password, and try again.")


def _from_ods(package: zipfile.ZipFile, file: str) -> list[Grid]:
    return [
        Grid(sheet.name, file, sheet.rows, uncomputed=frozenset(sheet.uncomputed), merged=tuple(sheet.merged))
        for sheet in ods.sheets(package)
    ]


def _from_xlsx(data: bytes, package: zipfile.ZipFile, file: str, merged: bool) -> list[Grid]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    grids, left = [], ods.MOST_CELLS
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # some programs write a wrong size; rows beyond it would be lost
        xml = package.read(sheet._worksheet_path)  # type: ignore[attr-defined]
        unset = _uncomputed(xml) if _FORMULA.search(xml) else frozenset()
        rows = _rows(sheet, left)
        left -= sum(map(len, rows))
        grids.append(Grid(sheet.title, file, rows, book.epoch, unset))
    joined = _merged(data) if merged else {}
    return [replace(grid, merged=joined.get(grid.name, ())) for grid in grids]


def _rows(sheet: Any, most: int) -> list[tuple[Any, ...]]:
    """Return the rows of a sheet; what lies between cells is filled up, so that one far off asks for millions."""
    rows: list[tuple[Any, ...]] = []
    for row in sheet.iter_rows(values_only=True):
        most -= len(row)
        if most < 0 or len(rows) == ods.MOST_ROWS or len(row) > ods.MOST_COLUMNS:
            raise ods.TooLarge
        rows.append(row)
    return rows


def _uncomputed(xml: bytes) -> frozenset[tuple[int, int]]:
    """Return the formula cells that hold no stored value; formulas themselves are never worked out."""
    from openpyxl.utils import column_index_from_string

    return frozenset(
        (int(row), column_index_from_string(letters.decode())) for _, letters, row in _UNCOMPUTED.findall(xml)
    )


def _merged(data: bytes) -> dict[str, tuple[tuple[int, int, int, int], ...]]:
    from openpyxl import load_workbook

    return {
        sheet.title: tuple((area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells)
        for sheet in load_workbook(io.BytesIO(data)).worksheets
    }


def read_csv(path: Path, file: str, headers: Iterable[str] = ()) -> Grid:
    """Return the cells of a CSV file, read with the separator under which most of the `headers` (keys) appear.

    Without headers to look for, the separator that splits most rows into the same number of cells is taken.

    Raises
    ------
    Closed
        If it is not written in UTF-8 or UTF-16, or not as separated values.
    """
    expected = "a CSV file in UTF-8"
    try:
        data = path.read_bytes()
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeError as error:
        remedy = "Save it again as CSV and choose UTF-8; nothing was changed."
        raise Closed("it is not written in UTF-8", expected, remedy) from error
    except OSError as error:
        raise Closed("it cannot be read as comma-separated values", expected) from error
    tried = [rows for separator in ",;\t" if (rows := _separated(text, separator)) is not None]
    if not tried:
        raise Closed("it cannot be read as comma-separated values", expected)
    wanted = set(headers)
    return Grid(path.stem, file, max(tried, key=lambda rows: _known(rows, wanted) if wanted else _even(rows)))


def _separated(text: str, separator: str) -> list[tuple[Any, ...]] | None:
    """Return the rows, if this can be the separator; under a wrong one, whole rows are one cell, however long."""
    before = csv.field_size_limit(max(len(text), csv.field_size_limit()))  # that of the whole program
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        return [tuple(cell if cell.strip() else None for cell in row) for row in reader]
    except csv.Error:
        return None
    finally:
        csv.field_size_limit(before)


def _known(rows: list[tuple[Any, ...]], headers: set[str]) -> int:
    top = rows[:SEARCHED_FOR_HEADERS]
    return max((sum(key(str(cell)) in headers for cell in row if cell) for row in top), default=0)


def _even(rows: list[tuple[Any, ...]]) -> int:
    """Return how many rows have the commonest number of cells, if that is more than one."""
    widths = [len(row) for row in rows if row]
    common = max(set(widths), key=widths.count, default=1)
    return widths.count(common) if common > 1 else 0
