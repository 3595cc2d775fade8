"""Reading: forgiving where no meaning is lost, strict where it is."""
# ruff: noqa: DTZ001 - the log holds local wall times

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from patterns.codes.decisions import read_file
from patterns.log import Plan, read_log, workbooks
from patterns.log.sheets import SHEETS
from patterns.log.template import write_workbook
from patterns.log.workbooks import Closed, read_csv, read_workbook

HEAD = ("Date", "Time", "What happened", "Codes")


def stops(problems):
    return [problem for problem in problems if problem.stops]


def topics(problems):
    return [problem.topic for problem in problems if not problem.stops]


def test_headers_count_without_case_order_spaces_and_extra_columns(read):
    head = ("my own", " WHAT  happened ", "codes", "date")
    log, problems = read(Incidents=[head, ("x", "shouted", "SHOUTING", "2026-02-03")])
    assert problems == []
    row = log.incidents.iloc[0]
    assert (row["date"], row["codes"], row["what_happened"]) == (pd.Timestamp(2026, 2, 3), ["shouting"], "shouted")


@pytest.mark.parametrize(
    "cell",
    # 46056 days after 30 Dec 1899 is 3 Feb 2026: 45658 is 1 Jan 2025, + 365 is 1 Jan 2026 (46023), + 33
    [date(2026, 2, 3), "2026-02-03", 46056, "46056", "2026-02-03T00:00:00", "3 Feb 2026", "Tue 3 February 2026"],
)
def test_every_form_of_a_date_is_the_same_date(read, cell):
    log, problems = read(Incidents=[HEAD, (cell, None, "a", "insult")])
    assert problems == []
    assert log.incidents["date"].tolist() == [pd.Timestamp(2026, 2, 3)]


def test_words_in_a_date_cell_are_one_problem_with_what_to_do(read):
    log, problems = read(Incidents=[HEAD, ("last Tuesday", None, "a", "insult")])
    assert [(each.where, each.stops) for each in problems] == [("log.xlsx Incidents!A2", True)]
    assert "'last Tuesday' is not a date" in str(problems[0])
    assert "When in words" in problems[0].remedy
    assert len(log.incidents) == 1


def test_a_row_without_a_date_is_kept_and_asked_about(read):
    log, problems = read(Incidents=[HEAD, (None, "evening", "a", "insult")])
    assert topics(problems) == ["date unknown"]
    assert not stops(problems)
    assert log.incidents["part_of_day"].tolist() == ["evening"]


def test_midnight_is_a_date_without_a_time(read):
    rows = [
        ("Date", "Time", "Codes"),
        ("2026-02-03", time(0, 0), "insult"),
        ("2026-02-04", "00:00", "insult"),
        ("2026-02-05", time(0, 1), "insult"),
    ]
    steps = [
        ("Offered at",),
        (datetime(2026, 2, 3, 0, 0),),
        ("2026-02-03 18:30",),
        (date(2026, 2, 4),),
        ("2026-02-03T00:00",),
    ]
    log, problems = read({"Incidents": rows, "Next steps": steps})
    assert problems == []
    assert log.incidents["time"].tolist() == [None, None, time(0, 1)]
    assert log.next_steps["offered_at_timed"].tolist() == [False, True, False, False]


def test_a_clock_time_in_the_date_cell_counts_where_time_is_empty(read):
    rows = [
        HEAD,
        (datetime(2026, 2, 3, 21, 5), None, "a", "insult"),
        (datetime(2026, 2, 3, 21, 5), "8 pm", "b", "insult"),
    ]
    log, _ = read(Incidents=rows)
    assert log.incidents["time"].tolist() == [time(21, 5), time(20, 0)]


def test_an_order_that_nothing_shows_is_asked_for_once_with_both_readings(read):
    rows = [HEAD, ("04/05/2026", None, "a", "insult"), ("06/05/2026", None, "b", "insult")]
    log, problems = read(Incidents=rows)
    assert [each.cell for each in stops(problems)] == ["A2"]
    text = str(stops(problems)[0])
    assert "2026-05-04" in text
    assert "2026-04-05" in text
    assert "1 more" in text
    assert "Sources" in text
    assert log.incidents["date"].isna().all()


def test_a_day_over_twelve_anywhere_on_the_sheet_settles_the_order(read):
    head = (*HEAD, "Written on")
    rows = [head, ("04/05/2026", None, "a", "insult", None), (None, None, "b", "insult", "13/05/2026")]
    log, problems = read(Incidents=rows)
    assert not stops(problems)
    assert log.incidents["date"].tolist()[0] == pd.Timestamp(2026, 5, 4)
    assert log.date_orders["Incidents"] == "day first"


@pytest.mark.parametrize("file", ["log.xlsx", " LOG.xlsx"])
def test_the_sources_sheet_settles_the_order_of_the_log(read, file):
    rows = [HEAD, ("04/05/2026", None, "a", "insult")]
    log, problems = read(Incidents=rows, Sources=[("File", "Date order"), (file, "Month First")])
    assert not stops(problems)
    assert log.incidents["date"].tolist() == [pd.Timestamp(2026, 4, 5)]


def test_an_order_given_for_one_run_outranks_the_sources_sheet(read):
    rows = [HEAD, ("04/05/2026", None, "a", "insult")]
    log, _ = read({"Incidents": rows, "Sources": [("File", "Date order"), ("log.xlsx", "month first")]}, "day first")
    assert log.incidents["date"].tolist() == [pd.Timestamp(2026, 5, 4)]


@pytest.mark.parametrize("cell", ["75%", "75 %", 0.75, "0.75", "0,75", 75, "75"])
def test_a_share_reads_the_same_in_every_form(read, cell):
    plan = [
        ("Setting", "Value"),
        ("Time zone", "Europe/Berlin"),
        ("Plan start", "2026-02-02"),
        ("Sessions attended", cell),
    ]
    log, problems = read(Plan=plan)
    assert problems == []
    assert log.plan.attendance_share == Fraction(3, 4)


def test_an_empty_plan_has_the_agreed_defaults(read):
    log, problems = read()
    assert problems == []
    assert log.plan == Plan("Europe/Berlin", date(2026, 2, 2))
    assert (log.plan.outbursts_nearly_from, log.plan.repair_needed) == (Fraction(9, 20), (3, 4))


def test_two_plan_starts_name_both_cells(read):
    plan = [
        ("Setting", "Value"),
        ("Time zone", "Europe/Berlin"),
        ("Plan start", "2026-02-02"),
        ("plan start", "2026-02-09"),
    ]
    _, problems = read(Plan=plan)
    assert [each.cell for each in stops(problems)] == ["B4"]
    assert "B3" in problems[0].found
    assert "B4" in problems[0].found


@pytest.mark.parametrize(
    ("setting", "value", "cell"),
    [("Time zone", "Europe/Atlantis", "B2"), ("Plan start", "soon", "B2"), ("Trial weeks", "twelve", "B4"),
     ("Repair steps taken up", "4 of 3", "B4"), ("Sessions attended", "120%", "B4"), ("Country", "Germany", "B4"),
     ("Repair steps counted", "both", "B4"), ("Week complete from days", 8, "B4")],
)  # fmt: skip
def test_a_setting_that_cannot_be_read_is_one_problem_at_its_value(read, setting, value, cell):
    plan = [("Time zone", "Europe/Berlin"), ("Plan start", "2026-02-02")]
    plan = (
        [(setting, value), *(row for row in plan if row[0] != setting)] if cell == "B2" else [*plan, (setting, value)]
    )
    _, problems = read(Plan=[("Setting", "Value"), *plan])
    assert [each.cell for each in stops(problems)] == [cell]


def test_a_missing_zone_and_start_are_both_named(read):
    log, problems = read(Plan=[("Setting", "Value"), ("Country", "de")])
    assert log.plan is None
    assert ["Time zone" in str(problems[0]), "Plan start" in str(problems[1])] == [True, True]


def test_an_unknown_word_names_the_allowed_ones_and_a_near_one(read):
    _, problems = read(Incidents=[("Date", "Codes", "Channel"), ("2026-02-03", "insults", "pigeon")])
    assert sorted(each.cell for each in stops(problems)) == ["B2", "C2"]
    text = " ".join(map(str, problems))
    assert "strangulation" in text
    assert "Did you mean insult?" in text
    assert "in person" in text


def test_own_codes_are_known_beside_the_built_in_ones(read):
    codes = [("Code", "Abusive"), ("Door slam", "yes")]
    log, problems = read(Codes=codes, Incidents=[("Date", "Codes"), ("2026-02-03", "door slam; Threat")])
    assert problems == []
    assert log.incidents["codes"].tolist() == [["door slam", "threat"]]


@pytest.mark.parametrize(
    ("cell", "said"),
    [("Y", True), ("x", True), (True, True), (1, True), ("TRUE", True), ("No", False), ("n", False), (0, False)],
)
def test_yes_and_no_are_read_in_every_agreed_form(read, cell, said):
    log, problems = read(Days=[("Date", "Record complete", "Note"), ("2026-02-03", cell, "a")])
    assert problems == []
    assert log.days["record_complete"].tolist() == [said]


def test_no_answer_is_not_a_no(read):
    log, _ = read(Days=[("Date", "Record complete", "Note"), ("2026-02-03", None, "a")])
    assert log.days["record_complete"].isna().tolist() == [True]


def test_nearly_the_same_entries_are_proposed_until_decided(read):
    head = ("Date", "Time", "What happened", "Codes", "Id", "Same incident as")
    day = "2026-02-03"
    rows = [
        head,
        (day, time(22, 0), "shouted in the kitchen about dinner", "shouting", None, None),
        (day, None, "Shouted in the kitchen about the dinner", "shouting", None, None),
        (day, time(9, 0), "shouted in the kitchen about dinner", "shouting", None, "own"),
        (day, None, "hid the car keys", "control", None, None),
    ]
    log, problems = read(Incidents=rows)
    assert log.duplicates == ((2, 3),)  # row 4 says own; row 5 tells something else
    assert topics(problems) == ["duplicate"]


@pytest.mark.parametrize(("first_id", "second_says"), [("E1", "e1"), (None, "own")])
def test_a_decided_pair_is_not_asked_about(read, first_id, second_says):
    head = ("Date", "What happened", "Codes", "Id", "Same incident as")
    rows = [
        head,
        ("2026-02-03", "shouted", "shouting", first_id, None),
        ("2026-02-03", "shouted", "shouting", None, second_says),
    ]
    log, problems = read(Incidents=rows)
    assert (log.duplicates, problems) == ((), [])


def test_different_clock_times_are_different_events(read):
    head = ("Date", "Time", "What happened", "Codes")
    log, _ = read(Incidents=[head, *(("2026-02-03", time(hour), "shouted", "shouting") for hour in (8, 20))])
    assert log.duplicates == ()


def test_a_link_to_no_row_stops(read):
    head = ("Date", "Codes", "Id", "Same incident as")
    _, problems = read(Incidents=[head, ("2026-02-03", "insult", "E1", None), ("2026-02-03", "insult", None, "E9")])
    assert [each.cell for each in stops(problems)] == ["D3"]


def test_what_is_still_open_is_asked_and_stops_nothing(read):
    rows = {
        "Incidents": [("Date", "Codes", "Boundary"), ("2026-02-03", None, None), ("2026-02-03", "insult", "B7")],
        "Boundaries": [("Id",), ("B1",)],
        "Conflicts": [("Date", "Answer", "Answered at"), ("2026-02-03", "yes", None), ("2026-02-03", "no", None)],
        "Next steps": [("Offered at", "Answer", "Answered at"), ("2026-02-03", "yes", None)],
        "Sessions": [("Date", "Status"), ("2026-02-03", None), ("2026-02-04", "missed")],
        "Statements": [("Date", "Names the act"), ("2026-02-03", "yes")],
    }
    rows["Sessions"][1] = ("2026-02-03", None, "x")
    rows["Sessions"][0] = ("Date", "Status", "Homework")
    _, problems = read(rows)
    assert not stops(problems)
    assert sorted(topics(problems)) == ["answer time", "answer time", "boundary", "code", "rating", "session"]


def test_text_that_begins_like_a_formula_stays_text(tmp_path: Path):
    words = ["=1+1", "+49 170", "-never", "@all"]
    rows = [{"Date": date(2026, 2, 3), "Codes": "insult", "Exact words": each} for each in words]
    write_workbook(tmp_path / "log.xlsx", {"Incidents": rows}, start=date(2026, 2, 2), zone="Europe/Berlin")
    log, _ = read_log(tmp_path)
    assert log.incidents["exact_words"].tolist() == words
    cells = load_workbook(tmp_path / "log.xlsx")["Incidents"]["H"]
    assert {cell.data_type for cell in cells[3:]} == {"s"}


def test_a_formula_without_a_stored_value_is_named_and_never_worked_out(read):
    _, problems = read(Incidents=[("Date", "Codes"), ("=TODAY()", "insult")])
    assert [(each.cell, "formula" in each.found) for each in stops(problems)] == [("A2", True)]


def test_a_folder_of_csv_files_reads_like_the_workbook(tmp_path: Path):
    rows = {
        "Incidents": [
            {"Date": date(2026, 2, 3), "Time": time(22, 10), "Codes": "insult; threat", "What happened": 'a "b"; c'}
        ],
        "Next steps": [{"Offered at": datetime(2026, 2, 3, 18, 30), "Sign": ["stressor"], "Planned pause": 20}],
        "Days": [{"Date": date(2026, 2, 3), "Record complete": True, "Felt safety": 4}],
    }
    (tmp_path / "one").mkdir()
    write_workbook(tmp_path / "one" / "log.xlsx", rows, start=date(2026, 2, 2), zone="Europe/Berlin")
    (tmp_path / "two" / "log").mkdir(parents=True)
    for sheet in load_workbook(tmp_path / "one" / "log.xlsx").worksheets:
        with (tmp_path / "two" / "log" / f"{sheet.title}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, delimiter=";").writerows(sheet.iter_rows(values_only=True))
    one, two = read_log(tmp_path / "one"), read_log(tmp_path / "two")
    assert (one[1], two[1]) == ([], [])
    assert one[0].plan == two[0].plan
    for sheet in SHEETS:
        pd.testing.assert_frame_equal(getattr(one[0], sheet.attribute), getattr(two[0], sheet.attribute))


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_row_of_a_csv_file_may_be_longer_than_a_cell_of_the_library(tmp_path: Path, separator: str):
    long = ["a" * 70_000, "b" * 72_000]
    path, limit = tmp_path / "Incidents.csv", csv.field_size_limit()
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=separator).writerows([["Date", "What happened", "Effect"], ["2026-02-03", *long]])
    assert read_csv(path, path.name, {"date", "whathappened"}).rows[1] == ("2026-02-03", *long)
    assert read_csv(path, path.name).rows[1] == ("2026-02-03", *long)
    assert csv.field_size_limit() == limit


def test_a_separator_under_which_a_csv_file_cannot_be_read_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    whole = csv.reader

    def failing(lines: Iterable[str], delimiter: str) -> Any:
        if delimiter in failed:
            raise csv.Error
        return whole(lines, delimiter=delimiter)

    monkeypatch.setattr(csv, "reader", failing)
    path, failed = tmp_path / "a.csv", ",\t"
    path.write_text("Date;Codes\n2026-02-03;insult\n", encoding="utf-8")
    assert read_csv(path, path.name).rows == [("Date", "Codes"), ("2026-02-03", "insult")]
    failed = ",;\t"
    with pytest.raises(Closed, match="comma-separated"):
        read_csv(path, path.name)


def test_two_logs_in_one_case_are_named_and_neither_is_read(tmp_path: Path):
    (tmp_path / "log").mkdir()
    write_workbook(tmp_path / "log.xlsx", {}, start=date(2026, 2, 2), zone="Europe/Berlin")
    log, problems = read_log(tmp_path)
    assert log.plan is None
    assert ["log.xlsx" in problems[0].found, "log/" in problems[0].found, len(problems)] == [True, True, 1]


OLE = b"\xd0\xcf\x11\xe0"  # how .xls files begin, and workbooks with a password


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b"PK\x03\x04 half", "not saved completely"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "protected with a password"),
        (OLE + b"\0" * 600, "of the old kind"),
        (b"words", "no workbook"),
    ],
)
def test_a_file_that_is_no_whole_workbook_is_one_clear_problem(tmp_path: Path, data: bytes, why: str):
    (tmp_path / "log.xlsx").write_bytes(data)
    log, problems = read_log(tmp_path)
    assert [each.file for each in stops(problems)] == ["log.xlsx"]
    assert why in problems[0].found
    assert log.incidents.empty
    assert log.incidents["date"].dtype == "datetime64[us]"


FAR = [
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="99999999999"><c><v>1</v></c></row>',
    "".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, 2001)),
    "".join(f'<row r="{row}"><c r="XFD{row}"/></row>' for row in range(1, 2001)),
    '<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
]


def with_rows(path: Path, rows: str) -> Path:
    """Write a workbook whose first sheet has these rows, as they stand in the file."""
    Workbook().save(path)
    with zipfile.ZipFile(path) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", f"{rows}</sheetData>".encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("rows", FAR, ids=["a row", "many columns", "empty cells", "a column"])
def test_a_workbook_that_asks_for_billions_of_cells_is_refused_as_too_large(tmp_path: Path, rows: str):
    with_rows(tmp_path / "log.xlsx", rows)
    _, problems = read_log(tmp_path)
    assert "far larger than a log can be" in problems[0].found
    with_rows(tmp_path / "review.xlsx", rows)
    _, (problem,) = read_file(tmp_path / "review.xlsx", [])
    assert "far larger than a log can be" in problem.found


def test_the_last_cell_of_a_sheet_is_within_what_a_log_can_be(tmp_path: Path):
    path = with_rows(tmp_path / "a.xlsx", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    (grid,) = read_workbook(path, "a.xlsx")
    assert (len(grid.rows), len(grid.rows[-1]), grid.rows[-1][-1]) == (1_048_576, 16_384, 1)


def test_a_lack_of_memory_is_not_called_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise MemoryError

    path = with_rows(tmp_path / "a.xlsx", "")
    monkeypatch.setattr(workbooks, "_rows", full)
    with pytest.raises(Closed, match="far larger"):
        read_workbook(path, "a.xlsx")


def test_a_cut_off_workbook_raises_nothing(tmp_path: Path):
    write_workbook(tmp_path / "log.xlsx", {}, start=date(2026, 2, 2), zone="Europe/Berlin")
    whole = (tmp_path / "log.xlsx").read_bytes()
    for share in (0.2, 0.5, 0.9, 0.999):
        (tmp_path / "log.xlsx").write_bytes(whole[: int(len(whole) * share)])
        assert len(stops(read_log(tmp_path)[1])) == 1


def test_an_empty_folder_says_what_is_missing(tmp_path: Path):
    _, problems = read_log(tmp_path)
    assert [each.stops for each in problems] == [True]


def test_a_workbook_open_elsewhere_is_read_and_said(tmp_path: Path):
    write_workbook(tmp_path / "log.xlsx", {}, start=date(2026, 2, 2), zone="Europe/Berlin")
    (tmp_path / "~$log.xlsx").write_bytes(b"")
    log, problems = read_log(tmp_path)
    assert (topics(problems), stops(problems)) == (["open"], [])
    assert log.plan is not None


def test_rows_without_their_date_column_are_a_problem(read):
    _, problems = read(Incidents=[("What happened", "Codes"), ("a", "insult")])
    assert ["no column Date" in each.found for each in stops(problems)] == [True]


def test_a_sheet_with_a_misspelt_name_is_asked_about(read):
    _, problems = read(Incident=[("Date",), ("2026-02-03",)])
    assert topics(problems) == ["sheet"]


def test_reading_changes_nothing_on_disk(tmp_path: Path):
    write_workbook(tmp_path / "log.xlsx", {}, start=date(2026, 2, 2), zone="Europe/Berlin")
    before = (tmp_path / "log.xlsx").read_bytes()
    read_log(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["log.xlsx"]
    assert (tmp_path / "log.xlsx").read_bytes() == before


def test_a_workbook_with_wrong_dimensions_is_read_whole(tmp_path: Path):
    book = Workbook()
    sheet = book.active
    sheet.title = "Plan"
    for row in [("Setting", "Value"), ("Time zone", "UTC"), ("Plan start", date(2026, 2, 2))]:
        sheet.append(row)
    book.save(tmp_path / "log.xlsx")
    assert read_log(tmp_path)[0].plan == Plan("UTC", date(2026, 2, 2))


def test_the_bound_on_likeness_is_the_longest_common_subsequence():
    from patterns.log.questions import _common

    assert _common("abcbdab", "bdcaba") == 4  # bcba, and bdab
    assert _common("", "abc") == _common("abc", "") == 0
    assert _common("shouted", "shouted") == 7
