"""An mbox file cut into its messages, one at a time: a mailbox can be far larger than memory."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import IO, NamedTuple

from patterns.importers._base import Source

LARGEST = 64 * 1024**2  # bytes of one message that are read; attachments, which fill the rest, are never opened
LINE = 1 << 16
START = 4096
DATED = re.compile(rb"From .*\d\d?:\d\d.*\d{4}")
HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")
FIELD = re.compile(
    rb"(?:From|To|Cc|Date|Subject|Message-ID|Received|Return-Path|Delivered-To|MIME-Version|Content-[A-Za-z-]+|Reply-To"
    rb"|Status|DKIM-Signature|ARC-[A-Za-z-]+|X-[A-Za-z0-9-]+|Sender|In-Reply-To|References|Envelope-[A-Za-z-]+)[ \t]*:",
    re.I,
)
ESCAPED = re.compile(rb">+From ")
CLOSE = re.compile(rb">[^ \t\r\n]")  # a quotation mark right before the word


class Raw(NamedTuple):
    """One message as it stands: its first line in the file, its bytes, and whether it was larger than is read."""

    line: int
    data: bytes
    cut: bool


def begun(data: bytes) -> bytes:
    """Return the bytes of a mail file from its first line on."""
    return data.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")


def messages(source: Source) -> Iterator[Raw]:
    """Yield the messages of a mailbox, or the one of a single file."""
    with source.open() as file:
        boxed = begun(file.read(START)).startswith(b"From ")
    with source.open() as file:
        if boxed:
            yield from in_box(file)
            return
        data = file.read(LARGEST + 1)
    yield Raw(1, begun(data[:LARGEST]), len(data) > LARGEST)


def in_box(file: IO[bytes]) -> Iterator[Raw]:
    """Yield every message of an mbox; what stands before the first is yielded as a message of its own."""
    lines: list[bytes] = []
    begin, size, blank, number = 1, 0, True, 0
    pending: bytes | None = None  # a line that separates if the line after it is a header
    for line in _lines(file):
        number += line.endswith(b"\n")
        at = number + (not line.endswith(b"\n"))
        if pending is not None:
            if (HEADER if DATED.match(pending) else FIELD).match(line):
                if any(map(bytes.strip, lines)):
                    yield _raw(begin, lines, size)
                begin, lines, size = at - 1, [], 0
            else:
                lines.append(pending)
                size += len(pending)
            pending = None
        if blank and line.startswith(b"From "):
            pending, blank = line, False
            continue
        size += len(line)
        if size <= LARGEST:
            lines.append(line)
        blank = not line.strip(b"\r\n")
    if pending is not None:
        lines.append(pending)
    if any(map(bytes.strip, lines)):
        yield _raw(begin, lines, size)


def _raw(begin: int, lines: list[bytes], size: int) -> Raw:
    """Put a message together; a mark that kept a line from looking like a separator is taken off again."""
    body = next((at for at, line in enumerate(lines) if not line.strip(b"\r\n")), len(lines))
    for at in range(body + 1, len(lines)):
        line = lines[at]
        if line[:1] == b">" and ESCAPED.match(line) and not _in_quotation(lines, at):
            lines[at] = line[1:]
    return Raw(begin, b"".join(lines), size > LARGEST)


def _in_quotation(lines: list[bytes], at: int) -> bool:
    """Say whether the mark is more likely that of a quotation: the lines around are quoted, without a space."""
    near = [lines[beside] for beside in (at - 1, at + 1) if 0 <= beside < len(lines)]
    return any(CLOSE.match(line) and not ESCAPED.match(line) for line in near)


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a file, very long ones in pieces; a byte order mark in front is taken off."""
    first = file.readline(LINE).removeprefix(codecs.BOM_UTF8)
    while first:
        yield first
        first = file.readline(LINE)
