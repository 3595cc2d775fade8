"""The workbook as it is written: calm, complete, the same bytes for the same inputs."""
# ruff: noqa: DTZ001 - the log holds local wall times

from __future__ import annotations

import shutil
import subprocess
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pandas as pd
import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook

from patterns.errors import PatternsError
from patterns.log import read_log
from patterns.log.plan import SETTINGS
from patterns.log.sheets import SHEETS
from patterns.log.template import write_template, write_workbook

START = date(2026, 2, 2)
ROWS: dict[str, list[dict[str, object]]] = {
    "People": [{"Role": "me", "Known as": ["Ann", "+49 170 000"]}],
    "Incidents": [
        {"Date": date(2026, 2, 3), "Time": time(22, 10), "Codes": "insult; shouting", "What happened": "=shouted"},
        {"Date": date(2026, 2, 5), "Time": "evening", "Codes": "threat", "Exact words": " two  spaces "},
    ],
    "Conflicts": [{"Date": date(2026, 2, 4), "Step offered by": "me", "Offered at": datetime(2026, 2, 4, 20, 30)}],
    "Days": [{"Date": date(2026, 2, 3), "Record complete": True, "Felt safety": 4}],
    "Sources": [{"File": "chat.txt", "From": datetime(2026, 1, 10, 9, 0), "I take part": True}],
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_template(tmp_path_factory.mktemp("case") / "log.xlsx", START, "Europe/Berlin", "DE")


def test_an_untouched_workbook_reads_as_an_empty_log_with_its_plan(template: Path):
    log, problems = read_log(template.parent)
    assert problems == []
    assert (log.plan.zone, log.plan.start, log.plan.country) == ("Europe/Berlin", START, "DE")
    assert [len(getattr(log, sheet.attribute)) for sheet in SHEETS] == [0] * 16
    assert {count["example"] for count in log.counts.values()} == {1}


def test_days_reach_from_28_days_before_the_start_to_26_weeks_after_it(template: Path):
    dates = [row[0].date() for row in load_workbook(template)["Days"].iter_rows(min_row=4, values_only=True)]
    assert (dates[0], dates[-1], len(dates)) == (date(2026, 1, 5), date(2026, 8, 2), 28 + 26 * 7)


def test_more_days_add_rows_at_the_end(tmp_path: Path):
    path = write_template(tmp_path / "log.xlsx", START, "UTC", more_days=3)
    assert load_workbook(path)["Days"].max_row == 3 + 28 + 26 * 7 + 3


def test_sheets_stand_in_the_agreed_order_with_help_in_front_and_lists_behind(template: Path):
    names = load_workbook(template).sheetnames
    assert names == ["Start here", "Plan", *(sheet.name for sheet in SHEETS), "Lists"]
    assert names[2:8] == ["People", "Boundaries", "Incidents", "Conflicts", "Next steps", "Sessions"]


def test_every_sheet_has_instruction_headers_comments_and_print_settings(template: Path):
    book = load_workbook(template)
    for declared in SHEETS:
        sheet = book[declared.name]
        assert sheet["A1"].value == declared.instruction
        assert [cell.value for cell in sheet[2]] == [column.header for column in declared.offered]
        assert all(cell.comment for cell in sheet[2])
        assert (sheet.freeze_panes, sheet.page_setup.orientation) == ("B3", "landscape")
        assert sheet.print_title_rows == "$1:$2"


@pytest.mark.parametrize("sheet", ["Boundaries", "Contact limits"])
def test_before_somebody_is_told_it_is_asked_whether_that_is_safe(template: Path, sheet: str):
    assert "is it safe to?" in load_workbook(template)[sheet]["A1"].value


def test_every_closed_list_and_date_has_its_drop_down_or_check(template: Path):
    book = load_workbook(template)
    for declared in SHEETS:
        checked = {
            str(area).split(":")[0].rstrip("0123456789"): check.type
            for check in book[declared.name].data_validations.dataValidation
            for area in check.sqref.ranges
        }
        wanted = {
            "date": "date",
            "moment": "date",
            "choice": "list",
            "choices": "list",
            "codes": "list",
            "yes/no": "list",
        }
        for place, column in enumerate(declared.offered):
            if column.kind in wanted:
                assert checked[chr(65 + place)] == wanted[column.kind]


def test_the_lists_behind_the_drop_downs_hold_exactly_the_allowed_words(template: Path):
    book = load_workbook(template)
    for declared in SHEETS:
        for check in book[declared.name].data_validations.dataValidation:
            if check.type == "list" and "!" in check.formula1:
                sheet, area = check.formula1.split("!")
                words = tuple(row[0].value for row in book[sheet][area.replace("$", "")])
                letter = str(check.sqref).rstrip("0123456789").split(":")[0].rstrip("0123456789")
                column = declared.columns[ord(letter) - 65]
                assert words == column.choices or column.kind == "codes"


def test_nothing_is_coloured_red_or_green(template: Path):
    book = load_workbook(template)
    colours = {rule.dxf.fill.end_color.rgb for s in book for area in s.conditional_formatting for rule in area.rules}
    assert colours == {"FFCFE3E5"}


def test_the_file_tells_nothing_about_its_maker_or_the_moment(template: Path):
    with zipfile.ZipFile(template) as package:
        core = package.read("docProps/core.xml").decode()
        comments = fromstring(package.read("xl/comments/comment1.xml"))
        assert {entry.date_time for entry in package.infolist()} == {(2000, 1, 1, 0, 0, 0)}
    assert [author.text or "" for author in comments.iterfind("{*}authors/{*}author")] == [""]
    assert core.count("2000-01-01T00:00:00Z") == 2
    assert "openpyxl" not in core
    assert "title" not in core


def test_the_same_inputs_make_the_same_bytes(tmp_path: Path):
    one, two = (write_workbook(tmp_path / n, ROWS, start=START, zone="UTC").read_bytes() for n in ("a.xlsx", "b.xlsx"))
    assert one == two


def test_what_is_written_is_what_is_read(tmp_path: Path):
    write_workbook(tmp_path / "log.xlsx", ROWS, start=START, zone="Europe/Berlin")
    log, problems = read_log(tmp_path)
    assert problems == []
    assert log.people["known_as"].tolist() == [["Ann", "+49 170 000"]]
    assert log.incidents["what_happened"].dropna().tolist() == ["=shouted"]
    assert log.incidents["exact_words"].dropna().tolist() == [" two  spaces "]
    assert log.incidents["time"].tolist() == [time(22, 10), None]
    assert log.conflicts["offered_at"].tolist() == [pd.Timestamp(2026, 2, 4, 20, 30)]
    assert (len(log.days), log.days["felt_safety"].tolist()) == (1, [4.0])


def test_plan_rows_outrank_the_defaults(tmp_path: Path):
    plan = [{"Setting": "Plan start", "Value": "2026-03-02"}, {"Setting": "Trial weeks", "Value": 10}]
    write_workbook(tmp_path / "log.xlsx", {"Plan": plan}, zone="UTC")
    log, _ = read_log(tmp_path)
    assert (log.plan.start, log.plan.trial_weeks) == (date(2026, 3, 2), 10)


@pytest.mark.parametrize(
    "rows", [{"Incident": []}, {"Incidents": [{"Datum": 1}]}, {"Plan": [{"Setting": "x", "Value": 1}]}]
)
def test_a_sheet_column_or_setting_that_does_not_exist_is_refused(tmp_path: Path, rows: dict):
    with pytest.raises(PatternsError):
        write_workbook(tmp_path / "log.xlsx", rows, start=START, zone="UTC")
    assert not (tmp_path / "log.xlsx").exists()


def test_an_example_that_is_written_over_is_a_row_of_the_log(tmp_path: Path):
    path = write_template(tmp_path / "log.xlsx", START, "UTC")
    book = load_workbook(path)
    book["Incidents"]["A3"] = date(2026, 2, 3)
    book.save(path)
    log, problems = read_log(tmp_path)
    assert log.incidents["row"].tolist() == [3]
    assert {problem.topic for problem in problems if problem.sheet == "Incidents"} >= {"example"}


def test_every_setting_stands_on_the_plan_sheet_with_its_meaning(template: Path):
    rows = list(load_workbook(template)["Plan"].iter_rows(min_row=3, values_only=True))
    assert [row[0] for row in rows] == [setting.name for setting in SETTINGS]
    assert len(rows) == 20
    assert all(row[2] for row in rows)


@pytest.mark.skipif(not shutil.which("libreoffice"), reason="needs LibreOffice on the machine")
def test_what_libreoffice_saves_reads_the_same(tmp_path: Path):
    write_workbook(tmp_path / "log.xlsx", ROWS, start=START, zone="Europe/Berlin")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    (tmp_path / "saved").mkdir()
    command = ["libreoffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "saved"]
    subprocess.run([*command, tmp_path / "log.xlsx"], check=True, capture_output=True, timeout=120)
    ours, theirs = read_log(tmp_path), read_log(tmp_path / "saved")
    assert (ours[1], theirs[1]) == ([], [])
    assert ours[0].plan == theirs[0].plan
    for sheet in SHEETS:
        pd.testing.assert_frame_equal(getattr(ours[0], sheet.attribute), getattr(theirs[0], sheet.attribute))
