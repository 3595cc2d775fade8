"""Messenger or Instagram: both write the same JSON and nearly the same pages, and only details tell which."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

MESSENGER, INSTAGRAM = "messenger", "instagram"
BLANK = re.compile(r"[ \t\r\n\ufeff]*")
SENDER = re.compile(r'"(?:sender_name|senderName)"\s*:')
TIMED = re.compile(r'"(?:timestamp_ms|timestamp)"\s*:\s*\d')
FOLDERS = {
    INSTAGRAM: ('"your_instagram_activity/',),
    MESSENGER: ('"your_facebook_activity/', '"your_activity_across_facebook/', "_activity_across_facebook/messages/"),
}
FIELDS = {
    INSTAGRAM: ('"original_content_owner"', '"profile_share_username"', '"profile_share_name"'),
    MESSENGER: (
        '"is_taken_down"', '"bumped_message_metadata"', '"senderName"', '"threadName"', "stickers_used/",
        '"archived_threads/', '"filtered_threads/', '"e2ee_cutover/',
    ),
}  # fmt: skip
WORDS = {INSTAGRAM: ('"Liked a message"',), MESSENGER: ()}
INSIDE = {
    INSTAGRAM: re.compile(r"(?:^|/)(?:your_instagram_activity/|instagram-)"),
    MESSENGER: re.compile(r"(?:^|/)(?:your_facebook_activity/|[^/]*_activity_across_facebook/|facebook-)"),
}
_decode = json.JSONDecoder(strict=False).raw_decode


class Platform(NamedTuple):
    """Which of the two, and what told so."""

    name: str
    why: str


def is_chat(text: str) -> bool:
    """Say whether a text begins like one chat: an object whose messages have a sender and a time.

    The other files of an account export are JSON as well; they have no such list at the top.
    """
    at = _messages(text)
    return at is not None and bool(SENDER.search(text, at) and TIMED.search(text, at))


def platform_of(text: str) -> Platform | None:
    """Return what the text of a chat says of its platform; None where both write it like that."""
    for signs, why in (
        (FOLDERS, "the folder its files lie in"),
        (FIELDS, "fields that only one of the two writes"),
        (WORDS, "the wording of its reactions"),
    ):
        told = [name for name, marks in signs.items() if any(mark in text for mark in marks)]
        if len(told) == 1:
            return Platform(told[0], why)
    return None


def platform_by_place(part: str, title: str) -> Platform | None:
    """Return what the folders of an account export say, where a chat itself says nothing."""
    for place in (part, title):
        for name, pattern in INSIDE.items():
            if pattern.search(place):
                return Platform(name, "the folder of the export it lies in")
    return None


def _messages(text: str) -> int | None:
    """Return where the list of messages begins, if the object at the top has one."""
    at = BLANK.match(text).end()  # type: ignore[union-attr]
    if text[at : at + 1] != "{":
        return None
    try:
        while text[at] in "{,":
            key, end = _decode(text, _skip(text, at + 1))
            at = _skip(text, end)
            if text[at] != ":":
                return None
            at = _skip(text, at + 1)
            if key == "messages":
                return at if text[at] == "[" else None
            at = _skip(text, _decode(text, at)[1])
    except (ValueError, IndexError, RecursionError):
        return None
    return None


def _skip(text: str, at: int) -> int:
    return BLANK.match(text, at).end()  # type: ignore[union-attr]
