"""From a case to the files of a chronology: selected, numbered, drawn, packed with its sums, noted in the history."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from patterns import __version__
from patterns.case import Case, record_log, record_sources
from patterns.errors import PatternsError
from patterns.report.chronology import bundle, numbers, rows
from patterns.report.chronology.context import conversations
from patterns.report.chronology.profiles import LEAST, PROFILES, Profile
from patterns.report.chronology.rows import Entry
from patterns.store import files, history
from patterns.words import say

WHAT = "chronology"


class Numbered(NamedTuple):
    """An entry with its number as it is printed: 7, or N3 for a step or a statement."""

    number: str
    entry: Entry


@dataclass(frozen=True)
class Chronology:
    """What one chronology shows, and by which rule it was chosen.

    Attributes
    ----------
    entries : tuple of Numbered
        Those shown, by time.
    incidents, outside, undated : int
        Incidents of the whole record; of these outside the period; of these without a date and not shown.
    unused : dict
        Numbers that no entry has any more -> the number it is part of now, or None.
    chosen : date
        The day on which this very selection was first made.
    """

    case: Case
    entries: tuple[Numbered, ...]
    first: date | None
    until: date | None
    recipient: str
    balance: bool
    codes: bool
    pictures: bool
    incidents: int
    outside: int
    undated: int
    unused: dict[int, int | None]
    chosen: date

    @property
    def profile(self) -> Profile:
        """What the reader is given."""
        return PROFILES[self.recipient]

    @property
    def zone(self) -> str:
        """The plan's time zone."""
        assert self.case.plan is not None
        return self.case.plan.zone

    @property
    def shown(self) -> int:
        """How many incidents are shown."""
        return sum(each.entry.kind == "incident" for each in self.entries)

    @property
    def quoted(self) -> set[str]:
        """Ids of the messages that the shown entries name."""
        return {message for each in self.entries for part in each.entry.parts for message in part.messages}

    @cached_property
    def named(self) -> pd.DataFrame:
        """The messages that the shown entries name."""
        return self.case.messages.loc[self.case.messages["message_id"].isin(self.quoted)]

    @cached_property
    def conversations(self) -> pd.Series:
        """What tells one conversation from another, for every message of the case."""
        return conversations(self.case.messages)

    @property
    def label(self) -> str:
        """A neutral name for its files."""
        ends = [each.isoformat() for each in (self.first, self.until) if each]
        asked = (("all", self.balance), ("codes", self.codes), ("pictures", self.pictures))
        extra = [word for word, on in asked if on]
        return "-".join(["record", *ends, *extra, self.recipient])


def build_chronology(
    case: Case,
    first: date | None = None,
    until: date | None = None,
    to: Path | None = None,
    *,
    recipient: str = LEAST,
    balance: bool = False,
    codes: bool = False,
    pictures: bool = False,
    paper: str = "a4",
    lock: Callable[[bytes], bytes] | None = None,
) -> list[Path]:
    """Write the chronology of a case and return its files: the folder's, then the .zip with all of them.

    Parameters
    ----------
    case : Case
        The case; nothing of it is shown that cannot be read.
    first, until : date, optional
        First and last day that is shown.
    to : path, optional
        Folder for the files; the case's own `reports` when left out.
    recipient : {"therapist", "police", "lawyer", "self"}
        Who it is for: what they are given is in `profiles`.
    balance : bool
        Whether steps towards repair and statements of responsibility in the period are shown too.
    codes : bool
        Whether the codes that the person gave are shown.
    pictures : bool
        Whether copies of exports keep the pictures, sound and other files in them.
    paper : {"a4", "letter"}
        Size of the printed pages.
    lock : callable, optional
        Turns the .zip's bytes into encrypted ones; then only that one file is written.

    Raises
    ------
    PatternsError
        If the numbers of the entries cannot be kept, or there is nothing to show.
    """
    from patterns.report.chronology.pages import pages
    from patterns.report.chronology.sheets import around_csv, entries_csv
    from patterns.report.print import render

    chosen = select(case.readable(), first, until, recipient, balance, codes, pictures)
    made = {f"{chosen.label}.pdf": render(pages(chosen), paper, case=case.folder)}
    made["entries.csv"] = entries_csv(chosen)
    if chosen.profile.words:
        made["around.csv"] = around_csv(chosen)
    packed = bundle.packed(chosen, made)
    return _written(chosen, to or case.folder / "reports", packed, lock)


def select(
    case: Case,
    first: date | None,
    until: date | None,
    recipient: str,
    balance: bool,
    codes: bool,
    pictures: bool = False,
) -> Chronology:
    """Return what is shown, every entry of the record with its number, given now where it had none."""
    if recipient not in PROFILES:
        raise PatternsError(f"{recipient[:40]!r} is not known here.", expected=f"one of {', '.join(PROFILES)}")
    record_log(case)
    every, beside = rows.incidents(case), rows.neutral(case)
    lines = numbers.read(case.folder)
    own = [line for line in lines if not _beside(line[0])]
    given = numbers.give(own, [[part.key for part in each.parts] for each in every])
    other = numbers.give([line for line in lines if _beside(line[0])], [[each.parts[0].key] for each in beside])
    numbers.keep(case.folder, [*given.new, *other.new])
    everything = [Numbered(str(number), each) for number, each in zip(given.numbers, every, strict=True)]
    added = [Numbered(f"N{number}", each) for number, each in zip(other.numbers, beside, strict=True)]
    bounded = first is not None or until is not None
    shown = [each for each in everything if _inside(each.entry, first, until, undated=not bounded)]
    undated = sum(not each.entry.day for each in everything) if bounded else 0
    outside = len(everything) - len(shown) - undated
    if balance:
        shown += [each for each in added if _inside(each.entry, first, until, undated=not bounded)]
    if not shown:
        raise PatternsError(say("chronology.nothing"), remedy=say("chronology.nothing-remedy"))
    shown.sort(key=lambda each: (not each.entry.at, each.entry.at))
    made = Chronology(
        case, tuple(shown), first, until, recipient, balance, codes, pictures, len(everything), outside, undated,
        given.unused, date.min,
    )  # fmt: skip
    return _dated(made)


def _beside(key: str) -> bool:
    return key.startswith(tuple(rows.NEUTRAL))


def _inside(entry: Entry, first: date | None, until: date | None, *, undated: bool) -> bool:
    if not entry.day:
        return undated
    return (first is None or entry.day >= first.isoformat()) and (until is None or entry.day <= until.isoformat())


def _dated(made: Chronology) -> Chronology:
    """Return it with the day of choosing: that of the first time exactly this was chosen, else today."""
    sign = fingerprint(made)
    lines = [line for line in history.read(made.case.folder) if line.get("what") == WHAT and line.get("from") == sign]
    today = datetime.now(UTC).date()
    return replace(made, chosen=date.fromisoformat(lines[0]["chosen"]) if lines else today)


def fingerprint(made: Chronology) -> str:
    """Return a sum over everything that a chronology is made from."""
    told: list[Any] = [made.label, made.zone, __version__, made.incidents, made.undated, sorted(made.unused.items())]
    told += [[each.number, each.entry.kind, [[*part] for part in each.entry.parts]] for each in made.entries]
    told += made.case.sources["sha256"].tolist()
    return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()


def _written(
    made: Chronology, folder: Path, packed: dict[str, bytes], lock: Callable[[bytes], bytes] | None
) -> list[Path]:
    record_sources(made.case)
    whole = bundle.zipped(made.label, packed)
    files_made = {f"{made.label}.zip.age": lock(whole)} if lock else {
        **{f"{made.label}/{name}": data for name, data in packed.items()}, f"{made.label}.zip": whole
    }  # fmt: skip
    if lock is None:
        bundle.clear(folder / made.label)
    for name, data in files_made.items():
        files.write(folder / name, data)
    stated = {
        "file": next(reversed(files_made)), "sha256": hashlib.sha256(whole).hexdigest(), "chosen": made.chosen,
        "from": fingerprint(made), "shown": made.shown, "of": made.incidents, "for": made.recipient,
        "encrypted": lock is not None,
    }  # fmt: skip
    history.append(made.case.folder, WHAT, **stated)
    return [folder / name for name in files_made]
