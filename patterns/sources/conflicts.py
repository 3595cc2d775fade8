"""What two exports of one chat tell differently: other words in the same minute, from the same sender."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from patterns.literal import literal

WORDED = ("text", "deleted")
KEY = ["platform", "who", "minute"]


def conflicts(messages: pd.DataFrame) -> dict[str, list[str]]:
    """Return for each source, by the other one, a sentence about messages that the other one has with other words.

    Nothing is merged or left out for it: each stays a message of its own. A message that only one of them holds is no
    conflict, for an export may begin later or end earlier.

    Parameters
    ----------
    messages : pandas.DataFrame
        schema.MESSAGES of all sources, merged.
    """
    shared = _shared(messages) if messages["source"].nunique() > 1 else set()
    if not shared:
        return {}
    alone = messages.loc[messages["kind"].isin(WORDED) & (messages["also_in"].str.len() == 0)]
    who = alone["person"].fillna(alone["sender"])
    alone = alone.assign(who=who, minute=alone["sent_at"].dt.floor("min"))
    found: dict[tuple[str, str], list[int]] = {}
    for _, rows in alone.loc[alone.duplicated(KEY, keep=False)].groupby(KEY, dropna=False):
        first = rows.drop_duplicates("source")
        for here, there in ((a, b) for a in first["source"] for b in first["source"] if a != b):
            if frozenset((here, there)) in shared:
                found.setdefault((here, there), []).append(int(first.loc[first["source"] == here, "line"].iloc[0]))
    told: dict[str, list[str]] = {}
    for (here, there), at in sorted(found.items()):
        told.setdefault(here, []).append(_sentence(there, sorted(at)))
    return told


def _shared(messages: pd.DataFrame) -> set[frozenset[str]]:
    """Return the pairs of sources that hold the same chat: at least one message stands in both."""
    several = messages.loc[messages["also_in"].str.len() > 0, ["source", "also_in"]]
    every = ([source, *others] for source, others in several.itertuples(index=False))
    return {frozenset(pair) for names in {tuple(each) for each in every} for pair in combinations(names, 2)}


def _sentence(there: str, at: list[int]) -> str:
    lines = ", ".join(str(line) for line in at[:5]) + (" and more" if len(at) > 5 else "")
    n = f"{len(at)} messages have" if len(at) > 1 else "1 message has"
    return (
        f"{n} other words in {literal(there)}, in the same minute and from the same sender: here from line {lines}. "
        "Both are kept as messages of their own. "
        "One may have been edited or deleted between the two exports, or a file changed."
    )
