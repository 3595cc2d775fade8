"""Tables of messages: CSV with any of four delimiters, and Excel (.xlsx); one message in each row.

Which column holds what is guessed from names in many languages and from the contents, shown in the notes, and
corrected by whoever knows better.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from patterns.errors import UnknownFormat, UnreadableSource
from patterns.importers._base import Columns, Head, Skipped, Source, Wishes, listing, shorten
from patterns.importers._table_cells import read_cell
from patterns.importers._table_columns import Layout, header_row, layout
from patterns.importers._table_csv import Grid, read_csv
from patterns.importers._table_excel import read_excel
from patterns.importers._table_rows import Read, frame_of, read_sheet, written
from patterns.importers._text import decode

LABEL = "Table (CSV, Excel)"
LAST = True
TO_THE_DAY = "to the day"
LARGEST = 1024**3
HEAD = 64 * 1024
ZIP = b"PK\x03\x04"
DELIMITED = re.compile(r"[;,\t|]")


def detect(head: Head) -> bool:
    """Recognise a row of names above rows of which one column holds dates; prose and other files have none."""
    if head.data.startswith(ZIP):
        return _is_workbook(head)
    text = head.text.removeprefix("\ufeff").replace("\r\n", "\n")
    if text.lstrip()[:1] in ("{", "<") or text.lstrip().startswith(("[{", "[\n", "[[")) or "\n" not in text.strip():
        return False
    if len(head.data) >= HEAD:
        text = text[: text.rfind("\n") + 1]
    return _is_table(read_csv(text))


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read every row below the names of the columns.

    Raises
    ------
    UnknownFormat
        If it stays open which column holds the dates or the texts.
    AmbiguousDates
        If nothing decides which number of a date is the day.
    UnreadableSource
        If the file is damaged, or larger than any table.
    """
    grids, encoding, bad = _open(source)
    used, unused = _usable(grids, wishes, source.name)
    read = [read_sheet(grid, found, wishes, source.name) for grid, found in used]
    utc = all(each.moments.utc for each in read)
    if not utc and any(each.moments.utc for each in read):
        read = [read_sheet(grid, found, wishes, source.name, wall=True) for grid, found in used]
    frame = pd.concat([frame_of(each, source, len(read) > 1) for each in read], ignore_index=True)
    skipped = [_in_sheet(each, one.grid.sheet if len(grids) > 1 else "") for one in read for each in one.skipped]
    warnings = _warnings(read, frame, bad, unused)
    frame["time_note"] = pd.Series(TO_THE_DAY, index=frame.index, dtype="str").where(~frame["timed"])
    return Columns(
        frame.drop(columns="timed"), "table", "utc" if utc else "local", "s" if utc else "m", literal=False,
        skipped=skipped, notes=_notes(read, encoding), warnings=warnings,
    )  # fmt: skip


def raw(source: Source, line: int) -> str:
    """Return what stands in the table on one line or row, with the columns' names above it."""
    grids, _, _ = _open(source)
    said = []
    for grid in grids:
        head = header_row(grid)
        rows = [grid.rows[head]] if head is not None else []
        found = [row for row in grid.rows if row[0] == line]
        if found:
            said += ([grid.sheet] if grid.sheet else []) + ["\t".join(map(written, cells)) for _, cells in rows + found]
    return "\n".join(said)


def _open(source: Source) -> tuple[list[Grid], str, int]:
    """Return the sheets of a table, its encoding, and how many characters could not be read."""
    with source.open() as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        found = f"{source.name}: the table is larger than a gigabyte"
        raise UnreadableSource(found, expected="a table of messages", remedy="Export a shorter time at once.")
    if data.startswith(ZIP):
        return read_excel(source, data), "", 0
    text, encoding, bad = decode(data)
    text = text.replace("\r\n", "\n")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    return [read_csv(text)], encoding, bad


def _is_workbook(head: Head) -> bool:
    """Say whether a .zip is a workbook with a table; of a larger one only its beginning is known."""
    if len(head.data) >= HEAD:
        return b"xl/" in head.data or b"[Content_Types].xml" in head.data[:200]
    try:
        return any(map(_is_table, read_excel(Source("", "", "", lambda: NotImplemented), head.data)))
    except UnreadableSource:
        return False


def _is_table(grid: Grid) -> bool:
    """Say whether there is a row of names above dates, and most rows below are as wide."""
    head = header_row(grid)
    if head is None:
        return False
    below = [width for _, cells in grid.rows[head + 1 :] if (width := _width(cells))]
    wide = len(grid.rows[head][1])
    return bool(below) and sum(2 <= width <= wide for width in below) * 5 >= 4 * len(below)


def _width(cells: list[Any]) -> int:
    """Return how many cells there are up to the last one with something in it."""
    return next((at for at in range(len(cells), 0, -1) if written(cells[at - 1]).strip()), 0)


def _usable(grids: list[Grid], wishes: Wishes, name: str) -> tuple[list[tuple[Grid, Layout]], list[str]]:
    """Return the sheets that hold messages, and the names of the others; the first reason, where there is none."""
    used, unused, errors = [], [], []
    for grid in grids:
        try:
            used.append((grid, layout(grid, wishes.columns, name)))
        except UnknownFormat as error:
            unused.append(grid.sheet)
            errors.append((header_row(grid) is None, error))
    if not used:
        if errors:
            raise min(errors, key=lambda pair: pair[0])[1]
        raise UnknownFormat(f"{name}: the table is empty", expected="rows of messages", remedy="Export it again.")
    return used, unused


def _in_sheet(skipped: Skipped, sheet: str) -> Skipped:
    return Skipped(skipped.line, f"sheet {shorten(sheet)}: {skipped.reason}") if sheet else skipped


def _notes(read: list[Read], encoding: str) -> dict[str, Any]:
    decisions = list(dict.fromkeys(each for one in read for each in one.moments.decisions))
    columns = {
        role: each.layout.names[column] for each in reversed(read) for role, column in each.layout.columns.items()
    }
    return {
        "columns": columns,
        "date_order": ", ".join(dict.fromkeys(each.order for each in decisions)),
        "date_order_why": "; ".join(dict.fromkeys(each.why for each in decisions)),
        "date_order_sure": ", ".join(dict.fromkeys(each.sure for each in decisions)),
        "encoding": encoding,
        "own_identity": "who wrote what the table marks as sent"
        if any("direction" in each.layout.columns for each in read)
        else "not said by this export",
    }


def _warnings(read: list[Read], frame: pd.DataFrame, bad: int, unused: list[str]) -> list[str]:
    """Return everything about a table that a reader should know before quoting from it."""
    said = [each for one in read for each in one.moments.warnings]
    untimed = frame.loc[~frame["timed"], "line"].tolist()
    if untimed:
        said.append(
            f"{len(untimed)} rows hold a date without a time and were read as midnight: line {listing(untimed)}."
        )
    if bad:
        said.append(f"{bad} characters could not be read and are shown as \ufffd: the file was damaged or re-saved.")
    if unused:
        said.append(
            f"Sheets without dates and texts in named columns were not read: {', '.join(map(shorten, unused[:10]))}."
        )
    if not any("sender" in each.layout.columns for each in read):
        said.append("No column says who wrote a message: name it with sender=..., if there is one.")
    like = _like_rows(read, frame)
    if like:
        said.append(f"Lines inside a cell look like rows, at line {listing(like)}: a quotation mark may be missing.")
    return said


def _like_rows(read: list[Read], frame: pd.DataFrame) -> list[int]:
    """Return the rows with a text of which a later line begins like a row: perhaps a quotation mark is missing."""
    found = []
    for line, text in zip(frame["line"].tolist(), frame["text"].tolist(), strict=True):
        for inner in text.split("\n")[1:] if "\n" in text else ():
            cells = DELIMITED.split(inner, 12)
            if len(cells) > 1 and any(read_cell(cell, None) for cell in cells[:12] if len(cell) <= 40):
                found.append(line)
                break
    return found
