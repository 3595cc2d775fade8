"""Telegram's result.json: what the fixtures cannot show."""

from __future__ import annotations

import json

import pytest

from patterns.errors import PatternsError
from patterns.importers import FORMATS, Imported, detect_format, merge, read_export
from patterns.importers._base import Head

ZONE = "Europe/Berlin"


def message(number: int, text: object, **more: object) -> dict[str, object]:
    """Return an invented record; 1782929100 is 2026-07-01 18:05 UTC, one minute later for each number."""
    return {
        "id": number, "type": "message", "date": f"2026-07-01T20:{5 + number:02}:00",
        "date_unixtime": str(1782929100 + 60 * number), "from": "Ines Falk", "from_id": "user5550151", "text": text,
    } | more  # fmt: skip


def read(tmp_path, messages: list[object], kind: str = "private_group", **more: object) -> Imported:
    path = tmp_path / "result.json"
    path.write_text(json.dumps({"name": "Rowing", "type": kind, "id": 903, "messages": messages} | more), "utf-8")
    return read_export(path, timezone=ZONE)


def test_parts_of_a_text_are_joined_with_nothing_between_them(tmp_path):
    text = ["a", {"type": "bold", "text": "b"}, " c\r\n", {"type": "code", "text": "d "}]
    assert read(tmp_path, [message(1, text)]).messages["text"].tolist() == ["ab c\r\nd "]


def test_a_message_with_words_of_another_person_names_that_person(tmp_path):
    read_back = read(tmp_path, [message(1, "x", forwarded_from="Kiosk"), message(2, "y")])
    assert read_back.messages["forwarded_from"].isna().tolist() == [False, True]
    assert read_back.messages["forwarded_from"].iloc[0] == "Kiosk"


def test_pictures_sent_in_one_second_stay_as_many_as_they_were(tmp_path):
    gone = {"photo": "(File not included. Change data exporting settings to download.)"}
    album = [message(1, "", id=number, **gone) for number in range(4)]
    read_back = read(tmp_path, album)
    assert (len(read_back.messages), read_back.accounting["duplicates"]) == (4, 0)
    assert read_back.messages["message_id"].is_unique


def test_reactions_without_names_are_counted(tmp_path):
    given = [
        {"type": "emoji", "count": 3, "emoji": "👍", "recent": [{"from": "Paul Reh", "from_id": "user1"}]},
        {"type": "emoji", "count": 2, "emoji": "🎉"},
    ]
    assert read(tmp_path, [message(1, "x", reactions=given)]).messages["reactions"].iloc[0] == [
        "👍 Paul Reh", "👍 and 2 more", "🎉 2",
    ]  # fmt: skip


def test_an_event_tells_all_it_holds(tmp_path):
    event = {
        "type": "service",
        "actor": "Ines Falk",
        "actor_id": "user1",
        "action": "set_messages_ttl",
        "period": 86400,
    }
    record = message(1, "") | event
    del record["from"]
    assert read(tmp_path, [record]).messages["text"].tolist() == ["Ines Falk set messages ttl, 86400"]


def test_a_group_does_not_say_who_owns_the_account(tmp_path):
    read_back = read(tmp_path, [message(1, "x")])
    assert read_back.messages["direction"].isna().all()
    assert read_back.notes["own_identity"] == ""


def test_the_owner_of_a_conversation_of_two_is_the_one_who_is_not_the_chat(tmp_path):
    two = [message(1, "x"), message(2, "y", **{"from": "Paul Reh", "from_id": "user903"})]
    read_back = read(tmp_path, two, kind="personal_chat")
    assert read_back.messages["direction"].tolist() == ["sent", "received"]
    assert read_back.notes["own_identity"] == "Ines Falk"


def test_a_whole_account_names_its_owner_even_where_nothing_was_sent(tmp_path):
    path = tmp_path / "result.json"
    chat = {"name": "Rowing", "type": "private_group", "id": 903, "messages": [message(1, "x")]}
    person = {"user_id": 7, "first_name": "Paul", "last_name": "Reh"}
    path.write_text(json.dumps({"about": "", "personal_information": person, "chats": {"list": [chat]}}))
    read_back = read_export(path)
    assert read_back.notes["own_identity"] == "Paul Reh"
    assert read_back.messages["direction"].tolist() == ["received"]


def test_what_is_not_known_is_kept_and_told(tmp_path):
    read_back = read(tmp_path, [message(1, "", hologram="x"), message(2, "words", hologram="x")])
    assert read_back.messages["kind"].tolist() == ["media", "text"]
    assert read_back.notes["warnings"] == [
        "Messages that hold something this reader does not know: hologram (1). They are kept as media."
    ]


def test_wall_times_among_instants_are_placed_by_their_neighbour_and_told(tmp_path):
    # the neighbour shows 20:06 for 18:06 UTC, two hours; 20:09 is then 18:09 UTC
    late = message(4, "late")
    del late["date_unixtime"]
    read_back = read(tmp_path, [message(1, "x"), late])
    assert str(read_back.messages["sent_at"].iloc[1]) == "2026-07-01 18:09:00+00:00"
    assert len(read_back.notes["warnings"]) == 1
    assert "1 in number" in read_back.notes["warnings"][0]


def test_wall_times_among_instants_of_an_unknown_zone_are_left_out(tmp_path):
    one, other = message(1, "x"), message(2, "y")
    del one["date"], other["date_unixtime"]
    read_back = read(tmp_path, [one, other])
    assert read_back.messages["text"].tolist() == ["x"]
    assert read_back.skipped["reason"].tolist() == ["a wall time of an unknown zone among instants"]


def test_wall_times_ask_for_a_zone(tmp_path):
    path = tmp_path / "result.json"
    old = message(1, "x")
    del old["date_unixtime"]
    path.write_text(json.dumps({"name": "Rowing", "type": "private_group", "messages": [old]}))
    with pytest.raises(PatternsError, match="wall times"):
        read_export(path)


@pytest.mark.parametrize("wrong", [None, 5, "x", [], {}, True, 1.5, [[]], {"a": []}, "9" * 5000, -1, 10**30])
@pytest.mark.parametrize(
    "field",
    ["type", "date", "date_unixtime", "from", "from_id", "text", "edited", "edited_unixtime", "photo", "file", "poll",
     "media_type", "reactions", "forwarded_from", "contact_information", "location_information", "file_name"],
)  # fmt: skip
def test_a_field_of_a_wrong_kind_is_a_row_or_a_reason(tmp_path, field, wrong):
    account = read(tmp_path, [message(1, "x"), message(2, "y") | {field: wrong}]).accounting
    assert account["records"] == 2
    assert account["messages"] + account["notices"] + account["skipped"] == 2


@pytest.mark.parametrize("wrong", [None, 5, [], {"a": 1}])
@pytest.mark.parametrize("field", ["action", "actor", "actor_id", "duration_seconds", "members", "title"])
def test_an_event_of_a_wrong_kind_is_a_row(tmp_path, field, wrong):
    event = {"type": "service", "action": "phone_call", "actor": "Ines Falk"}
    assert read(tmp_path, [message(1, "") | event | {field: wrong}]).accounting["records"] == 1


@pytest.mark.parametrize("around", [{"name": 5}, {"type": []}, {"id": {}}, {"personal_information": [1]}])
def test_a_chat_of_a_wrong_kind_keeps_its_messages(tmp_path, around):
    path = tmp_path / "result.json"
    path.write_text(json.dumps({"name": "Rowing", "type": "private_group", "messages": [message(1, "x")]} | around))
    assert len(read_export(path).messages) == 1


def test_two_exports_of_one_chat_are_one(tmp_path):
    first = read(tmp_path, [message(1, "x"), message(2, "y")])
    path = tmp_path / "again.json"
    later = {"name": "Rowing", "type": "private_group", "messages": [message(2, ["y"]), message(3, "z")]}
    path.write_text(json.dumps(later))
    together, elsewhere = merge([first, read_export(path)])
    assert together["text"].tolist() == ["x", "y", "z"]
    assert elsewhere["again.json"] == 1


def test_other_json_is_not_taken_for_telegram():
    telegram = FORMATS["telegram"]
    for text in (
        '{"participants": [{"name": "A"}], "messages": [{"sender_name": "A", "timestamp_ms": 1, "type": "Generic"}]}',
        '{"guild": {"id": "0"}, "channel": {"type": "DirectTextChat"}, "messages": [{"type": "Default"}]}',
        '{"messages": [{"creator": {"name": "A"}, "created_date": "x", "topic_id": "t"}]}',
        '[{"type": "message", "date_unixtime": "1"}]',
        "{}",
    ):
        assert not telegram.detect(Head(".json", text, text.encode(), "result.json"))


def test_a_whole_account_is_recognised_by_its_lists(tmp_path):
    path = tmp_path / "x"
    contacts = [{"user_id": number, "first_name": "Ada"} for number in range(4000)]  # more than is looked at
    person = {"user_id": 7, "first_name": "Paul", "last_name": ""}
    chat = {"name": "Rowing", "type": "private_group", "id": 903, "messages": [message(1, "x")]}
    whole = {"about": "", "personal_information": person, "contacts": {"list": contacts}, "chats": {"list": [chat]}}
    path.write_text(json.dumps(whole))
    assert path.read_text().index("private_group") > 64 * 1024
    assert detect_format(path) == "telegram"
