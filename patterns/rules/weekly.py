"""Incidents week by week, by code."""

from __future__ import annotations

from collections import Counter

from patterns import days
from patterns.days import plan_weeks
from patterns.review import Review
from patterns.rules._base import NO_LIMIT, Finding, rule
from patterns.rules._verdicts import incident_rows
from patterns.words import say


@rule("incidents-weekly", needs=("Incidents", "Days"))
def incidents_weekly(review: Review) -> Finding:
    """Abusive incidents in each plan week, by code, with the single acts they are made of.

    Acts less than six hours apart (unless the plan says otherwise) are one incident, counted on the day on which it
    starts. A week in which no day is known has no number: no entry does not mean that nothing happened. No limit.
    """
    weeks = []
    for week, period in plan_weeks(review.plan.start, review.review_date):
        rows = review.within(period)
        known = days.known(review.calendar, period)
        weeks.append(
            {
                "week": week,
                "first": period.first,
                "days": period.days,
                "known_days": known,
                "incidents": len(rows) if known else None,
                "acts": int(rows["acts"].sum()) if known else None,
                "codes": dict(sorted(Counter(code for codes in rows["codes"] for code in codes).items())),
                "unreviewed": int(period.holds(review.unreviewed["date"]).sum()),
            }
        )
    total = review.count(review.window)
    acts = int(review.within(review.window)["acts"].sum())
    known = days.known(review.calendar, review.window)
    return Finding(
        NO_LIMIT,
        say("incidents-weekly.counts", n=total, acts=acts, known=known, days=review.window.days),
        agreed=say("no-limit.agreed"),
        numbers={"count": total, "acts": acts, "known_days": known, "weeks": weeks},
        evidence=(incident_rows(review, review.window, "abusive", say("evidence.incidents")),),
    )
