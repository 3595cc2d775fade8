"""A case as it stood on the morning of a review date: nothing dated on or after it is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from patterns import days
from patterns import incidents as grouping
from patterns.case import Case
from patterns.codes import entries
from patterns.codes.entries import URGENT
from patterns.codes.passages import reports, waiting
from patterns.days import Period
from patterns.errors import Problem
from patterns.log import Log, Plan
from patterns.log.lists import Code
from patterns.schema import records

CONTACT_CHANNELS = ("in person", "call", "text", "email", "social media")
LATER = (
    ("incidents", "date"), ("conflicts", "date"), ("next_steps", "offered_at"), ("sessions", "date"),
    ("statements", "date"),
)  # fmt: skip
SHEET_OF = {
    "incidents": "Incidents", "conflicts": "Conflicts", "next_steps": "Next steps", "sessions": "Sessions",
    "statements": "Statements",
}  # fmt: skip
CANDIDATE_FAMILY, CANDIDATE_STRENGTH = "incident", "clear"


@dataclass(frozen=True, eq=False)
class Review:
    """One case, one review date, one window; what every rule is given.

    `acts` and `incidents` are those of the record before the review date; `merged` are the incidents with every
    proposed duplicate taken as one event (the lower end of a range). `messages` are those before the review date,
    without what was written (`Case.envelopes`). `may_tell` is what entries may tell of beyond their codes.
    `calendar` has a row for every local day
    from 28 days before the earliest start that a rule looks at to the day before the review date.
    """

    case: Case
    review_date: date
    weeks: int
    log: Log
    messages: pd.DataFrame
    acts: pd.DataFrame
    incidents: pd.DataFrame
    merged: pd.DataFrame
    calendar: pd.DataFrame
    unreviewed: pd.DataFrame
    unsettled: pd.DataFrame
    may_tell: pd.DataFrame
    codes: dict[str, Code]

    def __repr__(self) -> str:
        return f"Review({self.review_date}, {self.weeks} weeks, {len(self.incidents)} incidents)"

    @property
    def plan(self) -> Plan:
        """The settings of the Plan sheet."""
        assert self.case.plan is not None  # open_case lets no case without a plan through to a review
        return self.case.plan

    @property
    def zone(self) -> str:
        """The plan's time zone (IANA name)."""
        return self.plan.zone

    @property
    def last_day(self) -> date:
        """The last day that is read."""
        return self.review_date - timedelta(days=1)

    @cached_property
    def window(self) -> Period:
        """The days that this report covers; never begun before the plan."""
        return days.before(self.review_date, 7 * self.weeks, self.plan.start)

    @cached_property
    def safety_window(self) -> Period:
        """The same days for matters of safety, which a plan's start does not cut off."""
        return days.before(self.review_date, 7 * self.weeks)

    @cached_property
    def baseline(self) -> tuple[Period, bool]:
        """The days before the plan, and whether enough of them are known to compare with."""
        return self.baseline_of(self.plan.start)

    @cached_property
    def exported(self) -> list[Period]:
        """The days that the message exports cover: from the first message of each to its last, as far as it is read.

        Of every other day nothing is known about messages. A quiet day in between is covered.
        """
        held = self.case.sources
        held = held.loc[held["first"].notna() & (held["messages"] > held["left_out"])]
        first, last = (held[name].dt.tz_convert(self.zone).dt.date for name in ("first", "last"))
        return days.joined(Period(a, min(b, self.last_day)) for a, b in zip(first, last, strict=True))

    def baseline_of(self, start: date) -> tuple[Period, bool]:
        """Return the 28 days before `start`, or their longest known run; see `days.baseline`."""
        return days.baseline(start, self.calendar, self.plan.days_known_share)

    def count(self, period: Period, of: str = "abusive", *, merged: bool = False) -> int:
        """Return how many incidents start in `period`; `of` is `abusive`, `outburst` or `safety`."""
        return len(self.within(period, of, merged=merged))

    def within(self, period: Period, of: str = "abusive", *, merged: bool = False) -> pd.DataFrame:
        """Return the incidents that start in `period`."""
        rows = self.merged if merged else self.incidents
        return rows.loc[rows[of] & period.holds(rows["date"])]


def look(case: Case, on: date, weeks: int) -> Review:
    """Return `case` cut off at the local midnight on which `on` begins.

    Parameters
    ----------
    case : Case
        A case with a plan.
    on : date
        The review date; the day before it is the last that is read.
    weeks : int
        Length of the window of shares and safety, in weeks.
    """
    plan = case.plan
    assert plan is not None
    log = _cut(case.log, on)
    end = case.envelopes["sent_at"].searchsorted(days.midnight(on, plan.zone))
    messages = case.envelopes.iloc[:end]  # they stand in order of time
    codes = grouping.known_codes(log.codes)
    confirmed = grouping.confirmed_passages(case.reviewed, messages, codes)
    acts = grouping.acts(log.incidents, codes, plan.zone, confirmed)
    joined = grouping.join(acts, plan.hours_between_incidents) if len(acts) else acts.assign(incident=[])
    doubtful = len(acts) > 0 and len(log.duplicates) > 0
    same = grouping.join(acts, plan.hours_between_incidents, log.duplicates) if doubtful else joined
    each = grouping.incidents(joined)
    return Review(
        case=case,
        review_date=on,
        weeks=weeks,
        log=log,
        messages=messages,
        acts=joined,
        incidents=each,
        merged=grouping.incidents(same) if doubtful else each,
        calendar=_calendar(log, plan, messages, joined, on, weeks),
        unreviewed=_unreviewed(case, log, messages),
        unsettled=_unsettled(case, log, messages),
        may_tell=entries.unanswered(case.may_tell, log.incidents, _about_safety(codes), on),
        codes=codes,
    )


def _cut(log: Log, on: date) -> Log:
    """Drop what is dated on or after the review date, and answers given on or after it.

    Sheets of agreements (plan, people, boundaries, limits) stay whole: they say what applies, not what happened.
    """
    end = pd.Timestamp(on)
    happened = ("incidents", "conflicts", "sessions", "statements", "days", "reviews", "checklist")
    frames = {name: _before(getattr(log, name), end) for name in happened}
    frames["next_steps"] = log.next_steps.loc[~(log.next_steps["offered_at"] >= end)]
    frames["conflicts"] = frames["conflicts"].loc[~(frames["conflicts"]["offered_at"] >= end)]
    for name, moments in (
        ("conflicts", ("answered_at", "done_at")),
        ("next_steps", ("answered_at", "done_at")),
    ):
        frames[name] = _without_later_answers(frames[name], moments, end)
    return replace(log, **frames)


def _before(rows: pd.DataFrame, end: pd.Timestamp) -> pd.DataFrame:
    return rows.loc[~(rows["date"] >= end)]


def _without_later_answers(rows: pd.DataFrame, moments: tuple[str, ...], end: pd.Timestamp) -> pd.DataFrame:
    """Read an answer dated on or after the review date as not given yet."""
    later = rows["answered_at"] >= end
    rows = rows.assign(answer=rows["answer"].mask(later, "none yet"))
    return rows.assign(**{name: rows[name].mask(rows[name] >= end) for name in moments})


def _calendar(log: Log, plan: Plan, messages: pd.DataFrame, acts: pd.DataFrame, on: date, weeks: int) -> pd.DataFrame:
    starts = [plan.start, plan.compassion_started or plan.start, on - timedelta(days=7 * weeks)]
    first = min(starts) - timedelta(days=days.BASELINE_DAYS)
    return days.calendar(
        Period(first, on - timedelta(days=1)),
        ticks=log.days,
        incident_dates=acts["date"],
        message_dates=contact_dates(messages, plan.zone),
        contact_incident_dates=acts.loc[acts["channel"].isin(CONTACT_CHANNELS), "date"],
    )


def contact_dates(messages: pd.DataFrame, zone: str) -> pd.Series:
    """Return the local date (in the plan's zone) of every message between the two people."""
    between = messages.loc[messages["person"].isin(["me", "other"]) & (messages["kind"] != "notice")]
    return between["sent_at"].dt.tz_convert(zone).dt.tz_localize(None).dt.normalize().drop_duplicates()


def _unreviewed(case: Case, log: Log, messages: pd.DataFrame) -> pd.DataFrame:
    """Return the messages of the other person's with a clear suggestion that nobody has decided on, with their day.

    One row each, under the most urgent of its codes.
    """
    found = _clear(case, waiting(case.suggestions, case.reviewed, log.incidents))
    return _dated(case, found.loc[~reports(found)], messages, "other").drop_duplicates("message_id")


def _unsettled(case: Case, log: Log, messages: pd.DataFrame) -> pd.DataFrame:
    """Return the urgent passages that are open beside the unreviewed ones, with their day.

    What the person's own words report stays open until they say no, or until an entry of the log names the message;
    a passage left unsure stays open until it is decided.
    """
    refused = case.reviewed.loc[case.reviewed["decision"].isin(["no", "looked"])]
    told = _clear(case, waiting(case.suggestions, refused, log.incidents))
    unsure = case.reviewed.loc[case.reviewed["decision"] == "unsure", ["message_id", "code"]]
    rows = pd.concat(
        [_dated(case, told.loc[reports(told)], messages, "me"), _dated(case, unsure, messages, "other")]
    )
    return rows.loc[rows["code"].isin(URGENT)].drop_duplicates(["message_id", "code"])


def _clear(case: Case, suggestions: pd.DataFrame) -> pd.DataFrame:
    return suggestions.loc[
        (suggestions["family"] == CANDIDATE_FAMILY) & (suggestions["strength"] == CANDIDATE_STRENGTH)
    ]


def _dated(case: Case, rows: pd.DataFrame, messages: pd.DataFrame, person: str) -> pd.DataFrame:
    """Return rows about messages of `person` with their local day, the most urgent of a message first."""
    assert case.plan is not None
    sent = messages.loc[messages["person"] == person, ["message_id", "sent_at"]]
    found = rows.merge(sent, on="message_id")
    urgent = found["code"].map(lambda code: URGENT.index(code) if code in URGENT else len(URGENT)).astype("int64")
    found = found.assign(
        date=found["sent_at"].dt.tz_convert(case.plan.zone).dt.tz_localize(None).dt.normalize(), urgent=urgent
    )
    return found.sort_values(["sent_at", "urgent"], kind="stable", ignore_index=True).drop(columns="urgent")


def _about_safety(codes: dict[str, Code]) -> set[str]:
    return {name for name, code in codes.items() if code.safety}


def entries_to_ask(case: Case) -> list[Problem]:
    """Return a question for every entry whose words may tell of something about safety that its codes do not say."""
    codes = _about_safety(grouping.known_codes(case.log.codes))
    return entries.questions(entries.unanswered(case.may_tell, case.log.incidents, codes), case.log)


def later_entries(case: Case, on: date) -> list[Problem]:
    """Return every log row that a review on `on` does not read because it is dated then or later; safety first."""
    assert case.plan is not None
    codes = grouping.known_codes(case.log.codes)
    end = pd.Timestamp(on)
    found: list[tuple[bool, Problem]] = []
    for name, column in LATER:
        rows = getattr(case.log, name)
        for row in records(rows.loc[rows[column] >= end]):
            safety = name == "incidents" and any(codes[code].safety for code in row["codes"] or [] if code in codes)
            kind = "entry with a safety code" if safety else "row"
            found.append((not safety, _later(kind, SHEET_OF[name], row, column, on)))
    return [problem for _, problem in sorted(found, key=lambda pair: pair[0])]


def _later(kind: str, sheet: str, row: dict[str, Any], column: str, on: date) -> Problem:
    return Problem(
        f"a {kind} in row {row['row']} is dated {row[column].date()}, on or after the review date {on}",
        remedy="It is not in this review. If the date is a slip, mend it; otherwise the next review reads it.",
        sheet=sheet,
        stops=False,
        topic="safety" if "safety" in kind else "later",
    )
