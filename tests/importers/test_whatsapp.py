"""Who said what: notices that look like people, and people who look like notices."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from patterns.importers import detect_format, read_export

MARK = "\u200e"
SECURED = f"[25/04/2026, 10:00:00] Rowers: {MARK}Messages and calls are end-to-end encrypted."


def read(tmp_path, *lines):
    path = tmp_path / "chat.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_export(path, timezone="Europe/Berlin")


def rows(imported):
    messages = imported.messages
    return [
        (None if pd.isna(sender) else sender, kind)
        for sender, kind in zip(messages["sender"], messages["kind"], strict=True)
    ]


def test_what_a_person_wrote_behind_a_mark_stays_theirs(tmp_path):
    said = f"[25/04/2026, 10:01:00] Max: {MARK}you know why I changed the subject"
    assert rows(read(tmp_path, SECURED, said)) == [(None, "notice"), ("Max", "text")]


def test_a_notice_that_wears_the_name_of_whom_it_tells_of_is_a_notice(tmp_path):
    told = f"[25/04/2026, 10:01:00] ~\u00a0Max: {MARK}Max changed the group name to X"
    assert rows(read(tmp_path, SECURED, told)) == [(None, "notice"), (None, "notice")]


def test_a_person_with_half_a_quotation_in_the_name_is_a_person(tmp_path):
    lines = [f'25/04/2026, 10:0{minute} - Tom 6": hello' for minute in range(3)]
    assert rows(read(tmp_path, *lines)) == [('Tom 6"', "text")] * 3


def test_an_empty_message_says_nothing_about_the_language(tmp_path):
    imported = read(tmp_path, "03/04/2026, 10:00 - Ada: <Médias omis>", "03/04/2026, 10:01 - Ben: null")
    assert imported.notes["date_order"] == "day first"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Voice call, 5 min", "call"),
        ("Video call, 8pm?", "text"),
        ("null and void", "text"),
        ("I deleted this message", "text"),
        ("<sigh>", "text"),
        ("that was said (file attached)", "text"),
        ("live location shared", "media"),
        ("DOC-20260425-WA0003.pdf (soubor)", "media"),
    ],
)
def test_only_what_the_export_wrote_itself_counts_as_its_own(tmp_path, text, kind):
    imported = read(tmp_path, f"25/04/2026, 10:00 - Ada: {text}")
    assert rows(imported) == [("Ada", kind)]
    assert imported.messages["text"].tolist() == [text]


def test_words_that_only_mention_an_edit_are_left_alone(tmp_path):
    text = "it says <This message was edited> there"
    messages = read(tmp_path, f"25/04/2026, 10:00 - Ada: {text}").messages
    assert messages["text"].tolist() == [text]
    assert not messages["edited"].any()


def test_two_exports_in_one_file_are_both_read(tmp_path):
    first = [f"25/04/2026, 10:{minute:02} - Ada: x" for minute in range(30)]
    second = [f"[26/04/2026, 10:{minute:02}:00] Ada: y" for minute in range(20)]
    assert len(read(tmp_path, *first, *second).messages) == 50


def test_a_mail_into_which_a_chat_was_pasted_is_a_mail(tmp_path):
    head = "From: ada@example.org\nTo: ben@example.org\nDate: Mon, 02 Feb 2026 10:00:00 +0100\n\n"
    (tmp_path / "one.eml").write_text(head + "14/02/2026, 18:14 - Ada: tea\n", encoding="utf-8")
    assert detect_format(tmp_path / "one.eml") == "mail"


def test_an_export_of_another_kind_into_which_a_chat_was_pasted_is_of_that_kind(tmp_path):
    line = (Path(__file__).parent.parent / "exports" / "line").glob("*/export.txt")
    for number, path in enumerate(sorted(line)):
        copy = tmp_path / f"{number}.txt"
        copy.write_text(path.read_text(encoding="utf-8-sig") + "\n14/02/2026, 18:14 - Ada: tea\n", encoding="utf-8")
        assert detect_format(copy) == "line"
