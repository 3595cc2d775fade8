"""All rules for one case and one review date."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from patterns import days, display
from patterns.case import Case, open_case
from patterns.days import Period, baseline_weeks, plan_weeks
from patterns.errors import PatternsError
from patterns.literal import in_json
from patterns.log import Plan
from patterns.review import Review, look
from patterns.rules import RULES, Finding
from patterns.rules.conflicts import DIRECTIONS, all_conflicts, offered_and_taken, within
from patterns.rules.statements import rated
from patterns.rules.waiting import said_of_waiting
from patterns.schema import WEEKLY, records
from patterns.words import day, say, span


@dataclass(frozen=True)
class Result:
    """Every rule held against one record: what was counted, what that means, and from which days.

    Attributes
    ----------
    review : Review
        The record as it stood on the review date.
    findings : dict of Finding
        One for each rule, by id, in the order in which they are printed.
    weekly, baseline_weeks : pandas.DataFrame
        schema.WEEKLY; plan weeks 1 to the last, and weeks -4 to -1.
    """

    review: Review
    findings: dict[str, Finding]
    weekly: pd.DataFrame
    baseline_weeks: pd.DataFrame

    def __repr__(self) -> str:
        return f"Result(review date {self.review_date}, {self.weeks} weeks, {len(self.findings)} rules)"

    def _repr_html_(self) -> str:
        rows = [(each.id, each.verdict, each.sentence) for each in self.findings.values()]
        title = say("screen.review", on=self.review_date, span=_span(self.review.window), weeks=self.weeks)
        return display.card(title, rows, [say(f"display.{name}") for name in ("rule", "verdict", "sentence")])

    @property
    def plan(self) -> Plan:
        """The settings of the Plan sheet."""
        return self.review.plan

    @property
    def review_date(self) -> date:
        """The day before which everything is read."""
        return self.review.review_date

    @property
    def weeks(self) -> int:
        """Length of the window in weeks."""
        return self.review.weeks

    @property
    def safety_open(self) -> list[dict[str, Any]]:
        """Open safety events: what, on which day, where it stands."""
        return list(self.findings["safety-first"].numbers["open"])

    @property
    def page_first(self) -> bool:
        """Whether the safety page stands first."""
        return bool(self.findings["safety-first"].numbers["page_first"])

    @cached_property
    def rules(self) -> pd.DataFrame:
        """One row per rule, under the names of the public result."""
        return pd.DataFrame([finding.to_dict() for finding in self.findings.values()])

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain values: dates as ISO text, what is missing as None, numbers not rounded."""
        review, (base, _) = self.review, self.review.baseline
        result = {
            "review_date": self.review_date,
            "weeks": self.weeks,
            "plan_start": self.plan.start,
            "time_zone": self.plan.zone,
            "baseline": _period(review, base),
            "window": _period(review, review.window),
            "unreviewed": len(review.unreviewed),
            "safety": {"open": self.safety_open, "page_first": self.page_first},
            "rules": [finding.to_dict() for finding in self.findings.values()],
            "baseline_weeks": records(self.baseline_weeks),
            "weekly": records(self.weekly),
        }
        return dict(_plain(result))

    def to_json(self) -> str:
        """Return `to_dict` as JSON."""
        return in_json(json.dumps(self.to_dict(), ensure_ascii=False, indent=1))

    def to_text(self, help_now: Sequence[str] = ()) -> str:
        """Return the result as text that can be read aloud: safety and `help_now` first, before any number."""
        review, (base, _) = self.review, self.review.baseline
        known, whole = days.known(review.calendar, review.window), review.window.days
        first, *others = self.findings.values()  # safety comes first among the rules
        lines = [
            f"{first.id}: {first.sentence}",
            *help_now,
            "",
            say("screen.review", on=self.review_date, span=_span(review.window), weeks=self.weeks),
            say("screen.baseline", span=_span(base), known=days.known(review.calendar, base), days=base.days),
            say("screen.known", known=known, days=whole),
            said_of_waiting(review),
            "",
        ]
        for finding in others:
            lines.append(f"{finding.id}: {finding.verdict}")
            lines.append(f"  {finding.sentence}")
            lines += (
                [f"  {say('screen.how-sure', words=finding.numbers['evidence'])}"]
                if finding.numbers.get("evidence")
                else []
            )
            lines += [f"  {say('screen.next-step', step=finding.next_step)}"] if finding.next_step else []
            lines += [
                f"  {say('screen.note', note=say(f'flag.{flag}'))}" for flag in finding.flags if flag != finding.reason
            ]
        return "\n".join(lines)


def measure(case: Case | str | Path, on: date | str, weeks: int = 8) -> Result:
    """Hold a case against every rule of its plan.

    Parameters
    ----------
    case : Case or path
        The case, or its folder.
    on : date or ISO text
        Review date: the days before it are read, that day and later ones are not.
    weeks : int
        Length of the window of shares, dated records and safety.

    Raises
    ------
    UnreadableCase
        If anything in the case cannot be read; all problems are listed.
    PatternsError
        If the review date is no date, or the window no number of weeks.
    """
    opened = (case if isinstance(case, Case) else open_case(case)).readable()
    review = look(opened, review_date(on), _weeks(weeks))
    findings = {id: rule(review) for id, rule in RULES.items()}
    plan = review.plan
    return Result(
        review,
        findings,
        weekly=_weekly(review, findings, plan_weeks(plan.start, review.review_date)),
        baseline_weeks=_weekly(review, findings, baseline_weeks(plan.start)),
    )


def review_date(on: date | str) -> date:
    """Return a review date given as a date or as ISO text."""
    if isinstance(on, datetime):
        return on.date()
    if isinstance(on, date):
        return on
    try:
        return date.fromisoformat(on)
    except ValueError as error:
        raise PatternsError(
            f"{on[:40]!r} is not a date", expected="year-month-day", remedy="Write it like 2026-03-30."
        ) from error


def _weeks(weeks: int) -> int:
    if isinstance(weeks, bool) or not isinstance(weeks, int) or weeks < 1:
        raise PatternsError(
            f"{weeks!r} weeks cannot be reviewed",
            expected="a whole number of weeks",
            remedy="Use 4, 8 or 12.",
        )
    return weeks


def _weekly(review: Review, findings: dict[str, Finding], weeks: list[tuple[int, Period]]) -> pd.DataFrame:
    conflicts = all_conflicts(review)
    by = DIRECTIONS[review.plan.repair_counted]
    sessions = findings["attendance"].numbers.get("sessions", [])
    statements = [each["date"] for each in rated(review) if each["meets"]]
    rows = [
        _week(review, number, period, offered_and_taken(within(conflicts, period), by), sessions, statements)
        for number, period in weeks
    ]
    return WEEKLY.conform(pd.DataFrame(rows)) if rows else WEEKLY.empty()


def _week(
    review: Review,
    number: int,
    period: Period,
    repairs: dict[str, int],
    sessions: list[dict[str, Any]],
    statements: list[date],
) -> dict[str, Any]:
    known = days.known(review.calendar, period)
    incidents = review.within(period)
    held = [each["status"] for each in sessions if each["date"] and period.first <= each["date"] <= period.last]
    counts = {
        "incidents": len(incidents),
        "acts": int(incidents["acts"].sum()),
        "outbursts": review.count(period, "outburst"),
        "repairs_offered": repairs["offered"],
        "repairs_accepted": repairs["accepted"],
        "sessions_due": sum(status not in ("pending", "replaced") for status in held),
        "sessions_attended": held.count("attended"),
        "statements": sum(period.first <= each <= period.last for each in statements),
    }
    return {
        "week": number,
        "first": pd.Timestamp(period.first),
        "days": period.days,
        "known_days": known,
        "complete": period.days == 7 and known >= review.plan.week_complete_from,
        "unreviewed": int(period.holds(review.unreviewed["date"]).sum()),
        "contact_days": days.contact(review.calendar, period),
        # a week of which nothing is known has no zeros: what was written down stays, the rest is missing
        **{name: count if known or count else None for name, count in counts.items()},
    }


def _period(review: Review, period: Period) -> dict[str, Any]:
    return {
        "first": period.first,
        "last": period.last,
        "days": period.days,
        "known_days": days.known(review.calendar, period),
        "contact_days": days.contact(review.calendar, period),
    }


def _span(period: Period) -> str:
    return span(period.first, period.last) if period.days else day(period.first)


def _plain(value: Any) -> Any:
    """Return `value` as JSON's own kinds."""
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, float) and not isfinite(value):
        return None
    return value
