"""Passages go out to a person in a workbook, and decisions come back: none lost, none asked twice."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

import patterns
from patterns.cli import main
from patterns.store import history
from tests.test_case import line, with_exports

TALK = (
    line(14, "Jan", "if you leave I will kill you")
    + line(15, "Jan", "tea at four?")
    + line(16, "Mira", "you said you would kill me")
    + line(17, "Jan", "you are so pathetic")
)


@pytest.fixture
def folder(tmp_path):
    return with_exports(tmp_path, chat=TALK)


def suggest(folder, *more):
    with pytest.raises(SystemExit) as ended:
        main(["suggest", str(folder), *more])
    assert ended.value.code == 0
    return rows(folder)


def rows(folder, sheet="To review"):
    cells = list(load_workbook(folder / "review.xlsx")[sheet].iter_rows(min_row=2, values_only=True))
    header = cells[0]
    return [dict(zip(header, row, strict=True)) for row in cells[1:] if row[0]]


def decide(folder, **decisions):
    """Write decisions into the workbook: code -> decision."""
    book = load_workbook(folder / "review.xlsx")
    sheet = book["To review"]
    header = [cell.value for cell in sheet[2]]
    for row in sheet.iter_rows(min_row=3):
        code = row[header.index("Code")].value
        if code in decisions:
            row[header.index("Decision")].value = decisions[code]
    book.save(folder / "review.xlsx")


def test_what_may_be_about_safety_comes_first(folder, capsys):
    found = suggest(folder)
    assert [row["Code"] for row in found] == ["coercion", "threat", "threat", "insult"]
    assert "This may be about your safety" in capsys.readouterr().out


def test_what_a_person_switched_off_is_not_proposed(folder):
    (folder / "codebook.toml").write_text('version = "2"\nlanguage = "en"\noff = ["insult"]\n', encoding="utf-8")
    assert [row["Code"] for row in suggest(folder)] == ["coercion", "threat", "threat"]


def test_texts_are_hidden_until_they_are_opened(folder):
    suggest(folder)
    sheet = load_workbook(folder / "review.xlsx")["To review"]
    header = [cell.value for cell in sheet[2]]
    letter = sheet.cell(2, header.index("Passage") + 1).column_letter
    hidden = {name for name, column in sheet.column_dimensions.items() if column.hidden}
    groups = [each for name, each in sheet.column_dimensions.items() if name in hidden]
    place = header.index("Passage") + 1
    assert letter in hidden or any(each.min <= place <= each.max for each in groups)


def test_nothing_counts_before_a_person_has_decided(folder):
    suggest(folder)
    case = patterns.open_case(folder)
    assert case.reviewed.empty
    result = patterns.measure(case, on="2026-03-30")
    assert len(result.review.acts) == 0
    assert len(result.review.unreviewed) > 0


def test_a_yes_becomes_an_act_and_a_no_does_not(folder):
    suggest(folder)
    decide(folder, insult="yes", threat="no", coercion="no")
    case = patterns.open_case(folder)
    assert sorted(case.reviewed["decision"]) == ["no", "no", "no", "yes"]
    result = patterns.measure(case, on="2026-03-30")
    assert list(result.review.acts["codes"]) == [["insult"]]
    assert len(result.review.unreviewed) == 0


def test_what_was_decided_is_not_asked_again_even_after_another_export(folder):
    suggest(folder)
    decide(folder, threat="no")
    (folder / "exports" / "more.txt").write_text(TALK + line(18, "Jan", "shut up you idiot"), encoding="utf-8")
    again = suggest(folder)
    assert "threat" not in {row["Code"] for row in again}
    assert {row["Code"] for row in rows(folder, "Decided")} == {"threat"}
    assert set(patterns.open_case(folder).reviewed["decision"]) == {"no"}


def test_a_changed_decision_leaves_the_earlier_one_in_the_history(folder):
    suggest(folder)
    decide(folder, insult="yes")
    suggest(folder)
    book = load_workbook(folder / "review.xlsx")
    header = [cell.value for cell in book["Decided"][2]]
    book["Decided"].cell(3, header.index("Decision") + 1).value = "no"
    book.save(folder / "review.xlsx")
    suggest(folder)
    said = [each["decision"] for each in history.read(folder) if each["what"] == "decision"]
    assert said == ["yes", "no"]
    assert list(patterns.open_case(folder).reviewed["decision"]) == ["no"]


def test_a_decision_that_is_no_word_of_the_list_is_named_by_its_cell(folder):
    suggest(folder)
    decide(folder, insult="perhaps")
    (problem,) = patterns.open_case(folder).unreadable
    assert problem.file == "review.xlsx"
    assert (problem.sheet, problem.cell) == ("To review", "G6")
    assert "perhaps" in problem.found


def test_a_blind_sheet_carries_no_proposal(folder, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["suggest", str(folder), "--blind"])
    assert ended.value.code == 0
    assert "to code in" in capsys.readouterr().out
    book = load_workbook(folder / "review.xlsx")
    cells = {
        str(cell)
        for sheet in book
        if sheet.title not in ("Codes", "Lists", "Start here")
        for row in sheet.iter_rows(min_row=3, values_only=True)
        for cell in row
        if cell is not None
    }
    assert "tea at four?" in cells  # a message nothing was proposed for is among them
    assert not {"clear", "possible", "i will hurt you", "if you leave"} & cells
