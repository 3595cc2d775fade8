"""Did incidents go down as agreed? Over four weeks (outbursts) and within eight (all abusive incidents)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
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
from patterns.rules._verdicts import Fall
from patterns.rules.boundaries import triggers_of, versions
from patterns.rules.safety import open_events
from patterns.words import day, number, say

ORDER = (MET, ON_THE_LINE, NOT_MET)


@dataclass(frozen=True)
class Question:
    """What a halving rule compares: which incidents, from which start, after how many days, by how much."""

    of: str
    noun: str
    start: date
    due_after: int
    down_by: Fraction
    nearly_from: Fraction | None
    agreed: str
    if_met: str = ""
    if_not_met: str = ""
    whole: bool = False  # also hold the whole time since the start against the baseline


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
            noun="outburst",
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
            noun="incident",
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
        _counted(review, base, question.of),
        _counted(review, window, question.of),
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
        sentence = _cannot_tell(review, question, fall, reason, numbers, window)
        return Finding(CANNOT_TELL, sentence, reason, numbers=numbers | {"strength": "cannot tell"}, **common)
    return _settled(review, question, fall, base, window, numbers, common)


def _counted(review: Review, period: Period, of: str) -> tuple[int, int]:
    return review.count(period, of), days.known(review.calendar, period)


def _counts(review: Review, base: Period, window: Period, question: Question) -> dict[str, Any]:
    numbers: dict[str, Any] = {}
    for name, period in (("baseline", base), ("window", window)):
        count, known = _counted(review, period, question.of)
        low, high = arithmetic.range_of(review, period, question.of)
        numbers[name] = {
            "count": count,
            "known_days": known,
            "days": period.days,
            "first": period.first,
            "last": period.last,
        } | ({"range": [low, high]} if (low, high) != (count, count) else {})
    if question.whole:
        whole = _whole(review, question)
        count, known = _counted(review, whole, question.of)
        numbers["beside"] = {"count": count, "known_days": known}
    return numbers | {"change": None, "interval": None}


def _whole(review: Review, question: Question) -> Period:
    return days.before(review.review_date, question.due_after, question.start)


def _reason(review: Review, question: Question, fall: Fall, base: Period, enough: bool, window: Period) -> str:
    """Return the first reason why the verdict cannot be told, or nothing."""
    if not enough:
        return "no baseline"
    if fall.before[0] == 0:
        return "none in the baseline"
    if fall.before[0] < review.plan.fewest_baseline:
        return "too few baseline incidents"
    asked = [base, window] + ([_whole(review, question)] if question.whole else [])
    if not all(arithmetic.enough_known(review, period) for period in asked):
        return "not enough days known"
    if days.no_contact(review.calendar, window):
        return "no contact"
    before = arithmetic.range_of(review, base, question.of)
    after = arithmetic.range_of(review, window, question.of)
    return "unreviewed suggestions" if arithmetic.could_differ(fall, before, after) else ""


def _cannot_tell(
    review: Review, question: Question, fall: Fall, reason: str, numbers: dict[str, Any], window: Period
) -> str:
    low, high = arithmetic.range_of(review, window, question.of)
    base, _ = review.baseline_of(question.start)
    asked = [("the baseline", base), ("the last four weeks", window)]
    if question.whole:
        asked.append(("all eight weeks", _whole(review, question)))
    gaps = [
        say("halving.gap", known=days.known(review.calendar, period), days=period.days, name=name)
        for name, period in asked
        if not arithmetic.enough_known(review, period)
    ]
    waiting = int(window.holds(review.unreviewed["date"]).sum() + base.holds(review.unreviewed["date"]).sum())
    key = "range" if reason == "unreviewed suggestions" else reason
    if key == "none in the baseline" and fall.after[0] == 0:
        key = "none in either"
    return say(
        f"halving.{key}",
        noun=question.noun,
        before=fall.before[0],
        after=fall.after[0],
        before_days=fall.before[1],
        after_days=fall.after[1],
        fewest=review.plan.fewest_baseline,
        low=low,
        high=high,
        todo=say("halving.review-passages", n=waiting) if waiting else say("halving.decide-duplicates"),
        gaps=", ".join(gaps),
    )


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
        whole = Fall(fall.before, _counted(review, _whole(review, question), question.of), question.down_by)
        beside = {"change": whole.change, "verdict": whole.verdict}
        verdict = verdict if whole.verdict == verdict else ON_THE_LINE
    before, after = (arithmetic.phase(review, period, question.of) for period in (base, window))
    sure = arithmetic.evidence(before, after)
    numbers = numbers | {
        "change": fall.change,
        "interval": sure["interval"],
        "strength": sure["strength"],
        "evidence": _evidence_words(sure, len(after.weeks)),
        "chance": sure["chance"],
        "per_contact_day": arithmetic.contact_rates(review, base, window, question.of),
        "missing": _missing(fall, window),
    }
    if beside:
        numbers["beside"] = numbers["beside"] | beside
    if not question.whole:
        numbers["halves"] = _halves(review, question, window, verdict)
    flags = _flags(review, question, fall, verdict, base, window, numbers)
    reason = _settled_reason(question, fall, verdict)
    sentence = _settled_sentence(question, fall, verdict, numbers)
    next_step = {MET: question.if_met, NOT_MET: question.if_not_met, ON_THE_LINE: ""}[verdict]
    return Finding(verdict, sentence, reason, next_step, flags=flags, numbers=numbers, **common)


def _settled_reason(question: Question, fall: Fall, verdict: str) -> str:
    if fall.exactly:
        return "exactly on the limit"
    if verdict == MET:
        return "halved" if question.down_by == Fraction(1, 2) else "down as agreed"
    if verdict == ON_THE_LINE:
        return "the two readings differ" if question.whole else "nearly there"
    return "not halved" if question.down_by == Fraction(1, 2) else "not down as agreed"


def _settled_sentence(question: Question, fall: Fall, verdict: str, numbers: dict[str, Any]) -> str:
    assert fall.change is not None
    parts = [
        say(
            "halving.counts",
            noun=question.noun,
            before=fall.before[0],
            before_days=fall.before[1],
            after=fall.after[0],
            after_days=fall.after[1],
            change=say("change.less" if fall.change < 0 else "change.more", share=abs(fall.change))
            if fall.change
            else say("change.none"),
        )
    ]
    if fall.exactly:
        parts.append(say("halving.exactly"))
    if question.whole:
        beside = numbers["beside"]
        parts.append(say("halving.beside", count=beside["count"], known=beside["known_days"], noun=question.noun))
        if beside["verdict"] != fall.verdict:
            parts.append(say("halving.readings-differ"))
    missing = numbers["missing"]
    if missing["turns"]:
        turns = [say("halving.turn", n=turn["incidents"], verdict=turn["verdict"]) for turn in missing["turns"]]
        parts.append(say("halving.missing", n=missing["days"], turns=", ".join(turns)))
    contact = numbers["per_contact_day"]
    if contact:
        before, after = (number(10 * contact[name]) for name in ("baseline", "window"))
        parts.append(say("halving.contact", before=before, after=after))
    if numbers.get("halves", {}).get("disagree"):
        halves = numbers["halves"]
        parts.append(say("halving.halves", first=halves["first_two"]["count"], last=halves["last_two"]["count"]))
    return " ".join(parts)


def _halves(review: Review, question: Question, window: Period, verdict: str) -> dict[str, Any]:
    """Hold the last two weeks of the window against its first two: a second reading, shown where it differs."""
    middle = window.first + timedelta(days=14)
    first, last = Period(window.first, middle - timedelta(days=1)), Period(middle, window.last)
    counts = [_counted(review, period, question.of) for period in (first, last)]
    comparable = all(known for _, known in counts) and counts[0][0] > 0
    second = Fall(counts[0], counts[1], question.down_by, question.nearly_from).verdict if comparable else None
    return {
        "first_two": {"count": counts[0][0], "known_days": counts[0][1]},
        "last_two": {"count": counts[1][0], "known_days": counts[1][1]},
        "verdict": second,
        "disagree": second is not None and (second == MET) != (verdict == MET),
    }


def _flags(
    review: Review,
    question: Question,
    fall: Fall,
    verdict: str,
    base: Period,
    window: Period,
    numbers: dict[str, Any],
) -> tuple[str, ...]:
    """Return what a reader has to know beside the verdict."""
    flags = []
    whole_baseline = days.before(question.start, days.BASELINE_DAYS)
    as_quiet = Fall(
        (review.count(whole_baseline, question.of), whole_baseline.days),
        fall.after,
        question.down_by,
        question.nearly_from,
    )
    if as_quiet.verdict != fall.verdict:
        flags.append("depends on days not recorded")
    if verdict == MET and numbers["missing"]["fragile"]:
        flags.append("fragile")
    contact = numbers["per_contact_day"]
    if verdict == MET and contact and contact["change"] is not None and contact["change"] > -0.5:
        flags.append("contact_explains")
    if verdict == MET and 4 * _restricted_days(review, window) > window.days:
        flags.append("mostly under restricted contact")
    if fall.exactly:
        flags.append("exactly on the limit")
    return tuple(flags)


def _restricted_days(review: Review, window: Period) -> int:
    """Return on how many days of the window an agreed consequence ran: fewer incidents then say less."""
    runs = [trigger.runs for version in versions(review) for trigger in triggers_of(review, version)]
    dates = (window.first + timedelta(days=each) for each in range(window.days))
    return sum(any(run.first <= each <= run.last for run in runs) for each in dates)


def _missing(fall: Fall, window: Period) -> dict[str, Any]:
    """Return what incidents on the window's unknown days would do to the verdict, at the fewest that change it."""
    (y_before, e_before), (y_after, e_after) = fall.before, fall.after
    unknown = window.days - e_after
    turns: list[dict[str, Any]] = []
    now = fall.verdict
    for extra in range(1, y_before + y_after + 2) if unknown else ():
        then = Fall(fall.before, (y_after + extra, window.days), fall.down_by, fall.nearly_from).verdict
        if then != now and ORDER.index(then) > ORDER.index(now):
            turns.append({"incidents": extra, "verdict": then})
            now = then
    expected = Fraction(y_before * unknown, e_before) if e_before else Fraction(0)
    fragile = bool(turns) and fall.verdict == MET and turns[0]["incidents"] <= expected
    return {"days": unknown, "turns": turns, "fragile": fragile}


def _evidence_words(sure: dict[str, Any], window_weeks: int) -> str:
    parts = [say(f"evidence.{sure['evidence_key']}")]
    if sure["either_side_of_half"] and sure["evidence_key"] != "clear-fall":
        parts.append(say("evidence.either-side"))
    if sure["clumped"] and window_weeks <= 4:
        parts.append(say("evidence.clumped"))
    return "; ".join(parts)


def _span(period: Period) -> str:
    return f"{day(period.first)} to {day(period.last)}"
