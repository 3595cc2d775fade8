"""A folder with a log in it, made of rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from patterns.errors import Problem
from patterns.log import Log, read_log

PLAN = [("Setting", "Value"), ("Time zone", "Europe/Berlin"), ("Plan start", date(2026, 2, 2))]
Made = Callable[..., tuple[Log, list[Problem]]]


@pytest.fixture
def read(tmp_path: Path) -> Made:
    """Write a bare workbook from rows of cells (sheet name -> rows, header first) and read it."""

    def made(sheets: dict[str, list[Any]] | None = None, order: str | None = None, **named: list[Any]):
        book = Workbook()
        book.remove(book.worksheets[0])
        for name, rows in ({"Plan": PLAN} | (sheets or {}) | named).items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "log.xlsx")
        return read_log(tmp_path, order)

    return made
