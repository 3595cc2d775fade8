"""The merged messages of a case, written to a file; and the raw lines that any one of them came from."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet.worksheet import Worksheet

from patterns.case import Case
from patterns.errors import PatternsError
from patterns.importers import raw_record
from patterns.store import files

LONGEST_CELL = 32_767  # characters Excel keeps in a cell
MOST_ROWS = 1_048_575  # rows below a header on one sheet
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # .xlsx names them by number
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069]")


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
        Ends in .csv, .xlsx or .parquet. Words stand in it as they were written: in .xlsx what looks like a formula
        is text; a .csv is for other programs and marks nothing.

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
    files.write(path, writer(table))
    return len(table)


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


def printable(text: str) -> str:
    """Return a text for a terminal: what would steer it is shown as its number."""
    return UNPRINTABLE.sub(lambda found: f"<U+{ord(found.group()):04X}>", text)


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
    csv.writer(text, lineterminator="\r\n").writerows(_flat(messages))
    return text.getvalue().encode("utf-8-sig", "surrogatepass")  # the mark tells spreadsheet programs that it is UTF-8


def _xlsx(messages: pd.DataFrame) -> bytes:
    longest = int(messages["text"].str.len().max()) if len(messages) else 0
    if len(messages) > MOST_ROWS or longest > LONGEST_CELL:
        found = f"the case has {len(messages):,} messages, the longest of {longest:,} characters"
        expected = f"at most {MOST_ROWS:,} rows and {LONGEST_CELL:,} characters in a cell, which is what .xlsx holds"
        raise PatternsError(found, expected=expected, remedy="Write a .csv instead.")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Messages")
    sheet.freeze_panes = "A2"
    for row in _flat(messages):
        sheet.append([_cell(sheet, value) for value in row])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _cell(sheet: Worksheet, value: Any) -> Any:
    """Return a cell that is text where it holds text: nothing a message says is ever run as a formula."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=NOT_IN_XML.sub(lambda found: f"_x{ord(found.group()):04X}_", value))
    cell.data_type = "s"
    return cell


def _parquet(messages: pd.DataFrame) -> bytes:
    try:
        return messages.to_parquet(index=False)
    except ImportError as error:
        raise PatternsError(
            "Writing .parquet needs the library pyarrow, which is not installed.", remedy="Write a .csv or .xlsx."
        ) from error
