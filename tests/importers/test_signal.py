"""Signal's ways out: what each of them leaves out, and what must not be taken for what."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from patterns.importers import detect_format, merge, read_export

FIXTURES = Path(__file__).resolve().parent.parent / "exports"
public = pytest.mark.skipif("PATTERNS_EXPORTS" not in os.environ, reason="PATTERNS_EXPORTS names no folder")


def read(path, text):
    path.write_text(text, encoding="utf-8")
    return read_export(path, timezone="Europe/Berlin")


def test_the_same_message_through_two_ways_is_one(tmp_path):
    native = read_export(FIXTURES / "signal_native" / "chats" / "export.jsonl", timezone="Europe/Berlin")
    same = {"conversationId": "c", "type": "incoming", "sent_at": 1772395200123, "source": "+15550100144"}
    records = json.dumps([same | {"body": "You said\nyou would call"}, same | {"body": "other words"}])
    messages, elsewhere = merge([native, read(tmp_path / "Rowan.json", records)])
    assert sorted(elsewhere.values()) == [0, 1]
    assert messages.loc[messages["also_in"].map(len) > 0, "text"].tolist() == ["You said\nyou would call"]
    assert len(messages) == len(native.messages) + 1


def test_where_both_files_of_a_chat_lie_together_one_of_them_is_read(tmp_path):
    folder = tmp_path / "export" / "Rowan"
    shutil.copytree(FIXTURES / "signal_export" / "current" / "export" / "Rowan", folder)
    shutil.copy(FIXTURES / "signal_export" / "lines" / "export.json", folder / "data.json")
    both = read_export(tmp_path / "export", timezone="Europe/Berlin")
    alone = read_export(folder / "data.json", timezone="Europe/Berlin")
    assert both.messages["text"].tolist() == alone.messages["text"].tolist()
    assert "the same messages as in data.json beside it" in both.skipped["reason"].tolist()


def test_without_a_message_from_me_nobody_is_said_to_have_received_anything(tmp_path):
    messages = read(
        tmp_path / "chat.md", "[2026-03-01 21:00:00] Rowan: tea\n[2026-03-01 21:01:00] Pia: rain\n"
    ).messages
    assert messages["direction"].isna().all()


def test_a_line_that_begins_like_a_field_does_not_begin_a_message(tmp_path):
    body = "Type: incoming\nSent: Sun, 1 Mar 2026 21:00:00 +0100"
    message = f"From: You\nType: outgoing\nSent: Sun, 1 Mar 2026 21:00:00 +0100\n\nI copied this:\n{body}\n\n"
    messages = read(tmp_path / "chat.txt", f"Conversation: Rowan\n\n{message}").messages
    assert messages["text"].tolist() == [f"I copied this:\n{body}"]


def test_disappearing_messages_are_warned_of():
    notes = read_export(FIXTURES / "signal_native" / "chats" / "export.jsonl").notes
    assert any("Disappearing messages" in warning for warning in notes["warnings"])
    assert notes["contacts"] == {"+15550100144": "Rowan"}


@pytest.mark.parametrize("item", [None, 5, {"dateSent": True}, {"dateSent": "1" * 40}, {"dateSent": [1]}])
def test_items_of_the_wrong_kind_are_skipped(tmp_path, item):
    head = '{"version":"1","backupTimeMs":"1775000000000"}\n'
    account = read(tmp_path / "main.jsonl", f"{head}{json.dumps({'chatItem': item})}\n").accounting
    assert account == {"records": 1, "messages": 0, "notices": 0, "duplicates": 0, "skipped": 1}


def test_a_chat_of_whatsapp_is_not_signals():
    assert detect_format(FIXTURES / "whatsapp" / "year_first" / "export.txt") == "whatsapp"


@public
def test_the_public_native_export_is_read_exactly():
    read_ = read_export(Path(os.environ["PATTERNS_EXPORTS"]) / "signal" / "made_native" / "main.jsonl")
    messages = read_.messages
    assert messages["kind"].tolist() == ["text", "text", "notice", "deleted", "media"]
    assert messages["text"].tolist()[:2] == ["hello", "hi\nback"]
    # 1,700,000,000 s: 19,675 days (2023-11-14) and 80,000 s, which is 22:13:20
    assert str(messages["sent_at"][0]) == "2023-11-14 22:13:20+00:00"
    assert messages["direction"].fillna("").tolist() == ["received", "sent", "", "received", "sent"]
    assert messages["attachments"].tolist()[4] == ["a.jpg"]
    assert messages["line"].tolist() == [6, 7, 8, 9, 10]


@public
def test_the_public_chat_is_read_exactly():
    path = Path(os.environ["PATTERNS_EXPORTS"]) / "signal" / "made_signal-export_chat.md"
    messages = read_export(path, timezone="Europe/Berlin").messages
    assert messages["kind"].tolist() == ["text", "text", "media", "text", "deleted", "call"]
    assert messages["text"].tolist()[:2] == ["Are you awake?", "Yes\nsecond line"]
    assert (messages["text"][3], messages["quoted"][3]) == ("agreed", "Yes")
    assert messages["line"].tolist() == [1, 2, 5, 6, 10, 11]
    assert (messages["reactions"][1], messages["attachments"][2]) == (["👍 Me"], ["photo.jpg"])


@public
def test_the_public_chat_of_an_older_version_keeps_its_line_breaks():
    path = Path(os.environ["PATTERNS_EXPORTS"]) / "signal" / "chatminer_signal_export_v0.txt"
    messages = read_export(path, timezone="Europe/Berlin").messages
    assert messages["text"].tolist() == ["Hello John!", "Hello\nJane!"]
    assert messages["direction"].isna().all()
