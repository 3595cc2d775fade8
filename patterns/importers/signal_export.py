"""Signal Desktop through signal-export: a folder for each chat, with `chat.md` and, in newer versions, `data.json`.

Both hold the same messages, on the clock of the computer that exported them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import IO, Any, Literal

from patterns.importers._base import HEADER_MARKS, Columns, Head, Skipped, Source, Wishes, listing, shorten
from patterns.importers._json import read_lines, read_text
from patterns.importers._signal import (
    BROKEN_OFF,
    FIRST,
    LATEST,
    PLATFORM,
    PRECISION,
    Row,
    chat_of,
    frame_of,
    objects,
    rows_of,
    said,
)

LABEL = "Signal through signal-export (chat.md, data.json)"
SPREAD = True
STAMP = r"\d{4}-\d\d-\d\d(?:,? \d\d:\d\d| \d\d:\d\d:\d\d)"
HEADER = re.compile(rf"^\[({STAMP})\] ([^\n]*?):(?: |(?=\n|\Z))", re.MULTILINE)
QUOTE = re.compile(r"\n+((?:> ?[^\n]*\n)+)\n*")
REACTIONS = re.compile(r"\n\(- ([^\n]*) -\)\Z")
WHATSAPP = re.compile(rf"^\[\d[^\]\n]*\] [^\n]*[{HEADER_MARKS}]", re.MULTILINE)  # Signal writes no such marks
FILE = re.compile(r"!?\[([^\]\n]*)\]\(\.{1,2}/[^)\n]*\) *\Z")
STICKER = re.compile(r"\n\(\( ([^\n]*) \)\)\Z")
CALL = re.compile(r"(?:Incoming|Outgoing|Missed)(?: voice| video)? call(?: \([^()\n]*\))?")
SAME = "the same message as in data.json beside it"
DELETED = "(This message was deleted)"
ME, NOBODY = "Me", "No-Sender"
FIELDS = {"date", "sender", "body", "quote"}


def detect(head: Head) -> bool:
    """Recognise how every message begins, or the fields of one on each line."""
    text = head.text.lstrip("\ufeff")
    if text.startswith("{"):
        first = text.partition("\n")[0]
        return all(f'"{field}"' in first for field in FIELDS) and '"reactions"' in first
    if not HEADER.match(text.lstrip("\n")) or WHATSAPP.search(text):
        return False
    starts = HEADER.findall(text)
    if len(starts[0][0]) < 19:  # WhatsApp writes seconds wherever it writes brackets
        return True
    ends = sum(text.count(end) for end in ("  \n", "  \r\n", " -)\n", DELETED))
    return ends * 2 >= len(starts) or any(sender == ME for _, sender in starts)


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read every message of one chat; its dates begin with the year, so no order is wished for."""
    text = read_text(source).replace("\r\n", "\n").removeprefix("\ufeff")
    if text.startswith("{"):
        lines, skipped = read_lines(source)
        read = [_record(record, line) for line, record in lines]
    else:
        read, skipped = _texts(text)
        read = _without(read, _beside(source))
    found, skipped = rows_of(read, skipped)
    if not any(row.sender == ME for row in found):  # older versions wrote the owner's own name
        found = [row._replace(direction=None) for row in found]
    warnings = [BROKEN_OFF] if any("no JSON" in each.reason for each in skipped) else []
    back = [row.line for above, row in pairwise(found) if (above.when - row.when).total_seconds() > 60]
    if back:
        warnings.append(
            f"The time steps back at line {listing(back)}: a changed clock, or a line typed inside a message."
        )
    frame = frame_of(found).assign(conversation=chat_of(source))
    precision: Literal["s", "m"] = PRECISION if all(len(row.written_time) > 17 for row in found) else "m"
    return Columns(
        frame, PLATFORM, "local", precision, literal=False, skipped=skipped, warnings=warnings,
        notes={"own_identity": "what is written as from Me"},
    )  # fmt: skip


def _beside(source: Source) -> Counter[tuple[Any, ...]]:
    """Return what identifies each message of the data.json in the same folder; nothing where there is none."""
    file = source.near("data.json") if source.part else None
    if file is None:
        return Counter()
    lines, _ = read_lines(replace(source, open=lambda: _opened(file)))
    found = (_record(record, line) for line, record in lines)
    return Counter(_known(row) for row in found if isinstance(row, Row))


def _opened(file: IO[bytes]) -> IO[bytes]:
    return file


def _without(read: list[Row | Skipped], known: Counter[tuple[Any, ...]]) -> list[Row | Skipped]:
    """Leave out each message that data.json holds too; one that it does not hold stays."""
    left: list[Row | Skipped] = []
    for each in read:
        if isinstance(each, Row) and known[_known(each)] > 0:
            known[_known(each)] -= 1
            left.append(Skipped(each.line, SAME))
        else:
            left.append(each)
    return left


def _known(row: Row) -> tuple[Any, ...]:
    return row.when.replace(second=0, microsecond=0), row.sender, row.kind, " ".join(row.text.split()), row.attachments


def _texts(text: str) -> tuple[list[Row | Skipped], list[Skipped]]:
    """Read the messages of a chat.md: each lasts until the next begins."""
    starts = list(HEADER.finditer(text))
    before = text[: starts[0].start()] if starts else text
    skipped = [Skipped(1, "text before the first message")] if before.strip() else []
    read: list[Row | Skipped] = []
    line, counted = 1, 0
    for start, following in zip(starts, [*starts[1:], None], strict=False):
        line, counted = line + text.count("\n", counted, start.start()), start.start()
        body = text[start.end() : following.start() if following else len(text)]
        read.append(_text(start[1], start[2], body.rstrip("\n"), line))  # what was written ends in blanks, not here
    return read, skipped


def _text(stamp: str, sender: str, body: str, line: int) -> Row | Skipped:
    when = _wall(stamp.replace(",", ""))
    if when is None:
        return Skipped(line, f"no such date or time: {shorten(stamp)}")
    if body == DELETED:
        return _row(line, when, "deleted", "", sender, stamp)
    quoted = QUOTE.match(body)
    body = body[quoted.end() :] if quoted else body
    files: list[str] = []
    while found := FILE.search(body):
        files.insert(0, found[1])
        body = body[: found.start()]
    sticker = STICKER.search(body)
    if sticker:
        files, body = [sticker[1] or "sticker", *files], body[: sticker.start()]
    reactions = REACTIONS.search(body)
    body = body[: reactions.start()] if reactions else body
    signs = [_reaction(*each.rpartition(": ")[::2]) for each in (reactions[1].split(", ") if reactions else ())]
    words = quoted[1] if quoted else ""
    return _row(line, when, "", _plain(body), sender, stamp, files, signs, _unquoted(words))


def _record(record: Any, line: int) -> Row | Skipped:
    """Read one line of a data.json; or say why it is no message."""
    if not isinstance(record, dict):
        return Skipped(line, "no record of a message")
    stamp = said(record.get("date"))
    when = _wall(stamp)
    if when is None:
        return Skipped(line, f"no such date or time: {shorten(stamp) or 'empty'}")
    files = [said(each.get("name")) or "file" for each in objects(record.get("attachments"))]
    sticker = record.get("sticker")
    if sticker:
        files.insert(0, said(sticker.get("emoji")) or "sticker" if isinstance(sticker, dict) else said(sticker))
    pairs = record.get("reactions")
    signs = [
        _reaction(said(each[0]), said(each[1]))
        for each in (pairs if isinstance(pairs, list) else ())
        if isinstance(each, list) and len(each) == 2
    ]
    kind = "deleted" if record.get("deleted") is True else "call" if record.get("call") is True else ""
    sender, body = said(record.get("sender")), _plain(said(record.get("body")))
    quote = _unquoted(said(record.get("quote")).strip("\n"))
    earlier = tuple(_plain(said(each.get("body"))) for each in objects(record.get("edits")))
    row = _row(line, when, kind, body, sender, stamp, files, signs, quote)
    return row._replace(edited=bool(earlier), earlier=earlier)


def _row(
    line: int, when: datetime, kind: str, text: str, sender: str, stamp: str,
    files: list[str] | tuple[()] = (), signs: list[str] | tuple[()] = (), quoted: str = "",
) -> Row:  # fmt: skip
    kind = kind or ("call" if CALL.fullmatch(text) and not files else "media" if files or not text else "text")
    direction = "sent" if sender == ME else "received" if sender and sender != NOBODY else None
    return Row(
        line, when, kind, "" if kind == "deleted" else text, sender if sender != NOBODY else None, direction, stamp,
        attachments=tuple(files), reactions=tuple(signs), quoted=quoted,
    )  # fmt: skip


def _plain(body: str) -> str:
    """Take off the two spaces that the program put behind every line for Markdown's sake."""
    lines = body.split("\n")
    if len(lines) > 1 and all(line.endswith("  ") for line in lines if line):
        return "\n".join(line.removesuffix("  ") for line in lines)
    return body.removesuffix("  ")


def _unquoted(words: str) -> str:
    """Return the quoted words, which are somebody else's or earlier ones, without their marks."""
    return "\n".join(line.removeprefix(">").removeprefix(" ") for line in words.strip("\n").split("\n"))


def _reaction(name: str, sign: str) -> str:
    return f"{sign.strip()} {name.strip()}".strip()


def _wall(stamp: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    if when.tzinfo is not None or not FIRST / 1000 <= (when - datetime(1970, 1, 1)).total_seconds() < LATEST / 1000:  # noqa: DTZ001
        return None
    return when
