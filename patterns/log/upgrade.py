"""A workbook that an earlier version made, given what it lacks; no cell of it is changed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

from patterns.log import book, grids, look, tables
from patterns.log.amend import writable
from patterns.log.declare import key
from patterns.log.plan import BY_KEY
from patterns.log.sheets import DAYS, SHEETS
from patterns.log.template import put
from patterns.log.workbooks import read_workbook
from patterns.store import history
from patterns.store.alone import at_work


def upgrade(case: Path, more_days: int = 0) -> tuple[list[str], list[Path]]:
    """Give a workbook written by an earlier version what it lacks; return what was added, and what was kept.

    Sheets, columns, settings and drop-downs are added; every cell stays where it is.
    """
    with at_work(case):
        return _upgraded(case, more_days)


def _upgraded(case: Path, more_days: int) -> tuple[list[str], list[Path]]:
    name = writable(case)
    if name == grids.FOLDER:
        return [], []  # a CSV file needs no column that its owner does not use
    opened, stored = book.open_book(case / name)
    added = [
        f"{sheet} {header}" for sheet, headers in lacking(case / name).items() for header in headers or ["(sheet)"]
    ]
    for declared in SHEETS:
        book.complete(opened, declared, [column.header for column in declared.offered])
    added += _settings(opened)
    if more_days:
        added += _more_days(opened, more_days)
    if not added:
        return [], []
    book.dress(opened)
    kept = book.save(case / name, opened, stored)
    history.append(case, "upgraded", added=added, kept=kept.name)
    return added, [kept]


def lacking(workbook: Path) -> dict[str, list[str]]:
    """Return the sheets that a workbook lacks (with an empty list) and the headers that its sheets lack."""
    rows = {key(grid.name): grid.rows for grid in read_workbook(workbook, workbook.name)}
    missing: dict[str, list[str]] = {}
    for declared in SHEETS:
        found = rows.get(key(declared.name))
        if found is None:
            missing[declared.name] = []
            continue
        header = tables.find_header(found, book.names(declared))
        lacked = [each.header for each in declared.offered if not header or each.name not in header.columns]
        if lacked:
            missing[declared.name] = lacked
    return missing


def _settings(opened: Workbook) -> list[str]:
    """Add the settings that the Plan sheet lacks, below those it has."""
    sheet = next((each for each in opened.worksheets if key(each.title) == key(grids.PLAN)), None)
    if sheet is None:
        return []
    there = {key(str(row[0])) for row in sheet.iter_rows(max_col=1, values_only=True) if row[0] is not None}
    missing = [setting for name, setting in BY_KEY.items() if name not in there]
    for number, setting in enumerate(missing, start=sheet.max_row + 1):
        for place, said in enumerate((setting.name, setting.default, setting.meaning), start=1):
            put(sheet, number, place, said)
        look.setting(sheet, number, setting)
    return [f"Plan {setting.name}" for setting in missing]


def _more_days(opened: Workbook, more: int) -> list[str]:
    sheet, places = book.complete(opened, DAYS, ["Date"])
    there = [day for day in book.days_at(sheet, places) if isinstance(day, date)]
    if not there:
        return []
    last = book.last_row(sheet, places)
    for offset in range(1, more + 1):
        book.fill(sheet, DAYS, places, last + offset, {"Date": max(there) + timedelta(days=offset)})
    return [f"Days: {more} more"]
