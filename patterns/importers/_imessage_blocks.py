"""The text files of imessage-exporter cut into blocks: where each message begins, and which lines are its own.

A block is a line with the time, one with the sender, and the message; an empty line ends it, and a message may hold
empty lines. Answers are shown twice: by themselves, and once more, moved in, below what they answer.
"""

from __future__ import annotations

import re
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ANSWER = "This message responded to an earlier message."  # below an answer, where it stands by itself
STAMP = rf"(?:{'|'.join(MONTHS)}) [ \d]?\d, \d{{4}} {{1,2}}\d{{1,2}}:\d\d:\d\d [AP]M"
HEADER = re.compile(rf"( *)({STAMP})(?: \(Read by (.+) after (.+)\))?", re.ASCII)
EVENT = re.compile(rf"({STAMP}) (.+)", re.ASCII)
TIME = re.compile(r"(\w{3}) +(\d{1,2}), (\d{4}) +(\d{1,2}):(\d\d):(\d\d) ([AP])M", re.ASCII)


class Block(NamedTuple):
    """One message or event: the line it begins on, its time, who read it, the sender, and its lines.

    An event has no sender; `inside` are the lines that look like the beginning of a message and are none.
    """

    line: int
    stamp: str
    reader: str
    sender: str | None
    lines: list[str]


def instant(stamp: str) -> datetime | None:
    """Return the wall time of a stamp; None where no calendar or clock shows it."""
    found = TIME.fullmatch(stamp)
    if found is None or found[1] not in MONTHS:
        return None
    day, year, hour, minute, second = (int(found[at]) for at in range(2, 7))
    if not 1 <= hour <= 12 or not 1990 <= year < 2100:
        return None
    try:
        hour = hour % 12 + (12 if found[7] == "P" else 0)
        return datetime(year, MONTHS.index(found[1]) + 1, day, hour, minute, second)  # noqa: DTZ001  (a wall time)
    except ValueError:
        return None


def cut(text: str) -> tuple[list[Block], str]:
    """Return the blocks of a file, and what stands before the first."""
    lines = text.split("\n")
    starts = [at for at in range(len(lines)) if _begins(lines, at)]
    blocks = []
    for at, end in pairwise([*starts, len(lines)]):
        header = HEADER.fullmatch(lines[at])
        if header:
            sender = lines[at + 1] if at + 1 < end else ""
            blocks.append(Block(at + 1, header[2], header[3] or "", sender, _trimmed(lines[at + 2 : end])))
        elif found := EVENT.fullmatch(lines[at]):
            blocks.append(Block(at + 1, found[1], "", None, [found[2]]))
    return blocks, "\n".join(lines[: starts[0]] if starts else lines)


def _begins(lines: list[str], at: int) -> bool:
    """Say whether a line begins a block: it stands behind an empty line, and an event also before one."""
    if at and lines[at - 1]:
        return False
    header = HEADER.fullmatch(lines[at])
    if header:
        return not header[1]
    alone = at + 1 == len(lines) or not lines[at + 1]
    return alone and EVENT.fullmatch(lines[at]) is not None


def _trimmed(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1]:
        end -= 1
    return lines[:end]


def unfold(blocks: list[Block]) -> tuple[list[Block], list[int]]:
    """Return the blocks without the answers shown inside them, and the lines on which those begin.

    An answer that does not stand by itself in the file is a block of its own.
    """
    alone: dict[tuple[str, str | None], list[list[str]]] = {}
    for block in blocks:
        own = _trimmed(block.lines[:-1]) if block.lines[-1:] == [ANSWER] else block.lines
        alone.setdefault((block.stamp, block.sender), []).append(own)
    found: list[Block] = []
    shown: list[int] = []
    for block in blocks:
        kept: list[str] = []
        answers: list[Block] = []
        at = 0
        while at < len(block.lines):
            header = HEADER.fullmatch(block.lines[at])
            if header is None or not header[1] or at + 1 == len(block.lines):
                kept.append(block.lines[at])
                at += 1
                continue
            line, sender = block.line + 2 + at, block.lines[at + 1].removeprefix(header[1])
            rest = block.lines[at + 2 :]
            length = _length(rest, alone.get((header[2], sender), []))
            if length is None:
                length = next((place for place, each in enumerate(rest) if not each), len(rest))
                inner = [each.removeprefix(header[1]) for each in rest[:length]]
                answers.append(Block(line, header[2], header[3] or "", sender, inner))
            else:
                shown.append(line)
            at += 2 + length
            while at < len(block.lines) and not block.lines[at]:
                at += 1
        found += [block._replace(lines=_trimmed(kept)), *answers]
    return found, shown


def _length(lines: list[str], same: list[list[str]]) -> int | None:
    """Return how many lines a message takes where it is shown again; None where it is not shown by itself.

    It may hold empty lines, so what stands in the other place tells where it ends; an empty line is behind it.
    """
    lengths = [length for other in same if (length := _alike(lines, other)) or not other]
    if not lengths:
        return None
    return next((at for at in range(max(lengths), len(lines)) if not lines[at]), len(lines))


def _alike(lines: list[str], other: list[str]) -> int:
    pairs = zip(lines, other, strict=False)
    most = min(len(lines), len(other))
    return next((at for at, (one, two) in enumerate(pairs) if one.lstrip(" ") != two.lstrip(" ")), most)
