"""A workbook that an earlier version made is given what it lacks, without losing a cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from patterns.log import read_log
from patterns.log.sheets import SHEETS
from patterns.log.template import write_template
from patterns.log.upgrade import lacking, upgrade


def cells(path: Path) -> dict[tuple[str, str], object]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and sheet.title != "Lists"
    }


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A workbook as an earlier version might have made it, with an entry, a column and a sheet of its owner's own."""
    path = write_template(tmp_path / "log.xlsx", date(2026, 2, 2), "Europe/Berlin")
    book = load_workbook(path)
    del book["Checklist"]
    del book["Lists"]
    book["Sources"].delete_cols(7)  # Columns
    book["Incidents"].delete_cols(20)  # Id
    book["Incidents"]["T2"], book["Incidents"]["T4"] = "My own", "kept"
    book["Incidents"]["A4"], book["Incidents"]["G4"] = date(2026, 2, 3), "shouted"
    book["Plan"].delete_rows(22)
    book.create_sheet("Mine")["B7"] = "a note to myself"
    for sheet in book.worksheets:
        sheet.data_validations.dataValidation = []
    book.save(path)
    return path


def test_what_is_lacking_is_named_and_added(earlier: Path):
    assert lacking(earlier) == {"Incidents": ["Id", "Reported to"], "Sources": ["Columns"], "Checklist": []}
    added, kept = upgrade(earlier.parent)
    columns = ["Incidents Id", "Incidents Reported to", "Sources Columns"]
    assert added == [*columns, "Checklist (sheet)", "Plan Compassion approach started"]
    assert lacking(earlier) == {}
    assert [path.name for path in kept] == ["log-before-1.xlsx"]


def test_every_cell_stays_and_the_file_before_is_kept_whole(earlier: Path):
    before, data = cells(earlier), earlier.read_bytes()
    upgrade(earlier.parent)
    after = cells(earlier)
    assert before.items() <= after.items()
    assert (after["Mine", "B7"], after["Incidents", "T4"], after["Incidents", "U2"]) == (
        "a note to myself",
        "kept",
        "Id",
    )
    assert (earlier.parent / "log-before-1.xlsx").read_bytes() == data


def test_what_was_read_before_is_read_after(earlier: Path):
    before, _ = read_log(earlier.parent)
    upgrade(earlier.parent)
    after, problems = read_log(earlier.parent)
    assert not [problem for problem in problems if problem.stops]
    assert (before.plan, before.incidents["row"].tolist()) == (after.plan, after.incidents["row"].tolist())
    assert {name: counts["example"] for name, counts in after.counts.items()} == {sheet.name: 1 for sheet in SHEETS}


def test_drop_downs_are_there_again_after_it(earlier: Path):
    upgrade(earlier.parent)
    fresh = write_template(earlier.parent / "fresh" / "log.xlsx", date(2026, 2, 2), "Europe/Berlin")
    old, new = load_workbook(earlier), load_workbook(fresh)
    for declared in SHEETS:
        counts = [len(book[declared.name].data_validations.dataValidation) for book in (old, new)]
        assert counts[0] == counts[1]
    assert [row[0].value for row in old["Lists"]["A3:A5"]] == [row[0].value for row in new["Lists"]["A3:A5"]]


def test_a_second_upgrade_changes_nothing(earlier: Path):
    upgrade(earlier.parent)
    data = earlier.read_bytes()
    assert upgrade(earlier.parent) == ([], [])
    assert earlier.read_bytes() == data


def test_more_days_follow_the_last_one(earlier: Path):
    upgrade(earlier.parent, more_days=10)
    dates = [row[0].date() for row in load_workbook(earlier)["Days"].iter_rows(min_row=4, values_only=True)]
    assert (len(dates), dates[-1]) == (28 + 26 * 7 + 10, date(2026, 8, 12))  # it ended on 2 August


def test_a_bare_workbook_of_ones_own_is_left_its_rows(tmp_path: Path):
    book = Workbook()
    book.worksheets[0].title = "incidents"
    for row in [("what happened", "DATE"), ("shouted", date(2026, 2, 3))]:
        book.worksheets[0].append(row)
    book.save(tmp_path / "log.xlsx")
    upgrade(tmp_path)
    log, _ = read_log(tmp_path)
    assert log.incidents[["row", "what_happened"]].values.tolist() == [[2, "shouted"]]
