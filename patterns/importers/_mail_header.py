"""The header of a mail: names, addresses and times, however damaged.

The library's own reading of headers (`policy.default`) raises errors of many kinds on damaged ones and takes most of
the time of reading a mailbox; here the fields are taken as they stand and read one by one.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_tz
from typing import NamedTuple

from patterns.importers._mail_phrases import phrases
from patterns.importers._text import BAD, decode

FOLDED = re.compile(r"\r?\n[ \t]+|\r\n?|\n")
NOT_TEXT = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}  # codecs no mail is written in
BETWEEN = re.compile(r"(\?=)[ \t]+(=\?)")
LONGEST = 1 << 16  # characters of one header field
OFFSET = re.compile(r"[ \d]([+-])(\d\d):?(\d\d)(?![\d:])")
ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2,
    "EEST": 3, "MSK": 3,
}  # fmt: skip
FIRST, LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
DRAFT_FIELDS = {"x-unsent": "1", "x-uniform-type-identifier": "com.apple.mail-draft"}


class Address(NamedTuple):
    """A name as written and the bare address in small letters; what has no @ stands as it was written."""

    name: str
    address: str


class Sent(NamedTuple):
    """When a mail was sent, as written, whether from Date or from Received, and whether its zone is known."""

    at: datetime
    written: str
    by_arrival: bool = False
    zoned: bool = True


def raw(message: Message, name: str) -> list[str]:
    """Return every field of a name, unfolded, as it stands."""
    found = []
    for key, value in message.raw_items():
        if key.casefold() == name.casefold():
            text = str(value)[:LONGEST]
            if not text.isascii():  # bytes outside ASCII, which a header must not hold and often does
                text = decode(text.encode("utf-8", "surrogateescape"))[0] if _bytes(text) else text
            found.append(FOLDED.sub(" ", text).strip().replace("\0", BAD))
    return found


def words(text: str) -> str:
    """Return a field with its encoded words (`=?utf-8?q?J=C3=B6?=`) read."""
    if "=?" not in text:
        return text
    try:
        pieces = decode_header(BETWEEN.sub(r"\1\2", text))
    except (MessageError, ValueError, IndexError, TypeError):  # base64 that is none
        return text
    said = []
    for piece, charset in pieces:
        said.append(piece if isinstance(piece, str) else in_charset(piece, charset or "")[0])
    return FOLDED.sub(" ", "".join(said))


def in_charset(data: bytes, charset: str) -> tuple[str, bool]:
    """Return text in a charset, and whether that charset is unknown or wrong, so that another had to be guessed."""
    name = charset.strip().strip("\"'").casefold().replace("-", "_") or "us_ascii"
    if name not in NOT_TEXT:
        try:
            return data.decode(name).replace("\0", BAD), False
        except (LookupError, ValueError):  # an unknown charset, or bytes it does not know
            pass
    return decode(data)[0], name not in ("us_ascii", "ascii") or not charset


def addresses(message: Message, *fields: str) -> list[Address]:
    """Return the addresses of some fields."""
    found = []  # encoded words are read only after the names are told apart: they may hold commas and @
    for field in fields:
        for value in raw(message, field):
            try:
                pairs = getaddresses([value])
            except (MessageError, ValueError, IndexError, TypeError, AttributeError, RecursionError):
                pairs = [("", value)]
            for name, address in pairs:
                bare = address.strip().casefold()
                name = words(name).strip()
                if "@" in bare and not re.search(r"\s", bare):
                    found.append(Address(name, bare))
                elif name or bare:
                    found.append(Address("", name or words(address.strip())))
    return found


def sent_at(message: Message) -> Sent | None:
    """Return when a mail was sent: by its Date, or by its arrival where that cannot be read."""
    written = next(iter(raw(message, "Date")), "")
    dated = _moment(written)
    if dated and dated[1] is not None:
        return Sent(dated[0], written)
    for received in raw(message, "Received"):
        arrived = _moment(received.rpartition(";")[2])
        if arrived and arrived[1] is not None:
            return Sent(arrived[0], written or received.rpartition(";")[2].strip(), by_arrival=True)
    return Sent(dated[0], written, zoned=False) if dated else None


def message_id(message: Message) -> str | None:
    """Return the id a mail was given when it was sent."""
    found = next(iter(raw(message, "Message-ID")), "").strip().strip("<>").strip()
    return found or None


def labels(message: Message) -> set[str] | None:
    """Return the labels Gmail gave a mail, in small letters; None where the mail is not from Gmail's export."""
    found = raw(message, "X-Gmail-Labels")
    return {each.strip(' "').casefold() for each in words(",".join(found)).split(",")} if found else None


def is_draft(message: Message) -> bool:
    """Say whether a mail was never sent, by what its program wrote into it."""
    told = labels(message) or set()
    marks = any(value in raw(message, name) for name, value in DRAFT_FIELDS.items())
    return bool(told & phrases().label_draft) or marks or bool(raw(message, "X-Mozilla-Draft-Info"))


def is_sent(message: Message) -> bool:
    """Say whether Gmail marks a mail as sent by the owner of the mailbox."""
    return bool((labels(message) or set()) & phrases().label_sent)


def _bytes(text: str) -> bool:
    return any("\udc80" <= letter <= "\udcff" for letter in text)


def _moment(text: str) -> tuple[datetime, timedelta | None] | None:
    """Return a moment in UTC and its offset; without an offset the wall time stands as if it were UTC."""
    try:
        parts = parsedate_tz(text[:200])
        if parts is None:
            return None
        wall = datetime(*parts[:6])  # noqa: DTZ001  (its zone follows)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    offset = _offset(text[:200])
    try:
        at = wall.replace(tzinfo=timezone(offset or timedelta())).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return (at, offset) if FIRST <= at < LAST else None


def _offset(text: str) -> timedelta | None:
    """Return the offset a date names, in numbers or by a name everybody means the same zone by; None without one."""
    told = text.partition("(")[0]
    found = OFFSET.search(told)
    if found:
        hours, minutes = int(found[2]), int(found[3])
        return (timedelta(hours=hours, minutes=minutes) * (-1 if found[1] == "-" else 1)) if hours < 24 else None
    named = next((ZONES[word] for word in told.upper().split() if word in ZONES), None)
    return timedelta(hours=named) if named is not None else None
