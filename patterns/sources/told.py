"""What a person said about an export: on the Sources sheet for good, on the command line for one run."""

from __future__ import annotations

from datetime import datetime
from fnmatch import fnmatch
from typing import Any, NamedTuple

import pandas as pd

from patterns.errors import PatternsError, Problem
from patterns.importers import Export, Wishes
from patterns.schema import records
from patterns.store.files import EXPORTS


class Told(NamedTuple):
    """What a person said about one export: its zones, the order of its dates, its columns, whether it is theirs."""

    zones: str | list[tuple[datetime | None, datetime | None, str]] | None
    wishes: Wishes
    take_part: bool | None
    fault: Problem | None = None


def told(export: Export, settings: pd.DataFrame, zone: str | None, wishes: Wishes) -> Told:
    """Return what the Sources sheet says of an export, and what was wished for on this run, which goes before it."""
    rows = [row for row in records(settings) if pd.notna(row["file"]) and _matches(export, row["file"])]
    order = wishes.date_order or next((row["date_order"] for row in rows if pd.notna(row["date_order"])), None)
    parts = [bool(row["i_take_part"]) for row in rows if pd.notna(row["i_take_part"])]
    named = [row["columns"] for row in rows if pd.notna(row.get("columns"))]
    take_part = all(parts) if parts else None
    try:
        columns = wishes.columns or (columns_named(named[0]) if named else {})
    except PatternsError as error:
        fault = Problem(error.found, error.expected, error.remedy, file=export.name, sheet="Sources")
        return Told(_zones(rows, zone), Wishes(order), take_part, fault)
    return Told(_zones(rows, zone), Wishes(order, columns), take_part)


def columns_named(text: str) -> dict[str, str]:
    """Return which column holds what, from words such as `text=Nachricht; sent=Datum`.

    Raises
    ------
    PatternsError
        If a part of it has no equals sign.
    """
    pairs = [part.partition("=") for part in text.split(";") if part.strip()]
    if any(not equals for _, equals, _ in pairs):
        raise PatternsError(f"{text[:40]!r} does not name columns", expected="words such as text=Nachricht; sent=Datum")
    return {ours.strip().casefold(): theirs.strip() for ours, _, theirs in pairs}


def _matches(export: Export, pattern: str) -> bool:
    wanted = pattern.strip().casefold()
    names = (export.path.name, export.name, export.name.removeprefix(f"{EXPORTS}/"))
    return any(name.casefold() == wanted or fnmatch(name.casefold(), wanted) for name in names)


def _zones(
    rows: list[dict[str, Any]], zone: str | None
) -> str | list[tuple[datetime | None, datetime | None, str]] | None:
    """Return the one zone of a source, or its periods when the phone travelled; without either, the plan's."""
    said = [row for row in rows if pd.notna(row["time_zone"])]
    if not said:
        return zone
    if len(said) == 1 and pd.isna(said[0]["from"]) and pd.isna(said[0]["until"]):
        return str(said[0]["time_zone"])
    return [(_moment(row["from"]), _moment(row["until"]), str(row["time_zone"])) for row in said]


def _moment(value: Any) -> datetime | None:
    return None if pd.isna(value) else value.to_pydatetime()
