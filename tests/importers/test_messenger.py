"""Messenger's JSON: both downloads of one chat, repaired words, and the program's own wording kept apart."""

from __future__ import annotations

import json

import pytest

from patterns.errors import UnknownFormat, UnreadableSource
from patterns.importers import detect_format, merge, read_export
from patterns.importers._meta_text import repair

AT = 1709542800000  # 2024-03-04 09:00:00 UTC


def record(text, ms=AT, sender="Nora Beispiel", **more):
    return {"sender_name": sender, "timestamp_ms": ms, "content": text, **more}


def written(path, *records, **around):
    people = [{"name": "Zoe Muster"}, {"name": "Nora Beispiel"}]
    path.write_text(json.dumps({"participants": people, "messages": records, "title": "Zoe Muster", **around}))
    return path


def read(path, **told):
    return read_export(path, timezone="UTC", format="messenger", **told)


def kinds(tmp_path, *records):
    return read(written(tmp_path / "message_1.json", *records)).messages["kind"].tolist()


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("Zo\u00c3\u00ab", "Zoë"),  # C3 AB is ë in UTF-8
        ("\u00f0\u009f\u0098\u0080", "😀"),  # F0 9F 98 80
        ("schön", "schön"),  # F6 begins no character of UTF-8
        ("für 5 €", "für 5 €"),  # a euro sign is no byte
        ("\u00c3\u00a9 and é", "\u00c3\u00a9 and é"),  # E9 breaks it off: left as it is, not half repaired
        ("plain", "plain"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_only_a_text_that_is_wholly_broken_is_repaired(given, right):
    assert repair(given) == right


def test_a_chat_and_its_encrypted_continuation_share_their_messages(tmp_path):
    classic = written(tmp_path / "message_1.json", record("second", AT + 1), record("first", AT))
    encrypted = tmp_path / "Zoe Muster_4.json"
    new = [
        {"senderName": "Nora Beispiel", "timestamp": AT + at, "text": text, "type": "text", "media": []}
        for at, text in ((1, "second"), (2, "third"))
    ]
    encrypted.write_text(
        json.dumps({"participants": ["Nora Beispiel", "Zoe Muster"], "threadName": "Zoe Muster_4", "messages": new})
    )
    both = [read_export(path, timezone="UTC") for path in (classic, encrypted)]
    messages, elsewhere = merge(both)
    assert messages["text"].tolist() == ["first", "second", "third"]
    assert set(messages["platform"]) == {"messenger"}
    assert set(messages["conversation"]) == {"Zoe Muster"}
    assert sum(elsewhere.values()) == 1


def test_whichever_way_the_file_runs_the_rows_run_forward(tmp_path):
    rows = [record(text, AT + at) for text, at in (("a", 0), ("b", 0), ("c", 1), ("d", 2))]
    for order in (rows, rows[::-1]):
        assert read(written(tmp_path / "x.json", *order)).messages["text"].tolist() == ["a", "b", "c", "d"]


def test_a_record_that_stands_twice_is_one_message(tmp_path):
    account = read(written(tmp_path / "x.json", record("same"), record("same"), record("same", AT + 1))).accounting
    assert (account["records"], account["messages"], account["duplicates"]) == (3, 2, 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Liked a message", "notice"),
        ("Reacted 😂 to your message ", "notice"),
        ("Nora Beispiel reacted 😂 to your message ", "notice"),
        ("Nora named the group Holidays.", "notice"),
        ("You are now connected on Messenger.", "notice"),
        ("Nora missed your video call.", "call"),
        ("You missed a call from Nora.", "call"),
        ("Nora Beispiel sent an attachment.", "media"),
        # what somebody may have typed stays a text
        ("Reacted badly to your message", "text"),
        ("Reacted !! to your message", "text"),
        ("I liked a message", "text"),
        ("liked a message", "text"),
        ("You removed Kim from the group.", "text"),
        ("You missed a call from Mum.", "text"),
        ("Zoe named the group Holidays.", "text"),  # not the sender's name
        ("Nora sent an attachment.", "text"),  # the first name, and no file is there
        ("You sent an attachment.", "text"),
        ("Nora Beispiel sent an attachment. Did you get it?", "text"),
        ("Nora left the group.\nAnd so will I.", "text"),
    ],
)
def test_only_the_programs_exact_wording_is_taken_for_its_own(tmp_path, text, kind):
    row = read(written(tmp_path / "x.json", record(text))).messages.iloc[0]
    assert (row["kind"], row["text"]) == (kind, text)


def test_a_notice_keeps_the_name_it_wears_beside_it(tmp_path):
    row = read(written(tmp_path / "x.json", record("Liked a message"))).messages.iloc[0]
    assert row[["sender", "actor"]].isna().tolist() == [True, False]
    assert row["actor"] == "Nora Beispiel"


def test_the_programs_words_for_a_file_are_not_the_persons_but_a_caption_is(tmp_path):
    photo = {"photos": [{"uri": "messages/inbox/x/photos/1.jpg"}]}
    path = written(tmp_path / "x.json", record("You sent a photo.", **photo), record("Our new door", AT + 1, **photo))
    messages = read(path).messages
    assert messages["kind"].tolist() == ["media", "media"]
    assert messages["attachments"].tolist() == [["1.jpg"], ["1.jpg"]]
    again = read(written(tmp_path / "y.json", record("Du hast ein Foto gesendet.", **photo))).messages
    # another language's placeholder is not known to be one: it counts as words, and so is another message
    assert again["message_id"].iloc[0] != messages["message_id"].iloc[0]


def test_what_was_shared_is_kept_apart_from_the_senders_words(tmp_path):
    share = {"link": "https://example.org/a", "share_text": "Somebody else's words"}
    row = read(written(tmp_path / "x.json", record("look", share=share))).messages.iloc[0]
    assert (row["kind"], row["text"], row["shared"]) == ("text", "look", "Somebody else's words")
    assert row["attachments"] == ["https://example.org/a"]


def test_calls_say_how_long_they_were(tmp_path):
    call = {"type": "Call"}
    path = written(
        tmp_path / "x.json",
        {**record("", AT, **call, call_duration=95)},
        {**record("", AT + 1, **call, call_duration=0, missed=True)},
        {**record("Zoe called you.", AT + 2, call_duration=61)},
        {**record("", AT + 3, **call)},
    )
    messages = read(path).messages
    assert messages["text"].tolist() == ["Call, 95 s", "Missed call", "Zoe called you. (61 s)", "Call"]
    assert set(messages["kind"]) == {"call"}


def test_an_unsent_message_is_deleted_and_a_removed_one_too(tmp_path):
    found = kinds(tmp_path, record("", is_unsent=True), record("gone", AT + 1, is_taken_down=True))
    assert found == ["deleted", "deleted"]


def test_messages_with_nothing_in_them_are_counted_in_a_warning(tmp_path):
    imported = read(written(tmp_path / "x.json", record("", hologram={"uri": 1}), record("", AT + 1)))
    assert imported.messages["kind"].tolist() == ["media", "media"]
    assert imported.notes["warnings"] == [
        "Messages with neither words nor a file in the export: 2. They are kept as media. They hold: hologram."
    ]


@pytest.mark.parametrize(
    "damaged",
    [
        {"timestamp_ms": "soon"},
        {"timestamp_ms": True},
        {"timestamp_ms": 10**30},
        {"timestamp_ms": 1.7e12},
        {"content": ["x"]},
        {"sender_name": 7},
    ],
)
def test_a_record_of_wrong_types_is_left_out_with_its_line_and_no_word_of_it(tmp_path, damaged):
    imported = read(written(tmp_path / "x.json", record("fine"), {**record("secret words", AT + 1), **damaged}))
    assert imported.accounting["skipped"] == 1
    assert imported.messages["text"].tolist() == ["fine"]
    assert "secret" not in imported.skipped["reason"].iloc[0]


def test_files_of_the_wrong_types_lose_no_message(tmp_path):
    odd = [{"photos": 3}, {"photos": [None, {"uri": 4}, "a/b.jpg"]}, {"sticker": []}, {"share": "x"}, {"reactions": {}}]
    records = [record("w", AT + at, **each) for at, each in enumerate(odd)]
    messages = read(written(tmp_path / "x.json", *records)).messages
    assert messages["text"].tolist() == ["w"] * 5
    assert messages["attachments"].tolist() == [["photo"], ["photo", "photo", "b.jpg"], [], [], []]


def test_a_file_that_breaks_off_keeps_what_stands_before(tmp_path):
    whole = written(tmp_path / "x.json", record("one"), record("two", AT + 1)).read_text()
    (tmp_path / "x.json").write_text(whole[: whole.index('"two"') + 3])
    imported = read_export(tmp_path / "x.json", timezone="UTC")
    assert imported.messages["text"].tolist() == ["one"]
    assert imported.accounting["skipped"] == 1
    assert "breaks off" in imported.notes["warnings"][0]


def test_a_byte_order_mark_and_a_missing_type_change_nothing(tmp_path):
    path = written(tmp_path / "x.json", record("one"))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert detect_format(path) == "messenger"
    assert read(path).messages["text"].tolist() == ["one"]


@pytest.mark.parametrize(
    "other",
    [
        {"profile_v2": {"name": {"full_name": "Nora Beispiel"}}},
        {"messages": [{"name": "a shop", "timestamp": 1300000000}]},
        {"messages": [], "participants": [{"name": "Nora Beispiel"}], "title": "x"},
        {"inbox": {"messages": [{"sender_name": "a", "timestamp_ms": 1709542800000}]}},
        [{"sender_name": "a", "timestamp_ms": 1709542800000}],
        {"note": '"messages": [{"sender_name": "a", "timestamp_ms": 1709542800000}]'},
    ],
)
def test_other_files_of_an_account_are_no_chats(tmp_path, other):
    (tmp_path / "x.json").write_text(json.dumps(other))
    with pytest.raises((UnknownFormat, UnreadableSource)):
        detect_format(tmp_path / "x.json")


def test_an_undecided_file_is_read_as_messenger_and_says_so(tmp_path):
    path = written(tmp_path / "x.json", record("one"))
    imported = read_export(path, timezone="UTC")
    assert set(imported.messages["platform"]) == {"messenger"}
    assert "nothing in it tells which" in imported.notes["platform_why"]


def test_names_lose_only_invisible_marks(tmp_path):
    row = read(written(tmp_path / "x.json", record("\u200ehi ", sender="\u200e Nora\u202c "))).messages.iloc[0]
    assert (row["sender"], row["text"]) == (" Nora ", "\u200ehi ")
