"""The message exports of a case: found, read as the Sources sheet says, merged, and kept for the next opening."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from patterns import people
from patterns.errors import PatternsError, Problem
from patterns.importers import Export, Imported, Wishes, merge, read_parts, recognise, walk
from patterns.literal import literal
from patterns.log import Log
from patterns.schema import MESSAGES, SOURCES
from patterns.sources import kept
from patterns.sources.conflicts import conflicts
from patterns.sources.gaps import gaps
from patterns.sources.own import own_only
from patterns.sources.told import Told, columns_named
from patterns.sources.told import told as told_of
from patterns.store import history
from patterns.store.files import EXPORTS

__all__ = ["Reading", "columns_named", "ends_early", "read_sources"]

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
    told = [told_of(export, log.sources, zone, Wishes(date_order, columns or {})) for export in exports]
    sums, closed = _sums(exports)
    readable = [number for number, export in enumerate(exports) if export.name in sums]
    exports, told = [exports[number] for number in readable], [told[number] for number in readable]
    if keep:
        _record(folder, exports, told, sums)
    name = kept.entry(exports, told, sums, closed, log) if keep else ""
    if keep and (known := kept.known(folder, name)):
        return Reading(*known, tuple(media))
    messages, sources, problems = _read_all(exports, told, sums, log)
    problems = [*closed, *problems]
    if keep and len(messages):
        kept.keep(folder, name, messages, sources, problems)
    return Reading(lambda columns: messages, len(messages), sources, tuple(problems), tuple(media))


def _sums(exports: list[Export]) -> tuple[dict[str, str], list[Problem]]:
    """Return the SHA-256 of every export by name, and a problem for every one that the machine does not hand over."""
    sums, closed = {}, []
    for export in exports:
        if not export.named():
            found = "its name, or that of a file in it, is not written in UTF-8"
            remedy = "Give it another name; what is in it stays as it is."
            closed.append(Problem(found, remedy=remedy, file=literal(export.name)))
            continue
        try:
            sums[export.name] = export.fingerprint()
        except OSError as error:
            found = f"it cannot be opened ({error.strerror or type(error).__name__})"
            remedy = "Check that you may read the file, or copy it again."
            closed.append(Problem(found, remedy=remedy, file=export.name))
    return sums, closed


def _record(folder: Path, exports: list[Export], told: list[Told], sums: dict[str, str]) -> None:
    """Note in the case's history what is about to be read, and how, once for each state of each source."""
    try:
        seen = {(line.get("source"), line.get("sha256"), line.get("told")) for line in history.read(folder)}
    except PatternsError:
        return  # a damaged history is never written on, and no number depends on it
    new = []
    for export, said in zip(exports, told, strict=True):
        options = json.dumps([said.zones, *said.wishes, said.take_part], default=str, ensure_ascii=False)
        if (export.name, sums[export.name], options) not in seen:
            details = {"sha256": sums[export.name], "bytes": export.size(), "modified": export.modified()}
            new.append({"source": export.name, "told": options, **details})
    history.append_all(folder, "source", new)


def _read_all(
    exports: list[Export], told: list[Told], sums: dict[str, str], log: Log
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
    messages, left_out, asked = own_only(messages, handles, exports, told)
    problems += doubled + unknown + asked
    differing = conflicts(messages)
    rows = [_source(export, read, sums[export.name], elsewhere, left_out) for export, read in imported]
    rows = [row | {"warnings": [*row["warnings"], *differing.get(row["source"], [])]} for row in rows]
    sources = SOURCES.conform(pd.DataFrame(rows)) if rows else SOURCES.empty()
    return MESSAGES.conform(messages), sources, problems


def _read(export: Export, said: Told) -> Imported | Problem:
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
        "warnings": [*notes.get("warnings", []), *gaps(messages)],
    }


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
