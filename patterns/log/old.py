"""A log that somebody already has, whatever its shape: its sheets, where their headers end, and their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from patterns.errors import PatternsError
from patterns.log import dates, foreign
from patterns.log.cells import blank, plain
from patterns.log.tables import letters
from patterns.log.workbooks import SEARCHED_FOR_HEADERS, Closed, Grid, read_csv, read_workbook

CSV = (".csv", ".tsv", ".txt")
LONGEST_HEADER = 60
Cells = tuple[Any, ...]


class Row(NamedTuple):
    """One row of an old sheet: its number there, and its cells."""

    number: int
    cells: Cells


@dataclass(frozen=True)
class Block:
    """The table on one sheet: a header for each column that holds anything (from 0), and the rows below it."""

    sheet: str
    headers: dict[int, str]
    rows: list[Row]
    epoch: Any

    def values(self, place: int) -> list[Any]:
        """Return the filled cells of a column."""
        cells = (row.cells[place] if place < len(row.cells) else None for row in self.rows)
        return [cell for cell in cells if not blank(cell)]


def read_old(path: Path) -> list[Block]:
    """Return the table on every sheet of a workbook or CSV file that has rows.

    Raises
    ------
    PatternsError
        If the file cannot be read.
    """
    if not path.is_file():
        raise PatternsError(f"{path.name}: there is no such file.", expected="an .xlsx, .ods or .csv file")
    try:
        if path.suffix.casefold() in CSV:
            grids = [read_csv(path, path.name)]
        else:
            grids = read_workbook(path, path.name, merged=True)
    except Closed as error:
        raise PatternsError(
            f"{path.name} cannot be read: {error.why}.", expected=error.expected, remedy=error.remedy
        ) from error
    return [block for block in map(_block, grids) if block.rows]


def _block(grid: Grid) -> Block:
    own = [any(not blank(cell) for cell in row) for row in grid.rows]  # a row of nothing but merged cells is no row
    rows = _unmerged(grid)
    width = max((len(row) for row in rows), default=0)
    filled = [place for place in range(width) if any(place < len(row) and not blank(row[place]) for row in rows)]
    above, first = _head(rows, filled)
    below = [Row(number, row) for number, row in enumerate(rows[first:], start=first + 1) if own[number - 1]]
    headers: dict[int, str] = {}
    for place in filled:
        words = _header(rows, above, place)
        headers[place] = f"{words} / column {letters(place)}" if words in headers.values() else words
    used = {place for place in filled if any(place < len(row.cells) and not blank(row.cells[place]) for row in below)}
    return Block(grid.name, {place: words for place, words in headers.items() if place in used}, below, grid.epoch)


def _unmerged(grid: Grid) -> list[Cells]:
    """Return the rows with every merged area filled with what it says, but for titles as wide as the sheet."""
    rows = [list(row) for row in grid.rows]
    width = max((len(row) for row in rows), default=0)
    for top, left, bottom, right in grid.merged:
        if top > len(rows) or (left == 1 and right >= width and width > 1):
            continue
        value = rows[top - 1][left - 1] if left <= len(rows[top - 1]) else None
        for row in rows[top - 1 : bottom]:
            row += [None] * (right - len(row))
            row[left - 1 : right] = [value] * (right - left + 1)
    return [tuple(row) for row in rows]


def _head(rows: Sequence[Cells], filled: list[int]) -> tuple[list[int], int]:
    """Return the rows that hold headers (none, one or two), and the first row below them."""
    least = min(2, len(filled))
    top = range(min(SEARCHED_FOR_HEADERS, len(rows)))
    titled = [index for index in top if _looks_like_headers(rows[index], least)]
    named = [(_named(rows[index]), -index) for index in titled]
    if named and max(named)[0] >= 1:
        at = -max(named)[1]
    else:
        start = next((index for index in top if any(is_date(cell) for cell in rows[index])), None)
        if start is None or start == 0 or start - 1 not in titled:
            return [], start or 0
        at = start - 1
    heads = [at - 1, at] if at - 1 in titled else [at]
    if at + 1 in titled and len(heads) == 1 and _named(rows[at + 1]) and not _named_twice(rows[at], rows[at + 1]):
        heads = [at, at + 1]
    return heads, heads[-1] + 1


def _looks_like_headers(row: Cells, least: int) -> bool:
    said = [cell for cell in row if not blank(cell)]
    short = all(isinstance(cell, str) and len(cell) <= LONGEST_HEADER and not is_date(cell) for cell in said)
    return len({str(cell) for cell in said}) >= least and short


def _named(row: Cells) -> int:
    """Return how many of a row's cells are known as headers, in any language."""
    return sum(foreign.folded(cell) in _known_headers() for cell in row if isinstance(cell, str))


def _named_twice(first: Cells, second: Cells) -> bool:
    """Tell whether the second row is an entry that happens to hold a word known as a header."""
    return sum(cell is not None for cell in second) < sum(cell is not None for cell in first) / 2


@cache
def _known_headers() -> frozenset[str]:
    sheets = foreign.languages()["headers"].values()
    forms = {form for sheet in sheets for name, others in sheet.items() for form in (name, *others)}
    return frozenset(map(foreign.folded, forms))


def _header(rows: Sequence[Cells], above: list[int], place: int) -> str:
    said = [plain(rows[index][place]) for index in above if place < len(rows[index]) and not blank(rows[index][place])]
    words = [" ".join(each.split()) for each in dict.fromkeys(said)]
    return " / ".join(words) or f"column {letters(place)}"


def is_date(cell: Any) -> bool:
    """Tell whether a cell is a date, in whatever order of day and month."""
    if hasattr(cell, "year"):
        return bool(cell.year >= dates.FIRST_YEAR)
    if not isinstance(cell, str):
        return False
    try:
        return foreign.dated(cell[:LONGEST_HEADER], None) is not None
    except dates.Ambiguous:
        return True
