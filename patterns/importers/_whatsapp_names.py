"""Who wrote a line: the name before the first colon, unless the line is a notice or the name holds a colon."""

from __future__ import annotations

import re
from collections import Counter

from patterns.importers._base import HEADER_MARKS as MARKS
from patterns.importers._whatsapp_markers import LEADING, is_notice, markers

LONGEST_NAME = 100
INVISIBLE = re.compile(f"[{MARKS}]")
MARK_FIRST = tuple("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
SYSTEM = {"system", "sistema", "whatsapp", "système", "system message"}
REPEATED = 3  # so many messages that all begin alike: then what they begin with belongs to the name


def split(bodies: list[str]) -> tuple[list[str | None], list[str]]:
    """Return the sender (None for a notice) and the text of every line, texts without the marks in front of them."""
    raw: list[str | None] = []
    texts: list[str] = []
    for body in bodies:
        name, colon, text = body.partition(": ")
        if not colon or "\n" in name:
            first, _, rest = body.partition("\n")
            name, colon, text = (first[:-1], ":", rest) if first.endswith(":") else ("", "", body)
        raw.append(name if colon else None)
        texts.append(text)
    senders = _only_people(raw, bodies)
    for row, name_ in enumerate(senders):
        if name_ is None:
            texts[row] = bodies[row]
    _names_without_space(senders, texts)
    _names_with_colon(senders, texts)
    senders = _not_the_chat(senders, texts, chat_name(bodies))
    return senders, [LEADING.sub("", text) if text.startswith(MARK_FIRST) else text for text in texts]


def _only_people(raw: list[str | None], bodies: list[str]) -> list[str | None]:
    """Turn what stands before a colon into a name, or into nobody where it is part of a notice."""
    names = {name: _name(name, count) for name, count in Counter(raw).items() if name is not None}
    return [names.get(name) if name is not None else None for name in raw]


def _name(written: str, count: int) -> str | None:
    """Return a name as a person may have it, or None: a quotation that is cut in two is half of a notice."""
    name = INVISIBLE.sub("", written).strip(" ")
    quoted = name.count('"') % 2 or name.count("“") != name.count("”") or name.count("«") != name.count("»")
    quoted = quoted and count < REPEATED  # somebody may be called 6" Tom
    if not name or len(name) > LONGEST_NAME or quoted or (len(name) > 12 and is_notice(name)):
        return None
    return name


def _names_without_space(senders: list[str | None], texts: list[str]) -> None:
    """Read `Name:text` where the name is one that is known from other lines."""
    known = set(senders) - {None}
    for row, sender in enumerate(senders):
        if sender is None and ":" in texts[row]:
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


def _not_the_chat(senders: list[str | None], texts: list[str], chat: str | None) -> list[str | None]:
    """Take the name off notices: iPhones put the name of the chat in front of them."""
    secured = markers().secured
    begun = {start[:4] for start in secured} | set(MARK_FIRST)
    named = list(senders)
    for row, (sender, text) in enumerate(zip(senders, texts, strict=True)):
        if sender is None or (text[:4] not in begun and text[:1] not in begun and sender.casefold() not in SYSTEM):
            continue
        marked = text.startswith(MARK_FIRST)
        if (
            LEADING.sub("", text).startswith(secured)
            or (marked and _marked_notice(sender, text, chat))
            or (sender.casefold() in SYSTEM and is_notice(text))
        ):
            named[row] = None
    return named


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
