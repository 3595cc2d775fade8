"""The cells of an OpenDocument spreadsheet (.ods), read a row at a time; formulas by their stored value."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 1_048_576, 16_384, 3_000_000  # a file can ask for billions in a few bytes
_NAMES = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_TABLE, _OFFICE, _TEXT = (f"{{{_NAMES.format(name)}}}" for name in ("table", "office", "text"))
TABLE, ROW, CELL, COVERED = (
    f"{_TABLE}{name}" for name in ("table", "table-row", "table-cell", "covered-table-cell")
)  # fmt: skip
SPREADSHEET = f"{_OFFICE}spreadsheet"
PARAGRAPH = f"{_TEXT}p"
UNSEEN = {f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}ruby-text"}  # not part of what the cell says
_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")


class TooLarge(Exception):
    """A spreadsheet that asks for more cells than any log has."""


@dataclass
class Sheet:
    """One sheet as it is being read; places count from 1."""

    name: str
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # first row and column, last row and column
    cells: int = 0
    empty: int = 0  # rows since the last one with content, which may turn out to be the end of the sheet

    def add(self, row: Element) -> None:
        """Add a row as often as it says it is repeated.

        Raises
        ------
        TooLarge
            If that makes more rows or cells than any log has.
        """
        again = _repeated(row, "number-rows-repeated", MOST_ROWS)
        number = len(self.rows) + self.empty + 1
        values = tuple(self._values(row, number))
        if not values:
            self.empty = min(self.empty + again, MOST_ROWS)
            return
        self.cells += len(values) * again
        if self.cells > MOST_CELLS or number + again > MOST_ROWS + 1:
            raise TooLarge
        self.rows += [()] * self.empty + [values] * again
        self.empty = 0

    def _values(self, row: Element, number: int) -> list[Any]:
        values: list[Any] = []
        place = 1
        for cell in row:
            if cell.tag not in (CELL, COVERED):
                continue
            again = _repeated(cell, "number-columns-repeated", MOST_COLUMNS)
            value = None if cell.tag == COVERED else _value(cell)
            if value is not None:
                if place + again > MOST_COLUMNS + 1:
                    raise TooLarge
                values += [None] * (place - 1 - len(values)) + [value] * again
            elif cell.get(f"{_TABLE}formula") is not None:
                self.uncomputed.add((number, place))
            self._spans(cell, number, place)
            place += again
        return values

    def _spans(self, cell: Element, row: int, place: int) -> None:
        down, right = (int(cell.get(f"{_TABLE}number-{way}-spanned", 1)) for way in ("rows", "columns"))
        if down > 1 or right > 1:
            self.merged.append((row, place, row + down - 1, place + right - 1))


def protected(package: zipfile.ZipFile) -> bool:
    """Tell whether the file's parts are encrypted with a password."""
    return MANIFEST in package.namelist() and b"encryption-data" in package.read(MANIFEST)


def sheets(package: zipfile.ZipFile) -> Iterator[Sheet]:
    """Yield every sheet of the file, in order.

    Raises
    ------
    TooLarge
        If repeated rows or columns would make more cells than any log has.
    """
    above: list[str] = []
    sheet: Sheet | None = None
    with package.open(CONTENT) as content:
        for event, element in iterparse(content, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                if element.tag == TABLE and above[-1] == SPREADSHEET:  # not a table kept for links or old changes
                    sheet = Sheet(element.get(f"{_TABLE}name", ""))
                above.append(element.tag)
                continue
            above.pop()
            if sheet and element.tag == ROW and above.count(TABLE) == 1:
                sheet.add(element)
                element.clear()
            elif sheet and element.tag == TABLE and above[-1] == SPREADSHEET:
                yield sheet
                sheet = None
                element.clear()


def _repeated(element: Element, name: str, most: int) -> int:
    again = int(element.get(f"{_TABLE}{name}", 1))
    if not 1 <= again <= most:
        raise TooLarge
    return again


def _value(cell: Element) -> Any:
    kind = cell.get(f"{_OFFICE}value-type")
    words = "\n".join("".join(_words(part)) for part in cell if part.tag == PARAGRAPH)
    if kind is None:
        return words or None
    if kind in ("float", "percentage", "currency"):
        number = float(cell.get(f"{_OFFICE}value", "nan"))
        return int(number) if number.is_integer() else number if number == number else words or None
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        return _date(cell.get(f"{_OFFICE}date-value", ""), words)
    if kind == "time":
        return _time(cell.get(f"{_OFFICE}time-value", ""), words)
    return cell.get(f"{_OFFICE}string-value") or words or None  # the attribute, where there is one, is the exact text


def _date(text: str, words: str) -> datetime | str | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return words or None


def _time(text: str, words: str) -> time | timedelta | str | None:
    match = _DURATION.fullmatch(text)
    if not match:
        return words or None
    hours, minutes, seconds = map(int, match.groups())
    if hours < 24 and minutes < 60 and seconds < 60:
        return time(hours, minutes, seconds)
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _words(element: Element) -> Iterator[str]:
    """Yield the text of a paragraph; line breaks in the file itself are only there for its readers."""
    yield _unwrapped(element.text)
    for part in element:
        if part.tag == f"{_TEXT}s":
            yield " " * min(int(part.get(f"{_TEXT}c", 1)), MOST_COLUMNS)
        elif part.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield "\t" if part.tag.endswith("tab") else "\n"
        elif part.tag not in UNSEEN:
            yield from _words(part)
        yield _unwrapped(part.tail)


def _unwrapped(text: str | None) -> str:
    return re.sub(r"[ \t]*[\r\n][ \t\r\n]*", " ", text or "")  # LibreOffice itself keeps runs of spaces
