"""iMessage's database: its log, its archived texts, older versions, and that nothing is written beside it."""

from __future__ import annotations

import plistlib
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest

from patterns.errors import UnknownFormat, UnreadableSource
from patterns.importers import raw_record, read_export
from patterns.importers._sqlite_wal import FRAME, HEADER, page_size, read_log
from patterns.importers._typedstream import text_of
from tests.importers.test_fixtures import EXPORTS

CASES = EXPORTS / "imessage"
# how an archived string begins: the root object and its classes, up to the mark of its characters
START = bytes.fromhex(
    "040b73747265616d747970656481e803840140848484124e5341747472696275746564537472696e67008484084e534f626a65637400"
    "8592848484084e53537472696e67019484012b"
)
MUTABLE = bytes.fromhex(
    "040b73747265616d747970656481e803840140848484194e534d757461626c6541747472696275746564537472696e67008484124e53"
    "41747472696275746564537472696e67008484084e534f626a6563740085928484840f4e534d757461626c65537472696e6701848408"
    "4e53537472696e67019584012b"
)


def archived(text: str, start: bytes = START) -> bytes:
    data = text.encode()
    size, mark = (1, b"") if len(data) < 128 else (2, b"\x81") if len(data) < 65536 else (4, b"\x82")
    length = mark + len(data).to_bytes(size, "little")
    return start + length + data + b"\x86\x84\x02iI\x01"


def folder(tmp_path: Path, case: str = "with_log") -> Path:
    """Return a copy of a fixture's database in a folder, with its log."""
    for path in (CASES / case).glob("export.db*"):
        shutil.copy(path, tmp_path / path.name)
    return tmp_path / "export.db"


def changed(tmp_path: Path, sql: str, case: str = "two_chats") -> Path:
    """Return a copy of a fixture's database after some statements."""
    path = folder(tmp_path, case)
    with sqlite3.connect(path) as connection:
        connection.executescript(sql)
    connection.close()
    return path


@pytest.mark.parametrize("length", [0, 1, 127, 128, 255, 256, 65535, 65536, 70000])
@pytest.mark.parametrize("start", [START, MUTABLE])
def test_an_archived_text_is_read_whole_however_long_it_is(length, start):
    assert text_of(archived("x" * length, start)) == "x" * length


def test_the_length_of_an_archived_text_counts_bytes_and_not_letters():
    assert text_of(archived("ä+🙂\u2028" * 20)) == "ä+🙂\u2028" * 20  # 2 + 1 + 4 + 3 bytes, 200 in all


def test_an_archive_that_is_cut_anywhere_is_not_guessed_at():
    whole = archived("a text of some length")
    end = len(whole) - 6
    assert all(text_of(whole[:place]) is None for place in range(end))
    assert text_of(whole[:end]) == "a text of some length"


def test_bytes_that_only_look_like_an_archive_are_none():
    assert text_of(b"") is None
    assert text_of(b"bplist00") is None
    assert text_of(START[:16] + b"\x84\x01i\x05") is None
    assert text_of(START + b"\x85") is None
    assert text_of(START.replace(b"\x84\x84\x84\x12", b"\x84" + b"\x84\x84\x01A\x00" * 40, 1)) is None


def test_the_fixtures_databases_are_what_their_statements_make():
    for case in ("two_chats", "old_phone"):
        made, kept = sqlite3.connect(":memory:"), sqlite3.connect(CASES / case / "export.db")
        made.executescript((CASES / case / "made.sql").read_text(encoding="utf-8"))
        for (table,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            rows = [list(each.execute(f"SELECT * FROM {table}")) for each in (made, kept)]
            assert rows[0] == rows[1]
        made.close()
        kept.close()


def test_nothing_is_written_beside_a_database_or_its_log(tmp_path):
    path = folder(tmp_path)
    before = {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in tmp_path.iterdir()}
    read_export(path)
    assert {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in tmp_path.iterdir()} == before


def test_a_log_is_read_to_the_same_pages_as_sqlite_reads(tmp_path):
    path = tmp_path / "chat.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript((CASES / "with_log" / "made.sql").read_text(encoding="utf-8"))
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA wal_autocheckpoint=0")
    for number in range(2, 60):
        connection.execute(
            "INSERT INTO message VALUES (?, ?, ?, 1, ?, 0)", (number, f"G{number}", "x" * number, 8 * 10**17)
        )
    connection.execute("PRAGMA wal_checkpoint(RESTART)")  # the log begins anew and keeps old frames behind the new
    connection.execute("DELETE FROM message WHERE ROWID BETWEEN 20 AND 30")
    connection.execute("BEGIN")
    connection.execute("UPDATE message SET text = 'not yet said'")
    with sqlite3.connect(path) as other:  # what another program sees: only what was finished
        seen = other.execute("SELECT ROWID, text FROM message ORDER BY ROWID").fetchall()
    other.close()
    messages = read_export(path).messages
    assert list(zip(messages["line"], messages["text"], strict=True)) == seen
    assert len(seen) == 59 - 11
    connection.rollback()
    connection.close()


def test_a_log_with_a_wrong_byte_is_read_up_to_the_last_whole_transaction(tmp_path):
    path = folder(tmp_path)
    log = tmp_path / "export.db-wal"
    data = bytearray(log.read_bytes())
    assert page_size(path.read_bytes()) == 1024
    data[HEADER + 3 * (FRAME + 1024) + FRAME + 9] ^= 1  # in the fourth frame
    log.write_bytes(data)
    read = read_export(path)
    assert any("breaks off" in each for each in read.notes["warnings"])
    found = read_log(bytes(data), 1024)
    assert found is not None
    assert found.broken
    # three frames are the insert, the fourth the chat it is in, the fifth the changed words
    assert read.messages["text"].tolist() == ["in the file", "only in the log"]


def test_a_log_that_is_none_of_this_database_is_told_and_not_used(tmp_path):
    path = folder(tmp_path)
    (tmp_path / "export.db-wal").write_bytes(b"something else entirely, long enough to be a header")
    read = read_export(path)
    assert read.messages["text"].tolist() == ["in the file"]
    assert read.notes["warnings"] == [
        "The log export.db-wal cannot be read: the last weeks may be missing. "
        "Copy it together with the file of the same name that ends in -wal."
    ]


def test_a_database_whose_log_did_not_come_is_told_to_lack_the_last_weeks(tmp_path):
    path = folder(tmp_path)
    (tmp_path / "export.db-wal").unlink()
    said = read_export(path).notes["warnings"]
    assert len(said) == 1
    assert "keeps its latest messages in a log, which did not come with it: the last weeks may be missing" in said[0]
    (tmp_path / "export.db-shm").write_bytes(b"\0" * 32768)
    said = read_export(path).notes["warnings"]
    assert len(said) == 1
    assert "was in use when it was copied" in said[0]


def test_a_database_in_a_zip_is_read_with_its_log(tmp_path):
    packed = tmp_path / "copy.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(CASES / "with_log" / "export.db", "Messages/chat.db")
        archive.write(CASES / "with_log" / "export.db-wal", "Messages/chat.db-wal")
    read = read_export(packed)
    assert read.messages["text"].tolist() == ["in the file, and changed in the log", "only in the log"]
    assert read.notes["warnings"] == []


def test_earlier_versions_of_an_edited_message_are_kept():
    messages = read_export(CASES / "two_chats" / "export.db").messages.set_index("line")
    assert messages.loc[8, "earlier"] == ["See you at seven"]
    assert messages["earlier"].map(len).sum() == 1


def test_each_reaction_is_accounted_for_by_what_became_of_it():
    skipped = read_export(CASES / "two_chats" / "export.db").skipped
    assert dict(zip(skipped["line"], skipped["reason"], strict=True)) == {
        3: "a reaction, kept with its message",
        4: "a reaction, later taken back",
        5: "the taking back of a reaction",
        18: "a reaction to a message that is not in this database",
        21: "an empty record: no text, no file and no event",
        22: "no such time: 0",
        23: "a reaction, kept with its message",
        26: "a text that is kept in a form that cannot be read",
        28: "a reaction, kept with its message",
    }


def test_what_a_reader_has_to_know_is_said():
    assert read_export(CASES / "two_chats" / "export.db").notes["warnings"] == [
        "In no chat: 1 messages, shown under the number or address they name.",
        "Marked by iMessage as not delivered: 1 messages, row 25.",
        "The words of 1 messages are kept in a form that could not be read.",
    ]


def test_a_reaction_taken_back_and_given_again_stands(tmp_path):
    again = (
        "INSERT INTO message (ROWID, guid, date, handle_id, associated_message_guid, associated_message_type) "
        "VALUES (40, 'A40', 795206000000000000, 1, 'p:0/A2', 2001);"
    )
    messages = read_export(changed(tmp_path, again)).messages.set_index("line")
    assert messages.loc[2, "reactions"] == ["👍 +4915550177"]


def test_a_part_that_was_unsent_leaves_the_rest_of_a_message(tmp_path):
    # two parts, the second unsent: what is left is still said
    summary = plistlib.dumps({"otr": {"0": {}, "1": {}}, "rp": [1]}, fmt=plistlib.FMT_BINARY).hex()
    sql = (
        f"UPDATE message SET text = 'this stays', date_edited = 795204500000000000, "
        f"message_summary_info = x'{summary}' WHERE ROWID = 9"
    )
    messages = read_export(changed(tmp_path, sql)).messages.set_index("line")
    assert messages.loc[9, ["kind", "text", "edited"]].tolist() == ["text", "this stays", True]


def test_an_edit_history_that_cannot_be_read_is_counted(tmp_path):
    sql = "UPDATE message SET message_summary_info = x'62706c69737430302020' WHERE ROWID = 8"
    read = read_export(changed(tmp_path, sql))
    assert read.messages.set_index("line").loc[8, "text"] == "See you at eight"
    assert "Earlier versions of edited messages that could not be read: 1." in read.notes["warnings"]


def test_dates_of_wrong_kinds_are_left_out_and_counted(tmp_path):
    # row 12 counts beyond 2100, row 16 is a text, row 27 lies before 2001
    sql = (
        "UPDATE message SET date = 9000000000000000000 WHERE ROWID = 12; "
        "UPDATE message SET date = 'yesterday' WHERE ROWID = 16; UPDATE message SET date = -5 WHERE ROWID = 27;"
    )
    skipped = read_export(changed(tmp_path, sql)).skipped.set_index("line")["reason"]
    assert skipped.loc[[12, 16, 27]].tolist() == [
        "no such time: 9000000000000000000", "no such time: yesterday", "no such time: -5",
    ]  # fmt: skip


def test_a_table_that_only_pretends_to_be_one_is_not_read(tmp_path):
    endless = (
        "ALTER TABLE message RENAME TO kept; CREATE VIEW message AS WITH RECURSIVE n(ROWID) AS "
        "(SELECT 1 UNION ALL SELECT ROWID + 1 FROM n) SELECT * FROM n;"
    )
    with pytest.raises(UnreadableSource, match="empty or missing"):
        read_export(changed(tmp_path, endless))


def test_another_programs_database_is_not_taken_for_imessage(tmp_path):
    path = tmp_path / "notes.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE message (ROWID INTEGER PRIMARY KEY, text TEXT)")
    connection.close()
    with pytest.raises(UnknownFormat):
        read_export(path)


def test_a_file_that_is_no_database_is_refused_in_plain_words(tmp_path):
    path = tmp_path / "chat.db"
    path.write_bytes(b"SQLite format 3\0" + b"chat_message_join" * 40)
    with pytest.raises(UnreadableSource, match="damaged or locked"):
        read_export(path)


def test_the_row_of_a_message_can_be_shown_with_its_archived_text():
    shown = raw_record(CASES / "two_chats" / "export.db", "export.db", "", 2, "On my way")
    assert shown.split("\n") == [
        "ROWID: 2", "guid: A2", "handle_id: 1", "attributedBody: On my way, ten minutes", "service: iMessage",
        "date: 795204060000000000", "is_from_me: 1",
    ]  # fmt: skip
