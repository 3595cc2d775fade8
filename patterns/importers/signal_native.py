"""Signal's own export: `main.jsonl`, one frame of the backup on each line.

Signal leaves messages that disappear out of it, and the files of those that may be seen once.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from patterns.importers._base import Columns, Head, Skipped, Source, Wishes, listing, shorten
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
SPREAD = True  # its folder `files` may hold texts that were sent, which are no exports
BESIDE = ("metadata.json",)
ABOUT = {"account", "recipient", "chat", "stickerPack", "notificationProfile", "chatFolder", "version", "backupTimeMs"}
AROUND = {
    "chatId", "authorId", "dateSent", "expireStartDate", "expiresInMs", "revisions", "sms", "incoming", "outgoing",
    "directionless", "pinDetails",
}  # fmt: skip
TIMERS = ("expirationTimerChange", "groupExpirationTimerUpdate")
LONG = "the rest of a long text"
UNKNOWN, EMPTY = "a record of a kind that is not known", "an empty record: Signal could not export it"
PLACE = "\ufffc"  # stands in a text where somebody is named
DELETED = ("remoteDeletedMessage", "adminDeletedMessage")
OTHER_MEDIA = {"stickerMessage": "sticker", "contactMessage": "contact", "viewOnceMessage": "seen once"}
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
CARDS = {"giftBadge": "gift", "paymentNotification": "payment"}
SENT = ("standardMessage", "poll", "directStoryReplyMessage", *OTHER_MEDIA, *CARDS)


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
    read = [_frame(frame, line, people) for line, frame in frames]
    found, skipped = rows_of([each for each in read if each is not None], skipped)
    warnings = _warnings(frames, found, skipped)
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
        self.me = " ".join(filter(None, (said(account.get("givenName")), said(account.get("familyName"))))) or "Me"
        self.names: dict[str, str] = {}
        self.keys: dict[str, str] = {}
        self.numbers: dict[str, str] = {}
        for frame in frames:
            one = frame.get("recipient")
            if isinstance(one, dict):
                self.names[str(one.get("id"))] = name = self._name(one)
                if key := said(inside(one, "contact", "aci")):  # groups and oneself have none
                    self.keys[key] = name
        notes = {str(frame["recipient"].get("id")): "Note to Self" for frame in frames if _is_self(frame)}
        self.chats = {
            str(chat.get("id")): (self.names | notes).get(str(chat.get("recipientId")), "")
            for chat in (frame.get("chat") for frame in frames)
            if isinstance(chat, dict)
        }

    def _name(self, one: dict[str, Any]) -> str:
        if "self" in one:
            return self.me
        title = said(inside(one, "group", "snapshot", "title", "title"))
        contact = one.get("contact")
        if title or not isinstance(contact, dict):
            return title
        number = said(contact.get("e164")) or str(contact.get("e164") or "")
        number = f"+{number}" if number.isdigit() else number
        nickname = (said(inside(contact, "nickname", "given")), said(inside(contact, "nickname", "family")))
        forms = [(said(contact.get(f"{form}GivenName")), said(contact.get(f"{form}FamilyName")))
                 for form in ("system", "profile")]  # fmt: skip
        for parts in (nickname, *forms):  # the order in which Signal shows them
            if name := " ".join(filter(None, parts)):
                if number:
                    self.numbers.setdefault(number, name)
                return name
        return said(contact.get("username")) or number


def _is_self(frame: dict[str, Any]) -> bool:
    return inside(frame, "recipient", "self") is not None


def _frame(frame: object, line: int, people: _People) -> Row | Skipped | None:
    """Read one frame; None where it only says who or what there is."""
    if not isinstance(frame, dict):
        return Skipped(line, "this line is no frame of a backup")
    if "chatItem" in frame:
        return _record(frame["chatItem"], line, people)
    call = frame.get("adHocCall")
    if isinstance(call, dict):
        at, chat = instant(call.get("callTimestamp")), people.names.get(str(call.get("recipientId")), "")
        stamp = str(call.get("callTimestamp"))
        return Row(line, at, "call", "Call", None, None, stamp, chat) if at else Skipped(line, "no such time")
    if set(frame) & ABOUT:
        return None
    name = next(iter(frame), "")
    return Skipped(line, f"{UNKNOWN}: {shorten(name)}" if name else EMPTY)


def _record(item: object, line: int, people: _People) -> Row | Skipped:
    """Read one item of a chat; or say why it is no message."""
    if not isinstance(item, dict):
        return Skipped(line, "no record of a message")
    when = instant(item.get("dateSent"))
    if when is None:
        return Skipped(line, f"no such time: {shorten(item.get('dateSent') or 'empty')}")
    direction = "sent" if "outgoing" in item else "received" if "incoming" in item else None
    states = objects(inside(item, "outgoing", "sendStatus"))
    if any("failed" in each for each in states) and all("failed" in each or "skipped" in each for each in states):
        return Skipped(line, "not sent: sending failed")
    kind, text, files = _words(item, people)
    if not kind:
        name = next((key for key in item if key not in AROUND), "")
        return Skipped(line, f"{UNKNOWN}: {shorten(name)}" if name else EMPTY)
    if kind == "call":
        way = said(inside(item, "updateMessage", "individualCall", "direction"))
        direction = {"OUTGOING": "sent", "INCOMING": "received"}.get(way, direction)
    sender = people.me if direction == "sent" else people.names.get(str(item.get("authorId"))) or None
    versions = [_words(each, people)[1] for each in objects(item.get("revisions"))]
    reactions = next((found for name in SENT if (found := inside(item, name, "reactions"))), None)
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
        quoted=_body(inside(item, "standardMessage", "quote", "text"), people),
    )


def _words(item: dict[str, Any], people: _People) -> tuple[str, str, list[str]]:
    """Return what kind of item it is ("" where that is not known), its words, and the names of what hangs on it."""
    if "standardMessage" in item:
        text = _body(inside(item, "standardMessage", "text"), people)
        files = [_file(each) for each in objects(inside(item, "standardMessage", "attachments"))]
        kind = "media" if files or not text else "text"
        return kind, text, files + [LONG] * (inside(item, "standardMessage", "longText") is not None)
    if any(name in item for name in DELETED):
        return "deleted", "", []
    for name, shown in OTHER_MEDIA.items():
        if name in item:
            return "media", "", [shown]
    if "directStoryReplyMessage" in item:
        reply = item["directStoryReplyMessage"]
        return "text", _body(inside(reply, "textReply", "text"), people) or said(inside(reply, "emoji")), []
    if "poll" in item:
        answers = [f"- {said(each.get('option'))}" for each in objects(inside(item, "poll", "options"))]
        return "media", "\n".join([said(inside(item, "poll", "question")), *answers]), ["poll"]
    for name, shown in CARDS.items():
        if name in item:
            return (
                "media",
                said(inside(item, name, "note")),
                [f"{shown} {said(inside(item, name, 'amountMob'))}".strip()],
            )
    return _event(item) if "updateMessage" in item else ("", "", [])


def _body(text: object, people: _People) -> str:
    """Return a text; those it names stand in it by their names, as the app shows it."""
    body = said(inside(text, "body"))
    if PLACE not in body:
        return body
    units, spots = body.encode("utf-16-le", "surrogatepass"), []  # places are counted in UTF-16
    for each in objects(inside(text, "bodyRanges")):
        start, name = each.get("start", 0), people.keys.get(said(each.get("mentionAci")))
        if isinstance(start, int) and name and units[2 * start : 2 * start + 2] == PLACE.encode("utf-16-le"):
            spots.append((2 * start, f"@{name}".encode("utf-16-le", "surrogatepass")))
    for start, shown in sorted(spots, reverse=True):
        units = units[:start] + shown + units[start + 2 :]
    return units.decode("utf-16-le", "surrogatepass")


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
    changes = [next(iter(each), "") for each in objects(inside(update, "groupChange", "updates"))]
    form = said(inside(update, "simpleUpdate", "type")) or "; ".join(changes) or next(iter(update), "")
    return "notice", HUMP.sub(" ", form).replace("_", " ").lower(), []


def _file(attachment: dict[str, Any]) -> str:
    pointer = attachment.get("pointer")
    return said(inside(pointer, "fileName")) or said(inside(pointer, "contentType")) or "file"


def _warnings(frames: list[tuple[int, Any]], found: list[Row], skipped: list[Skipped]) -> list[str]:
    """Return what this export leaves out, and what was left out of it here."""
    warnings = []
    if any(_disappears(frame) for _, frame in frames):
        warnings.append("Disappearing messages are or were switched on: Signal leaves them out of this export.")
    if long := [row.line for row in found if LONG in row.attachments]:
        warnings.append(
            f"The rest of long texts lies in files beside the export and is not read: line {listing(long)}."
        )
    unknown = Counter(each.reason for each in skipped if each.reason == EMPTY or each.reason.startswith(UNKNOWN))
    warnings += [f"Left out {count:,} times: {reason}." for reason, count in sorted(unknown.items())]
    return warnings + ([BROKEN_OFF] if any("no JSON" in each.reason for each in skipped) else [])


def _disappears(frame: object) -> bool:
    """Say whether a chat has a timer, or one was set or taken away."""
    update = inside(frame, "chatItem", "updateMessage")
    keys = {*(update if isinstance(update, dict) else ())}
    keys |= {key for each in objects(inside(update, "groupChange", "updates")) for key in each}
    timer = inside(frame, "chat", "expirationTimerMs")
    return not keys.isdisjoint(TIMERS) or str(timer or "0").strip("0") != ""
