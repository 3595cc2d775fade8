"""What is noted in the hour stays in the case, private, and is there again the next time."""

from __future__ import annotations

import json
from datetime import date

import pytest

from patterns.errors import PatternsError
from patterns.lab.hour import Session, note_path, read_note
from patterns.lab.record import open_record
from tests.lab.talk import small_case, small_record


@pytest.fixture
def own(tmp_path):
    return small_record(tmp_path)


def test_nothing_is_written_before_the_button_is_pressed(own):
    Session(own)
    assert not (own.case.folder / "notes").exists()


def test_what_was_noted_is_there_again(own):
    session = Session(own)
    session.match.value, session.topic.value = "partly", "the kitchen"
    session.missing.value, session.decided.value = "the calls", "one step:\n“call” <b>"
    session.next_review.value = date(2026, 3, 30)
    session.keep()
    again = Session(open_record(own.case.folder, own.on, own.weeks))
    assert again.decided.value == "one step:\n“call” <b>"
    assert (again.match.value, again.topic.value, again.missing.value) == ("partly", "the kitchen", "the calls")
    assert again.next_review.value == date(2026, 3, 30)
    assert note_path(own).stat().st_mode & 0o077 == 0
    assert "notes/session-2026-03-02.json" in session.told.value


def test_the_note_belongs_to_its_review_date(own):
    session = Session(own)
    session.decided.value = "one step"
    session.keep()
    assert Session(open_record(own.case.folder, "2026-02-20", 4)).decided.value == ""


def test_the_log_and_the_numbers_stay_as_they_were(tmp_path):
    folder = small_case(tmp_path)
    before = {path: path.read_bytes() for path in (folder / "log").iterdir()}
    record = open_record(folder, "2026-03-02", 4)
    numbers = record.result.to_json()
    Session(record).keep()
    assert {path: path.read_bytes() for path in (folder / "log").iterdir()} == before
    assert open_record(folder, "2026-03-02", 4).result.to_json() == numbers


def test_a_note_that_cannot_be_read_is_named_and_kept(own):
    note_path(own).parent.mkdir()
    note_path(own).write_text("{half a note")
    with pytest.raises(PatternsError, match=r"session-2026-03-02\.json"):
        read_note(own)
    assert note_path(own).read_text() == "{half a note"


def test_values_of_another_hand_do_not_stop_the_notebook(own):
    note_path(own).parent.mkdir()
    note_path(own).write_text(json.dumps({"match": "perhaps", "decided": "x", "next_review": "soon", "topic": 3}))
    session = Session(own)
    assert session.match.value == ""
    assert session.decided.value == "x"
