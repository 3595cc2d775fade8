"""The text of a LINE export cut into records: a day for all that follows, then a time, a name and a text each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from patterns.importers._date_text import AFTER_TIME, BEFORE_TIME, DATE, SPACE, TIME, Clock, read_time
from patterns.importers._line_dates import Dated, date_line
from patterns.importers._line_marks import BEGIN, title

MESSAGE = re.compile(
    rf"((?:(?:{BEFORE_TIME})[{SPACE}]*)?\d{{1,2}}:\d{{2}}(?:[{SPACE}]*(?:{AFTER_TIME}|น\.))?)\t", re.IGNORECASE
)
SAVED = re.compile(rf"[^\d\t]{{0,30}}?[{SPACE}]?(?:R|H)?({DATE})[,{SPACE}]+(?:เวลา )?{TIME}", re.IGNORECASE)
QUOTE = '"'
FARTHEST = 400  # lines over which a quotation mark that was opened is looked for


class Record(NamedTuple):
    """One line with a time, and the lines below it: its place, its day, its time, its chat and what stands behind."""

    line: int
    day: Dated | None
    time: str
    clock: Clock
    chat: str
    body: str


class Cut(NamedTuple):
    """A file cut: its records, when it says it was saved, the lines left over, and lines that look like another's."""

    records: list[Record]
    days: list[Dated]
    saved: str
    left_over: list[int]
    inside: list[int]
    open: list[int]


def cut(text: str, chat: str) -> Cut:
    """Cut a file into records; `chat` is what it is called where it does not say so itself."""
    lines = text.split("\n")
    found = Cut([], [], "", [], [], [])
    day: Dated | None = None
    saved = ""
    at = 0
    while at < len(lines):
        line = lines[at]
        header = _header(lines, at)
        dated = None if header else _day(lines, at)
        if header:
            chat, day = title(line.strip("\ufeff")), None
            saved = saved or _saved(lines, at)
            at += header
        elif dated:
            day = dated
            found.days.append(dated)
            at += 1
        elif (start := MESSAGE.match(line)) is None:
            found.left_over.extend([at + 1] if line.strip(" \ufeff") else [])
            at += 1
        else:
            end = _end(lines, at, found)
            body = "\n".join([line[start.end() :], *lines[at + 1 : end]])
            record = Record(at + 1, day, start[1], read_time(start[1]), chat, _unquoted(body))
            found.records.append(record)
            at = end
    return found._replace(saved=saved)


def _header(lines: list[str], at: int) -> int:
    """Return how many lines the head of an export takes here: its title, and when it was saved."""
    if not lines[at].lstrip("\ufeff").startswith(BEGIN) or (at and not _is_saved(lines, at + 1)):
        return 0
    return 2 if _is_saved(lines, at + 1) else 1


def _is_saved(lines: list[str], at: int) -> bool:
    return at < len(lines) and SAVED.fullmatch(lines[at].strip(SPACE)) is not None


def _saved(lines: list[str], at: int) -> str:
    found = SAVED.fullmatch(lines[at + 1].strip(SPACE)) if at + 1 < len(lines) else None
    return found[1] if found else ""


def _day(lines: list[str], at: int) -> Dated | None:
    """Return the day a line tells, if a message, another day or nothing follows it."""
    dated = date_line(lines[at])
    if dated is None:
        return None
    following = next((line for line in lines[at + 1 : at + 20] if line.strip(SPACE)), "")
    return dated if not following or MESSAGE.match(following) or date_line(following) else None


def _end(lines: list[str], at: int, found: Cut) -> int:
    """Return where a message ends: before the next one, or the next day; empty lines before these are no part of it.

    A text of several lines stands between quotation marks. What looks like a message between them is told: it is one
    only if it does not lie before the message it stands in.
    """
    end = at + 1
    while end < len(lines) and not _begins(lines, end):
        end += 1
    text = lines[at].partition("\t")[2].partition("\t")[2]
    if end < len(lines) and text.startswith(QUOTE) and not _closed([text, *lines[at + 1 : end]]):
        closing = _closing(lines, at, end, text)
        if closing and _steps_back(lines, at, end, closing):
            found.inside.extend(place + 1 for place in range(end, closing) if MESSAGE.match(lines[place]))
            end = closing
        elif closing:
            found.open.append(at + 1)
    kept = end
    while kept > at + 1 and not lines[kept - 1].strip(SPACE):
        kept -= 1
    return kept


def _begins(lines: list[str], at: int) -> bool:
    return MESSAGE.match(lines[at]) is not None or _header(lines, at) > 0 or _day(lines, at) is not None


def _closed(lines: list[str]) -> bool:
    """Say whether the quotation mark that opens a text is also closed at its end."""
    text = "\n".join(lines).rstrip("\n")
    inner = text[1:].replace(QUOTE * 2, "")
    return inner.endswith(QUOTE) and inner.count(QUOTE) == 1


def _closing(lines: list[str], at: int, end: int, text: str) -> int:
    """Return behind which line of the same day a quotation mark closes that a message opened; 0 where none does."""
    marks = "\n".join([text, *lines[at + 1 : end]])[1:].replace(QUOTE * 2, "").count(QUOTE)
    for place in range(end, min(end + FARTHEST, len(lines))):
        if marks or _day(lines, place) or _header(lines, place):
            return 0
        inner = lines[place].replace(QUOTE * 2, "")
        if QUOTE in inner:
            return place + 1 if inner.endswith(QUOTE) and inner.count(QUOTE) == 1 else 0
    return 0


def _steps_back(lines: list[str], at: int, end: int, closing: int) -> bool:
    times = list(_times(lines[at:closing]))
    return any(later < times[0] for later in times[1:])


def _times(lines: list[str]) -> Iterator[int]:
    for line in lines:
        start = MESSAGE.match(line)
        seconds = read_time(start[1]).seconds if start else None
        if seconds is not None:
            yield seconds


def _unquoted(body: str) -> str:
    """Return what stands behind a time, a text of several lines without the marks LINE put around it."""
    name, tab, text = body.partition("\t")
    if "\n" in text and text.startswith(QUOTE) and _closed([text]):
        text = text.rstrip("\n")[1:-1].replace(QUOTE * 2, QUOTE)
    return f"{name}{tab}{text}"
