"""Discord, as DiscordChatExporter writes it: JSON and CSV, whole or in partitions.

The two layouts name an author alike; only JSON says what kind of record one is, and what was edited.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import numpy as np
import pandas as pd

from patterns.importers._base import HEADER_MARKS, Columns, Head, Skipped, Source, Wishes, shorten
from patterns.importers._json import read_json, read_text
from patterns.importers._table_csv import read_csv

LABEL = "Discord (DiscordChatExporter: JSON, CSV)"
SPREAD = True
MESSAGES = ("messages",)
HEADER = ("AuthorID", "Author", "Date", "Content", "Attachments", "Reactions")
WRITTEN = {"Default", "Reply", "ChatInputCommand", "ContextMenuCommand", "ThreadStarterMessage"}
NO_NUMBER = {"", "0", "0000"}  # how accounts without a number behind their name are written
STAMP = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)\Z")
MARKS = re.compile(f"[{HEADER_MARKS}]")
FIRST, LAST_DAY = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


class Row(NamedTuple):
    """One message, for the columns it stands in."""

    line: int
    when: datetime
    kind: str
    text: str
    words: str
    sender: str | None
    written_time: str
    edited: bool
    attachments: list[str]
    reactions: list[str]
    shared: str


def detect(head: Head) -> bool:
    """Recognise the fields of a message, or the names of the columns; not the file name."""
    text = head.text.lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        return '"messages"' in text and '"guild"' in text and '"channel"' in text
    first = text.partition("\n")[0].rstrip("\r")
    return tuple(part.strip('"') for part in first.split(",")) == HEADER


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read every message; times carry their distance from UTC, so no order is wished for.

    Raises
    ------
    UnreadableSource
        If it is no JSON at all, or nested deeper than any export.
    """
    text = read_text(source)
    found, skipped, notes = _json(source) if text.lstrip("\ufeff \t\r\n").startswith("{") else _csv(text)
    rows_ = [row for row in found if isinstance(row, Row)]
    skipped = sorted([*skipped, *(row for row in found if isinstance(row, Skipped))])
    stem = PurePosixPath(source.part or source.title).stem
    count = notes.pop("count", None)
    return Columns(
        _frame(rows_).assign(conversation=notes.pop("conversation", "") or stem), "discord", "utc", "ms",
        literal=False, skipped=skipped, notes=notes | {"own_identity": "not said by this export"},
        warnings=_warnings(skipped, count, len(rows_) + len(skipped)),
    )  # fmt: skip


def _json(source: Source) -> tuple[list[Row | Skipped], list[Skipped], dict[str, Any]]:
    tree = read_json(source, MESSAGES)
    found = [
        _record(record, line) for block in tree.blocks for record, line in zip(block.values, block.lines, strict=True)
    ]
    around = tree.around if isinstance(tree.around, dict) else {}
    channel, guild = _object(around.get("channel")), _object(around.get("guild"))
    name = MARKS.sub("", _said(channel.get("name")))
    direct = _said(channel.get("type")).startswith("Direct")
    server = MARKS.sub("", _said(guild.get("name")))
    contacts: dict[str, str] = {}
    for block in tree.blocks:
        for record in block.values:
            author = _object(record.get("author")) if isinstance(record, dict) else {}
            sender, shown = _name(author), _said(author.get("nickname"))
            if sender and shown not in ("", sender, _said(author.get("name"))):
                contacts.setdefault(sender, shown)
    return found, tree.skipped, {
        "conversation": name if direct or not server else f"{server} / {name}", "contacts": contacts,
        "count": around.get("messageCount"),
    }  # fmt: skip


def _record(record: Any, line: int) -> Row | Skipped:
    """Read one message; or say why it is none."""
    if not isinstance(record, dict):
        return Skipped(line, "no record of a message")
    written = _said(record.get("timestamp"))
    when = _instant(written)
    if when is None:
        return Skipped(line, f"no such time: {shorten(written) or 'empty'}")
    form, text = _said(record.get("type")) or "Default", _said(record.get("content"))
    files = [_said(each.get("fileName")) or "file" for each in _objects(record.get("attachments"))]
    files += [_said(each.get("name")) or "sticker" for each in _objects(record.get("stickers"))]
    kind = "call" if form == "Call" else "notice" if form not in WRITTEN else "media" if files else "text"
    if kind == "call":
        ended = _instant(_said(record.get("callEndedTimestamp")))
        text = text or (f"Call, {int((ended - when).total_seconds())} s" if ended and ended >= when else "Call")
    return Row(
        line=line,
        when=when,
        kind=kind,
        text=text,
        words=text if kind in ("text", "media") else "",
        sender=None if kind == "notice" else _name(_object(record.get("author"))),
        written_time=written,
        edited=bool(_said(record.get("timestampEdited"))),
        attachments=files,
        reactions=_reactions(record.get("reactions")),
        shared="\n".join(filter(None, (_embed(each) for each in _objects(record.get("embeds"))))),
    )


def _embed(embed: dict[str, Any]) -> str:
    """Return the words of a card that Discord made from a link or a program: not the sender's own."""
    return "\n".join(filter(None, (_said(embed.get("title")), _said(embed.get("description")))))


def _reactions(reactions: object) -> list[str]:
    found = []
    for each in _objects(reactions):
        sign = _said(_object(each.get("emoji")).get("name"))
        people = [_name(one) for one in _objects(each.get("users"))]
        count = each.get("count")
        found += [f"{sign} {who}" for who in people if who] or [f"{sign} ({count})" if count else sign]
    return found


def _csv(text: str) -> tuple[list[Row | Skipped], list[Skipped], dict[str, Any]]:
    grid = read_csv(text.replace("\r\n", "\n"))
    found: list[Row | Skipped] = []
    for line, cells in grid.rows[1:]:
        if not any(cells):
            continue
        _, author, date, content, files, reactions = (*map(str, cells), *[""] * len(HEADER))[: len(HEADER)]
        when = _instant(date)
        if when is None:
            found.append(Skipped(line, f"no such time: {shorten(date) or 'empty'}"))
            continue
        named = [_file(each) for each in files.split(",") if each]
        sender = MARKS.sub("", author) or None
        if sender and sender.rpartition("#")[2] in NO_NUMBER and "#" in sender:
            sender = sender.rpartition("#")[0]
        signs = [each.strip() for each in reactions.split(",") if each.strip()]
        kind = "media" if named else "text"
        found.append(Row(line, when, kind, content, content, sender, date, False, named, signs, ""))
    return found, grid.skipped, {}


def _file(link: str) -> str:
    """Return the name of the file a link leads to."""
    try:
        return PurePosixPath(unquote(urlsplit(link).path)).name or link
    except ValueError:
        return link


def _name(author: dict[str, Any]) -> str | None:
    """Return an author as both layouts write one: the name, and its number where the account has one."""
    name, number = MARKS.sub("", _said(author.get("name"))), _said(author.get("discriminator"))
    return (name if number in NO_NUMBER else f"{name}#{number}") or None


def _instant(written: str) -> datetime | None:
    """Return the instant of a timestamp with up to seven decimals, to the millisecond that both layouts have."""
    found = STAMP.match(written)
    if not found:
        return None
    try:
        at = datetime.fromisoformat(found[1] + found[3]).astimezone(UTC)
        at = at.replace(microsecond=int(((found[2] or ".")[1:] + "000")[:3]) * 1000)
    except (ValueError, OverflowError):
        return None
    return at if FIRST <= at < LAST_DAY else None


def _said(value: object) -> str:
    return value if isinstance(value, str) else ""


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _warnings(skipped: list[Skipped], told: object, read: int) -> list[str]:
    said = [f"The file says that it holds {told} messages; {read} are in it."] if told not in (None, read) else []
    if any("breaks off" in each.reason or "never closed" in each.reason for each in skipped):
        said.append(
            "The file breaks off or is damaged; what follows was read only as far as it is whole. Export it again."
        )
    return said


def _frame(found: list[Row]) -> pd.DataFrame:
    texts = ("kind", "text", "sender", "written_time")
    frame = pd.DataFrame({name: pd.Series([getattr(row, name) for row in found], dtype="str") for name in texts})
    for name in ("words", "attachments", "reactions"):
        frame[name] = pd.Series([getattr(row, name) for row in found], dtype="object")
    if any(row.shared for row in found):
        frame["shared"] = pd.Series([row.shared for row in found], dtype="str")
    return frame.assign(
        line=pd.Series([row.line for row in found], dtype="int64"),
        edited=pd.Series([row.edited for row in found], dtype="bool"),
        when=np.array([row.when.replace(tzinfo=None) for row in found], dtype="datetime64[us]"),
    )
