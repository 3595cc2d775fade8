"""Conversations in which the person who keeps the record takes no part are left out, and asked about."""

from __future__ import annotations

import pandas as pd

from patterns import people
from patterns.errors import Problem
from patterns.importers import Export
from patterns.sources.told import Told


def own_only(
    messages: pd.DataFrame, handles: dict[str, str], exports: list[Export], told: list[Told]
) -> tuple[pd.DataFrame, dict[str, int], list[Problem]]:
    """Leave out every conversation in which the person who keeps the record takes no part, and ask about it.

    Who that person is has to be known from the People sheet. Where it is not, only conversations are read whose
    messages say themselves that they were sent or received.
    """
    settled = {export.name for export, said in zip(exports, told, strict=True) if said.take_part}
    chat = messages["source"] + "\0" + messages["conversation"].fillna("")
    mine = chat.loc[(messages["person"] == people.ME) | messages["direction"].notna()].unique()
    wrote = messages["sender"].notna() & (messages["kind"] != "notice")
    others = chat.loc[wrote & (messages["person"] != people.OTHER)].unique()  # what only the other wrote, P received
    strange = ~chat.isin(mine) & ~messages["source"].isin(settled)
    refused = strange & (chat.isin(others) | (people.ME not in handles.values()))
    asked: list[Problem] = []
    left_out: dict[str, int] = {}
    for source in sorted(set(messages.loc[strange & ~refused, "source"])):
        asked.append(_who(str(source)))
    counts = messages.loc[refused].groupby(["source", "conversation"], dropna=False, sort=True).size()
    for (source, conversation), count in counts.items():
        asked.append(_no_part(str(source), str(conversation), int(count)))
        left_out[str(source)] = left_out.get(str(source), 0) + int(count)
    return (messages.loc[~refused].reset_index(drop=True) if refused.any() else messages), left_out, asked


def _who(source: str) -> Problem:
    return Problem(
        "none of the senders is known to be you",
        expected="your own name or number, as this export writes it, in Known as of your row on the People sheet",
        remedy="Only conversations that you are part of belong here.",
        file=source,
        stops=False,
        topic="people",
    )


def _no_part(source: str, conversation: str, count: int) -> Problem:
    return Problem(
        f"{count} messages of the conversation {conversation!r} are left out: none of the senders is known to be you",
        expected="conversations that you are part of",
        remedy="If it is yours, write your name as it stands there into Known as of the row me on the People sheet, "
        "or yes under I take part on the Sources sheet. If it is not, take the file out.",
        file=source,
        stops=False,
        topic="people",
    )
