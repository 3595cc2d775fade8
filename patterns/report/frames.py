"""A result as the tidy frames that charts take, and the few figures that only a page needs."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pandas as pd

from patterns.days import Period, plan_weeks
from patterns.result import Result
from patterns.review import CONTACT_CHANNELS
from patterns.rules._contact import exchanged
from patterns.rules.conflicts import BEST_FIRST, DIRECTIONS, all_conflicts, within
from patterns.schema import records

SCALES = (4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300)
MOST_WEEKS = 16  # plan weeks that a chart across the page has room for
HALVING = {True: ("outbursts-four-weeks", "outbursts"), False: ("incidents-eight-weeks", "incidents")}


def main_rule(result: Result) -> tuple[str, str]:
    """Return the halving rule that this report is about, and the column of the weekly table it counts."""
    return HALVING[result.weeks <= 4]


def window_weeks(result: Result) -> list[int]:
    """Return the plan weeks of which days lie in the window."""
    weeks = plan_weeks(result.plan.start, result.review_date)
    return [week for week, period in weeks if period.last >= result.review.window.first]


def chart_weeks(result: Result) -> list[int]:
    """Return the plan weeks that charts show: all of them, or the latest where there are too many."""
    return [week for week, _ in plan_weeks(result.plan.start, result.review_date)][-MOST_WEEKS:]


def weeks(result: Result, planned: list[int]) -> pd.DataFrame:
    """Return the four weeks before the plan and the plan weeks asked for (schema.WEEKLY)."""
    weekly = result.weekly.loc[result.weekly["week"].isin(planned)]
    return pd.concat([result.baseline_weeks, weekly], ignore_index=True)


def scale(result: Result) -> int:
    """Return the upper end of the scale: a round number above every week of the case so far.

    Always that of all incidents, also where a chart counts only outbursts, so that a four- and an eight-week report
    read alike; it begins with the weeks before the plan and grows only where a later week goes beyond them.
    """
    counts = pd.concat([result.baseline_weeks["incidents"], result.weekly["incidents"]]).dropna()
    highest = int(counts.max()) if len(counts) else 0
    return next((each for each in SCALES if each >= highest), highest)


def quiet_lately(result: Result) -> bool:
    """Tell whether the latest two whole plan weeks are fully recorded and without an incident."""
    latest = result.weekly.loc[result.weekly["days"] == 7].tail(2)
    return len(latest) == 2 and bool(latest["complete"].all()) and bool((latest["incidents"] == 0).all())


def limit_a_week(result: Result, rule: str) -> float | None:
    """Return the agreed limit as incidents in seven recorded days; missing without a baseline to take it from."""
    before = result.findings[rule].numbers["baseline"]
    if not before["known_days"] or not before["count"]:
        return None
    plan = result.plan
    down_by = plan.outbursts_down_by if rule == "outbursts-four-weeks" else plan.incidents_down_by
    return float(Fraction(7 * before["count"], before["known_days"]) * (1 - down_by))


def repairs(result: Result, planned: list[int], *, counted_only: bool) -> pd.DataFrame:
    """Return one row per conflict and side that offered a step: `week`, `by`, `outcome`, `date`, `hours`."""
    start = result.plan.start
    sides = DIRECTIONS[result.plan.repair_counted] if counted_only else ("me", "other")
    rows: list[dict[str, Any]] = []
    if planned:
        whole = Period(start + timedelta(days=7 * (planned[0] - 1)), result.review_date - timedelta(days=1))
        for conflict in within(all_conflicts(result.review), whole):
            for by in sides:
                outcomes = [each for each in conflict["outcomes"] if each["by"] == by]
                best = min(outcomes, key=lambda each: BEST_FIRST.index(each["what"]), default=None)
                if best:
                    week = (conflict["date"] - start).days // 7 + 1
                    rows.append(
                        {
                            "week": week,
                            "by": by,
                            "outcome": best["what"],
                            "date": conflict["date"],
                            "hours": best["hours"],
                        }
                    )
    return pd.DataFrame(rows, columns=["week", "by", "outcome", "date", "hours"])


def sessions(result: Result) -> pd.DataFrame:
    """Return one row per session of the latest trial, those to come included: `week` of the trial, `status`, `date`."""
    numbers = result.findings["attendance"].numbers
    held = [
        {"week": each["week"], "status": each["status"], "date": each["date"]}
        for each in numbers.get("sessions", [])
        if each["status"] != "replaced"
    ]
    with_row = {each["week"] for each in held}
    coming = [week for week in range(1, trial_weeks(result) + 1) if numbers["trials"] and week not in with_row]
    rows = held + [{"week": week, "status": "to come", "date": None} for week in coming]
    return pd.DataFrame(rows, columns=["week", "status", "date"]).sort_values("week", kind="stable", ignore_index=True)


def statements(result: Result) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the weeks of the window with their state, and the statements in them."""
    numbers = result.findings["statements"].numbers
    rated = pd.DataFrame(numbers["rated"], columns=["week", "date", "meets", "borne_out"])
    return pd.DataFrame(numbers["weeks"], columns=["week", "first", "state"]), rated


def days(result: Result, planned: list[int]) -> pd.DataFrame:
    """Return the days of the weeks before the plan and of the plan weeks asked for, each with its week and weekday."""
    calendar, start = result.review.calendar, result.plan.start
    passed = (calendar["date"] - pd.Timestamp(start)).dt.days
    week = passed // 7 + (passed >= 0)
    inside = week.between(-4, -1) | week.isin(planned)
    return calendar.assign(week=week, weekday=passed % 7).loc[inside]


def boundary_events(result: Result) -> pd.DataFrame:
    """Return when boundaries were shared, crossed and reached their number, and when a consequence ran."""
    numbers = result.findings["pattern-three-in-a-month"].numbers
    rows: list[tuple[str, str, date, date]] = []
    shared = result.review.log.boundaries
    shared = shared.loc[shared["id"].notna() & (shared["shared_on"] < pd.Timestamp(result.review_date))]
    for row in records(shared):
        rows.append((row["id"].strip(), "shared", row["shared_on"].date(), row["shared_on"].date()))
    for each in numbers["triggers"]:
        rows.append((each["boundary"], "consequence", each["from"], each["until"]))
    reached = {(each["boundary"], each["on"]) for each in numbers["triggers"]}
    for each in numbers["crossings"]:
        what = "reached" if (each["boundary"], each["on"]) in reached else "crossed"
        rows.append((each["boundary"], what, each["on"], each["on"]))
    for row in records(shared.loc[shared["in_force_until"].notna()]):
        rows.append((row["id"].strip(), "ended", row["in_force_until"].date(), row["in_force_until"].date()))
    rows.sort(key=lambda row: (row[0], row[2]))
    return pd.DataFrame(rows, columns=["boundary", "what", "first", "last"])


def beside_boundaries(result: Result) -> pd.DataFrame:
    """Return the sessions of the latest trial and the reviews, those due and those held, in the same columns."""
    rows: list[tuple[str, str, date, date]] = []
    held = sessions(result)
    for row in records(held.loc[held["date"].notna()]):
        what = row["status"] if row["status"] in ("attended", "cancelled by therapist") else "missed"
        rows.append(("sessions", what, row["date"], row["date"]))
    rhythm = result.findings["review-rhythm"].numbers
    rows += [("reviews", "due", each, each) for each in rhythm["due"]]
    rows += [("reviews", "held", each, each) for each in rhythm["held"] if each < result.review_date]
    return pd.DataFrame(rows, columns=["boundary", "what", "first", "last"])


def channels(result: Result, planned: list[int]) -> pd.DataFrame:
    """Return one row per week and channel with the days of contact on it: `week`, `channel`, `days`, `known_days`.

    A day counts for a channel once, by a message or an entry either way; a visit counts as in person.
    """
    review = result.review
    sent = exchanged(review)[["day", "channel"]].rename(columns={"day": "date"})
    entered = review.acts.loc[review.acts["channel"].isin(CONTACT_CHANNELS), ["date", "channel"]]
    visits = review.calendar.loc[review.calendar["visit"], ["date"]].assign(channel="in person")
    found = pd.concat([sent, entered, visits], ignore_index=True).drop_duplicates()
    shown = weeks(result, planned)
    rows = []
    for channel in [each for each in CONTACT_CHANNELS if (found["channel"] == each).any()]:
        on = found.loc[found["channel"] == channel, "date"]
        for row in records(shown):
            inside = on.between(row["first"], row["first"] + pd.Timedelta(days=row["days"] - 1))
            rows.append((row["week"], channel, int(inside.sum()), row["known_days"]))
    return pd.DataFrame(rows, columns=["week", "channel", "days", "known_days"])


def trial_weeks(result: Result) -> int:
    """Return the length of the latest trial; the plan's where none is recorded."""
    trials = result.findings["attendance"].numbers["trials"]
    return int(trials[-1]["weeks"]) if trials else result.plan.trial_weeks


def unknown_weeks(result: Result) -> list[int]:
    """Return the plan weeks of which no day is recorded."""
    return [int(week) for week in result.weekly.loc[result.weekly["known_days"] == 0, "week"]]
