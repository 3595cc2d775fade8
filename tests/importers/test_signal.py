"""Signal's ways out: what each of them leaves out, and what must not be taken for what."""

from __future__ import annotations

import json
import os
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


def test_what_both_files_of_a_chat_hold_is_read_once_and_what_one_holds_is_kept(tmp_path):
    folder = tmp_path / "export" / "Rowan"
    folder.mkdir(parents=True)
    first, second = "[2026-03-01 21:00:00] Rowan: tea  \n\n", "[2026-03-02 09:00:00] Me: only here  \n\n"
    (folder / "chat.md").write_text(first + second)
    record = {"date": "2026-03-01T21:00:00.123000", "sender": "Rowan", "body": "tea  ", "quote": "", "reactions": []}
    (folder / "data.json").write_text(json.dumps(record) + "\n")
    both = read_export(tmp_path / "export", timezone="Europe/Berlin")
    assert sorted(both.messages["text"]) == ["only here", "tea"]
    assert both.skipped[["line", "reason"]].values.tolist() == [[1, "the same message as in data.json beside it"]]


def test_empty_lines_between_messages_are_not_part_of_what_was_said(tmp_path):
    text = "[2026-03-01 21:00:00] Rowan: tea  \n\n[2026-03-01 21:01:00] Me: yes  \n(- Rowan: 👍, Pia: 🙏 -)\n\n"
    messages = read(tmp_path / "chat.md", text).messages
    assert messages["text"].tolist() == ["tea", "yes"]
    assert messages["reactions"].tolist() == [[], ["👍 Rowan", "🙏 Pia"]]


def test_the_stamp_without_comma_and_seconds_is_signals(tmp_path):
    read_ = read(tmp_path / "index.md", "[2021-03-04 18:05] Rowan: tea  \n[2021-03-04 18:06] Me: yes  \n")
    assert read_.notes["format"].startswith("Signal")
    assert read_.messages["direction"].tolist() == ["received", "sent"]


@pytest.mark.parametrize("first", ["\u200eMessages and calls are end-to-end encrypted.", "tea"])
def test_a_chat_of_whatsapp_with_signals_stamp_is_not_signals(tmp_path, first):
    # iPhones set to Swedish or Canadian dates write the same stamp; they write neither blanks at the end nor "Me"
    text = f"[2026-03-01 21:00:00] Rowan: {first}\n[2026-03-01 21:01:00] Pia: rain\n"
    assert read(tmp_path / "_chat.txt", text).notes["format"].startswith("WhatsApp")


def test_a_stamp_that_steps_back_is_warned_of(tmp_path):
    text = "[2026-03-01 21:05:00] Rowan: first\n[2026-02-01 10:00:00] Me: typed inside  \n\n"
    assert any("line 2" in each for each in read(tmp_path / "chat.md", text).notes["warnings"])


def native(tmp_path, *frames):
    start = [
        {"version": "1", "backupTimeMs": "1775000000000"}, {"account": {}}, {"recipient": {"id": "1", "self": {}}},
        {"recipient": {"id": "2", "contact": {"aci": "QUFB", "e164": "15550100144", "nickname": {"given": "Bee"}}}},
        {"chat": {"id": "10", "recipientId": "2"}},
    ]  # fmt: skip
    return read(tmp_path / "main.jsonl", "".join(json.dumps(each) + "\n" for each in [*start, *frames]))


def sent(**more):
    return {"chatItem": {"chatId": "10", "authorId": "1", "dateSent": "1772395200000", "outgoing": {}} | more}


def test_every_record_that_is_no_message_is_accounted_for(tmp_path):
    call = {"adHocCall": {"callId": "4", "recipientId": "9", "callTimestamp": "1772395200000"}}
    failed = sent(
        outgoing={"sendStatus": [{"recipientId": "2", "failed": {}}]}, standardMessage={"text": {"body": "x"}}
    )
    read_ = native(tmp_path, call, {}, {"other": {}}, failed, sent(futureMessage={}), sent())
    assert read_.accounting == {"records": 6, "messages": 1, "notices": 0, "duplicates": 0, "skipped": 5}
    assert read_.messages["kind"].tolist() == ["call"]


def test_who_is_named_in_a_text_stands_in_it_by_name(tmp_path):
    # the emoji takes two places, so that the name stands at place 3
    text = {"body": "\U0001f44d \ufffc!", "bodyRanges": [{"start": 3, "length": 1, "mentionAci": "QUFB"}]}
    messages = native(tmp_path, sent(standardMessage={"text": text})).messages
    assert (messages["text"][0], messages["sender"][0]) == ("\U0001f44d @Bee!", "Me")


@pytest.mark.parametrize(
    "frame",
    [
        {"chat": {"id": "11", "recipientId": "2", "expirationTimerMs": "604800000"}},
        sent(updateMessage={"groupChange": {"updates": [{"groupExpirationTimerUpdate": {"expiresInMs": "1000"}}]}}),
    ],
)
def test_a_timer_of_a_chat_or_a_group_is_warned_of(tmp_path, frame):
    warnings = native(tmp_path, sent(standardMessage={"text": {"body": "x"}}), frame).notes["warnings"]
    assert any("Disappearing" in each for each in warnings)


def test_the_words_of_a_payment_and_the_answers_of_a_poll_are_kept(tmp_path):
    poll = {"question": "When?", "options": [{"option": "Monday"}, {"option": "Friday"}]}
    payment = sent(paymentNotification={"amountMob": "1.5", "note": "for the rent"})
    messages = native(tmp_path, payment, sent(poll=poll)).messages
    assert messages["text"].tolist() == ["for the rent", "When?\n- Monday\n- Friday"]
    assert messages["kind"].tolist() == ["media", "media"]


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


def test_a_style_beside_a_mention_puts_nobodys_name_into_the_words(tmp_path):
    frames = [
        {"version": "1", "backupTimeMs": "1775000000000"},
        {"recipient": {"id": "1", "self": {}}},
        {"recipient": {"id": "3", "group": {"snapshot": {"title": {"title": "Choir"}}}}},
        {"recipient": {"id": "4", "contact": {"aci": "QQ==", "profileGivenName": "Pia"}}},
        {"chat": {"id": "11", "recipientId": "3"}},
    ]
    ranges = [{"start": 0, "length": 1, "mentionAci": "QQ=="}, {"start": 0, "length": 6, "style": "BOLD"}]
    text = {"body": "\ufffc sang well", "bodyRanges": ranges}
    item = {"chatId": "11", "authorId": "4", "dateSent": "1772395200123", "incoming": {}}
    frames.append({"chatItem": item | {"standardMessage": {"text": text}}})
    lines = "".join(json.dumps(frame) + "\n" for frame in frames)
    assert read(tmp_path / "main.jsonl", lines).messages["text"].tolist() == ["@Pia sang well"]


def test_earlier_versions_in_a_data_json_are_kept(tmp_path):
    record = {"date": "2026-03-01T21:00:00", "sender": "Me", "body": "later  ", "quote": "", "reactions": []}
    record["edits"] = [{"date": "2026-03-01T20:59:00", "body": "soon  "}]
    messages = read(tmp_path / "data.json", json.dumps(record) + "\n").messages
    assert (messages["text"][0], messages["edited"][0], messages["earlier"][0]) == ("later", True, ["soon"])


def test_what_is_quoted_in_an_earlier_version_is_not_the_senders_words(tmp_path):
    quote = "> From: Kim\n> Sent: Sun, 1 Mar 2026 20:00:00 +0100\n>\n> their words\n"
    versions = "".join(
        f"| Version: {number}\n| Sent: Sun, 1 Mar 2026 21:0{number}:00 +0100\n|\n"
        + "".join(f"| {line}\n" for line in [*quote.splitlines(), "", words])
        for number, words in ((2, "fine then"), (1, "fine"))
    )
    fields = "From: Kim\nType: incoming\nSent: Sun, 1 Mar 2026 21:02:00 +0100\nEdited: 2 versions\n"
    messages = read(tmp_path / "Kim.txt", f"Conversation: Kim\n\n{fields}\n{versions}\n").messages
    assert (messages["text"][0], messages["earlier"][0]) == ("fine then", ["fine"])
    assert messages["quoted"][0] == "their words"
