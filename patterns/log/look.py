"""How the workbook looks: calm, printable, the same in Excel and LibreOffice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import ceil

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from patterns.log import lists
from patterns.log.dates import FIRST_SERIAL, LAST_SERIAL
from patterns.log.declare import (
    CHOICE,
    CHOICES,
    CODES,
    DATE,
    HOURS,
    ID,
    MOMENT,
    NUMBER,
    PAUSE,
    SUGGESTED,
    TIME,
    WEEKDAYS,
    WHOLE,
    YES_NO,
    ZONE,
    Column,
    Sheet,
)  # fmt: skip
from patterns.log.plan import COUNTED, SHARE, Setting
from patterns.log.sheets import DAYS, SHEETS

INK, SECONDARY, LINES, ACCENT, GROUND, TINT = "1B2733", "5B6B7A", "C9D1D9", "0F6A73", "E6EDF0", "CFE3E5"
FONT = "Calibri"
PAGE_WIDTH = 190  # characters on a landscape page that can still be read
LAST_ROW = 3000  # drop-downs and marks reach to here
DAY_FORMAT, MOMENT_FORMAT, CLOCK_FORMAT = "ddd yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm"
FORMATS = {DATE: DAY_FORMAT, MOMENT: MOMENT_FORMAT, TIME: CLOCK_FORMAT}
WIDTHS = {
    DATE: 16, MOMENT: 18, TIME: 11, YES_NO: 11, WHOLE: 9, NUMBER: 9, ID: 10, CHOICE: 15, CHOICES: 15, CODES: 18,
    SUGGESTED: 15, PAUSE: 11, HOURS: 14, WEEKDAYS: 14, ZONE: 18,
}  # fmt: skip
TOP = Alignment(horizontal="left", vertical="top", wrap_text=True)
LINE = Side(style="thin", color=f"FF{LINES}")


def _font(color: str = INK, **more: object) -> Font:
    return Font(name=FONT, size=more.pop("size", 11), color=f"FF{color}", **more)  # type: ignore[arg-type]


def _fill(color: str) -> PatternFill:
    return PatternFill("solid", start_color=f"FF{color}", end_color=f"FF{color}")


def page(sheet: Worksheet, *, landscape: bool = True) -> None:
    """Set up printing: fitted to the width of the paper, header rows on every page, page numbers."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.center.text = "&P / &N"  # type: ignore[union-attr]
    sheet.sheet_view.showGridLines = landscape
    if landscape:
        sheet.print_title_rows = "1:2"
        sheet.print_options.gridLines = True  # a printed page can be filled in with a pen


def spread(sheet: Worksheet) -> None:
    """Print a wide sheet over as many pages side by side as keep it legible, its first column on each."""
    whole = sum(dimension.width for dimension in sheet.column_dimensions.values())
    sheet.page_setup.fitToWidth = max(1, ceil(whole / PAGE_WIDTH))
    if sheet.page_setup.fitToWidth > 1:
        sheet.print_title_cols = "A:A"


def title(cell: Cell) -> None:
    """Style the heading of the first sheet."""
    cell.font = _font(ACCENT, size=18, bold=True)


def step(number: Cell, words: Cell) -> None:
    """Style one numbered line of the first sheet."""
    number.font, number.alignment = _font(ACCENT, size=12, bold=True), TOP
    words.font, words.alignment = _font(size=12), TOP


def instruction(sheet: Worksheet, words: str, columns: int) -> None:
    """Write the line above the headers that says what the sheet is for."""
    cell = sheet.cell(1, 1, words)
    cell.font = _font(SECONDARY, size=12)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    sheet.row_dimensions[1].height = 36
    sheet.row_dimensions[2].height = 34


def header(cell: Cell, comment: str) -> None:
    """Style a header and give it its comment."""
    cell.font, cell.fill = _font("FFFFFF", bold=True), _fill(ACCENT)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    cell.border = Border(right=Side(style="thin", color=f"FF{GROUND}"))
    if comment:
        cell.comment = Comment(comment, "", width=320, height=60 + 18 * (len(comment) // 42))


def setting(sheet: Worksheet, row: int, declared: Setting) -> None:
    """Style one row of the Plan sheet."""
    name, value, meaning = (sheet.cell(row, place) for place in (1, 2, 3))
    name.font, value.font, meaning.font = _font(bold=True), _font(), _font(SECONDARY)
    name.alignment = meaning.alignment = TOP
    value.alignment = TOP
    name.border = value.border = meaning.border = Border(bottom=LINE)
    value.fill = _fill(GROUND)
    if declared.kind == SHARE:
        value.number_format = "0%"
    elif declared.kind == DATE:
        value.number_format = DAY_FORMAT
        _add(sheet, value.coordinate, _dates())
    elif declared.kind == COUNTED:
        _add(sheet, value.coordinate, DataValidation("list", f'"{",".join(lists.REPAIR_COUNTED)}"'))
    elif declared.kind == WHOLE:
        _add(sheet, value.coordinate, _numbers("whole", declared.least, declared.most))


def column(sheet: Worksheet, place: int, declared: Column) -> None:
    """Set a column's width and formats."""
    letter = get_column_letter(place)
    dimension = sheet.column_dimensions[letter]
    dimension.width = declared.width or WIDTHS.get(declared.kind, 20)
    dimension.font, dimension.alignment = _font(), TOP
    dimension.number_format = FORMATS.get(declared.kind, "General")


def offer(sheet: Worksheet, place: int, declared: Column, ranges: Mapping[tuple[str, ...], str], first: int) -> None:
    """Give a column's cells their drop-down or their check; those of an earlier version go."""
    letter = get_column_letter(place)
    checks = sheet.data_validations.dataValidation
    kept = [each for each in checks if {area.min_col for area in each.sqref.ranges} != {place}]
    sheet.data_validations.dataValidation = kept
    offered = _offered(declared, ranges)
    if offered:
        _add(sheet, f"{letter}{first}:{letter}{LAST_ROW}", offered)


def _offered(declared: Column, ranges: Mapping[tuple[str, ...], str]) -> DataValidation | None:
    if declared.kind in (DATE, MOMENT):
        return _dates(declared.remedy)
    if declared.kind == YES_NO:
        return _words('"yes,no"', "yes or no, or leave the cell empty.")
    if declared.kind == CHOICE:
        return _words(ranges[declared.choices], "Choose a word from the list, or leave the cell empty.")
    if declared.kind in (CHOICES, SUGGESTED, TIME, CODES):
        choices = DataValidation("list", ranges[tuple(lists.CODES) if declared.kind == CODES else declared.choices])
        choices.showErrorMessage = False  # several words, own words and clock times are welcome too
        return choices
    if declared.kind in (WHOLE, NUMBER):
        return _numbers("whole" if declared.kind == WHOLE else "decimal", declared.least, declared.most)
    return None


def _words(source: str, help_line: str) -> DataValidation:
    check = DataValidation("list", source, allow_blank=True)
    check.showErrorMessage, check.errorTitle, check.error = True, "Not read", help_line
    return check


def _dates(remedy: str = "") -> DataValidation:
    check = DataValidation("date", str(FIRST_SERIAL), operator="between", formula2=str(LAST_SERIAL), allow_blank=True)
    check.showErrorMessage, check.errorTitle = True, "Not a date"
    check.error = remedy or "Write a date like 2026-03-03, or leave the cell empty."
    return check


def _numbers(kind: str, least: int, most: int) -> DataValidation:
    check = DataValidation(kind, str(least), operator="between", formula2=str(most), allow_blank=True)  # type: ignore[arg-type]
    check.showErrorMessage, check.errorTitle = True, "Not read"
    check.error = f"A number from {least} to {most}, or leave the cell empty."
    return check


def _add(sheet: Worksheet, cells: str, check: DataValidation) -> None:
    check.add(cells)
    sheet.add_data_validation(check)


def example(cell: Cell, declared: Column) -> None:
    """Style a cell of the greyed example row."""
    cell.font, cell.fill, cell.alignment = _font(SECONDARY, italic=True), _fill(GROUND), TOP
    cell.number_format = FORMATS.get(declared.kind, "General")


def entry(cell: Cell, declared: Column) -> None:
    """Style a filled cell."""
    cell.font, cell.alignment = _font(), TOP
    cell.number_format = FORMATS.get(declared.kind, "General")


def grow(sheet: Worksheet, row: int) -> None:
    """Make a row as high as its longest text needs: not every program does so when it opens a file."""
    lines = max(
        (
            ceil(1.1 * len(cell.value) / sheet.column_dimensions[cell.column_letter].width)
            for cell in sheet[row]
            if isinstance(cell, Cell) and isinstance(cell.value, str)
        ),
        default=1,
    )
    if lines > 1:
        sheet.row_dimensions[row].height = 15.5 * lines


def mark_missing(sheet: Worksheet, declared: Sheet, first: int) -> None:
    """Tint the cells that a begun row still needs; a hint, never an alarm."""
    places = {each.name: get_column_letter(place) for place, each in enumerate(declared.offered, start=1)}
    telling = [places[each.name] for each in declared.offered if not each.prefilled]
    begun = f"COUNTA(${telling[0]}{first}:${telling[-1]}{first})>0"
    for each in declared.offered:
        letter = places[each.name]
        if (each.required or each.asked) and not each.prefilled:
            when = f'${places["answer"]}{first}="yes"' if each.after_yes else begun
            rule = FormulaRule([f"AND({when},ISBLANK({letter}{first}))"], fill=_fill(TINT))
            sheet.conditional_formatting.add(f"{letter}{first}:{letter}{LAST_ROW}", rule)


def week_lines(sheet: Worksheet, first: int, start: date) -> None:
    """Draw a line above each plan week on the Days sheet."""
    for row in sheet.iter_rows(min_row=first, max_col=len(DAYS.offered)):
        on = row[0].value
        if isinstance(on, date) and (on - start).days % 7 == 0:
            for cell in row:
                cell.border = Border(top=Side(style="medium", color=f"FF{ACCENT}") if on == start else LINE)


def write_lists(sheet: Worksheet) -> dict[tuple[str, ...], str]:
    """Write the words behind the drop-downs, codes first with their meaning; return where each list stands."""
    page(sheet)
    instruction(sheet, "The words that the lists in this workbook offer. Changes here change nothing that is read.", 8)
    ranges: dict[tuple[str, ...], str] = {}
    for place, words in enumerate(("Code", "Meaning", "Outburst", "Safety"), start=1):
        header(sheet.cell(2, place, words), "")
    for number, code in enumerate(lists.CODES.values(), start=3):
        said = (code.code, code.meaning, "yes" if code.outburst else "", "yes" if code.safety else "")
        for place, words in enumerate(said, start=1):
            _listed(sheet.cell(number, place, words))
    ranges[tuple(lists.CODES)] = _where(1, len(lists.CODES))
    place = 5
    for declared in (each for each_sheet in SHEETS for each in each_sheet.columns):
        if declared.choices and declared.choices not in ranges:
            header(sheet.cell(2, place, declared.header), "")
            for number, word in enumerate(declared.choices, start=3):
                _listed(sheet.cell(number, place, word))
            ranges[declared.choices] = _where(place, len(declared.choices))
            place += 1
    for index in range(1, place):
        widest = {1: 20, 2: 58, 3: 10, 4: 8}.get(index, 21)
        sheet.column_dimensions[get_column_letter(index)].width = widest
    sheet.freeze_panes = "B3"
    spread(sheet)
    return ranges


def _listed(cell: Cell) -> None:
    cell.font, cell.alignment = _font(), TOP


def _where(place: int, count: int) -> str:
    letter = get_column_letter(place)
    return f"Lists!${letter}$3:${letter}${count + 2}"
