"""The rhythm of reviews, and what a missed target asks for."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from patterns.review import Review
from patterns.rules._base import MET, NO_LIMIT, NOT_DUE_YET, NOT_MET, Evidence, Finding, rule
from patterns.rules.conflicts import repair_three_of_four
from patterns.rules.halving import incidents_eight_weeks
from patterns.rules.sessions import attendance
from patterns.words import listed, say

EVERY_WEEKS = 4
NEAR_DAYS = 14  # a review held this close to the day it was due is that review


@rule("reassess", needs=("Incidents", "Conflicts", "Sessions"))
def reassess(review: Review) -> Finding:
    """A target not met among attendance, incidents and repair steps: look at the boundaries again, and write a new
    version of what changes.
    """
    missed = [
        each.id for each in (incidents_eight_weeks, repair_three_of_four, attendance) if each(review).verdict == NOT_MET
    ]
    names = [say(f"reassess.{each}") for each in missed]
    return Finding(
        NO_LIMIT,
        say("reassess.missed", found=listed(names)) if missed else say("reassess.none"),
        agreed=say("reassess.agreed"),
        numbers={"not_met": missed},
    )


@rule("review-rhythm", needs=("Reviews",))
def review_rhythm(review: Review) -> Finding:
    """Reviews every four weeks from the plan's start, with a therapist or advocate: those due, those held, the next.

    A review held within 14 days of the day it was due is that review.
    """
    due = []
    on = review.plan.start + timedelta(weeks=EVERY_WEEKS)
    while on < review.review_date:
        due.append(on)
        on += timedelta(weeks=EVERY_WEEKS)
    held = sorted(each.date() for each in review.log.reviews["date"] if pd.notna(each))
    kept = [each for each in due if any(abs((one - each).days) <= NEAR_DAYS for one in held)]
    numbers = {"k": len(kept), "n": len(due), "due": due, "held": held, "next": on}
    evidence = (Evidence(say("evidence.reviews"), tuple(f"Reviews row {row}" for row in review.log.reviews["row"])),)
    if not due:
        return Finding(
            NOT_DUE_YET, say("rhythm.not-due", on=on), agreed=say("rhythm.agreed"), numbers=numbers, evidence=evidence
        )
    sentence = say("rhythm.counts", k=len(kept), n=len(due), next=on)
    verdict = MET if len(kept) == len(due) else NOT_MET
    return Finding(verdict, sentence, agreed=say("rhythm.agreed"), numbers=numbers, evidence=evidence)
