"""One record of a Telegram result.json that is not simply a text: formatted, forwarded, media, calls, events."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from patterns.importers._base import shorten

NOT_THERE = re.compile(r"(?:(.*) )?\((?:File|Photo) [^()]*\)", re.S)  # written where the file was left out
NEVER = ("1970-01-0", "1969-12-31")  # how older versions write that a message was not edited
CALLS = {"phone_call", "conference_call"}
ENDS = {"missed": "Missed call", "busy": "Declined call"}
FILES = ("photo", "file", "contact_vcard")
UNSAID = {
    "id", "type", "date", "date_unixtime", "actor", "action", "text", "text_entities", "reactions", "photo",
    "photo_file_size", "width", "height", "edited", "edited_unixtime",
}  # fmt: skip
KNOWN = {
    "id", "type", "date", "date_unixtime", "edited", "edited_unixtime", "from", "from_id", "author", "saved_from",
    "reply_to_message_id", "reply_to_peer_id", "via_bot", "inline_bot_buttons", "text", "text_entities",
    "forwarded_from", "forwarded_from_id", "reactions", "photo", "file", "file_name", "file_size", "photo_file_size",
    "thumbnail", "thumbnail_file_size", "media_type", "mime_type", "sticker_emoji", "duration_seconds", "width",
    "height", "performer", "title", "media_spoiler", "self_destruct_period_seconds", "poll", "contact_information",
    "contact_vcard", "contact_vcard_file_size", "location_information", "live_location_period_seconds", "place_name",
    "address", "game_title", "game_description", "game_link", "invoice_information",
}  # fmt: skip


class Careful(NamedTuple):
    """What one record says, for the columns it stands in."""

    kind: str
    text: str
    words: str
    sender: object
    sender_id: object
    attachments: list[str]
    reactions: list[str]
    forwarded_from: str | None
    unknown: tuple[str, ...] = ()


def read(record: dict[str, Any]) -> Careful | str:
    """Read any record of a chat; or say why it is no message."""
    if "type" not in record:
        return "no record of a message"
    kind = record["type"]
    if kind == "service":
        return _event(record)
    if kind == "unsupported":
        return "a message that this version of Telegram could not export"
    if kind != "message":
        return f"a record of the type {shorten(kind)!r}"
    text = joined(record.get("text"))
    if text is None:
        return "the text is no text"
    poll = _poll(record.get("poll"))
    files = _files(record) + (["poll"] if poll else [])
    unknown = tuple(str(key) for key in record if key not in KNOWN)
    media = bool(files or not text)
    forwarded = record.get("forwarded_from", "")
    return Careful(
        kind="media" if media else "text",
        text=text or poll,
        words=text or poll,
        sender=record.get("from"),
        sender_id=record.get("from_id"),
        attachments=files,
        reactions=_reactions(record.get("reactions")),
        forwarded_from=(said(forwarded) or "Deleted Account") if "forwarded_from" in record else None,
        unknown=unknown if media and not files else (),
    )


def joined(text: object) -> str | None:
    """Return a text that may be written in parts, put together with nothing between them."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return None
    parts = [part.get("text") if isinstance(part, dict) else part for part in text]
    words = [part for part in parts if isinstance(part, str)]
    return "".join(words) if len(words) == len(parts) else None


def is_edited(record: dict[str, Any]) -> bool:
    """Say whether a message was changed after it was sent."""
    at, second = record.get("edited"), record.get("edited_unixtime")
    if isinstance(at, str) and at:
        return not at.startswith(NEVER)
    return str(second).isdecimal() and str(second).strip("0") != ""


def said(value: object) -> str:
    """Return a value of the export as one string: numbers and lists of names too."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(said(each) or "Deleted Account" for each in value if each is None or isinstance(each, str))
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _event(record: dict[str, Any]) -> Careful:
    action, actor = said(record.get("action")), record.get("actor")
    files = _files(record)
    if action in CALLS:
        seconds = said(record.get("duration_seconds")) or said(record.get("duration"))
        length = f"Call, {int(seconds)} s" if seconds.isdecimal() and len(seconds) < 9 else ""
        told = length or ENDS.get(said(record.get("discard_reason")), "Call")
        return Careful("call", told, "", actor, record.get("actor_id"), files, [], None)
    details = [said(value) for key, value in record.items() if key not in UNSAID and not key.endswith("_id")]
    text = " ".join(part for part in (said(actor), action.replace("_", " ")) if part)
    told = ", ".join(part for part in (text, *details, joined(record.get("text")) or "") if part)
    return Careful("notice", told, "", None, None, files, _reactions(record.get("reactions")), None)


def _files(record: dict[str, Any]) -> list[str]:
    """Name what hangs on a message, as the export does; where it was left out, by its name or its kind."""
    kind = said(record.get("media_type"))
    if kind == "sticker":
        kind = " ".join(part for part in (kind, said(record.get("sticker_emoji"))) if part)
    found = []
    for key in FILES:
        if key in record:
            path = said(record[key])
            missing = NOT_THERE.fullmatch(path)
            other = said(record.get("file_name")) or kind
            found.append((missing[1] or other or key) if missing else path or other or key)
    if not found and kind:
        found.append(kind)
    return found + _cards(record)


def _cards(record: dict[str, Any]) -> list[str]:
    """Name a contact, a place, a game or a bill."""
    found = []
    contact, place = record.get("contact_information"), record.get("location_information")
    if "contact_information" in record:
        of = contact if isinstance(contact, dict) else {}
        found.append(_card("contact", *(of.get(key) for key in ("first_name", "last_name", "phone_number"))))
    if "location_information" in record or "place_name" in record:
        of = place if isinstance(place, dict) else {}
        where = ", ".join(str(of[key]) for key in ("latitude", "longitude") if isinstance(of.get(key), int | float))
        found.append(_card("location", record.get("place_name"), record.get("address"), where))
    if "game_title" in record:
        found.append(_card("game", record["game_title"]))
    if "invoice_information" in record:
        bill = record["invoice_information"]
        found.append(_card("invoice", bill.get("title") if isinstance(bill, dict) else ""))
    return found


def _card(kind: str, *details: object) -> str:
    return " ".join(part for part in (kind, *map(said, details)) if part)


def _poll(poll: object) -> str:
    """Return the question of a poll and its answers, one a line."""
    if not isinstance(poll, dict):
        return ""
    answers = poll.get("answers")
    given = [answer.get("text") for answer in answers if isinstance(answer, dict)] if isinstance(answers, list) else []
    return "\n".join([joined(poll.get("question")) or "", *(f"- {joined(answer) or ''}" for answer in given)])


def _reactions(reactions: object) -> list[str]:
    """Return who reacted with what; where only a number is known, the number."""
    found = []
    for each in reactions if isinstance(reactions, list) else []:
        if not isinstance(each, dict):
            continue
        emoji = said(each.get("emoji")) or said(each.get("type")).replace("_", " ")
        recent = each.get("recent")
        names = (
            [said(one.get("from")) or said(one.get("from_id")) for one in recent or [] if isinstance(one, dict)]
            if (isinstance(recent, list))
            else []
        )
        found += [f"{emoji} {name}".strip() for name in names]
        count = each.get("count")
        more = count - len(names) if isinstance(count, int) else 0
        if more > 0:
            found.append(f"{emoji} and {more} more" if names else f"{emoji} {more}")
    return found
