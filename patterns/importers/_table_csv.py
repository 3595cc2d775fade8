"""Delimited text read to the last line: any of four delimiters, quoted line ends, quotation marks never closed."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from patterns.importers._base import Skipped

DELIMITERS = ";\t,|"
LONGEST = 4 * 1024**2  # characters of one cell
LOOK = 60  # lines from which the delimiter is learned
RESTARTS = 20  # quotation marks that are never closed; a file with more of them is not quoted at all
NAMED = re.compile(r"\ufeff?sep=(.)\n?\Z", re.I)  # how Excel writes the delimiter into a first line


class Grid(NamedTuple):
    """The rows of one sheet, each with its number in the file; `epoch` is where a workbook counts its days from."""

    sheet: str
    rows: list[tuple[int, list[Any]]]
    skipped: list[Skipped]
    epoch: Any = None


def read_csv(text: str) -> Grid:
    """Return the rows of a delimited text, with LF as line end, each at the line it begins on."""
    lines = text.removeprefix("\ufeff").split("\n")
    lines = [f"{line}\n" for line in lines[:-1]] + lines[-1:] * bool(lines[-1])
    named = NAMED.match(lines[0]) if lines else None
    start = 1 if named else 0
    delimiter = named[1] if named else delimiter_of(lines[:LOOK])
    rows: list[tuple[int, list[Any]]] = []
    skipped: list[Skipped] = []
    with _long_cells():
        for _ in range(RESTARTS):
            broken = _read(lines, start, delimiter, csv.QUOTE_MINIMAL, rows)
            if broken is None:
                return Grid("", rows, skipped)
            skipped.append(broken)
            start = broken.line
        while (broken := _read(lines, start, delimiter, csv.QUOTE_NONE, rows)) is not None:
            skipped.append(broken)
            start = broken.line
    return Grid("", rows, skipped)


def delimiter_of(lines: list[str]) -> str:
    """Return the delimiter that cuts most lines into equally many cells."""
    best, most = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
        except csv.Error:
            continue
        width, times = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        weight = (times / max(sum(widths.values()), 1), width)
        if width > 1 and (weight[0] > most[0] + 0.2 or (weight[0] > most[0] - 0.2 and width > most[1])):
            best, most = delimiter, weight
    return best


def _read(
    lines: list[str], start: int, delimiter: str, quoting: Any, rows: list[tuple[int, list[Any]]]
) -> Skipped | None:
    """Read rows from a line on; return the one that cannot be read, or None at the end."""
    reader = csv.reader(lines[start:], delimiter=delimiter, quoting=quoting)
    while True:
        begin = start + reader.line_num
        try:
            row = next(reader)
        except StopIteration:
            return None
        except csv.Error:
            return Skipped(begin + 1, "this line is no row of a table: a cell is endless or damaged")
        end = start + reader.line_num
        if end == len(lines) and end > begin + 1 and quoting != csv.QUOTE_NONE and _open("".join(lines[begin:end])):
            return Skipped(begin + 1, "a quotation mark is never closed")
        rows.append((begin + 1, list(row)))


def _open(record: str) -> bool:
    return record.count('"') % 2 == 1


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let cells be as long as a message can be, and no longer; the limit is that of the whole program otherwise."""
    before = csv.field_size_limit(LONGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)
