"""A case folder, opened: the log, the messages, where they come from, and everything a person has to look at."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from patterns import display
from patterns.codes.decisions import read_decisions
from patterns.codes.kept import kept_may_tell, kept_suggestions
from patterns.codes.vocabulary import known_words
from patterns.errors import PatternsError, Problem, UnreadableCase
from patterns.log import Log, Plan, read_log, readings
from patterns.schema import MAY_TELL, MESSAGES, SUGGESTIONS, records
from patterns.sources import columns_named, ends_early, read_sources
from patterns.store import history
from patterns.store.files import keep_to, no_links
from patterns.words import say

SHORT = 16  # characters of a sum by which a reading is known again
READ = (  # what the history says of a reading
    "source", "format", "sha256", "records", "messages", "notices", "duplicates", "skipped", "also_elsewhere",
    "left_out", "first", "last", "kinds", "zone", "zone_why", "date_order", "date_order_why", "columns", "warnings",
)  # fmt: skip
ENVELOPE = ("message_id", "sent_at", "sender", "person", "kind", "conversation", "platform", "direction")


@dataclass(frozen=True)
class Case:
    """One case folder as read.

    Attributes
    ----------
    log : Log
        One frame per sheet of the workbook; `plan` are its settings (missing when they could not be read).
    reviewed : pandas.DataFrame
        schema.REVIEWED, the decisions in review.xlsx.
    sources : pandas.DataFrame
        schema.SOURCES, one row per export.
    problems : tuple of Problem
        What cannot be read, and what is still open.
    media : tuple of str
        Files beside the exports, named and never opened.
    message_count : int
        Rows of `messages`.
    """

    folder: Path
    log: Log
    reviewed: pd.DataFrame
    sources: pd.DataFrame
    problems: tuple[Problem, ...]
    media: tuple[str, ...] = ()
    message_count: int = 0
    read_messages: Callable[[Collection[str] | None], pd.DataFrame] = lambda columns: MESSAGES.empty()
    keep: bool = False  # whether what was computed may be kept in the case's cache
    copy_for: str = ""  # who a copy without names is for; empty for the case itself

    @cached_property
    def messages(self) -> pd.DataFrame:
        """schema.MESSAGES, all sources merged, in order of time; read when first asked for."""
        return self.read_messages(None)

    @cached_property
    def envelopes(self) -> pd.DataFrame:
        """`messages` without what was written: who, when, by which channel. Quick to read where there are many."""
        return self.messages if "messages" in self.__dict__ else self.read_messages(ENVELOPE)

    @cached_property
    def suggestions(self) -> pd.DataFrame:
        """schema.SUGGESTIONS, the passages proposed, decided or not; found when first asked for."""
        if not self.message_count:
            return SUGGESTIONS.empty()
        told = [self.log.people, self.log.sources, self.sources[["source", "sha256", "zone", "date_order", "columns"]]]
        made_from = [str(self.plan.zone if self.plan else ""), *(str(records(frame)) for frame in told)]
        return kept_suggestions(self.folder, made_from, lambda: self.messages, keep=self.keep)

    @cached_property
    def may_tell(self) -> pd.DataFrame:
        """schema.MAY_TELL, what entries may tell of that their codes do not say, answered or not."""
        try:
            return kept_may_tell(self.folder, self.log.incidents, keep=self.keep and not self.unreadable)
        except PatternsError:  # a codebook of the case that cannot be read is a problem of its own
            return MAY_TELL.empty()

    def __repr__(self) -> str:
        name, rows = self.folder.resolve().name, len(self.log.incidents)
        return f"Case({name!r}, {self.message_count} records, {rows} incident rows)"

    def _repr_html_(self) -> str:
        return display.card(self.folder.resolve().name, _in_short(self))

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


def _in_short(case: Case) -> list[tuple[str, object]]:
    """Return what the case holds, a line each, without a word of it."""
    plan = case.plan
    sources = [
        (row["source"], say("display.source", **{name: row[name] for name in ("format", "messages", "skipped")}))
        for row in records(case.sources)
    ]
    return [
        (say("display.plan"), say("display.plan-since", start=plan.start, zone=plan.zone) if plan else "-"),
        (say("display.log"), say("display.log-rows", file=case.log.file, n=len(case.log.incidents))),
        *sources,
        (say("display.decided"), say("display.decisions", n=len(case.reviewed))),
        (say("display.open"), say("display.problems", n=len(case.unreadable), questions=len(case.questions))),
    ]


def open_case(folder: str | Path, *, date_order: str | None = None, columns: str = "", keep: bool = True) -> Case:
    """Open a case folder: read its log and every export, resolve people, merge what two sources both hold.

    No problem is raised: every one is listed in `Case.problems`. Two things are written, where the case may be
    written to: before it is read, each export with its SHA-256 into the case's history; after that, what was read
    into its `.cache` folder, for the next opening, which is safe to delete.

    Parameters
    ----------
    folder : path
        The case folder.
    date_order : {"day first", "month first", "year first"}, optional
        Settles undecided dates for this opening; the Sources sheet settles them for good.
    columns : str
        Which column of a table holds what, for this opening: `text=Nachricht; sent=Datum`.
    keep : bool
        Whether to write these two, and to use the second.

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
    no_links(folder)
    keep_to(folder)
    log, problems = read_log(folder, date_order)
    read = read_sources(folder, log, date_order, columns_named(columns), keep=keep)
    codes, faults = known_words(folder, log.codes)
    reviewed, undecidable = read_decisions(folder, codes)
    return Case(
        folder=folder,
        log=log,
        reviewed=reviewed,
        sources=read.sources,
        problems=(*problems, *read.problems, *faults, *undecidable),
        media=read.media,
        message_count=read.rows,
        read_messages=read.messages,
        keep=keep,
    )


def record_log(case: Case) -> None:
    """Keep what each row of the log says now, so that a changed row can show what it said before."""
    if not any(problem.file.split("/")[0] == case.log.file for problem in case.unreadable):
        readings.keep(case.folder, case.log)


def record_sources(case: Case) -> None:
    """Note in the case's history what was read from each source and how, once for each outcome of reading it."""
    try:
        seen = {line.get("reading") for line in history.read(case.folder) if line["what"] == "read"}
    except PatternsError:
        return  # a damaged history is never written on, and no number depends on it
    rows = [{name: row[name] for name in READ} for row in records(case.sources)]
    known = {_sum(row): row for row in rows}
    new = {reading: row for reading, row in known.items() if reading not in seen}
    if not new:
        return
    here = datetime.now().astimezone().isoformat(timespec="seconds")  # on the clock of this computer; `at` is UTC
    wrote = case.read_messages(("source", "sender", "person"))
    own = wrote.loc[wrote["person"] == "me", ["source", "sender"]].drop_duplicates().dropna()
    told = {"program": version("pattern-review"), "local": here}
    lines = [
        row | told | {"reading": reading, "me": own.loc[own["source"] == row["source"], "sender"].tolist(),
                      "ends_early": ends_early(case.folder / row["source"], row["last"])}
        for reading, row in new.items()
    ]  # fmt: skip
    history.append_all(case.folder, "read", lines)


def _sum(row: dict[str, Any]) -> str:
    return sha256(json.dumps(row, default=str, sort_keys=True).encode()).hexdigest()[:SHORT]


def log_alone(case: Case) -> tuple[date, date] | None:
    """Return the first day of the log and that of the messages, where the log begins earlier: between, it is alone."""
    first, written = case.sources["first"].min(), case.log.incidents["date"].min()
    if case.plan is None or pd.isna(first) or pd.isna(written):
        return None
    begins = first.tz_convert(case.plan.zone).date()
    return (written.date(), begins) if written.date() < begins else None
