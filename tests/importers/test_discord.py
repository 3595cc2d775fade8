"""Discord: two layouts of one chat, and what they can and cannot say."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from patterns.importers import merge, read_export

FIXTURES = Path(__file__).resolve().parent.parent / "exports" / "discord"
AUTHOR = {"name": "mara_field", "discriminator": "0"}


def chat(path, *messages, channel=None, guild="Direct Messages"):
    channel = channel or {"type": "DirectTextChat", "name": "heron.lake"}
    text = json.dumps({"guild": {"name": guild}, "channel": channel, "messages": messages})
    path.write_text(text, encoding="utf-8")
    return read_export(path, timezone="UTC")


def message(**more):
    return {"type": "Default", "timestamp": "2026-03-01T20:15:00+01:00", "content": "x", "author": AUTHOR} | more


def test_the_same_messages_in_both_layouts_are_one(tmp_path):
    both = [read_export(FIXTURES / name, timezone="UTC") for name in ("direct/export.json", "table/export.csv")]
    messages, elsewhere = merge(both)
    assert (messages["also_in"].map(len) > 0).sum() == 2  # the soup and the boots; the others stand in one only
    assert sum(elsewhere.values()) == 2


def test_nicknames_are_kept_for_whoever_has_to_say_who_that_is():
    assert read_export(FIXTURES / "direct" / "export.json", timezone="UTC").notes["contacts"] == {"mara_field": "Mara"}


def test_the_words_of_a_card_are_not_the_senders(tmp_path):
    card = {"title": "Weather", "description": "Rain"}
    messages = chat(tmp_path / "a.json", message(embeds=[card])).messages
    assert (messages["text"][0], messages["shared"][0]) == ("x", "Weather\nRain")


def test_a_channel_is_named_with_its_server(tmp_path):
    read = chat(tmp_path / "a.json", message(), channel={"type": "GuildTextChat", "name": "garden"}, guild="Village")
    assert read.messages["conversation"][0] == "Village / garden"


@pytest.mark.parametrize("content", ["", "Started a call that lasted 1 minute."])
def test_a_call_is_told_in_its_own_words_or_by_its_length(tmp_path, content):
    call = message(type="Call", content=content, callEndedTimestamp="2026-03-01T20:16:35+01:00")
    messages = chat(tmp_path / "a.json", call).messages
    assert (messages["kind"][0], messages["text"][0]) == ("call", content or "Call, 95 s")


def test_values_of_the_wrong_kind_are_skipped_or_empty(tmp_path):
    odd = [message(author=7, attachments={}, reactions="x"), 5, message(timestamp=3), message(timestamp="9999-13-01T")]
    read = chat(tmp_path / "a.json", *odd)
    assert read.accounting == {"records": 4, "messages": 1, "notices": 0, "duplicates": 0, "skipped": 3}
    assert read.messages["sender"].isna().all()


def test_a_file_that_holds_fewer_messages_than_it_says_is_said_so(tmp_path):
    path = tmp_path / "a.json"
    around = {"guild": {}, "channel": {"type": "DirectTextChat", "name": "x"}, "messages": [message()]}
    path.write_text(json.dumps(around | {"messageCount": 3}))
    assert read_export(path).notes["warnings"] == ["The file says that it holds 3 messages; 1 are in it."]


@pytest.mark.skipif("PATTERNS_EXPORTS" not in os.environ, reason="PATTERNS_EXPORTS names no folder")
def test_the_public_table_is_read_exactly():
    read = read_export(Path(os.environ["PATTERNS_EXPORTS"]) / "discord" / "made_discordchatexporter.csv")
    messages = read.messages
    assert messages["sender"].tolist() == ["alex#0001", "sam"]
    assert messages["text"].tolist() == ["hello", "two\nlines"]
    assert [str(each) for each in messages["sent_at"]] == [
        "2023-01-05 18:00:00+00:00", "2023-01-05 18:01:30.123000+00:00",
    ]  # fmt: skip
    assert messages["kind"].tolist() == ["text", "media"]
    assert messages["line"].tolist() == [2, 3]
    assert messages["attachments"].tolist() == [[], ["a.png"]]
    assert messages["reactions"].tolist() == [[], ["👍 (1)"]]
