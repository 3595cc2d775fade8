"""Telegram exports of other projects' public test suites, read where they lie: PATTERNS_EXPORTS names the folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from patterns.importers import read_export

FOLDER = Path(os.environ.get("PATTERNS_EXPORTS", "")) / "telegram"
pytestmark = pytest.mark.skipif("PATTERNS_EXPORTS" not in os.environ, reason="PATTERNS_EXPORTS names no folder")


def test_a_chat_with_seconds_is_read_to_the_last_message():
    messages = read_export(FOLDER / "langchain_result.json", timezone="America/Los_Angeles").messages
    assert messages["kind"].tolist() == ["text"] * 4
    # 1692821483 s: 19,592 days (2023-08-23) and 72,683 s, which is 20:11:23 UTC; seven hours less in Los Angeles
    assert str(messages["sent_at"].iloc[0]) == "2023-08-23 20:11:23+00:00"
    assert str(messages["local_time"].iloc[3]) == "2023-08-23 13:15:53"
    assert messages["sender"].tolist() == ["Jimmeny Marvelton", "Batman & Robin", *["Jimmeny Marvelton"] * 2]
    assert messages["line"].tolist() == [6, 21, 36, 51]
    assert messages["text"].str.len().tolist() == [29, 10, 13, 31]
    assert set(messages["conversation"]) == {"Jimmeny"}


def test_a_chat_of_bare_records_is_read_and_its_parts_joined():
    messages = read_export(FOLDER / "chatminer_single_export.json").messages
    # 1544006350 s: 17,870 days (2018-12-05) and 38,350 s, which is 10:39:10
    assert [str(each) for each in messages["sent_at"]] == ["2018-12-05 10:39:10+00:00", "2018-12-05 10:49:24+00:00"]
    assert messages["text"].iloc[1] == "Link:https://telegram.org/"
    assert messages["line"].tolist() == [3, 9]


def test_an_old_chat_is_read_as_wall_times():
    messages = read_export(FOLDER / "langchain_old_schema.json", timezone="Europe/Berlin").messages
    assert [str(each) for each in messages["sent_at"]] == [
        "2019-12-31 23:00:02+00:00", "2019-12-31 23:00:04+00:00", "2019-12-31 23:00:05+00:00",
    ]  # fmt: skip
    assert messages["text"].str.len().tolist() == [12, 10, 21]
    assert messages["edited"].tolist() == [False] * 3
    assert messages["sender"].nunique() == 2


def test_the_page_of_the_same_chat_holds_the_same_words():
    page = read_export(FOLDER / "langchain_messages.html").messages
    chat = read_export(FOLDER / "langchain_result.json").messages
    shown = page.loc[page["kind"] != "notice"]
    assert shown["text"].tolist() == chat["text"].tolist()
    assert shown["sender"].tolist() == chat["sender"].tolist()
    # 13:11:23 eight hours behind UTC is 21:11:23; the page was written with another offset than the chat
    assert str(shown["sent_at"].iloc[0]) == "2023-08-23 21:11:23+00:00"


def test_no_public_export_is_forgotten():
    assert {path.name for path in FOLDER.iterdir()} == {
        "SOURCES.md", "chatminer_single_export.json", "langchain_messages.html", "langchain_old_schema.json",
        "langchain_result.json",
    }  # fmt: skip
