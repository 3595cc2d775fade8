"""The report as an Excel workbook: every table a real table, charts as the program's own, and no formula anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo

from patterns.log import look
from patterns.log.template import file_bytes, put
from patterns.report.blocks import Block, plain
from patterns.words import say

DRAWN = {  # figure -> the numbered columns of its table that are drawn; none: every one
    "incidents-by-week": (1,), "recorded-days": (0, 1, 2), "contact-days": (0,), "contact-by-channel": (),
}  # fmt: skip
STACKED = ("recorded-days", "contact-by-channel")
FILLS = (look.ACCENT, look.SECONDARY, look.LINES, look.INK)  # told apart by lightness, too
NUMBER = re.compile(r"^[+\-−]?\d+(?:[.,]\d+)?$")
AT_LEAST = re.compile(r"(\d+)")
ENCODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel takes _x0041_ for A; with its _ encoded it stays what it is
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME, WIDEST = 31, 60
HEADING = Font(name=look.FONT, size=13, bold=True, color=f"FF{look.INK}")
WORDS = Font(name=look.FONT, size=11, color=f"FF{look.INK}")


class Part(NamedTuple):
    """A sheet: its name and what stands in it, in order."""

    name: str
    blocks: list[Block]


def render(blocks: list[Block]) -> bytes:
    """Return the workbook for the blocks of one report; the same bytes for the same blocks.

    Parameters
    ----------
    blocks : list of dict
        What the executed notebook shows.
    """
    made = Workbook()
    made.remove(made.worksheets[0])
    tables = 0
    for part in _parts(blocks):
        sheet: Any = made.create_sheet(_sheet_name(part.name, made.sheetnames))
        _page(sheet)
        row = 1
        for block in part.blocks:
            row, tables = _lay(sheet, row, block, tables)
    _charts(made, [each for each in _flat(blocks) if each["kind"] == "figure" and each["name"] in DRAWN])
    return file_bytes(made)


def _parts(blocks: list[Block]) -> list[Part]:
    """Return the sheets: page 1, and one for each part of the report; rules stand in one table."""
    parts = [Part(say("workbook.first"), [])]
    for block in _flat(blocks):
        if block["kind"] == "section" and block["level"] == 2 and block["new_page"]:
            parts.append(Part(block["title"], []))
        parts[-1].blocks.append(block)
    return [Part(part.name, _with_rules(part.blocks)) for part in parts if part.blocks]


def _flat(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks with those side by side one after the other."""
    found: list[Block] = []
    for block in blocks:
        found += _flat(each for side in block["columns"] for each in side) if block["kind"] == "columns" else [block]
    return found


def _with_rules(blocks: list[Block]) -> list[Block]:
    rules = [block for block in blocks if block["kind"] == "rule"]
    if not rules:
        return blocks
    heads = [say(f"workbook.column.{name}") for name in ("rule", "agreed", "definition", "found")]
    rows = [
        [each["title"], each["agreed"], each["definition"],
         "\n".join(f"{detail['term']}: {detail['text']}" for detail in each["details"])]
        for each in rules
    ]  # fmt: skip
    shown = {"kind": "table", "caption": say("workbook.rules"), "columns": heads, "rows": rows, "numbers": []}
    at = blocks.index(rules[0])
    return [*blocks[:at], shown, *(block for block in blocks[at:] if block["kind"] != "rule")]


def _page(sheet: Any) -> None:
    """Set up a sheet for reading: white, and as wide as the paper when it is printed."""
    look.page(sheet)
    sheet.print_title_rows = None
    sheet.sheet_view.showGridLines = sheet.print_options.gridLines = False


def _lay(sheet: Any, row: int, block: Block, tables: int) -> tuple[int, int]:
    """Write one block from `row` on; return the next free row, and how many tables there are now."""
    kind = block["kind"]
    if kind == "measures":
        row, tables = _table(sheet, row, _measured(block), tables)
        return _table(sheet, row, block["table"], tables)
    if kind == "table":
        return _table(sheet, row, block, tables)
    if kind == "figure":
        row = _line(sheet, row, block["title"], HEADING)
        row = _line(sheet, row, block["caption"], WORDS)
        return _table(sheet, row, block["table"], tables)
    heading = block.get("title", "")
    row = _line(sheet, row, heading, HEADING) if heading else row
    for words in _said(block):
        row = _line(sheet, row, words, WORDS)
    return row + (1 if kind != "section" else 0), tables


def _said(block: Block) -> list[str]:
    """Return what a block without a table says, line by line; room for handwriting is for paper."""
    named = {"cover": ("period",), "text": ("text",)}.get(block["kind"], ())
    lists = {"cover": ("facts",), "items": ("items",), "safety": ("texts", "items"), "complete": ("texts",)}
    return [block[name] for name in named] + [
        each for name in lists.get(block["kind"], ()) for each in block[name]
    ]


def _measured(block: Block) -> Block:
    heads = [say(f"workbook.column.{name}") for name in ("what", "agreed", "counted", "verdict", "sure", "next")]
    rows = [
        [each["title"], each["agreed"], each["counts"], each["verdict"], each["strength"], each["next_step"]]
        for each in block["rows"]
    ]
    return {"kind": "table", "caption": block["title"], "columns": heads, "rows": rows, "numbers": []}


def _line(sheet: Any, row: int, words: str, font: Font) -> int:
    cell = put(sheet, row, 1, clean(words))
    cell.font = font
    return row + 1


def _table(sheet: Any, row: int, block: Block, tables: int) -> tuple[int, int]:
    """Write a table with its caption as a real Excel table."""
    row = _line(sheet, row, block["caption"], HEADING)
    heads = _distinct([clean(head) or " " for head in block["columns"]])
    for place, head in enumerate(heads, start=1):
        put(sheet, row, place, head)
        _widen(sheet, place, [head, *(str(line[place - 1]) for line in block["rows"])])
    for number, line in enumerate(block["rows"], start=row + 1):
        for place, value in enumerate(line, start=1):
            _fill_in(put(sheet, number, place, _value(value)))
    last = row + max(1, len(block["rows"]))
    shown = Table(displayName=f"Table{tables + 1}", ref=f"A{row}:{get_column_letter(len(heads))}{last}")
    shown.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(shown)
    return last + 2, tables + 1


def _fill_in(cell: Any) -> None:
    cell.font, cell.alignment = WORDS, look.TOP
    if isinstance(cell.value, (int, float)):
        cell.number_format = "0" if isinstance(cell.value, int) else "0.0"


def _value(text: Any) -> object:
    """Return a number where the text is one, and the text where it is not."""
    words = clean(str(text))
    if not NUMBER.match(words):
        return words
    number = words.replace("−", "-").replace(",", ".")
    return float(number) if "." in number else int(number)


def clean(words: str) -> str:
    """Return a text without marks of what is strong, and without characters that no sheet's name or table can have."""
    return ENCODED.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("\ufffd", plain(words)))


def _distinct(heads: Sequence[str]) -> list[str]:
    """Return the headers with a number after each that stood before: Excel takes every name once."""
    found: list[str] = []
    for head in heads:
        name, count = head, 1
        while name.casefold() in {each.casefold() for each in found}:
            count += 1
            name = f"{head} {count}"
        found.append(name)
    return found


def _widen(sheet: Any, place: int, cells: Iterable[str]) -> None:
    dimension = sheet.column_dimensions[get_column_letter(place)]
    wanted = min(WIDEST, max((len(line) for cell in cells for line in cell.split("\n")), default=0) + 2)
    dimension.width = max(12, wanted, dimension.width or 0)


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    base = FORBIDDEN.sub(" ", clean(title)).strip("' ")[:LONGEST_NAME] or "-"
    name, count = base, 1
    while name.casefold() in {each.casefold() for each in taken}:
        count += 1
        name = f"{base[: LONGEST_NAME - 3]} {count}"
    return name


def _charts(made: Workbook, figures: Sequence[Block]) -> None:
    """Draw the counts of the weeks as Excel's own charts, from numbers of their own: a gap is an empty cell there."""
    if not figures:
        return
    sheet: Any = made.create_sheet(_sheet_name(say("workbook.charts"), made.sheetnames))
    _page(sheet)
    row = _line(sheet, 1, say("workbook.charts-lead"), WORDS) + 1
    for figure in figures:
        row = _chart(sheet, row, figure)


def _chart(sheet: Any, row: int, figure: Block) -> int:
    data = figure["table"]
    numbered = list(data["numbers"]) if data["numbers"] else list(range(1, len(data["columns"])))
    drawn = [numbered[each] for each in DRAWN[figure["name"]]] or numbered
    row = _line(sheet, row, figure["title"], HEADING)
    for place, column in enumerate([0, *drawn], start=1):
        put(sheet, row, place, clean(data["columns"][column]))
        for number, line in enumerate(data["rows"], start=row + 1):
            put(sheet, number, place, clean(line[0]) if column == 0 else _count(line[column]))
    last = row + len(data["rows"])
    chart = BarChart()
    chart.type, chart.style, chart.gapWidth = "col", 2, 40
    if figure["name"] in STACKED:
        chart.grouping, chart.overlap = "stacked", 100
    chart.title, chart.height, chart.width = clean(figure["title"]), 7.5, 17
    counted = Reference(sheet, min_col=2, max_col=1 + len(drawn), min_row=row, max_row=last)
    chart.add_data(counted, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=row + 1, max_row=last))
    chart.y_axis.scaling.min, chart.y_axis.majorUnit = 0, 1
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.display_blanks = "gap"
    for series, color in zip(chart.series, FILLS * len(drawn), strict=False):
        series.graphicalProperties.solidFill = color
        series.graphicalProperties.line.solidFill = look.INK
    sheet.add_chart(chart, f"{get_column_letter(len(drawn) + 4)}{row}")
    return max(last, row + 16) + 2


def _count(text: str) -> object:
    """Return the number in a cell ("at least 2" is drawn as 2), and nothing where there is none."""
    found = AT_LEAST.search(text)
    return int(found.group()) if found else None
