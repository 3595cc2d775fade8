"""Next steps that were offered: a call, a referral, a time-out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pandas as pd

from patterns import days
from patterns.review import Review
from patterns.rules._base import NO_LIMIT, Evidence, Finding, rule
from patterns.rules._offers import (
    LATE,
    LEFT_OUT,
    PENDING,
    REFUSED,
    TAKEN_UP,
    UNANSWERED,
    Offer,
    offer,
    outcome,
)
from patterns.schema import records
from patterns.statistics import proportion_interval
from patterns.words import day, say

FEWEST_FOR_AN_INTERVAL = 4


@rule("next-step-72-hours", needs=("Next steps",))
def next_step_72_hours(review: Review) -> Finding:
    """Offered next steps to which a yes came within 72 hours, out of all whose hours are over.

    Counted in hours that really passed, also when the clocks change; by dates, within three calendar days, where
    a clock time is missing. The same step offered again while an earlier offer still runs is one offer. What was
    said (yes) and what was done are two columns; this counts what was said. There is no agreed share.
    """
    offers = [_public(review, group) for group in _grouped(review)]
    offers = [each for each in offers if review.window.first <= each["offered_on"] <= review.window.last]
    what = [each["outcome"] for each in offers]
    counts: dict[str, Any] = {
        "k": what.count(TAKEN_UP),
        "n": sum(what.count(each) for each in (TAKEN_UP, LATE, REFUSED, UNANSWERED)),
        "pending": what.count(PENDING),
        "late": what.count(LATE),
        "refused": what.count(REFUSED),
        "unanswered": what.count(UNANSWERED),
        "left_out": what.count(LEFT_OUT),
        "to_the_day": sum(each["to_the_day"] and each["outcome"] in (TAKEN_UP, LATE) for each in offers),
        "done": sum(each["done"] for each in offers),
    }
    interval = proportion_interval(counts["k"], counts["n"])
    shown = {"level": 0.95, "low": interval.low, "high": interval.high, "method": "Wilson"}
    hours = review.plan.next_step_hours
    sentence = say("next-step.counts", hours=hours, **counts) if offers else say("next-step.none")
    extra = [
        say(f"next-step.also.{name}", n=counts[name]) for name in ("pending", "to_the_day", "left_out") if counts[name]
    ]
    return Finding(
        NO_LIMIT,
        " ".join([sentence, *extra]),
        agreed=say("next-step.agreed", hours=hours),
        numbers=counts | {"interval": shown if counts["n"] >= FEWEST_FOR_AN_INTERVAL else None, "offers": offers},
        evidence=(Evidence(say("evidence.next-steps"), tuple(each["where"] for each in offers)),),
    )


def _grouped(review: Review) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of each offer: the same step again, while an earlier clock runs unanswered, joins it."""
    rows = review.log.next_steps
    rows = rows.loc[rows["offered_at"].notna()].sort_values(["offered_at", "row"])
    for _, same_step in rows.groupby(rows["step"].fillna(""), sort=False):
        group: list[dict[str, Any]] = []
        for row in records(same_step):
            if group and not _continues(review, group, row):
                yield group
                group = []
            group.append(row)
        if group:
            yield group


def _continues(review: Review, group: list[dict[str, Any]], row: dict[str, Any]) -> bool:
    first, hours = group[0], review.plan.next_step_hours
    answered = [
        each["answered_at"] for each in group if each["answer"] in ("yes", "no") and pd.notna(each["answered_at"])
    ]
    settled = any(moment <= row["offered_at"] for moment in answered) or any(
        each["answer"] in ("yes", "no") and pd.isna(each["answered_at"]) for each in group
    )
    if first["offered_at_timed"] and row["offered_at_timed"]:
        running = days.elapsed_hours(first["offered_at"], row["offered_at"], review.zone) < hours
    else:
        running = row["offered_at"].normalize() - first["offered_at"].normalize() <= timedelta(days=hours // 24)
    return running and not settled


def _public(review: Review, group: list[dict[str, Any]]) -> dict[str, Any]:
    """Return one offer: the first row's clock, the earliest answer of any of its rows."""
    first = offer(group[0])
    assert first is not None  # rows without a moment of offering were left out
    answered = [each for each in group if each["answer"] in ("yes", "no")]
    decided = min(answered, key=lambda each: (pd.isna(each["answered_at"]), each["answered_at"]), default=None)
    if decided is not None:
        answer = offer(decided)
        assert answer is not None
        first = Offer(first.offered_at, first.offered_timed, answer.answer, answer.answered_at, answer.answered_timed)
    result = outcome(review, first)
    on = first.offered_at.date()
    places = ", ".join(str(each["row"]) for each in group)
    step = next((each["step"] for each in group if pd.notna(each["step"])), None)
    return {
        "offered_on": on,
        "step": step,
        "outcome": result.what,
        "hours": result.hours,
        "to_the_day": result.to_the_day,
        "done": any(pd.notna(each["done_at"]) for each in group),
        "where": f"{day(on, 'weekday')} {on.year}: {step or 'step'}, {result.what} (Next steps row {places})",
    }
