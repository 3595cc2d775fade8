"""Codes that return: the same one week after week, and sequences that belong together."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from patterns import days
from patterns.days import Period, plan_weeks
from patterns.review import Review
from patterns.rules._base import NO_LIMIT, Evidence, Finding, rule
from patterns.rules._verdicts import described
from patterns.schema import records
from patterns.words import listed, say, term, terms

FLAGS = {
    "gaslighting": ("gaslighting",),
    "minimising": ("minimising",),
    "lack of empathy": ("lack of empathy",),
    "entitlement": ("entitlement",),
    "control or isolation": ("control", "isolation", "coercion"),
    "refusal of responsibility": ("blame shifting",),
}
EVERY_FLAG = {code for codes in FLAGS.values() for code in codes}
EMPATHY, EMPATHY_TIMES = "lack of empathy", 3
BURST, AFTERWARDS = "love-bombing", ("insult", "contempt", "devaluation", "silent treatment")
WITHIN_DAYS = 14


@rule("pattern-note", needs=("Incidents", "Days"))
def pattern_note(review: Review) -> Finding:
    """Codes noted in at least three of the last four complete plan weeks: worth talking over with a professional."""
    weeks = _complete_weeks(review)[-4:]
    held: Counter[str] = Counter()
    for period in weeks:
        rows = review.within(period)
        held.update({code for codes in rows["codes"] for code in codes})
    codes = sorted(code for code, count in held.items() if count >= 3)
    sentence = (
        say("pattern-note.codes", codes=listed(terms(codes)), of=len(weeks))
        if codes
        else say("pattern-note.none", of=len(weeks))
    )
    rows = [
        described(row) for period in weeks for row in records(review.within(period)) if set(row["codes"]) & set(codes)
    ]
    return Finding(
        NO_LIMIT,
        sentence,
        agreed=say("no-limit.agreed"),
        numbers={"codes": codes, "weeks": len(weeks)},
        evidence=(Evidence(say("evidence.incidents"), tuple(rows)),),
    )


def _complete_weeks(review: Review) -> list[Period]:
    return [
        period
        for _, period in plan_weeks(review.plan.start, review.review_date)
        if period.days == 7 and days.known(review.calendar, period) >= review.plan.week_complete_from
    ]


@rule("red-flags", needs=("Incidents",))
def red_flags(review: Review) -> Finding:
    """Behaviours to keep an eye on, by code and plan week.

    Gaslighting, minimising, lack of empathy (three times in four weeks, only as a person noted it), entitlement,
    control or isolation, refusal of responsibility; and the sequence of a burst of affection followed within 14 days
    by an insult, contempt, devaluation or silence, with both entries shown.
    """
    weeks = plan_weeks(review.plan.start, review.review_date)
    counts = {
        name: [{"week": week, "count": _noted(review, period, codes)} for week, period in weeks]
        for name, codes in FLAGS.items()
    }
    last_four = Period(review.review_date - timedelta(days=28), review.last_day)
    numbers: dict[str, Any] = {
        "counts": counts,
        "lack_of_empathy": _noted(review, last_four, (EMPATHY,)) >= EMPATHY_TIMES,
        "sequences": _sequences(review),
    }
    totals = {name: sum(each["count"] for each in weekly) for name, weekly in counts.items()}
    noted = [f"{term(name)} {count}" for name, count in totals.items() if count]
    sentence = say("red-flags.counts", noted=listed(noted)) if noted else say("red-flags.none")
    if numbers["sequences"]:
        sentence += " " + say("red-flags.sequences", n=len(numbers["sequences"]))
    noted_rows = [described(row) for row in records(review.incidents) if set(row["codes"]) & EVERY_FLAG]
    pairs = tuple(f"{each['first']} - {each['then']}" for each in numbers["sequences"])
    return Finding(
        NO_LIMIT,
        sentence,
        agreed=say("no-limit.agreed"),
        numbers=numbers,
        evidence=(
            Evidence(say("evidence.flagged"), tuple(noted_rows)),
            Evidence(say("evidence.sequences"), pairs),
        ),
    )


def _noted(review: Review, period: Period, codes: tuple[str, ...]) -> int:
    rows = review.within(period)
    return sum(bool(set(own) & set(codes)) for own in rows["codes"])


def _sequences(review: Review) -> list[dict[str, Any]]:
    rows = records(review.incidents)
    found = []
    for burst in (row for row in rows if BURST in row["codes"]):
        for later in rows:
            apart = (later["date"] - burst["date"]).days
            if 0 < apart <= WITHIN_DAYS and set(later["codes"]) & set(AFTERWARDS):
                found.append({"first": described(burst), "then": described(later), "days_apart": apart})
                break
    return found
