"""OpenDocument spreadsheets: what a cell says, and what a hostile or damaged file may not do."""
# ruff: noqa: DTZ001 - the log holds local wall times

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from patterns.log import read_log
from patterns.log.workbooks import Closed, Grid, read_workbook
from tests.log.ods_file import table, write_ods


def cells(tmp_path: Path, *written: str) -> tuple[object, ...]:
    row = f"<table:table-row>{''.join(written)}</table:table-row>"
    (grid,) = read_workbook(write_ods(tmp_path / "a.ods", table(row)), "a.ods")
    return grid.rows[0]


def typed(kind: str, attribute: str, value: str, words: str = "shown") -> str:
    said = f'office:value-type="{kind}" office:{attribute}="{value}"'
    return f"<table:table-cell {said}><text:p>{words}</text:p></table:table-cell>"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (typed("date", "date-value", "2026-02-03"), datetime(2026, 2, 3)),
        (typed("date", "date-value", "2026-02-03T18:30:00"), datetime(2026, 2, 3, 18, 30)),
        (typed("date", "date-value", "-0001-02-03"), "shown"),  # no date that Python has: what is shown is kept
        (typed("time", "time-value", "PT22H15M00S"), time(22, 15)),
        (typed("time", "time-value", "PT22H15M00.000000017S"), time(22, 15)),
        (typed("time", "time-value", "PT30H00M00S"), timedelta(hours=30)),
        (typed("float", "value", "4"), 4),
        (typed("percentage", "value", "0.75"), 0.75),
        (typed("boolean", "boolean-value", "true"), True),
        ("<table:table-cell><text:p>no type</text:p></table:table-cell>", "no type"),
    ],
)
def test_a_cell_is_read_by_its_value_not_by_how_it_is_shown(tmp_path: Path, cell: str, value: object):
    assert cells(tmp_path, cell) == (value,)


def test_spaces_tabs_and_lines_of_a_text_are_kept(tmp_path: Path):
    words = '<text:p>two<text:s text:c="2"/>and <text:span>bold<text:tab/></text:span>end</text:p><text:p>line</text:p>'
    cell = f'<table:table-cell office:value-type="string">{words}</table:table-cell>'
    assert cells(tmp_path, cell) == ("two  and bold\tend\nline",)


def test_a_comment_is_no_part_of_what_its_cell_says(tmp_path: Path):
    comment = "<office:annotation><text:p>a note</text:p></office:annotation>"
    said = f'<table:table-cell office:value-type="string">{comment}<text:p>words</text:p></table:table-cell>'
    assert cells(tmp_path, said) == ("words",)


def test_repeated_and_covered_cells_keep_later_ones_in_their_place(tmp_path: Path):
    empty, word = '<table:table-cell table:number-columns-repeated="2"/>', typed("float", "value", "1")
    wide = '<table:table-cell table:number-columns-spanned="2" office:value-type="float" office:value="7"/>'
    row = f"<table:table-row>{empty}{word}{wide}<table:covered-table-cell/>{word}</table:table-row>"
    gap = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    (grid,) = read_workbook(write_ods(tmp_path / "a.ods", table(gap + row + gap)), "a.ods")
    assert grid.rows == [(), (), (), (None, None, 1, 7, None, 1)]
    assert grid.merged == ((4, 4, 4, 5),)


def test_a_formula_without_a_stored_value_is_known_by_its_place(tmp_path: Path):
    row = '<table:table-row><table:table-cell/><table:table-cell table:formula="of:=TODAY()"/></table:table-row>'
    (grid,) = read_workbook(write_ods(tmp_path / "a.ods", table(row)), "a.ods")
    assert grid.uncomputed == {(1, 2)}


def test_tables_of_old_changes_are_not_read(tmp_path: Path):
    old = "<table:tracked-changes><table:table-cell-content-change><table:table-row/></table:table-cell-content-change>"
    linked = table("<table:table-row/>", "linked")
    kept = f"{old}</table:tracked-changes>{table('<table:table-row/>')}<table:dde-links>{linked}</table:dde-links>"
    assert [grid.name for grid in read_workbook(write_ods(tmp_path / "a.ods", kept), "a.ods")] == ["Incidents"]


@pytest.mark.parametrize(
    "rows",
    [
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" '
        'office:value-type="float" office:value="1"/></table:table-row>',
        '<table:table-row><table:table-cell table:number-columns-repeated="2000000000" office:value-type="float" '
        'office:value="1"/></table:table-row>',
        '<table:table-row table:number-rows-repeated="2000000000"/>',
    ],
)
def test_a_file_that_asks_for_billions_of_cells_is_refused(tmp_path: Path, rows: str):
    with pytest.raises(Closed, match="far larger"):
        read_workbook(write_ods(tmp_path / "a.ods", table(rows)), "a.ods")


def test_empty_rows_to_the_end_of_the_sheet_are_no_rows(tmp_path: Path):
    rows = f"<table:table-row>{typed('float', 'value', '1')}</table:table-row>"
    rest = '<table:table-row table:number-rows-repeated="1048575"/>'
    grids: list[Grid] = read_workbook(write_ods(tmp_path / "a.ods", table(rows + rest)), "a.ods")
    assert grids[0].rows == [(1,)]


@pytest.mark.parametrize(
    ("sheets", "manifest", "before", "why"),
    [
        ("", "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>", "", "password"),
        ("", "<manifest/>", '<!DOCTYPE a [<!ENTITY b "bb">]>', "damaged"),
        ("<table:table>", "<manifest/>", "", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, sheets: str, manifest: str, before: str, why: str):
    write_ods(tmp_path / "log.ods", sheets, manifest, before)
    log, problems = read_log(tmp_path)
    assert [(each.file, each.stops, why in each.found) for each in problems] == [("log.ods", True, True)]
    assert log.plan is None


def test_log_ods_is_the_log_of_a_case_and_orders_its_dates_by_the_sources_sheet(tmp_path: Path):
    def row(*said: str) -> str:
        cells = "".join(typed("string", "string-value", each, each) for each in said)
        return f"<table:table-row>{cells}</table:table-row>"

    plan = table(row("Setting", "Value") + row("Time zone", "UTC") + row("Plan start", "2026-02-02"), "Plan")
    rows = table(row("Date", "Codes") + row("04/05/2026", "insult"))
    sources = table(row("File", "Date order") + row("log.ods", "day first"), "Sources")
    write_ods(tmp_path / "log.ods", plan + rows + sources)
    log, problems = read_log(tmp_path)
    assert (problems, log.file, log.plan.start) == ([], "log.ods", date(2026, 2, 2))
    assert log.incidents["date"].dt.strftime("%d %b").tolist() == ["04 May"]
    write_ods(tmp_path / "log.ods", plan + rows)
    assert "log.ods" in read_log(tmp_path)[1][0].remedy
