"""What was read from the exports of a case, kept for the next opening under everything that it depends on."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import asdict
from functools import cache as once
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pandas as pd

from patterns.errors import Problem
from patterns.importers import Export
from patterns.log import Log
from patterns.schema import MESSAGES, SOURCES, records
from patterns.sources.told import Told
from patterns.store import cache, tables

KIND = "messages"


class Kept(NamedTuple):
    """What an earlier opening read: `messages` returns the merged table, or at least the columns it is given."""

    messages: Callable[[Collection[str] | None], pd.DataFrame]
    rows: int
    sources: pd.DataFrame
    problems: tuple[Problem, ...]


def keep(folder: Path, name: str, messages: pd.DataFrame, sources: pd.DataFrame, problems: list[Problem]) -> None:
    """Keep what was read under a name of `entry`."""
    about = {"sources": [_plain(row) for row in records(sources)], "problems": [asdict(each) for each in problems]}
    cache.put(folder, KIND, name, tables.pack(messages, about))


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return row | {name: None if pd.isna(row[name]) else row[name].isoformat() for name in ("first", "last")}


def known(folder: Path, name: str) -> Kept | None:
    """Return what an earlier opening read from exactly these files under exactly these settings."""
    data = cache.get(folder, KIND, name)
    try:
        head = tables.about(data) if data is not None else None
    except tables.Damaged:
        return None
    if head is None or data is None:
        return None
    kept = data

    def messages(columns: Collection[str] | None = None) -> pd.DataFrame:
        """Return the merged table, or some of its columns."""
        table = tables.unpack(kept, columns)
        return MESSAGES.conform(table) if columns is None else table

    rows = head["about"]["sources"]
    sources = SOURCES.conform(pd.DataFrame(rows)) if rows else SOURCES.empty()
    problems = tuple(Problem(**each) for each in head["about"]["problems"])
    return Kept(messages, head["rows"], sources, problems)


def entry(exports: list[Export], told: list[Told], sums: dict[str, str], closed: list[Problem], log: Log) -> str:
    """Return the name of what is read from these files under these settings by this version of the program."""
    names = {zone for said in told for zone in _zone_names(said.zones)}
    settings = {
        "files": [[export.name, sums[export.name], list(export.aside)] for export in exports],
        "closed": [each.file for each in closed],
        "told": [list(said) for said in told],
        "people": log.people[["role", "name", "known_as", "row"]].to_dict("records"),
        "zones": {zone: _offsets(zone) for zone in sorted(names)},
    }
    return cache.key(json.dumps(settings, default=str, sort_keys=True), _program())


def _zone_names(zones: Any) -> set[str]:
    return {zones} if isinstance(zones, str) else {zone for _, _, zone in zones or ()}


@once
def _offsets(zone: str) -> str:
    """Return what the computer's time zone tables say of a zone: they are replaced now and then."""
    try:
        known = ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return ""
    days = pd.date_range("1990-01-01", "2040-01-01", freq="7D").to_pydatetime()
    return sha256("".join(str(known.utcoffset(day)) for day in days).encode()).hexdigest()


@once
def _program() -> str:
    """Return the sum of every module that decides what is read."""
    package = Path(__file__).parent.parent
    folders = (package / "importers", package / "sources")
    modules = [path for folder in folders for path in sorted(folder.iterdir())]
    modules += [package / "people.py", package / "schema.py"]
    sums = [sha256(path.read_bytes()).hexdigest() for path in modules if path.is_file()]
    return "\n".join([*sums, version("pandas")])
