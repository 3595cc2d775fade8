"""The tables around iMessage's messages: whose number is whose, which chat a message is in, and its files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from patterns.importers._date_text import INVISIBLE
from patterns.importers._imessage_record import ME, number, text_of
from patterns.importers._sqlite_wal import DAMAGE

GROUP, DIRECT = 43, 45  # the style of a chat
TABLE = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ? AND sql LIKE 'CREATE TABLE%'"


class Chat(NamedTuple):
    """A chat: what it is called, and the other one where there is only one."""

    title: str
    other: str | None


class Tables(NamedTuple):
    """What stands around the messages, by their row numbers.

    `handles` are numbers and addresses, `chats` the chats, `chat_of` the chat of a message, `deleted_from` the chat
    of one that the owner deleted and can still bring back, and `files` the names of what hangs on a message.
    """

    handles: dict[int, str]
    chats: dict[int, Chat]
    chat_of: dict[int, int]
    deleted_from: dict[int, int]
    files: dict[int, list[str]]

    def sender(self, record: dict[str, Any], line: int) -> str | None:
        """Return who a message is from: the owner, a number or an address; in a chat of two, the other one."""
        if number(record.get("is_from_me")) == 1:
            return ME
        chat = self.chat(line)
        return self.handles.get(number(record.get("handle_id")) or 0) or (chat.other if chat else None)

    def chat(self, line: int) -> Chat | None:
        """Return the chat of a message, also of one that was deleted; None where it is in no chat."""
        return self.chats.get(self.chat_of.get(line, self.deleted_from.get(line, 0)))


def select(connection: sqlite3.Connection, table: str, wanted: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table; a column that this version does not have is empty, a missing table has no rows.

    Only true tables are read: a view could run for ever.
    """
    if connection.execute(TABLE, (table,)).fetchone() is None:
        return
    there = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")} | {"ROWID"}
    order = " ORDER BY ROWID" if "ROWID" in wanted else ""
    shown = ", ".join(name if name in there else "NULL" for name in wanted)
    yield from connection.execute(f"SELECT {shown} FROM {table}{order}")


def read_tables(connection: sqlite3.Connection, warnings: list[str]) -> Tables:
    """Read what stands around the messages; a table that is damaged is read up to there, and a warning says so."""

    def rows(table: str, *wanted: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = []
        try:
            found.extend(select(connection, table, wanted))
        except DAMAGE:
            warnings.append(f"The table {table} is damaged: names of people, chats or files may be missing.")
        return found

    handles = {line: name for line, name in rows("handle", "ROWID", "id") if isinstance(name, str) and name}
    handles = {line: INVISIBLE.sub("", name) for line, name in handles.items()}
    members: dict[int, list[str]] = {}
    for chat, handle in rows("chat_handle_join", "chat_id", "handle_id"):
        if isinstance(chat, int) and handle in handles:
            members.setdefault(chat, []).append(handles[handle])
    columns = ("ROWID", "style", "chat_identifier", "display_name", "room_name")
    chats = {row[0]: _chat(row[1:], sorted(set(members.get(row[0], [])))) for row in rows("chat", *columns)}
    return Tables(
        handles,
        chats,
        _first(rows("chat_message_join", "message_id", "chat_id")),
        _first(rows("chat_recoverable_message_join", "message_id", "chat_id")),
        _files(rows("attachment", "ROWID", "transfer_name", "filename"), rows(
            "message_attachment_join", "message_id", "attachment_id"
        )),
    )  # fmt: skip


def _chat(told: tuple[Any, ...], members: list[str]) -> Chat:
    style, identifier, shown, room = told
    title = INVISIBLE.sub("", text_of(shown))
    name = INVISIBLE.sub("", text_of(identifier))
    group = style == GROUP or (style != DIRECT and bool(title or room or len(members) > 1))
    if group:
        return Chat(title or ", ".join(members) or name, None)
    other = name or (members[0] if len(members) == 1 else "")
    return Chat(other, other or None)


def _first(pairs: list[tuple[Any, ...]]) -> dict[int, int]:
    """Return the chat of each message; where it is in several, the one that was there first."""
    found: dict[int, int] = {}
    for message, chat in pairs:
        if isinstance(message, int) and isinstance(chat, int):
            found[message] = min(chat, found.get(message, chat))
    return found


def _files(named: list[tuple[Any, ...]], pairs: list[tuple[Any, ...]]) -> dict[int, list[str]]:
    names = {line: text_of(shown) or PurePosixPath(text_of(path)).name for line, shown, path in named}
    found: dict[int, list[tuple[int, str]]] = {}
    for message, file in pairs:
        if isinstance(message, int) and isinstance(file, int):
            found.setdefault(message, []).append((file, names.get(file) or "file"))
    return {message: [name for _, name in sorted(files)] for message, files in found.items()}
