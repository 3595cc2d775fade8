"""The sentences of a halving rule: what was found, why nothing can be told, how sure that is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from patterns import days
from patterns.days import Period
from patterns.review import Review
from patterns.rules import _verdicts as arithmetic
from patterns.rules._base import MET, ON_THE_LINE
from patterns.rules._question import Question, whole_time
from patterns.rules._verdicts import Fall
from patterns.words import number, say, term


def cannot_tell(
    review: Review, question: Question, fall: Fall, reason: str, numbers: dict[str, Any], window: Period
) -> str:
    """Return why the verdict cannot be told, with the counts that there are."""
    low, high = arithmetic.range_of(review, window, question.of)
    base, _ = review.baseline_of(question.start)
    asked = [("baseline", base), ("window", window)]
    if question.whole:
        asked.append(("whole", whole_time(review, question)))
    gaps = [
        say("halving.gap", known=days.known(review.calendar, period), days=period.days, name=say(f"halving.gap.{name}"))
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


def settled_reason(question: Question, fall: Fall, verdict: str) -> str:
    """Return the reason of a verdict in few words."""
    if fall.exactly:
        return "exactly on the limit"
    if verdict == MET:
        return "halved" if question.down_by == Fraction(1, 2) else "down as agreed"
    if verdict == ON_THE_LINE:
        return "the two readings differ" if question.whole else "nearly there"
    return "not halved" if question.down_by == Fraction(1, 2) else "not down as agreed"


def settled_sentence(question: Question, fall: Fall, verdict: str, numbers: dict[str, Any]) -> str:
    """Return the counts of a verdict in words, with what stands beside them."""
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
        turns = [say("halving.turn", n=turn["incidents"], verdict=term(turn["verdict"])) for turn in missing["turns"]]
        parts.append(say("halving.missing", n=missing["days"], turns=", ".join(turns)))
    contact = numbers["per_contact_day"]
    if contact:
        before, after = (number(10 * contact[name]) for name in ("baseline", "window"))
        parts.append(say("halving.contact", before=before, after=after))
    if numbers.get("halves", {}).get("disagree"):
        halves = numbers["halves"]
        parts.append(say("halving.halves", first=halves["first_two"]["count"], last=halves["last_two"]["count"]))
    return " ".join(parts)


def evidence_words(sure: dict[str, Any], window_weeks: int) -> str:
    """Return how sure the counts make it, in words."""
    parts = [say(f"evidence.{sure['evidence_key']}")]
    if sure["either_side_of_half"] and sure["evidence_key"] != "clear-fall":
        parts.append(say("evidence.either-side"))
    if sure["clumped"] and window_weeks <= 4:
        parts.append(say("evidence.clumped"))
    return "; ".join(parts)
