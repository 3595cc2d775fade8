"""The report as a workbook and as an executed notebook: the same tables, charts of Excel's own, no path."""

from __future__ import annotations

import io
import json
import re

import nbformat
import pytest
from openpyxl import load_workbook

from patterns.report import build_report, workbook
from patterns.report.blocks import table
from tests.report.record import HOSTILE, blocks_of, record


@pytest.fixture(scope="module")
def blocks(tmp_path_factory):
    return blocks_of(record(tmp_path_factory.mktemp("workbook")))


@pytest.fixture(scope="module")
def book(blocks):
    return load_workbook(io.BytesIO(workbook.render(blocks)))


def tables_in(value):
    """Return every table of the report's blocks."""
    if isinstance(value, dict):
        own = [value] if value.get("kind") == "table" else []
        return own + [found for each in value.values() for found in tables_in(each)]
    return [found for each in value for found in tables_in(each)] if isinstance(value, list) else []


def test_every_table_of_the_report_is_a_table_of_the_workbook(blocks, book):
    made = [found for sheet in book for found in sheet.tables.values()]
    assert len(made) == len(tables_in(blocks)) + 2  # the four rows of page 1, and the rules, are tables here too
    assert len({found.displayName for found in made}) == len(made)


def test_a_table_has_the_cells_of_the_page(blocks, book):
    wanted = next(each for each in tables_in(blocks) if len(each["rows"]) > 8)
    for sheet in book:
        for found in sheet.tables.values():
            header, *rows = list(sheet[found.ref])
            if [cell.value for cell in header] == wanted["columns"]:
                shown = [["" if cell.value is None else str(cell.value) for cell in row] for row in rows]
                assert shown == [[str(cell) for cell in row] for row in wanted["rows"]]
                return
    raise AssertionError("the table is not there")


def test_counts_are_numbers_and_a_gap_is_an_empty_cell_in_a_chart(book):
    assert len(book["Drawn charts"]._charts) == 4
    rows = list(book["Drawn charts"].iter_rows(min_col=1, max_col=4, values_only=True))
    counts = [row[1] for row in rows if row[0] is not None and re.fullmatch(r"\d+", str(row[0]))]
    assert any(isinstance(each, int) for each in counts)
    assert workbook._count("not recorded") is None
    assert workbook._count("at least 2") == 2


def test_no_cell_is_a_formula_and_hostile_words_stay_words():
    shown = table("=1+1", ["=HEAD", "=HEAD"], [["=cmd()", "\x07" + HOSTILE], ["+49 30 1234", "-5"]])
    sheet = load_workbook(io.BytesIO(workbook.render([shown]))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert {"=cmd()", "+49 30 1234", -5} <= {cell.value for cell in cells}
    assert "\x07" not in "".join(str(cell.value) for cell in cells)
    assert [cell.value for cell in sheet[2]] == ["=HEAD", "=HEAD 2"]


def test_a_second_time_gives_the_same_bytes(blocks):
    assert workbook.render(blocks) == workbook.render(blocks)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = record(tmp_path_factory.mktemp("executed"))
    return folder, build_report(folder, "2026-03-30", weeks=8, formats=("xlsx", "ipynb"))


def test_both_are_written_beside_the_other_reports(files):
    folder, paths = files
    assert [path.name for path in paths] == ["review-2026-03-30-8-weeks.xlsx", "review-2026-03-30-8-weeks.ipynb"]
    assert all(path.parent == folder / "reports" for path in paths)


def test_the_notebook_is_valid_and_says_nothing_of_this_computer(files):
    folder, (_, path) = files
    said = path.read_text(encoding="utf-8")
    nbformat.validate(nbformat.reads(said, as_version=4))
    assert str(folder) not in said
    assert not re.search(r"papermill|/tmp/|/home/|/root|\d\d:\d\d:\d\d\.\d", said)


def test_the_notebook_shows_the_report_and_can_be_run_again_where_it_lies(files):
    cells = json.loads(files[1][1].read_text(encoding="utf-8"))["cells"]
    shown = [output for cell in cells for output in cell.get("outputs", [])]
    assert all({"text/plain", "text/html"} == set(each["data"]) for each in shown)
    assert "Progress review" in "".join("".join(each["data"]["text/plain"]) for each in shown)
    assert 'case = ".."' in "".join("".join(cell["source"]) for cell in cells)


def test_the_notebook_is_the_same_a_second_time(files):
    folder, (_, path) = files
    before = path.read_bytes()
    build_report(folder, "2026-03-30", weeks=8, formats=("ipynb",))
    assert path.read_bytes() == before
