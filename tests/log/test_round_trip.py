"""What is filled in with one program and saved with another reads the same."""
# ruff: noqa: DTZ001 - the log holds local wall times

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from patterns.log import Log, declare, read_log
from patterns.log.declare import Column
from patterns.log.sheets import DAYS, SHEETS
from patterns.log.template import put, write_template
from tests.log import libreoffice

START = date(2026, 2, 2)
CELLS: dict[str, list[object]] = {
    declare.DATE: [date(2026, 2, 3), "2026-02-04"],
    declare.MOMENT: [datetime(2026, 2, 3, 18, 30), date(2026, 2, 4)],
    declare.TIME: [time(22, 15), "Evening"],
    declare.TEXT: ["=two  spaces and\na second line", " 'quoted' <b> & ünïcödé 🙂 "],
    declare.TEXTS: ["Ann; +49 170 000", "-x"],
    declare.ID: [7, "q2"],
    declare.CODES: ["INSULT; threat", "control"],
    declare.YES_NO: [True, "no"],
    declare.WHOLE: [3, 4.0],
    declare.NUMBER: [2.5, 4],
    declare.PAUSE: [20, "day"],
    declare.HOURS: ["08:00-20:00", "9:00 to 17:00"],
    declare.WEEKDAYS: ["Mon-Fri", "sat"],
    declare.ZONE: ["Europe/Berlin", "UTC"],
}


def cell(column: Column, index: int) -> object:
    loose = {"Same incident as": None, "Boundary": 7}  # Boundaries below has the Id 7
    if column.header in loose:
        return loose[column.header]
    return column.choices[index] if column.choices else CELLS[column.kind][index]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template into which two rows were typed on every sheet, as in a spreadsheet program."""
    path = write_template(tmp_path_factory.mktemp("filled") / "log.xlsx", START, "Europe/Berlin")
    book = load_workbook(path)
    for declared in SHEETS:
        for index, row in enumerate((4, 6)):  # a row is left free between them
            for place, column in enumerate(declared.offered, start=1):
                if declared is not DAYS or place > 1:  # the dates of Days are there
                    put(book[declared.name], row, place, cell(column, index))
    book.save(path)
    return path


@pytest.fixture(scope="module")
def ours(filled: Path) -> Log:
    log, problems = read_log(filled.parent)
    assert [str(each) for each in problems if each.stops] == []
    return log


def test_every_column_of_every_sheet_is_filled_and_read(ours: Log):
    for sheet in SHEETS:
        frame = getattr(ours, sheet.attribute)
        assert frame["row"].tolist() == [4, 6]
        empty = {name for name in frame.columns if frame[name].isna().any()}
        # a time is a clock time in one row and a part of the day in the other
        assert empty <= {"same_incident_as", "time", "part_of_day", "adopted_from"}


@libreoffice.needed
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_libreoffice_saves_reads_the_same(filled: Path, ours: Log, tmp_path: Path, kind: str):
    libreoffice.saved(filled, kind, tmp_path / "saved", tmp_path / "profile")
    theirs, problems = read_log(tmp_path / "saved")
    assert [str(each) for each in problems if each.stops] == []
    assert theirs.file == f"log.{kind}"
    assert ours.plan == theirs.plan
    for sheet in SHEETS:
        pd.testing.assert_frame_equal(getattr(ours, sheet.attribute), getattr(theirs, sheet.attribute))


@libreoffice.needed
def test_an_ods_log_saved_back_to_xlsx_reads_the_same(filled: Path, ours: Log, tmp_path: Path):
    ods = libreoffice.saved(filled, "ods", tmp_path / "ods", tmp_path / "profile")
    libreoffice.saved(ods, "xlsx", tmp_path / "back", tmp_path / "profile")
    theirs, _ = read_log(tmp_path / "back")
    for sheet in SHEETS:
        pd.testing.assert_frame_equal(getattr(ours, sheet.attribute), getattr(theirs, sheet.attribute))
