"""Decisions made in a notebook are those of review.xlsx: kept at once, noted once, never asked again."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

import patterns
from patterns.cli import main
from patterns.errors import PatternsError, UnreadableCase
from patterns.lab.deciding import Deciding
from patterns.lab.reviewing import Reviewing
from patterns.store import history
from tests.codes.test_review import TALK, decide, rows, suggest
from tests.test_case import with_exports


@pytest.fixture
def folder(tmp_path):
    return with_exports(tmp_path, chat=TALK)  # in this order: coercion, threat, threat, insult


def decisions(folder):
    held = patterns.open_case(folder).reviewed
    return {(row["code"], row["decision"]) for row in held[["code", "decision"]].to_dict("records")}


def noted(folder):
    return [(each["code"], each["decision"]) for each in history.read(folder) if each["what"] == "decision"]


def test_a_decision_is_in_the_workbook_and_in_the_history_at_once(folder):
    Deciding(folder).decide("yes")
    assert decisions(folder) == {("coercion", "yes")}
    assert noted(folder) == [("coercion", "yes")]
    assert [row["Code"] for row in rows(folder)] == ["threat", "threat", "insult"]


def test_suggest_asks_nothing_again_and_notes_nothing_twice(folder):
    deciding = Deciding(folder)
    for decision in ("no", "unsure", "no"):
        deciding.decide(decision)
    assert [row["Code"] for row in suggest(folder)] == ["insult"]
    assert len(noted(folder)) == 3


def test_the_next_sitting_goes_on_where_the_last_one_stopped(folder):
    first = Deciding(folder)
    first.decide("no")
    first.skip()
    again = Deciding(folder)
    assert len(again.queue) == 3
    assert again.current["code"] == "threat"  # what was skipped comes again


def test_a_decision_is_the_same_as_one_made_in_the_workbook(folder, tmp_path_factory):
    other = with_exports(tmp_path_factory.mktemp("other"), chat=TALK)
    suggest(other)
    decide(other, coercion="no", threat="no", insult="yes")
    deciding = Deciding(folder)
    for decision in ("no", "no", "no", "yes"):
        deciding.decide(decision)
    one, two = (patterns.open_case(each).reviewed.drop(columns=["place"]) for each in (folder, other))
    key = ["message_id", "code"]
    assert one.sort_values(key).to_dict("list") == two.sort_values(key).to_dict("list")


def test_another_code_is_a_no_to_the_one_and_a_yes_to_the_other(folder):
    deciding = Deciding(folder)
    deciding.decide("no", other_code="isolation")
    assert decisions(folder) == {("coercion", "no"), ("isolation", "yes")}


def test_going_back_changes_the_decision_and_keeps_the_earlier_one_in_the_history(folder):
    deciding = Deciding(folder)
    deciding.decide("no", other_code="isolation")
    deciding.back()
    deciding.decide("yes")
    assert decisions(folder) == {("coercion", "yes")}
    assert noted(folder) == [("coercion", "no"), ("isolation", "yes"), ("coercion", "yes")]
    assert (deciding.decided, deciding.left) == (1, 3)


def test_a_decision_made_meanwhile_in_the_workbook_is_kept(folder):
    suggest(folder)
    deciding = Deciding(folder)
    decide(folder, insult="yes")
    deciding.decide("no")
    assert decisions(folder) == {("coercion", "no"), ("insult", "yes")}


def test_a_note_beside_an_undecided_passage_goes_with_its_decision(folder):
    suggest(folder)
    book = load_workbook(folder / "review.xlsx")
    sheet = book["To review"]
    header = [cell.value for cell in sheet[2]]
    sheet.cell(3, header.index("Note") + 1).value = "ask about this"
    sheet.cell(6, header.index("Note") + 1).value = "and this"
    book.save(folder / "review.xlsx")
    Deciding(folder).decide("yes")
    assert patterns.open_case(folder).reviewed["note"].tolist() == ["ask about this"]
    assert rows(folder)[-1]["Note"] == "and this"


def test_a_workbook_that_is_open_elsewhere_keeps_the_passage_where_it_is(folder):
    suggest(folder)
    reviewing = Reviewing(Deciding(folder))
    (folder / "~$review.xlsx").touch()
    reviewing.press("yes")
    assert "open in another program" in reviewing.told.value
    assert reviewing.deciding.at == 0
    (folder / "~$review.xlsx").unlink()
    reviewing.press("yes")
    assert decisions(folder) == {("coercion", "yes")}


def test_a_cell_that_cannot_be_read_is_never_written_over(folder):
    suggest(folder)
    deciding = Deciding(folder)
    decide(folder, insult="perhaps")
    before = (folder / "review.xlsx").read_bytes()
    with pytest.raises(UnreadableCase):
        deciding.decide("yes")
    assert (folder / "review.xlsx").read_bytes() == before


def test_a_sheet_that_is_coded_blind_is_not_disturbed(folder):
    with pytest.raises(SystemExit):
        main(["suggest", str(folder), "--blind"])
    with pytest.raises(PatternsError, match="blind"):
        Deciding(folder)


def test_letters_do_what_the_buttons_do(folder):
    reviewing = Reviewing(Deciding(folder))
    for letter in ("o", "y", "N", "x", "s", "b"):
        reviewing.keys.value = letter
    assert reviewing.keys.value == ""
    assert decisions(folder) == {("coercion", "yes"), ("threat", "no")}
    assert reviewing.deciding.at == 2  # two decided, one skipped, one back
    reviewing.other.value = "gaslighting"
    reviewing.keys.value = "c"
    reviewing.keys.value = "q"
    assert reviewing.stopped
    reviewing.keys.value = "y"
    assert decisions(folder) == {("coercion", "yes"), ("threat", "no"), ("gaslighting", "yes")}  # the insult is open


def test_another_code_must_be_named(folder):
    reviewing = Reviewing(Deciding(folder))
    reviewing.press("other")
    assert "Choose the code" in reviewing.told.value
    assert decisions(folder) == set()


def test_there_is_a_place_to_stop_after_each_batch(folder):
    reviewing = Reviewing(Deciding(folder), batch=2)
    reviewing.press("skip")
    assert not reviewing.pausing
    reviewing.press("skip")
    assert reviewing.pausing
    assert "You can stop here" in reviewing.told.value
    assert reviewing.passage.value == ""
    reviewing.onward.click()
    assert reviewing.passage.value


def test_the_end_is_said_and_needs_no_decision(folder):
    reviewing = Reviewing(Deciding(folder))
    for _ in range(4):
        reviewing.press("skip")
    reviewing.press("yes")
    assert decisions(folder) == set()
    assert "comes again" in reviewing.told.value
