"""What a chronology says of its entries and before them: a message's words, the day of writing, what is not seen."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from patterns.report.blocks import words_of
from patterns.report.chronology.pages import pages
from patterns.report.chronology.sheets import entries_csv
from tests.codes.test_review import decide, suggest
from tests.report.test_chronology import chat, chosen, entry, made, table
from tests.test_case import line, with_exports

NOTE = "What follows quotes hurtful messages. You can skip it."


@pytest.fixture
def confirmed(tmp_path):
    """A case whose one entry is a message that was confirmed: "you are so pathetic"."""
    folder = with_exports(tmp_path, chat=line(15, "Jan", "tea at four?") + line(17, "Jan", "you are so pathetic"))
    suggest(folder)
    decide(folder, insult="yes")
    return folder


def said(folder, recipient: str = "police", **more: object) -> str:
    return "\n".join(words_of(pages(chosen(folder, recipient, **more))))


def test_an_entry_that_is_a_message_has_the_words_of_the_message(confirmed):
    (row,) = table(entries_csv(chosen(confirmed, "police")))
    assert row["Exact words"] == "you are so pathetic"
    assert row["What happened"].startswith("A message")


def test_whoever_gets_no_words_gets_none_of_a_message_either(confirmed):
    assert "pathetic" not in said(confirmed, "therapist") + entries_csv(chosen(confirmed, "therapist")).decode()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-03-04", "the day of writing (2026-03-04) is 1 day before the day of the entry"),
        ("2026-03-02", "the day of writing (2026-03-02) is 3 days before the day of the entry"),
        ("2026-03-05", "written down on the same day (2026-03-05)"),
        ("2026-03-06", "written down 1 day later (2026-03-06)"),
    ],
)
def test_a_day_of_writing_before_the_entry_is_called_before_it(tmp_path, written, told):
    made(tmp_path / "case", entry("2026-03-05", "Shouted in the hall", **{"Written on": written}))
    assert table(entries_csv(chosen(tmp_path / "case")))[0]["How soon"] == told


def test_a_note_stands_before_the_first_quotation_and_only_where_something_is_quoted(tmp_path, confirmed):
    text = said(confirmed)
    assert 0 < text.index(NOTE) < text.index("pathetic")
    assert NOTE not in said(confirmed, "therapist")
    made(tmp_path / "plain", entry("2026-03-05", "Shouted in the hall"))
    assert NOTE not in said(tmp_path / "plain")
    made(tmp_path / "words", entry("2026-03-05", "Shouted in the hall", **{"Exact words": "shut up"}))
    text = said(tmp_path / "words")
    assert 0 < text.index(NOTE) < text.index("shut up")


@pytest.mark.parametrize("recipient", ["therapist", "police"])
def test_what_no_such_record_can_see_stands_on_the_cover(tmp_path, recipient):
    made(chat(tmp_path / "case"), entry("2026-03-05", "Shouted in the hall"))
    before, _, _ = said(tmp_path / "case", recipient).partition("Facts, effects and sources stand apart")
    for what in ("Calls,", "Talk and acts in person", "Deleted and disappearing messages", "Other apps", "Tone,"):
        assert what in before


def test_place_and_who_was_present_go_to_nobody_by_default(tmp_path):
    where = {"Where": "at Bea's, Lindenweg 4", "Who was present": "Bea and her sister"}
    made(tmp_path / "case", entry("2026-03-05", "Shouted in the hall", **where))
    for recipient, there in (("therapist", False), ("police", True), ("lawyer", True), ("self", True)):
        text = said(tmp_path / "case", recipient) + entries_csv(chosen(tmp_path / "case", recipient)).decode()
        assert ("Lindenweg" in text, "sister" in text) == (there, there), recipient
    assert "Place" not in table(entries_csv(chosen(tmp_path / "case", "therapist")))[0]


def dated(folder: Path, *day: int) -> None:
    moment = datetime(*day, 12, tzinfo=UTC).timestamp()
    os.utime(folder / "exports" / "WhatsApp Chat with Bodo.txt", (moment, moment))


@pytest.mark.parametrize(("day", "told"), [((2026, 4, 5), False), ((2026, 4, 6), True)])
def test_an_export_that_ends_long_before_it_was_made_is_said_on_the_cover(tmp_path, day, told):
    chat(tmp_path / "case")  # thirty messages, one an hour from midnight of 5 March: the last is of 6 March
    made(tmp_path / "case", entry("2026-03-05", "Shouted in the hall"))
    dated(tmp_path / "case", *day)  # thirty days after 6 March is 5 April
    text = said(tmp_path / "case")
    assert ("its last message is of 6 March 2026, the file is dated 6 April 2026." in text) is told


def test_a_copy_of_an_export_is_not_taken_for_one_that_was_made_later(tmp_path):
    made(chat(tmp_path / "case"), entry("2026-03-05", "Shouted in the hall"))
    dated(tmp_path / "case", 2026, 3, 7)
    said(tmp_path / "case")
    dated(tmp_path / "case", 2026, 11, 30)
    assert "the file is dated" not in said(tmp_path / "case")


def test_what_an_export_marks_as_a_picture_without_naming_it_is_counted(tmp_path):
    odd = {3: "<Media omitted>", 5: "<Media omitted>", 7: "IMG-1.jpg (file attached)", 9: "This message was deleted"}
    made(chat(tmp_path / "case", odd=odd), entry("2026-03-05", "Shouted in the hall"))
    text = said(tmp_path / "case")
    assert "2 messages are marked as a picture, sound or other item without naming a file." in text
    assert "1 message is marked as deleted" in text


def test_every_warning_of_every_export_stands_on_the_cover(tmp_path):
    made(chat(tmp_path / "case"), entry("2026-03-05", "Shouted in the hall"))
    opened = chosen(tmp_path / "case")
    (source,) = opened.case.sources["source"]
    warned = opened.case.sources.assign(warnings=pd.Series([["No messages for 9 weeks.", "Cut, it seems."]]))
    text = "\n".join(words_of(pages(replace(opened, case=replace(opened.case, sources=warned)))))
    name = source.removeprefix("exports/")
    assert f"{name}: No messages for 9 weeks." in text
    assert f"{name}: Cut, it seems." in text
