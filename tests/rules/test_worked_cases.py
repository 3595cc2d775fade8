"""The worked cases of the plan's rules, each exactly as it must come out."""

from __future__ import annotations

import pytest

import patterns
from patterns.case import Case
from tests.cases import days, make_case, moments, weekly_incidents

BASELINE, PLAN = (5, 4, 6, 5), (4, 3, 4, 2, 2, 1, 2, 1)
ALL_DAYS = days("2026-01-05", 84, Contact="yes")  # 28 days before the plan, 56 days of it


@pytest.fixture(scope="module")
def halved(tmp_path_factory) -> Case:
    incidents = weekly_incidents("2026-01-05", BASELINE + PLAN)
    return make_case(tmp_path_factory.mktemp("halved"), incidents=incidents, days=ALL_DAYS)


def find(case: Case, rule: str, on: str, weeks: int = 8):
    return patterns.measure(case, on=on, weeks=weeks).findings[rule]


def test_eight_weeks_of_which_the_last_four_hold_six_instead_of_twenty_are_met(halved):
    finding = find(halved, "incidents-eight-weeks", "2026-03-30")
    assert finding.verdict == "met"
    assert (finding.baseline["count"], finding.baseline["known_days"]) == (20, 28)
    assert (finding.window["count"], finding.window["known_days"]) == (6, 28)
    assert finding.change == pytest.approx(-0.70)  # 1.5 a week instead of 5
    assert (finding.beside["count"], finding.beside["known_days"]) == (19, 56)
    assert finding.beside["change"] == pytest.approx(-0.525)  # 2.375 a week instead of 5
    assert finding.beside["verdict"] == "met"
    assert (round(finding.interval["low"], 2), round(finding.interval["high"], 2)) == (-0.90, -0.23)
    assert finding.strength == "clear"
    assert finding.numbers["evidence"] == "clear fall; whether it halved is not settled"
    assert finding.chance == pytest.approx(1 / 70)
    assert finding.flags == ()


def test_four_weeks_with_thirteen_instead_of_twenty_are_not_met_and_say_the_plans_next_step(halved):
    finding = find(halved, "outbursts-four-weeks", "2026-03-02", weeks=4)
    assert (finding.verdict, finding.next_step) == ("not met", "Firmer measures")
    assert (finding.baseline["count"], finding.window["count"]) == (20, 13)
    assert finding.change == pytest.approx(-0.35)
    assert (round(finding.interval["low"], 2), round(finding.interval["high"], 2)) == (-0.70, 0.37)
    assert finding.strength == "tentative"
    assert not finding.halves["disagree"]  # 7 in the first two weeks, 6 in the last two: not halved either


def public(case: Case, rule: str, on: str) -> dict:
    """The rule as other programs see it: dates as ISO text."""
    return next(each for each in patterns.measure(case, on=on).to_dict()["rules"] if each["id"] == rule)


UNKNOWN_BEFORE = [f"2026-01-{each}" for each in range(19, 26)]  # the third week before the plan
UNKNOWN_AFTER = [f"2026-02-{each}" for each in range(16, 23)]  # the third week of the plan


def with_gaps(tmp_path, third_week: int) -> Case:
    unknown = UNKNOWN_BEFORE + ([] if third_week else UNKNOWN_AFTER)
    return make_case(
        tmp_path,
        incidents=weekly_incidents("2026-01-05", (4, 3, 0, 3, 2, 2, third_week, 1)),
        days=days("2026-01-05", 56, unknown=unknown),
    )


def test_ten_in_21_days_then_five_in_21_days_is_exactly_half_and_met(tmp_path):
    finding = find(with_gaps(tmp_path, 0), "outbursts-four-weeks", "2026-03-02", weeks=4)
    assert (finding.baseline["count"], finding.baseline["known_days"]) == (10, 21)
    assert (finding.window["count"], finding.window["known_days"]) == (5, 21)
    assert (finding.verdict, finding.reason) == ("met", "exactly on the limit")
    assert "exactly on the limit" in finding.sentence
    assert finding.strength == "tentative"
    # 2 more: 7 in 28 against 10 in 21 is -47.5 %; 3 more: 8 in 28 is -40 %
    assert finding.missing["turns"] == [
        {"incidents": 2, "verdict": "on the line"},
        {"incidents": 3, "verdict": "not met"},
    ]


def test_two_found_in_the_missing_week_put_it_on_the_line(tmp_path):
    finding = find(with_gaps(tmp_path, 2), "outbursts-four-weeks", "2026-03-02", weeks=4)
    assert (finding.window["count"], finding.window["known_days"]) == (7, 28)
    assert finding.change == pytest.approx(-0.475)
    assert finding.verdict == "on the line"


def test_four_found_in_the_missing_week_are_not_met(tmp_path):
    finding = find(with_gaps(tmp_path, 4), "outbursts-four-weeks", "2026-03-02", weeks=4)
    assert finding.change == pytest.approx(-0.325)  # 9 in 28 against 10 in 21
    assert finding.verdict == "not met"


def test_a_second_unknown_week_leaves_nothing_to_tell_and_no_percentage(tmp_path):
    case = make_case(
        tmp_path,
        incidents=weekly_incidents("2026-01-05", (4, 3, 0, 3, 2, 2)),
        days=days("2026-01-05", 42, unknown=UNKNOWN_BEFORE),
    )
    finding = find(case, "outbursts-four-weeks", "2026-03-02", weeks=4)
    assert (finding.verdict, finding.reason) == ("cannot tell", "not enough days known")
    assert (finding.change, finding.interval) == (None, None)
    assert "%" not in finding.sentence


WEEKS = [f"2026-{month:02}-{day:02}" for month, day in
         ((2, 4), (2, 11), (2, 18), (2, 25), (3, 4), (3, 11), (3, 18), (3, 25))]  # fmt: skip


def sessions(*statuses: str, whose: str = "other"):
    return [{"Date": on, "Whose": whose, "Status": status} for on, status in zip(WEEKS, statuses, strict=False)]


def trial(tmp_path, rows) -> Case:
    treatment = [{"Therapy": "MBT", "Whose": "other", "Started on": "2026-02-02"}]
    return make_case(tmp_path, sessions=rows, treatment=treatment)


def test_five_of_seven_with_four_to_come_can_miss_none(tmp_path):
    rows = sessions(*["attended"] * 3, "missed", "cancelled by therapist", "attended", "missed", "attended")
    finding = find(trial(tmp_path, rows), "attendance", "2026-03-30")
    assert finding.verdict == "not due yet"
    assert (finding.k, finding.n, finding.due, finding.cancelled) == (5, 7, 8, 1)
    assert (finding.needed, finding.countable, finding.remaining, finding.can_miss) == (9, 11, 4, 0)
    assert "only if all 4 remaining are attended" in finding.sentence


def test_two_cancelled_by_the_therapist_lower_the_needed_number_to_eight_of_ten(tmp_path):
    rows = sessions("attended", "cancelled by therapist", "cancelled by therapist", "attended")
    finding = find(trial(tmp_path, rows), "attendance", "2026-03-02")
    assert (finding.needed, finding.countable) == (8, 10)


@pytest.mark.parametrize(
    ("answered", "hours", "taken"),
    [("2026-03-10 18:30", 71.5, 1), ("2026-03-10 19:00", 72.0, 1), ("2026-03-10 19:30", 72.5, 0)],
)
def test_72_hours_are_hours_that_really_passed_when_the_clocks_change(tmp_path, answered, hours, taken):
    # New York puts its clocks forward on 8 March 2026: the wall clock shows an hour more than passed
    offers = [{"Offered at": "2026-03-07 18:00", "Step": "phone call", "Answer": "yes", "Answered at": answered}]
    case = make_case(
        tmp_path,
        zone="America/New_York",
        next_steps=offers,
        conflicts=moments(("2026-03-07 18:00", "yes", answered)),
    )
    result = patterns.measure(case, on="2026-03-30")
    step, repair = result.findings["next-step-72-hours"], result.findings["repair-three-of-four"]
    assert step.offers[0]["hours"] == hours
    assert (step.k, step.n, step.late) == (taken, 1, 1 - taken)
    assert (repair.k, repair.n) == (taken, 1)


def test_three_crossings_within_26_days_trigger_where_the_calendar_month_would_not(tmp_path):
    crossed = [("2026-01-01", "B1"), ("2026-01-20", "B1"), ("2026-02-03", "B1"), ("2026-02-15", "B1")]
    case = make_case(
        tmp_path,
        boundaries=[{"Id": "B1", "Not accepted": "insults", "Shared on": "2026-01-02"}],
        incidents=[{"Date": on, "Codes": "insult", "Boundary": boundary} for on, boundary in crossed],
    )
    finding = find(case, "pattern-three-in-a-month", "2026-03-30")
    (trigger,) = public(case, "pattern-three-in-a-month", "2026-03-30")["triggers"]
    assert trigger["crossings"] == ["2026-01-20", "2026-02-03", "2026-02-15"]
    assert (trigger["on"], trigger["from"], trigger["until"]) == ("2026-02-15", "2026-02-16", "2026-03-17")
    assert trigger["calendar_month_agrees"] is False
    assert trigger["other_channels"] is None  # no messages in this case: not zero
    assert "calendar month" in finding.sentence


def test_a_baseline_of_none_has_no_percentage(tmp_path):
    case = make_case(tmp_path, incidents=weekly_incidents("2026-02-02", (0, 1, 2)), days=days("2026-01-05", 56))
    finding = find(case, "outbursts-four-weeks", "2026-03-02", weeks=4)
    assert (finding.verdict, finding.reason) == ("cannot tell", "none in the baseline")
    assert "3 now, none noted before" in finding.sentence
    assert "%" not in finding.sentence


def forty_five_per_cent(tmp_path, unticked: list[str]) -> Case:
    # 20 in 28 days on 14 different days before the plan, 11 in 28 days of it
    before = weekly_incidents("2026-01-05", (5, 5, 5, 5))
    return make_case(
        tmp_path,
        incidents=before + weekly_incidents("2026-02-02", (3, 3, 3, 2)),
        days=days("2026-01-05", 56, unknown=unticked),
    )


def test_45_per_cent_fewer_is_on_the_line(tmp_path):
    finding = find(forty_five_per_cent(tmp_path, []), "outbursts-four-weeks", "2026-03-02", weeks=4)
    assert finding.change == pytest.approx(-0.45)
    assert (finding.verdict, finding.flags) == ("on the line", ())


def test_leaving_quiet_baseline_days_unticked_is_flagged_when_it_turns_the_verdict(tmp_path):
    # each baseline week has entries Monday to Friday: its Saturdays are quiet
    quiet = ["2026-01-10", "2026-01-17", "2026-01-24", "2026-01-31"]
    finding = find(forty_five_per_cent(tmp_path, quiet), "outbursts-four-weeks", "2026-03-02", weeks=4)
    assert (finding.baseline["count"], finding.baseline["known_days"]) == (20, 24)
    assert finding.verdict == "met"  # 2 x 11 x 24 = 528 <= 20 x 28 = 560
    assert "depends on days not recorded" in finding.flags


def test_an_incident_across_midnight_and_a_week_border_is_counted_once_where_it_starts(tmp_path):
    case = make_case(
        tmp_path,
        incidents=[
            {"Date": "2026-02-08", "Time": "23:40", "Codes": "insult"},  # Sunday of week 1
            {"Date": "2026-02-09", "Time": "00:50", "Codes": "threat"},  # Monday of week 2, 70 minutes later
        ],
        days=days("2026-02-02", 14),
    )
    weekly = patterns.measure(case, on="2026-02-16").weekly
    assert weekly["incidents"].tolist() == [1, 0]
    assert weekly["acts"].tolist() == [2, 0]
