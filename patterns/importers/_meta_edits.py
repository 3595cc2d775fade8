"""Edited messages: the export writes the new wording as a second message that ends with "(edited)"."""

from __future__ import annotations

from difflib import SequenceMatcher

from patterns.importers._base import Skipped
from patterns.importers._meta_record import Row

MARKER = " (edited)"
LONGEST = 16 * 60 * 1000  # a message can be edited for fifteen minutes
OFTENEST = 5  # times
ALIKE = 0.6
MOST = 50  # messages of both sides that are looked back through
COMPARED = 400  # characters
REASON = "the wording before it was edited, kept with the message"


def join_edits(rows: list[Row]) -> tuple[list[Row], list[Skipped]]:
    """Return rows in which a message and its edited wordings are one, and the records that went into another.

    The message stays at the time it was sent, with the words it ended with; `earlier` holds those before. Somebody
    may type "(edited)": only what follows a message like it, by the same person and in time, is its new wording.

    Parameters
    ----------
    rows : list of Row
        In order of time.
    """
    places = [place for place, row in enumerate(rows) if row.kind == "text" and row.text.endswith(MARKER)]
    if not places:
        return rows, []
    rows, skipped = list(rows), []
    gone: set[int] = set()
    for place in places:
        before = _before(rows, place, gone)
        if before is None:
            continue
        first, new = rows[before], rows[place]
        text = new.text.removesuffix(MARKER)
        rows[place] = new._replace(
            text=text, words=text, edited=True, earlier=(*first.earlier, first.text), ms=first.ms,
            reactions=[*first.reactions, *new.reactions],
        )  # fmt: skip
        gone.add(before)
        skipped.append(Skipped(first.line, REASON))
    kept = [row for place, row in enumerate(rows) if place not in gone]
    return sorted(kept, key=lambda row: row.ms), skipped


def _before(rows: list[Row], place: int, gone: set[int]) -> int | None:
    """Return the message that one is the new wording of: the one most like it, the latest of equals."""
    new = rows[place]
    text, best, found = new.text.removesuffix(MARKER)[:COMPARED], ALIKE, None
    for other in range(place - 1, max(-1, place - 1 - MOST), -1):
        row = rows[other]
        if new.ms - row.ms > LONGEST and not row.edited:
            break
        late = new.ms - row.ms > LONGEST or len(row.earlier) >= OFTENEST
        if late or other in gone or row.sender != new.sender or row.kind != "text" or not row.text:
            continue
        like = _likeness(row.text[:COMPARED], text)
        if like > best:
            best, found = like, other
    return found


def _likeness(old: str, new: str) -> float:
    if old == new or (len(old) >= 4 and new.startswith(old)) or (len(new) >= 4 and old.startswith(new)):
        return 1.0
    return SequenceMatcher(None, old, new, autojunk=False).ratio()
