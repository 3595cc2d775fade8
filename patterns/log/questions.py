"""What the log leaves open: asked about, never guessed, and never a reason to stop."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from patterns.errors import Problem
from patterns.log.declare import Column, Sheet
from patterns.log.lists import APART
from patterns.log.tables import Table

NEARLY = 0.85  # likeness of two texts from which they may tell the same event
_WORDING = {
    "code": ("no code, so this counts as other abusive", "Choose a code, or leave it as it is."),
    "answer time": ("a yes without the time it came, so it is left out of the count", "Write when the answer came."),
    "session": ("a session without a status", "Choose what became of it."),
    "rating": ("a statement that is not fully rated yet", "Rate it alone or with your therapist, when you want to."),
}


def _question(
    table: Table, place: tuple[str, str], column: str, row: int, found: str, remedy: str, topic: str
) -> Problem:
    file, sheet = place
    cell = f"{table.places.get(column, '')}{row}" if column in table.places else f"{row}:{row}"
    return Problem(found, remedy=remedy, file=file, sheet=sheet, cell=cell, stops=False, topic=topic)


def empty_cells(sheet: Sheet, table: Table, file: str) -> list[Problem]:
    """Ask about rows without a date or an id, and about what else the sheet's declaration wants asked."""
    problems = []
    asked: set[tuple[int, str]] = set()
    unreadable = {problem.cell for problem in table.problems if problem.stops}
    for column in sheet.columns:
        if not (column.required or column.asked):
            continue
        for row in _without(table.frame, column):
            topic = column.asked or "date unknown"
            if (row, topic) not in asked and f"{table.places.get(column.name)}{row}" not in unreadable:
                asked.add((row, topic))
                found, remedy = _WORDING[topic] if column.asked else _no_meaning(column)
                place = (file, sheet.name)
                problems.append(_question(table, place, column.name, row, found, remedy, topic))
    return problems


def _no_meaning(column: Column) -> tuple[str, str]:
    if column.header in ("Date", "Offered at"):
        return "a row without a date: it is kept and listed, and counts nowhere", "Write the date if you know it."
    return f"a row without {column.header}: it is kept, and nothing can refer to it", f"Fill in {column.header}."


def _without(frame: pd.DataFrame, column: Column) -> list[int]:
    cells = frame[column.name]
    empty = cells.map(len).eq(0) if cells.dtype == object else cells.isna()
    if column.after_yes:
        empty &= frame["answer"].eq("yes").fillna(False).astype(bool)
    return frame.loc[empty.astype(bool), "row"].tolist()


def boundaries(incidents: Table, known: pd.DataFrame, file: str) -> list[Problem]:
    """Ask about entries that name a limit which is not on the Boundaries sheet."""
    ids = {text.strip().casefold() for text in known["id"].dropna()}
    rows = incidents.frame.loc[incidents.frame["boundary"].notna(), ["row", "boundary"]]
    return [
        _question(
            incidents, (file, "Incidents"), "boundary", row, "a limit that is not on the Boundaries sheet",
            "Write its Id as it stands there, or add the limit.", "boundary",
        )
        for row, cell in rows.itertuples(index=False)
        if any(part.strip() and part.strip().casefold() not in ids for part in cell.split(";"))
    ]  # fmt: skip


def repeated_days(days: Table, file: str) -> list[Problem]:
    """Ask about a date that has more than one filled row on the Days sheet."""
    again = days.frame.loc[days.frame["date"].notna() & days.frame["date"].duplicated(), "row"]
    found, remedy = "this date has a row further up; the later row is the one that is read", "Keep one of the two."
    return [_question(days, (file, "Days"), "date", row, found, remedy, "days") for row in again]


class Entry(NamedTuple):
    """What is compared of an entry."""

    row: int
    clock: Any
    part: Any
    words: str
    name: str
    same_as: str


def links(incidents: Table, file: str) -> list[Problem]:
    """Name every `Same incident as` that refers to no row, or to more than one."""
    frame = incidents.frame
    times = Counter(_name(each) for each in frame["id"].dropna())
    problems = []
    for entry in _entries(frame.loc[frame["same_incident_as"].notna()]):
        if not entry.same_as or entry.same_as == APART or times[entry.same_as] == 1:
            continue
        several = times[entry.same_as] > 1
        problems.append(
            Problem(
                "an Id that more than one row has" if several else "an Id that no row has",
                expected=f"the Id of another row, or {APART}",
                remedy="Write a short Id into the Id column of the row you mean, and the same here.",
                file=file,
                sheet="Incidents",
                cell=f"{incidents.places['same_incident_as']}{entry.row}",
            )
        )
    return problems


def _entries(frame: pd.DataFrame) -> list[Entry]:
    columns = ["row", "time", "part_of_day", "what_happened", "exact_words", "id", "same_incident_as"]
    return [
        Entry(row, clock, None if pd.isna(part) else part, _words(facts, exact), _name(name), _name(same_as))
        for row, clock, part, facts, exact, name, same_as in frame[columns].itertuples(index=False)
    ]


def _words(*texts: Any) -> str:
    return " ".join(" ".join(str(text).split()) for text in texts if not pd.isna(text)).casefold()


def _name(cell: Any) -> str:
    return "" if pd.isna(cell) else str(cell).strip().casefold()


def duplicates(incidents: Table, file: str) -> tuple[tuple[tuple[int, int], ...], list[Problem]]:
    """Return the pairs of rows that may tell the same event and are not decided yet, and a question for each."""
    frame = incidents.frame
    dated = frame.loc[frame["date"].notna() & frame["date"].duplicated(keep=False)]
    by_day: dict[Any, list[Entry]] = {}
    for day, entry in zip(dated["date"], _entries(dated), strict=True):
        by_day.setdefault(day, []).append(entry)
    pairs = [
        (first.row, second.row)
        for _, same_day in sorted(by_day.items())
        for first, second in combinations(same_day, 2)
        if _alike(first, second) and not _decided(first, second)
    ]
    return tuple(pairs), [_may_be_one(incidents, file, *pair) for pair in pairs]


def _may_be_one(incidents: Table, file: str, first: int, second: int) -> Problem:
    found = f"rows {first} and {second} may be the same event; until you decide, counts are shown as a range"
    remedy = f"To join them, give row {first} an Id and write it into Same incident as; to keep both, write {APART}."
    place = (file, "Incidents")
    return _question(incidents, place, "same_incident_as", second, found, remedy, "duplicate")


def _alike(first: Entry, second: Entry) -> bool:
    if first.clock and second.clock and first.clock != second.clock:
        return False
    if not (first.clock or second.clock) and first.part and second.part and first.part != second.part:
        return False
    if not first.words or not second.words:
        return False
    return _nearly(first.words, second.words)


def _nearly(first: str, second: str) -> bool:
    """Tell whether two texts are alike; cheap bounds, never below the likeness, spare most pairs the comparison."""
    both = len(first) + len(second)
    if 2 * min(len(first), len(second)) < NEARLY * both or 2 * _common(first, second) < NEARLY * both:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= NEARLY


def _common(first: str, second: str) -> int:
    """Return the length of the longest common subsequence, all places of `first` at once as the bits of one number.

    References
    ----------
    Hyyro, H. (2004). Bit-parallel LCS-length computation revisited. Proc. 15th AWOCA.
    """
    places: dict[str, int] = {}
    for index, letter in enumerate(first):
        places[letter] = places.get(letter, 0) | 1 << index
    whole = row = (1 << len(first)) - 1
    for letter in second:
        hit = row & places.get(letter, 0)
        row = ((row + hit) | (row - hit)) & whole
    return len(first) - row.bit_count()


def _decided(first: Entry, second: Entry) -> bool:
    if APART in (first.same_as, second.same_as):
        return True
    known = [{entry.name, entry.same_as} - {""} for entry in (first, second)]
    return bool(known[0] & known[1])
