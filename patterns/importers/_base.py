"""What every importer takes and gives: the source opened for it, and the columns it hands back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any, Literal, NamedTuple, Protocol

import pandas as pd

HEADER_MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"  # direction marks and byte order marks: invisible
ORDERS = ("day first", "month first", "year first")


class Head(NamedTuple):
    """The beginning of a source, for recognising it: `text` is decoded, `suffix` in small letters with its dot."""

    suffix: str
    text: str


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
    """

    name: str
    title: str
    suffix: str
    open: Callable[[], IO[bytes]]
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Columns:
    """What an importer found, in file order, before zones, ids and duplicates are settled.

    Attributes
    ----------
    frame : pandas.DataFrame
        One row per message: `when` (datetime64[us]), `sender`, `kind`, `text`, `line`, `written_time`,
        `conversation`; where the format has them `edited`, `attachments`, `reactions`, `direction`; and `words`,
        what identifies a message: the person's own words, without anything the export wrote for them.
    platform : str
        Sources of one platform may hold the same message.
    clock : {"local", "utc"}
        Whether `when` is a wall time of unknown zone or an instant.
    precision : {"m", "ms"}
        To what `when` is the same in every export of the same message.
    literal : bool
        Whether a record that stands twice is one message (a backup) or two (a transcript).
    """

    frame: pd.DataFrame
    platform: str
    clock: Literal["local", "utc"]
    precision: Literal["m", "ms"]
    literal: bool
    skipped: list[Skipped] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


class Format(Protocol):
    """The three names of an importer module."""

    LABEL: str

    def detect(self, head: Head) -> bool:
        """Recognise the format by what the file holds."""

    def rows(self, source: Source, date_order: str | None) -> Columns:
        """Read every record of the source."""


def shorten(value: object) -> str:
    """Return a cell or date for an error: one line, at most 40 characters."""
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else f"{text[:39]}…"


def listing(numbers: list[int], most: int = 5) -> str:
    """Return line numbers for a sentence: the first few, and how many more there are."""
    shown = ", ".join(map(str, numbers[:most]))
    return f"{shown} and {len(numbers) - most} more" if len(numbers) > most else shown
