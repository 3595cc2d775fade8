"""What was written around the messages that an entry names: both sides, in order, with every gap counted."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

MESSAGES = 10
HOURS = 2


class Shown(NamedTuple):
    """A run of messages without a gap: its rows, how many were left out before it, and how many after the last run."""

    before: int
    rows: pd.DataFrame
    after: int


def conversations(messages: pd.DataFrame) -> pd.Series:
    """Return what tells one conversation from another, for every message."""
    return messages["platform"].fillna("") + "\0" + messages["conversation"].fillna("")


def around(conversation: pd.DataFrame, quoted: set[str]) -> list[Shown]:
    """Return the quoted messages of one conversation with what stands around them, in runs.

    Ten messages or two hours before and after each, whichever is more; nothing inside a run is left out.

    Parameters
    ----------
    conversation : pandas.DataFrame
        Every message of one conversation, in order of time.
    quoted : set of str
        Ids of the messages that an entry names.
    """
    rows = conversation.reset_index(drop=True)
    times = rows["sent_at"]
    hours = pd.Timedelta(hours=HOURS)
    wanted: set[int] = set()
    for place in rows.index[rows["message_id"].isin(quoted)]:
        first = min(place - MESSAGES, int(times.searchsorted(times[place] - hours, side="left")))
        last = max(place + MESSAGES, int(times.searchsorted(times[place] + hours, side="right")) - 1)
        wanted |= set(range(max(0, first), min(len(rows) - 1, last) + 1))
    return _runs(rows, sorted(wanted))


def _runs(rows: pd.DataFrame, places: list[int]) -> list[Shown]:
    found: list[Shown] = []
    begin = 0
    for index, place in enumerate(places):
        if index + 1 < len(places) and places[index + 1] == place + 1:
            continue
        first, previous = places[begin], places[begin - 1] + 1 if begin else 0
        after = len(rows) - 1 - place if index + 1 == len(places) else 0
        found.append(Shown(first - previous, rows.iloc[first : place + 1], after))
        begin = index + 1
    return found
