"""Adopting an old log, upgrading a workbook and seeing what rows said before, at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from patterns.cli import main
from tests.cases import days, weekly_incidents, write_log, write_sheet

OLD = Path(__file__).resolve().parent.parent / "log" / "adopted"


@pytest.fixture
def run(capsys):
    def call(*arguments: object) -> tuple[int, str, str]:
        code = 0
        try:
            main([str(each) for each in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        return (code, *capsys.readouterr())

    return call


@pytest.fixture
def case(run, tmp_path: Path) -> Path:
    run("new", tmp_path / "case", "--start", "2026-02-02", "--zone", "Europe/Berlin", "--safe-here")
    return tmp_path / "case"


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_adopt_shows_its_mapping_and_says_where_everything_is(run, case):
    status, out, _ = run("adopt", OLD / "german.xlsx", case)
    assert status == 0
    table = [line.split("  ")[0] for line in out.splitlines()[:9]]
    assert table == ["Sheet", *["Vorfälle"] * 6, "geprüft", "geprüft"]
    assert "Incidents: What happened" in out
    assert "3 Incidents, 2 Days" in out
    assert "adopted/german.xlsx" in out
    assert "log-before-1.xlsx" in out
    assert run("check", case)[0] == 0


def test_adopt_asks_by_naming_the_option_and_writes_nothing(run, case):
    before = files(case)
    status, out, err = run("adopt", OLD / "month_first.xlsx", case)
    assert status == 1
    assert "to be settled" in out
    assert '--map "What happened=Story"' in err
    assert files(case) == before
    assert run("adopt", OLD / "month_first.xlsx", case, "--map", "What happened=Story")[0] == 0


def test_adopt_with_show_writes_nothing(run, case):
    before = files(case)
    status, out, _ = run("adopt", OLD / "plain.csv", case, "--show")
    assert (status, "3 Incidents" in out) == (0, True)
    assert files(case) == before


def test_adopt_prints_no_words_of_the_old_log(run, case):
    _, out, err = run("adopt", OLD / "month_first.xlsx", case)
    assert "locked me out" not in out + err


def test_upgrade_of_a_new_workbook_changes_nothing_and_more_days_are_added(run, case):
    before = files(case)
    assert run("new", case, "--upgrade")[0] == 0
    assert files(case) == before
    status, out, _ = run("new", case, "--upgrade", "--more-days", "30")
    assert (status, "Days: 30 more" in out) == (0, True)
    assert (case / "log-before-1.xlsx").read_bytes() == before["log.xlsx"]


def test_new_without_a_start_is_wrong_usage(run, tmp_path):
    assert run("new", tmp_path / "other", "--safe-here")[0] == 2


def test_a_changed_row_shows_what_it_said_before(run, tmp_path):
    rows = weekly_incidents("2026-01-05", (5, 4, 6, 5, 4, 3, 4, 2, 2, 1, 2, 1))
    write_log(tmp_path, incidents=rows, days=days("2026-01-05", 84))
    run("measure", tmp_path, "--on", "2026-03-30")
    rows[-1]["Where"] = "hall"
    rows[-1]["Codes"] = "threat"
    write_sheet(tmp_path, "Incidents", rows)
    before = run("measure", tmp_path, "--on", "2026-03-30", "--json")[1]
    _, out, _ = run("explain", tmp_path, "incidents-eight-weeks", "--on", "2026-03-30")
    assert "Incidents row 40, Codes" in out  # 39 entries; the header is row 1
    assert "insult -> threat" in out
    changed = json.loads(run("check", tmp_path, "--json")[1])["changed"]
    assert [(each["row"], each["before"]) for each in changed] == [(40, {"Codes": "insult", "Where": ""})]
    assert "1 row was changed" in run("check", tmp_path)[1]
    for path in (tmp_path / "history").iterdir():
        path.unlink()
    assert run("measure", tmp_path, "--on", "2026-03-30", "--json")[1] == before  # no number depends on it


def test_questions_that_are_alike_stand_in_one_line(run, tmp_path):
    rows = [{"Date": f"2026-02-{day:02}", "What happened": chr(96 + day) * 20} for day in range(1, 21)]
    write_log(tmp_path, incidents=rows)
    _, out, _ = run("check", tmp_path)
    (line,) = [line for line in out.splitlines() if "no code" in line]
    assert "19 more cells: 3:3, 4:4" in line  # the log has no column for codes
    assert len(json.loads(run("check", tmp_path, "--json")[1])["open"]) == 21  # 20, and the supporters
