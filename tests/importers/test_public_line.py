"""A LINE export of a public test suite, read where it lies: PATTERNS_EXPORTS names the folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from patterns.importers import read_export

FOLDER = Path(os.environ.get("PATTERNS_EXPORTS", "")) / "line"
pytestmark = pytest.mark.skipif("PATTERNS_EXPORTS" not in os.environ, reason="PATTERNS_EXPORTS names no folder")


def test_the_file_is_read_to_the_last_message():
    read = read_export(next(FOLDER.glob("*.txt")), timezone="Europe/Berlin")
    messages = read.messages
    assert [str(each) for each in messages["local_time"]] == [
        "2024-01-02 03:04:00", "2024-01-02 15:05:00", "2024-01-02 15:06:00", "2024-01-13 00:10:00",
    ]  # fmt: skip
    assert messages["kind"].tolist() == ["text", "media", "notice", "text"]
    assert messages["sender"].fillna("").tolist() == ["Alice", "Bob", "", "Bob"]
    assert messages["text"].str.len().tolist() == [22, 7, 22, 4]
    assert messages["text"].str.count("\n").tolist() == [1, 0, 0, 0]
    assert messages["line"].tolist() == [5, 7, 8, 10]
    assert set(messages["conversation"]) == {"Project Team"}
    assert read.accounting == {"records": 4, "messages": 3, "notices": 1, "duplicates": 0, "skipped": 0}
