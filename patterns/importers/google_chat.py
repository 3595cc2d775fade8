"""Google Chat as Google Takeout gives it out: a folder for each conversation, with messages.json and group_info.json.

Messages carry Google's own id. Dates are sentences in the language of the account (see `_prose_date`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from patterns.errors import UnreadableSource
from patterns.importers._base import HEADER_MARKS, Columns, Head, Skipped, Source, Wishes, shorten
from patterns.importers._json import read_json
from patterns.importers._prose_date import instant

LABEL = "Google Chat (Takeout)"
SPREAD = True
BESIDE = ("group_info.json", "user_info.json")
MESSAGES = ("messages",)
LARGEST_INFO = 8 * 1024**2
MARKS = re.compile(f"[{HEADER_MARKS}]")


class Row(NamedTuple):
    """One message, for the columns it stands in."""

    line: int
    when: Any
    kind: str
    text: str
    words: str
    sender: str | None
    written_time: str
    edited: bool
    key: str | None
    attachments: list[str]
    reactions: list[str]
    earlier: list[str]


def detect(head: Head) -> bool:
    """Recognise the fields of a message, not the file name."""
    text = head.text
    if not text.lstrip("\ufeff \t\r\n").startswith("{") or '"messages"' not in text:
        return False
    return '"topic_id"' in text and ('"creator"' in text or '"message_state"' in text)


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read every message of one conversation; its dates name their months, so no order is wished for.

    Raises
    ------
    UnreadableSource
        If it is no JSON at all, or nested deeper than any export.
    """
    tree = read_json(source, MESSAGES)
    records = [each for block in tree.blocks for each in zip(block.values, block.lines, strict=True)]
    group = _group(source)
    names = _names(group, (record for record, _ in records))
    found: list[Row] = []
    skipped = list(tree.skipped)
    for record, line in records:
        row = _read(record, line, names)
        if isinstance(row, Row):
            found.append(row)
        else:
            skipped.append(Skipped(line, row))
    frame = _frame(found).assign(conversation=_title(group, source))
    return Columns(
        frame, "google chat", "utc", "s", literal=False, skipped=sorted(skipped),
        warnings=_warnings(found, skipped, {line: record for record, line in records}), notes={"own_identity": ""},
    )  # fmt: skip


def _read(record: Any, line: int, names: dict[str, str]) -> Row | str:
    """Read one record; or say why it is no message."""
    if not isinstance(record, dict):
        return "no record of a message"
    deleted = record.get("message_state") == "DELETED"
    shown = said(record.get("created_date")) or (said(record.get("deleted_date")) if deleted else "")
    when = instant(shown)
    if when is None:
        return "deleted, without a time" if deleted and not shown else f"no such time: {shorten(shown) or 'empty'}"
    text = said(record.get("text"))
    files = _files(record)
    call = _call(record) if not files and not text.strip("0123456789") else ""
    kind = "deleted" if deleted else "call" if call else "media" if files or not text else "text"
    creator = record.get("creator")
    return Row(
        line=line,
        when=when,
        kind=kind,
        text=call or text,
        words="" if call else text,
        sender=_name(creator) if isinstance(creator, dict) else None,
        written_time=shown,
        edited=bool(said(record.get("updated_date"))),
        key=said(record.get("message_id")) or None,
        attachments=files,
        reactions=_reactions(record.get("reactions"), names),
        earlier=[said(each.get("text")) for each in objects(record.get("previous_message_versions"))],
    )


def said(value: object) -> str:
    """Return a value that should be a text, or nothing."""
    return value if isinstance(value, str) else ""


def objects(value: object) -> list[dict[str, Any]]:
    """Return the objects of a value that should be a list of them."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _files(record: dict[str, Any]) -> list[str]:
    """Name what hangs on a message; a picture from the web or a file kept elsewhere by its link's title."""
    files = [
        said(each.get("export_name")) or said(each.get("original_name")) or "file"
        for each in objects(record.get("attached_files"))
    ]
    if files or said(record.get("text")):
        return files
    for note in objects(record.get("annotations")):
        for kind in ("drive_metadata", "url_metadata", "youtube_metadata"):
            if isinstance(note.get(kind), dict):
                files.append(said(note[kind].get("title")) or kind.removesuffix("_metadata"))
    return files


def _call(record: dict[str, Any]) -> str:
    """Return what a call is called, where the record is one."""
    for note in objects(record.get("annotations")):
        inside = note.get("gsuite_integration_metadata")
        call = inside.get("call_data") if isinstance(inside, dict) else None
        if isinstance(call, dict):
            return "Missed call" if "MISSED" in said(call.get("call_status")) else "Call"
    return ""


def _reactions(reactions: object, names: dict[str, str]) -> list[str]:
    found = []
    for each in objects(reactions):
        emoji = each.get("emoji")
        emoji = emoji if isinstance(emoji, dict) else {}
        custom = emoji.get("custom_emoji")
        sign = said(emoji.get("unicode")) or (said(custom.get("shortcode")) if isinstance(custom, dict) else "")
        people = each.get("reactor_emails")
        people = [one for one in people if isinstance(one, str)] if isinstance(people, list) else []
        found += [f"{sign} {names.get(one, one)}".strip() for one in people] or [sign]
    return [each for each in found if each]


def _group(source: Source) -> dict[str, Any]:
    """Return what group_info.json beside the messages says; nothing where it is missing or damaged."""
    try:
        file = source.near("group_info.json")
        if file is None:
            return {}
        with file:
            group = json.loads(file.read(LARGEST_INFO))
    except (ValueError, RecursionError, UnreadableSource):
        return {}
    return group if isinstance(group, dict) else {}


def _title(group: dict[str, Any], source: Source) -> str:
    """Return the name of a space; of a conversation its members, since whose account it is stands elsewhere."""
    members = [_name(each) for each in objects(group.get("members"))]
    listed = ", ".join(name for name in members if name)
    folder = PurePosixPath(source.part).parent.name or (source.path.parent.name if source.path else "")
    return MARKS.sub("", said(group.get("name"))) or listed or (folder if folder.startswith(("DM ", "Space ")) else "")


def _names(group: dict[str, Any], records: Iterable[Any]) -> dict[str, str]:
    """Return the name of each address: reactions have only the addresses."""
    people = objects(group.get("members"))
    people += objects([record.get("creator") for record in records if isinstance(record, dict)])
    names: dict[str, str] = {}
    for each in people:
        address, name = said(each.get("email")), _name(each)
        if address and name:
            names.setdefault(address, name)
    return names


def _name(person: dict[str, Any]) -> str | None:
    return MARKS.sub("", said(person.get("name"))) or said(person.get("email")) or None


def _warnings(found: list[Row], skipped: list[Skipped], records: dict[int, Any]) -> list[str]:
    told = []
    late = sum(row.kind == "deleted" and not said(records[row.line].get("created_date")) for row in found)
    if late:
        told.append(f"Deleted messages that are shown at the time they were deleted, not sent: {late}.")
    unread = [each for each in skipped if each.reason.startswith("no such time")]
    if unread:
        told.append(
            f"Messages left out because their date could not be read: {len(unread)}. Set the language of the Google "
            "account to English and export again."
        )
    if any("breaks off" in each.reason for each in skipped):
        told.append("The file breaks off before its end; what follows was not read. Download it again.")
    return told


def _frame(found: list[Row]) -> pd.DataFrame:
    texts = ("kind", "text", "sender", "written_time")
    frame = pd.DataFrame({name: pd.Series([getattr(row, name) for row in found], dtype="str") for name in texts})
    for name in ("words", "key", "attachments", "reactions", "earlier"):
        frame[name] = pd.Series([getattr(row, name) for row in found], dtype="object")
    return frame.assign(
        line=pd.Series([row.line for row in found], dtype="int64"),
        edited=pd.Series([row.edited for row in found], dtype="bool"),
        when=np.array([row.when for row in found], dtype="datetime64[us]"),
    )
