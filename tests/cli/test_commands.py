"""The command line: what each command prints, and with which status it ends."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from patterns.cli import main
from tests.cases import days, weekly_incidents, write_log, write_sheet

CHAT = """03/02/2026, 18:05 - Messages and calls are end-to-end encrypted. Tap to learn more.
03/02/2026, 18:06 - Mira: Are you picking up Tom?
03/02/2026, 18:09 - Jan: on my way
25/02/2026, 09:15 - Mira: Thank you for yesterday
"""
PEOPLE = [{"Role": "me", "Name": "Mira"}, {"Role": "other", "Name": "Jan"}]


class Ran:
    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def run(capsys):
    def call(*arguments: str) -> Ran:
        code = 0
        try:
            main([str(each) for each in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return call


@pytest.fixture
def case(tmp_path) -> Path:
    folder = tmp_path / "case"
    incidents = weekly_incidents("2026-01-05", (5, 4, 6, 5, 4, 3, 4, 2, 2, 1, 2, 1))
    write_log(folder, incidents=incidents, days=days("2026-01-05", 84), people=PEOPLE)
    (folder / "exports").mkdir()
    (folder / "exports" / "chat.txt").write_text(CHAT, encoding="utf-8")
    return folder


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("history.jsonl", "last.json")
    }


def test_measure_prints_the_public_result(run, case):
    ran = run("measure", case, "--on", "2026-03-30", "--json")
    result = json.loads(ran.out)
    assert ran.status == 0
    assert set(result) == {
        "review_date", "weeks", "plan_start", "time_zone", "baseline", "window", "unreviewed", "safety", "rules",
        "baseline_weeks", "weekly",
    }  # fmt: skip
    rule = next(rule for rule in result["rules"] if rule["id"] == "incidents-eight-weeks")
    assert (rule["verdict"], rule["baseline"]["count"], rule["window"]["count"]) == ("met", 20, 6)
    assert result["baseline_weeks"][0]["week"] == -4
    assert [week["incidents"] for week in result["weekly"]] == [4, 3, 4, 2, 2, 1, 2, 1]


def test_measure_as_text_can_be_read_aloud(run, case):
    ran = run("measure", case, "--on", "2026-03-30")
    assert "incidents-eight-weeks: met" in ran.out
    assert "70 % fewer for each day recorded" in ran.out
    assert ran.out.index("safety-first") < ran.out.index("incidents-eight-weeks")


def test_explain_names_the_rows_behind_a_number(run, case):
    ran = run("explain", case, "incidents-eight-weeks", "--on", "2026-03-30")
    assert ran.status == 0
    # 20 before the plan and 19 in the plan stand in rows 2 to 40; the last six are rows 35 to 40
    assert "Last four weeks, 2 March – 29 March 2026: 6" in ran.out
    assert all(f"(Incidents row {row})" in ran.out for row in (2, 21, 35, 40))
    assert "(Incidents row 34)" not in ran.out


def test_explain_of_no_rule_is_wrong_usage(run, case):
    ran = run("explain", case, "nothing", "--on", "2026-03-30")
    assert ran.status == 2
    assert "attendance" in ran.err


def test_import_accounts_for_every_record(run, case):
    ran = run("import", case, "--json")
    (source,) = json.loads(ran.out)["sources"]
    parts = [source[name] for name in ("messages", "notices", "duplicates", "skipped")]
    assert (ran.status, source["records"], parts) == (0, 4, [3, 1, 0, 0])
    assert source["sha256"] == hashlib.sha256(CHAT.encode()).hexdigest()


def test_import_records_each_source_once(run, case):
    run("import", case)
    run("import", case)
    lines = [json.loads(line) for line in (case / "history.jsonl").read_text().splitlines()]
    sources = [line["source"] for line in lines if line["what"] == "source"]
    assert sources == ["exports/chat.txt"]


def test_import_says_that_pictures_are_not_needed(run, case):
    assert "pictures" not in run("import", case).out.casefold()
    chat = case / "exports" / "chat.txt"
    with zipfile.ZipFile(chat.with_suffix(".zip"), "w") as archive:
        archive.writestr("_chat.txt", chat.read_bytes())
        archive.writestr("IMG-20260305-WA0001.jpg", b"a picture")
    chat.unlink()
    assert "None was opened and none is needed" in run("import", case).out


def test_check_of_a_readable_case_lists_what_is_to_decide_and_ends_with_0(run, case):
    ran = run("check", case)
    assert ran.status == 0
    assert "Everything could be read" in ran.out


def test_check_names_rows_that_a_review_would_not_read_safety_first(run, case):
    later = [{"Date": "2026-04-02", "Codes": "insult"}, {"Date": "2026-04-03", "Codes": "threat"}]
    rows = weekly_incidents("2026-01-05", (1,)) + later
    write_sheet(case, "Incidents", rows)
    ran = run("check", case, "--on", "2026-03-30")
    later = [line for line in ran.out.splitlines() if "on or after the review date" in line]
    assert "row 4" in later[0]
    assert "row 3" in later[1]


def test_rules_and_formats_are_listed(run):
    assert "next-step-72-hours" in run("rules").out
    assert "WhatsApp" in run("formats").out


# -- faults -------------------------------------------------------------------------------------------------------


@pytest.fixture
def faulty(case) -> Path:
    write_sheet(case, "Incidents", [
        {"Date": "last Tuesday", "Codes": "insult", "What happened": "SECRETWORDS"},
        {"Date": "2026-02-03", "Codes": "rudeness"},
    ])  # fmt: skip
    write_sheet(case, "Plan", [
        {"Setting": "Time zone", "Value": "Mars/Olympus"},
        {"Setting": "Plan start", "Value": "2026-02-02"},
        {"Setting": "Plan start", "Value": "2026-02-09"},
    ])  # fmt: skip
    (case / "exports" / "noise.bin").write_bytes(bytes(range(256)))
    return case


@pytest.mark.parametrize("command", [("check",), ("measure", "--on", "2026-03-30"), ("report", "--on", "2026-03-30")])
def test_every_fault_stands_in_one_list(run, faulty, command):
    before = hashes(faulty)
    ran = run(command[0], faulty, *command[1:])
    told = ran.out + ran.err
    assert ran.status == 1
    for found in ("last Tuesday", "rudeness", "Mars/Olympus", "noise.bin"):
        assert found in told
    assert "Incidents!A2" in told
    assert told.count("Plan start") >= 1
    assert "Traceback" not in told
    assert "SECRETWORDS" not in told
    assert hashes(faulty) == before


def test_an_empty_folder_is_no_case(run, tmp_path):
    ran = run("measure", tmp_path, "--on", "2026-03-30")
    assert ran.status == 1
    assert "log.xlsx" in ran.err


def test_a_folder_that_is_not_there_is_said_so(run, tmp_path):
    ran = run("measure", tmp_path / "nowhere", "--on", "2026-03-30")
    assert (ran.status, "Traceback" in ran.err) == (1, False)


def test_a_review_date_that_is_no_date_is_wrong_usage(run, case):
    assert run("measure", case, "--on", "30.03.2026").status == 2


def test_a_fault_of_the_program_shows_no_words_of_the_record(run, case, monkeypatch):
    import patterns.result

    def broken(*_):
        raise RuntimeError("SECRETWORDS")

    monkeypatch.setattr(patterns.result, "look", broken)
    ran = run("measure", case, "--on", "2026-03-30")
    assert ran.status == 1
    assert "RuntimeError" in ran.err
    assert "SECRETWORDS" not in ran.err


# -- new, report --------------------------------------------------------------------------------------------------


def test_new_makes_a_case_that_can_be_checked_and_measured(run, tmp_path):
    made = run("new", tmp_path / "mine", "--start", "2026-02-02", "--zone", "Europe/Berlin", "--safe-here")
    assert made.status == 0
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == [
        "exports", "history", "history.jsonl", "log.xlsx",
    ]  # fmt: skip
    assert run("check", tmp_path / "mine").status == 0
    assert (
        json.loads(run("measure", tmp_path / "mine", "--on", "2026-03-30", "--json").out)["plan_start"] == "2026-02-02"
    )


def test_new_writes_over_nothing(run, case):
    before = hashes(case)
    assert run("new", case, "--start", "2026-02-02", "--zone", "Europe/Berlin", "--safe-here").status == 1
    assert hashes(case) == before


def test_new_with_a_zone_that_is_none_is_wrong_usage(run, tmp_path):
    ran = run("new", tmp_path / "mine", "--start", "2026-02-02", "--zone", "Berlin", "--safe-here")
    assert ran.status == 2
    assert not (tmp_path / "mine").exists()


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX systems")
def test_what_new_makes_is_private(run, tmp_path):
    run("new", tmp_path / "mine", "--start", "2026-02-02", "--zone", "Europe/Berlin", "--safe-here")
    assert (tmp_path / "mine").stat().st_mode & 0o077 == 0
    assert (tmp_path / "mine" / "log.xlsx").stat().st_mode & 0o077 == 0


def test_a_report_with_names_leaves_the_case_only_when_told_so(run, case, tmp_path):
    ran = run("report", case, "--on", "2026-03-30", "--to", tmp_path / "elsewhere")
    assert ran.status == 1
    assert "--with-names" in ran.err
    assert not (tmp_path / "elsewhere").exists()


def test_a_report_before_it_is_due_says_when(run, case):
    ran = run("report", case, "--on", "2026-02-20")
    assert ran.status == 1
    assert "2026-03-02" in ran.err


def test_the_module_runs_as_a_program_without_a_traceback(case):
    code = f"from patterns.cli import main; main(['measure', {str(case)!r}, '--on', 'x'])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, "Traceback" in ran.stderr) == (2, False)


def test_a_library_warns_nobody_in_words_of_a_file(tmp_path):
    area = '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">Plan!\u202ehidden</definedName>'
    log = Path(__file__).parents[2] / "data" / "sample" / "case" / "log.xlsx"
    with zipfile.ZipFile(log) as sample, zipfile.ZipFile(tmp_path / "log.xlsx", "w") as made:
        for entry in sample.infolist():
            held = sample.read(entry).decode("utf-8") if entry.filename == "xl/workbook.xml" else sample.read(entry)
            if isinstance(held, str):
                held = held.replace("<definedNames>", "").replace("</definedNames>", "").replace("<definedNames/>", "")
                held = held.replace("</sheets>", f"</sheets>{area}</definedNames>")
            made.writestr(entry.filename, held)
    code = f"from patterns.cli import main; main(['check', {str(tmp_path)!r}])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 0
    assert "hidden" not in ran.stderr
    assert "Warning" not in ran.stderr


@pytest.mark.parametrize("on", ["9999-12-31", "0001-01-01", "1899-12-31", "2201-01-01"])
def test_a_date_that_no_review_can_have_is_wrong_usage(run, case, on):
    ran = run("measure", case, "--on", on)
    assert ran.status == 2
    assert "from 1900 to 2100" in ran.err


def test_the_first_date_that_is_taken_is_no_fault_of_the_program(run, case):
    assert "fault of the program" not in run("measure", case, "--on", "1900-01-01").err
