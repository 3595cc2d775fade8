"""What the person has in place and has done: supporters, a dated record, care of oneself."""

from __future__ import annotations

import pandas as pd

from patterns.review import Review
from patterns.rules._base import CANNOT_TELL, MET, NO_LIMIT, NOT_MET, Evidence, Finding, rule
from patterns.schema import records
from patterns.words import say

WITHIN_A_DAY, WITHIN_A_WEEK = 1, 7
PROMPT_AFTER_DAYS = 90


@rule("supporters", needs=("People",))
def supporters(review: Review) -> Finding:
    """Trusted supporters who were told the plan before the review date; two, unless the plan says otherwise.

    Names never stand in a shared file. A supporter not spoken to for more than 90 days is a prompt, nothing more.
    """
    rows = review.log.people
    named = rows.loc[rows["role"] == "supporter"]
    end = pd.Timestamp(review.review_date)
    told = named.loc[named["told_the_plan_on"] < end]
    quiet = told.loc[told["last_contact"] < end - pd.Timedelta(days=PROMPT_AFTER_DAYS)]
    needed = review.plan.supporters_needed
    agreed = say("supporters.agreed", n=needed)
    numbers = {"k": len(told), "n": len(named), "needed": needed, "not_spoken_to_lately": len(quiet)}
    evidence = (Evidence(say("evidence.supporters"), tuple(f"People row {row}" for row in told["row"])),)
    if named.empty:
        return Finding(CANNOT_TELL, say("supporters.none"), "nothing recorded", agreed=agreed, numbers=numbers)
    verdict = MET if len(told) >= needed else NOT_MET
    sentence = say("supporters.counts", k=len(told), n=len(named))
    prompt = " " + say("supporters.quiet", n=len(quiet)) if len(quiet) else ""
    return Finding(verdict, sentence + prompt, agreed=agreed, numbers=numbers, evidence=evidence)


@rule("dated-records", needs=("Incidents",))
def dated_records(review: Review) -> Finding:
    """How soon entries of the window were written down: within a day, within seven days, later, or not said.

    Late entries are valid and marked as such.
    """
    rows = review.log.incidents
    rows = rows.loc[review.window.holds(rows["date"])]
    lag = (rows["written_on"].dt.normalize() - rows["date"]).dt.days
    numbers = {
        "within_1_day": int((lag <= WITHIN_A_DAY).sum()),
        "within_7_days": int(((lag > WITHIN_A_DAY) & (lag <= WITHIN_A_WEEK)).sum()),
        "later": int((lag > WITHIN_A_WEEK).sum()),
        "not_said": int(lag.isna().sum()),
    }
    said = len(rows) - numbers["not_said"]
    sentence = (
        say("dated-records.counts", n=len(rows), said=said, **numbers) if len(rows) else say("dated-records.none")
    )
    places = tuple(f"Incidents row {row}" for row in rows["row"])
    return Finding(
        NO_LIMIT,
        sentence,
        agreed=say("no-limit.agreed"),
        numbers=numbers,
        evidence=(Evidence(say("evidence.entries"), places),),
    )


@rule("own-care", needs=("Days",))
def own_care(review: Review) -> Finding:
    """What you wrote down having done for yourself in the window. No target, no streak."""
    rows = review.log.days
    rows = rows.loc[review.window.holds(rows["date"]) & rows["did_for_myself"].notna()]
    done = [{"on": row["date"].date(), "what": row["did_for_myself"]} for row in records(rows)]
    sentence = say("own-care.counts", n=len(done)) if done else say("own-care.none")
    places = tuple(f"Days row {row}" for row in rows["row"])
    return Finding(
        NO_LIMIT,
        sentence,
        agreed=say("no-limit.agreed"),
        numbers={"count": len(done), "done": done},
        evidence=(Evidence(say("evidence.own-care"), places),),
    )
