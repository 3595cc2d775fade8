"""Instagram's JSON: told from Messenger's by what is in it, and edited messages put together."""

from __future__ import annotations

import json

import pytest

from patterns.importers import detect_format, read_export

AT = 1719856800000  # 2024-07-01 18:00:00 UTC
MINUTE = 60_000


def record(text, ms=AT, sender="Kim Probe", **more):
    return {"sender_name": sender, "timestamp_ms": ms, "content": text, **more}


def written(path, *records, **around):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"messages": records, "title": "Kim Probe", **around}))
    return path


def read(tmp_path, *records):
    return read_export(written(tmp_path / "x.json", *records), timezone="UTC", format="instagram")


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"photos": [{"uri": "your_instagram_activity/messages/inbox/kim_1/photos/1.jpg"}]}, "instagram"),
        ({"share": {"link": "https://example.org", "original_content_owner": "the_baker"}}, "instagram"),
        ({"photos": [{"uri": "your_facebook_activity/messages/inbox/kim_1/photos/1.jpg"}]}, "messenger"),
        ({"photos": [{"uri": "your_activity_across_facebook/messages/inbox/k/photos/1.jpg"}]}, "messenger"),
        ({"bumped_message_metadata": {"is_bumped": False}}, "messenger"),
        ({"is_geoblocked_for_viewer": False}, "messenger"),  # both write it: undecided
        ({"photos": [{"uri": "messages/inbox/kim_1/photos/1.jpg"}]}, "messenger"),  # both wrote it: undecided
    ],
)
def test_what_only_one_of_the_two_writes_decides(tmp_path, more, key):
    assert detect_format(written(tmp_path / "x.json", record("hello", **more))) == key


def test_talk_about_instagram_does_not_decide(tmp_path):
    text = 'I downloaded your_instagram_activity/ and "original_content_owner" and Liked a message'
    assert detect_format(written(tmp_path / "x.json", record(text))) == "messenger"


def test_where_its_files_lie_outweighs_the_wording_of_a_reaction(tmp_path):
    photo = {"uri": "your_facebook_activity/messages/inbox/kim_1/photos/1.jpg"}
    path = written(tmp_path / "x.json", record("Liked a message"), record("", AT + 1, photos=[photo]))
    assert detect_format(path) == "messenger"


def test_a_chat_that_says_nothing_goes_by_the_folders_of_its_account(tmp_path):
    inside = "your_instagram_activity/messages/inbox/kim_1/message_1.json"
    written(tmp_path / "export" / inside, record("hello"))
    imported = read_export(tmp_path / "export", timezone="UTC")
    assert set(imported.messages["platform"]) == {"instagram"}


def test_a_sign_behind_the_beginning_of_a_long_file_still_names_the_platform(tmp_path):
    photo = {"uri": "your_instagram_activity/messages/inbox/kim_1/photos/1.jpg"}
    many = [record("x" * 200, AT + at) for at in range(400)]  # over 80 KB: the beginning that is looked at is 64
    path = written(tmp_path / "x.json", *many, record("", AT + 400, photos=[photo]))
    imported = read_export(path, timezone="UTC")
    assert imported.notes["format"] == "Facebook Messenger (JSON)"
    assert set(imported.messages["platform"]) == {"instagram"}


def test_an_edited_message_is_one_with_its_earlier_wordings(tmp_path):
    imported = read(
        tmp_path,
        record("meet you at the station, seven (edited)", AT + 3 * MINUTE),
        record("meet you at the station (edited)", AT + 2 * MINUTE),
        record("fine", AT + MINUTE, "Robin Muster"),
        record("meet you at the statoin", AT),
    )
    first, answer = imported.messages.itertuples()
    assert (first.text, first.edited) == ("meet you at the station, seven", True)
    assert first.earlier == ["meet you at the statoin", "meet you at the station"]
    assert (first.written_time, answer.text) == (str(AT), "fine")
    assert imported.accounting["records"] == 4
    assert imported.accounting["skipped"] == 2
    assert set(imported.skipped["reason"]) == {"the wording before it was edited, kept with the message"}


@pytest.mark.parametrize(
    "before",
    [
        record("meet you at the station", AT - 20 * MINUTE),  # nothing can be edited after so long
        record("meet you at the station", AT, "Robin Muster"),  # somebody else's
        record("what a day, I am so tired of all this rain", AT),  # nothing like it
    ],
)
def test_a_text_that_only_ends_like_an_edit_stays_as_it_is(tmp_path, before):
    imported = read(tmp_path, record("meet you at the station! (edited)", AT + MINUTE), before)
    last = imported.messages.iloc[-1]
    assert (last["text"], bool(last["edited"])) == ("meet you at the station! (edited)", False)
    assert imported.accounting["skipped"] == 0
    assert len(imported.messages) == 2


def test_the_new_wording_belongs_to_the_message_most_like_it(tmp_path):
    imported = read(
        tmp_path,
        record("bread and milk please (edited)", AT + 2 * MINUTE),
        record("bread and jam are at home", AT + MINUTE),
        record("bread and mlik please", AT),
    )
    assert imported.messages["text"].tolist() == ["bread and milk please", "bread and jam are at home"]
