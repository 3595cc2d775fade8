"""What every importer takes and gives: the source opened for it, and the columns it hands back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple, Protocol

import pandas as pd

HEADER_MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"  # direction marks and byte order marks: invisible
ORDERS = ("day first", "month first", "year first")


class Head(NamedTuple):
    """The beginning of a source, for recognising it.

    `suffix` in small letters with its dot, `text` decoded, `data` as it stands, and the file's `name`, which is
    proof of nothing: exports are often renamed.
    """

    suffix: str
    text: str
    data: bytes = b""
    name: str = ""


class Wishes(NamedTuple):
    """What a person settled about a source: the order of its dates, and which of its columns hold what."""

    date_order: str | None = None
    columns: Mapping[str, str] = {}


class Skipped(NamedTuple):
    """One record that did not become a message, with the line it starts on and why."""

    line: int
    reason: str


@dataclass(frozen=True)
class Source:
    """One export, found and guarded.

    Attributes
    ----------
    name : str
        What the source is called in tables and errors.
    title : str
        The file, .zip or folder as its owner named it: an export often says only there whose chat it is.
    suffix : str
        Suffix of the file that holds the messages, in small letters.
    open : callable
        Opens that file for reading bytes; never more than the allowed size comes out of it.
    beside : tuple of str
        Names of the files that came with it: media, named and never opened.
    part : str
        Where in its folder or .zip the file lies, with / between; empty where it is the whole source.
    path : Path, optional
        The file on disk, for readers that must jump about in it; missing inside a .zip.
    near : callable
        Opens a file of the export that lies in the same folder, by its name; None where there is none.
    """

    name: str
    title: str
    suffix: str
    open: Callable[[], IO[bytes]]
    beside: tuple[str, ...] = ()
    part: str = ""
    path: Path | None = None
    near: Callable[[str], IO[bytes] | None] = lambda name: None


@dataclass(frozen=True)
class Columns:
    """What an importer found, in file order, before zones, ids and duplicates are settled.

    Attributes
    ----------
    frame : pandas.DataFrame
        One row per message: `when` (datetime64[us]), `sender`, `kind`, `text`, `line`, `written_time`,
        `conversation`; where the format has them `edited`, `attachments`, `reactions`, `direction`; and `words`,
        what identifies a message: the person's own words, without anything the export wrote for them. A column
        `key` holds the platform's own id of a message, where every layout of the platform has one; columns with
        further names are kept.
    platform : str
        Sources of one platform may hold the same message.
    clock : {"local", "utc"}
        Whether `when` is a wall time of unknown zone or an instant.
    precision : {"m", "s", "ms"}
        To what `when` is the same in every export of the same message.
    literal : bool
        Whether a record that stands twice is one message (a backup) or two (a transcript).
    """

    frame: pd.DataFrame
    platform: str
    clock: Literal["local", "utc"]
    precision: Literal["m", "s", "ms"]
    literal: bool
    skipped: list[Skipped] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


class Format(Protocol):
    """The three names of an importer module.

    More where they apply: `SPREAD = True` where one export is many files, read as one source; `BESIDE`, the names of
    files that lie beside one and hold no messages; `ANYWHERE = True` where what a format is known by may also have been
    pasted into another; `LAST = True` where it fits nearly every file and is asked only when no other knows it;
    `raw(source, line)` where the lines of the file do not show a record.
    """

    LABEL: str

    def detect(self, head: Head) -> bool:
        """Recognise the format by what the file holds."""

    def rows(self, source: Source, wishes: Wishes) -> Columns:
        """Read every record of the source."""


def shorten(value: object) -> str:
    """Return a cell or date for an error: one line, at most 40 characters."""
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else f"{text[:39]}…"


def listing(numbers: list[int], most: int = 5) -> str:
    """Return line numbers for a sentence: the first few, and how many more there are."""
    shown = ", ".join(map(str, numbers[:most]))
    return f"{shown} and {len(numbers) - most} more" if len(numbers) > most else shown
