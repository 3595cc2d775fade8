"""Passages that may be incidents and that nobody has looked at: the clear, the fainter, those about safety."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from patterns.codes import passages
from patterns.review import CANDIDATE_FAMILY, URGENT, Review
from patterns.words import say

SAFETY, CLEAR = "safety", "clear"


class Waiting(NamedTuple):
    """Messages of the other person's that wait: clear ones at any time, fainter ones in the window.

    `safety` are those of both that may be about safety; `unlisted` are all that may be about safety, of whatever day,
    and that no safety page lists.
    """

    clear: int
    fainter: int
    safety: int
    unlisted: int


@lru_cache(maxsize=2)
def waiting(review: Review) -> Waiting:
    """Return how many messages wait; one message with several passages counts once, and as clear if one of them is."""
    found = _undecided(review)
    clear = set(review.unreviewed["message_id"])
    fainter = set(found.loc[review.safety_window.holds(found["day"]), "message_id"]) - clear
    worrying = found.loc[found["tier"] == SAFETY]
    about_safety = set(worrying["message_id"])
    listed = set(worrying.loc[(worrying["strength"] == CLEAR) & worrying["code"].isin(URGENT), "message_id"])
    return Waiting(len(clear), len(fainter), len(about_safety & (clear | fainter)), len(about_safety - listed))


def _undecided(review: Review) -> pd.DataFrame:
    """Return the suggestions of incidents in the other person's messages that nobody has decided on, with their day."""
    case, messages = review.case, review.messages
    rows = passages.to_ask(passages.waiting(case.suggestions, case.reviewed, review.log.incidents), messages)
    rows = rows.loc[(rows["family"] == CANDIDATE_FAMILY) & ~passages.reports(rows)] if len(rows) else rows
    sent = messages.loc[messages["person"] == "other", ["message_id", "sent_at"]]
    found = rows.merge(sent, on="message_id")
    return found.assign(day=found["sent_at"].dt.tz_convert(review.zone).dt.tz_localize(None).dt.normalize())


def said_of_waiting(review: Review) -> str:
    """Return in words what nobody has looked at yet."""
    if review.case.suggestions.empty:
        return say("waiting.none-proposed")
    found = waiting(review)
    safety = say("waiting.safety", n=found.safety) if found.safety else ""
    return say("waiting.counts", clear=found.clear, fainter=found.fainter, weeks=review.weeks, safety=safety)
