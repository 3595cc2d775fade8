"""One row of iMessage's table of messages: a text, files, an app, an event, or a reaction to another row."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from patterns.importers._base import shorten
from patterns.importers._imessage_edits import NONE, Edits, edits
from patterns.importers._typedstream import text_of as decoded

ME = "Me"
SOMEONE = "Someone"
BEGINNING = datetime(2001, 1, 1)  # noqa: DTZ001  (from when Apple counts, in UTC)
LAST = 3_124_224_000  # seconds from then to 2100
NANOSECONDS = 10**11  # no count of seconds is as large, and no count of nanoseconds as small
PLACE = "\ufffc"  # stands in a text where a file, a picture or an app is shown
ADDED, REMOVED = range(2000, 2008), range(3000, 3008)
STICKER = 1000
REACTIONS = ("❤️", "👍", "👎", "😂", "‼️", "❓", "", "sticker")  # by the last digit; 6 is an emoji of its own
LINK = "com.apple.messages.URLBalloonProvider"
PREVIEW = ".pluginPayloadAttachment"  # the picture of a page that a link leads to: nobody sent it
MEMBERS, TITLE, LEFT, LOCATION, AUDIO_KEPT, CALL = 1, 2, 3, 4, 5, 6
GROUP = {0: "left the conversation", 1: "changed the group photo", 2: "removed the group photo",
         4: "changed the background", 6: "removed the background"}  # fmt: skip


class Row(NamedTuple):
    """One message, as its columns have it."""

    when: datetime
    sender: str | None
    kind: str
    text: str
    words: str
    direction: str | None
    written_time: str
    attachments: list[str]
    edited: bool
    earlier: list[str]
    unreadable: int


class Reaction(NamedTuple):
    """One row that reacts to another: to which part of which message, with what, and whether it takes that back."""

    when: datetime
    message: str
    part: str
    who: str
    what: str
    removes: bool


def text_of(value: object) -> str:
    """Return a text as it stands, and nothing for whatever is none."""
    return value if isinstance(value, str) else ""


def number(value: object) -> int | None:
    """Return a whole number, also where it is kept as one with a decimal point."""
    if isinstance(value, float) and math.isfinite(value):
        return int(value)
    return value if isinstance(value, int) else None


def instant(value: object) -> datetime | None:
    """Return the instant of a date, without its zone, in UTC: counted in nanoseconds since 2017, before in seconds."""
    count = number(value)
    if count is None or count <= 0:
        return None
    exact = count // 1000 if count >= NANOSECONDS else count * 10**6
    return BEGINNING + timedelta(microseconds=exact) if exact < LAST * 10**6 else None


def reaction(record: dict[str, Any], sender: str | None) -> Reaction | None:
    """Read a reaction; None where a record is none, or has no time."""
    kind = number(record.get("associated_message_type")) or 0
    if kind not in ADDED and kind not in REMOVED and kind != STICKER:
        return None
    when = instant(record.get("date"))
    place = text_of(record.get("associated_message_guid"))
    if when is None or not place:
        return None
    part, _, message = place.rpartition("/")
    what = "sticker" if kind == STICKER else REACTIONS[kind % 1000]
    what = what or text_of(record.get("associated_message_emoji")) or "emoji"
    return Reaction(when, message.removeprefix("bp:"), part, sender or SOMEONE, what, kind in REMOVED)


def read(record: dict[str, Any], sender: str | None, other: str | None, files: list[str], removed: bool) -> Row | str:
    """Read a message or an event; or say why it is neither.

    Parameters
    ----------
    record : dict
        The columns of the row that this database has.
    sender : str or None
        Who it is from.
    other : str or None
        Whom an event is about.
    files : list of str
        The names of its files.
    removed : bool
        Whether the owner deleted it and it can still be brought back.
    """
    when = instant(record.get("date"))
    if when is None:
        return f"no such time: {shorten(record.get('date'))}"
    sent = number(record.get("is_from_me"))
    direction = {1: "sent", 0: "received"}.get(sent if sent is not None else -1)
    stamp = str(record.get("date"))
    kind = number(record.get("item_type")) or 0
    if kind == CALL:
        return Row(when, sender, "call", "FaceTime or SharePlay", "", direction, stamp, [], False, [], 0)
    if kind:
        event = _event(record, kind, sender or SOMEONE, other)
        return Row(when, None, "notice", event, "", None, stamp, [], False, [], 0)
    found = edits(record.get("message_summary_info")) if number(record.get("date_edited")) else NONE
    text, decoding = _text(record, found)
    if decoding:
        return decoding
    app = text_of(record.get("balloon_bundle_id"))
    if app == LINK:
        files = [name for name in files if not name.endswith(PREVIEW)]
    what, words, shown = _kind(text, record, found, files, app, removed)
    if not what:
        return "an empty record: no text, no file and no event"
    edited = bool(number(record.get("date_edited"))) and what != "deleted"
    return Row(
        when, sender, what, shown, words, direction, stamp, files, edited, found.earlier, found.unreadable
    )  # fmt: skip


def _text(record: dict[str, Any], found: Edits) -> tuple[str, str]:
    """Return the text of a record, and why it cannot be read where that is so."""
    text, body = text_of(record.get("text")), record.get("attributedBody")
    if not text and isinstance(body, bytes) and body:
        read = decoded(body)
        if read is None and not found.latest:
            return "", "a text that is kept in a form that cannot be read"
        text = read or ""
    text = text or found.latest
    subject = text_of(record.get("subject"))
    return (f"{subject}\n{text}" if subject and text else subject or text), ""


def _kind(
    text: str, record: dict[str, Any], found: Edits, files: list[str], app: str, removed: bool
) -> tuple[str, str, str]:  # fmt: skip
    """Return what a message is, the person's own words in it, and what is shown of it; no kind where it is empty."""
    own = "\n".join(part for part in text.split(PLACE) if part) if PLACE in text else text
    if (number(record.get("date_retracted")) or 0) > 0 or (found.unsent and not own):
        return "deleted", "", own
    if removed:
        return "deleted", own, own
    if app and app != LINK:
        return "media", "", own or app.rpartition(":")[2]
    if files or (PLACE in text and not (app == LINK and own)):
        return "media", own, own
    return ("text" if own else "", own, own)


def _event(record: dict[str, Any], kind: int, who: str, other: str | None) -> str:
    """Say in plain English what happened in a chat."""
    action = number(record.get("group_action_type")) or 0
    if kind == MEMBERS and action in (0, 1):
        whom = other or SOMEONE.lower()
        return (
            f"{who} added {whom} to the conversation" if action == 0 else f"{who} removed {whom} from the conversation"
        )
    if kind == TITLE:
        return f"{who} named the conversation {text_of(record.get('group_title'))}".rstrip()
    if kind == LEFT and action in GROUP:
        return f"{who} {GROUP[action]}"
    if kind == LOCATION:
        return f"{who} {'stopped' if number(record.get('share_status')) else 'started'} sharing a location"
    if kind == AUDIO_KEPT:
        return f"{who} kept an audio message"
    return f"An event of kind {kind} that is not known here"
