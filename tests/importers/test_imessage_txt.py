"""The text files of imessage-exporter: what belongs to which message, and what the program wrote itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from patterns.errors import UnknownFormat
from patterns.importers import detect_format, read_export
from tests.importers.test_fixtures import EXPORTS

CASE = EXPORTS / "imessage_txt" / "one_chat" / "export.txt"


def chat(tmp_path: Path, text: str):
    path = tmp_path / "Ida Norén.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return read_export(path, timezone="Europe/Oslo")


def test_an_answer_shown_twice_is_one_message_and_accounted_for():
    read = read_export(CASE, timezone="Europe/Oslo")
    assert dict(zip(read.skipped["line"], read.skipped["reason"], strict=True)) == {
        4: "an answer shown below what it answers; it is read where it stands by itself",
        85: "an empty message: neither words nor a file",
        88: "no such time: Feb 30, 2026 6:18:00 PM",
    }
    assert read.messages["text"].str.contains("since five").sum() == 1


def test_earlier_versions_of_an_edited_message_are_kept():
    messages = read_export(CASE, timezone="Europe/Oslo").messages.set_index("line")
    assert messages.loc[37, "earlier"] == ["See you at seven", "See you at eight\nor a little later"]


def test_an_answer_whose_words_are_repeated_below_does_not_lose_what_follows(tmp_path):
    # the parent has a second part behind the answer: it is the parent's, not the answer's
    read = chat(
        tmp_path,
        "Jan  5, 2026  9:00:00 AM\nMe\nattachments/1/a.jpeg\n    Jan  5, 2026  9:05:00 AM\n    Ida\n    lovely\n\n"
        "and this is the hill\n\nJan  5, 2026  9:05:00 AM\nIda\nlovely\n"
        "This message responded to an earlier message.\n\n",
    )
    assert read.messages["text"].tolist() == ["and this is the hill", "lovely"]
    assert read.messages["attachments"].tolist() == [["a.jpeg"], []]
    assert read.accounting["skipped"] == 1


def test_words_that_look_like_the_programs_own_stay_with_the_message(tmp_path):
    text = "Reactions:\nI was calm\nyou were not"
    read = chat(tmp_path, f"Jan  5, 2026  9:00:00 AM\nIda\n{text}\n\nJan  5, 2026  9:01:00 AM\nMe\nSent with Loud\n\n")
    assert read.messages["text"].tolist() == [text, "Sent with Loud"]
    assert read.messages["reactions"].tolist() == [[], []]


def test_a_stamp_typed_inside_a_message_is_told_by_the_time_that_steps_back(tmp_path):
    read = chat(
        tmp_path,
        "Jan  5, 2026  9:00:00 AM\nMe\nyou said:\n\nJan  2, 2026  8:00:00 AM\nMe\nI will never pay\n\n",
    )
    assert read.notes["warnings"] == [
        "The time steps back at line 5: a changed clock, or a line typed inside a message."
    ]


def test_a_file_cut_behind_a_time_keeps_the_words_before_it_clean(tmp_path):
    read = chat(tmp_path, "Jan  5, 2026  9:00:00 AM\nIda\nhello\n\nJan  5, 2026  9:01:00 AM")
    assert read.messages["text"].tolist() == ["hello"]
    assert read.skipped["reason"].tolist() == ["a time without a sender and a message: the export is cut here"]


def test_noon_and_midnight_are_told_apart(tmp_path):
    read = chat(tmp_path, "Jan  5, 2026 12:00:00 AM\nIda\na\n\nJan  5, 2026 12:00:00 PM\nIda\nb\n\n")
    assert [f"{each:%H:%M}" for each in read.messages["local_time"]] == ["00:00", "12:00"]


def test_who_the_owner_is_is_left_open_where_nothing_shows_it(tmp_path):
    read = chat(tmp_path, "Jan  5, 2026  9:00:00 AM\nIda\nhello\n\n")
    assert read.messages["direction"].isna().all()
    assert read.notes["own_identity"] == "not said by this export"


def test_line_breaks_of_other_kinds_stay_in_the_words(tmp_path):
    read = chat(tmp_path, "Jan  5, 2026  9:00:00 AM\r\nIda\r\n one\u2028two\x85three \r\nfour\r\n\r\n")
    assert read.messages["text"].tolist() == [" one\u2028two\x85three \nfour"]


def test_a_text_that_merely_mentions_a_time_is_no_export(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Jan  5, 2026  9:00:00 AM\n\nwe met at the station\n", encoding="utf-8")
    with pytest.raises(UnknownFormat):
        detect_format(path)
