"""iMessage exports of other projects' public test suites, read where they lie: PATTERNS_EXPORTS names the folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from patterns.importers import read_export
from patterns.importers._typedstream import text_of

FOLDER = Path(os.environ.get("PATTERNS_EXPORTS", "")) / "imessage"
pytestmark = pytest.mark.skipif("PATTERNS_EXPORTS" not in os.environ, reason="PATTERNS_EXPORTS names no folder")


def test_the_database_is_read_to_the_last_row():
    read = read_export(FOLDER / "made_chat.db")
    messages = read.messages
    assert read.accounting == {"records": 6, "messages": 4, "notices": 1, "duplicates": 0, "skipped": 1}
    # 699732000 s are 8098 days and 18 h after 2001: 8035 days to 2023, 63 more to 5 March
    assert [f"{each:%Y-%m-%d %H:%M:%S}" for each in messages["local_time"]] == [
        "2023-03-05 18:00:00", "2023-03-05 18:01:00", "2023-03-05 18:03:00",
        "2023-03-06 09:00:00", "2023-03-06 09:01:00",
    ]  # fmt: skip
    assert messages["kind"].tolist() == ["text", "text", "media", "notice", "text"]
    assert messages["sender"].fillna("").tolist() == ["+15550100177", "Me", "+15550100177", "", "lee@example.org"]
    assert messages["text"].str.len().tolist()[:3] == [8, 22, 0]
    assert messages["text"].str.count("\n").tolist() == [0, 0, 0, 0, 1]
    assert messages["reactions"].tolist() == [["❤️ Me"], [], [], [], []]
    assert messages["attachments"].tolist() == [[], [], ["IMG_0001.HEIC"], [], []]
    assert messages["conversation"].tolist() == ["+15550100177"] * 3 + ["Weekend"] * 2


@pytest.mark.parametrize(
    ("name", "characters", "places"),
    [("AttributedBodyTextOnly", 10, 0), ("Blank", 0, 0), ("WeirdText", 11, 0), ("MultiPart", 22, 3)],
)
def test_archived_texts_are_read_to_the_last_letter(name, characters, places):
    text = text_of((FOLDER / "attributedBody" / name).read_bytes())
    assert text is not None
    assert (len(text), text.count("\ufffc")) == (characters, places)


def test_the_text_file_is_read_to_the_last_message():
    messages = read_export(FOLDER / "made_imessage-exporter.txt", timezone="Europe/Berlin").messages
    assert [str(each) for each in messages["local_time"]] == [
        "2022-05-17 17:29:42", "2022-05-17 18:40:00", "2022-05-17 18:41:00", "2022-05-18 00:00:05",
    ]  # fmt: skip
    assert messages["kind"].tolist() == ["text", "text", "deleted", "media"]
    assert messages["sender"].tolist() == ["Sample Contact", "Me", "Me", "Sample Contact"]
    assert messages["text"].str.len().tolist() == [11, 17, 4, 0]
    assert messages["line"].tolist() == [1, 5, 10, 15]
    assert messages["reactions"].tolist() == [[], [], [], ["❤️ Me"]]
    assert messages["attachments"].tolist() == [[], [], [], ["IMG_0001.jpeg"]]
