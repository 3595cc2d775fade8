"""Table-driven over the declarations of the sheets, so that a new column is covered by itself."""
# ruff: noqa: DTZ001 - the log holds local wall times

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from patterns.log import declare, lists, read_log
from patterns.log.declare import Column, Sheet
from patterns.log.lists import CODES
from patterns.log.sheets import SHEETS
from patterns.log.tables import letters

GOOD = {
    declare.DATE: date(2026, 2, 3), declare.MOMENT: datetime(2026, 2, 3, 18, 30), declare.TIME: time(22, 15),
    declare.TEXT: "some words", declare.TEXTS: "one; two", declare.ID: "Q1", declare.CODES: "insult",
    declare.YES_NO: "yes", declare.PAUSE: 20, declare.HOURS: "08:00-20:00", declare.WEEKDAYS: "Mon-Fri",
    declare.ZONE: "Europe/Berlin", declare.WHOLE: 3, declare.NUMBER: 4,
}  # fmt: skip
WRONG: dict[str, list[object]] = {
    declare.DATE: ["last Tuesday", "31/02/2026", 12.5, True, "2026-13-01"],
    declare.MOMENT: ["soon", "2026-02-30", 7, "2026-02-03 25:00"],
    declare.TIME: ["around ten", "25:00", 22, True],
    declare.CHOICE: ["no such word", 17],
    declare.CHOICES: ["no such word", 17],
    declare.CODES: ["no such code", "insult; no such code"],
    declare.YES_NO: ["maybe", 2, "ja"],
    declare.WHOLE: ["three", 2.5, -1, 1_000_000],
    declare.NUMBER: ["four", -1, 11],
    declare.PAUSE: ["a while", 0, 2000],
    declare.HOURS: ["mornings", "08:00", "08:00-08:00"],
    declare.WEEKDAYS: ["someday", "Mon-Noday"],
    declare.ZONE: ["Berlin", "Europe", "../../etc"],
}
COLUMNS = [(sheet, column) for sheet in SHEETS for column in sheet.columns]


def name(value: object) -> str:
    return value.name if isinstance(value, Sheet) else value.header if isinstance(value, Column) else str(value)


def good(sheet: Sheet) -> list[object]:
    """Return a row in which every cell can be read and nothing is left to ask."""
    row = [column.choices[0] if column.choices else GOOD[column.kind] for column in sheet.columns]
    loose = {"Same incident as": None, "Boundary": "Q1"}
    return [loose.get(column.header, cell) for column, cell in zip(sheet.columns, row, strict=True)]


def read_rows(sheet: Sheet, *rows: list[object]):
    book = Workbook()
    plan = book.worksheets[0]
    plan.title = "Plan"
    for line in [("Setting", "Value"), ("Time zone", "Europe/Berlin"), ("Plan start", date(2026, 2, 2))]:
        plan.append(line)
    if sheet.name != "Boundaries":
        limits = book.create_sheet("Boundaries")
        limits.append(["Id"])
        limits.append(["Q1"])
    filled = book.create_sheet(sheet.name)
    filled.append([column.header for column in sheet.columns])
    for row in rows:
        filled.append(row)
    with TemporaryDirectory() as folder:
        book.save(Path(folder) / "log.xlsx")
        return read_log(folder)


def test_every_problem_free_row_is_read_without_a_word():
    for sheet in SHEETS:
        log, problems = read_rows(sheet, good(sheet))
        assert [str(problem) for problem in problems] == []
        frame = getattr(log, sheet.attribute)
        assert frame["row"].tolist() == [2]
        assert frame.dtypes.astype(str).to_dict() == sheet.dtypes


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_every_word_of_every_list_is_read_in_any_case(sheet: Sheet):
    wanted = [(place, column) for place, column in enumerate(sheet.columns)]
    for place, column in wanted:
        words = tuple(CODES) if column.kind == declare.CODES else column.choices
        rows = []
        for word in words:
            for written in (word.upper(), f" {word.title()} ", word.lower().replace(" ", "  ")):
                row = good(sheet)
                row[place] = written
                rows.append(row)
        if not rows:
            continue
        log, problems = read_rows(sheet, *rows)
        assert not [problem for problem in problems if problem.stops]
        read_as = "part_of_day" if column.kind == declare.TIME else column.name
        cells = getattr(log, sheet.attribute)[read_as].tolist()
        assert cells == [[word] if column.kind in declare.LISTS else word for word in words for _ in range(3)]


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_a_wrong_value_is_exactly_one_problem_that_names_its_cell(sheet: Sheet):
    rows, cells = [], []
    for place, column in enumerate(sheet.columns):
        for wrong in WRONG.get(column.kind, []):
            rows.append(good(sheet))
            rows[-1][place] = wrong
            cells.append(f"{letters(place)}{len(rows) + 1}")  # the header is row 1
    log, problems = read_rows(sheet, *rows)
    stopping = [problem for problem in problems if problem.stops]
    assert sorted(problem.cell for problem in stopping) == sorted(cells)
    assert all(problem.sheet == sheet.name and problem.expected and problem.remedy for problem in stopping)
    assert not {problem.cell for problem in problems if not problem.stops} & set(cells)
    assert len(getattr(log, sheet.attribute)) == len(rows)


def test_every_kind_has_a_good_cell_and_all_but_words_have_a_wrong_one():
    kinds = {column.kind for _, column in COLUMNS}
    assert kinds - {declare.CHOICE, declare.CHOICES, declare.SUGGESTED} <= GOOD.keys()
    assert kinds - {declare.TEXT, declare.TEXTS, declare.ID, declare.SUGGESTED} == WRONG.keys()


def test_a_long_value_is_cut_at_forty_characters():
    sheet = next(each for each in SHEETS if each.name == "Sessions")
    row = good(sheet)
    row[3] = "x" * 300
    _, problems = read_rows(sheet, row)
    assert max(len(word.strip("'")) for word in str(problems[0]).split()) == 40


def test_the_flags_of_the_codes_are_those_agreed():
    assert len(CODES) == 27
    assert all(code.abusive for code in CODES.values())
    assert {name for name, code in CODES.items() if code.outburst} == {
        "insult", "threat", "physical", "strangulation", "weapon", "shouting", "damage to things",
    }  # fmt: skip
    assert {name for name, code in CODES.items() if code.safety} == {
        "threat", "physical", "strangulation", "weapon", "sexual coercion", "stalking", "monitoring", "control",
        "coercion", "threat to others", "self-harm threat", "order breach",
    }  # fmt: skip


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x4FF), max_size=12),
    st.dates(date(1900, 3, 1), date(9999, 1, 1)), st.times(),
    st.sampled_from(["04/05/2026", "2026-02-03 10:00", "yes", "insult", "me", "evening", " ", "=1", "#REF!", "own"]),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SHEETS), st.data())
def test_any_mixture_of_cells_gives_rows_or_named_problems(sheet: Sheet, data: st.DataObject):
    width = len(sheet.columns)
    rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=5))
    log, problems = read_rows(sheet, *rows)
    counts = log.counts[sheet.name]
    frame = getattr(log, sheet.attribute)
    assert counts["rows"] == counts["read"] + counts["empty"] + counts["example"]
    assert (counts["read"], counts["example"]) == (len(frame), 0)
    assert frame.dtypes.astype(str).to_dict() == sheet.dtypes
    assert all(problem.where for problem in problems)


def test_weekday_ranges_may_pass_over_the_weekend():
    sheet = next(each for each in SHEETS if each.name == "Contact limits")
    row = good(sheet)
    row[[column.header for column in sheet.columns].index("Days allowed")] = "Fri-Mon; wed"
    log, _ = read_rows(sheet, row)
    wanted = [lists.WEEKDAYS[number] for number in (0, 2, 4, 5, 6)]
    assert log.contact_limits["days_allowed"].tolist() == [wanted]
