"""Damaged, disguised and malicious files: a clear error, or an account that adds up."""

from __future__ import annotations

import json
import random
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patterns.errors import PatternsError, UnknownFormat, UnreadableSource
from patterns.importers import detect_format, read_export
from patterns.importers._containers import sources, texts
from patterns.importers._walk import walk

CHAT = "25/04/2026, 10:00 - Ada: one\n25/04/2026, 10:01 - Ben: IMG-20260425-WA0001.jpg (file attached)\n"
FIXTURES = sorted(path for path in (Path(__file__).resolve().parent.parent / "exports").glob("*/*/export.*"))
DAMAGE = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])


def zipped(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def read(path):
    return read_export(path, timezone="Europe/Berlin")


def adds_up(account):
    return account["records"] == sum(account[part] for part in ("messages", "notices", "duplicates", "skipped"))


@DAMAGE
@given(data=st.data())
def test_damage_is_our_own_error_or_an_account_that_adds_up(tmp_path, data):
    path = data.draw(st.sampled_from(FIXTURES))
    whole = path.read_bytes()
    seed, kind = data.draw(st.integers(0, 10**6)), data.draw(st.sampled_from(["cut", "flip", "shuffle", "drop", "nul"]))
    chance = random.Random(seed)
    if kind == "cut":
        damaged = whole[: chance.randrange(len(whole))]
    elif kind == "shuffle":
        lines = whole.split(b"\n")
        chance.shuffle(lines)
        damaged = b"\n".join(lines)
    else:
        bytes_ = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            at = chance.randrange(len(bytes_))
            bytes_[at] = 0 if kind == "nul" else chance.randrange(256)
        damaged = bytes(bytes_[chance.randrange(len(whole)) :] if kind == "drop" else bytes_)
    target = tmp_path / "damaged"
    target.write_bytes(damaged)
    try:
        imported = read(target)
    except PatternsError:
        return
    assert adds_up(imported.accounting)
    assert imported.accounting["skipped"] == len(imported.skipped)
    assert imported.accounting["messages"] + imported.accounting["notices"] == len(imported.messages)
    assert imported.messages["sent_at"].notna().all()
    assert imported.messages["message_id"].is_unique


def test_a_zip_with_its_media_is_read_and_the_media_only_named(tmp_path):
    path = zipped(tmp_path / "WhatsApp Chat - Ben.zip", **{"_chat.txt": CHAT, "IMG-20260425-WA0001.jpg": "no picture"})
    imported = read(path)
    assert imported.messages["attachments"].tolist() == [[], ["IMG-20260425-WA0001.jpg"]]
    assert imported.messages["conversation"].tolist() == ["Ben", "Ben"]
    assert imported.notes["warnings"] == []


def test_a_folder_with_its_media_is_read(tmp_path):
    folder = tmp_path / "chat.txt"  # a folder may be called that
    folder.mkdir()
    (folder / "_chat.txt").write_text(CHAT)
    (folder / "IMG-20260425-WA0001.jpg").write_bytes(b"\xff\xd8")
    assert len(read(folder).messages) == 2


def test_a_zip_named_txt_is_still_a_zip(tmp_path):
    assert detect_format(zipped(tmp_path / "chat.txt", **{"chat": CHAT})) == "whatsapp"


def test_a_folder_without_an_export_is_refused(tmp_path):
    (tmp_path / "chat.txt").mkdir()
    with pytest.raises(UnknownFormat):
        read(tmp_path / "chat.txt")


def test_two_chats_in_one_zip_are_not_guessed_between(tmp_path):
    with pytest.raises(UnknownFormat, match="2 of its files"):
        read(zipped(tmp_path / "both.zip", **{"a.txt": CHAT, "b.txt": CHAT}))


def test_a_zip_bomb_is_refused(tmp_path):
    path = zipped(tmp_path / "bomb.zip", **{"_chat.txt": CHAT + "x" * 60_000_000})
    assert path.stat().st_size < 200_000
    with pytest.raises(UnreadableSource, match="unpack"):
        read(path)


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path):
    path = zipped(tmp_path / "liar.zip", **{"_chat.txt": CHAT * 100})
    data = path.read_bytes()
    size = (len(CHAT) * 100).to_bytes(4, "little")
    path.write_bytes(data.replace(size, (10).to_bytes(4, "little")))
    with pytest.raises(PatternsError):
        read(path)


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "C:\\evil.txt", "..\\evil.txt"])
def test_a_zip_that_reaches_outside_itself_is_refused(tmp_path, name):
    with pytest.raises(UnreadableSource, match="outside"):
        read(zipped(tmp_path / "x.zip", **{name: CHAT}))


def test_a_zip_inside_a_zip_is_not_opened(tmp_path):
    inner = zipped(tmp_path / "inner.zip", **{"_chat.txt": CHAT}).read_bytes()
    with pytest.raises(UnreadableSource, match="inside"):
        read(zipped(tmp_path / "outer.zip", **{"inner.zip": inner}))


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ],
)
def test_xml_entities_are_refused(tmp_path, declared):
    path = tmp_path / "sms.xml"
    path.write_text(f'<?xml version="1.0"?>{declared}<smses><sms address="1" type="1" date="1" body="x"/></smses>')
    with pytest.raises(UnreadableSource, match="entities"):
        read(path)


def test_surrogate_pairs_are_repaired_wherever_a_block_ends(tmp_path):
    path = tmp_path / "sms.xml"
    for padding in range(262_100, 262_160):  # blocks are 262,144 bytes long
        start = f'<smses><sms address="1" type="1" date="1768471200000" body="{"x" * padding}'
        path.write_text(f'{start}&#55357;&#56898;"/></smses>')
        assert read(path).messages["text"].iloc[0] == "x" * padding + "\U0001f642"


@pytest.mark.parametrize("data", [b"", b"\0" * 5000, b"hello", b"\xff\xfe", b"PK\x03\x04garbage", b"<smses", b"{}"])
def test_what_is_no_export_is_a_clear_error(tmp_path, data):
    path = tmp_path / "chat.txt"
    path.write_bytes(data)
    with pytest.raises((UnknownFormat, UnreadableSource)) as raised:
        read(path)
    assert "chat.txt" in raised.value.found


def test_a_missing_file_is_a_clear_error(tmp_path):
    with pytest.raises(UnreadableSource, match="no such file"):
        read(tmp_path / "none.txt")


def test_an_unknown_format_name_is_refused(tmp_path):
    (tmp_path / "chat.txt").write_text(CHAT)
    with pytest.raises(UnknownFormat, match="no known format"):
        read_export(tmp_path / "chat.txt", timezone="UTC", format="telepathy")


def test_reading_changes_nothing(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_text(CHAT)
    before = (path.read_bytes(), path.stat().st_mtime_ns, sorted(tmp_path.iterdir()))
    read(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(tmp_path.iterdir())) == before


def test_half_characters_are_shown_as_damaged_and_counted(tmp_path):
    path = tmp_path / "result.json"
    record = {"id": 1, "type": "message", "date": "2026-02-14T10:00:00", "date_unixtime": "1771059600"}
    record |= {"from": "Jan", "from_id": "user2", "text": "tea \ud83d and rain"}
    path.write_text(json.dumps({"name": "Jan", "type": "personal_chat", "id": 2, "messages": [record]}))
    imported = read_export(path)
    assert list(imported.messages["text"]) == ["tea \ufffd and rain"]
    assert "1 characters are damaged and are shown as \ufffd." in imported.notes["warnings"]


def test_json_nested_deeper_than_any_export_is_refused(tmp_path):
    path = tmp_path / "result.json"
    path.write_text('{"name": "x", "type": "personal_chat", "id": 2, "messages": [' + "[" * 100_000)
    with pytest.raises(PatternsError):
        read_export(path)


def test_a_folder_that_is_named_like_a_file_is_a_folder(tmp_path):
    (tmp_path / "chat.txt").mkdir()
    with pytest.raises(PatternsError):
        read_export(tmp_path / "chat.txt", timezone="UTC")


def test_the_same_files_in_a_folder_and_in_a_zip_are_the_same_export(tmp_path):
    whole = Path(__file__).resolve().parent.parent / "exports" / "messenger" / "account" / "export"
    with zipfile.ZipFile(tmp_path / "account.zip", "w") as archive:
        for path in sorted(whole.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(whole).as_posix())
    folder, packed = read_export(whole), read_export(tmp_path / "account.zip")
    assert len(folder.messages) > 0
    assert packed.messages.drop(columns="source").equals(folder.messages.drop(columns="source"))
    assert packed.accounting == folder.accounting


@pytest.mark.parametrize("name", ["ж" * 124 + ".txt", "x" * 251 + ".txt"])
def test_an_export_with_the_longest_name_a_disk_takes_is_found_and_read(tmp_path, name):
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / name).write_text(CHAT, encoding="utf-8")
    exports, _ = walk(tmp_path / "exports", tmp_path)
    assert [export.files for export in exports] == [(tmp_path / "exports" / name,)]
    assert len(read(exports[0].path).messages) == 2


def test_a_database_with_the_longest_name_a_disk_takes_has_nothing_beside_it(tmp_path):
    path = tmp_path / ("x" * 252 + ".db")
    path.write_bytes(b"no database")
    assert sources(path, path.name)[0].near(f"{path.name}-wal") is None


def test_the_list_of_members_of_a_zip_is_not_read_again_for_each_of_them(tmp_path, monkeypatch):
    path, listed = zipped(tmp_path / "many.zip", **{f"{number}.txt": CHAT for number in range(30)}), []
    whole = zipfile.ZipFile._RealGetContents
    monkeypatch.setattr(zipfile.ZipFile, "_RealGetContents", lambda archive: (listed.append(1), whole(archive))[1])
    assert list(texts(path).values()) == [CHAT.encode()] * 30
    assert len(listed) < 5


def test_a_member_that_is_damaged_leaves_no_file_open(tmp_path):
    path = zipped(tmp_path / "chat.zip", **{"_chat.txt": CHAT})
    source = sources(path, path.name)[0]
    path.write_bytes(b"XX" + path.read_bytes()[2:])
    with warnings.catch_warnings(action="error"), pytest.raises(UnreadableSource, match="damaged"):
        source.open()
