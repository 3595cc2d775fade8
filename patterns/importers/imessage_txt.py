"""iMessage as imessage-exporter writes it: one text file for each chat, with the wall times of that computer."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from patterns.errors import UnreadableSource
from patterns.importers._base import Columns, Head, Skipped, Source, Wishes, listing, shorten
from patterns.importers._date_text import INVISIBLE
from patterns.importers._imessage_blocks import STAMP, Block, cut, instant, unfold
from patterns.importers._imessage_parts import UNSENT, parts
from patterns.importers._text import decode

LABEL = "iMessage as text (imessage-exporter)"
SPREAD = True
LARGEST = 1024**3
ME, YOU, THEM = "Me", ("You", "you"), "them"
NO_CHAT = "orphaned"  # the file of what is in no chat
BEGINNING = re.compile(
    rf"\ufeff?{STAMP}(?: \(Read by [^\n]+\))?\r?\n[^\s\r\n][^\r\n]*\r?\n|\ufeff?{STAMP} [^\n]+\n\r?\n"
)
ECHO = "an answer shown below what it answers; it is read where it stands by itself"


class Row(NamedTuple):
    """One message, as its columns have it."""

    line: int
    when: datetime
    sender: str | None
    kind: str
    text: str
    words: str
    direction: str | None
    written_time: str
    attachments: list[str]
    reactions: list[str]
    edited: bool
    earlier: list[str]


def detect(head: Head) -> bool:
    """Recognise a file that begins with a time in words, as every message does, and a sender below it."""
    return BEGINNING.match(head.text) is not None


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read every message and event.

    Raises
    ------
    UnreadableSource
        If the file is larger than any chat.
    """
    with source.open() as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        found = f"{source.name}: the text is larger than a gigabyte, which no chat is"
        raise UnreadableSource(found, expected=LABEL, remedy="Export the chats again.")
    text, _, bad = decode(data)
    blocks, before = cut(text.replace("\r\n", "\n"))
    blocks, echoes = unfold(blocks)
    owner = _owner(blocks)
    skipped = [Skipped(1, "text before the first message")] if before.strip("\n \ufeff") else []
    skipped += [Skipped(line, ECHO) for line in echoes]
    read = []
    for block in blocks:
        row = _read(block, owner)
        if isinstance(row, Row):
            read.append(row)
        else:
            skipped.append(Skipped(block.line, row))
    frame = _frame(read).assign(conversation=_conversation(source))
    return Columns(
        frame, "imessage", "local", "s", literal=False, skipped=sorted(skipped),
        notes={"own_identity": owner or "not said by this export"}, warnings=_warnings(read, bad),
    )  # fmt: skip


def _owner(blocks: list[Block]) -> str | None:
    """Return the name of whoever made the export: Me, or the name they chose; missing where nothing shows it."""
    senders = {block.sender for block in blocks}
    if ME in senders:
        return ME
    chosen = [block.reader for block in blocks if block.reader not in ("", THEM, *YOU)]
    chosen += [block.sender or "" for block in blocks if block.reader == THEM]
    return next((name for name in chosen if name in senders), None)


def _read(block: Block, owner: str | None) -> Row | str:
    """Read one block; or say why it is no message."""
    when = instant(block.stamp)
    if when is None:
        return f"no such time: {shorten(block.stamp)}"
    if block.sender is None:
        return _event(block, when, owner)
    if not block.sender:
        return "a time without a sender and a message: the export is cut here"
    found = parts(block.lines)
    if not found.kind:
        return "an empty message: neither words nor a file"
    sender: str | None = INVISIBLE.sub("", block.sender)
    direction = None if owner is None else "sent" if block.sender == owner else "received"
    text = found.text
    if found.kind == "notice":
        sender, direction, text = None, None, f"{block.sender}: {text}"
    return Row(
        block.line, when, sender, found.kind, text, found.words, direction, block.stamp, found.attachments,
        found.reactions, found.edited, found.earlier,
    )  # fmt: skip


def _event(block: Block, when: datetime, owner: str | None) -> Row:
    """Read what happened in a chat; a message that was unsent as a whole is told like an event."""
    text = block.lines[0]
    if UNSENT.fullmatch(text):
        name = text.rpartition(" unsent ")[0]
        sender = owner or ME if name in YOU else INVISIBLE.sub("", name)
        direction = "sent" if name in YOU else None if owner is None else "sent" if name == owner else "received"
        return Row(block.line, when, sender, "deleted", text, "", direction, block.stamp, [], [], False, [])
    return Row(block.line, when, None, "notice", text, "", None, block.stamp, [], [], False, [])


def _conversation(source: Source) -> str:
    name = PurePosixPath(source.part or source.title).name
    name = re.sub(r"\.txt$", "", name, flags=re.I)
    return "" if name == NO_CHAT else name


def _frame(read: list[Row]) -> pd.DataFrame:
    columns: dict[str, Any] = {
        name: pd.Series([getattr(row, name) for row in read], dtype="str")
        for name in ("sender", "kind", "text", "direction", "written_time")
    }
    for name in ("words", "attachments", "reactions", "earlier"):
        columns[name] = pd.Series([getattr(row, name) for row in read], dtype="object")
    return pd.DataFrame(columns).assign(
        line=pd.Series([row.line for row in read], dtype="int64"),
        when=np.array([row.when for row in read], dtype="datetime64[us]"),
        edited=pd.Series([row.edited for row in read], dtype="bool"),
    )


def _warnings(read: list[Row], bad: int) -> list[str]:
    """Return what a reader should know before trusting a file."""
    said = []
    if bad:
        said.append(f"{bad} characters could not be read and are shown as \ufffd: the file was damaged or re-saved.")
    back = [row.line for above, row in pairwise(sorted(read)) if row.when < above.when]
    if back:
        said.append(f"The time steps back at line {listing(back)}: a changed clock, or a line typed inside a message.")
    return said
