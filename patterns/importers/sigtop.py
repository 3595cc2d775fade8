"""Signal Desktop through sigtop: its long text, its short text, and its JSON."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from patterns.importers._base import Columns, Head, Skipped, Source, Wishes, shorten
from patterns.importers._json import read_json, read_text
from patterns.importers._signal import (
    BROKEN_OFF,
    PLATFORM,
    PRECISION,
    Row,
    chat_of,
    frame_of,
    inside,
    instant,
    objects,
    rows_of,
    said,
)

LABEL = "Signal through sigtop (text, JSON)"
SPREAD = True
TITLE = re.compile(r"Conversation: ([^\n]*)\n")
DATE = r"(?:unknown|\w{3}, \d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4})"
# the lines that open a message stand in this order below an empty one: a `From: ` in what somebody wrote is none
LONG = re.compile(
    rf"(?<=\n)\n(?:From: (?P<sender>[^\n]*)\n)?Type: (?P<type>[\w-]+)\n(?=Sent: {DATE}|Received: {DATE})"
    rf"(?:Sent: (?P<sent>{DATE})\n)?(?:Received: (?P<received>{DATE})(?:\n|\Z))?"
    r"(?P<fields>(?:(?:Attachment|Reaction|Edited): [^\n]*\n)*)"
)
SHORT = re.compile(r"^(\d{4}-\d\d-\d\d \d\d:\d\d) ([^\n]+?):(?= |\n|\Z)", re.MULTILINE)
DETAILS = re.compile(r" \[((?:(?:reply to [^\]\n]* on [\d: -]+|edited|\d+ attachments?)(?:, )?)+)\](?= |\n|\Z)")
EVENT = re.compile(r" \[([\w-]+) message\]\Z")
NUMBERED = re.compile(r"(.*) \(([^()]*)\)\Z")
WRITTEN = ("incoming", "outgoing")
VERSION = re.compile(r"^\| Version: \d+\n", re.MULTILINE)
ME = "You"


def detect(head: Head) -> bool:
    """Recognise how a conversation and its messages begin, or the fields of Signal Desktop's own records."""
    text = head.text.lstrip("\ufeff")
    if text.startswith("["):
        return '"conversationId"' in text and '"sent_at"' in text
    if TITLE.match(text):
        return bool(LONG.search(text)) or "\n\nFrom: " in text
    return bool(SHORT.match(text)) and len(SHORT.findall(text)) * 3 >= min(text.count("\n"), 3)


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read every message of one conversation; dates name their month or begin with the year."""
    text = read_text(source).replace("\r\n", "\n").removeprefix("\ufeff")
    title = TITLE.match(text)
    if text.startswith("["):
        tree = read_json(source, ())
        read = [
            _record(record, line)
            for block in tree.blocks
            for record, line in zip(block.values, block.lines, strict=True)
        ]
        found, skipped = rows_of(read, tree.skipped)
    elif title:
        found, skipped = rows_of(*_long(text))
    else:
        found, skipped = rows_of(*_short(text))
    named = _name(title[1])[0] if title else chat_of(source)
    local = not title and not text.startswith("[")
    warnings = [BROKEN_OFF] if any("breaks off" in each.reason for each in skipped) else []
    if local and found:
        warnings.append("This short text holds no seconds and no attachments' names; sigtop's JSON holds them.")
    return Columns(
        frame_of(found).assign(conversation=named), PLATFORM, "local" if local else "utc", "m" if local else PRECISION,
        literal=False, skipped=skipped, warnings=warnings, notes={"own_identity": "what is written as from You"},
    )  # fmt: skip


def _long(text: str) -> tuple[list[Row | Skipped], list[Skipped]]:
    starts = list(LONG.finditer(text))
    read: list[Row | Skipped] = []
    first = starts[0].start() if starts else len(text)
    skipped = [Skipped(2, "text before the first message")] if text[:first].partition("\n")[2].strip() else []
    line, counted = 1, 0
    for start, following in zip(starts, [*starts[1:], None], strict=False):
        begin = start.start() + 1  # behind the empty line
        line, counted = line + text.count("\n", counted, begin), begin
        body = text[start.end() : following.start()] if following else text[start.end() :].removesuffix("\n")
        read.append(_message(start, body, line))
    return read, skipped


def _message(start: re.Match[str], body: str, line: int) -> Row | Skipped:
    """Read one message of the long text: its fields, a quotation, its words or all of its versions."""
    stamp = next((each for each in (start["sent"], start["received"]) if each and each != "unknown"), "")
    when = _moment(stamp)
    if when is None:
        return Skipped(line, f"no such time: {shorten(stamp) or 'unknown'}")
    fields = [each.partition(": ")[::2] for each in start["fields"].split("\n") if each]
    files = [value.rpartition(" (")[0] or value for name, value in fields if name == "Attachment"]
    signs = [" ".join(value.split(" from ", 1)) for name, value in fields if name == "Reaction"]
    edited = any(name == "Edited" for name, _ in fields)
    body = body.removeprefix("\n").removesuffix("\n")
    earlier: list[str] = []
    if edited:
        versions = [_version(each) for each in VERSION.split(body)[1:]]
        body, *older = versions or [""]
        earlier = [_quotation(each)[1] for each in older]
    quoted, text = _quotation(body)
    form, sender = start["type"], start["sender"]
    kind = (
        "call"
        if form == "call-history"
        else "notice"
        if form not in WRITTEN
        else "media"
        if files or not text
        else "text"
    )
    direction = "sent" if form == "outgoing" else "received" if form == "incoming" else None
    return Row(
        line, when, kind, text or ("Call" if kind == "call" else form.replace("-", " ") if kind == "notice" else ""),
        None if kind == "notice" or not sender else _name(sender)[0], direction, stamp, edited=edited,
        attachments=tuple(files), reactions=tuple(signs), earlier=tuple(earlier), quoted=quoted,
    )  # fmt: skip


def _version(block: str) -> str:
    """Return the words of one version: below its fields, behind bars."""
    lines = [line.removeprefix("|").removeprefix(" ") for line in block.split("\n")]
    _, _, words = "\n".join(lines).partition("\n\n")
    return words.rstrip("\n")


def _quotation(body: str) -> tuple[str, str]:
    """Part what is quoted, with its fields, from what was newly written."""
    if not body.startswith("> From: "):
        return "", body
    lines = body.split("\n")
    end = next((at for at, line in enumerate(lines) if not line.startswith(">")), len(lines))
    words = [line.removeprefix(">").removeprefix(" ") for line in lines[:end]]
    quoted = "\n".join(words[words.index("") + 1 :]) if "" in words else ""
    return quoted, "\n".join(lines[end:]).removeprefix("\n")


def _short(text: str) -> tuple[list[Row | Skipped], list[Skipped]]:
    starts = list(SHORT.finditer(text))
    before = text[: starts[0].start()] if starts else text
    skipped = [Skipped(1, "text before the first message")] if before.strip() else []
    read: list[Row | Skipped] = []
    line, counted = 1, 0
    for start, following in zip(starts, [*starts[1:], None], strict=False):
        line, counted = line + text.count("\n", counted, start.start()), start.start()
        body = text[start.end() : following.start() if following else len(text)].removesuffix("\n")
        read.append(_line(start, body, line))
    return read, skipped


def _line(start: re.Match[str], body: str, line: int) -> Row | Skipped:
    try:
        when = datetime.fromisoformat(start[1])
    except ValueError:
        return Skipped(line, f"no such date or time: {shorten(start[1])}")
    if not 1990 <= when.year < 2100:
        return Skipped(line, f"no such date or time: {shorten(start[1])}")
    event, details = EVENT.match(body), DETAILS.match(body)
    told = details[1] if details else ""
    text = (body[details.end() :] if details else body).removeprefix(" ")
    number = re.search(r"(\d+) attachment", told)
    kind = "media" if number or not text else "text"
    if event:
        kind, text = ("call", "Call") if event[1] == "call-history" else ("notice", event[1].replace("-", " "))
    sender, direction = start[2], "sent" if start[2] == ME else "received"
    return Row(
        line, when, kind, text, None if kind == "notice" else sender, None if kind == "notice" else direction,
        start[1], edited="edited" in told, attachments=("file",) * min(int(number[1]), 100) if number else (),
    )  # fmt: skip


def _record(record: Any, line: int) -> Row | Skipped:
    """Read one of Signal Desktop's own records; or say why it is no message."""
    if not isinstance(record, dict):
        return Skipped(line, "no record of a message")
    stamp = record.get("sent_at") or record.get("timestamp")
    when = instant(stamp)
    if when is None:
        return Skipped(line, f"no such time: {shorten(stamp or 'empty')}")
    form, text = said(record.get("type")), said(record.get("body"))
    files = [
        said(each.get("fileName")) or said(each.get("contentType")) or "file"
        for each in objects(record.get("attachments"))
    ]
    files += [said(inside(record, "sticker", "data", "emoji")) or "sticker"] if record.get("sticker") else []
    kind = "media" if files or not text else "text"
    if record.get("deletedForEveryone") is True or record.get("isErased") is True:
        kind, text = "deleted", ""
    elif form == "call-history":
        kind, text = "call", "Call"
    elif form not in WRITTEN:
        kind, text = "notice", text or form.replace("-", " ")
    earlier = [said(each.get("body")) for each in objects(record.get("editHistory"))][1:]
    sender = said(record.get("source")) or said(record.get("sourceServiceId")) or said(record.get("sourceUuid"))
    return Row(
        line, when, kind, text, None if kind == "notice" or form == "outgoing" else sender or None,
        {"outgoing": "sent", "incoming": "received"}.get(form), str(stamp), edited=bool(earlier),
        attachments=tuple(files), reactions=tuple(said(each.get("emoji")) for each in objects(record.get("reactions"))),
        earlier=tuple(earlier), quoted=said(inside(record, "quote", "text")),
    )  # fmt: skip


def _name(written: str) -> tuple[str, str]:
    """Return a name and the number or address behind it, where there is one."""
    found = NUMBERED.match(written)
    return (found[1], found[2]) if found else (written, "")


def _moment(stamp: str) -> datetime | None:
    try:
        when = parsedate_to_datetime(stamp).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, TypeError, OverflowError):
        return None
    return when if 1990 <= when.year < 2100 else None
