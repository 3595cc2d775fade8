"""Who wrote a line: the name before the first colon, unless the line is a notice or the name holds a colon."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from patterns.importers._base import HEADER_MARKS as MARKS
from patterns.importers._whatsapp_markers import LEADING, is_notice, markers

LONGEST_NAME = 100
INVISIBLE = re.compile(f"[{MARKS}]")
MARK_FIRST = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
SYSTEM = {"system", "sistema", "whatsapp", "système", "system message"}
REPEATED = 3  # so many messages that all begin alike: then what they begin with belongs to the name


def split(bodies: list[str]) -> tuple[list[str | None], list[str]]:
    """Return the sender (None for a notice) and the text of every line, texts without the marks in front of them."""
    parts = [body.partition(": ") for body in bodies]
    raw: list[str | None] = [name for name, _, _ in parts]
    texts = [text for _, _, text in parts]
    for row in [row for row, (name, colon, _) in enumerate(parts) if not colon or "\n" in name]:
        first, _, rest = bodies[row].partition("\n")
        raw[row], texts[row] = (first[:-1], rest) if first.endswith(":") else (None, "")
    del parts
    senders = _only_people(raw)
    nobody = [row for row, sender in enumerate(senders) if sender is None]
    for row in nobody:
        texts[row] = bodies[row]
    _names_without_space(senders, texts, nobody)
    _names_with_colon(senders, texts)
    begun = MARK_FIRST | {start[0] for start in markers().secured}
    suspects = [row for row, text in enumerate(texts) if text[:1] in begun]
    _not_the_chat(senders, texts, suspects, chat_name(bodies))
    for row in suspects:
        if texts[row][0] in MARK_FIRST:
            texts[row] = LEADING.sub("", texts[row])
    return senders, texts


def _only_people(raw: list[str | None]) -> list[str | None]:
    """Turn what stands before a colon into a name, or into nobody where it is part of a notice."""
    codes, written = pd.factorize(np.array(raw, dtype=object))
    counts = np.bincount(codes[codes >= 0], minlength=len(written)).tolist()
    names = [_name(name, count) for name, count in zip(written, counts, strict=True)]
    return np.array([*names, None], dtype=object)[codes].tolist()  # code -1 is the last: nobody


def _name(written: str, count: int) -> str | None:
    """Return a name as a person may have it, or None: a quotation that is cut in two is half of a notice."""
    name = INVISIBLE.sub("", written).strip(" ")
    quoted = name.count('"') % 2 or name.count("“") != name.count("”") or name.count("«") != name.count("»")
    quoted = quoted and count < REPEATED  # somebody may be called 6" Tom
    if not name or len(name) > LONGEST_NAME or quoted or (len(name) > 12 and is_notice(name)):
        return None
    return name


def _names_without_space(senders: list[str | None], texts: list[str], nobody: list[int]) -> None:
    """Read `Name:text` where the name is one that is known from other lines."""
    known = set(senders) - {None}
    for row in nobody:
        if ":" in texts[row]:
            name, _, text = texts[row].partition(":")
            if INVISIBLE.sub("", name).strip(" ") in known:
                senders[row], texts[row] = INVISIBLE.sub("", name).strip(" "), text


def _names_with_colon(senders: list[str | None], texts: list[str]) -> None:
    """Lengthen a name when everything it ever wrote begins with the same words and a colon."""
    begins: dict[str, tuple[str, int]] = {}
    whole: set[str | None] = {None}  # names that are known to end where they seem to end
    for sender, text in zip(senders, texts, strict=True):
        if sender in whole or sender is None:
            continue
        more, colon, _ = text[:LONGEST_NAME].partition(": ")
        before, count = begins.get(sender, (more, 0))
        begins[sender] = (more, count + 1)
        if not colon or "\n" in more or more != before:
            whole.add(sender)
    longer = {
        sender: f"{sender}: {more}"
        for sender, (more, count) in begins.items()
        if sender not in whole and count >= REPEATED
    }
    for row, sender in enumerate(senders if longer else ()):
        if sender in longer:
            senders[row] = longer[sender]
            texts[row] = texts[row][len(longer[sender]) - len(sender) :]


def _not_the_chat(senders: list[str | None], texts: list[str], suspects: list[int], chat: str | None) -> None:
    """Take the name off notices: iPhones put the name of the chat in front of them."""
    secured = markers().secured
    system = {name for name in set(senders) if name is not None and name.casefold() in SYSTEM}
    if system:
        suspects = suspects + [row for row, sender in enumerate(senders) if sender in system]
    for row in suspects:
        sender, text = senders[row], texts[row]
        if sender is not None and (
            LEADING.sub("", text).startswith(secured)
            or (text[:1] in MARK_FIRST and _marked_notice(sender, text, chat))
            or (sender in system and is_notice(text))
        ):
            senders[row] = None


def _marked_notice(sender: str, text: str, chat: str | None) -> bool:
    """Say whether a text behind an invisible mark is a notice: it wears the chat's name, or tells what its bearer did.

    People's own words can begin with such a mark too, where they were pasted.
    """
    bare = LEADING.sub("", text)
    if "\n" in bare or bare.startswith("<") or not is_notice(bare):
        return False
    return chat is None or sender == chat or bare.startswith(sender.lstrip("~\u00a0 "))


def chat_name(bodies: list[str]) -> str | None:
    """Return the name an iPhone puts in front of the first notice, which is the name of the chat."""
    for body in bodies[:3]:
        name, colon, text = body.partition(": ")
        if colon and LEADING.sub("", text).startswith(markers().secured):
            return INVISIBLE.sub("", name)
    return None
