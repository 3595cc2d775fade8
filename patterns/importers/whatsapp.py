"""WhatsApp, Android and iPhone: the text export, alone, in its .zip or in a folder beside its media."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from patterns.errors import UnreadableSource
from patterns.importers._base import Columns, Head, Skipped, Source, Wishes, listing, shorten
from patterns.importers._date_order import Decision, Evidence, decide
from patterns.importers._date_text import INVISIBLE, as_date
from patterns.importers._text import decode, decode_blocks
from patterns.importers._whatsapp_header import HEADER
from patterns.importers._whatsapp_lines import Lines, cut
from patterns.importers._whatsapp_markers import Found, classify, disappearing, markers, spoken
from patterns.importers._whatsapp_names import chat_name, split

LABEL = "WhatsApp text export"
ANYWHERE = True
LARGEST = 1024**3
CUT = (10_000, 40_000)  # with and without media, WhatsApp writes no more messages than these and does not say so
STEP_BACK = np.timedelta64(61, "s")
DATED_NAME = re.compile(r"(?:-|^)(20\d\d)-?([01]\d)-?([0-3]\d)(?:-|$)")
CHAT_FILE = re.compile(r"(?:whatsapp[ -]chat|chat)[^-]*? (?:with|mit|con|avec|met|com) (.+)|WhatsApp Chat - (.+)", re.I)
EDGES = " \t\u00a0\u2009\u202f[]-–—,،"


def detect(head: Head) -> bool:
    """Recognise a line that begins as every message does; the name of the file says nothing."""
    if head.text.lstrip().startswith(("<?xml", "<smses", "<calls", "{", "[{")):
        return False
    return bool(HEADER.search("\n" + head.text))


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read every line: messages, notices, and what stands before the first message as skipped.

    Raises
    ------
    AmbiguousDates
        If nothing decides which number is the day.
    UnreadableSource
        If the file is damaged or larger than any chat.
    """
    text = _Text(source)
    try:
        lines = cut(text)
    except UnicodeDecodeError:
        text.by_blocks, text.bad = False, 0
        lines = cut(text)
    chat = chat_name(lines.bodies)
    senders, texts = split(lines.bodies)
    lines = replace(lines, bodies=[])  # the texts are the same words again
    found = classify(texts)
    notices = [text for sender, text in zip(senders, texts, strict=True) if sender is None]
    languages = found.languages | spoken(notices[:500])
    orders = _orders(lines, found.attachments, languages, wishes.date_order, source.name)
    frame = _frame(lines, senders, found).assign(when=_when(lines, orders))
    frame["conversation"] = chat or _named_after(source.title)
    undated = frame["when"].isna().to_numpy()
    skipped = [Skipped(1, "text before the first message")] if lines.before.strip("\n \ufeff") else []
    skipped += [
        Skipped(int(line), f"no such date or time: {shorten(stamp)}")
        for line, stamp in frame.loc[undated, ["line", "written_time"]].itertuples(index=False)
    ]
    frame = frame.loc[~undated].reset_index(drop=True) if undated.any() else frame
    notes = _notes(orders, text.encoding, source) | {"header_like_lines": lines.inside}
    warnings = _warnings(frame, text.bad, lines.inside, notices, source)
    return Columns(frame, "whatsapp", "local", "m", literal=False, skipped=skipped, notes=notes, warnings=warnings)


def _frame(lines: Lines, senders: list[str | None], found: Found) -> pd.DataFrame:
    """Return one row per message; a line nobody wrote is a notice, unless it is a call."""
    kinds, words = found.kinds, found.words
    for row in [row for row, sender in enumerate(senders) if sender is None]:
        kinds[row] = "call" if kinds[row] == "call" else "notice"
        words[row] = ""
    return pd.DataFrame(
        {
            "sender": pd.Series(senders, dtype="str"),
            "kind": pd.Series(kinds, dtype="str"),
            "text": pd.Series(found.texts, dtype="str"),
            "words": pd.Series(words, dtype="object"),
            "edited": found.edited,
            "line": lines.numbers,
            "written_time": _written_time(lines),
            "attachments": pd.Series(found.attachments, dtype="object"),
        },
        copy=False,
    )


class _Text:
    """The text in blocks of whole lines with LF as line end: CRLF belongs to the file, not to what people wrote.

    After the last block, `encoding` and `bad` (characters that could not be read) are those of the file.
    """

    def __init__(self, source: Source) -> None:
        self.source, self.encoding, self.bad, self.by_blocks = source, "utf-8", 0, True

    def __iter__(self) -> Iterator[str]:
        with self.source.open() as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            found = f"{self.source.name}: the text is larger than a gigabyte, which no chat is"
            raise UnreadableSource(found, expected="a WhatsApp text export", remedy="Export the chat again.")
        for text, encoding, bad in decode_blocks(data) if self.by_blocks else [decode(data)]:
            self.encoding = encoding
            self.bad += bad
            yield text.replace("\r\n", "\n") if "\r" in text else text


def _orders(
    lines: Lines, attachments: list[list[str]], languages: set[str], wish: str | None, name: str
) -> dict[tuple[Any, ...], Decision]:
    """Decide the order of day and month for every look of dates in the file: nearly always there is one."""
    written, codes = lines.days, lines.day_codes
    named = [(row, day) for row, names in enumerate(attachments) if names and (day := _day_in(names[0]))]
    customs = frozenset(markers().customs[language] for language in languages if markers().customs[language])
    if "en" in languages or any(not markers().customs[language] for language in languages):
        customs = frozenset()
    orders = {}
    for look in dict.fromkeys(written[code].look[1:] for code in np.unique(codes).tolist()):
        mine = [at for at, each in enumerate(written) if each.look[1:] == look]
        place = {at: number for number, at in enumerate(mine)}
        changes = codes[np.flatnonzero(np.diff(codes, prepend=-1))].tolist()
        evidence = Evidence(
            [written[at] for at in mine],
            [place[at] for at in changes if at in place],
            [(place[codes[row]], day) for row, day in named if codes[row] in place],
            customs,
        )
        orders[look] = decide(evidence, wish, name)
    return orders


def _day_in(name: str) -> date | None:
    found = DATED_NAME.search(name)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _when(lines: Lines, orders: dict[tuple[Any, ...], Decision]) -> np.ndarray:
    """Return the wall times; each distinct date and each distinct time was read once."""
    read = [as_date(each, orders[each.look[1:]].order) if each.look[1:] in orders else None for each in lines.days]
    seconds = [
        np.timedelta64("NaT") if each.seconds is None else np.timedelta64(each.seconds, "s") for each in lines.times
    ]
    days = np.array(read, dtype="datetime64[D]").astype("datetime64[us]")
    return days[lines.day_codes] + np.array(seconds, dtype="timedelta64[us]")[lines.time_codes]


def _written_time(lines: Lines) -> pd.Series:
    day = np.array([INVISIBLE.sub("", each).strip(EDGES) for each in lines.day_texts], dtype=object)
    time = np.array([INVISIBLE.sub("", each).rstrip(EDGES) for each in lines.time_texts], dtype=object)
    return pd.Series(day[lines.day_codes] + time[lines.time_codes] if len(lines.numbers) else [], dtype="str")


def _named_after(title: str) -> str:
    stem = re.sub(r"\.(txt|zip)$", "", title, flags=re.I)
    found = CHAT_FILE.fullmatch(stem)
    return next((part for part in found.groups() if part), stem) if found else stem


def _notes(orders: dict[tuple[Any, ...], Decision], encoding: str, source: Source) -> dict[str, Any]:
    different = list(dict.fromkeys(orders.values()))
    return {
        "date_order": ", ".join(dict.fromkeys(each.order for each in different)),
        "date_order_why": "; ".join(dict.fromkeys(each.why for each in different)),
        "date_order_sure": ", ".join(dict.fromkeys(each.sure for each in different)),
        "encoding": encoding,
        "files_beside": len(source.beside),
        "own_identity": "not said by this export",
    }


def _warnings(frame: pd.DataFrame, bad: int, inside: list[int], notices: Sequence[str], source: Source) -> list[str]:
    """Return everything about a file that a reader should know before trusting that it is whole."""
    said = []
    messages = int((frame["kind"] != "notice").sum())
    if messages in CUT or len(frame) in CUT:
        said.append(
            f"Exactly {messages if messages in CUT else len(frame):,} messages: the export is probably cut, "
            "and earlier ones are missing."
        )
    if bad:
        said.append(f"{bad} characters could not be read and are shown as \ufffd: the file was damaged or re-saved.")
    if inside:
        said.append(
            f"Lines inside messages look like the start of a message and were left there: line {listing(inside)}."
        )
    back = steps_back(frame)
    if back:
        said.append(f"The time steps back at line {listing(back)}: a changed clock, or a line typed inside a message.")
    if disappearing(notices):
        said.append("Disappearing messages were switched on or off in this chat: some may be missing.")
    named = {name for names in frame["attachments"] for name in names} if len(source.beside) > 1 else set()
    if source.beside and (missing := len(named - set(source.beside))) and len(source.beside) > 1:
        said.append(f"{missing} of {len(named)} attachments named in the chat did not come with it.")
    return said


def steps_back(frame: pd.DataFrame) -> list[int]:
    """Return the lines at which the written time is more than a minute before that of the line above."""
    when = frame["when"].to_numpy()
    return frame["line"].to_numpy()[1:][np.diff(when) < -STEP_BACK].tolist() if len(when) > 1 else []
