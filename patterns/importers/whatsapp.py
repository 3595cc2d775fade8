"""WhatsApp, Android and iPhone: the text export, alone, in its .zip or in a folder beside its media."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from patterns.errors import UnreadableSource
from patterns.importers._base import Columns, Head, Skipped, Source, listing, shorten
from patterns.importers._text import decode
from patterns.importers._whatsapp_header import HEADER, INVISIBLE, Clock, Written, as_date, read_date, read_time
from patterns.importers._whatsapp_markers import classify, disappearing, markers, spoken
from patterns.importers._whatsapp_names import chat_name, split
from patterns.importers._whatsapp_order import Decision, Evidence, decide

LABEL = "WhatsApp text export (.txt, .zip or folder; Android and iPhone)"
LARGEST = 1024**3
CUT = (10_000, 40_000)  # with and without media, WhatsApp writes no more messages than these and does not say so
STEP_BACK = np.timedelta64(61, "s")
DATED_NAME = re.compile(r"(?:-|^)(20\d\d)-?([01]\d)-?([0-3]\d)(?:-|$)")
CHAT_FILE = re.compile(r"(?:whatsapp[ -]chat|chat)[^-]*? (?:with|mit|con|avec|met|com) (.+)|WhatsApp Chat - (.+)", re.I)
EDGES = " \t\u00a0\u2009\u202f[]-–—,،"


def detect(head: Head) -> bool:
    """Recognise a line that begins as every message does; the name of the file says nothing."""
    return not head.text.lstrip().startswith(("<?xml", "<smses", "<calls", "{")) and bool(
        HEADER.search("\n" + head.text)
    )


def rows(source: Source, date_order: str | None) -> Columns:
    """Read every line: messages, notices, and what stands before the first message as skipped.

    Raises
    ------
    AmbiguousDates
        If nothing decides which number is the day.
    UnreadableSource
        If the file is damaged or larger than any chat.
    """
    text, encoding, bad = _read(source)
    pieces = HEADER.split("\n" + text)
    before, days, times, bodies = pieces[0], pieces[1::3], pieces[2::3], pieces[3::3]
    lines = np.cumsum([1 + before.count("\n"), *(1 + body.count("\n") for body in bodies[:-1])])
    del pieces, text
    day_codes, day_texts = _factorize(days)
    time_codes, time_texts = _factorize(times)
    written, clocks = [read_date(each) for each in day_texts], [read_time(each) for each in time_texts]
    real = _real_headers(day_codes, time_codes, written, clocks)
    inside = lines[~real].tolist()
    if inside:
        bodies, lost = _put_back(real, days, times, bodies)
        before += lost
        day_codes, time_codes, lines = day_codes[real], time_codes[real], lines[real]
    del days, times
    if bodies:
        bodies[-1] = bodies[-1].rstrip("\n")
    senders, texts = split(bodies)
    found = classify(texts)
    notices = [text for sender, text in zip(senders, texts, strict=True) if sender is None]
    languages = found.languages | spoken(notices[:500])
    orders = _orders(written, day_codes, found.attachments, languages, date_order, source.name)
    when = _when(written, clocks, day_codes, time_codes, orders)
    kinds = [
        kind if sender is not None or kind == "call" else "notice"
        for sender, kind in zip(senders, found.kinds, strict=True)
    ]
    frame = pd.DataFrame(
        {
            "when": when,
            "sender": pd.Series(senders, dtype="str"),
            "kind": pd.Series(kinds, dtype="str"),
            "text": pd.Series(found.texts, dtype="str"),
            "words": pd.Series(
                [word if kind in ("text", "media") else "" for word, kind in zip(found.words, kinds, strict=True)],
                dtype="object",
            ),
            "edited": found.edited,
            "line": lines,
            "written_time": _written_time(day_texts, time_texts, day_codes, time_codes),
            "attachments": pd.Series(found.attachments, dtype="object"),
        }
    )
    frame["conversation"] = chat_name(bodies) or _named_after(source.title)
    undated = frame["when"].isna().to_numpy()
    skipped = [Skipped(1, "text before the first message")] if before.strip("\n \ufeff") else []
    skipped += [
        Skipped(int(line), f"no such date or time: {shorten(stamp)}")
        for line, stamp in frame.loc[undated, ["line", "written_time"]].itertuples(index=False)
    ]
    frame = frame.loc[~undated].reset_index(drop=True)
    return Columns(
        frame, "whatsapp", "local", "m", literal=False, skipped=skipped,
        notes=_notes(orders, encoding, source) | {"header_like_lines": inside},
        warnings=_warnings(frame, bad, inside, notices, source),
    )  # fmt: skip


def _read(source: Source) -> tuple[str, str, int]:
    """Return the text with its line ends as LF: CRLF belongs to the file, not to what people wrote."""
    with source.open() as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        found = f"{source.name}: the text is larger than a gigabyte, which no chat is"
        raise UnreadableSource(found, expected="a WhatsApp text export", remedy="Export the chat again.")
    text, encoding, bad = decode(data)
    return text.replace("\r\n", "\n") if "\r\n" in text else text, encoding, bad


def _factorize(texts: list[str]) -> tuple[np.ndarray, list[str]]:
    codes, unique = pd.factorize(np.array(texts, dtype=object))
    return codes, list(unique)


def _real_headers(
    day_codes: np.ndarray, time_codes: np.ndarray, written: list[Written], clocks: list[Clock]
) -> np.ndarray:
    """Say which header-like lines are headers.

    One export writes all of its headers alike. So when the look of the first one is that of most, a line that
    looks otherwise was pasted into a message, unless there are so many that two exports were put into one file.
    """
    looks: dict[tuple[Any, ...], int] = {}
    pairs = day_codes.astype("int64") * len(clocks) + time_codes
    distinct, inverse = np.unique(pairs, return_inverse=True)
    which = np.empty(len(distinct), dtype="int64")
    for at, pair in enumerate(distinct.tolist()):
        look = (written[pair // len(clocks)].look, clocks[pair % len(clocks)].look)
        which[at] = looks.setdefault(look, len(looks))
    mine = which[inverse]
    whole = np.array([look[0][0] == look[1][0] for look in looks], dtype=bool)  # a bracket that opens also closes
    counts = np.bincount(mine, minlength=len(looks))
    good = whole.copy()
    first = mine[0] if len(mine) else 0
    if len(mine) and whole[first] and counts[first] * 2 >= len(mine):
        good &= (counts >= 10) & (counts * 5 >= len(mine))
        good[first] = True
    return good[mine]


def _put_back(real: np.ndarray, days: list[str], times: list[str], bodies: list[str]) -> tuple[list[str], str]:
    """Return the bodies with every line that is no header put back, as written, where it stood; and what led them."""
    kept: list[list[str]] = [[]]
    for is_real, day, time, body in zip(real.tolist(), days, times, bodies, strict=True):
        if is_real:
            kept.append([body])
        else:
            kept[-1].append(f"\n{day}{time}{body}")
    joined = ["".join(parts) if len(parts) != 1 else parts[0] for parts in kept]
    return joined[1:], joined[0]


def _orders(
    written: list[Written], codes: np.ndarray, attachments: list[list[str]], languages: set[str],
    wish: str | None, name: str,
) -> dict[tuple[Any, ...], Decision]:  # fmt: skip
    """Decide the order of day and month for every look of dates in the file: nearly always there is one."""
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


def _when(
    written: list[Written], clocks: list[Clock], day_codes: np.ndarray, time_codes: np.ndarray,
    orders: dict[tuple[Any, ...], Decision],
) -> np.ndarray:  # fmt: skip
    """Return the wall times; each distinct date and each distinct time was read once."""
    read = [as_date(each, orders[each.look[1:]].order) if each.look[1:] in orders else None for each in written]
    days = np.array(read, dtype="datetime64[D]").astype("datetime64[us]")
    seconds = [np.timedelta64("NaT") if each.seconds is None else np.timedelta64(each.seconds, "s") for each in clocks]
    times = np.array(seconds, dtype="timedelta64[us]")
    return days[day_codes] + times[time_codes]


def _written_time(days: list[str], times: list[str], day_codes: np.ndarray, time_codes: np.ndarray) -> pd.Series:
    day = np.array([INVISIBLE.sub("", each).strip(EDGES) for each in days], dtype=object)
    time = np.array([INVISIBLE.sub("", each).rstrip(EDGES) for each in times], dtype=object)
    return pd.Series(day[day_codes] + time[time_codes] if len(day_codes) else [], dtype="str")


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
    named = {name for names in frame["attachments"] for name in names}
    if source.beside and (missing := len(named - set(source.beside))) and len(source.beside) > 1:
        said.append(f"{missing} of {len(named)} attachments named in the chat did not come with it.")
    return said


def steps_back(frame: pd.DataFrame) -> list[int]:
    """Return the lines at which the written time is more than a minute before that of the line above."""
    when = frame["when"].to_numpy()
    return frame["line"].to_numpy()[1:][np.diff(when) < -STEP_BACK].tolist() if len(when) > 1 else []
