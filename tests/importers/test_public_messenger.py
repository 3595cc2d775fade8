"""The public exports of Messenger and Instagram, read where they lie: PATTERNS_EXPORTS names the folder."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from patterns.errors import PatternsError
from patterns.importers import detect_format, read_export

FOLDER = Path(os.environ.get("PATTERNS_EXPORTS", ""))
SUITE = FOLDER / "messenger" / "msgvault"
pytestmark = pytest.mark.skipif("PATTERNS_EXPORTS" not in os.environ, reason="PATTERNS_EXPORTS names no folder")


def read(path):
    return read_export(path, timezone="UTC")


def whole(imported):
    return [(str(row.local_time), row.sender, row.kind) for row in imported.messages.itertuples()]


def test_the_simple_account_is_two_chats_of_one_source():
    imported = read(SUITE / "json_simple")
    # 1600000000 is 2020-09-13 12:26:40 UTC, 1500000000 is 2017-07-14 02:40:00 UTC; archived_threads comes first
    assert whole(imported) == [
        ("2017-07-14 02:40:00", "Zoe Archive", "text"),
        ("2020-09-13 12:26:40", "Test User", "text"),
        ("2020-09-13 12:27:40", "Alice Example", "text"),
        ("2020-09-13 12:28:40", "Test User", "text"),
    ]
    assert imported.messages["text"].iloc[2].startswith("caf\u00e9 ")
    assert imported.messages["reactions"].tolist() == [[], [], ["\u2764 Test User", "\U0001f44d Alice Example"], []]
    assert imported.messages["line"].tolist() == [7, 23, 13, 7]


def test_everything_that_is_no_text_is_there_too():
    imported = read(SUITE / "json_nontext")
    assert Counter(imported.messages["kind"]) == {"media": 3, "call": 2, "notice": 1}
    assert imported.messages["kind"].tolist() == ["notice", "media", "call", "call", "media", "media"]
    assert imported.messages["text"].tolist()[2:4] == ["Missed call", "Call, 192 s"]
    assert [each[0] for each in imported.messages["attachments"] if each] == [
        "https://example.com/article", "missing.jpg", "1.png",
    ]  # fmt: skip


def test_a_photo_keeps_its_caption():
    row = read(SUITE / "json_with_media").messages.iloc[0]
    assert (row["kind"], row["sender"], len(row["text"]), row["attachments"]) == (
        "media", "Bob Mediafile", 14, ["tiny.png"],
    )  # fmt: skip


def test_the_encrypted_chat_holds_the_same_messages_as_the_other():
    encrypted, classic = read(SUITE / "e2ee_simple"), read(SUITE / "json_simple")
    assert [kind for _, _, kind in whole(encrypted)] == ["text", "text", "text", "deleted"]
    ids = classic.messages["message_id"].tolist()
    assert encrypted.messages["message_id"].tolist()[:3] == ids[1:]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("html_simple", [("2020-09-13 12:26:00", "Test User", "text"), ("2020-09-13 12:27:00", "Alice Example", "text"),
                         ("2020-09-13 12:28:00", "Test User", "text")]),
        ("html_timestamps", [("2019-10-19 14:37:00", "Test User", "text")]),
    ],
)  # fmt: skip
def test_the_pages_are_read(name, expected):
    assert whole(read(SUITE / name)) == expected


def test_a_photo_among_texts_is_not_dropped():
    imported = read(FOLDER / "messenger" / "langchain_facebook_chat.json")
    assert Counter(imported.messages["kind"]) == {"text": 10, "media": 1}
    assert Counter(imported.messages["sender"]) == {"User 1": 5, "User 2": 6}
    # 1675549022.673 is 2023-02-04 22:17:02.673 UTC
    assert str(imported.messages["local_time"].iloc[0]) == "2023-02-04 22:17:02.673000"


def test_instagram_is_told_by_what_it_holds_or_not_at_all():
    made, bare = FOLDER / "instagram" / "made_message_1.json", FOLDER / "instagram" / "chatminer_test_export.json"
    assert detect_format(made) == "instagram"
    assert detect_format(bare) == "messenger"  # a sender, a time and a text: both write that
    imported = read(made)
    assert imported.messages["kind"].tolist() == ["text", "notice", "text"]
    assert imported.messages["sender"].iloc[2] == "\u00c9lodie D\u00e9mo"
    assert imported.messages["text"].iloc[2] == "\u00e0 demain \U0001f44b"
    assert [len(text) for text in read(bare).messages["text"]] == [11, 11]


def test_no_other_public_export_is_taken_for_one_of_these():
    taken = []
    for path in sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.suffix in (".json", ".html")):
        if path.relative_to(FOLDER).parts[0] in ("messenger", "instagram"):
            continue
        try:
            found = detect_format(path)
        except PatternsError:
            continue
        taken += [path.name] if found in ("messenger", "instagram", "messenger_html") else []
    assert taken == []
