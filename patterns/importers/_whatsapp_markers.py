"""What WhatsApp wrote into an export itself, in the phone's language, told apart from what people wrote."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import repeat

import numpy as np

from patterns.importers._base import HEADER_MARKS as MARKS

LEADING = re.compile(f"^[{MARKS}]+")
BRACKETS = "<>. \u200e\u200f"
LONGEST = 64  # characters of the longest marker, with brackets
NAMED_FILE = re.compile(rf"[{MARKS}]*([^\n]*\.\w{{1,5}}) \(([^()\n]+)\)[{MARKS}]*(?:\n|\Z)")
MADE_NAME = re.compile(r"(?:IMG|VID|PTT|AUD|STK|DOC)-\d{8}-WA\d+\.\w+\Z")
IOS_FILE = re.compile(rf"<[^<>:\n]{{2,30}}?\s?[:：]\s*[{MARKS}]*([^<>\n]+\.\w{{1,5}})>(?:\n|\Z)")
IOS_DOCUMENT = re.compile(r"([^\n•]+\.\w{1,5}) • [^\n]*\Z")
EDITED = re.compile(rf"[ \n]?[{MARKS}]*<([^<>\n]{{4,60}})>[{MARKS}]*\Z")
LENGTH = r"\d+ ?(?:s|sec|second|min|minute|h|hr|hour|sek|std|сек|мин|ч)\w*\.?"
CALL = re.compile(rf"([^,.\n]{{4,40}})[,.][{MARKS},. ]*(?:{LENGTH}[, ]*)+\Z", re.IGNORECASE)
PLACE = re.compile(r"[^\W\d_]{4,14}: https://maps\.google\.com/\?q=[\d.,\-]+\Z")
VOTES = re.compile(r" \(\d+[^()\n]*\)$", re.MULTILINE)


@dataclass(frozen=True)
class Markers:
    """Every known marker: phrase -> (kind, languages), and what begins or is part of a notice."""

    phrases: dict[str, tuple[str, frozenset[str]]]
    attached: frozenset[str]
    edited: frozenset[str]
    polls: tuple[str, ...]
    secured: tuple[str, ...]
    notices: dict[str, frozenset[str]]
    disappearing: tuple[str, ...]
    customs: dict[str, str]


@dataclass
class Found:
    """What each text turned out to be, row by row, and in which languages WhatsApp spoke."""

    kinds: list[str]
    texts: list[str]
    words: list[str]
    attachments: list[list[str]]
    edited: list[bool]
    languages: set[str] = field(default_factory=set)


@cache
def markers() -> Markers:
    """Return the markers of all languages, read once from the table beside this module."""
    table = tomllib.loads(files(__package__).joinpath("whatsapp_markers.toml").read_text(encoding="utf-8"))
    phrases: dict[str, tuple[str, frozenset[str]]] = {}
    for language, said in table.items():
        for kind in ("media", "deleted", "call"):
            for phrase in said.get(kind, ()):
                known = phrases.get(phrase, (kind, frozenset()))
                phrases[phrase] = (known[0], known[1] | ({language} - {"every"}))
    notices: dict[str, frozenset[str]] = {}
    for language, said in table.items():
        for part in said.get("notice", ()):
            notices[part] = notices.get(part, frozenset()) | {language}
    return Markers(
        phrases,
        frozenset(_all(table, "attached")),
        frozenset(_all(table, "edited")),
        tuple(f"{word}:\n" for word in _all(table, "poll")),
        tuple(_all(table, "secured")),
        notices,
        tuple(_all(table, "disappearing")),
        {language: said.get("dates", "") for language, said in table.items()},
    )


def _all(table: dict[str, dict[str, list[str]]], name: str) -> Iterable[str]:
    return (phrase for said in table.values() for phrase in said.get(name, ()))


def plain(text: str) -> str:
    """Return a text in the form in which markers are compared."""
    return LEADING.sub("", text).replace("\u00a0", " ").casefold().strip(BRACKETS)


def classify(texts: list[str]) -> Found:
    """Tell what each text is: words, media, a call, a deleted message; take the edited marker off.

    Texts come without the invisible marks in front. Nothing else is changed in them.
    """
    found = Found(["text"] * len(texts), texts, list(texts), [[] for _ in texts], [False] * len(texts))
    ending = np.fromiter(map(str.endswith, texts, repeat(">")), dtype=bool, count=len(texts))
    for row in np.flatnonzero(ending).tolist():
        edit = EDITED.search(texts[row])
        if edit and plain(edit.group(1)) in markers().edited:
            found.edited[row] = True
            texts[row] = found.words[row] = texts[row][: edit.start()]
    told = _placeholders(found)
    for row, text in enumerate(texts):
        if (
            text[:1] == "<" or ")" in text or "•" in text or ":\n" in text or "maps.google" in text
        ) and row not in told:
            _look_closer(found, row, text)
    return found


def _placeholders(found: Found) -> set[int]:
    """Recognise the texts that are a marker and nothing else; return their rows."""
    phrases, texts, told = markers().phrases, found.texts, set()
    bare = [text.casefold().strip(BRACKETS) if len(text) <= LONGEST else "-" for text in texts]
    suspects = [row for row, small in enumerate(bare) if small in phrases]
    suspects += [row for row, text in enumerate(texts) if ("," in text or "." in text) and len(text) <= LONGEST]
    for row in suspects:
        known = phrases.get(bare[row]) if bare[row] or not texts[row] else None
        known = known or (_call(texts[row]) if "." in texts[row] or "," in texts[row] else None)
        if known:
            found.kinds[row], found.words[row] = known[0], ""
            found.languages |= known[1] if len(known[1]) == 1 else set()
            told.add(row)
    return told


def _call(text: str) -> tuple[str, frozenset[str]] | None:
    """Recognise a call with its length behind it: `Voice call, 5 min`."""
    timed = CALL.match(text)
    known = markers().phrases.get(plain(timed.group(1))) if timed else None
    return known if known and known[0] == "call" else None


def _look_closer(found: Found, row: int, text: str) -> None:
    """Recognise attachments, with or without a caption, places and polls."""
    named = NAMED_FILE.match(text)
    if named and (MADE_NAME.match(named.group(1)) or plain(named.group(2)) in markers().attached):
        _media(found, row, named.group(1), text[named.end() :])
    elif ios := IOS_FILE.match(text):
        _media(found, row, ios.group(1), text[ios.end() :])
    elif (paper := IOS_DOCUMENT.match(text)) and plain(text.rsplit("•", 1)[1].strip().partition(" ")[2]):
        if any(text.casefold().endswith(phrase) for phrase in ("omitted", "weggelassen", "omitido", "omesso", "omis")):
            _media(found, row, paper.group(1), "")
    elif PLACE.match(text):
        found.kinds[row] = "media"
    elif text[:20].casefold().startswith(markers().polls):
        found.words[row] = VOTES.sub("", text)  # votes grow from export to export; the question stays
    elif text[:1] == "<" and (known := markers().phrases.get(plain(text.partition("\n")[0]))):
        found.kinds[row], found.words[row] = known[0], text.partition("\n")[2]


def _media(found: Found, row: int, name: str, caption: str) -> None:
    found.kinds[row], found.words[row] = "media", caption
    found.attachments[row] = [re.sub(f"[{MARKS}]", "", name)]


def is_notice(text: str) -> bool:
    """Say whether a line speaks about the chat itself, in any known language."""
    small = text.casefold()
    return text.startswith(markers().secured) or any(part in small for part in markers().notices)


def spoken(notices: Iterable[str]) -> set[str]:
    """Return the languages that only one reading of these notices allows."""
    small = [text.casefold() for text in notices]
    return {
        next(iter(languages))
        for part, languages in markers().notices.items()
        if len(languages) == 1 and any(part in text for text in small)
    }


def disappearing(notices: Iterable[str]) -> bool:
    """Say whether any notice speaks of messages that disappear."""
    return any(part in text.casefold() for text in notices for part in markers().disappearing)
