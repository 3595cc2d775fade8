"""Messages between the two people, by channel, and what the contact limits allow."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from patterns import days
from patterns.days import Period
from patterns.incidents import CHANNEL_OF
from patterns.review import CONTACT_CHANNELS, Review
from patterns.schema import records
from patterns.words import say

WRITTEN = ("text", "email", "social media")
CARRIED = (*WRITTEN, "call")  # channels that an export may hold
ALLOWED = {  # level -> channels it leaves open; missing: all
    "written only": WRITTEN,
    "email only": ("email",),
    "none": (),
}


@lru_cache(maxsize=2)
def exchanged(review: Review) -> pd.DataFrame:
    """Return one row per message between the two: local (plan's wall time), day, channel, person, message_id."""
    messages = review.messages
    between = messages["person"].isin(["me", "other"]) & (messages["kind"] != "notice")
    messages = messages.loc[between, ["sent_at", "platform", "kind", "person", "message_id"]]
    local = messages["sent_at"].dt.tz_convert(review.zone).dt.tz_localize(None)
    known = {name: CHANNEL_OF.get(str(name).casefold(), "text") for name in messages["platform"].unique()}
    channel = messages["platform"].map(known).mask(messages["kind"] == "call", "call")
    return pd.DataFrame(
        {
            "local": local,
            "day": local.dt.normalize(),
            "channel": channel,
            "person": messages["person"],
            "message_id": messages["message_id"],
        }
    ).sort_values("local", kind="stable")


def levels(review: Review) -> list[dict[str, Any]]:
    """Return the contact limits that began before the review date, with the days each was in force."""
    found = []
    for row in records(review.log.contact_limits):
        start = row["from"] if pd.notna(row["from"]) else row["told_on"]
        if pd.isna(start) or start >= pd.Timestamp(review.review_date):
            continue
        last = review.last_day if pd.isna(row["until"]) else min(row["until"].date(), review.last_day)
        found.append(row | {"period": Period(start.date(), last)})
    return found


def by_person(review: Review, messages: pd.DataFrame) -> dict[str, int | None]:
    """Return how many of the messages each of the two sent; in a copy for others the person's own are missing."""
    counts = {who: int((messages["person"] == who).sum()) for who in ("me", "other")}
    return counts | ({"me": None} if review.case.copy_for else {})


def counted(numbers: dict[str, int | None]) -> str:
    """Return counts of messages in words; the person's own where they are given."""
    mine = numbers["me"]
    if mine is None:
        return say("contact.theirs", theirs=numbers["other"])
    return say("contact.both", theirs=numbers["other"], mine=mine)


def unseen_against_none(review: Review, period: Period) -> list[Period]:
    """Return the days of `period` on which no contact was set and nothing tells whether there was any.

    No export covers them, and they are not marked as days without contact.
    """
    closed = [each for each in levels(review) if each["level"] == "none"]
    asked = [each["period"] for each in closed if pd.isna(each["channel"]) or each["channel"] in CARRIED]
    dates = {on.date() for each in days.common(asked, [period]) for on in pd.date_range(each.first, each.last)}
    told = review.calendar.loc[review.calendar["contact_said_no"], "date"].dt.date
    dates -= {*told, *(on.date() for each in review.exported for on in pd.date_range(each.first, each.last))}
    return days.joined(Period(each, each) for each in dates)


def contacts_against_none(review: Review, period: Period) -> list[date]:
    """Return the days of `period` on which the other person made contact although no contact was set."""
    closed = [each for each in levels(review) if each["level"] == "none"]
    if not closed:
        return []
    theirs = exchanged(review)
    theirs = theirs.loc[(theirs["person"] == "other") & period.holds(theirs["day"])]
    acts = review.acts.loc[period.holds(review.acts["date"]) & review.acts["channel"].isin(CONTACT_CHANNELS)]
    found: set[date] = set()
    for limit in closed:
        one = None if pd.isna(limit["channel"]) else limit["channel"]
        arrived = theirs if one is None else theirs.loc[theirs["channel"] == one]
        entered = acts if one is None else acts.loc[acts["channel"] == one]
        for dates in (arrived["day"], entered["date"]):
            found |= {each.date() for each in dates.loc[limit["period"].holds(dates)]}
    return sorted(found)
