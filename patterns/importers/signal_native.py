"""Signal's own export: `main.jsonl`, one frame of the backup on each line."""

from __future__ import annotations

import re
from typing import Any

from patterns.importers._base import Columns, Head, Skipped, Source, Wishes, shorten
from patterns.importers._json import read_lines
from patterns.importers._signal import (
    BROKEN_OFF,
    PLATFORM,
    PRECISION,
    Row,
    frame_of,
    inside,
    instant,
    objects,
    rows_of,
    said,
)

LABEL = "Signal export (main.jsonl)"
BESIDE = ("metadata.json",)
DELETED = ("remoteDeletedMessage", "adminDeletedMessage")
OTHER_MEDIA = {"stickerMessage": "sticker", "contactMessage": "contact", "viewOnceMessage": "seen once"}
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
EVENTS = {"giftBadge": "gift", "paymentNotification": "payment"}


def detect(head: Head) -> bool:
    """Recognise the frames of a backup, one on each line."""
    if not head.text.lstrip("\ufeff").startswith("{"):
        return False
    first = head.text.partition("\n")[0]
    frames = ('"chatItem":', '"recipient":', '"account":')
    return '"backupTimeMs"' in first or any(f"\n{{{frame}" in f"\n{head.text}" for frame in frames)


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read every message of every chat; times are instants, so no order is wished for."""
    frames, skipped = read_lines(source)
    people = _People([frame for _, frame in frames if isinstance(frame, dict)])
    read = [
        _record(frame["chatItem"], line, people)
        for line, frame in frames
        if isinstance(frame, dict) and "chatItem" in frame
    ]
    read += [
        Skipped(line, "this line is no frame of a backup") for line, frame in frames if not isinstance(frame, dict)
    ]
    found, skipped = rows_of(read, skipped)
    changed = sum("expirationTimerChange" in (inside(frame, "chatItem", "updateMessage") or {}) for _, frame in frames)
    warnings = ["Disappearing messages were switched on or off: some may be missing."] if changed else []
    warnings += [BROKEN_OFF] if any("no JSON" in each.reason for each in skipped) else []
    notes = {"own_identity": "the owner of this export: what it marks as outgoing", "contacts": people.numbers}
    return Columns(
        frame_of(found), PLATFORM, "utc", PRECISION, literal=False, skipped=skipped, notes=notes, warnings=warnings
    )


class _People:
    """Who is meant by the numbers of recipients and chats."""

    def __init__(self, frames: list[dict[str, Any]]) -> None:
        account: dict[str, Any] = next(
            (frame["account"] for frame in frames if isinstance(frame.get("account"), dict)), {}
        )
        self.me = " ".join(filter(None, (said(account.get("givenName")), said(account.get("familyName"))))) or None
        self.names: dict[str, str] = {}
        self.numbers: dict[str, str] = {}
        for frame in frames:
            one = frame.get("recipient")
            if isinstance(one, dict):
                self.names[str(one.get("id"))] = self._name(one)
        self.chats = {
            str(chat.get("id")): self.names.get(str(chat.get("recipientId")), "")
            for chat in (frame.get("chat") for frame in frames)
            if isinstance(chat, dict)
        }

    def _name(self, one: dict[str, Any]) -> str:
        if "self" in one:
            return self.me or "Note to Self"
        title = said(inside(one, "group", "snapshot", "title", "title"))
        contact = one.get("contact")
        if title or not isinstance(contact, dict):
            return title
        number = said(contact.get("e164")) or str(contact.get("e164") or "")
        number = f"+{number}" if number.isdigit() else number
        for form in ("system", "profile"):
            parts = (said(contact.get(f"{form}GivenName")), said(contact.get(f"{form}FamilyName")))
            if name := " ".join(filter(None, parts)):
                if number:
                    self.numbers.setdefault(number, name)
                return name
        return said(contact.get("username")) or number


def _record(item: object, line: int, people: _People) -> Row | Skipped:
    """Read one item of a chat; or say why it is no message."""
    if not isinstance(item, dict):
        return Skipped(line, "no record of a message")
    when = instant(item.get("dateSent"))
    if when is None:
        return Skipped(line, f"no such time: {shorten(item.get('dateSent') or 'empty')}")
    direction = "sent" if "outgoing" in item else "received" if "incoming" in item else None
    kind, text, files = _words(item)
    if kind == "call":
        way = said(inside(item, "updateMessage", "individualCall", "direction"))
        direction = {"OUTGOING": "sent", "INCOMING": "received"}.get(way, direction)
    sender = people.me if direction == "sent" else people.names.get(str(item.get("authorId"))) or None
    versions = [_words(each)[1] for each in objects(item.get("revisions"))]
    reactions = inside(item, "standardMessage", "reactions") or inside(item, "stickerMessage", "reactions")
    return Row(
        line=line,
        when=when,
        kind=kind,
        text=text,
        sender=None if kind == "notice" else sender,
        direction=None if kind == "notice" else direction,
        written_time=str(item.get("dateSent")),
        conversation=people.chats.get(str(item.get("chatId")), ""),
        edited=bool(versions),
        attachments=tuple(files),
        reactions=tuple(
            f"{said(each.get('emoji'))} {people.names.get(str(each.get('authorId')), '')}".strip()
            for each in objects(reactions)
        ),
        earlier=tuple(versions),
        quoted=said(inside(item, "standardMessage", "quote", "text", "body")),
    )


def _words(item: dict[str, Any]) -> tuple[str, str, list[str]]:
    """Return what kind of item it is, its words, and the names of what hangs on it."""
    if "standardMessage" in item:
        text = said(inside(item, "standardMessage", "text", "body"))
        files = [_file(each) for each in objects(inside(item, "standardMessage", "attachments"))]
        return ("media" if files or not text else "text"), text, files
    if any(name in item for name in DELETED):
        return "deleted", "", []
    for name, shown in OTHER_MEDIA.items():
        if name in item:
            return "media", "", [shown]
    if "directStoryReplyMessage" in item:
        reply = item["directStoryReplyMessage"]
        return "text", said(inside(reply, "textReply", "text", "body")) or said(inside(reply, "emoji")), []
    if "poll" in item:
        return "text", said(inside(item, "poll", "question")), []
    return _event(item)


def _event(item: dict[str, Any]) -> tuple[str, str, list[str]]:
    """Return an event of the chat itself: a call, or a notice in plain words."""
    update = item.get("updateMessage")
    update = update if isinstance(update, dict) else {}
    if "individualCall" in update or "groupCall" in update:
        call = update.get("individualCall") or update.get("groupCall")
        begun, ended = instant(inside(call, "startedCallTimestamp")), instant(inside(call, "endedCallTimestamp"))
        missed = "MISSED" in said(inside(call, "state"))
        length = f", {int((ended - begun).total_seconds())} s" if begun and ended and ended > begun else ""
        return "call", "Missed call" if missed else f"Call{length}", []
    named = next((shown for name, shown in EVENTS.items() if name in item), "")
    form = said(inside(update, "simpleUpdate", "type")) or next(iter(update), "")
    return "notice", named or HUMP.sub(" ", form).replace("_", " ").lower(), []


def _file(attachment: dict[str, Any]) -> str:
    pointer = attachment.get("pointer")
    return said(inside(pointer, "fileName")) or said(inside(pointer, "contentType")) or "file"
