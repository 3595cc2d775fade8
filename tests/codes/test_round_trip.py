"""Out to a spreadsheet program and back, with exports, cues and rows changing in between: nothing written moves."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import patterns
from patterns.cli import main
from patterns.store import history
from tests.log.libreoffice import needed, saved
from tests.test_case import line, with_exports

TALK = "".join(
    line(day, who, words)
    for day, (who, words) in enumerate(
        [
            ("Jan", "if you leave I will kill you"),
            ("Jan", "я тебя убью"),
            ("Mira", "you said you would kill me"),
            ("Jan", "you are so pathetic"),
            ("Jan", "I am sorry. I shouted at you, that was wrong of me"),
            ("Mira", "thank you"),
            ("Jan", "where are you right now"),
            ("Jan", "it is all your fault"),
            ("Jan", "who are you with"),
            ("Jan", "calm down, it was just a joke"),
        ],
        start=14,
    )
)
MORE = line(24, "Jan", "shut up you idiot") + line(25, "Mira", "see you at six")
CUES_CHANGED = """version = "2"
language = "en"
off = ["insult"]

[[code]]
code = "minimising"
cues = [{ id = "own-words", say = "see you at six", strength = "possible" }]
"""
CHANGES = ("another export", "changed cues", "another name of the file", "nothing")
OWN = ("Decision", "Other code", "Reviewer", "Note")
ANSWER = st.tuples(
    st.sampled_from(["yes", "no", "unsure", "other code", None]),
    st.sampled_from([None, "Anna", "B. K."]),
    st.sampled_from([None, "=1+1", "ask about this", "\u05e9\u05dc\u05d5\u05dd", "two\nlines"]),
)


def suggest(folder: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["suggest", str(folder)])
    assert ended.value.code == 0


def sheet_rows(folder: Path, *names: str) -> dict[tuple[str, str], dict[str, object]]:
    """Return the rows of the sheets by message and code."""
    found = {}
    book = load_workbook(folder / "review.xlsx")
    for name in names:
        header, *rows = list(book[name].iter_rows(min_row=2, values_only=True))
        for row in (dict(zip(header, cells, strict=True)) for cells in rows if cells[header.index("Message id")]):
            found[(row["Message id"], row["Code"])] = row
    return found


def fill_in(folder: Path, answers, order) -> dict[tuple[str, str], dict[str, object]]:
    """Answer row after row in a shuffled sheet, as somebody who sorts it would; return what was written."""
    book = load_workbook(folder / "review.xlsx")
    written = {}
    waiting = iter(answers)
    for name in ("To review", "Possible"):
        sheet = book[name]
        header = [cell.value for cell in sheet[2]]
        for merged in list(sheet.merged_cells.ranges):
            if merged.min_row > 2:
                sheet.unmerge_cells(str(merged))
        rows = [list(row) for row in sheet.iter_rows(min_row=3, values_only=True) if row[header.index("Code")]]
        order.shuffle(rows)
        sheet.delete_rows(3, sheet.max_row)
        for number, row in enumerate(rows, start=3):
            decision, reviewer, note = next(waiting, (None, None, None))
            other = "contempt" if decision == "other code" else None
            cells = dict(zip(OWN, (decision, other, reviewer, note), strict=True))
            for place, value in enumerate(row, start=1):
                cell = sheet.cell(number, place, cells.get(header[place - 1], value))
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
            written[(row[header.index("Message id")], row[header.index("Code")])] = cells
    book.save(folder / "review.xlsx")
    return written


def change(folder: Path, what: str) -> None:
    if what == "another export":
        (folder / "exports" / "more.txt").write_text(TALK + MORE, encoding="utf-8")
    elif what == "changed cues":
        (folder / "codebook.toml").write_text(CUES_CHANGED, encoding="utf-8")
    elif what == "another name of the file":
        (folder / "exports" / "chat.txt").rename(folder / "exports" / "renamed.txt")


def check(folder: Path, written: dict[tuple[str, str], dict[str, object]]) -> None:
    decided = {key: cells for key, cells in written.items() if cells["Decision"]}
    shown, asked = sheet_rows(folder, "Decided"), sheet_rows(folder, "To review", "Possible")
    expected = {}
    for (message, code), cells in decided.items():
        renamed = cells["Decision"] == "other code"  # becomes a no to what was proposed and a yes to the other
        expected[(message, code)] = {**cells, "Decision": "no" if renamed else cells["Decision"], "Other code": None}
        if renamed and (message, "contempt") not in decided:
            expected[(message, "contempt")] = {**cells, "Decision": "yes", "Other code": None}
    assert {key: {name: row[name] for name in OWN} for key, row in shown.items()} == expected
    assert not expected.keys() & asked.keys()
    for key, cells in written.items():
        if not cells["Decision"] and (cells["Note"] or cells["Reviewer"]) and key not in expected:
            assert {name: asked[key][name] for name in OWN} == cells
    noted = [(each["message_id"], each["code"]) for each in history.read(folder) if each["what"] == "decision"]
    assert sorted(noted) == sorted(expected)


@settings(max_examples=4, deadline=None)
@given(
    answers=st.lists(ANSWER, min_size=6, max_size=20),
    what=st.sampled_from(CHANGES),
    order=st.randoms(use_true_random=False),
)
def test_no_decision_is_lost_moved_or_asked_again(answers, what, order):
    with tempfile.TemporaryDirectory() as place:
        folder = with_exports(Path(place), chat=TALK)
        suggest(folder)
        written = fill_in(folder, answers, order)
        change(folder, what)
        suggest(folder)
        check(folder, written)
        suggest(folder)  # and once more, with nothing new
        check(folder, written)


@needed
def test_decisions_saved_by_libreoffice_come_back_the_same(tmp_path):
    from random import Random

    folder = with_exports(tmp_path / "case", chat=TALK)
    suggest(folder)
    some = [("yes", "Anna", None), ("no", None, "=1+1"), ("other code", "B. K.", "two\nlines"), ("unsure", None, None)]
    written = fill_in(folder, [*some, (None, None, "ask about this"), *some], Random(7))
    again = saved(folder / "review.xlsx", "xlsx", tmp_path / "saved", tmp_path / "profile")
    (folder / "review.xlsx").write_bytes(again.read_bytes())
    change(folder, "another export")
    change(folder, "changed cues")
    suggest(folder)
    check(folder, written)
    assert patterns.open_case(folder).unreadable == ()
