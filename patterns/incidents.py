"""Log rows become acts, acts become incidents."""

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


def acts(rows: pd.DataFrame, codes: Mapping[str, Code], zone: str) -> pd.DataFrame:
    """Return one row per dated entry of the Incidents sheet (schema.ACTS), in order of time.

    A row without a code counts as `other abusive`. The `Outburst` cell, where filled in, outranks what the
    code says; an outburst is always abusive.
    """
    if rows.empty:
        return ACTS.empty()
    return ACTS.conform(
        pd.DataFrame([_act(row, codes, zone) for row in records(rows) if pd.notna(row["date"])])
    ).sort_values(["date", "at", "row"], na_position="last", ignore_index=True)


def _act(row: dict[Any, Any], codes: Mapping[str, Code], zone: str) -> dict[str, Any]:
    named = [code for code in row["codes"] or [] if code in codes] or [UNCODED]
    flags = [codes.get(code, CODES[UNCODED]) for code in named]
    said = row["outburst"]
    outburst = bool(said) if pd.notna(said) else any(code.outburst for code in flags)
    clock = row["time"]
    return {
        "act": f"Incidents row {row['row']}",
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
        "sources": [f"Incidents row {row['row']}"],
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
            "rows": sorted(act["row"] for act in group),
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
