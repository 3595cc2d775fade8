"""One message or event of a page that Telegram Desktop wrote."""

from __future__ import annotations

import re
from calendar import timegm
from dataclasses import dataclass, field
from datetime import UTC, datetime

from patterns.importers._base import HEADER_MARKS
from patterns.importers._page import Element, elements, first, written

SHOWN = re.compile(
    r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}):(\d{2}):(\d{2})(?: UTC(?:([+-])(\d{1,2}):?(\d{2})?)?)?", re.ASCII
)
MARKS = re.compile(f"[{HEADER_MARKS}]")
VIA = re.compile(r"\s+via @\w+$")
SECONDS = re.compile(r"\((\d{1,8}) seconds?\)", re.ASCII)
CALLS = {"Missed": "Missed call", "Cancelled": "Missed call", "Declined": "Declined call"}
MINE = ("Outgoing", "Cancelled")
CARDS = {
    "media_contact": "contact", "media_location": "location", "media_live_location": "location",
    "media_venue": "location", "media_game": "game", "media_invoice": "invoice",
}  # fmt: skip
LINKED = {"block_link", "photo_wrap", "sticker_wrap", "animated_wrap", "video_file_wrap"}


@dataclass(slots=True)
class Entry:
    """What a page shows of one message or event; `wall` as in 2026-03-29T10:00:00, `seconds` since 1970."""

    line: int
    kind: str
    text: str = ""
    words: str = ""
    sender: str | None = None
    wall: str | None = None
    seconds: int | None = None
    written_time: str = ""
    day: str | None = None
    joined: bool = False
    forwarded: bool = False
    forwarded_from: str | None = None
    edited: bool = False
    direction: str | None = None
    attachments: list[str] = field(default_factory=list)
    reactions: list[str] = field(default_factory=list)


def is_message(element: Element) -> bool:
    """Say whether an element is a message, an event or the heading of a day."""
    return "message" in element.classes and ("default" in element.classes or "service" in element.classes)


def read(element: Element) -> Entry:
    """Read one of them."""
    if "service" in element.classes:
        return Entry(element.line, "notice", text=written(first(element, "body", is_message), is_message))
    entry = Entry(element.line, "text", joined="joined" in element.classes)
    date = first(element, "date", _inner)
    if date is not None:
        _time(entry, date.attributes.get("title", ""))
        entry.edited = "edited" in written(date)
    entry.sender = _name(first(element, "from_name", _inner))
    forwarded = next((each for each in elements(element, is_message) if _is_forwarded(each)), None)
    if forwarded is not None:
        entry.forwarded = True
        entry.forwarded_from = _name(first(forwarded, "from_name", is_message))
    entry.reactions = _reactions(element)
    _content(entry, element)
    return entry


def seconds_of(wall: str) -> int:
    """Return the seconds since 1970 of a wall time as if it were in UTC; 0 for a day that is none."""
    try:
        return timegm(datetime.fromisoformat(wall).timetuple())
    except ValueError:
        return 0


def _content(entry: Entry, element: Element) -> None:
    """Read the words and what hangs on them."""
    entry.text = entry.words = written(first(element, "text", is_message), is_message)
    for media in elements(element, is_message):
        if "media_call" in media.classes:
            entry.kind = "call"
            status = written(first(media, "status"))
            length = SECONDS.search(status)
            entry.text = f"Call, {int(length[1])} s" if length else CALLS.get(status, "Call")
            entry.direction = "sent" if status.startswith(MINE) else "received"
            entry.words, entry.attachments = "", []
            return
        if "media_poll" in media.classes:
            entry.attachments.append("poll")
            entry.text = entry.words = entry.text or _poll(media)
        elif "media_wrap" in media.classes and not first(media, "media_poll"):
            entry.attachments.append(_attachment(media))
    if entry.attachments or not entry.text:
        entry.kind = "media"


def _attachment(media: Element) -> str:
    """Name what hangs on a message: its file as the page links it, or what stands there instead."""
    title, about, status = (written(first(media, name)) for name in ("title", "description", "status"))
    for each in elements(media):
        card = next((CARDS[name] for name in each.classes if name in CARDS), None)
        if card is not None:
            return " ".join(part for part in (card, title if title.casefold() != card else "", about, status) if part)
    for each in elements(media):
        path = each.attributes.get("href", "")
        if each.tag == "a" and path and LINKED.intersection(each.classes):
            return path
    return title or "file"


def _poll(media: Element) -> str:
    answers = [each for each in elements(media) if "answer" in each.classes]
    return "\n".join(
        [
            written(first(media, "question")),
            *(written(each, lambda part: "details" in part.classes) for each in answers),
        ]
    )


def _reactions(element: Element) -> list[str]:
    """Return who reacted with what; where only a number is shown, the number."""
    found = []
    for each in elements(element, is_message):
        if "reaction" not in each.classes:
            continue
        emoji = written(first(each, "emoji"))
        names = [one.attributes["title"] for one in elements(each) if one.attributes.get("title")]
        count = written(first(each, "count"))
        more = int(count) - len(names) if count.isdecimal() and len(count) < 9 else int(not names)
        found += [f"{emoji} {name}" for name in names]
        if more > 0:
            found.append(f"{emoji} and {more} more" if names else f"{emoji} {more}")
    return found


def _time(entry: Entry, title: str) -> None:
    """Set the time as shown, and the instant where the page says how far it is from UTC."""
    entry.written_time = title
    shown = SHOWN.fullmatch(title.strip())
    if not shown:
        return
    day, month, year, hour, minute, second = map(int, shown.groups()[:6])
    try:
        wall = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return
    entry.wall = wall.strftime("%Y-%m-%dT%H:%M:%S")
    if "UTC" in title:
        minutes = int(shown[8] or 0) * 60 + int(shown[9] or 0)
        entry.seconds = seconds_of(entry.wall) - 60 * (-minutes if shown[7] == "-" else minutes)


def _name(element: Element | None) -> str | None:
    name = written(element, lambda part: "details" in part.classes)
    return MARKS.sub("", VIA.sub("", name)).rstrip() or None


def _is_forwarded(element: Element) -> bool:
    return "forwarded" in element.classes and "body" in element.classes


def _inner(element: Element) -> bool:
    """Say whether an element belongs to what is shown inside a message: another one, a forwarded one, reactions."""
    return is_message(element) or "forwarded" in element.classes or "reactions" in element.classes
