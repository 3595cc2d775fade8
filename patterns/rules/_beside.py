"""What a reader has to know beside the verdict of a halving rule: second readings, missing days, flags."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

from patterns import days
from patterns.days import Period
from patterns.review import Review
from patterns.rules._base import MET, NOT_MET, ON_THE_LINE
from patterns.rules._question import Question, counted
from patterns.rules._verdicts import Fall
from patterns.rules.boundaries import triggers_of, versions

ORDER = (MET, ON_THE_LINE, NOT_MET)


def halves(review: Review, question: Question, window: Period, verdict: str) -> dict[str, Any]:
    """Hold the last two weeks of the window against its first two: a second reading, shown where it differs."""
    middle = window.first + timedelta(days=14)
    first, last = Period(window.first, middle - timedelta(days=1)), Period(middle, window.last)
    counts = [counted(review, period, question.of) for period in (first, last)]
    comparable = all(known for _, known in counts) and counts[0][0] > 0
    second = Fall(counts[0], counts[1], question.down_by, question.nearly_from).verdict if comparable else None
    return {
        "first_two": {"count": counts[0][0], "known_days": counts[0][1]},
        "last_two": {"count": counts[1][0], "known_days": counts[1][1]},
        "verdict": second,
        "disagree": second is not None and (second == MET) != (verdict == MET),
    }


def flags_of(
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


def missing_days(fall: Fall, window: Period) -> dict[str, Any]:
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
