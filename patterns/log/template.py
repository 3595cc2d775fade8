"""The workbook that people fill in, made from the declarations of the sheets."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from patterns.errors import PatternsError
from patterns.literal import NOT_IN_XML, as_number
from patterns.log import cells, look
from patterns.log.declare import DATE, MOMENT, Column, Sheet, key
from patterns.log.plan import BY_KEY, SETTINGS
from patterns.log.sheets import DAYS, SHEETS
from patterns.store.files import write
from patterns.store.temporary import own_files
from patterns.words import shortened

DAYS_BEFORE, DAYS_AFTER = 28, 26 * 7
CONSTANT = datetime(2000, 1, 1)  # noqa: DTZ001 - the same inputs make the same file, whenever it is made
INSTRUCTION, HEADER, EXAMPLE, FIRST = 1, 2, 3, 4  # rows
LONGEST_CELL = 32_767  # characters
UNHELD = re.compile(f"[{NOT_IN_XML}]")
Rows = Mapping[str, list[dict[str, object]]]

START_HERE = (
    "This workbook is your own record. It stays on this computer; the program only reads it.",
    "Begin with Incidents: a date and one line of what happened are enough. The row in grey italics is an example.",
    "Write what could be seen and heard. Your feelings have their own column, Effect on me.",
    "On Days, write yes under Record complete when everything of that day is in here, also when nothing happened. "
    "A day without it counts as not recorded, never as quiet.",
    "Cells with a small arrow take words from a list; several go with ; between. What each code means is on Lists.",
    "If you do not know something, leave it empty. Nothing has to be complete, and late entries are welcome.",
    "Do not write addresses, hiding places, new phone numbers, workplaces, schools, or what an exit plan says.",
    "Others may see this computer, its backups or its cloud copies. If you are unsure, use a safer device. "
    "In danger, call your local emergency number first.",
)


def write_template(path: str | Path, start: date, zone: str, country: str = "", more_days: int = 0) -> Path:
    """Write an empty log for a plan that starts on `start`; the same inputs give the same bytes.

    Parameters
    ----------
    path : path
        The workbook to write; what stood there is replaced whole or not at all.
    start : date
        Plan start; `Days` has a row per date from 28 days before it to 26 weeks after it.
    zone, country : str
        IANA name of the time zone; two letters, or nothing.
    more_days : int
        Further rows on `Days`.
    """
    return write_workbook(path, {}, start=start, zone=zone, country=country, more_days=more_days)


def write_workbook(
    path: str | Path,
    rows: Rows,
    *,
    start: date | None = None,
    zone: str = "",
    country: str = "",
    more_days: int = 0,
) -> Path:
    """Write the log with `rows` filled in: sheet name -> one dict per row, by header.

    `rows["Plan"]` are dicts of `Setting` and `Value`; they outrank the defaults and the other arguments. Rows of
    `Days` go into the row of their date. Text is written as text, also when it begins like a formula.

    Raises
    ------
    PatternsError
        If a sheet, header or setting does not exist, or no plan start is given.
    """
    values = _settings(rows.get("Plan", []), start, zone, country)
    begins = values["start"]
    if not isinstance(begins, date):
        raise PatternsError("the plan has no start.", expected="a date", remedy="Give start, or Plan start in Plan.")
    unknown = [name for name in rows if name != "Plan" and name not in {sheet.name for sheet in SHEETS}]
    if unknown:
        raise PatternsError(f"{unknown[0]} is not a sheet of the log.", expected=", ".join(s.name for s in SHEETS))
    book = Workbook()
    book.remove(book.worksheets[0])
    _start_here(book.create_sheet("Start here"))
    _plan(book.create_sheet("Plan"), values)
    made = {sheet.name: book.create_sheet(sheet.name) for sheet in SHEETS}
    ranges = look.write_lists(book.create_sheet("Lists"))
    for sheet in SHEETS:
        lay_out(made[sheet.name], sheet, ranges)
        filled = _days(rows.get(DAYS.name, []), begins, more_days) if sheet is DAYS else rows.get(sheet.name, [])
        for number, row in enumerate(filled, start=FIRST):
            _row(made[sheet.name], sheet, number, row)
    book.security = WorkbookProtection(lockStructure=True)  # sheets keep their names; every cell stays free
    look.week_lines(made[DAYS.name], FIRST, begins)
    write(Path(path), file_bytes(book))
    return Path(path)


def _settings(given: list[dict[str, object]], start: date | None, zone: str, country: str) -> dict[str, object]:
    values: dict[str, object] = {setting.attribute: setting.default for setting in SETTINGS}
    values |= {"zone": zone or None, "start": start, "country": country or None}
    for row in given:
        setting = BY_KEY.get(key(str(row["Setting"])))
        if setting is None:
            raise PatternsError(f"{row['Setting']} is not a setting of the plan.")
        values[setting.attribute] = _dated(row["Value"]) if setting.kind == DATE else row["Value"]
    return values


def _dated(value: object) -> object:
    """Return ISO text as a real date or moment; everything else as it is."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date.fromisoformat(value)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?", value):
        return datetime.fromisoformat(value)
    return value


def _start_here(sheet: Worksheet) -> None:
    look.page(sheet, landscape=False)
    sheet.column_dimensions["A"].width = 4
    sheet.column_dimensions["B"].width = 84
    look.title(put(sheet, 1, 1, "How to use this workbook"))
    for number, line in enumerate(START_HERE, start=1):
        look.step(put(sheet, number + 2, 1, number), put(sheet, number + 2, 2, line))
        sheet.row_dimensions[number + 2].height = 19 * (1 + len(line) // 88)


def _plan(sheet: Worksheet, values: Mapping[str, object]) -> None:
    look.page(sheet)
    words = "What was agreed. Change a Value where your plan says otherwise; the first two are needed."
    look.instruction(sheet, words, 3)
    for place, header in enumerate(("Setting", "Value", "Meaning"), start=1):
        look.header(put(sheet, HEADER, place, header), "")
    for letter, width in (("A", 31), ("B", 24), ("C", 74)):
        sheet.column_dimensions[letter].width = width
    for number, setting in enumerate(SETTINGS, start=HEADER + 1):
        for place, said in enumerate((setting.name, values[setting.attribute], setting.meaning), start=1):
            put(sheet, number, place, said)
        look.setting(sheet, number, setting)
    sheet.freeze_panes = "A3"


def lay_out(sheet: Worksheet, declared: Sheet, ranges: Mapping[tuple[str, ...], str]) -> None:
    """Lay out one sheet as declared: instruction, headers, drop-downs, the greyed example."""
    look.page(sheet)
    look.instruction(sheet, declared.instruction, len(declared.offered))
    for place, column in enumerate(declared.offered, start=1):
        look.header(put(sheet, HEADER, place, column.header), f"{column.meaning}.\n\nTakes {column.takes}.")
        look.column(sheet, place, column)
        look.offer(sheet, place, column, ranges, EXAMPLE)
        look.example(put(sheet, EXAMPLE, place, declared.example.get(column.header)), column)
    look.grow(sheet, EXAMPLE)
    look.mark_missing(sheet, declared, FIRST)
    look.spread(sheet)
    sheet.freeze_panes = "B3"


def _days(given: Iterable[dict[str, object]], start: date, more: int) -> list[dict[str, object]]:
    """Return one row per date, those given in the place of theirs; dates beyond the calendar follow it."""
    dates = [start + timedelta(days=offset) for offset in range(-DAYS_BEFORE, DAYS_AFTER + more)]
    calendar: dict[object, dict[str, object]] = {each: {"Date": each} for each in dates}
    further = []
    for row in given:
        on = _dated(row.get("Date"))
        if on in calendar and len(calendar[on]) == 1:
            calendar[on] = row
        else:
            further.append(row)
    return [*calendar.values(), *further]


def _row(sheet: Worksheet, declared: Sheet, number: int, row: Mapping[str, object]) -> None:
    places = {column.header: place for place, column in enumerate(declared.offered, start=1)}
    for header, value in row.items():
        if header not in places:
            raise PatternsError(f"{header} is not a column of {declared.name}.", expected=", ".join(places))
        column = declared.offered[places[header] - 1]
        look.entry(put(sheet, number, places[header], written(column, value)), column)
    if declared is not DAYS:
        look.grow(sheet, number)


def written(column: Column, value: object) -> object:
    """Return a value in the form in which its cell holds it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return "; ".join(cells.plain(each) for each in value)
    return _dated(value) if column.kind in (DATE, MOMENT) else value


def put(sheet: Worksheet, row: int, column: int, value: object) -> Cell:
    """Write one cell; text that begins like a formula stays text, also when somebody edits it later.

    A character that no workbook holds stands in it as its number, <U+0007>; text longer than a cell holds is cut, and
    says so.
    """
    cell: Any = sheet.cell(row, column)
    if isinstance(value, str):
        value = shortened(UNHELD.sub(as_number, value), LONGEST_CELL)
    if isinstance(value, (str, int, float, date, time)):
        cell.value = value
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@"):
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell


def file_bytes(book: Workbook) -> bytes:
    """Return the file, with every stamp of the moment in it replaced by a constant."""
    book.properties.creator = ""
    book.properties.created = CONSTANT
    raw, made = io.BytesIO(), io.BytesIO()
    with own_files():
        book.save(raw)
    stamp = f"{CONSTANT:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(raw) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as rewritten:
        for name in package.namelist():
            data = package.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, data)
            entry = zipfile.ZipInfo(name, CONSTANT.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            rewritten.writestr(entry, data)
    return made.getvalue()
