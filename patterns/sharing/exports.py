"""Messages and their sources in a shared copy: numbered, without texts, senders, file names and hashes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection
from typing import Any

import pandas as pd

from patterns.case import Case
from patterns.schema import MESSAGES, SOURCES
from patterns.sharing.ordinary import MONTHS, ordinary
from patterns.sharing.remove import Remover
from patterns.words import say

ALLOWED = ("sent_at", "local_time", "kind", "edited", "platform", "line", "time_note", "direction")
SIGNS = ("link", "e-mail", "handle", "file")  # what is taken out of the program's own warnings; numbers stay


def numbered(case: Case) -> dict[str, str]:
    """Return a number for the id of every message, in order of time: an id is made from what was written."""
    ids = case.envelopes["message_id"].tolist()
    return {each: f"{place:06d}" for place, each in enumerate(ids, start=1)}


def named(sources: pd.DataFrame) -> dict[str, str]:
    """Return what stands for the name of every export: its format and a number."""
    counts: Counter[str] = Counter()
    names = {}
    for source, form in zip(sources["source"], sources["format"], strict=True):
        platform = re.sub(r"(?: text)?(?: export)?(?: \(.*\))?$", "", str(form)) or "Export"
        counts[platform] += 1
        names[str(source)] = say("sharing.export", platform=platform, n=counts[platform])
    return names


def without_names(sources: pd.DataFrame, names: dict[str, str], remover: Remover) -> pd.DataFrame:
    """Return schema.SOURCES without what names or fingerprints an export."""
    own = ordinary() | MONTHS

    def told(words: str) -> str:
        return remover.text(words, keep=own, kinds=SIGNS)

    changed = sources.assign(
        source=sources["source"].map(names),
        sha256="",
        bytes=0,
        zone="",
        zone_why="",
        columns="",
        date_order_why=[told(str(each)) if isinstance(each, str) else "" for each in sources["date_order_why"]],
        warnings=[[told(str(each)) for each in several or []] for several in sources["warnings"]],
        skipped_rows=[[] for _ in range(len(sources))],
    )
    return SOURCES.conform(changed)[list(SOURCES.columns)]


def reader(
    case: Case, ids: dict[str, str], sources: dict[str, str], people: dict[str, str], remover: Remover
) -> Callable[[Collection[str] | None], pd.DataFrame]:
    """Return what reads the messages of a case without names, as `Case.read_messages` does."""

    def read(columns: Collection[str] | None) -> pd.DataFrame:
        whole = case.messages if columns is None else case.envelopes
        chats = {each: place for place, each in enumerate(whole["conversation"].dropna().unique().tolist(), start=1)}
        made: dict[str, Any] = {name: whole[name] for name in ALLOWED if name in whole}
        made["message_id"] = whole["message_id"].map(ids)
        known = people | {"me": "me", "other": "other"}
        made["person"] = whole["person"].map(known)
        made["sender"] = whole["person"].map(people).fillna(say("sharing.somebody")).where(whole["sender"].notna())
        made["conversation"] = whole["conversation"].map(
            {each: say("sharing.conversation", n=place) for each, place in chats.items()}
        )
        if columns is None:
            made["text"] = whole["text"].map(remover.text, "ignore")
            made["source"] = whole["source"].map(sources)
            made["also_in"] = whole["also_in"].map(lambda each: [sources.get(name, "") for name in each or []])
            made["attachments"] = whole["attachments"].map(lambda each: [say("sharing.file")] * len(each or []))
            made["reactions"] = whole["reactions"].map(lambda each: [])
            made["part"] = ""
            return MESSAGES.conform(pd.DataFrame(made, index=whole.index))[list(MESSAGES.columns)]
        return pd.DataFrame(made, index=whole.index)

    return read
