"""Logs people already have: ten and more shapes, each brought in whole, and never twice."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from patterns.errors import PatternsError
from patterns.log import read_log
from patterns.log.adopt import Adoption, carry_out, plan_adoption
from patterns.log.template import write_workbook
from tests.log import libreoffice

OLD = Path(__file__).parent / "adopted"
with (OLD / "expected.csv").open(encoding="utf-8", newline="") as file:
    EXPECTED = list(csv.DictReader(file))
LOGS = sorted({row["log"] for row in EXPECTED})


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("template") / "log.xlsx"
    return write_workbook(path, {}, start=date(2026, 2, 2), zone="Europe/Berlin").read_bytes()


@pytest.fixture
def case(tmp_path: Path, template: bytes) -> Path:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "log.xlsx").write_bytes(template)
    return tmp_path / "case"


def adopted(old: Path, case: Path, *maps: str, **more: str) -> Adoption:
    found = plan_adoption(old, case, maps, **more)
    assert [str(question) for question in found.questions] == []
    carry_out(found, case)
    return found


def options(log: str) -> list[str]:
    return [each for row in EXPECTED if row["log"] == log for each in row["options"].split("|") if each][:1]


def said(case: Path) -> Iterator[tuple[str, ...]]:
    """Return what stands in the case's log, in the form of expected.csv, but for the extra columns."""
    log, problems = read_log(case)
    assert [str(problem) for problem in problems if problem.stops] == []
    for row in log.incidents.astype(object).where(log.incidents.notna(), None).to_dict("records"):
        when = f"{row['time']:%H:%M}" if row["time"] else row["part_of_day"] or ""
        day = "" if row["date"] is None else f"{row['date']:%Y-%m-%d}"
        told = (row["when_in_words"], "; ".join(row["codes"]), row["what_happened"], row["exact_words"])
        yield ("Incidents", row["adopted_from"].split("row ")[1], day, when, *(each or "" for each in told))
    for row in log.days.to_dict("records"):
        assert row["record_complete"]
        yield ("Days", row["adopted_from"].split("row ")[1], f"{row['date']:%Y-%m-%d}", *[""] * 5)


@pytest.mark.parametrize("log", LOGS)
def test_an_old_log_is_brought_in_as_expected_and_only_once(case: Path, log: str):
    before = (OLD / log).read_bytes()
    found = adopted(OLD / log, case, *options(log))
    wanted = [row for row in EXPECTED if row["log"] == log]
    columns = ("sheet", "row", "date", "time", "in words", "codes", "what happened", "exact words")
    assert list(said(case)) == [tuple(row[each] for each in columns) for row in wanted]
    assert (OLD / log).read_bytes() == before == (case / "adopted" / log).read_bytes()
    rest = {str(cell) for sheet in load_workbook(case / "log.xlsx") for line in sheet.values for cell in line}
    assert {row["beside"] for row in wanted} - {""} <= rest
    assert found.added == len(wanted)
    whole = (case / "log.xlsx").read_bytes()
    again = adopted(OLD / log, case, *options(log))
    assert (again.added, again.already) == (0, found.added)
    assert (case / "log.xlsx").read_bytes() == whole
    assert sorted(path.name for path in (case / "adopted").iterdir()) == [log]


def test_the_rows_of_an_old_log_are_all_accounted_for(case: Path):
    found = plan_adoption(OLD / "many_sheets.xlsx", case, ["nothing=Numbers"])
    assert (found.added, found.nothing, found.left_out) == (3, 0, 2)  # Numbers has two rows and no header
    found = plan_adoption(OLD / "german.xlsx", case, ["nothing=Was ist passiert?", "What happened=Wetter"])
    assert (found.added, found.nothing) == (5, 0)


def write_old(path: Path, rows: list[tuple[object, ...]]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


ROWS: list[tuple[object, ...]] = [
    ("date", "what happened"),
    (date(2026, 2, 3), "shouted in the hall"),
    (date(2026, 2, 3), "shouted in the hall"),
]


def test_a_longer_version_of_the_same_old_log_adds_only_what_is_new(case: Path, tmp_path: Path):
    old = write_old(tmp_path / "mine.xlsx", ROWS)
    assert adopted(old, case).added == 2  # two rows that say the same are two rows
    write_old(old, [ROWS[0], (date(2026, 2, 1), "took the keys"), *ROWS[1:]])
    again = adopted(old, case)
    assert (again.added, again.already) == (1, 2)
    names = sorted(path.name for path in (case / "adopted").iterdir())
    assert names == ["mine-2.xlsx", "mine.xlsx"]
    assert adopted(old, case).added == 0


def test_what_cannot_be_settled_is_asked_for_and_nothing_is_written(case: Path):
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    found = plan_adoption(OLD / "month_first.xlsx", case)
    (question,) = found.questions
    assert "Story, Other story" in question.found
    assert '--map "What happened=Story"' in question.remedy
    (numbers,) = plan_adoption(OLD / "many_sheets.xlsx", case).questions
    assert numbers.sheet == "Numbers"
    assert '--map "nothing=Numbers"' in numbers.remedy
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file()} == before


UNDECIDED: list[tuple[object, ...]] = [("date", "what happened"), ("04/05/2026", "swore"), ("06/05/2026", "swore")]


def test_an_order_that_the_file_does_not_show_is_asked_for_with_both_readings(case: Path, tmp_path: Path):
    found = plan_adoption(write_old(tmp_path / "mine.xlsx", UNDECIDED), case)
    (question,) = found.questions
    assert question.cell == "A2"
    for words in ("2026-05-04", "2026-04-05", "--date-order", "Sources"):
        assert words in str(question)


def test_a_date_order_given_or_on_the_sources_sheet_settles_it_and_is_stated(case: Path, tmp_path: Path):
    old = write_old(tmp_path / "mine.xlsx", UNDECIDED)
    given = plan_adoption(old, case, date_order="month first")
    assert [row["Date"] for row in given.rows["Incidents"]] == [date(2026, 4, 5), date(2026, 6, 5)]
    rows = {"Sources": [{"File": "mine.xlsx", "Date order": "day first"}]}
    write_workbook(case / "log.xlsx", rows, start=date(2026, 2, 2), zone="Europe/Berlin")
    found = adopted(old, case)
    assert [row["Date"] for row in found.rows["Incidents"]] == [date(2026, 5, 4), date(2026, 5, 6)]
    line = json.loads((case / "history.jsonl").read_text())
    assert (line["what"], line["date_order"]) == ("adopted", "day first")
    assert "Sources" in line["date_order_why"]


def test_dates_that_a_program_may_have_turned_round_are_pointed_at(case: Path, tmp_path: Path):
    rows = [("date", "what happened"), (date(2026, 5, 4), "swore at me"), ("14/05/2026", "took the keys")]
    assert plan_adoption(write_old(tmp_path / "mine.xlsx", rows), case).half_turned == ["date"]
    rows[1] = (date(2026, 5, 24), "swore at me")  # a real date past the 12th was read day first
    assert plan_adoption(write_old(tmp_path / "mine.xlsx", rows), case).half_turned == []


def test_words_of_their_own_are_taken_for_ours_where_the_map_says_so(case: Path):
    found = adopted(OLD / "german.xlsx", case, "monitoring=Kontrolle", "nothing=Wetter")
    codes = [row.get("Codes") for row in found.rows["Incidents"]]
    assert codes == ["insult", "monitoring", None]
    assert not any("Wetter" in row for row in found.rows["Incidents"])
    assert not found.beside


@pytest.mark.parametrize("asked", ["Datum", "Nonsense=Datum", "Date=Nonsense", "Date="])
def test_a_map_that_names_what_is_not_there_is_refused(case: Path, asked: str):
    with pytest.raises(PatternsError):
        plan_adoption(OLD / "german.xlsx", case, [asked])


def test_rows_go_below_what_is_there_and_every_cell_stays(case: Path):
    rows = {"Incidents": [{"Date": date(2026, 2, 1), "Codes": "insult", "What happened": "=1+1"}]}
    write_workbook(case / "log.xlsx", rows, start=date(2026, 2, 2), zone="Europe/Berlin")
    before = cells(case / "log.xlsx")
    adopted(OLD / "plain.csv", case)
    after = cells(case / "log.xlsx")
    assert before.items() <= after.items()
    assert read_log(case)[0].incidents["row"].tolist() == [4, 5, 6, 7]
    assert cells(case / "log-before-1.xlsx") == before


def cells(path: Path) -> dict[tuple[str, str], object]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and sheet.title != "Lists"
    }


def test_a_day_that_is_filled_in_already_keeps_what_it_says(case: Path):
    rows = {"Days": [{"Date": date(2026, 2, 8), "Record complete": "no", "Note": "mine"}]}
    write_workbook(case / "log.xlsx", rows, start=date(2026, 2, 2), zone="Europe/Berlin")
    adopted(OLD / "german.xlsx", case)
    days = read_log(case)[0].days.set_index("date")
    assert days.loc["2026-02-08", ["record_complete", "note"]].tolist() == [False, "mine"]
    assert days.loc["2026-02-09", "record_complete"]
    assert ("Days", "J38") in cells(case / "log.xlsx")  # row 4 is 5 January; theirs, beside
    assert adopted(OLD / "german.xlsx", case).added == 0


def test_a_formula_of_the_log_keeps_its_stored_value(case: Path):
    book = load_workbook(case / "log.xlsx")
    book["Incidents"]["A4"], book["Incidents"]["G4"] = date(2026, 2, 3), "told"
    book["Incidents"]["P4"] = "=A4"
    book["Incidents"]["G5"] = '="a"&"b < c"'
    book["Incidents"]["A5"] = date(2026, 2, 5)
    book.save(case / "log.xlsx")
    _store(case / "log.xlsx", "P4", "", "46056")
    _store(case / "log.xlsx", "G5", ' t="str"', "ab &lt; c")
    before = read_log(case)
    assert before[0].incidents["what_happened"].tolist() == ["told", "ab < c"]
    adopted(OLD / "plain.csv", case)
    log, problems = read_log(case)
    assert not [str(problem) for problem in problems if problem.stops]
    assert log.incidents["what_happened"].tolist()[:2] == ["told", "ab < c"]
    assert log.incidents["written_on"].tolist()[0] == pd.Timestamp(2026, 2, 3)  # 46056 days after 30 Dec 1899
    assert load_workbook(case / "log.xlsx")["Incidents"]["P4"].value == "=A4"


def _store(path: Path, cell: str, kind: str, value: str) -> None:
    """Write a value beside a formula, as a spreadsheet program does when it saves."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    formula = re.compile(rf'<c r="{cell}"([^>]*)>(<f>[^<]*</f>)<v ?(?:/>|></v>)')
    with zipfile.ZipFile(path, "w") as package:
        for name, part in parts.items():
            package.writestr(name, formula.sub(rf'<c r="{cell}"\1{kind}>\2<v>{value}</v>', part))


def test_a_log_of_csv_files_takes_the_rows_too(tmp_path: Path):
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "Plan.csv").write_text(
        "Setting;Value\nTime zone;UTC\nPlan start;2026-02-02\n", encoding="utf-8"
    )
    (tmp_path / "log" / "incidents.csv").write_text("Date;Codes\n2026-02-01;insult\n", encoding="utf-8")
    adopted(OLD / "german.xlsx", tmp_path)
    log, _ = read_log(tmp_path)
    assert log.incidents["date"].dt.day.tolist() == [1, 3, 16, 20]
    assert log.days["date"].dt.day.tolist() == [8, 9]
    assert (tmp_path / "log-before-1" / "incidents.csv").read_text(
        encoding="utf-8"
    ) == "Date;Codes\n2026-02-01;insult\n"
    assert adopted(OLD / "german.xlsx", tmp_path).added == 0


@pytest.mark.parametrize("lock", ["~$log.xlsx", ".~lock.log.xlsx#"])
def test_nothing_is_written_while_the_log_is_open_elsewhere(case: Path, lock: str):
    (case / lock).write_bytes(b"")
    with pytest.raises(PatternsError, match="open in another program"):
        plan_adoption(OLD / "plain.csv", case)


def test_a_case_without_a_log_or_with_an_ods_log_says_what_to_do(tmp_path: Path):
    with pytest.raises(PatternsError, match="patterns new"):
        plan_adoption(OLD / "plain.csv", tmp_path)
    (tmp_path / "log.ods").write_bytes((OLD / "russian.ods").read_bytes())
    with pytest.raises(PatternsError, match=r"save|Save it as log\.xlsx"):
        plan_adoption(OLD / "plain.csv", tmp_path)


def test_an_old_file_that_cannot_be_read_says_why(case: Path, tmp_path: Path):
    (tmp_path / "half.xlsx").write_bytes((OLD / "german.xlsx").read_bytes()[:900])
    with pytest.raises(PatternsError, match="not saved completely"):
        plan_adoption(tmp_path / "half.xlsx", case)
    with pytest.raises(PatternsError, match="no such file"):
        plan_adoption(tmp_path / "nowhere.xlsx", case)


@libreoffice.needed
def test_a_log_saved_by_libreoffice_takes_rows_and_stays_readable(case: Path, tmp_path: Path):
    saved = libreoffice.saved(case / "log.xlsx", "xlsx", tmp_path / "other", tmp_path / "profile")
    adopted(OLD / "german.xlsx", saved.parent)
    log, problems = read_log(saved.parent)
    assert not [str(problem) for problem in problems if problem.stops]
    assert (len(log.incidents), len(log.days)) == (3, 2)
