"""What an export does not hold, as far as it shows itself: files left out, deleted messages, long silences."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

LONG = pd.Timedelta(days=30)
MOST = 3  # silences named one by one


def gaps(messages: pd.DataFrame) -> list[str]:
    """Return a sentence for each thing that is missing from an export; that nobody wrote is never said.

    Parameters
    ----------
    messages : pandas.DataFrame
        schema.MESSAGES of one source, as it was read.
    """
    return [*_left_out(messages), *_deleted(messages), *_silences(messages)]


def _left_out(messages: pd.DataFrame) -> list[str]:
    named = messages["attachments"].map(len) > 0
    without = int(((messages["kind"] == "media") & ~named).sum())
    return [f"Pictures, sound or other files that this export does not hold: {without}."] if without else []


def _deleted(messages: pd.DataFrame) -> list[str]:
    deleted = int((messages["kind"] == "deleted").sum())
    return [f"Messages marked as deleted, whose words are not in this export: {deleted}."] if deleted else []


def _silences(messages: pd.DataFrame) -> list[str]:
    """Return the longest silences of a month and more; whether there were messages, the export does not show."""
    moments = messages.loc[messages["kind"] != "notice", "sent_at"].dropna().sort_values()
    long = [(later - earlier, earlier, later) for earlier, later in _apart(moments)]
    longest = sorted(long, key=lambda each: (-each[0], each[1]))[:MOST]
    spans = ((f"{earlier:%Y-%m-%d} to {later:%Y-%m-%d}", apart.days) for apart, earlier, later in longest)
    return [f"No message from {span}, {n} days: whether there were any is not known." for span, n in sorted(spans)]


def _apart(moments: pd.Series) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    after = moments.diff() >= LONG
    before = after.shift(-1, fill_value=False)
    edges = moments.loc[after | before].tolist()
    return [(earlier, later) for earlier, later in pairwise(edges) if later - earlier >= LONG]
