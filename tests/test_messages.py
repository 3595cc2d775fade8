"""The merged table as a file, and the raw lines of any one message."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile

import pytest
from openpyxl import load_workbook

import patterns
from patterns.errors import PatternsError
from patterns.literal import cell, printable
from patterns.messages import raw, write_messages
from patterns.store import history
from patterns.verify import verify
from tests.hostile.holding import table_is_safe
from tests.hostile.words import given_back
from tests.test_case import line, with_exports

TALK = line(14, "Jan", "=2+3") + line(15, "Jan", "two\nlines; and é 🙂") + line(16, "Mira", "ok\x07")
SMS = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"2\">\n"
    '  <sms address="+1 555 0100" date="1771000000000" type="1" body="one &amp; two" />\n'
    '  <sms address="+1 555 0100" date="1771000060000" type="2" body="yes" />\n</smses>\n'
)


@pytest.fixture
def case(tmp_path):
    return patterns.open_case(with_exports(tmp_path, chat=TALK))


def test_a_csv_holds_no_formula_and_gives_every_word_back(case, tmp_path):
    assert write_messages(case, tmp_path / "all.csv") == 3
    with (tmp_path / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == ["'=2+3", "two\nlines; and é 🙂", "ok\x07"]
    assert [given_back(row["text"]) for row in rows] == case.messages["text"].tolist()
    assert rows[0]["sent_at"] == "2026-02-14T17:14:00.000000Z"  # 18:14 in Berlin, an hour ahead in winter
    assert rows[0]["message_id"] == case.messages["message_id"].iloc[0]


@pytest.mark.parametrize(
    "words",
    [
        "hello\n=cmd|' /C calc'!A0\nbye",
        "hi ;=cmd|' /C calc'!A0",
        "hi\t=cmd|' /C calc'!A0",
        'hi, you; "=1+1',
        "a\n'=b;'c\t'",
        "a\n\n -b; \u200b＝c\r\n@d",
        "=a;=b",
    ],
)
def test_no_program_makes_a_formula_of_what_stands_behind_a_line_break_a_semicolon_or_a_tab(tmp_path, words):
    case = patterns.open_case(with_exports(tmp_path, chat=line(14, "Jan", words)))
    write_messages(case, tmp_path / "all.csv")
    head, row = table_is_safe((tmp_path / "all.csv").read_bytes())
    assert given_back(row[head.index("text")]) == case.messages["text"].iloc[0]
    assert given_back(cell(words)) == words


def test_in_a_workbook_no_message_is_a_formula(case, tmp_path):
    write_messages(case, tmp_path / "all.xlsx")
    sheet = load_workbook(tmp_path / "all.xlsx")["Messages"]
    header = [cell.value for cell in sheet[1]]
    cells = [sheet.cell(row, header.index("text") + 1) for row in (2, 3, 4)]
    assert [cell.data_type for cell in cells] == ["s", "s", "s"]
    assert [cell.value for cell in cells] == [
        "=2+3",
        "two\nlines; and é 🙂",
        "ok_x0007_",
    ]  # as Excel keeps a bell


def test_that_messages_were_written_to_a_file_is_noted_without_where_it_lies(case, tmp_path):
    write_messages(case, tmp_path / "stick" / "all.csv")
    line = history.read(case.folder)[-1]
    assert (line["what"], line["file"], line["rows"]) == ("messages", "all.csv", 3)
    assert line["sha256"] == hashlib.sha256((tmp_path / "stick" / "all.csv").read_bytes()).hexdigest()
    assert "stick" not in str(line)
    assert not verify(case.folder).found


def test_a_file_that_is_there_stays_as_it_is(case, tmp_path):
    kept = tmp_path / "log.csv"
    kept.write_text("mine")
    with pytest.raises(PatternsError, match="already there"):
        write_messages(case, kept)
    assert kept.read_text() == "mine"


def test_an_unknown_suffix_is_refused(case, tmp_path):
    with pytest.raises(PatternsError, match=r"\.csv or \.xlsx"):
        write_messages(case, tmp_path / "all.doc")
    assert not (tmp_path / "all.doc").exists()


def test_what_no_cell_holds_is_refused_whole(tmp_path):
    case = patterns.open_case(with_exports(tmp_path, chat=line(14, "Jan", "a" * 32_768)))
    with pytest.raises(PatternsError, match="32,768 characters"):
        write_messages(case, tmp_path / "all.xlsx")
    assert not (tmp_path / "all.xlsx").exists()


def ids(case):
    return list(case.messages["message_id"])


def test_the_raw_lines_are_those_of_the_message_and_no_others(case):
    first, second, _ = (raw(case, each) for each in ids(case))
    assert (first.source, first.line, first.text) == ("exports/chat.txt", 1, "14/02/2026, 18:14 - Jan: =2+3")
    assert (second.line, second.text) == (2, "15/02/2026, 18:15 - Jan: two\nlines; and é 🙂")


def test_the_raw_lines_end_where_the_next_record_begins_even_if_another_source_has_it(tmp_path):
    early = "".join(line(day, "Jan", f"words {day}") for day in range(8, 16))
    late = "".join(line(day, "Jan", f"words {day}") for day in range(12, 25))
    case = patterns.open_case(with_exports(tmp_path, early=early, late=late))
    last = case.messages.loc[case.messages["text"] == "words 15"].iloc[0]
    shown = raw(case, last["message_id"])
    assert (shown.source, shown.text) == ("exports/early.txt", "15/02/2026, 18:15 - Jan: words 15")
    assert shown.also_in == ["exports/late.txt"]


def test_raw_lines_are_found_in_a_zip_and_in_xml(tmp_path):
    folder = with_exports(tmp_path)
    with zipfile.ZipFile(folder / "exports" / "chat.zip", "w") as archive:
        archive.writestr("_chat.txt", TALK)
    (folder / "exports" / "sms.xml").write_text(SMS, encoding="utf-8")
    case = patterns.open_case(folder)
    shown = {raw(case, each).text for each in ids(case)}
    assert "14/02/2026, 18:14 - Jan: =2+3" in shown
    assert '  <sms address="+1 555 0100" date="1771000000000" type="1" body="one &amp; two" />' in shown


def test_an_unknown_id_says_where_ids_are_found(case):
    with pytest.raises(PatternsError, match="message_id"):
        raw(case, "nothing")


def test_of_an_endless_line_the_surroundings_of_the_words_are_shown(tmp_path):
    case = patterns.open_case(with_exports(tmp_path, chat=line(14, "Jan", "x" * 9_000)))
    assert len(raw(case, ids(case)[0]).text) < 11_000


def test_a_terminal_is_never_steered():
    assert printable("a\x1b[2Jb\tc\nd\u202e") == "a<U+001B>[2Jb\tc\nd<U+202E>"


def test_the_commands_write_and_show(tmp_path, capsys):
    from patterns.cli import main

    folder = with_exports(tmp_path / "case", chat=TALK)
    with pytest.raises(SystemExit) as ended:
        main(["messages", str(folder), "--to", str(tmp_path / "all.csv")])
    assert ended.value.code == 0
    assert "3 messages" in capsys.readouterr().out
    wanted = next(csv.DictReader(io.StringIO((tmp_path / "all.csv").read_text(encoding="utf-8-sig"))))["message_id"]
    with pytest.raises(SystemExit) as ended:
        main(["source", str(folder), wanted])
    assert ended.value.code == 0
    assert capsys.readouterr().out == "exports/chat.txt, from line 1:\n14/02/2026, 18:14 - Jan: =2+3\n"
