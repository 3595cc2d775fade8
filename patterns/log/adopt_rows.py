"""One row of an old log turned into one of ours: what a column does not take is kept beside, never dropped."""

from __future__ import annotations

from collections import Counter
from datetime import time
from typing import Any

from patterns.log import dates, foreign
from patterns.log.cells import Reading, Unreadable, blank, plain
from patterns.log.declare import CHOICE, CHOICES, CODES, DATE, LISTS, MOMENT, TIME, YES_NO, Column, key
from patterns.log.match import Match, Wishes
from patterns.log.old import Row
from patterns.log.readers import convert
from patterns.log.tables import header_key, letters

IN_WORDS = "When in words"
Unclear = list[tuple[dates.Ambiguous, Any, str]]


def convert_row(
    found: Match, row: Row, reading: Reading, asked: Wishes, beside: Counter[str], unclear: Unclear
) -> dict[str, Any]:
    """Return the cells of our row by header.

    Cells that their column does not take are counted in `beside`, dates that can be read two ways go to `unclear`.
    """
    made: dict[str, Any] = {}
    for place, value in enumerate(row.cells):
        column, header = found.columns.get(place), found.block.headers.get(place, "")
        if blank(value) or not (column or place in found.beside):
            continue
        if column is None:
            made[_beside(header, found)] = value
            continue
        try:
            _put(made, column, value, reading, asked, found)
            if place == found.dated:
                _begin(made, str(value), reading)
        except Unreadable:
            _set_aside(made, column, value, header, found, beside)
        except dates.Ambiguous as either:
            unclear.append((either, value, f"{letters(place)}{row.number}"))
    if found.ticked and "Date" in made:
        made["Record complete"] = "yes"
    return made


def _put(made: dict[str, Any], column: Column, value: Any, reading: Reading, asked: Wishes, found: Match) -> None:
    read = convert(column, _ours(column, value, asked), reading)
    if column.kind == DATE:
        made[column.header] = read[0].date()
        if column.name == "date" and read[1] and found.target and any(c.name == "time" for c in found.target.columns):
            made.setdefault("Time", read[1])
    elif column.kind == MOMENT:
        made[column.header] = read[0] if read[1] else read[0].date()
    elif column.kind == TIME:
        if any(read):
            made[column.header] = read[0] or read[1]
    elif column.kind == YES_NO:
        made[column.header] = "yes" if read else "no"
    else:
        made[column.header] = "; ".join(read) if column.kind in LISTS else read


def _ours(column: Column, value: Any, asked: Wishes) -> Any:
    """Return a cell in our words: those that --map named, and what is known of other languages."""
    said = foreign.english(value, column)
    if column.kind in (CHOICE, CHOICES, CODES) and isinstance(said, str) and asked.words:
        return "; ".join(asked.words.get(foreign.folded(part), part.strip()) for part in said.split(";"))
    return said


def _begin(made: dict[str, Any], text: str, reading: Reading) -> None:
    """Take the date, and the time after it, from how a text begins; the text itself stays whole."""
    found = foreign.dated(text, reading.order)
    if found:
        made["Date"] = found[0]
        if isinstance(found[1], (str, time)):
            made["Time"] = found[1]


def _set_aside(
    made: dict[str, Any], column: Column, value: Any, header: str, found: Match, beside: Counter[str]
) -> None:
    """Keep the words of a cell that its column does not take: a time in words as such, all else in a column beside."""
    assert found.target is not None
    in_words = any(each.header == IN_WORDS for each in found.target.columns)
    if in_words and column.name in ("date", "time"):
        made[IN_WORDS] = ", ".join(each for each in (made.get(IN_WORDS), plain(value)) if each)
        return
    made[_beside(header, found)] = value
    beside[header] += 1


def _beside(header: str, found: Match) -> str:
    """Return the header of an extra column, one that cannot be taken for one of ours."""
    assert found.target is not None
    known = {key(column.header) for column in found.target.columns}
    return f"Old: {header}" if header_key(header) in known or not header_key(header) else header
