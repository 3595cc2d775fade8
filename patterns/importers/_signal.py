"""What the ways out of Signal have in common: one row per message, and the columns made of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from patterns.importers._base import HEADER_MARKS, Skipped, Source

PLATFORM = "signal"
PRECISION: Literal["s"] = "s"  # some of the ways out write whole seconds
MARKS = re.compile(f"[{HEADER_MARKS}]")
FIRST, LATEST = 631_152_000_000, 4_102_444_800_000  # 1990 and 2100 in milliseconds
BROKEN_OFF = "The file breaks off or is damaged in places; what is whole was read. Export it again."


class Row(NamedTuple):
    """One message, for the columns it stands in."""

    line: int
    when: datetime
    kind: str
    text: str
    sender: str | None
    direction: str | None
    written_time: str
    conversation: str = ""
    edited: bool = False
    attachments: tuple[str, ...] = ()
    reactions: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    quoted: str = ""


def instant(milliseconds: object) -> datetime | None:
    """Return the instant of so many milliseconds since 1970, written as a number or a text; naive, in UTC."""
    number = int(milliseconds) if isinstance(milliseconds, str) and milliseconds.isascii() and milliseconds.isdigit() \
        and len(milliseconds) < 16 else milliseconds  # fmt: skip
    if isinstance(number, bool) or not isinstance(number, int | float) or not FIRST <= number < LATEST:
        return None
    return datetime.fromtimestamp(number / 1000, UTC).replace(tzinfo=None)


def said(value: object) -> str:
    """Return a value that should be a text, or nothing."""
    return value if isinstance(value, str) else ""


def inside(value: object, *keys: str) -> Any:
    """Return what lies in objects inside one another, or None where one is missing or of another kind."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def objects(value: object) -> list[dict[str, Any]]:
    """Return the objects of a value that should be a list of them."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def chat_of(source: Source) -> str:
    """Return the name of the folder a chat lies in, or of its file."""
    path = PurePosixPath(source.part) if source.part else None
    folder = path.parent.name if path else source.path.parent.name if source.path else ""
    stem = (path or PurePosixPath(source.title)).stem
    return stem if stem not in ("chat", "data", "main", "export") else folder or stem


def frame_of(found: list[Row]) -> pd.DataFrame:
    """Return the columns of rows in file order."""
    texts = ("kind", "text", "sender", "direction", "written_time", "conversation")
    frame = pd.DataFrame({name: pd.Series([getattr(row, name) for row in found], dtype="str") for name in texts})
    frame["sender"] = pd.Series([MARKS.sub("", row.sender) if row.sender else None for row in found], dtype="str")
    own = [row.text if row.kind in ("text", "media") else "" for row in found]
    frame["words"] = pd.Series(own, dtype="object")
    for name in ("attachments", "reactions", "earlier"):
        frame[name] = pd.Series([list(getattr(row, name)) for row in found], dtype="object")
    if any(row.quoted for row in found):
        frame["quoted"] = pd.Series([row.quoted for row in found], dtype="str")
    return frame.assign(
        line=pd.Series([row.line for row in found], dtype="int64"),
        edited=pd.Series([row.edited for row in found], dtype="bool"),
        when=np.array([row.when for row in found], dtype="datetime64[us]"),
    )


def rows_of(read: list[Row | Skipped], skipped: list[Skipped]) -> tuple[list[Row], list[Skipped]]:
    """Return the messages, and everything that is none, by line."""
    left = [each for each in read if isinstance(each, Skipped)]
    return [each for each in read if isinstance(each, Row)], sorted([*left, *skipped])
