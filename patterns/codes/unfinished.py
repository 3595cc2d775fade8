"""What somebody began to write beside a passage without deciding on it: it stands there again the next time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from patterns.codes.sheets import BLIND, POSSIBLE, TO_REVIEW
from patterns.log.cells import Reading
from patterns.log.declare import Sheet, key
from patterns.log.tables import read_table
from patterns.log.workbooks import Closed, Grid, read_workbook
from patterns.schema import records

OWN = ("Decision", "Other code", "Same event as", "Talked through on", "Reviewer", "Note", "Codes")
Begun = dict[tuple[str, str], dict[str, object]]


def unfinished(path: Path, codes: Iterable[str]) -> Begun:
    """Return the cells that a person filled in, by message and code; on the blind sheet the code is empty.

    Parameters
    ----------
    codes : iterable of str
        The codes that may be given: those of the log and of the codebook.
    """
    if not path.exists():
        return {}
    try:
        grids = {key(grid.name): grid for grid in read_workbook(path, path.name)}
    except Closed:
        return {}
    reading = Reading(codes={key(code): code for code in codes})
    begun: Begun = {}
    for sheet in (BLIND, POSSIBLE, TO_REVIEW):
        begun |= _of_sheet(sheet, grids.get(key(sheet.name)), reading)
    return begun


def _of_sheet(sheet: Sheet, grid: Grid | None, reading: Reading) -> Begun:
    columns = {column.header: column.name for column in sheet.columns if column.header in OWN}
    begun: Begun = {}
    for row in records(read_table(sheet, grid, reading).frame):
        cells = {header: _cell(row[name]) for header, name in columns.items()}
        filled = {header: value for header, value in cells.items() if value is not None}
        if filled and isinstance(row["message_id"], str):
            begun[(row["message_id"], str(row.get("code") or ""))] = filled
    return begun


def _cell(value: Any) -> object:
    """Return what a read value was written as."""
    if isinstance(value, list):
        return "; ".join(map(str, value)) or None
    if value is None or pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value
