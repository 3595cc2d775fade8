"""The log, read: one table per sheet, the plan, and everything that a person has to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pandas as pd

from patterns.errors import Problem
from patterns.log import plan as settings
from patterns.log import questions, tables
from patterns.log.cells import Reading
from patterns.log.declare import Sheet, key
from patterns.log.grids import NAMES, PLAN, read_grids
from patterns.log.lists import CODES
from patterns.log.plan import Plan
from patterns.log.sheets import OWN_CODES, SHEETS, SOURCES
from patterns.log.tables import Table
from patterns.log.workbooks import Grid


@dataclass(frozen=True)
class Log:
    """What a person wrote: the plan, and one frame per sheet.

    Every frame has `row`, the row's number in the file, and all columns of its sheet in snake_case, typed also when
    empty. A moment (`offered_at`) has a second column (`offered_at_timed`) that is False where only a date was
    written; `time` holds clock times or None, with `part_of_day` beside it; a cell that takes several values is a
    list, empty where the cell is.

    Attributes
    ----------
    plan : Plan or None
        None where the zone or the start is missing or cannot be read.
    duplicates : tuple of (int, int)
        Rows of Incidents that may tell the same event, as long as nobody has decided.
    date_orders : mapping
        Sheet -> the order its dates were read in, where the sheet showed one or one was named.
    counts : mapping
        Sheet -> {"rows", "read", "empty", "example"}: of the rows below the header, the parts add up to rows.
    places : mapping
        Sheet -> {column: its letters in the file}, for the sheets that are there.
    """

    file: str
    plan: Plan | None
    people: pd.DataFrame
    boundaries: pd.DataFrame
    incidents: pd.DataFrame
    conflicts: pd.DataFrame
    next_steps: pd.DataFrame
    sessions: pd.DataFrame
    statements: pd.DataFrame
    days: pd.DataFrame
    contact_limits: pd.DataFrame
    protections: pd.DataFrame
    scripts: pd.DataFrame
    treatment: pd.DataFrame
    reviews: pd.DataFrame
    sources: pd.DataFrame
    checklist: pd.DataFrame
    codes: pd.DataFrame
    duplicates: tuple[tuple[int, int], ...] = ()
    date_orders: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    places: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Log({self.file!r}, {len(self.incidents)} incident rows)"  # never the rows themselves


def read_log(case_folder: str | Path, date_order: str | None = None) -> tuple[Log, list[Problem]]:
    """Read `log.xlsx`, or the folder `log/` of CSV files, of a case. Nothing is written and nothing is raised.

    Parameters
    ----------
    case_folder : path
        The case folder.
    date_order : {"day first", "month first", "year first"}, optional
        Settles undecided dates for this reading; outranks what the Sources sheet says of the log.

    Returns
    -------
    Log
        With every row that has content; a cell that cannot be read is missing in it.
    list of Problem
        What cannot be read (`stops`), and what is still open, each with sheet and cell.
    """
    file, grids, problems = read_grids(Path(case_folder))
    if not grids and any(problem.stops for problem in problems):
        return _log(file, None, {sheet.attribute: _empty(sheet) for sheet in SHEETS}, ()), problems
    order = date_order or _order_for(grids)
    reading = Reading(order=order, codes=_codes(grids))
    read = {sheet.attribute: _table(sheet, grids, reading) for sheet in SHEETS}
    plan, found = _plan(file, grids, reading)
    problems += found
    files = {sheet.attribute: _file(file, grids, sheet.name) for sheet in SHEETS}
    for sheet in SHEETS:
        problems += read[sheet.attribute].problems
    pairs, open_questions = _questions(read, files)
    return _log(file, plan, read, pairs), problems + open_questions


def _log(file: str, plan: Plan | None, read: dict[str, Table], pairs: tuple[tuple[int, int], ...]) -> Log:
    names = {sheet.attribute: sheet.name for sheet in SHEETS}
    return Log(
        file=file,
        plan=plan,
        duplicates=pairs,
        date_orders={names[name]: table.order for name, table in read.items() if table.order},
        counts={
            names[name]: {
                "rows": table.rows, "read": len(table.frame), "empty": table.empty, "example": table.example,
            }
            for name, table in read.items()
        },
        places={names[name]: table.places for name, table in read.items() if table.places},
        **{name: table.frame for name, table in read.items()},
    )  # fmt: skip


def _empty(sheet: Sheet) -> Table:
    return tables.read_table(sheet, None, Reading())


def _file(file: str, grids: dict[str, Grid], name: str) -> str:
    grid = grids.get(key(name))
    return grid.file if grid else file


def _table(sheet: Sheet, grids: dict[str, Grid], reading: Reading) -> Table:
    grid = grids.get(key(sheet.name))
    return tables.read_table(sheet, grid, Reading(reading.order, grid.epoch, reading.codes) if grid else reading)


def _codes(grids: dict[str, Grid]) -> dict[str, str]:
    """Return every code an entry may use: the built-in ones, and those of the Codes sheet."""
    own = _table(OWN_CODES, grids, Reading()).frame["code"].dropna()
    return {key(code): code.strip().casefold() for code in own} | {key(code): code for code in CODES}


def _order_for(grids: dict[str, Grid]) -> str | None:
    """Return the order of day and month that the Sources sheet names for the log itself, by any name a log has."""
    rows = _table(SOURCES, grids, Reading()).frame
    names = {form for name in NAMES for form in (name, f"{name}/")}
    own = rows.loc[rows["file"].fillna("").str.strip().str.casefold().isin(names), "date_order"].dropna()
    return str(own.iloc[-1]) if len(own) else None


def _plan(file: str, grids: dict[str, Grid], reading: Reading) -> tuple[Plan | None, list[Problem]]:
    grid = grids.get(key(PLAN))
    rows = list(_settings(grid)) if grid else []
    epoch = grid.epoch if grid else reading.epoch
    where = grid.file if grid else f"{file}/{PLAN}.csv" if file == "log" else file
    return settings.read_plan(rows, Reading(reading.order, epoch), where)


def _settings(grid: Grid) -> list[settings.Row]:
    """Return the rows of the Plan sheet; without a header row its first two columns are taken."""
    header = tables.find_header(grid.rows, {"setting": "setting", "value": "value"})
    places = {"setting": 0, "value": 1} | (header.columns if header else {})
    name, value = places["setting"], places["value"]
    rows = islice(enumerate(grid.rows, start=1), header.at + 1 if header else 0, None)
    return [
        settings.Row(
            row[name] if name < len(row) else None,
            row[value] if value < len(row) else None,
            f"{tables.letters(value)}{number}",
            f"{tables.letters(name)}{number}",
        )
        for number, row in rows
    ]


def _questions(read: dict[str, Table], files: dict[str, str]) -> tuple[tuple[tuple[int, int], ...], list[Problem]]:
    incidents, file = read["incidents"], files["incidents"]
    pairs, asked = questions.duplicates(incidents, file)
    found = questions.links(incidents, file) + asked
    for sheet in SHEETS:
        found += questions.empty_cells(sheet, read[sheet.attribute], files[sheet.attribute])
    found += questions.boundaries(incidents, read["boundaries"].frame, file)
    return pairs, found + questions.repeated_days(read["days"], files["days"])
