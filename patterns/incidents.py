"""Log rows and confirmed passages become acts, acts become incidents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import pandas as pd

from patterns.days import instant
from patterns.log.lists import CODES, Code
from patterns.schema import ACTS, INCIDENTS, records

UNCODED = "other abusive"
APART = "own"
CHANNEL_OF = {"mail": "email", "email": "email", "e-mail": "email", "messenger": "social media",
              "instagram": "social media"}  # fmt: skip  # platforms; all others are texts


def acts(
    rows: pd.DataFrame, codes: Mapping[str, Code], zone: str, confirmed: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return one row per dated entry of the Incidents sheet and per confirmed passage (schema.ACTS), in order of time.

    A row without a code counts as `other abusive`. The `Outburst` cell, where filled in, outranks what the
    code says; an outburst is always abusive. A passage whose message an entry names, or that was said to be the same
    event as an entry, is that entry's second source, not an act of its own.

    Parameters
    ----------
    confirmed : pandas.DataFrame, optional
        One row per message, as `confirmed_passages` returns it.
    """
    entries = [row for row in records(rows) if pd.notna(row["date"])]
    passages = [] if confirmed is None else records(confirmed)
    linked, alone = _linked(entries, passages)
    made = [_act(row, codes, zone, linked.get(row["row"], [])) for row in entries]
    made += [_act(_as_entry(passage, -number, zone), codes, zone, []) | {"at": passage["sent_at"]}
             for number, passage in enumerate(alone, start=1)]  # fmt: skip
    if not made:
        return ACTS.empty()
    return ACTS.conform(pd.DataFrame(made)).sort_values(["date", "at", "row"], na_position="last", ignore_index=True)


def confirmed_passages(reviewed: pd.DataFrame, messages: pd.DataFrame, codes: Mapping[str, Code]) -> pd.DataFrame:
    """Return one row per message of the other person's that a person gave a code of an incident, in order of time.

    Columns: message_id, sent_at, platform, codes (list), same_as, talked_through_on.
    """
    columns = ["message_id", "sent_at", "platform", "codes", "same_as", "talked_through_on"]
    yes = reviewed.loc[(reviewed["decision"] == "yes") & reviewed["code"].isin(list(codes))]
    theirs = messages.loc[messages["person"] == "other", ["message_id", "sent_at", "platform"]]
    rows = yes.merge(theirs, on="message_id")
    if rows.empty:
        return pd.DataFrame(columns=columns)
    merged = rows.groupby(["message_id", "sent_at"], as_index=False).agg(
        {"platform": "first", "code": list, "same_as": "first", "talked_through_on": "max"}
    )
    return merged.rename(columns={"code": "codes"}).sort_values(["sent_at", "message_id"], ignore_index=True)[columns]


def _linked(
    entries: list[dict[str, Any]], passages: list[dict[str, Any]]
) -> tuple[dict[int, list[dict[str, Any]]], list[dict[str, Any]]]:
    """Return the passages of each entry, by its row, and those that belong to none."""
    by_message = {message: row["row"] for row in entries for message in row["message_ids"] or []}
    by_id = {str(row["id"]).strip().casefold(): row["row"] for row in entries if pd.notna(row["id"])}
    linked: dict[int, list[dict[str, Any]]] = {}
    alone = []
    for passage in passages:
        same = str(passage["same_as"]).strip().casefold() if pd.notna(passage["same_as"]) else ""
        row = by_message.get(passage["message_id"], by_id.get(same) if same else None)
        if row is None:
            alone.append(passage)
        else:
            linked.setdefault(row, []).append(passage)
    return linked, alone


def _as_entry(passage: dict[str, Any], row: int, zone: str) -> dict[str, Any]:
    """Return a confirmed passage in the form of an entry of the Incidents sheet."""
    local = passage["sent_at"].tz_convert(zone).tz_localize(None)
    platform = str(passage["platform"]).casefold()
    return {
        "row": row, "id": None, "date": local.normalize(), "time": None, "codes": passage["codes"],
        "outburst": None, "channel": CHANNEL_OF.get(platform, "text"), "boundary": None,
        "talked_through_on": passage["talked_through_on"], "same_incident_as": None,
        "message": passage["message_id"],
    }  # fmt: skip


def _act(
    row: dict[Any, Any], codes: Mapping[str, Code], zone: str, passages: Iterable[dict[str, Any]]
) -> dict[str, Any]:
    also = [code for passage in passages for code in passage["codes"]]
    named = [code for code in dict.fromkeys([*(row["codes"] or []), *also]) if code in codes] or [UNCODED]
    flags = [codes.get(code, CODES[UNCODED]) for code in named]
    said = row["outburst"]
    outburst = bool(said) if pd.notna(said) else any(code.outburst for code in flags)
    clock = row["time"]
    place = f"message {row['message']}" if "message" in row else f"Incidents row {row['row']}"
    return {
        "act": place,
        "incident": -1,
        "row": row["row"],
        "id": row["id"],
        "date": row["date"],
        "at": instant(datetime.combine(row["date"].date(), clock), zone) if clock is not None else pd.NaT,
        "codes": named,
        "abusive": outburst or any(code.abusive for code in flags),
        "outburst": outburst,
        "safety": any(code.safety for code in flags),
        "channel": row["channel"],
        "boundary": row["boundary"],
        "talked_through_on": row["talked_through_on"],
        "sources": [place, *(f"message {passage['message_id']}" for passage in passages)],
        "same_incident_as": row["same_incident_as"],
    }


def join(acts: pd.DataFrame, hours: int, also_same: Iterable[tuple[int, int]] = ()) -> pd.DataFrame:
    """Return `acts` with the number of the incident each belongs to.

    An act with a clock time joins the incident whose latest act is less than `hours` earlier in elapsed time.
    `Same incident as` outranks this: another row's id joins that row, `own` keeps a row apart. `also_same` are
    pairs of row numbers taken as one event (rows proposed as duplicates, for the lower end of a range).
    """
    root = {row: row for row in acts["row"]}

    def find(row: int) -> int:
        while root[row] != row:
            root[row] = row = root[root[row]]  # halves the way for the next search
        return row

    ids = {text.casefold(): row for text, row in zip(acts["id"], acts["row"], strict=True) if pd.notna(text)}
    latest: dict[bool, tuple[pd.Timestamp, int]] = {}
    for act in records(acts.loc[acts["at"].notna()].sort_values(["at", "row"])):
        written = _same_as(act)
        if written == APART:
            continue
        earlier = latest.get(act["abusive"])
        if not written and earlier and act["at"] - earlier[0] < timedelta(hours=hours):
            root[find(act["row"])] = find(earlier[1])
        latest[act["abusive"]] = (act["at"], act["row"])
    for act in records(acts):
        written = _same_as(act)
        if written in ids:
            root[find(act["row"])] = find(ids[written])
    for one, other in also_same:
        if one in root and other in root:
            root[find(one)] = find(other)
    groups = {group: number for number, group in enumerate(dict.fromkeys(find(row) for row in acts["row"]), start=1)}
    return acts.assign(incident=[groups[find(row)] for row in acts["row"]])


def _same_as(act: dict[str, Any]) -> str:
    written = act["same_incident_as"]
    return "" if pd.isna(written) else str(written).strip().casefold()


def incidents(acts: pd.DataFrame) -> pd.DataFrame:
    """Return one row per incident (schema.INCIDENTS), each on the date on which it starts."""
    if acts.empty:
        return INCIDENTS.empty()
    together: dict[int, list[dict[str, Any]]] = {}
    for act in records(acts):
        together.setdefault(act["incident"], []).append(act)
    rows = [
        {
            "incident": number,
            "date": min(act["date"] for act in group),
            "acts": len(group),
            "codes": sorted({code for act in group for code in act["codes"]}),
            "abusive": any(act["abusive"] for act in group),
            "outburst": any(act["outburst"] for act in group),
            "safety": any(act["safety"] for act in group),
            "boundaries": sorted(
                {name for act in group if pd.notna(act["boundary"]) for name in split(act["boundary"])}
            ),
            "rows": sorted(act["row"] for act in group if act["row"] > 0),
            "messages": [act["act"].removeprefix("message ") for act in group if act["row"] < 0],
        }
        for number, group in sorted(together.items())
    ]
    return INCIDENTS.conform(pd.DataFrame(rows)).sort_values(["date", "incident"], ignore_index=True)


def split(cell: str) -> list[str]:
    """Return the values of a cell that holds several, `;` between."""
    return [part.strip() for part in str(cell).split(";") if part.strip()]


def known_codes(own: pd.DataFrame) -> dict[str, Code]:
    """Return the built-in codes and those of the case's `Codes` sheet, which may say more of a built-in one."""
    added = {
        row["code"].strip().casefold(): Code(
            row["code"].strip().casefold(),
            "" if pd.isna(row["meaning"]) else row["meaning"],
            *(bool(row[flag]) if pd.notna(row[flag]) else False for flag in ("abusive", "outburst", "safety")),
        )
        for row in records(own)
    }
    return added | CODES
