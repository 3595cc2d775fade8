"""Telegram Desktop's HTML export: messages.html, messages2.html and so on, a page for every thousand messages.

The same chat as result.json is read by `telegram`. Events (joined, pinned) carry no time of their own here.
"""

from __future__ import annotations

import re

import pandas as pd

from patterns.importers._base import HEADER_MARKS, Columns, Head, Skipped, Source, Wishes
from patterns.importers._page import Element, elements, first, read_page, written
from patterns.importers._telegram_page import Entry, is_message, read, seconds_of
from patterns.importers._telegram_time import instants

LABEL = "Telegram (HTML)"
SPREAD = True
PAGE = re.compile(r'class="[^"]*\bpage_wrap\b')
HISTORY = re.compile(r'class="(?:history|message (?:default|service))\b')
MARKS = re.compile(f"[{HEADER_MARKS}]")
DAY = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def detect(head: Head) -> bool:
    """Recognise the page by the names Telegram gives its parts."""
    return bool(PAGE.search(head.text) and HISTORY.search(head.text))


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read one page; its dates are in one order always, so the wish for one has nothing to say here.

    Raises
    ------
    UnreadableSource
        If the page is larger than any that Telegram writes.
    """
    page = read_page(source)
    entries = _entries(page)
    borrowed = _times_for_events(entries)
    _names_from_above(entries)
    when, clock, late, warnings = instants([each.seconds for each in entries], [each.wall for each in entries])
    skipped = [Skipped(entries[place].line, reason) for place, reason in late.items()]
    kept = [place for place in range(len(entries)) if place not in late]
    title = MARKS.sub("", written(first(page, "text")))
    frame = _frame([entries[place] for place in kept]).assign(when=when[kept], conversation=title)
    if borrowed:
        warnings.append(
            f"Events carry no time of their own in this export; {borrowed} of them are shown at the time of the "
            "message next to them, or at noon of their day."
        )
    unnamed = int((frame["sender"].isna() & (frame["kind"] != "notice")).sum())
    if unnamed:
        warnings.append(f"Messages at the top of the page that name no sender: {unnamed}. The page may be cut.")
    return Columns(
        frame, "telegram", clock, "s", literal=False, skipped=skipped, warnings=warnings,
        notes={"own_identity": ", ".join(_callers(entries))},
    )  # fmt: skip


def _entries(page: Element) -> list[Entry]:
    """Return the messages and events of a page, each knowing the day it stands under."""
    found, day, heading = [], None, ""
    for element in elements(page):
        if not is_message(element):
            continue
        entry = read(element)
        if entry.kind == "notice":
            date = DAY.fullmatch(entry.text)
            if date and date[2] in MONTHS and element.attributes.get("id", "").startswith("message-"):
                day = f"{date[3]}-{MONTHS.index(date[2]) + 1:02}-{int(date[1]):02}"
                heading = entry.text
                continue
            entry.day, entry.written_time = day, heading
        found.append(entry)
    return found


def _times_for_events(entries: list[Entry]) -> int:
    """Give each event the time of the message above it on its day, or else of the one below; say how many."""
    events = 0
    for places in (range(len(entries)), range(len(entries) - 1, -1, -1)):
        near: Entry | None = None
        for place in places:
            entry = entries[place]
            if entry.kind != "notice":
                near = entry
            elif near is not None and entry.wall is None and (entry.day is None or (near.wall or "")[:10] == entry.day):
                entry.wall, entry.seconds = near.wall, near.seconds
    ahead = next((seconds_of(each.wall) - each.seconds for each in entries if each.wall and each.seconds), None)
    for entry in entries:
        if entry.kind == "notice":
            events += 1
            if entry.wall is None and entry.day is not None:
                entry.wall = f"{entry.day}T12:00:00"  # an hour more or less leaves it on its day
                entry.seconds = None if ahead is None else seconds_of(entry.wall) - ahead
    return events


def _names_from_above(entries: list[Entry]) -> None:
    """Give a message that is joined to the one above it the sender of that one."""
    sender, forwarded = None, None
    for entry in entries:
        if entry.kind == "notice":
            continue
        if entry.joined and entry.sender is None:
            entry.sender = sender
            if entry.forwarded and entry.forwarded_from is None:
                entry.forwarded_from = forwarded
        sender, forwarded = entry.sender, entry.forwarded_from


def _callers(entries: list[Entry]) -> list[str]:
    """Return who made the calls that the page calls outgoing: the owner of the account."""
    own = [entry.sender for entry in entries if entry.kind == "call" and entry.direction == "sent" and entry.sender]
    return list(dict.fromkeys(own))


def _frame(entries: list[Entry]) -> pd.DataFrame:
    names = ("sender", "kind", "text", "written_time", "direction", "forwarded_from")
    frame = pd.DataFrame(
        {name: pd.Series([getattr(each, name) for each in entries], dtype="str") for name in names}
    )  # fmt: skip
    return frame.assign(
        line=pd.Series([each.line for each in entries], dtype="int64"),
        edited=pd.Series([each.edited for each in entries], dtype="bool"),
        words=pd.Series([each.words for each in entries], dtype="object"),
        attachments=pd.Series([each.attachments for each in entries], dtype="object"),
        reactions=pd.Series([each.reactions for each in entries], dtype="object"),
    )
