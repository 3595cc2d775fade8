"""What entries of the log may tell of that their codes do not say: asked about, and never counted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import pandas as pd

from patterns.codes.book import Codebook
from patterns.codes.guards import notes, place_of, spoken
from patterns.codes.match import hits, words_of
from patterns.codes.matcher import Matcher, matcher_of
from patterns.codes.suggest import without_weaker
from patterns.errors import Problem
from patterns.log import Log
from patterns.schema import MAY_TELL, records
from patterns.words import listed, say, terms

URGENT = (
    "threat", "threat to others", "physical", "strangulation", "weapon",
    "sexual coercion", "stalking", "self-harm threat",
)  # fmt: skip  # what comes first before anyone has looked at it
STRANGULATION = "strangulation"
TEXTS = ("what_happened", "exact_words")
OF_A_LOG = ("third-person", "reported", "quoted")  # a log tells what somebody else did and said: no doubt in that


def may_tell(incidents: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """Return what the words of entries may tell of, answered or not (schema.MAY_TELL).

    The cues of messages are held against what happened and the exact words. What a guard doubts is `possible`, but
    for the guards that ask whether somebody else did or said it.
    """
    matcher = matcher_of(book)
    usual = {book.guards[name].note for name in OF_A_LOG if name in book.guards}
    found: dict[tuple[int, str], str] = {}
    for row in records(incidents[["row", *TEXTS]]):
        for text in (row[name] for name in TEXTS if pd.notna(row[name])):
            for code, strength in _told(book, matcher, str(text), usual):
                key = (row["row"], code)
                found[key] = min(strength, found.get(key, strength))  # clear stands before possible
    rows = [{"row": row, "code": code, "strength": strength} for (row, code), strength in found.items()]
    return MAY_TELL.conform(pd.DataFrame(rows)) if rows else MAY_TELL.empty()


def _told(book: Codebook, matcher: Matcher, text: str, usual: Collection[str]) -> list[tuple[str, str]]:
    words = words_of(matcher, text)
    found = [hit for hit in without_weaker(hits(matcher, words)) if hit.cue.code in URGENT and not hit.cue.needs]
    whole = spoken(words) if found else ""
    told = []
    for hit in found:
        doubts = set(notes(book, matcher, place_of(text, words, hit, False, whole))) - set(usual)
        told.append((hit.cue.code, "possible" if doubts else hit.cue.strength))
    return told


def unanswered(
    found: pd.DataFrame, incidents: pd.DataFrame, safety: Collection[str], before: date | None = None
) -> pd.DataFrame:
    """Return what nobody has answered, with the day of the entry (`date`), in the order of the rows.

    The code itself answers it, and so does a day under Talked through on. Another code about safety answers all but
    pressure on the neck, which asks for a doctor whatever else was done.

    Parameters
    ----------
    incidents : pandas.DataFrame
        The Incidents sheet, or those of its rows that are read.
    safety : collection of str
        The codes about safety.
    before : date, optional
        The review date: a talk on that day or later is not known yet.
    """
    rows = {row["row"]: row for row in records(incidents[["row", "date", "codes", "talked_through_on"]])}
    asked = [each["row"] in rows and _asked(each["code"], rows[each["row"]], safety, before) for each in records(found)]
    left = found.loc[asked]
    return left.assign(date=pd.to_datetime(left["row"].map({number: row["date"] for number, row in rows.items()})))


def _asked(code: str, row: dict[str, Any], safety: Collection[str], before: date | None) -> bool:
    codes, talked = row["codes"] or [], row["talked_through_on"]
    if code in codes or (pd.notna(talked) and (before is None or talked < pd.Timestamp(before))):
        return False
    return code == STRANGULATION or not any(each in safety for each in codes)


def questions(left: pd.DataFrame, log: Log) -> list[Problem]:
    """Return the question for each entry that may tell of something its codes do not say; none of its words."""
    letters = log.places.get("Incidents", {}).get("codes", "")
    by_row: dict[int, list[str]] = {}
    for each in records(left):
        by_row.setdefault(each["row"], []).append(each["code"])
    return [
        Problem(
            say("screen.may-tell", codes=listed(terms(codes))),
            remedy=say("screen.may-tell.remedy", codes=listed(terms(codes))),
            file=log.file,
            sheet="Incidents",
            cell=f"{letters}{row}" if letters else f"{row}:{row}",
            stops=False,
            topic="safety",
        )
        for row, codes in sorted(by_row.items())
    ]
