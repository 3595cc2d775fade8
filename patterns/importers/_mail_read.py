"""One mail: its header and its body read into a record."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from typing import NamedTuple

from patterns.importers import _mail_header as header
from patterns.importers._base import Skipped, shorten
from patterns.importers._mail_body import content
from patterns.importers._mail_box import Raw
from patterns.importers._mail_quotes import part

CUT = "larger than is read: attachments at its end may not be named"


class Mail(NamedTuple):
    """One message as read; `owner` is the address its mailbox belongs to, where the mail says so."""

    when: datetime
    line: int
    sender: str | None
    text: str
    quoted: str
    turns: list[int]
    notes: list[str]
    subject: str
    people: list[header.Address]
    attachments: list[str]
    key: str | None
    written_time: str
    zoned: bool
    by_arrival: bool
    labelled: bool
    owner: str | None


def read(raw: Raw) -> Mail | Skipped:
    """Return what a mail holds, or why it is none."""
    message = parsed(raw.data)
    if message is None:
        return Skipped(raw.line, "the parts of this message are nested too deeply, or damaged")
    if header.is_draft(message):
        return Skipped(raw.line, "a draft: not sent")
    sent = header.sent_at(message)
    if sent is None:
        written = next(iter(header.raw(message, "Date")), "")
        return Skipped(raw.line, f"no such date: {shorten(written)}" if written else "no date")
    writers = header.addresses(message, "From") or header.addresses(message, "Sender")
    sender = writers[0] if writers else None
    held = content(message)
    parted = part(held.body)
    return Mail(
        when=sent.at.replace(tzinfo=None),
        line=raw.line,
        sender=sender.address if sender else None,
        text=parted.text,
        quoted=parted.quoted,
        turns=parted.turns,
        notes=[*held.notes, *parted.notes, *([CUT] if raw.cut else [])],
        subject=header.words(next(iter(header.raw(message, "Subject")), "")),
        people=writers[:1] + header.addresses(message, "To", "Cc"),
        attachments=held.attachments,
        key=header.message_id(message),
        written_time=sent.written,
        zoned=sent.zoned,
        by_arrival=sent.by_arrival,
        labelled=header.labels(message) is not None,
        owner=_owner(message, sender),
    )


def _owner(message: Message, sender: header.Address | None) -> str | None:
    """Return whose mailbox a mail from Gmail's export lies in: who sent it, or where it was delivered to."""
    if header.labels(message) is None:
        return None
    if header.is_sent(message):
        return sender.address if sender else None
    delivered = header.addresses(message, "Delivered-To")
    return delivered[0].address if delivered and "@" in delivered[0].address else None


def parsed(data: bytes) -> Message | None:
    """Return a mail as Python knows it; none where its parts are nested too deeply, or damaged."""
    try:
        return message_from_bytes(data)
    except (RecursionError, MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError):
        return None
