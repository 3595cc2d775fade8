"""Google Chat: what the fixtures cannot show."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from patterns.importers import Imported, detect_format, merge, read_export
from patterns.importers._prose_date import instant

ACCOUNT = Path(__file__).resolve().parent.parent / "exports" / "google_chat" / "account" / "export"


def message(number: int, **more: object) -> dict[str, object]:
    """Return an invented record."""
    return {
        "creator": {"name": "Rosa Adler", "email": "rosa@example.org"},
        "created_date": f"Monday, March 30, 2026 at 7:{number:02}:00\u202fAM UTC",
        "text": "x", "topic_id": "t", "message_id": f"g/t/{number}",
    } | more  # fmt: skip


def read(tmp_path, messages: list[object]) -> Imported:
    path = tmp_path / "messages.json"
    path.write_text(json.dumps({"messages": messages}), encoding="utf-8")
    return read_export(path)


def test_the_earlier_words_of_an_edited_message_are_kept():
    messages = read_export(ACCOUNT).messages
    assert [each for each in messages["earlier"] if each] == [["Go to bed"]]


def test_deleted_messages_shown_when_they_were_deleted_are_told():
    warnings = read_export(ACCOUNT).notes["warnings"]
    assert len(warnings) == 1
    assert "at the time they were deleted, not sent: 1." in warnings[0]


def test_a_deleted_message_without_any_time_has_its_reason():
    assert read_export(ACCOUNT).skipped["reason"].tolist() == ["deleted, without a time"]


def test_a_zip_reads_as_the_folder_does(tmp_path):
    path = tmp_path / "takeout.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(ACCOUNT.rglob("*.json")):
            archive.write(file, f"Takeout/{file.relative_to(ACCOUNT).as_posix()}")
    columns = ["message_id", "text", "conversation", "sender"]
    zipped, folder = (read_export(each).messages[columns].to_numpy().tolist() for each in (path, ACCOUNT))
    assert zipped == folder


def test_a_message_edited_between_two_exports_is_one_message(tmp_path):
    first = read(tmp_path, [message(1), message(2)])
    path = tmp_path / "later.json"
    later = [message(1), message(2, text="y", updated_date="Monday, March 30, 2026 at 8:00:00 AM UTC"), message(3)]
    path.write_text(json.dumps({"messages": later}))
    together, elsewhere = merge([first, read_export(path)])
    assert len(together) == 3
    assert sum(elsewhere.values()) == 2


def test_equal_words_in_one_second_stay_two_messages(tmp_path):
    assert len(read(tmp_path, [message(1), message(1, message_id="g/t/9")]).messages) == 2


def test_a_date_that_cannot_be_read_is_told(tmp_path):
    read_back = read(tmp_path, [message(1), message(2, created_date="1/2/2026 at 7:00 AM UTC")])
    assert read_back.skipped["reason"].tolist() == ["no such time: 1/2/2026 at 7:00 AM UTC"]
    assert "could not be read: 1" in read_back.notes["warnings"][0]


@pytest.mark.parametrize(
    "text",
    ["", "UTC", "Friday, May 29, 2026 UTC", "May 32, 2026 at 1:00:00 AM UTC", "May 29, 2026 at 25:00:00 UTC",
     "May 29, 2026 at 13:00:00 PM UTC", "May 29, 2026 at 1:00:00 AM", "May 29, 2026 at 1:00:00 AM EST",
     "May 29 June, 2026 at 1:00:00 AM UTC", "May 29, 1970 at 1:00:00 AM UTC", "May 29, 20261 at 1:00:00 UTC",
     "May 29, 2026 at 0:30:00 AM UTC", "x" * 5000 + " UTC", "May 29, 2026 at 1:00:00 AM UTC+99:99"],
)  # fmt: skip
def test_what_is_no_certain_date_is_not_read(text):
    assert instant(text) is None


def test_a_zone_that_is_told_is_taken_away():
    assert instant("Friday, May 29, 2026 at 3:00:00 AM GMT+2") == datetime(2026, 5, 29, 1)  # noqa: DTZ001
    assert instant("Friday, May 29, 2026 at 11:30:00 PM UTC-1:30") == datetime(2026, 5, 30, 1)  # noqa: DTZ001


@pytest.mark.parametrize("wrong", [None, 5, "x", [], {}, True, [[]], [5], {"a": []}])
@pytest.mark.parametrize(
    "field",
    ["creator", "created_date", "text", "message_id", "updated_date", "attached_files", "reactions", "annotations",
     "previous_message_versions", "message_state", "deleted_date", "quoted_message_metadata"],
)  # fmt: skip
def test_a_field_of_a_wrong_kind_is_a_row_or_a_reason(tmp_path, field, wrong):
    account = read(tmp_path, [message(1), message(2) | {field: wrong}, wrong]).accounting
    assert account["records"] == 3


@pytest.mark.parametrize(
    "info", ["{", "[]", '{"members": 5, "name": []}', '{"members": [5, {"name": 1}]}', "[" * 10**5]
)
def test_a_damaged_group_info_costs_the_title_alone(tmp_path, info):
    folder = tmp_path / "DM x1"
    folder.mkdir()
    (folder / "group_info.json").write_text(info)
    path = folder / "messages.json"
    path.write_text(json.dumps({"messages": [message(1)]}))
    assert read_export(path).messages["conversation"].tolist() == ["DM x1"]


def test_the_other_files_of_an_account_are_not_taken_for_messages():
    assert detect_format(ACCOUNT) == "google_chat"
    assert len(read_export(ACCOUNT).messages["part"].unique()) == 2
