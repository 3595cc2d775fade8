"""The same message in two sources: one row, two witnesses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from patterns.schema import MESSAGES

if TYPE_CHECKING:
    from patterns.importers import Imported

SAME_CHAT = 0.5  # of the messages of the time both sources cover, so many stand in both


def merge(imported: Sequence[Imported]) -> tuple[pd.DataFrame, dict[str, int]]:
    """Return all messages by time, each once, and how many of each source already stood in another one.

    The row of a message is that of the source that begins first; `also_in` names the others. Messages meet by
    their id; in a transcript with wall times to the minute, where an id is less unmistakable, only if the sources
    hold the same chat and the senders correspond. The order in which sources are given changes nothing.

    Parameters
    ----------
    imported : sequence of Imported
        What `read_export` returned, each source under its own name.

    Returns
    -------
    tuple of pandas.DataFrame and dict
        schema.MESSAGES in order of `sent_at`, file order kept among equals; source -> count.
    """
    frames = [each.messages.assign(exact=each.exact) for each in imported if len(each.messages)]
    frames.sort(key=lambda frame: (frame["sent_at"].min(), frame["source"].iloc[0]))
    elsewhere = {frame["source"].iloc[0]: 0 for frame in frames}
    chats: list[list[pd.DataFrame]] = []
    also: dict[tuple[str, str], list[str]] = {}
    for frame in frames:
        chat, meets = _find_chat(chats, frame)
        new = frame
        if meets is not None:
            for source, key in meets.loc[meets["here"], ["source_there", "message_id"]].itertuples(index=False):
                also.setdefault((source, key), []).append(frame["source"].iloc[0])
            new = frame.loc[~meets["here"].to_numpy()]
            elsewhere[frame["source"].iloc[0]] = int(meets["here"].sum())
        chat.append(new)
    rows = [frame for chat in chats for frame in chat if len(frame)]
    if not rows:
        return MESSAGES.empty(), elsewhere
    together = pd.concat(rows, ignore_index=True).drop(columns="exact")
    in_order = together["sent_at"].is_monotonic_increasing
    merged = together if in_order else together.sort_values("sent_at", kind="stable", ignore_index=True)
    if also:
        keys = zip(merged["source"].tolist(), merged["message_id"].tolist(), strict=True)
        merged = merged.assign(also_in=pd.Series([also.get(key, []) for key in keys], dtype="object"))
    return MESSAGES.conform(merged.assign(message_id=_unlike(merged["message_id"]))), elsewhere


def join(parts: Sequence[Imported], name: str) -> Imported:
    """Return the files of one export as one source; what two of them both hold counts once, and as a duplicate."""
    from patterns.importers import Imported

    messages = pd.concat([part.messages for part in parts], ignore_index=True)
    again = messages.duplicated(["message_id", "sender", "conversation"]).to_numpy() & all(each.exact for each in parts)
    notices = int((messages.loc[again, "kind"] == "notice").sum())
    account = {key: sum(part.accounting[key] for part in parts) for key in parts[0].accounting}
    account["duplicates"] += int(again.sum())
    account["notices"] -= notices
    account["messages"] -= int(again.sum()) - notices
    messages = messages.loc[~again].reset_index(drop=True)
    messages = MESSAGES.conform(messages.assign(message_id=_unlike(messages["message_id"])))
    skipped = pd.concat([part.skipped for part in parts], ignore_index=True)
    notes = _joined_notes([part.notes for part in parts], [_part(part) for part in parts])
    return Imported(messages, skipped, account, notes, exact=all(each.exact for each in parts))


def _part(imported: Imported) -> str:
    rows = imported.messages if len(imported.messages) else imported.skipped
    return str(rows["part"].iloc[0])


def _joined_notes(notes: list[dict[str, Any]], names: list[str]) -> dict[str, Any]:
    """Return what holds for every file of an export once, and what holds for one file with its name."""
    told: dict[str, Any] = {"files": len(notes)}
    for key in dict.fromkeys(key for note in notes for key in note):
        values = [note[key] for note in notes if key in note]
        if key == "warnings":
            told[key] = _joined_warnings(notes, names)
        elif all(isinstance(value, str) for value in values):
            told[key] = "; ".join(dict.fromkeys(value for value in values if value))
        elif all(isinstance(value, dict) for value in values):
            told[key] = {inner: value for each in values for inner, value in each.items()}
        elif all(isinstance(value, list) for value in values):
            told[key] = list(dict.fromkeys(str(item) for value in values for item in value))
        else:
            told[key] = sum(values) if all(isinstance(value, int) for value in values) else values
    return told


def _joined_warnings(notes: list[dict[str, Any]], names: list[str]) -> list[str]:
    """Return each warning with the name of its file; one that many files have, once."""
    files: dict[str, list[str]] = {}
    for name, note in zip(names, notes, strict=True):
        for each in note["warnings"]:
            files.setdefault(each, []).append(name)
    return [f"{mine[0]}: {each}" if len(mine) == 1 else f"{len(mine)} files: {each}" for each, mine in files.items()]


def _find_chat(
    chats: list[list[pd.DataFrame]], frame: pd.DataFrame
) -> tuple[list[pd.DataFrame], pd.DataFrame | None]:  # fmt: skip
    """Return the chat a source belongs to, new where there is none, and for each of its rows where it meets it."""
    for chat in chats:
        known = pd.concat([each for each in chat if len(each)])
        if known["platform"].iloc[0] != frame["platform"].iloc[0]:
            continue
        meets = _meet(known, frame)
        if (frame["exact"].iloc[0] and known["exact"].all()) or _same_chat(known, frame, meets):
            return chat, meets
    chats.append([])
    return chats[-1], None


def _meet(known: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """Return for each row of `frame` the known row of the same id, and whether its sender corresponds (`here`)."""
    columns = ["message_id", "source", "sender", "direction"]
    there = known[columns].drop_duplicates("message_id").rename(columns=lambda name: f"{name}_there")
    pairs = frame[columns].merge(there, how="left", left_on="message_id", right_on="message_id_there")
    found = pairs["message_id_there"].notna()
    usual = pairs.loc[found].groupby(["sender", "sender_there"]).size().rename("times").reset_index()
    usual = usual.sort_values(["times", "sender", "sender_there"], ascending=[False, True, True], kind="stable")
    names = usual.drop_duplicates("sender").set_index("sender")["sender_there"]
    expected = pairs["sender"].map(names)
    fits = pairs["sender"].isna() | pairs["sender_there"].isna() | (expected == pairs["sender_there"])
    unsaid = pairs["direction"].isna() | pairs["direction_there"].isna()
    fits &= unsaid | (pairs["direction"] == pairs["direction_there"])
    return pairs.assign(here=(found & fits).to_numpy())


def _same_chat(known: pd.DataFrame, frame: pd.DataFrame, meets: pd.DataFrame) -> bool:
    """Say whether two transcripts are of one chat: most of what was sent in the time both cover stands in both."""
    first = max(known["sent_at"].min(), frame["sent_at"].min())
    last = min(known["sent_at"].max(), frame["sent_at"].max())
    both = [int(each["sent_at"].between(first, last).sum()) for each in (known, frame)]
    shared = int(meets["here"].sum())
    enough = shared > 0 and shared >= SAME_CHAT * min(both)
    return enough and (shared >= 3 or set(known["sender"].dropna()) == set(frame["sender"].dropna()))


def _unlike(ids: pd.Series) -> pd.Series:
    """Tell apart messages of different chats that have everything else in common."""
    repeated = ids.loc[ids.duplicated(keep=False)]
    if repeated.empty:
        return ids
    number = repeated.groupby(repeated, sort=False).cumcount()
    later = number.loc[number > 0]
    return pd.concat([ids.drop(later.index), ids.loc[later.index] + "-" + (later + 1).astype("str")]).reindex(ids.index)
