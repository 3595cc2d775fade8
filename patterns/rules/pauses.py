"""Pauses that were taken, and replies that stay short. Both are described; neither is held against anyone."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pandas as pd

from patterns import days
from patterns.review import Review
from patterns.rules._base import NO_LIMIT, Evidence, Finding, rule
from patterns.schema import records
from patterns.words import day, say


@rule("pause-kept", needs=("Next steps",))
def pause_kept(review: Review) -> Finding:
    """Pauses you announced: for how long, when you came back, and what the other person sent meanwhile.

    Only described. A pause for the day ends at local midnight. That you chose not to return is valid.
    """
    found = []
    for row in records(review.log.next_steps):
        planned = row["planned_pause"]
        if pd.isna(planned) or pd.isna(row["offered_at"]) or not row["offered_at_timed"]:
            continue
        offered = row["offered_at"].to_pydatetime()
        if review.window.first <= offered.date() <= review.window.last:
            found.append(_pause(review, row, offered, str(planned)))
    back = sum(each["came_back_at"] is not None for each in found)
    meanwhile = sum(each["messages_meanwhile"] or 0 for each in found)
    sentence = say("pause.counts", n=len(found), back=back, messages=meanwhile) if found else say("pause.none")
    return Finding(
        NO_LIMIT,
        sentence,
        agreed=say("no-limit.agreed"),
        numbers={"count": len(found), "pauses": found},
        evidence=(Evidence(say("evidence.pauses"), tuple(each["where"] for each in found)),),
    )


def _pause(review: Review, row: dict[str, Any], offered: datetime, planned: str) -> dict[str, Any]:
    whole_day = planned.strip().casefold() == "day"
    until = (
        datetime.combine(offered.date() + timedelta(days=1), time())
        if whole_day
        else offered + timedelta(minutes=int(float(planned)))
    )
    came_back = (
        row["came_back_at"].to_pydatetime() if pd.notna(row["came_back_at"]) and row["came_back_at_timed"] else None
    )
    ends = days.instant(came_back or until, review.zone)
    theirs = review.messages.loc[
        (review.messages["person"] == "other") & (review.messages["kind"] != "notice"), "sent_at"
    ]
    meanwhile = int(((theirs > days.instant(offered, review.zone)) & (theirs < ends)).sum())
    return {
        "offered_at": offered,
        "planned_until": until,
        "came_back_at": came_back,
        "minutes_late": None if came_back is None else round((came_back - until).total_seconds() / 60),
        "messages_meanwhile": None if review.messages.empty else meanwhile,
        "where": f"{day(offered.date(), 'weekday')} {offered.year}: pause (Next steps row {row['row']})",
    }


@rule("reply-shape", needs=())
def reply_shape(review: Review) -> Finding:
    """A planned reply holds at most two sentences of validation, one boundary and one next step.

    Checked for a draft with `patterns reply`, in any language's punctuation; nothing is stored or sent.
    """
    return Finding(NO_LIMIT, say("reply.how"), agreed=say("reply.agreed"))
