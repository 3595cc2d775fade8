"""The merged messages of a case, written to a file; and the raw lines that any one of them came from."""

from __future__ import annotations

import csv
import io
import re
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet.worksheet import Worksheet

from patterns.case import Case
from patterns.errors import PatternsError
from patterns.importers import raw_record
from patterns.literal import NOT_IN_XML, cell
from patterns.store import files, history
from patterns.store.temporary import own_files

EXPORTED = "messages"  # a line of the history
LONGEST_CELL = 32_767  # characters Excel keeps in a cell
MOST_ROWS = 1_048_575  # rows below a header on one sheet
BY_NUMBER = re.compile(f"[{NOT_IN_XML}]|_(?=x[0-9A-Fa-f]{{4}}_)")  # how .xlsx says them, and what looks like it


class Raw(NamedTuple):
    """What a message came from: where, and what stands there; `also_in` names the other sources that hold it."""

    source: str
    part: str
    line: int
    text: str
    also_in: list[str]


def write_messages(case: Case, path: Path) -> int:
    """Write schema.MESSAGES of a case to a file; return the number of rows.

    Parameters
    ----------
    path : Path
        Ends in .csv, .xlsx or .parquet. Nothing in it is a formula and nothing is lost. In .xlsx every word is text;
        a character that no workbook holds stands as Excel itself writes it, `_x0007_`. In a .csv a cell that a
        program would take for a formula begins with an apostrophe, as does one that began with an apostrophe; inside
        a cell the same holds behind every line break, semicolon and tab, where some programs begin a new cell. One
        taken away in each of these places gives back what was written. A .parquet holds every word as it was written.

    Raises
    ------
    PatternsError
        If there is such a file, the suffix is another, or the messages do not fit.
    """
    writers = {".csv": _csv, ".xlsx": _xlsx, ".parquet": _parquet}
    writer = writers.get(path.suffix.casefold())
    if writer is None:
        found = f"{path.name} does not say what to write"
        raise PatternsError(found, expected=f"a name that ends in {' or '.join(writers)}", remedy="Give another name.")
    if path.exists():
        raise PatternsError(f"{path.name} is already there.", remedy="Nothing was changed. Give another name.")
    table = case.messages
    data = writer(table)
    files.write(path, data)
    note_export(case, path, data, len(table))
    return len(table)


def note_export(case: Case, path: Path, data: bytes, rows: int) -> None:
    """Note in the case's history that messages were written to a file: by its name alone, with its sum."""
    if case.keep:
        history.append(case.folder, EXPORTED, file=path.name, sha256=sha256(data).hexdigest(), rows=rows)


def raw(case: Case, message_id: str) -> Raw:
    """Return the lines of its source that a message came from.

    Raises
    ------
    PatternsError
        If the case has no such message.
    UnreadableSource
        If its source is no longer what was imported.
    """
    found = case.messages.loc[case.messages["message_id"] == message_id]
    if found.empty:
        raise PatternsError(
            f"There is no message {message_id[:40]!r} in this case.",
            expected="an id from the column message_id of `patterns messages`",
        )
    row = found.iloc[0]
    source, part, line = str(row["source"]), str(row["part"]), int(row["line"])
    text = raw_record(case.folder / source, source, part, line, str(row["text"]))
    return Raw(source, part, line, text, list(row["also_in"]))


def _flat(messages: pd.DataFrame) -> list[list[Any]]:
    """Return the header and the rows as plain cells: lists joined by semicolons, instants in UTC."""
    columns = []
    for name in messages:
        column = messages[name]
        if isinstance(column.dtype, pd.DatetimeTZDtype):
            cells = column.dt.strftime("%Y-%m-%dT%H:%M:%S.%fZ").tolist()
        elif column.dtype.kind == "M":
            cells = column.dt.strftime("%Y-%m-%d %H:%M:%S").tolist()
        elif column.dtype.kind == "b":
            cells = ["yes" if each else "no" for each in column.tolist()]
        else:
            cells = ["; ".join(map(str, each)) if isinstance(each, list) else each for each in column.tolist()]
        columns.append(["" if not isinstance(each, str) and pd.isna(each) else each for each in cells])
    return [list(messages.columns), *map(list, zip(*columns, strict=True))]


def _csv(messages: pd.DataFrame) -> bytes:
    text = io.StringIO()
    rows = ([cell(each) if isinstance(each, str) else each for each in row] for row in _flat(messages))
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig", "surrogatepass")  # the mark tells spreadsheet programs that it is UTF-8


def _xlsx(messages: pd.DataFrame) -> bytes:
    rows = [[_written(each) for each in row] for row in _flat(messages)]
    longest = max(len(each) for row in rows for each in row if isinstance(each, str))
    if len(messages) > MOST_ROWS or longest > LONGEST_CELL:
        found = f"the case has {len(messages):,} messages, the longest cell of {longest:,} characters"
        expected = f"at most {MOST_ROWS:,} rows and {LONGEST_CELL:,} characters in a cell, which is what .xlsx holds"
        raise PatternsError(found, expected=expected, remedy="Write a .csv instead.")
    data = io.BytesIO()
    with own_files():
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Messages")
        sheet.freeze_panes = "A2"
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
        book.save(data)
    return data.getvalue()


def _written(value: Any) -> Any:
    return BY_NUMBER.sub(lambda found: f"_x{ord(found.group()):04X}_", value) if isinstance(value, str) else value


def _cell(sheet: Worksheet, value: Any) -> Any:
    """Return a cell that is text where it holds text: nothing a message says is ever run as a formula."""
    if not isinstance(value, str):
        return value
    made = WriteOnlyCell(sheet, value=value)
    made.data_type = "s"
    return made


def _parquet(messages: pd.DataFrame) -> bytes:
    try:
        return messages.to_parquet(index=False)
    except ImportError as error:
        raise PatternsError(
            "Writing .parquet needs the library pyarrow, which is not installed.", remedy="Write a .csv or .xlsx."
        ) from error
