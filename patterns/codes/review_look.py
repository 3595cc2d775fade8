"""How the sheets of review.xlsx look: headers, closed texts, lines to stop at, lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from patterns.codes import sheets
from patterns.codes.book import Codebook
from patterns.log import look
from patterns.log.declare import Sheet
from patterns.log.template import put
from patterns.words import say

FIRST = 3  # first row below instruction and headers
INK, TOP = Font(name=look.FONT, size=11, color=f"FF{look.INK}"), look.TOP
STOP = Font(name=look.FONT, size=11, italic=True, color=f"FF{look.ACCENT}")
STOP_GROUND = PatternFill("solid", start_color=f"FF{look.GROUND}", end_color=f"FF{look.GROUND}")
Row = dict[str, object]


def lay_out(made: Workbook, declared: Sheet, rows: Sequence[Row], book: Codebook, batch: int) -> None:
    """Lay out one sheet: instruction, headers, rows, a line to stop at after each batch."""
    sheet: Any = made.create_sheet(declared.name)
    look.page(sheet)
    look.instruction(sheet, declared.instruction, min(12, len(declared.columns)))
    headers = [column.header for column in declared.columns]
    for place, column in enumerate(declared.columns, start=1):
        look.header(put(sheet, 2, place, column.header), column.meaning)
        look.column(sheet, place, column)
        dimension = sheet.column_dimensions[get_column_letter(place)]
        if column.header in sheets.HIDDEN_TEXT and declared is not sheets.BLIND:
            dimension.outlineLevel, dimension.hidden = 1, True
        dimension.hidden = dimension.hidden or column.header in sheets.HIDDEN
    if "Words" in headers:
        sheet.column_dimensions[get_column_letter(headers.index("Words") + 2)].collapsed = True
    number = FIRST
    for count, row in enumerate(rows, start=1):
        cells = {"No.": str(count)} | row if "No." in headers else row
        for place, column in enumerate(declared.columns, start=1):
            value = cells.get(column.header)
            if value not in (None, ""):
                cell = put(sheet, number, place, value)
                cell.font, cell.alignment = INK, TOP
                cell.number_format = look.FORMATS.get(column.kind, "General")
        sheet.row_dimensions[number].height = 31
        number += 1
        if batch and count % batch == 0 and count < len(rows):
            _stopping_line(sheet, number, say("passages.stop", done=count, all=len(rows)), len(headers))
            number += 1
    _offer(sheet, headers, max(number, FIRST + 1), book)
    sheet.freeze_panes = "B3"


def _stopping_line(sheet: Worksheet, row: int, words: str, columns: int) -> None:
    cell = put(sheet, row, 1, words)
    cell.font, cell.fill, cell.alignment = STOP, STOP_GROUND, Alignment(vertical="center")
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=min(12, columns))


def _offer(sheet: Worksheet, headers: Sequence[str], last: int, book: Codebook) -> None:
    """Give decisions and codes their lists."""
    listed = {"Decision": f'"{",".join(sheets.DECISIONS)}"', "Other code": _CODES_RANGE, "Codes": _CODES_RANGE}
    for header, source in listed.items():
        if header in headers:
            check = DataValidation("list", source, allow_blank=True)
            check.showErrorMessage = header == "Decision"
            check.errorTitle, check.error = "Not read", "Choose from the list, or leave the cell empty."
            letter = get_column_letter(headers.index(header) + 1)
            check.add(f"{letter}{FIRST}:{letter}{last}")
            sheet.add_data_validation(check)


_CODES_RANGE = "Codes!$A$3:$A$80"


def code_sheet(made: Workbook, book: Codebook) -> None:
    """Write the codes with what each means, for the lists and for people."""
    from patterns.log.lists import CODES

    sheet: Any = made.create_sheet("Codes")
    look.page(sheet)
    look.instruction(sheet, "What each code means. Behaviours, never what somebody is.", 5)
    for place, (header, width) in enumerate(
        (("Code", 22), ("Meaning", 60), ("Include", 44), ("Exclude", 44), ("Not this", 44)), start=1
    ):
        look.header(put(sheet, 2, place, header), "")
        sheet.column_dimensions[get_column_letter(place)].width = width
    meanings = {code.code: (code.meaning, "", "", "") for code in CODES.values()} | {
        code.code: (code.definition, code.include, code.exclude, code.near_miss) for code in book.codes.values()
        if code.code != "disclosure"
    }  # fmt: skip
    for row, (code, said) in enumerate([*meanings.items(), (sheets.NO_CODE, ("Nothing fits", "", "", ""))], start=3):
        for place, words in enumerate((code, *said), start=1):
            cell = put(sheet, row, place, words)
            cell.font, cell.alignment = INK, TOP
    sheet.freeze_panes = "B3"


def row_of(count: int, batch: int) -> int:
    """Return the row in which the passage of that number stands, lines to stop at counted."""
    return FIRST + count - 1 + ((count - 1) // batch if batch else 0)
