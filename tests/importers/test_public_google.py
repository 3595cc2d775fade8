"""Google exports of other projects' public test suites, read where they lie: PATTERNS_EXPORTS names the folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from patterns.importers import read_export

FOLDER = Path(os.environ.get("PATTERNS_EXPORTS", ""))
pytestmark = pytest.mark.skipif("PATTERNS_EXPORTS" not in os.environ, reason="PATTERNS_EXPORTS names no folder")


def test_the_conversation_of_a_chat_account_is_read_to_the_last_message():
    messages = read_export(FOLDER / "google_chat" / "Groups" / "DM aaaa" / "messages.json").messages
    assert [str(each) for each in messages["local_time"]] == [
        "2026-05-29 03:00:29", "2026-05-29 03:01:00", "2026-05-29 12:30:00",
    ]  # fmt: skip
    assert messages["kind"].tolist() == ["text", "text", "media"]
    assert messages["text"].str.len().tolist() == [5, 9, 0]
    assert messages["attachments"].tolist() == [[], [], ["File-note.m4a"]]
    assert messages["sender"].tolist() == ["Other Sample", "Owner Sample", "Owner Sample"]
    assert set(messages["conversation"]) == {"Owner Sample, Other Sample"}
    assert messages["line"].tolist() == [3, 14, 25]


def test_the_folder_of_a_chat_account_is_read_as_one():
    assert len(read_export(FOLDER / "google_chat").messages) == 3


def test_the_page_of_a_voice_account_is_read_to_the_last_message():
    path = next((FOLDER / "google_voice").glob("*.html"))
    messages = read_export(path, timezone="America/New_York").messages
    assert [f"{each:%H:%M:%S.%f}" for each in messages["local_time"]] == [
        "20:08:08.451000", "20:14:11.911000", "20:48:12.265000",
    ]  # fmt: skip
    assert str(messages["sent_at"].iloc[0]) == "2011-12-16 01:08:08.451000+00:00"
    assert messages["sender"].tolist() == ["Dummy Dummerson", "Me", "Dummy Dummerson"]
    assert messages["direction"].tolist() == ["received", "sent", "received"]
    assert messages["text"].str.len().tolist() == [14, 37, 29]
    assert messages["line"].tolist() == [6, 10, 14]
    assert set(messages["conversation"]) == {"Dummy Dummerson"}
