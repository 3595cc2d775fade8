"""Boundaries that were shared: crossed three times in a month, and the consequence that follows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd

from patterns.days import Period
from patterns.review import Review
from patterns.rules._base import NO_LIMIT, Evidence, Finding, rule
from patterns.rules._contact import by_person, counted, exchanged
from patterns.rules._coverage import Coverage, coverage, where
from patterns.rules._verdicts import described
from patterns.schema import records
from patterns.words import day, listed, say, terms


class Version(NamedTuple):
    """One version of a boundary, with what was agreed to follow when it is crossed."""

    id: str
    shared_on: date
    until: date | None
    times: int
    within_days: int
    lasts_days: int
    left_open: tuple[str, ...]
    row: int


class Trigger(NamedTuple):
    """The crossing that completes the agreed number, and the days the consequence then runs."""

    version: Version
    on: date
    crossings: tuple[date, ...]
    runs: Period


@rule("pattern-three-in-a-month", needs=("Boundaries", "Incidents"))
def pattern_three_in_a_month(review: Review) -> Finding:
    """A shared boundary crossed three times within 30 days: contact by e-mail only for the next 30 days.

    Rolling days, not calendar months: the third crossing is at most 29 days after the first. Only crossings after
    the day on which the boundary was shared count, one for each incident that names it. The consequence starts on
    the next day; counting then starts afresh. Numbers, days and channels come from the Boundaries sheet. Missing
    days never hold this back, and nothing here ever lifts it.
    """
    triggers = [trigger for version in versions(review) for trigger in triggers_of(review, version)]
    triggers.sort(key=lambda trigger: (trigger.on, trigger.version.id))
    numbers = {
        "triggers": [_public(review, trigger) for trigger in triggers],
        "calendar_only": [each for version in versions(review) for each in _calendar_only(review, version, triggers)],
        "crossings": [
            {"boundary": version.id, "on": each} for version in versions(review) for each in crossings(review, version)
        ],
    }
    rows = tuple(
        f"{version.id}: {described(row)}"
        for version in versions(review)
        for row in records(_crossing_incidents(review, version))
    )
    return Finding(
        NO_LIMIT,
        _sentence(review, triggers, numbers),
        "triggered" if triggers else "",
        agreed=say("boundaries.agreed"),
        numbers=numbers,
        evidence=(Evidence(say("evidence.crossings"), rows),),
    )


@rule("consequences-applied", needs=("Boundaries", "Incidents"))
def consequences_applied(review: Review) -> Finding:
    """Agreed consequences that came due, and those noted as applied, with their dates.

    A consequence counts as applied when an entry of its crossings, or a later one of the same boundary while it
    runs, says on which day it was applied. One not applied is a question for the session, never a failing.
    """
    due = [trigger for version in versions(review) for trigger in triggers_of(review, version)]
    applied = [(trigger, _applied_on(review, trigger)) for trigger in due]
    waiting = [trigger for trigger, on in applied if on is None]
    not_shared = review.log.boundaries.loc[review.log.boundaries["shared_on"].isna()]
    numbers = {
        "due": len(due),
        "applied": len(due) - len(waiting),
        "open": [{"boundary": trigger.version.id, "due_on": trigger.runs.first} for trigger in waiting],
        "dates": [
            {"boundary": trigger.version.id, "due_on": trigger.runs.first, "applied_on": on} for trigger, on in applied
        ],
        "not_shared": [row["id"] for row in records(not_shared) if pd.notna(row["id"])],
    }
    sentence = say("consequences.counts", due=len(due), applied=numbers["applied"]) if due else say("consequences.none")
    asked = [say("consequences.open", boundary=each.version.id, on=each.runs.first) for each in waiting]
    places = tuple(
        f"{trigger.version.id}: {say('consequences.row', first=trigger.runs.first, last=trigger.runs.last)}"
        for trigger in due
    )
    return Finding(
        NO_LIMIT,
        " ".join([sentence, *asked]),
        agreed=say("consequences.agreed"),
        numbers=numbers,
        evidence=(Evidence(say("evidence.consequences"), places),),
    )


def versions(review: Review) -> list[Version]:
    """Return every version of every boundary that was shared before the review date."""
    rows = review.log.boundaries
    rows = rows.loc[rows["id"].notna() & (rows["shared_on"] < pd.Timestamp(review.review_date))]
    return [_version(row) for row in records(rows.sort_values(["shared_on", "row"]))]


def _version(row: dict[str, Any]) -> Version:
    usual = {"times": 3, "within_days": 30, "lasts_days": 30}
    said = {name: int(row[name]) if pd.notna(row[name]) else default for name, default in usual.items()}
    return Version(
        id=row["id"].strip(),
        shared_on=row["shared_on"].date(),
        until=None if pd.isna(row["in_force_until"]) else row["in_force_until"].date(),
        left_open=tuple(row["channels_left_open"] or ("email",)),
        row=row["row"],
        **said,
    )


def _crossing_incidents(review: Review, version: Version) -> pd.DataFrame:
    rows = review.incidents
    named = rows["boundaries"].map(lambda names: version.id.casefold() in [name.casefold() for name in names])
    after = rows["date"] > pd.Timestamp(version.shared_on)
    wanted = named.astype(bool) & after
    return rows.loc[wanted & (rows["date"] <= pd.Timestamp(version.until)) if version.until else wanted]


def crossings(review: Review, version: Version) -> list[date]:
    """Return the dates on which a version was crossed after it was shared; one for each incident."""
    return [each.date() for each in _crossing_incidents(review, version)["date"]]


def triggers_of(review: Review, version: Version) -> list[Trigger]:
    """Return every completed number of crossings, counted afresh from the day after each."""
    found: list[Trigger] = []
    recent: list[date] = []
    for crossed in crossings(review, version):
        if found and crossed <= found[-1].on:
            continue
        recent = [each for each in recent if (crossed - each).days < version.within_days] + [crossed]
        if len(recent) >= version.times:
            first = crossed + timedelta(days=1)
            runs = Period(first, crossed + timedelta(days=version.lasts_days))
            found.append(Trigger(version, crossed, tuple(recent), runs))
            recent = []
    return found


def _applied_on(review: Review, trigger: Trigger) -> date | None:
    rows = review.log.incidents
    rows = rows.loc[rows["consequence_applied_on"].notna() & rows["boundary"].notna()]
    dates = [
        row["consequence_applied_on"].date()
        for row in records(rows)
        if trigger.version.id.casefold() in row["boundary"].casefold()
        and trigger.on <= row["consequence_applied_on"].date() <= trigger.runs.last
    ]
    return min(dates, default=None)


def _public(review: Review, trigger: Trigger) -> dict[str, Any]:
    month = [
        each
        for each in crossings(review, trigger.version)
        if (each.year, each.month) == (trigger.on.year, trigger.on.month)
    ]
    return {
        "boundary": trigger.version.id,
        "on": trigger.on,
        "crossings": list(trigger.crossings),
        "from": trigger.runs.first,
        "until": trigger.runs.last,
        "calendar_month_agrees": len([each for each in month if each <= trigger.on]) >= trigger.version.times,
        "other_channels": _other_channels(review, trigger),
        "other_channels_days": _days_of(review, trigger).counts,
        "channels_left_open": list(trigger.version.left_open),
        "applied_on": _applied_on(review, trigger),
    }


def _days_of(review: Review, trigger: Trigger) -> Coverage:
    return coverage(review, [trigger.runs])


def _other_channels(review: Review, trigger: Trigger) -> dict[str, int | None] | None:
    """Count messages on channels not left open while the consequence ran; missing where no export covers a day."""
    if not _days_of(review, trigger).covered:
        return None
    messages = exchanged(review)
    open_ones = messages["channel"].isin(trigger.version.left_open)
    return by_person(review, messages.loc[trigger.runs.holds(messages["day"]) & ~open_ones])


def said_of_other_channels(review: Review, trigger: dict[str, Any]) -> str:
    """Return what is known of messages on other channels while a consequence (of `triggers`) ran; empty before that."""
    days = coverage(review, [Period(trigger["from"], trigger["until"])])
    if not days.asked or review.case.sources.empty:
        return ""
    found = trigger["other_channels"]
    if found is None:
        return say("boundaries.other-channels-unknown")
    return say("boundaries.other-channels", where=where(days), counted=counted(found))


def _calendar_only(review: Review, version: Version, triggers: list[Trigger]) -> list[dict[str, Any]]:
    """Return the calendar months in which the number was reached although no 30 days in a row hold it."""
    found = []
    by_month: dict[tuple[int, int], list[date]] = {}
    for each in crossings(review, version):
        by_month.setdefault((each.year, each.month), []).append(each)
    rolling = {(trigger.on.year, trigger.on.month) for trigger in triggers if trigger.version == version}
    for (year, month), dates in by_month.items():
        if len(dates) >= version.times and (year, month) not in rolling:
            found.append(
                {
                    "boundary": version.id,
                    "month": f"{year}-{month:02}",
                    "on": dates[version.times - 1],
                    "crossings": dates,
                }
            )
    return found


def _sentence(review: Review, triggers: list[Trigger], numbers: dict[str, Any]) -> str:
    if not versions(review):
        return say("boundaries.nothing-shared")
    if not triggers and not numbers["crossings"]:
        return say("boundaries.not-crossed")
    parts = []
    for trigger, public in zip(triggers, numbers["triggers"], strict=True):
        parts.append(
            say(
                "boundaries.triggered",
                boundary=trigger.version.id,
                dates=listed([day(each, "short") for each in trigger.crossings]),
                on=trigger.on,
                first=trigger.runs.first,
                last=trigger.runs.last,
                channels=listed(terms(trigger.version.left_open)),
                n=len(trigger.crossings),
                within=trigger.version.within_days,
            )
        )
        if not public["calendar_month_agrees"]:
            parts.append(say("boundaries.calendar-differs"))
        parts.append(said_of_other_channels(review, public))
    if not triggers:
        parts.append(say("boundaries.crossed", n=len(numbers["crossings"])))
    for each in numbers["calendar_only"]:
        parts.append(say("boundaries.calendar-only", boundary=each["boundary"], month=each["month"]))
    return " ".join(filter(None, parts))
