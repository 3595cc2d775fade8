"""Ids that last, and the same message in two sources."""

from __future__ import annotations

import os
import subprocess
import sys

import pandas as pd

from patterns.importers import merge, read_export

ANDROID = """14/02/2026, 19:01 - Ida: The kettle is on
14/02/2026, 19:02 - Tom: <Media omitted>
14/02/2026, 19:03 - Tom: ok
14/02/2026, 19:03 - Tom: ok
14/02/2026, 19:04 - Ida: Thursday
"""
IPHONE = """[14.02.26, 19:01:40] Ida Larkspur: The kettle is on
[14.02.26, 19:02:03] Tom L.: \u200eBild weggelassen
[14.02.26, 19:03:01] Tom L.: ok
[14.02.26, 19:03:09] Tom L.: ok
[14.02.26, 19:04:59] Ida Larkspur: Thursday \u200e<Diese Nachricht wurde bearbeitet.>
"""


def read(tmp_path, name, text, timezone="Europe/Berlin"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_export(path, timezone=timezone)


def backup(tmp_path, name, numbers, sender="+15550100"):
    each = (
        f'<sms address="{sender}" type="{n % 2 + 1}" body="text {n}" date="{1767900000000 + n * 61_000}"/>'
        for n in numbers
    )
    return read(tmp_path, name, f"<smses>{''.join(each)}</smses>")


def test_an_id_survives_name_language_phone_marker_and_zone(tmp_path):
    first = read(tmp_path, "a.txt", ANDROID).messages["message_id"].tolist()
    second = read(tmp_path, "b.txt", IPHONE, timezone="Asia/Tokyo").messages["message_id"].tolist()
    assert first == second
    assert len(set(first)) == 5


def test_one_chat_from_two_phones_is_one_chat_with_two_witnesses(tmp_path):
    imported = [read(tmp_path, "a.txt", ANDROID), read(tmp_path, "b.txt", IPHONE)]
    messages, elsewhere = merge(imported)
    assert len(messages) == 5
    assert messages["also_in"].tolist() == [["b.txt"]] * 5
    assert elsewhere == {"a.txt": 0, "b.txt": 5}


def test_overlapping_backups_lose_and_double_nothing(tmp_path):
    imported = [backup(tmp_path, "old.xml", range(2000)), backup(tmp_path, "new.xml", range(820, 2500))]
    messages, elsewhere = merge(imported)
    # 2000 + 1680 records, of which 820 to 1999 = 1180 stand in both
    assert elsewhere == {"old.xml": 0, "new.xml": 1180}
    assert len(messages) == 2000 + 1680 - 1180
    assert messages["also_in"].map(len).sum() == 1180
    assert messages["sent_at"].is_monotonic_increasing
    assert messages["message_id"].is_unique


def test_the_order_of_the_files_changes_nothing(tmp_path):
    imported = [
        backup(tmp_path, "old.xml", range(60)),
        backup(tmp_path, "new.xml", range(30, 90)),
        read(tmp_path, "a.txt", ANDROID),
        read(tmp_path, "b.txt", IPHONE),
    ]
    forward, backward = merge(imported), merge(imported[::-1])
    pd.testing.assert_frame_equal(forward[0], backward[0])
    assert forward[1] == backward[1]


def test_the_same_words_to_two_people_stay_two_messages(tmp_path):
    other = "14/02/2026, 19:03 - Tom: ok\n14/02/2026, 19:05 - Uma: which one\n14/02/2026, 19:06 - Uma: that one\n"
    messages, elsewhere = merge([read(tmp_path, "a.txt", ANDROID), read(tmp_path, "c.txt", other)])
    assert len(messages) == 5 + 3
    assert elsewhere == {"a.txt": 0, "c.txt": 0}
    assert messages["message_id"].is_unique


def test_other_words_at_the_same_time_stay_two_messages(tmp_path):
    changed = ANDROID.replace("The kettle is on", "The kettle is off")
    messages, _ = merge([read(tmp_path, "a.txt", ANDROID), read(tmp_path, "b.txt", changed)])
    assert len(messages) == 6


def test_the_same_words_of_two_people_in_one_minute_stay_two_messages(tmp_path):
    first = ANDROID + "14/02/2026, 19:09 - Ida: yes\n"
    second = ANDROID + "14/02/2026, 19:09 - Tom: yes\n"
    messages, _ = merge([read(tmp_path, "a.txt", first), read(tmp_path, "b.txt", second)])
    assert messages.loc[messages["text"] == "yes", "sender"].tolist() == ["Ida", "Tom"]


def test_a_text_and_a_chat_message_never_meet(tmp_path):
    text = '<smses><sms address="1" type="1" body="Thursday" date="1771092240000"/></smses>'  # 14 Feb 2026 18:04Z
    messages, _ = merge([read(tmp_path, "a.txt", ANDROID), read(tmp_path, "s.xml", text)])
    assert len(messages) == 6


def test_nothing_merged_is_an_empty_table():
    messages, elsewhere = merge([])
    assert messages.empty
    assert elsewhere == {}


def test_hash_seeds_change_nothing(tmp_path):
    (tmp_path / "a.txt").write_text(ANDROID, encoding="utf-8")
    (tmp_path / "b.txt").write_text(IPHONE, encoding="utf-8")
    code = (
        "import sys; from patterns.importers import merge, read_export\n"
        "read = [read_export(path, timezone='Europe/Berlin') for path in sys.argv[1:]]\n"
        "print(merge(read)[0].to_json(), [each.notes for each in read])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code, tmp_path / "a.txt", tmp_path / "b.txt"],
            env={**os.environ, "PYTHONHASHSEED": each}, capture_output=True, text=True, check=True,
        ).stdout
        for each in ("0", "1", "2026")
    }  # fmt: skip
    assert len(said) == 1


def test_two_platforms_stand_side_by_side_in_order_of_the_instant(tmp_path):
    zones = [(None, "2026-01-10 09:00", "America/New_York"), ("2026-01-10 09:00", None, "Europe/London")]
    phone = "[09/01/2026, 22:14:00] Max: before\n[09/01/2026, 22:16:00] Max: after\n[14/01/2026, 03:30:05] Max: later\n"
    old = '<smses><sms address="1" type="1" body="between" date="1768014900000"/></smses>'  # 10 Jan 2026 03:15Z
    imported = [read(tmp_path, "ios.txt", phone, timezone=zones), read(tmp_path, "old.xml", old, timezone=zones)]
    messages, _ = merge(imported)
    # New York is UTC-5 in January: 22:14 is 03:14Z, 22:16 is 03:16Z; London is UTC
    assert messages["text"].tolist() == ["before", "between", "after", "later"]
    assert messages["local_time"].dt.strftime("%H:%M").tolist() == ["22:14", "22:15", "22:16", "03:30"]
    assert str(messages["sent_at"].iloc[3]) == "2026-01-14 03:30:05+00:00"
