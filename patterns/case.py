"""A case folder, opened: the log, the messages, where they come from, and everything a person has to look at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pandas as pd

from patterns import people
from patterns.errors import PatternsError, Problem, UnreadableCase
from patterns.importers import Imported, merge, read_export
from patterns.log import Log, Plan, read_log
from patterns.schema import MESSAGES, SOURCES, SUGGESTIONS, records
from patterns.store import history

EXPORTS = "exports"
MEDIA = {
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".bmp", ".mp4", ".mov", ".3gp", ".mkv", ".avi", ".webm",
    ".opus", ".ogg", ".mp3", ".m4a", ".aac", ".wav", ".amr", ".pdf", ".vcf", ".doc", ".docx", ".ppt", ".pptx",
}  # fmt: skip
SYSTEM_FILES = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Case:
    """One case folder as read.

    Attributes
    ----------
    log : Log
        One frame per sheet of the workbook; `plan` are its settings (missing when they could not be read).
    messages : pandas.DataFrame
        schema.MESSAGES, all sources merged, in order of time.
    reviewed, suggestions : pandas.DataFrame
        Decisions on passages, and passages proposed; empty while no passages are proposed.
    sources : pandas.DataFrame
        schema.SOURCES, one row per export.
    problems : tuple of Problem
        What cannot be read, and what is still open.
    media : tuple of str
        Files beside the exports, named and never opened.
    """

    folder: Path
    log: Log
    messages: pd.DataFrame
    reviewed: pd.DataFrame
    suggestions: pd.DataFrame
    sources: pd.DataFrame
    problems: tuple[Problem, ...]
    media: tuple[str, ...] = ()

    @property
    def plan(self) -> Plan | None:
        """The settings of the Plan sheet."""
        return self.log.plan

    @property
    def unreadable(self) -> tuple[Problem, ...]:
        """The problems that stop `measure` and `report`."""
        return tuple(problem for problem in self.problems if problem.stops)

    @property
    def questions(self) -> tuple[Problem, ...]:
        """The problems that only wait for a person."""
        return tuple(problem for problem in self.problems if not problem.stops)

    def readable(self) -> Case:
        """Return the case itself.

        Raises
        ------
        UnreadableCase
            If any part of it could not be read.
        """
        if self.unreadable:
            raise UnreadableCase(self.unreadable)
        return self


def open_case(folder: str | Path, *, date_order: str | None = None) -> Case:
    """Open a case folder: read its log and every export, resolve people, merge what two sources both hold.

    Nothing is written and no problem is raised: every one is listed in `Case.problems`.

    Parameters
    ----------
    folder : path
        The case folder.
    date_order : {"day first", "month first", "year first"}, optional
        Settles undecided dates for this opening; the Sources sheet settles them for good.

    Raises
    ------
    PatternsError
        If there is no such folder.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise PatternsError(
            f"{folder.name}: there is no such folder.",
            expected="a case folder",
            remedy="Make one with `patterns new`, or check the path.",
        )
    log, problems = read_log(folder, date_order)
    files, media = _exports(folder)
    zone = log.plan.zone if log.plan else None
    imported = []
    for path in files:
        read, found = _read(folder, path, log.sources, zone, date_order)
        problems += found
        imported += [(path, read)] if read else []
    messages, elsewhere = merge([read for _, read in imported])
    handles, doubled = people.known_as(log.people)
    messages = people.resolve(messages, handles)
    problems += (
        doubled + people.unknown_senders(messages) + _no_part(messages, [_name(folder, path) for path, _ in imported])
    )
    sources = [_source(folder, path, read, elsewhere) for path, read in imported]
    return Case(
        folder=folder,
        log=log,
        messages=MESSAGES.conform(messages),
        reviewed=SUGGESTIONS.empty(),
        suggestions=SUGGESTIONS.empty(),
        sources=SOURCES.conform(pd.DataFrame(sources)) if sources else SOURCES.empty(),
        problems=tuple(problems),
        media=media,
    )


def record_sources(case: Case) -> None:
    """Note in the case's history which sources were read, once for each state of each."""
    seen = history.known_hashes(case.folder)
    for row in records(case.sources):
        if row["sha256"] not in seen:
            kept = ("source", "format", "sha256", "bytes", "records", "messages", "notices", "duplicates", "skipped")
            details = {name: row[name] for name in (*kept, "zone", "date_order")}
            history.append(case.folder, "source", **details)


def _exports(folder: Path) -> tuple[list[Path], tuple[str, ...]]:
    """Return the files to read, and the media beside them, which are only named."""
    files = [
        path
        for path in sorted((folder / EXPORTS).rglob("*"))
        if path.is_file()
        and path.name.casefold() not in SYSTEM_FILES
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    ]
    media = tuple(_name(folder, path) for path in files if path.suffix.casefold() in MEDIA)
    return [path for path in files if path.suffix.casefold() not in MEDIA], media


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _read(
    folder: Path, path: Path, settings: pd.DataFrame, zone: str | None, date_order: str | None
) -> tuple[Imported | None, list[Problem]]:
    name = _name(folder, path)
    rows = [row for row in records(settings) if pd.notna(row["file"]) and _matches(path, name, row["file"])]
    if any(pd.notna(row["i_take_part"]) and not row["i_take_part"] for row in rows):
        remedy = "Only conversations that you are part of are read. Remove the file if it should not be here."
        found = "not read: the Sources sheet says that you take no part in it"
        return None, [Problem(found, remedy=remedy, file=name, stops=False, topic="people")]
    order = date_order or next((row["date_order"] for row in rows if pd.notna(row["date_order"])), None)
    try:
        return read_export(path, timezone=_zones(rows, zone), date_order=order, name=name), []
    except PatternsError as error:
        return None, [Problem(error.found.removeprefix(f"{name}: "), error.expected, error.remedy, file=name)]


def _matches(path: Path, name: str, pattern: str) -> bool:
    wanted = pattern.strip().casefold()
    return any(
        each == wanted or fnmatch(each, wanted)
        for each in (path.name.casefold(), name.casefold(), name.removeprefix(f"{EXPORTS}/").casefold())
    )


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


def _no_part(messages: pd.DataFrame, names: list[str]) -> list[Problem]:
    """Ask about every source in which nobody is known to be the person who keeps the record."""
    with_me = set(messages.loc[messages["person"] == people.ME, "source"])
    with_me |= {name for also in messages.loc[messages["person"] == people.ME, "also_in"] for name in also}
    return [
        Problem(
            "none of the senders is known to be you",
            expected="your own name or number, as this export writes it, in Known as of your row on the People sheet",
            remedy="Only conversations that you are part of belong here.",
            file=name,
            stops=False,
            topic="people",
        )
        for name in names
        if name not in with_me
    ]


def _source(folder: Path, path: Path, imported: Imported, elsewhere: dict[str, int]) -> dict[str, Any]:
    name, messages, notes = _name(folder, path), imported.messages, imported.notes
    counted = messages.loc[messages["kind"] != "notice"]
    return {
        "source": name,
        "format": notes.get("format", ""),
        "sha256": _hash(path),
        "bytes": path.stat().st_size,
        **imported.accounting,
        "also_elsewhere": elsewhere.get(name, 0),
        "first": counted["sent_at"].min() if len(counted) else pd.NaT,
        "last": counted["sent_at"].max() if len(counted) else pd.NaT,
        "zone": notes.get("zone", ""),
        "zone_why": notes.get("zone_why", ""),
        "date_order": notes.get("date_order", ""),
        "date_order_why": notes.get("date_order_why", ""),
        "kinds": {str(kind): int(count) for kind, count in messages["kind"].value_counts().items()},
        "warnings": list(notes.get("warnings", [])),
    }


def _hash(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
