"""The log's cells as they lie in the file: a workbook, or a folder with one CSV file per sheet. Nothing is written."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from patterns.errors import Problem
from patterns.log.dates import WINDOWS_EPOCH
from patterns.log.declare import key
from patterns.log.sheets import SHEETS

WORKBOOK, FOLDER = "log.xlsx", "log"
MOST_BYTES = 400_000_000  # unpacked; a log of a lifetime has a hundredth of it
PLAN = "Plan"
HEADERS = {key(sheet.name): {key(column.header) for column in sheet.columns} for sheet in SHEETS} | {
    key(PLAN): {"setting", "value", "meaning"}
}
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_OLE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet, row by row from its first; `uncomputed` are formulas without a stored value."""

    name: str
    file: str
    rows: list[tuple[Any, ...]]
    epoch: datetime = WINDOWS_EPOCH
    uncomputed: frozenset[tuple[int, int]] = field(default_factory=frozenset)


def read_grids(case: Path) -> tuple[str, dict[str, Grid], list[Problem]]:
    """Return the name of the log in the case folder, its sheets by key, and what is wrong with the files."""
    workbook, folder = case / WORKBOOK, case / FOLDER
    if workbook.exists() and folder.is_dir():
        return (
            WORKBOOK,
            {},
            [
                Problem(
                    f"both {WORKBOOK} and the folder {FOLDER}/ are here",
                    expected="one log",
                    remedy="Move one of the two out of the case folder; nothing was read from either.",
                )
            ],
        )
    if workbook.exists():
        return WORKBOOK, *_workbook(workbook)
    if folder.is_dir():
        return FOLDER, *_folder(folder)
    near = [path.name for path in sorted(case.glob("log.*")) if path.suffix in (".ods", ".xls", ".xlsm", ".csv")]
    remedy = f"Open {near[0]} and save it as {WORKBOOK}." if near else "Make a case with `patterns new`."
    return WORKBOOK, {}, [Problem(f"there is no {WORKBOOK} and no folder {FOLDER}/", "one of them", remedy)]


def _workbook(path: Path) -> tuple[dict[str, Grid], list[Problem]]:
    problems = _locks(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        return {}, [*problems, _closed(path, error.strerror or "it could not be opened")]
    if data[:4] == _OLE:
        return {}, [*problems, _closed(path, "it is protected with a password, or an old .xls file")]
    try:
        grids, doubled = _sheets(data)
    except Exception as error:  # a damaged file can fail anywhere inside the reading library
        why = str(error) if isinstance(error, _TooLarge) else "it is damaged, or was not saved completely"
        return {}, [*problems, _closed(path, why)]
    return grids, problems + doubled


class _TooLarge(Exception):
    pass


def _closed(path: Path, why: str) -> Problem:
    return Problem(
        f"the workbook cannot be read: {why}",
        expected="a whole .xlsx workbook without a password",
        remedy="Close it in other programs and save it once more as .xlsx; nothing was changed.",
        file=path.name,
    )


def _locks(path: Path) -> list[Problem]:
    if not any((path.parent / name).exists() for name in (f"~${path.name}", f".~lock.{path.name}#")):
        return []
    return [
        Problem(
            "the workbook seems to be open in another program; what is not saved yet is not read",
            remedy="Save and close it, then run the command again.",
            file=path.name,
            stops=False,
            topic="open",
        )
    ]


def _sheets(data: bytes) -> tuple[dict[str, Grid], list[Problem]]:
    from openpyxl import load_workbook

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(part.file_size for part in package.infolist()) > MOST_BYTES:
            raise _TooLarge("it is far larger than a log can be")
        parts = [name for name in package.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        formulas = any(_FORMULA.search(package.read(name)) for name in parts)
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    uncomputed = _uncomputed(data) if formulas else {}
    grids: dict[str, Grid] = {}
    problems = []
    for sheet in book.worksheets:
        if key(sheet.title) in grids:
            problems.append(_doubled(sheet.title, grids[key(sheet.title)].name, WORKBOOK))
        elif key(sheet.title) in HEADERS:
            sheet.reset_dimensions()  # some programs write a wrong size; rows beyond it would be lost
            rows = list(sheet.iter_rows(values_only=True))
            cells = frozenset(uncomputed.get(sheet.title, ()))
            grids[key(sheet.title)] = Grid(sheet.title, WORKBOOK, rows, book.epoch, cells)
        else:
            problems += _look_alike(sheet.title, WORKBOOK, {key(name) for name in book.sheetnames})
    return grids, problems


def _uncomputed(data: bytes) -> dict[str, set[tuple[int, int]]]:
    """Return the formula cells that hold no stored value, by sheet; formulas themselves are never worked out."""
    from openpyxl import load_workbook

    asked = load_workbook(io.BytesIO(data), read_only=True)
    stored = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    found: dict[str, set[tuple[int, int]]] = {}
    for sheet in asked.worksheets:
        formulas = _places(sheet, lambda cell: cell.data_type == "f")
        if formulas:
            unset = _places(stored[sheet.title], lambda cell: cell.value is None and cell.data_type == "n")
            found[sheet.title] = formulas & unset
    return found


def _places(sheet: Any, wanted: Callable[[Any], bool]) -> set[tuple[int, int]]:
    return {
        (row, column)
        for row, cells in enumerate(sheet.iter_rows(), start=1)
        for column, cell in enumerate(cells, start=1)
        if wanted(cell)
    }


def _doubled(name: str, other: str, file: str) -> Problem:
    return Problem(
        f"{name} and {other} have the same name but for case and spaces",
        expected="each sheet once",
        remedy="Bring their rows together on one of them.",
        file=file,
        sheet=name,
    )


def _look_alike(name: str, file: str, present: set[str]) -> list[Problem]:
    """Ask about a sheet nobody reads whose name is nearly that of one that is missing."""
    from difflib import get_close_matches

    near = get_close_matches(key(name), [each for each in HEADERS if each not in present], n=1, cutoff=0.75)
    names = {key(sheet.name): sheet.name for sheet in SHEETS} | {key(PLAN): PLAN}
    return [
        Problem(
            "this sheet is not read",
            remedy=f"If it is meant to be {names[each]}, rename it.",
            file=file,
            sheet=name,
            stops=False,
            topic="sheet",
        )
        for each in near
    ]


def _folder(folder: Path) -> tuple[dict[str, Grid], list[Problem]]:
    grids: dict[str, Grid] = {}
    problems = []
    files = [path for path in sorted(folder.iterdir()) if path.suffix.casefold() == ".csv"]
    for path in files:
        name, file = path.stem, f"{FOLDER}/{path.name}"
        if key(name) in grids:
            problems.append(_doubled(name, grids[key(name)].name, file))
        elif key(name) in HEADERS:
            try:
                grids[key(name)] = Grid(name, file, _csv_rows(path, HEADERS[key(name)]))
            except (OSError, UnicodeError, csv.Error) as error:
                problems.append(_bad_csv(file, error))
        else:
            problems += _look_alike(name, file, {key(each.stem) for each in files})
    return grids, problems


def _bad_csv(file: str, error: Exception) -> Problem:
    encoding = isinstance(error, UnicodeError)
    return Problem(
        "the file is not written in UTF-8" if encoding else "the file cannot be read as comma-separated values",
        expected="a CSV file in UTF-8",
        remedy="Save it again as CSV and choose UTF-8; nothing was changed.",
        file=file,
    )


def _csv_rows(path: Path, headers: set[str]) -> list[tuple[Any, ...]]:
    """Read with the separator under which most of the known headers appear."""
    data = path.read_bytes()
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    best: tuple[int, list[tuple[Any, ...]]] = (-1, [])
    for separator in ",;\t":
        rows = [
            tuple(cell if cell.strip() else None for cell in row)
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ]
        found = max((sum(key(str(cell)) in headers for cell in row if cell) for row in rows[:12]), default=0)
        best = max(best, (found, rows), key=lambda pair: pair[0])
    return best[1]
