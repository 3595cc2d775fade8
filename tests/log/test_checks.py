"""What `check` asks beyond what reading asks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from patterns.log import read_log
from patterns.log.checks import still_to_decide
from patterns.log.template import write_template
from tests.cases import write_log

TODAY = date(2026, 4, 1)
TOLD = [{"Role": "supporter", "Name": name, "Told the plan on": "2026-02-01"} for name in ("Robin", "Kim")]


def asked(folder: Path, **sheets: Any) -> list[tuple[str, str, str]]:
    write_log(folder, **({"people": TOLD} | sheets))
    log, problems = read_log(folder)
    assert not [str(problem) for problem in problems if problem.stops]
    return [(each.sheet, each.cell, each.topic) for each in still_to_decide(log, TODAY)]


def test_a_log_with_nothing_to_ask_is_not_asked_about(tmp_path: Path):
    rows = [{"Date": "2026-04-01", "Codes": "insult", "Written on": "2026-04-01"}]
    assert asked(tmp_path, incidents=rows) == []


@pytest.mark.parametrize(
    ("sheet", "row", "cell"),
    [
        ("incidents", {"Date": "2026-02-03", "Written on": "2026-02-02"}, "B2"),
        (
            "conflicts",
            {"Date": "2026-02-03", "Offered at": "2026-02-03 18:00", "Answered at": "2026-02-03 17:00"},
            "C2",
        ),
        ("conflicts", {"Date": "2026-02-03", "Offered at": "2026-02-03 18:00", "Answered at": "2026-02-02"}, "C2"),
        ("next_steps", {"Offered at": "2026-02-03", "Done at": "2026-02-02 10:00"}, "B2"),
        ("treatment", {"Therapy": "MBT", "Started on": "2026-02-03", "Stopped on": "2026-01-03"}, "C2"),
    ],
)
def test_what_lies_before_what_it_follows_is_asked_about(tmp_path: Path, sheet: str, row: dict, cell: str):
    assert [each[1:] for each in asked(tmp_path, **{sheet: [row]})] == [(cell, "dates")]


def test_an_answer_on_the_day_of_the_offer_is_no_question_where_a_clock_time_is_missing(tmp_path: Path):
    assert (
        asked(
            tmp_path, conflicts=[{"Date": "2026-02-03", "Offered at": "2026-02-03 18:00", "Answered at": "2026-02-03"}]
        )
        == []
    )


def test_dates_after_today_or_ten_years_back_are_asked_about(tmp_path: Path):
    rows = [{"Date": each, "Codes": "insult"} for each in ("2026-04-01", "2026-04-02", "2016-02-05", "1966-02-03")]
    # the plan starts on 2 February 2026; 3650 days before it is 5 February 2016
    assert asked(tmp_path, incidents=rows) == [("Incidents", "A3", "dates"), ("Incidents", "A5", "dates")]


def test_supporters_are_asked_for_until_enough_know_the_plan(tmp_path: Path):
    assert asked(tmp_path, people=[{"Role": "me"}]) == [("People", "", "supporters")]
    untold = [*TOLD[:1], {"Role": "supporter", "Name": "Kim"}]
    assert asked(tmp_path, people=untold) == [("People", "C3", "supporters")]
    assert asked(tmp_path, people=TOLD[:1], plan={"Supporters needed": 1}) == []


def test_a_limit_neither_shared_nor_kept_back_is_asked_about(tmp_path: Path):
    rows = [{"Id": "B1", "Shared on": "2026-02-02"}, {"Id": "B2"}, {"Id": "B3", "Not shared because": "not now"}]
    assert asked(tmp_path, boundaries=rows) == [("Boundaries", "B3", "boundary")]


def test_an_older_workbook_is_said_to_lack_something_and_a_new_one_is_not(tmp_path: Path):
    path = write_template(tmp_path / "log.xlsx", date(2026, 2, 2), "UTC")
    topics = [each.topic for each in still_to_decide(read_log(tmp_path)[0], TODAY)]
    assert topics == ["supporters"]
    book = load_workbook(path)
    book["Sources"].delete_cols(7)
    book.save(path)
    last = still_to_decide(read_log(tmp_path)[0], TODAY)[-1]
    assert (last.topic, "Columns on Sources" in last.found, "--upgrade" in last.remedy) == ("upgrade", True, True)
