"""What comes before every percentage."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from patterns.codes.entries import URGENT
from patterns.review import Review
from patterns.rules._base import NO_LIMIT, Evidence, Finding, rule
from patterns.schema import records
from patterns.words import listed, say, term, terms


@rule("safety-first", needs=("Incidents", "Days"))
def safety_first(review: Review) -> Finding:
    """Threats, violence, stalking, coercion or fear come before any percentage.

    The safety page stands first, and the two rules about fewer incidents are not assessed, while any of these is
    open: an entry with a safety code in the window; an earlier one not yet talked through with a therapist or
    advocate; an entry whose words may tell of a threat, an attack or stalking while its codes do not say so, until
    the code or a talk about it is written down; a day in the window ticked "afraid"; a passage in the messages that
    may be a threat, an attack, stalking or pressure by self-harm, and that nobody has looked at yet. Missing days
    never close it.
    """
    events = open_events(review)
    found = listed(
        [say("safety.event", what=event["what"], on=event["on"]) if event["on"] else event["what"] for event in events]
    )
    return Finding(
        NO_LIMIT,
        say("safety.open", n=len(events), found=found) if events else say("safety.none"),
        agreed=say("safety.agreed"),
        numbers={"open": events, "page_first": bool(events)},
        evidence=(Evidence(say("evidence.safety"), tuple(event["where"] for event in events)),),
    )


def open_events(review: Review) -> list[dict[str, Any]]:
    """Return every open safety event, by date: what it is, its date (missing if none was written), where it stands."""
    found = [*_entries(review), *_undated(review), *_told(review), *_afraid(review), *_suggested(review)]
    return sorted(found, key=lambda event: event["on"] or date.max)


def _entries(review: Review) -> list[dict[str, Any]]:
    acts = review.acts.loc[review.acts["safety"]]
    recent = review.safety_window.holds(acts["date"])
    settled = acts["talked_through_on"] < pd.Timestamp(review.review_date)
    earlier = acts["date"] < pd.Timestamp(review.safety_window.first)
    return [
        _event(listed(terms(_safety_codes(review, row["codes"]))), row["date"].date(), row["act"], row["codes"])
        for row in records(acts.loc[recent | (earlier & ~settled)])
    ]


def _undated(review: Review) -> list[dict[str, Any]]:
    """An entry whose date is not known cannot be placed, so only a talk about it closes it."""
    rows = review.log.incidents
    rows = rows.loc[rows["date"].isna() & ~(rows["talked_through_on"] < pd.Timestamp(review.review_date))]
    return [
        _event(listed(terms(codes)), None, f"Incidents row {row['row']}", codes)
        for row in records(rows)
        if (codes := _safety_codes(review, row["codes"] or []))
    ]


def _told(review: Review) -> list[dict[str, Any]]:
    """An entry whose words may tell of what its codes do not say waits for a person, whenever it was."""
    clear = review.may_tell.loc[review.may_tell["strength"] == "clear"]
    return [
        _event(
            say("safety.entry", code=term(row["code"])),
            row["date"].date() if pd.notna(row["date"]) else None,
            f"Incidents row {row['row']}",
            [row["code"]],
        )
        for row in records(clear)
    ]


def _safety_codes(review: Review, codes: list[str]) -> list[str]:
    known = review.codes
    return [code for code in codes if code in known and known[code].safety]


def _afraid(review: Review) -> list[dict[str, Any]]:
    rows = review.calendar.loc[review.calendar["afraid"] & review.safety_window.holds(review.calendar["date"])]
    sheet_rows = dict(zip(review.log.days["date"], review.log.days["row"], strict=True))
    return [_event(say("safety.afraid"), each.date(), f"Days row {sheet_rows[each]}", []) for each in rows["date"]]


def _suggested(review: Review) -> list[dict[str, Any]]:
    rows = pd.concat([review.unreviewed.loc[review.unreviewed["code"].isin(URGENT)], review.unsettled])
    return [
        _event(
            say("safety.passage", code=term(row["code"])),
            row["date"].date(),
            f"message {row['message_id']}",
            [row["code"]],
        )
        for row in records(rows)
    ]


def _event(what: str, on: date | None, where: str, codes: list[str]) -> dict[str, Any]:
    return {"what": what, "on": on, "where": where, "codes": list(codes)}
