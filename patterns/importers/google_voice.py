"""Google Voice as Google Takeout gives it out: Voice/Calls, a page for each stretch of texts and for each call.

Read are texts, group conversations, voicemails with what a machine understood of them, and calls of every kind.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from patterns.importers._base import HEADER_MARKS, Columns, Head, Skipped, Source, Wishes, shorten
from patterns.importers._page import Element, elements, first, read_page, written

LABEL = "Google Voice (Takeout)"
SPREAD = True
PAGE = re.compile(r"""class=["'](?:hChatLog|haudio)\b""")
CALLS = {"placed": "Placed call", "received": "Received call", "missed": "Missed call", "recorded": "Recorded call"}
SENT = {"placed"}
VOICEMAIL = "voicemail"
PLACEHOLDERS = {"MMS Sent", "MMS Received"}
LENGTH = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,3})M)?(?:(\d{1,5})(?:\.\d+)?S)?", re.ASCII)
FILE = re.compile(r"(.*) - (?:Text|Placed|Received|Missed|Voicemail|Recorded)\b.*", re.S)
TO = re.compile(r"^Me to\s+")
MARKS = re.compile(f"[{HEADER_MARKS}]")
ME = "Me"


class Row(NamedTuple):
    """One text, voicemail or call, for the columns it stands in."""

    line: int
    when: datetime
    kind: str
    text: str
    words: str
    sender: str | None
    direction: str
    written_time: str
    attachments: list[str]


def detect(head: Head) -> bool:
    """Recognise the names Google gives the parts of the page."""
    return head.text.lstrip("\ufeff \t\r\n").startswith("<") and bool(PAGE.search(head.text))


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read one page; its dates are in one order always, so the wish for one has nothing to say here.

    Raises
    ------
    UnreadableSource
        If the page is larger than any that Google writes.
    """
    page = read_page(source)
    found: list[Row] = []
    skipped: list[Skipped] = []
    for element in elements(page):
        if "message" in element.classes or "haudio" in element.classes:
            row = _text(element) if "message" in element.classes else _call(element)
            if isinstance(row, Row):
                found.append(row)
            else:
                skipped.append(Skipped(element.line, row))
    if not found and not skipped:
        skipped.append(Skipped(1, "a page without any message or call"))
    heard = sum(row.kind == "media" and bool(row.words) for row in found if first(page, "haudio"))
    warnings = [f"Voicemails are shown in the words that Google's machine understood: {heard}."] if heard else []
    frame = _frame(found).assign(conversation=_conversation(page, source, found))
    return Columns(
        frame, "google voice", "utc", "ms", literal=False, skipped=skipped, warnings=warnings,
        notes={"own_identity": ME, "contacts": _contacts(page)},
    )  # fmt: skip


def _text(element: Element) -> Row | str:
    """Read one text or picture message."""
    date, cite = first(element, "dt", _record), first(element, "sender", _record)
    shown = date.attributes.get("title", "") if date is not None else ""
    when = instant(shown)
    if when is None:
        return f"no such time: {shorten(shown) or 'empty'}"
    quote = next((each for each in elements(element, _record) if each.tag == "q"), None)
    text = written(quote, _record, exact=True)
    files = _files(element)
    own = _is_me(cite)
    return Row(
        line=element.line,
        when=when,
        kind="media" if files or not text or text in PLACEHOLDERS else "text",
        text=text,
        words="" if text in PLACEHOLDERS else text,
        sender=ME if own else _name(cite),
        direction="sent" if own else "received",
        written_time=shown,
        attachments=files,
    )


def _call(element: Element) -> Row | str:
    """Read one call or voicemail."""
    date = first(element, "published", _record)
    shown = date.attributes.get("title", "") if date is not None else ""
    when = instant(shown)
    if when is None:
        return f"no such time: {shorten(shown) or 'empty'}"
    kind = _label(element)
    length = _seconds(first(element, "duration", _record))
    heard = written(first(element, "full-text", _record)) if kind == VOICEMAIL else ""
    said = CALLS.get(kind, "Call")
    return Row(
        line=element.line,
        when=when,
        kind="media" if kind == VOICEMAIL else "call",
        text=heard if kind == VOICEMAIL else f"{said}, {length} s" if length else said,
        words=heard,
        sender=ME if kind in SENT else _name(first(element, "contributor", _record)),
        direction="sent" if kind in SENT else "received",
        written_time=shown,
        attachments=_files(element),
    )


def instant(text: str) -> datetime | None:
    """Return the instant of a date as Google writes it in an attribute, without its zone, in UTC."""
    try:
        read = datetime.fromisoformat(text)
        if read.tzinfo is None:
            return None
        read = read.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return read if 1990 <= read.year < 2100 else None


def _record(element: Element) -> bool:
    return "message" in element.classes or "haudio" in element.classes


def _label(element: Element) -> str:
    """Return what kind of call a page is of: its labels have the same addresses in every language."""
    kinds = [
        each.attributes.get("href", "").rpartition("#")[2]
        for each in elements(element, _record)
        if each.attributes.get("rel") == "tag"
    ]
    return next((kind for kind in kinds if kind in CALLS or kind == VOICEMAIL), "")


def _files(element: Element) -> list[str]:
    """Name pictures, sounds and cards, as the page links them; they lie beside it, often under a longer name."""
    found = []
    for each in elements(element, lambda part: _record(part) or part.tag in ("q", "cite") or "tags" in part.classes):
        name = each.attributes.get("src") or (each.attributes.get("href") if each.tag == "a" else "")
        if name and "tel" not in each.classes and each.tag in ("img", "audio", "video", "a"):
            found.append(name)
    return list(dict.fromkeys(found))


def _seconds(element: Element | None) -> int:
    length = LENGTH.fullmatch(element.attributes.get("title", "")) if element is not None else None
    hours, minutes, seconds = (int(part or 0) for part in length.groups()) if length else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds


def _is_me(cite: Element | None) -> bool:
    """Say whether a sender is the owner of the account: only theirs is written as an abbreviation."""
    name = first(cite, "fn") if cite is not None else None
    return name is not None and name.tag == "abbr"


def _name(person: Element | None) -> str | None:
    """Return a name, or the number where there is none."""
    if person is None:
        return None
    return MARKS.sub("", written(first(person, "fn"))) or _number(person) or None


def _number(person: Element) -> str:
    number = next((each.attributes.get("href", "") for each in elements(person) if "tel" in each.classes), "")
    return number.removeprefix("tel:")


def _contacts(page: Element) -> dict[str, str]:
    """Return the names beside the numbers, for whoever has to say who that is where only the number stands."""
    found: dict[str, str] = {}
    for each in elements(page):
        if ("sender" in each.classes or "contributor" in each.classes) and not _is_me(each):
            number, name = _number(each), _name(each)
            if number and name and name != number:
                found.setdefault(number, name)
    return found


def _conversation(page: Element, source: Source, found: list[Row]) -> str:
    """Return whom a page is with: the members of a group, the other one, or what the page is called."""
    group = first(page, "participants")
    if group is not None:
        people = [each for each in elements(group) if "sender" in each.classes]
        names = sorted({name for name in map(_name, people) if name and name != ME})
        if names:
            return ", ".join(names)
    others = [row.sender for row in found if row.direction == "received" and row.sender]
    if others:
        return others[0]
    called = next((_name(each) for each in elements(page) if "contributor" in each.classes), None)
    title = next((written(each) for each in elements(page) if each.tag == "title"), "")
    file = FILE.fullmatch(PurePosixPath(source.part or source.title).name)
    return called or MARKS.sub("", TO.sub("", title)) or (file[1] if file else "")


def _frame(found: list[Row]) -> pd.DataFrame:
    texts: tuple[str, ...] = ("kind", "text", "sender", "direction", "written_time")
    columns: dict[str, Any] = {
        name: pd.Series([getattr(row, name) for row in found], dtype="str") for name in texts
    }  # fmt: skip
    for name in ("words", "attachments"):
        columns[name] = pd.Series([getattr(row, name) for row in found], dtype="object")
    return pd.DataFrame(columns).assign(
        line=pd.Series([row.line for row in found], dtype="int64"),
        when=np.array([row.when for row in found], dtype="datetime64[us]"),
    )
