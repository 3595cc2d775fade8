"""LINE's text export of one chat: in English, Chinese, Japanese or Thai, with the wall times of the phone."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from patterns.errors import UnreadableSource
from patterns.importers._base import Columns, Head, Skipped, Source, Wishes, listing, shorten
from patterns.importers._date_order import Decision
from patterns.importers._date_text import INVISIBLE, as_date
from patterns.importers._line_dates import Dated, date_line, fits, order_of
from patterns.importers._line_marks import BEGIN, classify, title, unsent
from patterns.importers._line_records import MESSAGE, Cut, Record, cut
from patterns.importers._text import decode

LABEL = "LINE text export"
LARGEST = 1024**3
FILE = re.compile(r"\[LINE\] ?(.+?)(?:\.txt|\.zip)?", re.I)
Orders = dict[tuple[Any, ...], Decision]


class Row(NamedTuple):
    """One message, as its columns have it."""

    line: int
    when: datetime
    sender: str | None
    kind: str
    text: str
    words: str
    conversation: str
    written_time: str
    attachments: list[str]


def detect(head: Head) -> bool:
    """Recognise the first line of an export, or a line with a day and one with a time, a tab and a name below it."""
    lines = [line.removesuffix("\r") for line in head.text.removeprefix("\ufeff").split("\n", 20)[:20] if line.strip()]
    if lines[:1] and lines[0].startswith(BEGIN):
        return True
    return any(date_line(one) and MESSAGE.match(two) for one, two in pairwise(lines[:4]))


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read every line with a time, and what belongs to it.

    Raises
    ------
    AmbiguousDates
        If nothing decides which number is the day.
    UnreadableSource
        If the file is larger than any chat.
    """
    with source.open() as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        large = f"{source.name}: the text is larger than a gigabyte, which no chat is"
        raise UnreadableSource(large, expected=LABEL, remedy="Export the chat again.")
    text, encoding, bad = decode(data)
    found = cut(text.replace("\r\n", "\n"), _named_after(source))
    orders = _orders(found, wishes.date_order, source.name)
    senders = {record.body.partition("\t")[0] for record in found.records if "\t" in record.body}
    read: list[Row] = []
    skipped = [Skipped(line, "a line that belongs to no message") for line in found.left_over]
    for record in found.records:
        row = _read(record, orders, senders)
        if isinstance(row, Row):
            read.append(row)
        else:
            skipped.append(Skipped(record.line, row))
    return Columns(
        _frame(read), "line", "local", "m", literal=False, skipped=sorted(skipped),
        notes=_notes(orders, encoding, found), warnings=_warnings(read, found, orders, bad),
    )  # fmt: skip


def _named_after(source: Source) -> str:
    name = PurePosixPath(source.part or source.title).name
    named = FILE.fullmatch(name)
    return title(named[1]) if named else name.rpartition(".")[0] or name


def _orders(found: Cut, wish: str | None, name: str) -> Orders:
    """Decide the order of day and month for every look of dates in the file: nearly always there is one."""
    looks: dict[tuple[Any, ...], list[Dated]] = {}
    for day in found.days:
        looks.setdefault(day.written.look, []).append(day)
    saved = date_line(found.saved)  # tells the order too, where it is written alike
    return {
        look: order_of([*days, saved] if saved and saved.written.look == look else days, wish, name)
        for look, days in looks.items()
    }


def _day(record: Record, orders: Orders) -> date | None:
    return as_date(record.day.written, orders[record.day.written.look].order) if record.day else None


def _read(record: Record, orders: Orders, senders: set[str]) -> Row | str:
    """Read one record; or say why it is no message."""
    if record.day is None:
        return "a time without a day above it"
    stamp = f"{record.day.text} {record.time}"
    day = _day(record, orders)
    if day is None or record.clock.seconds is None:
        return f"no such date or time: {shorten(stamp)}"
    when = datetime.combine(day, time()) + timedelta(seconds=record.clock.seconds)
    name, tab, text = record.body.partition("\t")
    if tab and name:
        kind, words, files, _ = classify(text)
        return Row(record.line, when, INVISIBLE.sub("", name), kind, text, words, record.chat, stamp, files)
    text = text if tab else name
    who = unsent(text)
    if who is not None:
        sender = INVISIBLE.sub("", who) if who in senders else None
        return Row(record.line, when, sender, "deleted", text, "", record.chat, stamp, [])
    kind = "call" if classify(text).kind == "call" else "notice"
    return Row(record.line, when, None, kind, text, "", record.chat, stamp, [])


def _frame(read: list[Row]) -> pd.DataFrame:
    columns: dict[str, Any] = {
        name: pd.Series([getattr(row, name) for row in read], dtype="str")
        for name in ("sender", "kind", "text", "conversation", "written_time")
    }
    for name in ("words", "attachments"):
        columns[name] = pd.Series([getattr(row, name) for row in read], dtype="object")
    return pd.DataFrame(columns).assign(
        line=pd.Series([row.line for row in read], dtype="int64"),
        when=np.array([row.when for row in read], dtype="datetime64[us]"),
    )


def _notes(orders: Orders, encoding: str, found: Cut) -> dict[str, Any]:
    different = list(dict.fromkeys(orders.values()))
    return {
        "date_order": ", ".join(dict.fromkeys(each.order for each in different)),
        "date_order_why": "; ".join(dict.fromkeys(each.why for each in different)),
        "date_order_sure": ", ".join(dict.fromkeys(each.sure for each in different)),
        "encoding": encoding,
        "own_identity": "not said by this export",
        "header_like_lines": found.inside,
    }


def _warnings(read: list[Row], found: Cut, orders: Orders, bad: int) -> list[str]:
    """Return what a reader should know before trusting a file."""
    said = []
    if bad:
        said.append(f"{bad} characters could not be read and are shown as \ufffd: the file was damaged or re-saved.")
    if found.inside:
        said.append(
            f"Lines inside messages look like the start of a message and were left there: line {listing(found.inside)}."
        )
    if found.open:
        said.append(
            f"A quotation mark opens at line {listing(found.open)} and closes in a later line that begins like a "
            "message: it was taken for one."
        )
    wrong = [
        record.line for record in found.records
        if record.day and (day := _day(record, orders)) and not fits(record.day, day)
    ]  # fmt: skip
    if wrong:
        said.append(f"The weekday does not fit the date of the messages at line {listing(wrong)}.")
    back = [row.line for above, row in pairwise(read) if above.when - row.when > timedelta(minutes=1)]
    if back:
        said.append(f"The time steps back at line {listing(back)}: a changed clock, or a line typed inside a message.")
    return said
