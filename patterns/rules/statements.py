"""Statements of accountability, as people rated them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from patterns import days
from patterns.days import plan_weeks
from patterns.review import Review
from patterns.rules._base import NO_LIMIT, Evidence, Finding, rule
from patterns.schema import records
from patterns.words import day, listed, say

NEEDED = ("names_the_act", "no_excuse", "no_blame_of_me")
ONE_OF = ("says_what_it_did", "says_what_will_change")
COVERED_DAYS = 14


@rule("statements", needs=("Statements", "Incidents", "Days"))
def statements(review: Review) -> Finding:
    """Statements that, in a person's judgement, own what was done, out of all fully rated ones in the window.

    A statement meets the criteria when it names the act, makes no excuse, does not blame you, and says what the act
    did or what will change. That it asks nothing in return is shown and not required. A statement is borne out when
    no incident of the same code follows within the next 14 days that are known. A week without an incident has none
    due. The program never judges words.
    """
    every = rated(review)
    inside = [each for each in every if review.window.first <= each["date"] <= review.window.last]
    full = [each for each in inside if each["meets"] is not None]
    numbers = {
        "k": sum(each["meets"] for each in full),
        "n": len(full),
        "pending": len(inside) - len(full),
        "weeks": [
            {"week": week, "first": period.first, "state": _state(review, period, every)}
            for week, period in plan_weeks(review.plan.start, review.review_date)
            if period.last >= review.window.first
        ],
        "rated": inside,
        "borne_out": {
            name: sum(each["borne_out"] == name for each in full) for name in ("borne out", "not borne out", "open")
        },
    }
    return Finding(
        NO_LIMIT,
        _sentence(numbers),
        agreed=say("statements.agreed"),
        numbers=numbers,
        evidence=(Evidence(say("evidence.statements"), tuple(each["where"] for each in inside)),),
    )


def rated(review: Review) -> list[dict[str, Any]]:
    """Return every dated statement: whether it meets the criteria (missing until fully rated), whether borne out."""
    rows = review.log.statements
    rows = rows.loc[rows["date"].notna()].sort_values(["date", "row"])
    return [_rated(review, row) for row in records(rows)]


def _rated(review: Review, row: dict[str, Any]) -> dict[str, Any]:
    ticks = {name: row[name] for name in (*NEEDED, *ONE_OF)}
    complete = all(pd.notna(tick) for tick in ticks.values())
    meets = all(ticks[name] for name in NEEDED) and any(ticks[name] for name in ONE_OF) if complete else None
    on = row["date"].date()
    said = say("statements.meets" if meets else "statements.does-not" if complete else "statements.not-rated")
    return {
        "date": on,
        "week": (on - review.plan.start).days // 7 + 1,
        "meets": None if meets is None else bool(meets),
        "borne_out": _borne_out(review, row) if meets else None,
        "asks_nothing_in_return": None
        if pd.isna(row["asks_nothing_in_return"])
        else bool(row["asks_nothing_in_return"]),
        "where": f"{day(on, 'weekday')} {on.year}: {said} (Statements row {row['row']})",
    }


def _borne_out(review: Review, row: dict[str, Any]) -> str:
    codes = set(row["codes"] or [])
    after = review.calendar.loc[review.calendar["known"] & (review.calendar["date"] > row["date"]), "date"]
    covered = after.head(COVERED_DAYS)
    if not codes or covered.empty:
        return "open"
    later = review.incidents.loc[review.incidents["date"].between(covered.iloc[0], covered.iloc[-1])]
    if any(codes & set(each) for each in later["codes"]):
        return "not borne out"
    return "borne out" if len(covered) == COVERED_DAYS else "open"


def _state(review: Review, period: days.Period, every: list[dict[str, Any]]) -> str:
    if any(each["meets"] and period.first <= each["date"] <= period.last for each in every):
        return "present"
    if review.count(period):
        return "none"
    return "none due" if days.known(review.calendar, period) else "not recorded"


def _sentence(numbers: dict[str, Any]) -> str:
    if not numbers["n"] and not numbers["pending"]:
        return say("statements.none")
    parts = [say("statements.counts", k=numbers["k"], n=numbers["n"])]
    present = [str(each["week"]) for each in numbers["weeks"] if each["state"] == "present"]
    if present:
        parts.append(say("statements.weeks", n=len(present), weeks=listed(present)))
    if numbers["k"]:
        parts.append(
            say(
                "statements.borne-out",
                **{name.replace(" ", "_"): count for name, count in numbers["borne_out"].items()},
            )
        )
    if numbers["pending"]:
        parts.append(say("statements.pending", n=numbers["pending"]))
    return " ".join(parts)
