"""Edges of the rules: what is left out, what is pending, what is never taken as zero."""

from __future__ import annotations

import pytest

import patterns
from tests.cases import days, make_case, moments, weekly_incidents


def find(case, rule: str, on: str, weeks: int = 8):
    return patterns.measure(case, on=on, weeks=weeks).findings[rule]


# -- windows and known days ---------------------------------------------------------------------------------------


def test_before_four_weeks_have_passed_the_verdict_is_not_due(tmp_path):
    case = make_case(tmp_path, incidents=weekly_incidents("2026-01-05", (5,) * 6), days=days("2026-01-05", 47))
    finding = find(case, "outbursts-four-weeks", "2026-02-21")
    assert finding.verdict == "not due yet"
    assert "19 of 28 days" in finding.sentence


def test_fewer_than_five_before_the_plan_give_counts_and_no_percentage(tmp_path):
    case = make_case(tmp_path, incidents=weekly_incidents("2026-01-05", (1, 1, 1, 0, 1)), days=days("2026-01-05", 56))
    finding = find(case, "outbursts-four-weeks", "2026-03-02", weeks=4)
    assert (finding.verdict, finding.reason) == ("cannot tell", "too few baseline incidents")
    assert "3 before the plan, 1 in the last four weeks" in finding.sentence
    assert "%" not in finding.sentence


def test_nothing_in_either_period_is_said_so(tmp_path):
    case = make_case(tmp_path, days=days("2026-01-05", 56))
    finding = find(case, "incidents-eight-weeks", "2026-03-30")
    assert (finding.verdict, finding.reason) == ("cannot tell", "none in the baseline")
    assert "none noted in either period" in finding.sentence


def test_a_baseline_with_gaps_falls_back_on_its_longest_known_run(tmp_path):
    # known: 5-10 January (6 days) and 15-31 January (17 days): 23 of 28 would do, so leave 1 February and 11-14 out
    # and two more days: 20 known of 28 is less than 21, the run of 15 days from 18 January to 1 February stays
    known = days("2026-01-05", 5) + days("2026-01-18", 15) + days("2026-02-02", 28)
    case = make_case(tmp_path, incidents=weekly_incidents("2026-01-19", (6, 0)), days=known)
    result = patterns.measure(case, on="2026-03-02", weeks=4).to_dict()
    assert (result["baseline"]["first"], result["baseline"]["last"]) == ("2026-01-18", "2026-02-01")
    assert (result["baseline"]["days"], result["baseline"]["known_days"]) == (15, 15)


def test_a_baseline_without_a_run_of_fourteen_days_is_no_baseline(tmp_path):
    known = days("2026-01-05", 13) + days("2026-02-02", 28)
    case = make_case(tmp_path, incidents=weekly_incidents("2026-01-05", (6, 0)), days=known)
    finding = find(case, "outbursts-four-weeks", "2026-03-02", weeks=4)
    assert (finding.verdict, finding.reason) == ("cannot tell", "no baseline")


def test_a_week_of_which_nothing_is_known_has_no_zero(tmp_path):
    case = make_case(tmp_path, days=days("2026-02-02", 7))
    weekly = patterns.measure(case, on="2026-02-16").to_dict()["weekly"]
    assert [week["incidents"] for week in weekly] == [0, None]
    assert [week["complete"] for week in weekly] == [True, False]


def test_an_entry_makes_its_day_known(tmp_path):
    case = make_case(tmp_path, incidents=[{"Date": "2026-02-03", "Codes": "insult"}])
    window = patterns.measure(case, on="2026-02-16").to_dict()["window"]
    assert (window["days"], window["known_days"]) == (14, 1)


def test_no_contact_in_the_window_is_not_fewer_incidents(tmp_path):
    without = days("2026-02-02", 28, Contact="no")
    case = make_case(
        tmp_path, incidents=weekly_incidents("2026-01-05", (5, 5, 5, 5)), days=days("2026-01-05", 28) + without
    )
    finding = find(case, "outbursts-four-weeks", "2026-03-02", weeks=4)
    assert (finding.verdict, finding.reason) == ("cannot tell", "no contact")


def test_what_is_dated_on_the_review_date_is_not_read(tmp_path):
    rows = [{"Date": "2026-03-01", "Codes": "insult"}, {"Date": "2026-03-02", "Codes": "threat"}]
    case = make_case(tmp_path, incidents=rows, days=days("2026-02-02", 35))
    result = patterns.measure(case, on="2026-03-02")
    assert result.to_dict()["weekly"][-1]["incidents"] == 1
    assert not result.page_first


def test_days_after_the_last_whole_week_are_shown_as_an_incomplete_week(tmp_path):
    case = make_case(tmp_path, days=days("2026-02-02", 30))
    last = patterns.measure(case, on="2026-03-04").to_dict()["weekly"][-1]
    assert (last["week"], last["days"], last["known_days"], last["complete"]) == (5, 2, 2, False)


# -- acts and incidents -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("second", "incidents"), [("23:59", 1), ("00:00", 2)])
def test_acts_less_than_six_hours_apart_are_one_incident(tmp_path, second, incidents):
    # 18:00 to 23:59 is 5 h 59 min; a cell at exactly 00:00 is a date without a time and stands alone
    rows = [{"Date": "2026-02-03", "Time": each, "Codes": "insult"} for each in ("18:00", second)]
    case = make_case(tmp_path, incidents=rows, days=days("2026-02-02", 7))
    assert patterns.measure(case, on="2026-02-09").weekly["incidents"].tolist() == [incidents]


def test_six_hours_exactly_are_two_incidents_and_a_chain_is_one(tmp_path):
    exactly = [{"Date": "2026-02-03", "Time": each, "Codes": "insult"} for each in ("09:00", "15:00")]
    chain = [{"Date": "2026-02-05", "Time": each, "Codes": "insult"} for each in ("09:00", "14:00", "19:00")]
    case = make_case(tmp_path, incidents=exactly + chain, days=days("2026-02-02", 7))
    weekly = patterns.measure(case, on="2026-02-09").weekly
    assert (weekly["incidents"].tolist(), weekly["acts"].tolist()) == ([3], [5])


def test_a_person_can_join_and_split(tmp_path):
    rows = [
        {"Date": "2026-02-03", "Time": "09:00", "Codes": "insult", "Id": "a"},
        {"Date": "2026-02-03", "Time": "10:00", "Codes": "insult", "Same incident as": "own"},
        {"Date": "2026-02-03", "Codes": "shouting", "Same incident as": "a"},
    ]
    case = make_case(tmp_path, incidents=rows, days=days("2026-02-02", 7))
    weekly = patterns.measure(case, on="2026-02-09").weekly
    assert (weekly["incidents"].tolist(), weekly["acts"].tolist()) == ([2], [3])


def test_the_outburst_cell_outranks_the_code(tmp_path):
    rows = [
        {"Date": "2026-02-03", "Codes": "insult", "Outburst": "no"},
        {"Date": "2026-02-04", "Codes": "gaslighting", "Outburst": "yes"},
        {"Date": "2026-02-05", "Codes": ""},
    ]
    case = make_case(tmp_path, incidents=rows, days=days("2026-02-02", 7))
    weekly = patterns.measure(case, on="2026-02-09").weekly
    assert (weekly["incidents"].tolist(), weekly["outbursts"].tolist()) == ([3], [1])


def test_look_alike_rows_all_count_with_a_range_beside(tmp_path):
    twice = [{"Date": "2026-02-03", "Codes": "insult", "What happened": "called me names in the kitchen" + end}
             for end in ("", ".")]  # fmt: skip
    rows = weekly_incidents("2026-01-05", (5, 5, 5, 5)) + twice
    case = make_case(tmp_path, incidents=rows, days=days("2026-01-05", 56))
    finding = find(case, "outbursts-four-weeks", "2026-03-02", weeks=4)
    assert (finding.window["count"], finding.window["range"]) == (2, [1, 2])
    assert finding.verdict == "met"  # 1 and 2 are both far below ten


# -- safety -------------------------------------------------------------------------------------------------------

QUIET = {"incidents": weekly_incidents("2026-01-05", (5,) * 4 + (1,) * 8), "days": days("2026-01-05", 84)}


def with_entry(tmp_path, **cells):
    rows = [*QUIET["incidents"], {"Codes": "threat", **cells}]
    return patterns.measure(make_case(tmp_path, incidents=rows, days=QUIET["days"]), on="2026-03-30")


def test_a_threat_in_the_window_stops_both_halving_verdicts_and_keeps_their_counts(tmp_path):
    result = with_entry(tmp_path, Date="2026-03-10", Time="20:00", **{"Talked through on": "2026-03-12"})
    assert result.page_first
    for rule in ("outbursts-four-weeks", "incidents-eight-weeks"):
        finding = result.findings[rule]
        assert finding.verdict == "not assessed - safety first"
        assert finding.window["count"] == 5
        assert finding.change is None


def test_an_earlier_threat_stays_open_until_it_was_talked_through(tmp_path):
    assert with_entry(tmp_path / "open", Date="2025-11-02").page_first
    assert not with_entry(tmp_path / "done", Date="2025-11-02", **{"Talked through on": "2026-03-29"}).page_first
    assert with_entry(tmp_path / "late", Date="2025-11-02", **{"Talked through on": "2026-03-30"}).page_first


def test_a_day_marked_afraid_puts_safety_first(tmp_path):
    ticks = [*QUIET["days"][:-1], QUIET["days"][-1] | {"Afraid": "yes"}]
    result = patterns.measure(make_case(tmp_path, incidents=QUIET["incidents"], days=ticks), on="2026-03-30")
    assert [event["on"].isoformat() for event in result.safety_open] == ["2026-03-29"]


def test_a_threat_whose_date_is_unknown_is_not_lost(tmp_path):
    result = with_entry(tmp_path, **{"When in words": "some time in spring"})
    assert result.page_first
    assert result.safety_open[0]["on"] is None


def test_without_open_events_the_sentence_does_not_call_anyone_safe(tmp_path):
    result = patterns.measure(make_case(tmp_path, **QUIET), on="2026-03-30")
    assert "This does not mean you are safe." in result.findings["safety-first"].sentence


# -- repair and next steps ----------------------------------------------------------------------------------------

IN_TIME = ("2026-03-{:02} 18:00", "yes", "2026-03-{:02} 20:00")


def accepted(*on: int):
    return moments(*[(IN_TIME[0].format(day), "yes", IN_TIME[2].format(day)) for day in on])


def test_six_of_eight_with_three_of_the_last_four_are_met(tmp_path):
    late = moments(("2026-03-10 08:00", "yes", "2026-03-14 03:00"))  # 91 h
    refused = moments(("2026-03-20 08:00", "no", "2026-03-20 09:00"))
    # in order: 2, 4, 6 taken up, 10 late, then the last four: 14 and 18 taken up, 20 refused, 22 taken up
    case = make_case(tmp_path, conflicts=accepted(2, 4, 6, 14, 18, 22) + late + refused)
    finding = find(case, "repair-three-of-four", "2026-03-30")
    assert (finding.k, finding.n, finding.late, finding.last_four) == (6, 8, 1, 3)
    assert (finding.verdict, finding.strength) == ("met", "tentative")


def test_six_of_eight_with_two_of_the_last_four_are_not_met(tmp_path):
    refused = moments(("2026-03-21 08:00", "no", ""), ("2026-03-22 08:00", "no", ""))
    finding = find(
        make_case(tmp_path, conflicts=accepted(2, 4, 6, 8, 12, 20) + refused), "repair-three-of-four", "2026-03-30"
    )
    assert (finding.k, finding.n, finding.last_four, finding.verdict) == (6, 8, 2, "not met")


def test_an_offer_whose_hours_still_run_is_pending_and_not_a_refusal(tmp_path):
    # offered 40 h before the midnight on which the review date begins
    pending = moments(("2026-03-28 08:00", "", ""))
    case = make_case(
        tmp_path, conflicts=accepted(2, 4, 6, 8, 12, 20) + moments(("2026-03-16 08:00", "no", "")) + pending
    )
    finding = find(case, "repair-three-of-four", "2026-03-30")
    assert (finding.k, finding.n, finding.pending) == (6, 7, 1)


def test_an_answer_after_the_review_date_is_not_read_yet(tmp_path):
    case = make_case(tmp_path, conflicts=moments(("2026-03-28 08:00", "yes", "2026-03-30 08:00")))
    assert (find(case, "repair-three-of-four", "2026-03-30").pending, 1) == (1, 1)
    assert find(case, "repair-three-of-four", "2026-03-31").k == 1


def test_an_unanswered_offer_counts_as_not_taken_up_once_its_hours_are_over(tmp_path):
    case = make_case(tmp_path, conflicts=moments(("2026-03-20 08:00", "none yet", "")))
    finding = find(case, "repair-three-of-four", "2026-03-30")
    assert (finding.k, finding.n, finding.unanswered, finding.pending) == (0, 1, 1, 0)


def test_a_yes_without_its_time_is_left_out_and_said(tmp_path):
    case = make_case(tmp_path, conflicts=accepted(2, 4) + moments(("2026-03-20 08:00", "yes", "")))
    finding = find(case, "repair-three-of-four", "2026-03-30")
    assert (finding.k, finding.n, finding.left_out) == (2, 2, 1)
    assert (finding.verdict, finding.reason) == ("cannot tell", "too few conflicts")
    assert "2 of 2 taken up; the limit needs at least 4" in finding.sentence


def test_my_own_no_is_in_no_count(tmp_path):
    theirs = [row | {"Step offered by": "other"} for row in moments(("2026-03-05 08:00", "no", "2026-03-05 09:00"))]
    finding = find(make_case(tmp_path, conflicts=accepted(2) + theirs), "repair-three-of-four", "2026-03-30")
    assert (finding.n, finding.other_direction["n"]) == (1, 0)


def test_rows_with_the_same_conflict_id_are_one_conflict_taken_up_if_any_offer_was(tmp_path):
    rows = [
        row | {"Conflict": "c1"}
        for row in moments(("2026-03-05 08:00", "no", ""), ("2026-03-06 08:00", "yes", "2026-03-06 09:00"))
    ]
    finding = find(make_case(tmp_path, conflicts=rows), "repair-three-of-four", "2026-03-30")
    assert (finding.k, finding.n) == (1, 1)


def test_dates_without_times_count_within_three_calendar_days(tmp_path):
    steps = [
        {"Offered at": "2026-03-02", "Step": "phone call", "Answer": "yes", "Answered at": "2026-03-05"},
        {"Offered at": "2026-03-10", "Step": "phone call", "Answer": "yes", "Answered at": "2026-03-14"},
    ]
    finding = find(make_case(tmp_path, next_steps=steps), "next-step-72-hours", "2026-03-30")
    assert (finding.k, finding.late, finding.to_the_day) == (1, 1, 2)


def test_the_same_step_again_while_the_clock_runs_is_one_offer(tmp_path):
    steps = [
        {"Offered at": "2026-03-02 10:00", "Step": "time-out", "Answer": ""},
        {"Offered at": "2026-03-03 10:00", "Step": "time-out", "Answer": "yes", "Answered at": "2026-03-05 11:00"},
        {"Offered at": "2026-03-03 10:00", "Step": "phone call", "Answer": "no"},
    ]
    finding = find(make_case(tmp_path, next_steps=steps), "next-step-72-hours", "2026-03-30")
    # the time-out's clock began on 2 March 10:00: 73 h to the yes
    assert (finding.k, finding.n, finding.late, finding.refused) == (0, 2, 1, 1)
    assert finding.verdict == "no limit"


# -- sessions, statements, boundaries -----------------------------------------------------------------------------

MBT = [{"Therapy": "MBT", "Whose": "other", "Started on": "2026-02-02"}]


def session(on: str, status: str, whose: str = "other"):
    return {"Date": on, "Whose": whose, "Status": status, "How known": "told by the other person"}


def test_a_trial_week_without_a_row_is_never_missed(tmp_path):
    case = make_case(tmp_path, treatment=MBT, sessions=[session("2026-02-04", "attended")])
    finding = find(case, "attendance", "2026-02-23")
    assert (finding.k, finding.n, finding.unrecorded, finding.missed) == (1, 1, 2, 0)


def test_a_rescheduled_session_is_replaced_by_another_of_its_week_or_missed(tmp_path):
    rows = [
        session("2026-02-03", "rescheduled"),
        session("2026-02-06", "attended"),
        session("2026-02-10", "rescheduled"),
    ]
    case = make_case(tmp_path, treatment=MBT, sessions=rows)
    assert (find(case, "attendance", "2026-02-16").k, find(case, "attendance", "2026-02-16").n) == (1, 2)
    assert find(case, "attendance", "2026-02-12").missed == 0


def test_attendance_is_settled_as_soon_as_it_is_reached_or_out_of_reach(tmp_path):
    weeks = [
        f"2026-{m:02}-{d:02}" for m, d in ((2, 4), (2, 11), (2, 18), (2, 25), (3, 4), (3, 11), (3, 18), (3, 25), (4, 1))
    ]
    nine = [session(on, "attended") for on in weeks]
    four_missed = [session(on, "missed") for on in weeks[:4]]
    assert find(make_case(tmp_path / "a", treatment=MBT, sessions=nine), "attendance", "2026-04-06").verdict == "met"
    assert (
        find(make_case(tmp_path / "b", treatment=MBT, sessions=four_missed), "attendance", "2026-03-02").verdict
        == "not met"
    )


def test_my_own_sessions_are_a_series_of_their_own(tmp_path):
    case = make_case(tmp_path, treatment=MBT, sessions=[session("2026-02-04", "missed", "me")])
    finding = find(case, "attendance", "2026-02-09")
    assert (finding.missed, finding.unrecorded, finding.own) == (0, 1, {"attended": 0, "recorded": 1})


def test_without_a_trial_there_is_nothing_to_tell(tmp_path):
    finding = find(make_case(tmp_path, incidents=[]), "attendance", "2026-03-30")
    assert (finding.verdict, finding.reason) == ("cannot tell", "nothing recorded")


CRITERIA = ("Names the act", "No excuse", "No blame of me", "Says what it did", "Says what will change")


def statement(on: str, ticks: str, codes: str = "insult"):
    cells = {name: {"y": "yes", "n": "no", "-": ""}[tick] for name, tick in zip(CRITERIA, ticks, strict=True)}
    return {"Date": on, "Words": "(words)", "Codes": codes} | cells


def test_statements_are_counted_by_the_ticks_a_person_made(tmp_path):
    rows = [statement("2026-02-10", "yyyyn"), statement("2026-02-11", "ynyyy"), statement("2026-02-12", "yyy--")]
    case = make_case(
        tmp_path, statements=rows, incidents=[{"Date": "2026-02-03", "Codes": "insult"}], days=days("2026-02-02", 21)
    )
    finding = find(case, "statements", "2026-02-23")
    assert (finding.k, finding.n, finding.pending) == (1, 2, 1)
    assert [week["state"] for week in finding.weeks] == ["none", "present", "none due"]


def test_a_statement_is_borne_out_after_fourteen_known_days_without_the_same_code(tmp_path):
    rows = [statement("2026-02-03", "yyyyy"), statement("2026-02-03", "yyyyy", "gaslighting")]
    entries = [{"Date": "2026-02-10", "Codes": "gaslighting"}]
    case = make_case(tmp_path, statements=rows, incidents=entries, days=days("2026-02-02", 30))
    assert [each["borne_out"] for each in find(case, "statements", "2026-02-17").rated] == ["open", "not borne out"]
    assert [each["borne_out"] for each in find(case, "statements", "2026-02-18").rated] == [
        "borne out",
        "not borne out",
    ]


def crossing(*on: str, **boundary):
    shared = {"Id": "B1", "Not accepted": "insults", "Shared on": "2026-01-02"} | boundary
    rows = [{"Date": each, "Codes": "insult", "Boundary": "B1"} for each in on]
    return {"boundaries": [shared], "incidents": rows}


@pytest.mark.parametrize(("third", "triggered"), [("2026-02-08", 1), ("2026-02-09", 0)])
def test_thirty_days_mean_third_less_first_of_29_days_at_most(tmp_path, third, triggered):
    case = make_case(tmp_path, **crossing("2026-01-10", "2026-01-20", third))  # 29 and 30 days after 10 January
    assert len(find(case, "pattern-three-in-a-month", "2026-03-30").triggers) == triggered


def test_a_month_that_would_trigger_by_the_calendar_alone_is_said(tmp_path):
    case = make_case(tmp_path, **crossing("2026-03-01", "2026-03-15", "2026-03-31"))  # 30 days apart, one month
    finding = find(case, "pattern-three-in-a-month", "2026-04-06")
    assert finding.triggers == []
    assert [each["month"] for each in finding.calendar_only] == ["2026-03"]


def test_counting_starts_afresh_after_a_trigger_also_while_the_consequence_runs(tmp_path):
    six = ("2026-02-03", "2026-02-04", "2026-02-05", "2026-02-10", "2026-02-12", "2026-02-14")
    triggers = find(make_case(tmp_path, **crossing(*six)), "pattern-three-in-a-month", "2026-03-30").triggers
    assert [each["on"].isoformat() for each in triggers] == ["2026-02-05", "2026-02-14"]


def test_two_acts_of_one_incident_are_one_crossing(tmp_path):
    case = make_case(
        tmp_path,
        boundaries=[{"Id": "B1", "Not accepted": "insults", "Shared on": "2026-01-02"}],
        incidents=[
            {"Date": "2026-02-03", "Time": each, "Codes": "insult", "Boundary": "B1"}
            for each in ("09:00", "10:00", "11:00")
        ],
    )
    assert find(case, "pattern-three-in-a-month", "2026-03-30").triggers == []


def test_a_boundary_that_was_not_shared_is_never_crossed(tmp_path):
    case = make_case(tmp_path, **crossing("2026-02-03", "2026-02-04", "2026-02-05", **{"Shared on": ""}))
    finding = find(case, "pattern-three-in-a-month", "2026-03-30")
    assert finding.triggers == []


def test_a_fall_measured_while_a_consequence_ran_says_so(tmp_path):
    # three crossings by 3 March: e-mail only from 4 March on, 26 of the window's 28 days
    crossed = [{"Date": f"2026-03-{day:02}", "Codes": "insult", "Boundary": "B1"} for day in (1, 2, 3)]
    case = make_case(
        tmp_path,
        boundaries=[{"Id": "B1", "Not accepted": "insults", "Shared on": "2026-01-02"}],
        incidents=weekly_incidents("2026-01-05", (5,) * 4) + crossed,
        days=days("2026-01-05", 84, Contact="yes"),
    )
    finding = find(case, "outbursts-four-weeks", "2026-03-30")
    assert (finding.verdict, finding.flags) == ("met", ("mostly under restricted contact",))


def test_fewer_days_with_contact_are_named_where_they_explain_the_fall(tmp_path):
    # 20 in 28 contact days, then 6 in 7 contact days: 0.71 and then 0.86 for each
    calm = [row | {"Contact": "yes" if row["Date"] <= "2026-03-08" else "no"} for row in days("2026-03-02", 28)]
    case = make_case(
        tmp_path,
        incidents=weekly_incidents("2026-01-05", (5, 5, 5, 5, 0, 0, 0, 0, 6)),
        days=days("2026-01-05", 56, Contact="yes") + calm,
    )
    finding = find(case, "outbursts-four-weeks", "2026-03-30")
    assert (finding.verdict, finding.flags) == ("met", ("contact_explains",))


def test_two_trials_are_two_series_and_the_latest_is_the_one_that_counts(tmp_path):
    case = make_case(
        tmp_path,
        incidents=[],
        treatment=[
            {"Therapy": "MBT", "Whose": "other", "Started on": "2025-10-06", "Stopped on": "2025-11-10"},
            {"Therapy": "DBT", "Whose": "other", "Started on": "2026-02-02"},
        ],
        sessions=[
            {"Date": "2025-10-08", "Whose": "other", "Status": "attended"},
            {"Date": "2025-10-15", "Whose": "other", "Status": "missed"},
            {"Date": "2026-02-04", "Whose": "other", "Status": "attended"},
        ],
    )
    numbers = patterns.measure(case, on="2026-03-30").findings["attendance"].numbers
    assert (numbers["k"], numbers["n"]) == (1, 1)
    assert [(each["therapy"], each["k"], each["n"]) for each in numbers["trials"]] == [("MBT", 1, 2), ("DBT", 1, 1)]


def test_each_version_of_a_boundary_applies_to_its_own_dates(tmp_path):
    # two crossings of the first version and three of the second: the third in a month is that of 10 March
    days_crossed = ("2026-02-03", "2026-02-10", "2026-02-24", "2026-03-03", "2026-03-10")
    case = make_case(
        tmp_path,
        incidents=[{"Date": on, "Codes": "insult", "Boundary": "B1"} for on in days_crossed],
        boundaries=[
            {"Id": "B1", "Not accepted": "insults", "Shared on": "2026-02-02", "In force until": "2026-02-21"},
            {"Id": "B1", "Not accepted": "insults and sarcasm", "Shared on": "2026-02-22"},
        ],
    )
    triggers = patterns.measure(case, on="2026-03-30").findings["pattern-three-in-a-month"].numbers["triggers"]
    assert [str(each["on"]) for each in triggers] == ["2026-03-10"]
    assert [str(each) for each in triggers[0]["crossings"]] == ["2026-02-24", "2026-03-03", "2026-03-10"]
