"""The exports of a case: opened again for next to nothing, and never from what is no longer true."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

import patterns
from patterns import sources
from patterns.case import record_sources
from patterns.cli import main
from patterns.sources import kept
from patterns.store import history, tables
from tests.cases import write_sheet
from tests.test_case import line, with_exports

TALK = line(14, "Jan", "hello 🙂") + line(15, "Jan", "two\nlines") + line(16, "Mira", "é")


@pytest.fixture
def folder(tmp_path):
    return with_exports(tmp_path, chat=TALK)


@pytest.fixture
def readings(monkeypatch):
    """Return a list that grows with every export that is read from its file."""
    seen = []
    plain = sources.read_parts

    def counted(*given, **named):
        seen.append(given[1])
        return plain(*given, **named)

    monkeypatch.setattr(sources, "read_parts", counted)
    return seen


def same(one, other):
    pd.testing.assert_frame_equal(one.messages, other.messages)
    pd.testing.assert_frame_equal(one.sources, other.sources)
    assert (one.problems, one.media, one.message_count) == (other.problems, other.media, other.message_count)


def test_a_second_opening_reads_no_export_and_finds_the_same(folder, readings):
    first = patterns.open_case(folder)
    assert readings == ["exports/chat.txt"]
    same(patterns.open_case(folder), first)
    assert readings == ["exports/chat.txt"]
    assert list(first.messages["text"]) == ["hello 🙂", "two\nlines", "é"]


def chats(folder, old: str, new: str):
    with_exports(folder, chat=old)
    (folder / "exports" / "newer.txt").write_text(new, encoding="utf-8")
    return {row.source: row.warnings for row in patterns.open_case(folder).sources.itertuples()}


def test_other_words_at_the_same_time_in_two_exports_are_pointed_out_in_both(tmp_path):
    more = line(17, "Jan", "I never said that") + line(18, "Mira", "ok") + line(19, "Jan", "see you")
    warnings = chats(tmp_path, TALK + more, TALK + more.replace("never ", "") + line(20, "Mira", "bye"))
    for here, there in (("exports/chat.txt", "exports/newer.txt"), ("exports/newer.txt", "exports/chat.txt")):
        (told,) = [each for each in warnings[here] if "other words" in each]
        assert f"1 message has other words in {there}" in told
        assert "here from line 5." in told  # three messages, one of two lines, come before it
    assert len(patterns.open_case(tmp_path).messages) == 3 + 3 + 1 + 1


def test_what_an_export_does_not_hold_is_said_of_it(tmp_path):
    later = "25/05/2026, 10:00 - Jan: <Media omitted>\n25/05/2026, 10:01 - Mira: This message was deleted\n"
    folder = with_exports(tmp_path, chat=TALK + later)
    (row,) = patterns.open_case(folder).sources.itertuples()
    assert row.warnings == [
        "Pictures, sound or other files that this export does not hold: 1.",
        "Messages marked as deleted, whose words are not in this export: 1.",
        "No message from 2026-02-16 to 2026-05-25, 97 days: whether there were any is not known.",  # 12+31+30+25
    ]


def test_a_chat_without_a_month_of_silence_and_nothing_left_out_warns_of_nothing(folder):
    (row,) = patterns.open_case(folder).sources.itertuples()
    assert row.warnings == []


def test_a_reading_with_another_outcome_is_recorded_again_and_the_same_one_is_not(folder):
    def readings():
        record_sources(patterns.open_case(folder))
        return [each for each in history.read(folder) if each["what"] == "read"]

    (first,) = readings()
    assert (first["zone"], first["kinds"], first["me"]) == ("Europe/Berlin", {"text": 3}, ["Mira"])
    assert (first["also_elsewhere"], bool(first["zone_why"])) == (0, True)
    assert len(readings()) == 1
    write_sheet(folder, "Sources", [{"File": "chat.txt", "Time zone": "America/New_York"}])
    assert [each["zone"] for each in readings()] == ["Europe/Berlin", "America/New_York"]
    assert len(readings()) == 2


def test_an_export_that_only_goes_on_longer_or_is_of_another_chat_contradicts_nothing(tmp_path):
    longer = TALK + line(16, "Mira", "and in the same minute") + line(17, "Jan", "more")
    warnings = chats(tmp_path / "longer", TALK, longer)
    warnings |= chats(tmp_path / "other", TALK, line(14, "Uma", "hello") + line(14, "Mira", "hi"))
    assert not [each for told in warnings.values() for each in told if "other words" in each]


def test_a_changed_export_is_read_again(folder, readings):
    patterns.open_case(folder)
    (folder / "exports" / "chat.txt").write_text(TALK.replace("hello", "jello"), encoding="utf-8")
    assert patterns.open_case(folder).messages["text"].iloc[0] == "jello 🙂"
    assert len(readings) == 2


def test_a_changed_zone_is_heeded(folder, readings):
    before = patterns.open_case(folder).messages["sent_at"]
    write_sheet(folder, "Sources", [{"File": "chat.txt", "Time zone": "America/New_York"}])
    after = patterns.open_case(folder).messages["sent_at"]
    assert list(after - before) == [pd.Timedelta(hours=6)] * 3  # Berlin is six hours ahead of New York in winter
    assert len(readings) == 2


def test_a_name_given_to_a_person_is_heeded(folder):
    assert patterns.open_case(folder).messages["person"].iloc[2] == "me"
    write_sheet(folder, "People", [{"Role": "me", "Known as": "Jan"}, {"Role": "other", "Known as": "Mira"}])
    assert list(patterns.open_case(folder).messages["person"]) == ["me", "me", "other"]


def test_a_changed_program_reads_again(folder, readings, monkeypatch):
    patterns.open_case(folder)
    monkeypatch.setattr(kept, "_program", lambda: "another")
    patterns.open_case(folder)
    assert len(readings) == 2


@pytest.mark.parametrize("place", [0, 40, 70, 200, -1])
def test_a_damaged_cache_is_not_believed(folder, readings, place):
    first = patterns.open_case(folder)
    (kept,) = (folder / ".cache").iterdir()
    data = bytearray(kept.read_bytes())
    data[place] ^= 1
    kept.write_bytes(data)
    same(patterns.open_case(folder), first)
    assert len(readings) == 2


def test_a_cache_that_is_cut_off_is_not_believed(folder, readings):
    patterns.open_case(folder)
    (kept,) = (folder / ".cache").iterdir()
    kept.write_bytes(kept.read_bytes()[:50])
    assert patterns.open_case(folder).message_count == 3
    assert len(readings) == 2


def test_one_entry_is_kept(folder):
    patterns.open_case(folder)
    (folder / "exports" / "chat.txt").write_text(TALK + line(17, "Jan", "more"), encoding="utf-8")
    patterns.open_case(folder)
    assert len(list((folder / ".cache").iterdir())) == 1


def test_a_table_comes_back_as_it_was():
    frame = pd.DataFrame(
        {
            "text": pd.Series(["a", None, "🙂\n", "", "\ud83d"] * 3, dtype="str"),
            "few": pd.Series(["x", None, "x", "x", "x"] * 3, dtype="str"),
            "at": pd.to_datetime(pd.Series(["2026-01-01T00:00:01", None, "2026-02-01T00:00:00"] * 5), utc=True).astype(
                "datetime64[us, UTC]"
            ),
            "wall": pd.Series(pd.to_datetime(["2026-01-01", None, "2026-02-01"] * 5)).astype("datetime64[us]"),
            "yes": [True, False, True] * 5,
            "number": range(15),
            "lists": pd.Series([[], ["a", "b"], ["🙂"]] * 5, dtype="object"),
        }
    )
    data = tables.pack(frame, {"known": [1, None, "é"]})
    pd.testing.assert_frame_equal(tables.unpack(data), frame)
    assert (tables.about(data)["about"], tables.about(data)["rows"]) == ({"known": [1, None, "é"]}, 15)


def test_a_conversation_of_others_is_left_out_and_asked_about(tmp_path):
    folder = with_exports(tmp_path, chat=TALK, theirs=line(14, "Jan", "hello") + line(15, "Mia", "hi"))
    case = patterns.open_case(folder)
    assert set(case.messages["source"]) == {"exports/chat.txt"}
    (asked,) = [each for each in case.questions if "are left out" in each.found]
    assert (asked.file, asked.found[:11]) == ("exports/theirs.txt", "2 messages ")
    assert dict(zip(case.sources["source"], case.sources["left_out"], strict=True)) == {
        "exports/chat.txt": 0,
        "exports/theirs.txt": 2,
    }


def test_without_a_row_for_oneself_a_chat_of_others_is_left_out_until_it_is_said_who_one_is(tmp_path, capsys):
    folder = with_exports(tmp_path / "case", chat=line(14, "Jan", "hello") + line(15, "Mira", "hi"))
    write_sheet(folder, "People", [{"Role": "other", "Name": "Jan"}])
    written = tmp_path / "case" / "messages.csv"
    for command in (["import"], ["suggest"], ["messages", "--to", str(written)]):
        with pytest.raises(SystemExit) as ended:
            main([command[0], str(folder), *command[1:]])
        told = "".join(capsys.readouterr())
        assert (ended.value.code, "2 left out" in told, "row me of the People sheet" in told) == (0, True, True)
    assert "hello" not in written.read_text(encoding="utf-8")
    write_sheet(folder, "People", [{"Role": "me", "Name": "Mira"}, {"Role": "other", "Name": "Jan"}])
    assert patterns.open_case(folder).message_count == 2


def test_messages_that_say_they_were_sent_or_received_are_read_before_it_is_said_who_one_is(tmp_path):
    folder = with_exports(tmp_path)
    write_sheet(folder, "People", [{"Role": "other", "Name": "Jan"}])
    sms = '<sms address="+4917012345" date="1771000000000" type="1" body="hello" />'
    (folder / "exports" / "sms.xml").write_text(f'<smses count="1">{sms}</smses>', encoding="utf-8")
    assert patterns.open_case(folder).message_count == 1


def test_a_person_can_say_that_a_conversation_is_theirs(tmp_path):
    folder = with_exports(tmp_path, theirs=line(14, "Jan", "hello") + line(15, "Mia", "hi"))
    write_sheet(folder, "Sources", [{"File": "theirs.txt", "I take part": "yes"}])
    assert patterns.open_case(folder).message_count == 2


def test_what_only_the_other_wrote_is_kept(tmp_path):
    case = patterns.open_case(with_exports(tmp_path, chat=line(14, "Jan", "hello") + line(15, "Jan", "answer me")))
    assert case.message_count == 2
    assert any("none of the senders is known to be you" in each.found for each in case.questions)


def test_columns_that_cannot_be_read_are_a_problem_of_their_source(folder):
    write_sheet(folder, "Sources", [{"File": "chat.txt", "Columns": "Nachricht"}])
    (problem,) = patterns.open_case(folder).unreadable
    assert (problem.file, problem.sheet, problem.found) == (
        "exports/chat.txt",
        "Sources",
        "'Nachricht' does not name columns",
    )


def test_a_source_is_recorded_before_it_is_read_and_once_for_each_state(folder, monkeypatch):
    def broken(*given, **named):
        raise RuntimeError("a fault while reading")

    monkeypatch.setattr(sources, "read_parts", broken)
    with pytest.raises(RuntimeError):
        patterns.open_case(folder)
    (line_,) = history.read(folder)
    chat = folder / "exports" / "chat.txt"
    assert (line_["source"], line_["sha256"]) == ("exports/chat.txt", hashlib.sha256(chat.read_bytes()).hexdigest())
    assert (line_["bytes"], line_["told"]) == (chat.stat().st_size, '["Europe/Berlin", null, {}, null]')
    monkeypatch.undo()
    patterns.open_case(folder)
    patterns.open_case(folder)
    assert len(history.read(folder)) == 1
    chat.write_text(TALK + line(17, "Jan", "more"), encoding="utf-8")
    patterns.open_case(folder)
    assert len(history.read(folder)) == 2


def test_an_export_the_machine_keeps_back_is_a_problem_and_the_others_are_read(folder, monkeypatch):
    (folder / "exports" / "locked.txt").write_text(TALK, encoding="utf-8")
    plain = sources.Export.fingerprint

    def refused(export):
        if export.name.endswith("locked.txt"):
            raise PermissionError(13, "Permission denied")
        return plain(export)

    monkeypatch.setattr(sources.Export, "fingerprint", refused)
    case = patterns.open_case(folder)
    (problem,) = case.unreadable
    assert (problem.file, problem.found) == ("exports/locked.txt", "it cannot be opened (Permission denied)")
    assert case.message_count == 3


@pytest.mark.parametrize(("day", "warned"), [(17, False), (18, True)])
def test_an_export_that_ends_long_before_it_was_made_is_said_so(folder, capsys, day, warned):
    # the last message is of 16 February 2026; thirty days later is 18 March
    moment = datetime(2026, 3, day + 1, 12, tzinfo=UTC).timestamp()
    os.utime(folder / "exports" / "chat.txt", (moment, moment))
    with pytest.raises(SystemExit):
        main(["import", str(folder)])
    assert ("export them again" in capsys.readouterr().out) is warned


ACCOUNT = Path(__file__).parent / "exports" / "messenger" / "account" / "export"


def test_an_account_export_is_one_source_as_a_folder_and_as_a_zip(tmp_path):
    folder = with_exports(tmp_path)
    shutil.copytree(ACCOUNT, folder / "exports" / "facebook")
    (folder / "exports" / "facebook" / "profile.json").write_text('{"name": "Mira"}')
    plain = patterns.open_case(folder)
    assert list(plain.sources["source"]) == ["exports/facebook"]
    assert plain.unreadable == ()
    assert any("profile.json" in warning for warning in plain.sources["warnings"][0])
    shutil.make_archive(str(tmp_path / "packed"), "zip", folder / "exports" / "facebook")
    shutil.rmtree(folder / "exports" / "facebook")
    shutil.move(tmp_path / "packed.zip", folder / "exports" / "facebook.zip")
    packed = patterns.open_case(folder)
    assert list(packed.sources["source"]) == ["exports/facebook.zip"]
    assert any("profile.json" in warning for warning in packed.sources["warnings"][0])
    for name in ("records", "messages", "notices", "duplicates", "skipped"):
        assert packed.sources[name][0] == plain.sources[name][0] > -1


def test_chats_in_a_folder_of_one_s_own_are_sources_by_themselves(tmp_path):
    folder = with_exports(tmp_path)
    (folder / "exports" / "phone").mkdir()
    (folder / "exports" / "phone" / "one.txt").write_text(TALK, encoding="utf-8")
    (folder / "exports" / "phone" / "two.txt").write_text(TALK.replace("Jan", "Jan B"), encoding="utf-8")
    (folder / "exports" / "phone" / "notes.txt").write_text("nothing a chat would hold")
    case = patterns.open_case(folder)
    assert list(case.sources["source"]) == ["exports/phone/one.txt", "exports/phone/two.txt"]
    assert [problem.file for problem in case.unreadable] == ["exports/phone/notes.txt"]


@pytest.mark.parametrize(("written", "said"), [("2026-02-04", "10 days before"), ("2026-02-14", "")])
def test_a_log_that_begins_before_the_messages_is_said_to_be_alone_until_then(folder, capsys, written, said):
    write_sheet(folder, "Incidents", [{"Date": written, "Codes": "insult"}])  # the first message is of 14 February
    with pytest.raises(SystemExit):
        main(["import", str(folder)])
    out = capsys.readouterr().out
    assert (said in out) if said else ("log alone" not in out)
