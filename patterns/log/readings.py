"""What each row of the log said before: kept when the log is read, so that a changed row can show it.

Append-only, private, inside the case; no count is ever computed from it. Deleting `history/` loses only
this and the running numbers of a chronology, which are kept beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, time
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from patterns.log.cells import plain
from patterns.log.declare import DATE, LISTS, MOMENT, TIME, Sheet
from patterns.log.read import Log
from patterns.log.sheets import SHEETS
from patterns.store import history
from patterns.store import lines as stored

FILE = Path("history") / "log.jsonl"
FIRST, CHANGED, GONE = "first", "changed", "gone"
COMMON = 200  # a cell that more rows share says nothing about which row it is
Cells = dict[str, str]


class Kept(NamedTuple):
    """One reading of one row: `number` stays with the row wherever it is moved to; no cells once it is gone."""

    number: int
    at: str
    sheet: str
    row: int
    cells: Cells


class Change(NamedTuple):
    """One change of a row: when it was noticed, and what each changed cell said before and after; empty if nothing."""

    sheet: str
    row: int
    at: str
    before: Cells
    after: Cells


def keep(case: Path, log: Log) -> bool:
    """Add what is new or different since the last reading; return whether anything could be added.

    A case that cannot be written to is left as it is: nothing depends on this.
    """
    kept = _read(case)
    latest = {each.number: each for each in kept}
    at = datetime.now(UTC).isoformat(timespec="seconds")
    number = max(latest, default=0)
    lines: list[Kept] = []
    for sheet in SHEETS:
        there = {each.number: each for each in latest.values() if each.sheet == sheet.name and each.cells}
        for row, cells, known in _paired(there, list(_rows(sheet, log))):
            if known is None:
                number += 1
                lines.append(Kept(number, at, sheet.name, row, cells))
            else:
                there.pop(known.number)
                lines += [] if known.cells == cells else [known._replace(at=at, row=row, cells=cells)]
        lines += [each._replace(at=at, cells={}) for each in there.values()]
    return bool(lines) and _append(case, lines, {each.number for each in kept})


def numbers(case: Path, log: Log) -> dict[tuple[str, int], int]:
    """Return the number that stays with each row wherever it is moved to, by sheet and row; none for a row not kept."""
    latest = {each.number: each for each in _read(case)}
    found = {}
    for sheet in SHEETS:
        there = {each.number: each for each in latest.values() if each.sheet == sheet.name and each.cells}
        for row, _, known in _paired(there, list(_rows(sheet, log))):
            if known is not None:
                found[sheet.name, row] = known.number
    return found


def changes(case: Path, log: Log) -> list[Change]:
    """Return every change of the rows that are in the log now, by sheet and row, the earliest first."""
    readings: dict[int, list[Kept]] = defaultdict(list)
    for each in _read(case):
        readings[each.number].append(each)
    found = []
    for sheet in SHEETS:
        there = {number: all_[-1] for number, all_ in readings.items() if all_[-1].sheet == sheet.name}
        for row, cells, known in _paired(there, list(_rows(sheet, log))):
            said = [*readings[known.number], known._replace(cells=cells)] if known else []
            for before, after in pairwise(said):
                if before.cells != after.cells:
                    found.append(_change(sheet.name, row, before, after))
    return found


def _change(sheet: str, row: int, before: Kept, after: Kept) -> Change:
    headers = [name for name in {**before.cells, **after.cells} if before.cells.get(name) != after.cells.get(name)]
    was, is_now = ({name: each.cells.get(name, "") for name in headers} for each in (before, after))
    return Change(sheet, row, after.at, was, is_now)


def _rows(sheet: Sheet, log: Log) -> Iterator[tuple[int, Cells]]:
    """Yield the number of each row and what its cells say, by header."""
    frame: pd.DataFrame = getattr(log, sheet.attribute)
    columns = {name: frame[name].tolist() for name in frame.columns}
    for index, row in enumerate(columns["row"]):
        said = {column.header: _said(column.kind, column.name, columns, index) for column in sheet.columns}
        yield int(row), {header: words for header, words in said.items() if words}


def _said(kind: str, name: str, columns: dict[str, list[Any]], index: int) -> str:
    value = columns[name][index]
    if kind in LISTS:
        return "; ".join(value)
    if kind == TIME:
        part = columns["part_of_day"][index]
        return value.isoformat("minutes") if isinstance(value, time) else "" if pd.isna(part) else part
    if value is None or value is pd.NA or value != value:
        return ""
    if kind == DATE or (kind == MOMENT and not columns[f"{name}_timed"][index]):
        return str(value.date())
    return plain(value.to_pydatetime()) if kind == MOMENT else plain(value)


def _paired(there: dict[int, Kept], rows: list[tuple[int, Cells]]) -> list[tuple[int, Cells, Kept | None]]:
    """Return each row with the reading it continues: the same words, else the same Id, else most of the same cells."""
    left = dict(there)
    found: dict[int, Kept] = {}
    alike: dict[frozenset[tuple[str, str]], list[Kept]] = defaultdict(list)
    for each in sorted(left.values(), key=lambda kept: -kept.row):
        alike[frozenset(each.cells.items())].append(each)
    for row, cells in rows:
        same = alike.get(frozenset(cells.items()))
        if same:
            found[row] = left.pop(same.pop().number)
    for named in (_by_id, _by_cells):
        rest = [(row, cells) for row, cells in rows if row not in found]
        if rest and left:
            found |= named(left, rest)
    return [(row, cells, found.get(row)) for row, cells in rows]


def _by_id(left: dict[int, Kept], rows: list[tuple[int, Cells]]) -> dict[int, Kept]:
    ids = {each.cells["Id"]: each.number for each in left.values() if "Id" in each.cells}
    found = {}
    for row, cells in rows:
        number = ids.pop(cells.get("Id", ""), None)
        if number is not None:
            found[row] = left.pop(number)
    return found


def _by_cells(left: dict[int, Kept], rows: list[tuple[int, Cells]]) -> dict[int, Kept]:
    """Pair rows that share at least half of the cells of the shorter; the most first, then the nearest."""
    holding: dict[tuple[str, str], list[int]] = defaultdict(list)
    for each in left.values():
        for cell in each.cells.items():
            holding[cell].append(each.number)
    pairs = []
    for row, cells in rows:
        shared = Counter(n for cell in cells.items() if len(holding[cell]) <= COMMON for n in holding[cell])
        for number, count in shared.items():
            if 2 * count >= min(len(cells), len(left[number].cells)):
                pairs.append((-count, abs(left[number].row - row), row, number))
    found: dict[int, Kept] = {}
    for _, _, row, number in sorted(pairs):
        if row not in found and number in left:
            found[row] = left.pop(number)
    return found


def _read(case: Path) -> list[Kept]:
    """Return every reading kept so far; a line that cannot be read is passed over."""
    try:
        lines = stored.read(case / FILE)
    except OSError:
        return []
    kept = []
    for line in lines:
        try:
            said = json.loads(line)
            kept.append(Kept(said["number"], said["at"], said["sheet"], said["row"], said["cells"]))
        except (ValueError, KeyError, TypeError):
            continue
    return kept


def _append(case: Path, lines: list[Kept], known: set[int]) -> bool:
    path = case / FILE
    counts = Counter(GONE if not each.cells else CHANGED if each.number in known else FIRST for each in lines)
    text = "".join(json.dumps(each._asdict(), ensure_ascii=False, sort_keys=True) + "\n" for each in lines)
    try:
        stored.add(path, text.encode())
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return False
    history.append(case, "log", rows=dict(sorted(counts.items())), kept=FILE.as_posix(), sha256=digest)
    return True
