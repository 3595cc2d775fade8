"""What became of an offer: taken up in time, late, refused, unanswered, still pending."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pandas as pd

from patterns import days
from patterns.review import Review

TAKEN_UP, LATE, REFUSED = "taken up", "late", "refused"
UNANSWERED, PENDING, LEFT_OUT = "unanswered", "pending", "left out"


class Offer(NamedTuple):
    """When something was offered and answered; a moment without a clock time counts by its date."""

    offered_at: datetime
    offered_timed: bool
    answer: str | None
    answered_at: datetime | None
    answered_timed: bool


class Outcome(NamedTuple):
    """What became of an offer; hours elapsed where both moments have a clock time."""

    what: str
    hours: float | None
    to_the_day: bool


def offer(row: dict[str, Any]) -> Offer | None:
    """Return the offer of a log row; its own date and time stand in for an empty `Offered at`."""
    offered, timed = row["offered_at"], bool(row["offered_at_timed"])
    if pd.isna(offered):
        if pd.isna(row.get("date")):
            return None
        clock = row.get("time")
        offered, timed = row["date"], clock is not None
        if clock is not None:
            offered = pd.Timestamp(datetime.combine(offered.date(), clock))
    answered = None if pd.isna(row["answered_at"]) else row["answered_at"].to_pydatetime()
    answer = None if pd.isna(row["answer"]) else str(row["answer"])
    return Offer(offered.to_pydatetime(), timed, answer, answered, bool(row["answered_at_timed"]))


def outcome(review: Review, given: Offer) -> Outcome:
    """Hold an offer against the plan's hours, in elapsed time; by dates where a clock time is missing."""
    hours = review.plan.next_step_hours
    to_the_day = not given.offered_timed or (given.answered_at is not None and not given.answered_timed)
    if given.answer == "yes" and given.answered_at is None:
        return Outcome(LEFT_OUT, None, to_the_day)
    if given.answer == "no":
        return Outcome(REFUSED, None, to_the_day)
    if given.answer == "yes" and given.answered_at is not None:
        return _accepted(review, given, given.answered_at, to_the_day, hours)
    if runs_on(review, given):
        return Outcome(PENDING, None, not given.offered_timed)
    return Outcome(UNANSWERED, None, not given.offered_timed)


def _accepted(review: Review, given: Offer, answered_at: datetime, to_the_day: bool, hours: int) -> Outcome:
    if to_the_day:
        in_time = (answered_at.date() - given.offered_at.date()).days <= _as_days(hours)
        return Outcome(TAKEN_UP if in_time else LATE, None, True)
    passed = days.elapsed_hours(given.offered_at, answered_at, review.zone)
    return Outcome(TAKEN_UP if passed <= hours else LATE, passed, False)


def runs_on(review: Review, given: Offer) -> bool:
    """Tell whether the clock of an offer still runs at the midnight on which the review date begins."""
    hours = review.plan.next_step_hours
    if not given.offered_timed:
        return review.review_date <= given.offered_at.date() + timedelta(days=_as_days(hours))
    ends = days.instant(given.offered_at, review.zone) + timedelta(hours=hours)
    return days.midnight(review.review_date, review.zone) < ends


def _as_days(hours: int) -> int:
    return hours // 24
