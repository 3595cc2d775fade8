"""A time-limited approach: what speaks for it, what speaks against it, when it is up for review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pandas as pd

from patterns import days
from patterns.codes.entries import URGENT
from patterns.days import Period, plan_weeks
from patterns.review import Review
from patterns.rules import boundaries
from patterns.rules._base import CANNOT_TELL, MET, NO_LIMIT, NOT_DUE_YET, NOT_MET, Evidence, Finding, rule
from patterns.rules._contact import contacts_against_none, unseen_against_none
from patterns.rules._coverage import unseen
from patterns.rules._offers import offer
from patterns.rules.conflicts import all_conflicts
from patterns.schema import records
from patterns.words import listed, say, terms

AGAINST = {
    "threat": ("threat", "threat to others", "self-harm threat"),
    "physical aggression": ("physical", "strangulation", "weapon", "sexual coercion"),
    "stalking": ("stalking", "monitoring"),
    "coercive control": ("control", "coercion"),
}
LASTS = 28
STEPS = ("documented", "access restricted", "support person", "authorities")


@rule("refuse", needs=("Incidents", "Boundaries", "Days"))
def refuse(review: Review) -> Finding:
    """What closes the compassion approach; any one of these does, and it always outranks the signs for it.

    Gaslighting in two of the last four plan weeks; a threat (one that nobody has looked at yet counts); physical
    aggression; stalking, or two contacts after no contact was set; coercive control; two crossings of a shared
    boundary; a core boundary crossed twice in 28 days; a triggered consequence; a day marked afraid.
    """
    criteria = against(review)
    sentence = say("refuse.holds", n=len(criteria), found=listed(terms(each["criterion"] for each in criteria)))
    return Finding(
        NO_LIMIT,
        " ".join(filter(None, [sentence if criteria else say("refuse.none"), _unseen(review)])),
        agreed=say("refuse.agreed"),
        numbers={"holds": bool(criteria), "criteria": criteria},
        evidence=tuple(Evidence(each["criterion"], tuple(each["rows"])) for each in criteria),
    )


def _unseen(review: Review) -> str:
    return unseen(unseen_against_none(review, review.safety_window))


def against(review: Review) -> list[dict[str, Any]]:
    """Return every criterion that holds, with its dates and rows."""
    window = review.safety_window
    crossed = [(version, on) for version in boundaries.versions(review) for on in boundaries.crossings(review, version)]
    recent = days.before(review.review_date, LASTS)
    core = _core_twice(review, crossed, recent)
    triggered = [
        trigger.on
        for version in boundaries.versions(review)
        for trigger in boundaries.triggers_of(review, version)
        if window.first <= trigger.runs.last and trigger.on <= window.last
    ]
    contacts = contacts_against_none(review, window)
    found = [_criterion("gaslighting", _gaslighting(review), ())]
    found += [_of_codes(review, name, codes, window) for name, codes in AGAINST.items()]
    if len(contacts) >= 2:
        found.append(_criterion("contact after no contact", contacts, ()))
    repeated = [on for _, on in crossed if window.first <= on <= window.last]
    found.append(_criterion("repeated crossing of a shared boundary", repeated if len(repeated) >= 2 else [], ()))
    found.append(_criterion("core boundary crossed twice in 28 days", core, ()))
    found.append(_criterion("triggered consequence", triggered, ()))
    afraid = review.calendar.loc[review.calendar["afraid"] & window.holds(review.calendar["date"]), "date"]
    found.append(_criterion("a day marked afraid", [each.date() for each in afraid], ()))
    return [each for each in found if each["dates"]]


def _criterion(name: str, dates: Iterable[date], rows: Iterable[str]) -> dict[str, Any]:
    ordered = sorted(dates)
    return {
        "criterion": name,
        "dates": ordered,
        "count": len(ordered),
        "rows": list(rows) or [str(each) for each in ordered],
    }


def _of_codes(review: Review, name: str, codes: tuple[str, ...], window: Period) -> dict[str, Any]:
    acts = review.acts.loc[window.holds(review.acts["date"])]
    acts = acts.loc[acts["codes"].map(lambda own: bool(set(own) & set(codes))).astype(bool)]
    waiting = review.unreviewed.loc[review.unreviewed["code"].isin([code for code in codes if code in URGENT])]
    dates = [*(each.date() for each in acts["date"]), *(each.date() for each in waiting["date"])]
    return _criterion(name, dates, [*acts["act"], *(f"message {each}" for each in waiting["message_id"])])


def _gaslighting(review: Review) -> list[date]:
    weeks = plan_weeks(review.plan.start, review.review_date)[-4:]
    rows = review.incidents.loc[
        review.incidents["codes"].map(lambda codes: "gaslighting" in codes).astype(bool), "date"
    ]
    held = [period.first for _, period in weeks if period.holds(rows).any()]
    return held if len(held) >= 2 else []


def _core_twice(review: Review, crossed: list[tuple[boundaries.Version, date]], recent: Period) -> list[date]:
    core = {
        row["id"].strip().casefold()
        for row in records(review.log.boundaries)
        if pd.notna(row["id"]) and row["core"] is True
    }
    by_boundary: dict[str, list[date]] = {}
    for version, on in crossed:
        if version.id.casefold() in core and recent.first <= on <= recent.last:
            by_boundary.setdefault(version.id, []).append(on)
    return [on for dates in by_boundary.values() if len(dates) >= 2 for on in dates]


@rule("compassion-signs", needs=("Next steps", "Conflicts"))
def compassion_signs(review: Review) -> Finding:
    """Signs of real distress that you ticked, with their dates; and repair steps the other person offered in time.

    Admission of pain, a request for help, repair attempts, a stressor. Consistent repair attempts are steps offered
    by the other person within the agreed hours in three of the last four conflicts. Look-alikes: pain used as a
    reproach; gifts that do not name the act.
    """
    signs = _signs(review)
    last = all_conflicts(review)[-4:]
    offered = sum(_offered_in_time(review, each) for each in last)
    return Finding(
        NO_LIMIT,
        say("signs.counts", n=len(signs), k=offered, of=len(last)) if signs or last else say("signs.none"),
        agreed=say("no-limit.agreed"),
        numbers={
            "signs": signs,
            "repair_attempts": {"k": offered, "n": len(last)},
            "consistent": len(last) == 4 and offered >= 3,
        },
        evidence=(Evidence(say("evidence.signs"), tuple(each["where"] for each in signs)),),
    )


def _signs(review: Review) -> list[dict[str, Any]]:
    found = []
    for row in records(review.log.next_steps):
        marked = [each for each in row["sign"] or [] if each != "none"]
        if (
            marked
            and pd.notna(row["offered_at"])
            and review.window.first <= row["offered_at"].date() <= review.window.last
        ):
            found.append({"on": row["offered_at"].date(), "signs": marked, "where": f"Next steps row {row['row']}"})
    return sorted(found, key=lambda each: each["on"])


def _offered_in_time(review: Review, conflict: dict[str, Any]) -> bool:
    rows = review.log.conflicts.loc[review.log.conflicts["row"].isin(conflict["rows"])]
    for row in records(rows):
        given = offer(row)
        if row["step_offered_by"] == "other" and given is not None:
            passed = (given.offered_at.date() - conflict["date"]).days
            if 0 <= passed <= review.plan.next_step_hours // 24:
                return True
    return False


@rule("compassion-gate", needs=("Next steps", "Incidents", "Boundaries", "Days"))
def compassion_gate(review: Review) -> Finding:
    """Whether the conditions agreed for the compassion approach hold. It recommends nothing.

    Open only while nothing in `refuse` holds, at least one sign was marked at the latest next step, and you ticked
    "I feel safe enough" there.
    """
    closed_by = [each["criterion"] for each in against(review)]
    rows = review.log.next_steps
    rows = rows.loc[rows["offered_at"].notna()].sort_values(["offered_at", "row"])
    latest = records(rows.tail(1))
    signs = [each for each in (latest[0]["sign"] or []) if each != "none"] if latest else []
    safe_enough = bool(latest) and latest[0]["i_feel_safe_enough"] is True
    is_open = not closed_by and bool(signs) and safe_enough
    if closed_by:
        sentence = say("gate.closed-by", found=listed(terms(closed_by)))
    elif not latest:
        sentence = say("gate.no-step")
    else:
        sentence = say(
            "gate.open" if is_open else "gate.closed",
            signs=len(signs),
            rated=say("gate.rated" if safe_enough else "gate.not-rated"),
        )
    return Finding(
        NO_LIMIT,
        " ".join(filter(None, [sentence, _unseen(review) if is_open else ""])),
        agreed=say("gate.agreed"),
        numbers={"open": is_open, "refused_by": closed_by, "signs": signs, "felt_safe_enough": safe_enough},
        evidence=(Evidence(say("evidence.next-steps"), tuple(f"Next steps row {row['row']}" for row in latest)),),
    )


@rule("compassion-expiry", needs=("Plan", "Reviews"))
def compassion_expiry(review: Review) -> Finding:
    """28 days after the compassion approach was started, a review is due. It does not go on in silence."""
    started = review.plan.compassion_started
    if started is None or started >= review.review_date:
        return Finding(
            CANNOT_TELL, say("expiry.none"), "nothing recorded", agreed=say("expiry.agreed"), numbers={"due_on": None}
        )
    due = started + timedelta(days=LASTS)
    held = [each.date() for each in review.log.reviews["date"] if pd.notna(each) and each.date() >= due]
    numbers = {"started_on": started, "due_on": due, "held_on": min(held, default=None)}
    if review.review_date < due:
        return Finding(NOT_DUE_YET, say("expiry.not-due", due=due), agreed=say("expiry.agreed"), numbers=numbers)
    verdict = MET if held else NOT_MET
    return Finding(
        verdict, say("expiry.held" if held else "expiry.open", due=due), agreed=say("expiry.agreed"), numbers=numbers
    )


@rule("refuse-checklist", needs=("Checklist",))
def refuse_checklist(review: Review) -> Finding:
    """Four steps for when something in `refuse` holds: dates and words documented, access restricted, a support
    person or advocate involved, the authorities if there is danger. The first is filled in from the record; the last
    is your decision. Restricting access can itself raise danger: plan it with an advocate or the therapist, and ask
    whether it is safe to do now.
    """
    criteria = against(review)
    noted = {row["step"]: row["date"] for row in records(review.log.checklist) if pd.notna(row["step"])}
    steps: list[dict[str, Any]] = [
        {"step": step, "on": None if pd.isna(noted.get(step)) else noted[step].date(), "ticked": step in noted}
        for step in STEPS
    ]
    steps[0]["from_the_record"] = sorted({on for each in criteria for on in each["dates"]})
    numbers = {"open": bool(criteria), "steps": steps, "k": sum(step["ticked"] for step in steps), "n": len(steps)}
    sentence = say("checklist.open", k=numbers["k"], n=len(steps)) if criteria else say("checklist.not-needed")
    ticked = tuple(f"Checklist: {step['step']}, {step['on']}" for step in steps if step["ticked"])
    return Finding(
        NO_LIMIT,
        sentence,
        agreed=say("checklist.agreed"),
        numbers=numbers,
        evidence=(Evidence(say("evidence.checklist"), ticked),),
    )
