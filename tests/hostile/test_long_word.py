"""A message of five million letters without a space, and a cell as long as a cell can be: read, shown, never lost."""

from __future__ import annotations

import csv
import shutil
import subprocess
import time

import pytest
from openpyxl import load_workbook

import patterns
from patterns.log.template import LONGEST_CELL, write_workbook
from patterns.messages import write_messages
from patterns.report import page, workbook
from patterns.report import print as printed
from patterns.words import shortened
from tests.cases import days, write_log
from tests.hostile.holding import command
from tests.report.record import blocks_of

WORD = "ab" * 2_500_000
CELL = "x" * 32_767  # as many characters as a cell of Excel holds
SECONDS = 20  # for all of it; it takes three, and a step that grows with the square of a text would take hours


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("long")
    people = [{"Role": "me", "Name": "Ilka"}, {"Role": "other", "Name": "Bodo"}]
    entry = {"Date": "2026-02-10", "Codes": "insult", "What happened": CELL}
    told = [{"File": "chat.txt", "Date order": "day first"}]
    write_log(folder, people=people, incidents=[entry], days=days("2026-01-05", 84), sources=told)
    (folder / "exports").mkdir()
    lines = (f"Bodo: {WORD}", f"Bodo: {WORD} I will kill you", "Ilka: stop", "Bodo: see you")
    chat = "".join(f"24/02/2026, 10:{minute:02} - {line}\n" for minute, line in enumerate(lines))
    (folder / "exports" / "chat.txt").write_text(chat, encoding="utf-8")
    return folder


def test_a_word_of_five_million_letters_is_imported_and_proposed_in_seconds_and_its_cut_is_said(case, tmp_path):
    begun = time.monotonic()
    assert command("import", case).status == 0
    assert command("suggest", case).status == 0
    assert time.monotonic() - begun < SECONDS
    sheet = load_workbook(case / "review.xlsx")["To review"]
    (passage,) = [row for row in sheet.iter_rows(min_row=3, values_only=True) if "threat" in row]
    shown = shortened(f"{WORD} I will kill you", 4000)
    assert shown.endswith("[cut here: 5000016 characters in all]")  # 2 x 2,500,000 letters, a space, 15 more
    assert shown in passage
    opened = patterns.open_case(case)
    assert opened.messages["text"].str.len().tolist() == [5_000_000, 5_000_016, 4, 7]
    write_messages(opened, tmp_path / "all.csv")
    before = csv.field_size_limit(10_000_000)
    with (tmp_path / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [len(row["text"]) for row in csv.DictReader(file)] == [5_000_000, 5_000_016, 4, 7]
    csv.field_size_limit(before)


def test_a_cell_without_a_space_stands_whole_on_the_page_on_paper_and_in_the_workbook(case, tmp_path):
    begun = time.monotonic()
    blocks = blocks_of(case, entries="full")
    assert CELL in page.render(blocks)
    (tmp_path / "report.xlsx").write_bytes(workbook.render(blocks))
    (tmp_path / "report.pdf").write_bytes(printed.render(blocks))
    assert time.monotonic() - begun < SECONDS
    cells = [cell.value for sheet in load_workbook(tmp_path / "report.xlsx") for row in sheet for cell in row]
    assert CELL in cells
    if shutil.which("pdftotext"):  # it leaves out what lies beyond the edge of the paper
        told = subprocess.run(["pdftotext", tmp_path / "report.pdf", "-"], capture_output=True, text=True, check=True)
        assert told.stdout.count("x") > 32_767


def test_what_is_too_long_for_a_cell_says_that_it_was_cut(tmp_path):
    entry = {"Date": "2026-02-10", "What happened": "y" * 40_000, "Where": "\x07bell"}
    rows = {"Plan": [{"Setting": "Plan start", "Value": "2026-02-02"}], "Incidents": [entry]}
    write_workbook(tmp_path / "log.xlsx", rows, zone="Europe/Berlin")
    cells = [cell.value for row in load_workbook(tmp_path / "log.xlsx")["Incidents"] for cell in row]
    (long,) = [each for each in cells if str(each).startswith("yyy")]
    assert len(long) == LONGEST_CELL
    assert long.endswith("[cut here: 40000 characters in all]")
    assert "<U+0007>bell" in cells
