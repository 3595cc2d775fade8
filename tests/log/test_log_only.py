"""A record without any messages: an old log of 31 rows, adopted, and a four-week review on 4 May 2026."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

import patterns
from patterns.log.adopt import BY_ITSELF, carry_out, plan_adoption
from patterns.log.template import write_template

REVIEW = "2026-05-04"
WEEKS = {  # Monday of the week -> rows in it; 23 March is unknown, and so is 27 April
    date(2026, 3, 9): 3, date(2026, 3, 16): 4, date(2026, 3, 30): 3,
    date(2026, 4, 6): 2, date(2026, 4, 13): 1, date(2026, 4, 20): 2,
}  # fmt: skip
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
SAME = ("shouted in the hall about the dinner", "shouted in the hall, about the dinner")


def old_log(
    path: Path, *, last_week: int | None = None, unticked: date | None = None, pair: date = date(2026, 3, 2)
) -> Path:
    """Write the log: 13 older rows, one on `last Tuesday`, two that tell the same event, 15 in the weeks compared."""
    weeks = WEEKS | ({date(2026, 4, 27): last_week} if last_week is not None else {})
    book = Workbook()
    rows, ticks = book.worksheets[0], book.create_sheet("ticks")
    rows.append(("date", "time", "what happened", "type", "written on"))
    for number in range(13):
        rows.append(
            (f"{date(2026, 1, 5) + timedelta(days=number):%d/%m/%Y}", None, LETTERS[number] * 30, "insult", None)
        )
    for said, written in zip(SAME, ("03/03/2026", None), strict=True):
        rows.append((f"{pair:%d/%m/%Y}", "evening", said, "shouting", written))
    rows.append(("last Tuesday", None, "hid the car keys", "contempt", None))
    ticks.append(("date", "checked, nothing happened"))
    number = 0
    for monday, count in weeks.items():
        for each in range(count):
            day = monday + timedelta(days=each)
            rows.append((f"{day:%d/%m/%Y}", "evening", LETTERS[number] * 40, "shouting", f"{day:%d/%m/%Y}"))
            number += 1
        for each in range(7) if monday != unticked else ():
            ticks.append((f"{monday + timedelta(days=each):%d/%m/%Y}", "x"))
    book.save(path)
    return path


def adopted(folder: Path, **more: Any) -> patterns.Case:
    write_template(folder / "case" / "log.xlsx", date(2026, 4, 6), "Europe/Berlin")
    found = plan_adoption(old_log(folder / "incidents.xlsx", **more), folder / "case")
    assert found.questions == []
    carry_out(found, folder / "case")
    return patterns.open_case(folder / "case")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory):
    return adopted(tmp_path_factory.mktemp("journey"))


def test_a_day_over_twelve_settles_the_order_and_it_is_said(tmp_path: Path):
    write_template(tmp_path / "case" / "log.xlsx", date(2026, 4, 6), "Europe/Berlin")
    found = plan_adoption(old_log(tmp_path / "incidents.xlsx"), tmp_path / "case")
    assert (found.order, found.order_why) == ("day first", BY_ITSELF)
    assert {sheet: len(rows) for sheet, rows in found.rows.items()} == {"Incidents": 31, "Days": 42}


def test_last_tuesday_is_kept_as_written_and_counted_nowhere(case):
    undated = case.log.incidents.loc[case.log.incidents["date"].isna()]
    assert undated["when_in_words"].tolist() == ["last Tuesday"]
    assert [question.topic for question in case.questions][:3].count("date unknown") <= 1
    result = patterns.measure(case, on=REVIEW, weeks=4)
    assert len(result.review.acts) == 30  # of 31 rows


def test_an_evening_is_a_part_of_the_day(case):
    assert case.log.incidents["part_of_day"].eq("evening").sum() == 17  # 15 in the weeks compared, and the pair


def test_the_pair_is_proposed_as_one_event(case):
    (pair,) = case.log.duplicates
    texts = case.log.incidents.set_index("row").loc[list(pair), "what_happened"].tolist()
    assert texts == list(SAME)
    assert [question.topic for question in case.questions].count("duplicate") == 1


def test_ten_before_and_five_after_in_three_known_weeks_each_is_exactly_half(case):
    finding = patterns.measure(case, on=REVIEW, weeks=4).findings["outbursts-four-weeks"]
    assert (finding.baseline["count"], finding.baseline["known_days"]) == (10, 21)
    assert (finding.window["count"], finding.window["known_days"]) == (5, 21)
    assert (finding.verdict, finding.reason, finding.strength) == ("met", "exactly on the limit", "tentative")
    # 2 x 7 x 21 = 294 > 10 x 28 = 280: not half; 47.5 % is past 45 %. With 3: 8 / 28 against 10 / 21 is 40 %
    turns = [(turn["incidents"], turn["verdict"]) for turn in finding.missing["turns"]]
    assert turns == [(2, "on the line"), (3, "not met")]


def test_an_unknown_week_is_a_gap_and_not_a_zero(case):
    weekly = patterns.measure(case, on=REVIEW, weeks=4).weekly
    assert weekly["complete"].tolist() == [True, True, True, False]
    assert weekly["incidents"].isna().tolist() == [False, False, False, True]


def test_until_a_pair_in_the_window_is_decided_its_count_is_a_range(tmp_path: Path):
    finding = patterns.measure(adopted(tmp_path, pair=date(2026, 4, 6)), on=REVIEW, weeks=4).findings
    window = finding["outbursts-four-weeks"].window
    assert (window["count"], window["range"]) == (7, [6, 7])  # 5 and the pair, which may be one


@pytest.mark.parametrize(
    ("last_week", "verdict", "change"),
    [(2, "on the line", -0.475), (4, "not met", -0.325)],  # 7/28 and 9/28 against 10/21
)
def test_what_the_missing_week_holds_decides(tmp_path: Path, last_week: int, verdict: str, change: float):
    finding = patterns.measure(adopted(tmp_path, last_week=last_week), on=REVIEW, weeks=4).findings[
        "outbursts-four-weeks"
    ]
    assert finding.verdict == verdict
    assert finding.change == pytest.approx(change)


def test_a_second_unknown_week_leaves_nothing_to_tell(tmp_path: Path):
    case = adopted(tmp_path, unticked=date(2026, 4, 13))
    finding = patterns.measure(case, on=REVIEW, weeks=4).findings["outbursts-four-weeks"]
    assert (finding.verdict, finding.reason) == ("cannot tell", "not enough days known")  # 15 of 28 days
    assert "%" not in finding.sentence


def test_how_soon_entries_were_written_is_said_of_those_that_say_it(case):
    finding = patterns.measure(case, on=REVIEW, weeks=4).findings["dated-records"]
    assert (finding.within_1_day, finding.not_said) == (5, 0)
