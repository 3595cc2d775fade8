"""Whole journeys: what a person brings, and the numbers a report about it must show."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import patterns
from patterns.case import Case
from tests.cases import days, make_case, moments, weekly_incidents, write_sheet

BASELINE, PLAN = (5, 4, 6, 5), (4, 3, 4, 2, 2, 1, 2, 1)
CRITERIA = ("Names the act", "No excuse", "No blame of me", "Says what it did", "Says what will change")
PEOPLE = [{"Role": "me", "Name": "Mira"}, {"Role": "other", "Name": "Jan"}]


def week_day(week: int, weekday: int = 2) -> str:
    return (date(2026, 2, 2) + timedelta(days=7 * (week - 1) + weekday)).isoformat()


def without_contact(first: str, number: int, silent: set[str]):
    """Ticked days with contact, but for the `silent` ones."""
    return [row | {"Contact": "no" if row["Date"] in silent else "yes"} for row in days(first, number)]


def eight_weeks(folder) -> Case:
    statuses = ["attended"] * 3 + ["missed", "cancelled by therapist", "attended", "missed", "attended"]
    # every incident lies on Monday to Friday (Saturday at the most): Sundays are free to be without contact
    silent = {"2026-01-11", "2026-01-18", "2026-03-08", "2026-03-15", "2026-03-22", "2026-03-29"}
    offers = moments(
        *[(f"{week_day(week)} 18:00", "yes", f"{week_day(week, 3)} 18:00") for week in (1, 2, 3, 4, 5, 6)],
        (f"{week_day(7)} 08:00", "no", ""),
        (f"{week_day(8, 0)} 08:00", "yes", f"{week_day(8, 2)} 08:00"),
    )
    offers[3] |= {"Answered at": f"{week_day(4, 6)} 13:00"}  # 18:00 on Wednesday to 13:00 on Sunday: 91 h
    return make_case(
        folder,
        incidents=weekly_incidents("2026-01-05", BASELINE + PLAN),
        days=without_contact("2026-01-05", 84, silent),
        people=PEOPLE,
        conflicts=offers,
        treatment=[{"Therapy": "MBT", "Whose": "other", "Started on": "2026-02-02"}],
        sessions=[{"Date": week_day(n), "Whose": "other", "Status": each} for n, each in enumerate(statuses, start=1)],
        statements=[{"Date": week_day(week), "Codes": "insult"} | dict.fromkeys(CRITERIA, "yes") for week in (2, 5, 7)],
    )


@pytest.fixture(scope="module")
def first_journey(tmp_path_factory):
    return patterns.measure(eight_weeks(tmp_path_factory.mktemp("journey")), on="2026-03-30")


def test_per_ten_contact_days_there_were_7_7_and_then_2_5(first_journey):
    rates = first_journey.findings["incidents-eight-weeks"].per_contact_day
    assert (round(10 * rates["baseline"], 1), round(10 * rates["window"], 1)) == (7.7, 2.5)  # 20 / 26 and 6 / 24
    assert rates["change"] == pytest.approx(-0.675)


def test_six_of_eight_repair_steps_were_taken_up_and_three_of_the_last_four(first_journey):
    finding = first_journey.findings["repair-three-of-four"]
    assert (finding.verdict, finding.k, finding.n, finding.late, finding.refused, finding.last_four) == (
        "met",
        6,
        8,
        1,
        1,
        3,
    )


def test_five_of_seven_sessions_can_miss_none(first_journey):
    finding = first_journey.findings["attendance"]
    assert (finding.verdict, finding.k, finding.n, finding.can_miss) == ("not due yet", 5, 7, 0)


def test_statements_stand_in_weeks_two_five_and_seven_and_none_in_the_others(first_journey):
    states = [week["state"] for week in first_journey.findings["statements"].weeks]
    assert states == ["none", "present", "none", "none", "present", "none", "present", "none"]


def test_the_window_begins_and_ends_at_local_midnight(first_journey):
    window = first_journey.to_dict()["window"]
    assert (window["first"], window["last"], window["days"]) == ("2026-02-02", "2026-03-29", 56)


def unticked(folder, *dates: str) -> Case:
    eight_weeks(folder)
    write_sheet(folder, "Days", [row for row in days("2026-01-05", 84) if row["Date"] not in dates])
    return patterns.open_case(folder)


def quiet_days(week: int, number: int) -> list[str]:
    """The last `number` days of a plan week, on which the journey's log holds no entry."""
    return [week_day(week, 6 - each) for each in range(number)]


def test_five_days_missing_from_one_week_make_it_incomplete_and_leave_a_verdict(tmp_path):
    result = patterns.measure(unticked(tmp_path, *quiet_days(6, 5)), on="2026-03-30")
    assert result.weekly["complete"].tolist() == [True] * 5 + [False] + [True] * 2
    finding = result.findings["incidents-eight-weeks"]
    assert (finding.window["known_days"], finding.beside["known_days"]) == (23, 51)
    # the last four weeks: 2 x 6 x 28 = 336 <= 20 x 23 = 460, met; all eight: 2 x 19 x 28 = 1064 > 20 x 51 = 1020
    assert (finding.beside["verdict"], finding.verdict) == ("not met", "on the line")


def test_five_days_missing_from_each_of_two_of_the_last_four_weeks_cannot_be_told(tmp_path):
    result = patterns.measure(unticked(tmp_path, *quiet_days(6, 5), *quiet_days(8, 5)), on="2026-03-30")
    finding = result.findings["incidents-eight-weeks"]
    assert (finding.verdict, finding.reason) == ("cannot tell", "not enough days known")  # 18 of 28


def test_fifteen_days_missing_over_the_eight_weeks_cannot_be_told(tmp_path):
    gaps = [*quiet_days(4, 5), *quiet_days(5, 5), *quiet_days(6, 5)]
    result = patterns.measure(unticked(tmp_path, *gaps), on="2026-03-30")
    assert result.to_dict()["window"]["known_days"] == 41  # of 56: less than 42
    assert result.findings["incidents-eight-weeks"].reason == "not enough days known"


def test_a_message_before_local_midnight_is_in_week_eight_and_one_after_it_is_not(tmp_path):
    # 21:30 UTC on the day the clocks went forward is 23:30 in Berlin; 22:00 UTC is already 30 March
    make_case(tmp_path, people=PEOPLE, incidents=[])
    (tmp_path / "exports").mkdir()
    chat = (
        "13/02/2026, 09:00 - Mira: good morning\n29/03/2026, 23:30 - Jan: still up?\n30/03/2026, 00:00 - Jan: hello?\n"
    )
    (tmp_path / "exports" / "chat.txt").write_text(chat, encoding="utf-8")
    case = patterns.open_case(tmp_path)
    assert case.messages["sent_at"].dt.strftime("%H:%M").tolist() == ["08:00", "21:30", "22:00"]
    result = patterns.measure(case, on="2026-03-30")
    assert len(result.review.messages) == 2
    assert result.weekly["contact_days"].tolist() == [0, 1, 0, 0, 0, 0, 0, 1]


def test_messages_meanwhile_on_closed_channels_are_counted_by_who_sent_them(tmp_path):
    crossings = [{"Date": on, "Codes": "insult", "Boundary": "B1"} for on in ("2026-01-20", "2026-02-03", "2026-02-15")]
    make_case(
        tmp_path,
        people=PEOPLE,
        incidents=crossings,
        boundaries=[{"Id": "B1", "Not accepted": "insults", "Shared on": "2026-01-02"}],
    )
    (tmp_path / "exports").mkdir()
    sent = [
        ("15/02/2026, 23:59", "Jan"),
        ("16/02/2026, 00:00", "Jan"),
        ("17/03/2026, 23:59", "Mira"),
        ("18/03/2026, 00:01", "Jan"),
    ]
    chat = "".join(f"{at} - {who}: message {n}\n" for n, (at, who) in enumerate(sent))
    (tmp_path / "exports" / "chat.txt").write_text(chat, encoding="utf-8")
    finding = patterns.measure(patterns.open_case(tmp_path), on="2026-03-30").findings["pattern-three-in-a-month"]
    assert finding.triggers[0]["other_channels"] == {"me": 1, "other": 1}


def test_the_numbers_do_not_depend_on_the_machines_zone_or_clock(tmp_path, monkeypatch):
    import time

    case = eight_weeks(tmp_path)
    here = patterns.measure(case, on="2026-03-30").to_json()
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    if hasattr(time, "tzset"):
        time.tzset()
    try:
        assert patterns.measure(patterns.open_case(tmp_path), on="2026-03-30").to_json() == here
    finally:
        monkeypatch.undo()
        if hasattr(time, "tzset"):
            time.tzset()


@pytest.fixture(scope="module")
def after_four_weeks(tmp_path_factory):
    return patterns.measure(eight_weeks(tmp_path_factory.mktemp("four")), on="2026-03-02", weeks=4)


def test_after_four_weeks_the_same_record_is_not_down_by_half(after_four_weeks):
    # 20 before; 4 + 3 + 4 + 2 = 13 in the first four weeks: 3.25 a week against 5, which is 35 % fewer
    finding = after_four_weeks.findings["outbursts-four-weeks"]
    assert (finding.verdict, finding.numbers["baseline"]["count"], finding.numbers["window"]["count"]) == (
        "not met",
        20,
        13,
    )
    assert finding.numbers["change"] == pytest.approx(-0.35)
    assert finding.next_step == "Firmer measures"  # as the plan says


def test_the_intervals_are_as_given_and_the_words_say_how_sure(first_journey, after_four_weeks):
    eight, four = first_journey.findings["incidents-eight-weeks"], after_four_weeks.findings["outbursts-four-weeks"]
    shown = [tuple(round(100 * each.numbers["interval"][end]) for end in ("low", "high")) for each in (eight, four)]
    assert shown == [(-90, -23), (-70, 37)]
    assert (eight.numbers["strength"], four.numbers["strength"]) == ("clear", "tentative")
