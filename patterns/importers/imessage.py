"""iMessage's own database: chat.db of a Mac, sms.db of an iPhone's backup; iMessages, SMS and RCS in one table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import numpy as np
import pandas as pd

from patterns.errors import UnreadableSource
from patterns.importers._base import Columns, Head, Skipped, Source, Wishes, listing
from patterns.importers._imessage_record import ME, Reaction, Row, number, reaction, read, text_of
from patterns.importers._imessage_tables import Tables, read_tables, select
from patterns.importers._sqlite_wal import DAMAGE, MAGIC, damaged, database
from patterns.importers._typedstream import text_of as decoded

LABEL = "iMessage database (chat.db)"
TABLES = (b"chat_message_join", b"chat_handle_join", b"message_attachment_join")  # no other program has these
COLUMNS = (
    "ROWID", "guid", "text", "subject", "handle_id", "attributedBody", "date", "date_edited", "date_retracted",
    "is_from_me", "item_type", "group_title", "group_action_type", "other_handle", "share_status",
    "associated_message_guid", "associated_message_type", "associated_message_emoji", "balloon_bundle_id",
    "message_summary_info", "error",
)  # fmt: skip
KEPT = "a reaction, kept with its message"
TAKEN_BACK = "a reaction, later taken back"
UNDOING = "the taking back of a reaction"
ASTRAY = "a reaction to a message that is not in this database"


def detect(head: Head) -> bool:
    """Recognise a SQLite database that has iMessage's tables."""
    return head.data.startswith(MAGIC) and any(name in head.data for name in TABLES)


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read every row of the table of messages; reactions go to the message they are about.

    Raises
    ------
    UnreadableSource
        If the file is no database of iMessage, or damaged.
    """
    connection, warnings = database(source)
    with closing(connection):
        try:
            found = _Found(read_tables(connection, warnings))
            for record in _records(connection, source, warnings):
                found.take(record)
        except DAMAGE as error:
            raise damaged(source.name) from error
    kept, accounted = _react(found.reactions, found.lines)
    skipped = sorted(found.skipped + accounted)
    warnings += _warnings(found)
    return Columns(
        _frame(found, kept), "imessage", "utc", "s", literal=False, skipped=skipped, warnings=warnings,
        notes={"own_identity": ME},
    )  # fmt: skip


class _Found:
    """What was read so far: messages, reactions and what is neither, by the number of their rows."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.rows: dict[int, Row] = {}
        self.conversations: list[str] = []
        self.lines: dict[str, int] = {}
        self.reactions: dict[int, Reaction] = {}
        self.skipped: list[Skipped] = []
        self.failed: list[int] = []

    def take(self, record: dict[str, Any]) -> None:
        """Take one record up."""
        line, tables = record["ROWID"], self.tables
        sender = tables.sender(record, line)
        reacts = reaction(record, sender)
        if reacts is not None:
            self.reactions[line] = reacts
            return
        other = tables.handles.get(number(record["other_handle"]) or 0)
        removed = line not in tables.chat_of and line in tables.deleted_from
        row = read(record, sender, other, tables.files.get(line, []), removed)
        if isinstance(row, str):
            self.skipped.append(Skipped(line, row))
            return
        self.rows[line] = row
        self.lines[text_of(record["guid"])] = line
        chat = tables.chat(line)
        # in no chat: whom it is from or to
        self.conversations.append(chat.title if chat else tables.handles.get(number(record["handle_id"]) or 0, ""))
        if number(record["error"]) and row.direction == "sent":
            self.failed.append(line)


def raw(source: Source, line: int) -> str:
    """Return the columns of one row that hold something, one a line."""
    connection, _ = database(source)
    with closing(connection):
        try:
            found = connection.execute("SELECT * FROM message WHERE ROWID = ?", (line,))
            names, row = [each[0] for each in found.description], found.fetchone()
        except DAMAGE as error:
            raise damaged(source.name) from error
    shown = zip(names, row or (), strict=False)
    return "\n".join(f"{name}: {_shown(value)}" for name, value in shown if value not in (None, "", 0))


def _shown(value: object) -> str:
    if not isinstance(value, bytes):
        return str(value)
    return decoded(value) or f"{len(value)} bytes"


def _records(connection: sqlite3.Connection, source: Source, warnings: list[str]) -> Iterator[dict[str, Any]]:
    """Yield every row of the table of messages, up to where it is damaged."""
    last = None
    try:
        for row in select(connection, "message", COLUMNS):
            last = row[0]
            yield dict(zip(COLUMNS, row, strict=True))
    except DAMAGE as error:
        if last is None:
            raise damaged(source.name) from error
        warnings.append(f"The database is damaged behind row {last}: later messages are missing. Copy it again.")
    if last is None:
        raise UnreadableSource(
            f"{source.name}: its table of messages is empty or missing",
            expected="the chat.db of a Mac or the sms.db of an iPhone's backup",
            remedy="Copy it again, together with the file of the same name that ends in -wal.",
        )


def _react(reactions: dict[int, Reaction], lines: dict[str, int]) -> tuple[dict[int, list[str]], list[Skipped]]:
    """Return the reactions to each message that were not taken back, and the account of all of them."""
    standing: dict[tuple[str, str, str, str], list[int]] = {}
    reasons: dict[int, str] = {}
    in_order = sorted(reactions, key=lambda line: (reactions[line].when, line))
    for line in in_order:
        each = reactions[line]
        mine = standing.setdefault((each.message, each.part, each.who, each.what), [])
        if each.removes:
            reasons |= {line: UNDOING, **dict.fromkeys(mine, TAKEN_BACK)}
            mine.clear()
        else:
            reasons[line] = KEPT if each.message in lines else ASTRAY
            mine.append(line)
    kept: dict[int, list[str]] = {}
    for line in in_order:
        if reasons[line] == KEPT:
            each = reactions[line]
            kept.setdefault(lines[each.message], []).append(f"{each.what} {each.who}")
    return kept, [Skipped(line, reason) for line, reason in reasons.items()]


def _frame(found: _Found, reactions: dict[int, list[str]]) -> pd.DataFrame:
    columns: dict[str, Any] = {}
    for name in ("sender", "kind", "text", "direction", "written_time"):
        columns[name] = pd.Series([getattr(row, name) for row in found.rows.values()], dtype="str")
    for name in ("words", "attachments", "earlier"):
        columns[name] = pd.Series([getattr(row, name) for row in found.rows.values()], dtype="object")
    return pd.DataFrame(columns).assign(
        when=np.array([row.when for row in found.rows.values()], dtype="datetime64[us]"),
        line=pd.Series(list(found.rows), dtype="int64"),
        edited=pd.Series([row.edited for row in found.rows.values()], dtype="bool"),
        reactions=pd.Series([reactions.get(line, []) for line in found.rows], dtype="object"),
        conversation=pd.Series(found.conversations, dtype="str"),
    )


def _warnings(found: _Found) -> list[str]:
    """Return what a reader should know before trusting that the messages are whole and stand in their chats."""
    said = []
    nowhere = sum(found.tables.chat(line) is None for line in found.rows)
    if nowhere:
        said.append(f"In no chat: {nowhere} messages, shown under the number or address they name.")
    if found.failed:
        many = len(found.failed)
        said.append(f"Marked by iMessage as not delivered: {many} messages, row {listing(found.failed)}.")
    unreadable = sum(each.reason.startswith("a text that is kept") for each in found.skipped)
    if unreadable:
        said.append(f"The words of {unreadable} messages are kept in a form that could not be read.")
    versions = sum(row.unreadable for row in found.rows.values())
    if versions:
        said.append(f"Earlier versions of edited messages that could not be read: {versions}.")
    unknown = sum(row.kind == "notice" and row.text.endswith("not known here") for row in found.rows.values())
    if unknown:
        said.append(f"Events of a kind that is not known here: {unknown}.")
    return said
