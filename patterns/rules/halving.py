"""Did incidents go down as agreed? Over four weeks (outbursts) and within eight (all abusive incidents)."""

from __future__ import annotations

from typing import Any

from patterns import days
from patterns.days import Period
from patterns.review import Review
from patterns.rules import _verdicts as arithmetic
from patterns.rules._base import (
    CANNOT_TELL,
    MET,
    NOT_DUE_YET,
    NOT_MET,
    ON_THE_LINE,
    SAFETY_FIRST,
    Finding,
    rule,
)
from patterns.rules._beside import flags_of, halves, missing_days
from patterns.rules._halving_words import cannot_tell, evidence_words, settled_reason, settled_sentence
from patterns.rules._question import Question, counted, whole_time
from patterns.rules._verdicts import Fall
from patterns.rules.safety import open_events
from patterns.words import say, span


@rule("outbursts-four-weeks", needs=("Incidents", "Days"))
def outbursts_four_weeks(review: Review) -> Finding:
    """Outbursts in the last 28 days against the 28 days before the plan, per day that is known.

    Met when they are down by the agreed share (half, unless the plan says otherwise); on the line when they are
    nearly there; not met otherwise. Where a compassion approach was started, its start takes the place of the
    plan's start in this rule. Insults, threats, physical acts, shouting and damage to things are outbursts.
    """
    plan = review.plan
    return _compare(
        review,
        Question(
            of="outburst",
            noun=say("noun.outburst"),
            start=plan.compassion_started or plan.start,
            due_after=28,
            down_by=plan.outbursts_down_by,
            nearly_from=plan.outbursts_nearly_from,
            agreed=say("outbursts.agreed", share=plan.outbursts_down_by, nearly=plan.outbursts_nearly_from),
            if_met=plan.if_outbursts_met,
            if_not_met=plan.if_outbursts_not_met,
        ),
    )


@rule("incidents-eight-weeks", needs=("Incidents", "Days"))
def incidents_eight_weeks(review: Review) -> Finding:
    """Abusive incidents in the last 28 days against the 28 days before the plan, per day that is known.

    Met when they are down by the agreed share (half, unless the plan says otherwise). Beside it stands the whole
    of the eight weeks against the same baseline; where the two disagree, the verdict is "on the line".
    """
    plan = review.plan
    return _compare(
        review,
        Question(
            of="abusive",
            noun=say("noun.incident"),
            start=plan.start,
            due_after=56,
            down_by=plan.incidents_down_by,
            nearly_from=None,
            agreed=say("incidents.agreed", share=plan.incidents_down_by),
            whole=True,
        ),
    )


def _compare(review: Review, question: Question) -> Finding:
    base, enough = review.baseline_of(question.start)
    window = days.before(review.review_date, days.BASELINE_DAYS, question.start)
    fall = Fall(
        counted(review, base, question.of),
        counted(review, window, question.of),
        question.down_by,
        question.nearly_from,
    )
    numbers = _counts(review, base, window, question)
    common: dict[str, Any] = {
        "agreed": question.agreed,
        "evidence": (
            arithmetic.incident_rows(review, base, question.of, say("evidence.baseline", span=_span(base))),
            arithmetic.incident_rows(review, window, question.of, say("evidence.window", span=_span(window))),
        ),
    }
    if open_events(review):
        return Finding(SAFETY_FIRST, say("halving.safety-first"), numbers=numbers, **common)
    passed = (review.review_date - question.start).days
    if passed < question.due_after:
        sentence = say("halving.not-due", passed=max(0, passed), due=question.due_after, noun=question.noun)
        return Finding(NOT_DUE_YET, sentence, numbers=numbers, **common)
    reason = _reason(review, question, fall, base, enough, window)
    if reason:
        sentence = cannot_tell(review, question, fall, reason, numbers, window)
        return Finding(CANNOT_TELL, sentence, reason, numbers=numbers | {"strength": "cannot tell"}, **common)
    return _settled(review, question, fall, base, window, numbers, common)


def _counts(review: Review, base: Period, window: Period, question: Question) -> dict[str, Any]:
    numbers: dict[str, Any] = {}
    for name, period in (("baseline", base), ("window", window)):
        count, known = counted(review, period, question.of)
        low, high = arithmetic.range_of(review, period, question.of)
        numbers[name] = {
            "count": count if known else None,  # of days of which nothing is known there is no count
            "known_days": known,
            "days": period.days,
            "first": period.first,
            "last": period.last,
        } | ({"range": [low, high]} if (low, high) != (count, count) else {})
    if question.whole:
        whole = whole_time(review, question)
        count, known = counted(review, whole, question.of)
        numbers["beside"] = {"count": count, "known_days": known}
    return numbers | {"change": None, "interval": None}


def _reason(review: Review, question: Question, fall: Fall, base: Period, enough: bool, window: Period) -> str:
    """Return the first reason why the verdict cannot be told, or nothing."""
    if not enough:
        return "no baseline"
    if fall.before[0] == 0:
        return "none in the baseline"
    if fall.before[0] < review.plan.fewest_baseline:
        return "too few baseline incidents"
    asked = [base, window] + ([whole_time(review, question)] if question.whole else [])
    if not all(arithmetic.enough_known(review, period) for period in asked):
        return "not enough days known"
    if days.no_contact(review.calendar, window):
        return "no contact"
    before = arithmetic.range_of(review, base, question.of)
    after = arithmetic.range_of(review, window, question.of)
    return "unreviewed suggestions" if arithmetic.could_differ(fall, before, after) else ""


def _settled(
    review: Review,
    question: Question,
    fall: Fall,
    base: Period,
    window: Period,
    numbers: dict[str, Any],
    common: dict[str, Any],
) -> Finding:
    verdict, beside = fall.verdict, None
    if question.whole:
        whole = Fall(fall.before, counted(review, whole_time(review, question), question.of), question.down_by)
        beside = {"change": whole.change, "verdict": whole.verdict}
        verdict = verdict if whole.verdict == verdict else ON_THE_LINE
    before, after = (arithmetic.phase(review, period, question.of) for period in (base, window))
    sure = arithmetic.evidence(before, after)
    numbers = numbers | {
        "change": fall.change,
        "interval": sure["interval"],
        "strength": sure["strength"],
        "evidence": evidence_words(sure, len(after.weeks)),
        "chance": sure["chance"],
        "per_contact_day": arithmetic.contact_rates(review, base, window, question.of),
        "missing": missing_days(fall, window),
    }
    if beside:
        numbers["beside"] = numbers["beside"] | beside
    if not question.whole:
        numbers["halves"] = halves(review, question, window, verdict)
    flags = flags_of(review, question, fall, verdict, base, window, numbers)
    reason = settled_reason(question, fall, verdict)
    sentence = settled_sentence(question, fall, verdict, numbers)
    next_step = {MET: question.if_met, NOT_MET: question.if_not_met, ON_THE_LINE: ""}[verdict]
    return Finding(verdict, sentence, reason, next_step, flags=flags, numbers=numbers, **common)


def _span(period: Period) -> str:
    return span(period.first, period.last)
