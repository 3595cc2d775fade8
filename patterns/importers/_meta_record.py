"""One record of a Messenger or Instagram chat that is not simply a text: files, calls, events, what was unsent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from patterns.importers._meta_fixed import UNSENT, is_call, is_notice, stands_for_a_file
from patterns.importers._meta_text import name_of, shown, text_of

EARLIEST, LATEST = 631_152_000_000, 4_102_444_800_000  # 1990 and 2100 in milliseconds; what lies beyond is no time
FILES = {
    "photos": "photo", "videos": "video", "audio_files": "audio", "gifs": "GIF", "files": "file", "sticker": "sticker",
    "media": "file",
}  # fmt: skip
EVENTS = {"Subscribe", "Unsubscribe"}
TYPES = {None, "Generic", "Share", "Call", "text", "media", "link", "placeholder"} | EVENTS
SHARED = ("share_text", "original_content_owner", "profile_share_username", "profile_share_name")
USUAL = {
    "sender_name", "timestamp_ms", "content", "type", "is_unsent", "is_taken_down", "is_geoblocked_for_viewer",
    "is_unsent_image_by_messenger_kid_parent", "bumped_message_metadata", "reactions", "senderName", "timestamp",
    "text", "isUnsent",
}  # fmt: skip
KNOWN = USUAL | set(FILES) | {"share", "call_duration", "missed", "users", "ip", "IP", "sender_id_INTERNAL"}


class Row(NamedTuple):
    """One message, as its columns have it; `actor` is the name that a notice wears."""

    ms: int
    line: int
    sender: str | None
    kind: str
    text: str
    words: str
    attachments: list[str]
    reactions: list[str]
    shared: str = ""
    actor: str | None = None
    edited: bool = False
    earlier: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def instant(record: dict[str, Any]) -> int | None:
    """Return the milliseconds of a record; None where they are no time."""
    ms = record.get("timestamp_ms", record.get("timestamp"))
    return ms if type(ms) is int and EARLIEST <= ms < LATEST else None


def read(record: object, line: int) -> Row | str:
    """Read any record of a chat; or say why it is no message."""
    if not isinstance(record, dict):
        return "this is no message: it has neither a sender nor a time"
    ms = instant(record)
    if ms is None:
        return f"no such time: {shown(record.get('timestamp_ms', record.get('timestamp', '')))}"
    written = record.get("content", record.get("text"))
    if written is not None and not isinstance(written, str):
        return "the text is no text"
    named = record.get("sender_name", record.get("senderName"))
    if named is not None and not isinstance(named, str):
        return "the sender is no name"
    sender, text = name_of(named), text_of(written)
    files, shared = list(_files(record)), _shared(record)
    kind, text, words = _kind(record, sender, text, bool(files or "share" in record))
    share = _link(record)
    if share and share not in text:
        files.append(share)
    unknown = tuple(shown(key) for key in record if key not in KNOWN) if kind == "media" and not (files or text) else ()
    return Row(
        ms, line, None if kind == "notice" else sender or None, kind, text, words, files,
        reactions(record.get("reactions")), shared, sender or None if kind == "notice" else None, unknown=unknown,
    )  # fmt: skip


def _kind(record: dict[str, Any], sender: str, text: str, beside_one: bool) -> tuple[str, str, str]:
    """Return the kind of a record, its text, and the person's own words in it."""
    said = record.get("type") if isinstance(record.get("type"), str) else None
    if record.get("is_unsent") is True or record.get("isUnsent") is True or record.get("is_taken_down") is True:
        return "deleted", text, ""
    if said == "Call" or "call_duration" in record:
        return "call", _call(record, text), ""
    if said in EVENTS:
        return "notice", text, ""
    if said == "placeholder":
        return ("deleted" if text in UNSENT else "media"), text, ""
    if text and not beside_one and is_notice(text, sender):
        return "notice", text, ""
    if text and not beside_one and is_call(text, sender):
        return "call", text, ""
    if text and stands_for_a_file(text, sender, beside_one):
        return "media", text, ""
    if text and not any(key in record and record[key] for key in FILES):
        return "text", text, text
    return "media", text, text


def _call(record: dict[str, Any], text: str) -> str:
    seconds = record.get("call_duration")
    length = seconds if type(seconds) is int and 0 < seconds < 10**7 else 0
    if text:
        return f"{text} ({length} s)" if length else text
    return "Missed call" if record.get("missed") is True else f"Call, {length} s" if length else "Call"


def _files(record: dict[str, Any]) -> Iterator[str]:
    """Yield the names of what hangs on a message; where one has no name, what kind of file it is."""
    for key, kind in FILES.items():
        held = record.get(key)
        for each in held if isinstance(held, list) else [held] if held else []:
            uri = text_of(each.get("uri")) if isinstance(each, dict) else text_of(each)
            yield (uri if "://" in uri else uri.rsplit("/", 1)[-1]) or kind


def _link(record: dict[str, Any]) -> str:
    share = record.get("share")
    return text_of(share.get("link")) if isinstance(share, dict) else ""


def _shared(record: dict[str, Any]) -> str:
    """Return what was shared, in the words of whoever wrote it: never the sender's own."""
    share = record.get("share")
    told = [text_of(share.get(key)) for key in SHARED] if isinstance(share, dict) else []
    return "\n".join(each for each in told if each)


def reactions(given: object) -> list[str]:
    """Return who reacted with what."""
    found = []
    for each in given if isinstance(given, list) else []:
        if isinstance(each, dict):
            found.append(f"{text_of(each.get('reaction'))} {name_of(each.get('actor'))}".strip())
    return [each for each in found if each]
