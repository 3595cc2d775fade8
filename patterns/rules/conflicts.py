"""Repair steps offered after a conflict, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from patterns.days import Period, plan_weeks
from patterns.review import Review
from patterns.rules._base import CANNOT_TELL, MET, NO_LIMIT, NOT_MET, Evidence, Finding, rule
from patterns.rules._offers import LATE, LEFT_OUT, PENDING, REFUSED, TAKEN_UP, UNANSWERED, offer, outcome
from patterns.schema import records
from patterns.statistics import proportion_interval
from patterns.words import day, say

DIRECTIONS = {"offered by me": ("me",), "offered by the other person": ("other",), "either": ("me", "other")}
BEST_FIRST = (TAKEN_UP, PENDING, LEFT_OUT, LATE, UNANSWERED, REFUSED)


@rule("repair-three-of-four", needs=("Conflicts",))
def repair_three_of_four(review: Review) -> Finding:
    """Conflicts in which an offered repair step was taken up within 72 hours, out of all with a step offered.

    Met with at least four such conflicts, three in four of them taken up, and three of the latest four. An offer
    whose hours are still running is left out; so is a yes without its time, and your own no: declining is never a
    failure. Conflicts without an offer, and steps offered the other way, are shown apart.
    """
    conflicts = within(all_conflicts(review), review.window)
    counted = tally(conflicts, DIRECTIONS[review.plan.repair_counted])
    needed, of = review.plan.repair_needed
    numbers: dict[str, Any] = counted | {
        "without_offer": sum(not each["outcomes"] for each in conflicts),
        "directions": {who: _share(tally(conflicts, (who,))) for who in ("me", "other")},
        "conflicts": [_public(each, review) for each in conflicts],
    }
    other_way = "me" if review.plan.repair_counted == "offered by the other person" else "other"
    numbers["other_direction"] = numbers["directions"][other_way]
    return _verdict(review, numbers, len(conflicts), needed, of)


def _verdict(review: Review, numbers: dict[str, Any], conflicts: int, needed: int, of: int) -> Finding:
    k, n, last = numbers["k"], numbers["n"], numbers["last_four"]
    rest: dict[str, Any] = {
        "agreed": say("repair.agreed", needed=needed, of=of, hours=review.plan.next_step_hours),
        "evidence": (Evidence(say("evidence.conflicts"), tuple(each["where"] for each in numbers["conflicts"])),),
    }
    if n < of:
        reason = "too few conflicts" if conflicts else "no conflicts"
        sentence = say(f"repair.{reason}", k=k, n=n, of=of) + _also(numbers)
        return Finding(CANNOT_TELL, sentence, reason, numbers=numbers | {"strength": "cannot tell"}, **rest)
    met = of * k >= needed * n and last >= needed
    interval = proportion_interval(k, n)
    limit = needed / of
    numbers = numbers | {
        "interval": {"level": 0.95, "low": interval.low, "high": interval.high, "method": "Wilson"},
        "strength": "tentative" if interval.low <= limit <= interval.high else "clear",
    }
    sentence = say("repair.counts", k=k, n=n, last=last, of=of, hours=review.plan.next_step_hours) + _also(numbers)
    return Finding(MET if met else NOT_MET, sentence, "taken up" if met else "not taken up", numbers=numbers, **rest)


def _also(numbers: dict[str, Any]) -> str:
    parts = [
        say(f"repair.also.{name}", n=numbers[name])
        for name in ("late", "pending", "left_out", "without_offer")
        if numbers[name]
    ]
    return " " + " ".join(parts) if parts else ""


@rule("repairs-weekly", needs=("Conflicts",))
def repairs_weekly(review: Review) -> Finding:
    """Repair steps offered and taken up within 72 hours, by plan week and by who offered. No limit."""
    every = all_conflicts(review)
    weeks: list[dict[str, Any]] = []
    for week, period in plan_weeks(review.plan.start, review.review_date):
        conflicts = within(every, period)
        counts = {who: offered_and_taken(conflicts, (who,)) for who in ("me", "other")}
        weeks.append({"week": week, "first": period.first, **counts})
    totals = {
        who: {name: sum(week[who][name] for week in weeks) for name in ("offered", "accepted")}
        for who in ("me", "other")
    }
    return Finding(
        NO_LIMIT,
        say("repairs-weekly.counts", mine=totals["me"]["offered"], mine_taken=totals["me"]["accepted"],
            theirs=totals["other"]["offered"], theirs_taken=totals["other"]["accepted"]),
        agreed=say("no-limit.agreed"),
        numbers={"weeks": weeks, "totals": totals},
    )  # fmt: skip


def offered_and_taken(conflicts: Iterable[dict[str, Any]], by: tuple[str, ...]) -> dict[str, int]:
    """Return in how many conflicts a step was offered by `by`, and in how many it was taken up in time."""
    best = [what for each in conflicts if (what := _best(each, by))]
    return {"offered": len(best), "accepted": best.count(TAKEN_UP)}


def within(conflicts: list[dict[str, Any]], period: Period) -> list[dict[str, Any]]:
    """Return the conflicts dated in `period`."""
    return [each for each in conflicts if period.first <= each["date"] <= period.last]


def all_conflicts(review: Review) -> list[dict[str, Any]]:
    """Return every dated conflict in order; rows with the same conflict id are one conflict."""
    rows = review.log.conflicts
    rows = rows.loc[rows["date"].notna()]
    written = rows["conflict"].str.strip().str.casefold()
    key = written.where(written.notna() & (written != ""), "row " + rows["row"].astype("str"))
    conflicts = [_conflict(review, group) for _, group in rows.groupby(key, sort=False)]
    return sorted(conflicts, key=lambda each: (each["date"], each["time"], each["row"]))


def _conflict(review: Review, rows: pd.DataFrame) -> dict[str, Any]:
    outcomes = []
    for row in records(rows):
        given = offer(row)
        if row["step_offered_by"] in ("me", "other") and given is not None:
            result = outcome(review, given)
            outcomes.append({"by": row["step_offered_by"], "step": row["step"], **result._asdict()})
    first = rows.sort_values(["date", "row"]).iloc[0]
    return {
        "conflict": None if pd.isna(first["conflict"]) else first["conflict"],
        "date": first["date"].date(),
        "time": "" if first["time"] is None else first["time"].isoformat(),
        "row": int(first["row"]),
        "rows": rows["row"].tolist(),
        "outcomes": outcomes,
    }


def tally(conflicts: list[dict[str, Any]], by: tuple[str, ...]) -> dict[str, int]:
    """Count conflicts by what became of the steps that `by` offered; taken up if any of them was."""
    best = [what for each in conflicts if (what := _best(each, by))]
    settled = [what for what in best if what not in (PENDING, LEFT_OUT)]
    return {
        "k": settled.count(TAKEN_UP),
        "n": len(settled),
        "pending": best.count(PENDING),
        "last_four": settled[-4:].count(TAKEN_UP),
        "late": settled.count(LATE),
        "refused": settled.count(REFUSED),
        "unanswered": settled.count(UNANSWERED),
        "left_out": best.count(LEFT_OUT),
    }


def _best(conflict: dict[str, Any], by: tuple[str, ...]) -> str | None:
    """Return the best outcome among the counted offers; your own no to the other person's step is not counted."""
    counted = [
        each["what"]
        for each in conflict["outcomes"]
        if each["by"] in by and not (each["by"] == "other" and each["what"] == REFUSED)
    ]
    return min(counted, key=BEST_FIRST.index) if counted else None


def _share(counts: dict[str, int]) -> dict[str, int]:
    return {name: counts[name] for name in ("k", "n", "pending")}


def _public(conflict: dict[str, Any], review: Review) -> dict[str, Any]:
    counted = [each for each in conflict["outcomes"] if each["by"] in DIRECTIONS[review.plan.repair_counted]]
    best = min(counted, key=lambda each: BEST_FIRST.index(each["what"]), default=None)
    offers = [each["by"] for each in conflict["outcomes"]]
    on: date = conflict["date"]
    places = ", ".join(map(str, conflict["rows"]))
    what = best["what"] if best else ("offered by the other person" if offers else "no step offered")
    return {
        "conflict": conflict["conflict"],
        "date": on,
        "week": (on - review.plan.start).days // 7 + 1,
        "step_by": best["by"] if best else (offers[0] if offers else None),
        "outcome": best["what"] if best else None,
        "hours": best["hours"] if best else None,
        "to_the_day": best["to_the_day"] if best else False,
        "other_outcomes": [each["what"] for each in conflict["outcomes"] if each not in counted],
        "where": f"{day(on, 'weekday')} {on.year}: {what} (Conflicts row {places})",
    }
