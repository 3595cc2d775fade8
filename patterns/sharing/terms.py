"""Whom and what a shared copy must not name: every person with a pseudonym, and what else names somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from patterns.errors import PatternsError
from patterns.people import INVISIBLE, NUMBER
from patterns.schema import records
from patterns.sharing.folding import fold
from patterns.sharing.ordinary import NOT_NAMES, ROLE_WORDS, ordinary
from patterns.words import listed, say

PUBLIC = "public"  # in Shown as: this name may stand in a shared copy
MAY_BE_PUBLIC = ("professional", "third party")
UNNAMED = ("supporter",)  # not even their pseudonyms stand in a shared copy
CLOSE = ("me", "other", "child", "supporter")
ROLE_LETTERS = {"me": "p", "other": "o"}  # Person P and Person O are called so in every report
FAULTS = ("no-pseudonym", "not-public", "pseudonym-names")
WORDS = re.compile(r"[^\W_]+(?:['’ʼ\-][^\W\d_]+)*")


@dataclass(frozen=True)
class Term:
    """Something to remove.

    Attributes
    ----------
    written : str
        As it stands in the case.
    shown : str
        What stands in its place.
    counted_as : str
        Under which name the summary counts it.
    asked : bool
        Whether a word of everyday language in lower case may be this name, so that a person has to say.
    also_lower : bool
        Whether it is this name in lower case too.
    """

    written: str
    shown: str
    counted_as: str
    asked: bool = False
    also_lower: bool = True


def of_people(people: pd.DataFrame) -> list[Term]:
    """Return a term for every name, spelling, number and handle on the People sheet, and for each part of a name.

    Raises
    ------
    PatternsError
        If a person has no pseudonym, or one that cannot be used; all cells are named.
    """
    rows = [row for row in records(people) if _spellings(row)]
    _check(rows)
    found: dict[str, Term] = {}
    for row in rows:
        shown = row["shown_as"].strip()
        if fold(shown) == PUBLIC:
            continue
        put = say("sharing.somebody") if row["role"] in UNNAMED else shown
        for written in _spellings(row):
            for each in (written, *_parts(written)):
                asked = row["role"] in CLOSE or each == written
                found.setdefault(fold(each), Term(each, put, shown, asked))
    return list(found.values())


def public(people: pd.DataFrame) -> set[str]:
    """Return the folded names of those who are marked public."""
    rows = [row for row in records(people) if fold(str(row["shown_as"]).strip()) == PUBLIC]
    return {fold(each) for row in rows for written in _spellings(row) for each in (written, *_parts(written))}


def of_others(written: Iterable[str], shown: str, *, whole: bool = False) -> list[Term]:
    """Return terms for further names: senders nobody knows, who was present, places, names of files.

    Parameters
    ----------
    whole : bool
        Take each as it stands; otherwise its capitalised words that are not everyday ones.
    """
    found: dict[str, Term] = {}
    for text in written:
        each = INVISIBLE.sub("", str(text)).strip()
        if len(fold(each)) < 2:
            continue
        if whole or is_number(each):
            found.setdefault(fold(each), Term(each, shown, shown))
        for part in () if whole else _parts(each):
            if fold(part) not in ordinary():
                found.setdefault(fold(part), Term(part, shown, shown, also_lower=False))
    return list(found.values())


def is_number(written: str) -> bool:
    """Tell whether this is a telephone number or the like."""
    return NUMBER.fullmatch(INVISIBLE.sub("", written).strip()) is not None


def _spellings(row: dict[str, Any]) -> list[str]:
    name, known = row["name"], row["known_as"]
    several = list(known) if isinstance(known, list) else []
    written = [*([] if pd.isna(name) else [str(name)]), *map(str, several)]
    cleaned = [" ".join(INVISIBLE.sub("", each).split()) for each in written]
    return [each for each in cleaned if fold(each) and fold(each) not in NOT_NAMES]


def _parts(written: str) -> Iterator[str]:
    """Yield the words of a spelling that may be used alone: a first name, a surname, the words of a handle."""
    if is_number(written):
        return
    handle = "@" not in written and not any(each.isspace() for each in written)
    for word in WORDS.findall(written):
        word = re.sub(r"['’ʼ]s$", "", word)
        for each in dict.fromkeys((word, *re.split(r"['’ʼ\-]|(?<=\D)(?=\d)", word))):
            plain = fold(each)
            if len(plain) < 2 or plain in NOT_NAMES or plain.isdigit():
                continue
            if not each[0].islower() or (handle and len(plain) > 3):
                yield each


def _check(rows: list[dict[str, Any]]) -> None:
    """Refuse while a person has no pseudonym that can be used."""
    names = {fold(part) for row in rows for each in _spellings(row) for part in (each, *_parts(each))} - ROLE_WORDS
    cells: dict[str, list[str]] = {}
    for row in rows:
        if fault := _fault(row, names):
            cells.setdefault(fault, []).append(f"People!D{row['row']}")
    if cells:
        raise PatternsError(
            " ".join(say(f"sharing.{fault}", cells=listed(cells[fault])) for fault in FAULTS if fault in cells),
            expected=say("sharing.pseudonym-expected"),
            remedy=say("sharing.pseudonym-remedy"),
        )


def _fault(row: dict[str, Any], names: set[str]) -> str:
    """Return what is wrong with the pseudonym of one row, if anything."""
    shown = "" if pd.isna(row["shown_as"]) else str(row["shown_as"]).strip()
    if not shown:
        return "no-pseudonym"
    if fold(shown) == PUBLIC:
        return "" if row["role"] in MAY_BE_PUBLIC else "not-public"
    words = {fold(shown), *(fold(each) for each in (*WORDS.findall(shown), *_parts(shown)))}
    initials = {fold(part)[0] for each in _spellings(row) for part in WORDS.findall(each)}
    letters = {fold(each) for each in re.findall(r"(?<![^\W\d_])[^\W\d_](?![^\W\d_])", shown)}
    told = bool((letters - {ROLE_LETTERS.get(row["role"], "")}) & initials)
    return "pseudonym-names" if told or words & names or re.search(r"@|\d{4}|://", shown) else ""
