"""The rows of one sheet turned into messages, each with its moment; what has none is told apart."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from patterns.importers._base import Skipped, Source, Wishes, shorten
from patterns.importers._table_cells import read_cell, read_clock
from patterns.importers._table_columns import Layout
from patterns.importers._table_csv import Grid
from patterns.importers._table_dates import Moments, moments
from patterns.importers._table_words import known, writes_day_first

UTC_NAMED = re.compile(r"\b(?:utc|gmt)\b", re.I)
FILES = re.compile(r"[;\n]")
KINDS = {"said_sent": "sent", "said_received": "received"}


class Read(NamedTuple):
    """One sheet as read: its rows below the names, their moments, and where everything stands."""

    grid: Grid
    layout: Layout
    rows: list[tuple[int, list[Any]]]
    moments: Moments
    skipped: list[Skipped]


def read_sheet(grid: Grid, found: Layout, wishes: Wishes, name: str, *, wall: bool = False) -> Read:
    """Read the moments of one sheet, as wall times if told so, and part its rows into messages and what is none."""
    names, columns = grid.rows[found.head][1], found.columns
    skipped = [
        Skipped(line, "above the names of the columns") for line, cells in grid.rows[: found.head] if filled(cells)
    ]
    below = [row for row in grid.rows[found.head + 1 :] if filled(row[1])]
    again = [row for row in below if row[1] == names]
    below = [row for row in below if row[1] != names]
    skipped += [Skipped(line, "the names of the columns again") for line, _ in again]
    cells = [read_cell(_cell(row, columns["sent"]), grid.epoch) for _, row in below]
    clocks = [read_clock(_cell(row, columns["time"])) if "time" in columns else None for _, row in below]
    told = [found.names[column] for column in columns.values()]
    when = moments(
        cells, clocks, wishes.date_order, name, day_first=writes_day_first(told),
        utc=bool(UTC_NAMED.search(found.names[columns["sent"]])), wall=wall,
    )  # fmt: skip
    skipped += [
        Skipped(line, _no_date(row, columns)) for (line, row), at in zip(below, when.when, strict=True) if at is None
    ]
    return Read(grid, found, below, when, skipped + grid.skipped)


def _no_date(row: list[Any], columns: dict[str, int]) -> str:
    told = shorten(written(_cell(row, columns["sent"])))
    return f"no such date or time: {told}" if told else "no date"


def frame_of(read: Read, source: Source, several: bool) -> pd.DataFrame:
    """Return one row per message of a sheet."""
    columns = read.layout.columns
    kept = [
        (line, row, at, timed)
        for (line, row), at, timed in zip(read.rows, read.moments.when, read.moments.timed, strict=True)
        if at is not None
    ]
    told = {role: [written(_cell(row, columns[role])) for _, row, _, _ in kept] for role in columns}
    blank = [""] * len(kept)
    said = [_said(each) for each in told.get("direction", blank)]
    files = [[part for each in FILES.split(cell) if (part := each.strip())] for cell in told.get("attachments", blank)]
    kinds = [
        "notice" if each == "said_notice" else "media" if some else "text"
        for each, some in zip(said, files, strict=True)
    ]
    senders = [
        name if kind != "notice" and name.strip() else None
        for name, kind in zip(told.get("sender", blank), kinds, strict=True)
    ]
    clocks = told.get("time", blank)
    strings = {
        "sender": senders,
        "kind": kinds,
        "text": told["text"],
        "conversation": _conversations(told, senders, read, source, several),
        "direction": [KINDS.get(each) for each in said],
        "written_time": [f"{day} {clock}".strip() for day, clock in zip(told["sent"], clocks, strict=True)],
        "sheet": [read.grid.sheet] * len(kept),
    }
    words = ["" if kind == "notice" else text for kind, text in zip(kinds, told["text"], strict=True)]
    return pd.DataFrame({name: pd.Series(values, dtype="str") for name, values in strings.items()}).assign(
        when=np.array([at for _, _, at, _ in kept], dtype="datetime64[us]"),
        line=np.array([line for line, _, _, _ in kept], dtype="int64"),
        words=pd.Series(words, dtype="object"),
        attachments=pd.Series(files, dtype="object"),
        timed=np.array([timed for _, _, _, timed in kept], dtype=bool),
    )


def _conversations(
    told: dict[str, list[str]], senders: list[str | None], read: Read, source: Source, several: bool
) -> list[str]:
    """Return the chat of each row: its column, or who wrote to whom, or the name of the sheet or file."""
    title = read.grid.sheet if several else re.sub(r"\.\w{1,5}$", "", source.title)
    if "conversation" in told:
        return [each or title for each in told["conversation"]]
    if "recipient" in told:
        pairs = zip(senders, told["recipient"], strict=True)
        return [", ".join(sorted({each for each in pair if each})) or title for pair in pairs]
    return [title] * len(senders)


def _said(cell: str) -> str:
    """Return whether a cell says sent, received or notice; empty where it says nothing known."""
    word = cell.strip().casefold()
    return next((role for role in (*KINDS, "said_notice") if word in known(role)), "")


def _cell(row: list[Any], column: int) -> Any:
    return row[column] if column < len(row) else None


def written(value: Any) -> str:
    """Return a cell as it is shown; words untouched, whole numbers without a fraction."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).upper() if isinstance(value, bool) else str(value)


def filled(cells: list[Any]) -> bool:
    """Say whether there is anything in a row."""
    return any(written(cell).strip() for cell in cells)
