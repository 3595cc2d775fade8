"""The message exports of a case: found, read as the Sources sheet says, merged, and kept for the next opening."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from fnmatch import fnmatch
from functools import cache as once
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pandas as pd

from patterns import people
from patterns.errors import PatternsError, Problem
from patterns.importers import Export, Imported, Wishes, merge, read_parts, recognise, walk
from patterns.log import Log
from patterns.schema import MESSAGES, SOURCES, records
from patterns.store import cache, history, tables

EXPORTS = "exports"
KIND = "messages"
LONG = timedelta(days=30)


class Reading(NamedTuple):
    """What the exports of a case hold.

    Attributes
    ----------
    messages : callable
        Returns schema.MESSAGES, all sources merged, in order of time; given names, at least those of its columns.
    rows : int
        How many rows that table has.
    sources : pandas.DataFrame
        schema.SOURCES, one row per export.
    problems : tuple of Problem
        What cannot be read, and what is still open.
    media : tuple of str
        Files beside the exports, named and never opened.
    """

    messages: Callable[[Collection[str] | None], pd.DataFrame]
    rows: int
    sources: pd.DataFrame
    problems: tuple[Problem, ...]
    media: tuple[str, ...]


def read_sources(
    folder: Path,
    log: Log,
    date_order: str | None = None,
    columns: Mapping[str, str] | None = None,
    *,
    keep: bool = True,
) -> Reading:
    """Read every export of a case; where nothing it depends on has changed, what was read the last time.

    Parameters
    ----------
    folder : Path
        The case folder.
    log : Log
        Its log: the People and Sources sheets, and the plan's time zone.
    date_order : {"day first", "month first", "year first"}, optional
        Settles undecided dates for this reading.
    columns : dict, optional
        Which column of a table holds what, for this reading.
    keep : bool
        Whether to look into the case's `.cache` folder, and to write what was read into it.
    """
    exports, media = walk(folder / EXPORTS, folder)
    zone = log.plan.zone if log.plan else None
    told = [_told(export, log.sources, zone, Wishes(date_order, columns or {})) for export in exports]
    sums, closed = _sums(exports)
    readable = [number for number, export in enumerate(exports) if export.name in sums]
    exports, told = [exports[number] for number in readable], [told[number] for number in readable]
    if keep:
        _record(folder, exports, told, sums)
    name = _entry(exports, told, sums, closed, log) if keep else ""
    if keep and (known := _known(folder, name)):
        return known._replace(media=tuple(media))
    messages, sources, problems = _read_all(exports, told, sums, log)
    problems = [*closed, *problems]
    if keep and len(messages):
        about = {"sources": [_plain(row) for row in records(sources)], "problems": [asdict(each) for each in problems]}
        cache.put(folder, KIND, name, tables.pack(messages, about))
    return Reading(lambda columns: messages, len(messages), sources, tuple(problems), tuple(media))


def _sums(exports: list[Export]) -> tuple[dict[str, str], list[Problem]]:
    """Return the SHA-256 of every export by name, and a problem for every one that the machine does not hand over."""
    sums, closed = {}, []
    for export in exports:
        try:
            sums[export.name] = export.fingerprint()
        except OSError as error:
            found = f"it cannot be opened ({error.strerror or type(error).__name__})"
            remedy = "Check that you may read the file, or copy it again."
            closed.append(Problem(found, remedy=remedy, file=export.name))
    return sums, closed


def _record(folder: Path, exports: list[Export], told: list[_Told], sums: dict[str, str]) -> None:
    """Note in the case's history what is about to be read, and how, once for each state of each source."""
    try:
        seen = {(line.get("source"), line.get("sha256"), line.get("told")) for line in history.read(folder)}
    except PatternsError:
        return  # a damaged history is never written on, and no number depends on it
    for export, said in zip(exports, told, strict=True):
        options = json.dumps([said.zones, *said.wishes, said.take_part], default=str, ensure_ascii=False)
        if (export.name, sums[export.name], options) not in seen:
            details = {"sha256": sums[export.name], "bytes": export.size(), "modified": export.modified()}
            history.append(folder, "source", source=export.name, told=options, **details)


class _Told(NamedTuple):
    """What a person said about one export: its zones, the order of its dates, its columns, whether it is theirs."""

    zones: str | list[tuple[datetime | None, datetime | None, str]] | None
    wishes: Wishes
    take_part: bool | None
    fault: Problem | None = None


def _told(export: Export, settings: pd.DataFrame, zone: str | None, wishes: Wishes) -> _Told:
    rows = [row for row in records(settings) if pd.notna(row["file"]) and _matches(export, row["file"])]
    order = wishes.date_order or next((row["date_order"] for row in rows if pd.notna(row["date_order"])), None)
    parts = [bool(row["i_take_part"]) for row in rows if pd.notna(row["i_take_part"])]
    named = [row["columns"] for row in rows if pd.notna(row.get("columns"))]
    take_part = all(parts) if parts else None
    try:
        columns = wishes.columns or (columns_named(named[0]) if named else {})
    except PatternsError as error:
        fault = Problem(error.found, error.expected, error.remedy, file=export.name, sheet="Sources")
        return _Told(_zones(rows, zone), Wishes(order), take_part, fault)
    return _Told(_zones(rows, zone), Wishes(order, columns), take_part)


def ends_early(path: Path, last: pd.Timestamp) -> date | None:
    """Return the day on which an export was made, where its last message lies long before that.

    Parameters
    ----------
    path : Path
        A file or .zip; of a .zip the day is that of the latest file inside, which copying does not change.
    last : Timestamp
        The last message, missing where there is none.
    """
    if pd.isna(last) or not path.is_file():
        return None
    made = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    with suppress(zipfile.BadZipFile, ValueError, OSError), zipfile.ZipFile(path) as archive:
        made = max((date(*each.date_time[:3]) for each in archive.infolist()), default=made)
    return made if made - last.date() > LONG else None


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


def _read_all(
    exports: list[Export], told: list[_Told], sums: dict[str, str], log: Log
) -> tuple[pd.DataFrame, pd.DataFrame, list[Problem]]:
    problems: list[Problem] = []
    imported: list[tuple[Export, Imported]] = []
    for export, said in zip(exports, told, strict=True):
        try:
            read = _read(export, said)
        except PatternsError as error:
            found = error.found.removeprefix(f"{export.name}: ")
            problems.append(Problem(found, error.expected, error.remedy, file=export.name))
            continue
        if isinstance(read, Problem):
            problems.append(read)
        else:
            imported.append((export, read))
    messages, elsewhere = merge([read for _, read in imported])
    handles, doubled = people.known_as(log.people)
    messages = people.resolve(messages, handles)
    called = people.also_called([read.messages for _, read in imported])
    unknown = people.unknown_senders(messages, log.people, called)
    messages, left_out, asked = _own(messages, handles, exports, told)
    problems += doubled + unknown + asked
    rows = [_source(export, read, sums[export.name], elsewhere, left_out) for export, read in imported]
    sources = SOURCES.conform(pd.DataFrame(rows)) if rows else SOURCES.empty()
    return MESSAGES.conform(messages), sources, problems


def _read(export: Export, said: _Told) -> Imported | Problem:
    if said.take_part is False:
        found = "not read: the Sources sheet says that you take no part in it"
        remedy = "Only conversations that you are part of are read. Remove the file if it should not be here."
        return Problem(found, remedy=remedy, file=export.name, stops=False, topic="people")
    if said.fault is not None:
        return said.fault
    parts = export.parts or recognise(export.path, export.name)
    imported = read_parts(parts, export.name, said.zones, said.wishes)
    if unread := export.unread(parts):
        shown = ", ".join(unread[:5])
        found = f"{len(unread)} further files of this export hold no messages and were not read: {shown}."
        imported.notes["warnings"] = [*imported.notes.get("warnings", []), found]
    return imported


def _own(
    messages: pd.DataFrame, handles: dict[str, str], exports: list[Export], told: list[_Told]
) -> tuple[pd.DataFrame, dict[str, int], list[Problem]]:
    """Leave out every conversation in which the person who keeps the record takes no part, and ask about it.

    Who that person is has to be known from the People sheet. Where it is not, nothing is left out; it is asked.
    """
    settled = {export.name for export, said in zip(exports, told, strict=True) if said.take_part}
    chat = messages["source"] + "\0" + messages["conversation"].fillna("")
    mine = chat.loc[(messages["person"] == people.ME) | messages["direction"].notna()].unique()
    wrote = messages["sender"].notna() & (messages["kind"] != "notice")
    others = chat.loc[wrote & (messages["person"] != people.OTHER)].unique()  # what only the other wrote, P received
    strange = ~chat.isin(mine) & ~messages["source"].isin(settled)
    refused = strange & chat.isin(others) & (people.ME in handles.values())
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
        remedy="If it is yours, write your name as it stands there into Known as on the People sheet, "
        "or yes under I take part on the Sources sheet. If it is not, take the file out.",
        file=source,
        stops=False,
        topic="people",
    )


def _source(
    export: Export, imported: Imported, sum_: str, elsewhere: dict[str, int], left_out: dict[str, int]
) -> dict[str, Any]:
    messages, notes = imported.messages, imported.notes
    counted = messages.loc[messages["kind"] != "notice"]
    return {
        "source": export.name,
        "format": notes.get("format", ""),
        "sha256": sum_,
        "bytes": export.size(),
        **imported.accounting,
        "also_elsewhere": elsewhere.get(export.name, 0),
        "left_out": left_out.get(export.name, 0),
        "first": counted["sent_at"].min() if len(counted) else pd.NaT,
        "last": counted["sent_at"].max() if len(counted) else pd.NaT,
        "zone": notes.get("zone", ""),
        "zone_why": notes.get("zone_why", ""),
        "date_order": notes.get("date_order", ""),
        "date_order_why": notes.get("date_order_why", ""),
        "columns": "; ".join(f"{ours}={theirs}" for ours, theirs in notes.get("columns", {}).items()),
        "kinds": {str(kind): int(count) for kind, count in messages["kind"].value_counts().items()},
        "skipped_rows": [list(row) for row in imported.skipped[["part", "line", "reason"]].itertuples(index=False)],
        "warnings": list(notes.get("warnings", [])),
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return row | {name: None if pd.isna(row[name]) else row[name].isoformat() for name in ("first", "last")}


def _known(folder: Path, name: str) -> Reading | None:
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
    return Reading(messages, head["rows"], sources, problems, ())


def _entry(exports: list[Export], told: list[_Told], sums: dict[str, str], closed: list[Problem], log: Log) -> str:
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
    package = Path(__file__).parent
    modules = [*sorted((package / "importers").iterdir()), package / "people.py", package / "schema.py", Path(__file__)]
    sums = [sha256(path.read_bytes()).hexdigest() for path in modules if path.is_file()]
    return "\n".join([*sums, version("pandas")])
