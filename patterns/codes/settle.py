"""Disagreements of two reviewers as a sheet, to be settled by talking or by a third person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from patterns.codes.agreement import Unit, to_settle
from patterns.errors import PatternsError
from patterns.log import look
from patterns.log.template import file_bytes, put
from patterns.schema import records
from patterns.store.files import write

INSTRUCTION = "Talk about each, or ask a third person. All three values are kept; unclear is an answer too."
WIDTHS = (24, 22, 10, 10, 12, 60)


def write_settling(path: Path, apart: Sequence[Unit], units: dict[str, list[Unit]]) -> None:
    """Write one row per disagreement, without the words of the messages.

    Raises
    ------
    PatternsError
        If there is such a file.
    """
    if path.exists():
        raise PatternsError(f"{path.name} is already there.", remedy="Nothing was changed. Give another name.")
    rows = to_settle(apart, units)
    made = Workbook()
    sheet: Any = made.worksheets[0]
    sheet.title = "To settle"
    look.page(sheet)
    look.instruction(sheet, INSTRUCTION, len(rows.columns))
    for place, (header, width) in enumerate(zip(rows.columns, WIDTHS, strict=True), start=1):
        look.header(put(sheet, 2, place, header), "")
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(records(rows), start=3):
        for place, value in enumerate(row.values(), start=1):
            put(sheet, number, place, value)
    check = DataValidation("list", '"yes,no,unclear"', allow_blank=True)
    check.add(f"E3:E{max(3, len(rows) + 2)}")
    sheet.add_data_validation(check)
    sheet.freeze_panes = "A3"
    write(path, file_bytes(made))
