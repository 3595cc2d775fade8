"""The chronology: numbers that stay, messages in their context, files that can be checked, and the least by default."""

from __future__ import annotations

import csv
import hashlib
import io
import random
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest

import patterns
from patterns.cli import main
from patterns.errors import PatternsError
from patterns.messages import raw
from patterns.report.chronology import PROFILES, build_chronology
from patterns.report.chronology.build import select
from patterns.report.chronology.pages import pages
from patterns.report.chronology.sheets import around_csv, entries_csv
from patterns.store import history
from tests.cases import write_log

NEEDS_POPPLER = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not on this machine")
HOSTILE = "=HYPERLINK(1) #set text(red) ⟦loud⟧ \u202eevil"


def chat(folder: Path, minutes: range = range(0, 60 * 30, 60), odd: dict[int, str] | None = None) -> Path:
    """Write a chat in which Bodo and Ilka write in turn, one message every hour from 5 March, and `odd` texts."""
    lines = []
    for place, minute in enumerate(minutes):
        on, clock = 5 + minute // 1440, minute % 1440
        words = (odd or {}).get(place, f"words number {place}")
        who = "Bodo" if place % 2 else "Ilka"
        lines.append(f"{on:02}/03/2026, {clock // 60:02}:{clock % 60:02} - {who}: {words}")
    (folder / "exports").mkdir(parents=True, exist_ok=True)
    (folder / "exports" / "WhatsApp Chat with Bodo.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def entry(on: str, what: str, **cells: str) -> dict[str, str]:
    return {"Date": on, "Time": "12:00", "Codes": "insult", "What happened": what} | cells


def made(folder: Path, *entries: dict[str, str], **sheets: object) -> Path:
    people = [{"Role": "me", "Name": "Ilka"}, {"Role": "other", "Name": "Bodo"}]
    told = [{"File": "WhatsApp Chat with Bodo.txt", "Date order": "day first", "I take part": "yes"}]
    return write_log(folder, incidents=list(entries), people=people, sources=told, **sheets)


def chosen(folder: Path, recipient: str = "self", **more: object):
    given = {"first": None, "until": None, "balance": False, "codes": False} | more
    return select(patterns.open_case(folder), recipient=recipient, **given)


def numbers(folder: Path) -> dict[str, str]:
    """What happened -> the number of its entry."""
    return {part.cells["facts"]: each.number for each in chosen(folder).entries for part in each.entry.parts}


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.fixture
def quoted(tmp_path):
    """A case whose one entry names the message in the middle of thirty: number 15, Bodo's, 15:00 on 5 March."""
    folder = chat(tmp_path / "case", odd={14: HOSTILE})
    made(folder, entry("2026-03-05", "Wrote it"))
    ids = patterns.open_case(folder).messages["message_id"].tolist()
    told = {"Reported to": "the station in Mitte, no. 5512"}
    words = {"Message ids": ids[15], "Exact words": "@once", "Effect on me": "tired"}
    first = entry("2026-03-05", "Wrote it", **words, **told)
    made(folder, first, entry("2026-03-20", "Came back", Time="evening"))
    return folder


@pytest.mark.parametrize("seed", range(4))
def test_a_number_that_was_given_never_changes_in_whatever_order_entries_are_added(tmp_path, seed):
    chance = random.Random(seed)
    days = chance.sample(range(1, 29), 12)
    written: list[dict[str, str]] = []
    given: dict[str, str] = {}
    for day in days:
        row = entry(f"2026-02-{day:02}", f"event {'abcdefghijklmnopqrstuvwxyzäöü'[day] * 9} of day {day}")
        written.insert(chance.randint(0, len(written)), row)
        made(tmp_path / "case", *written)
        now = numbers(tmp_path / "case")
        assert {what: now[what] for what in given} == given
        assert sorted(map(int, now.values())) == list(range(1, len(now) + 1))
        given = now


def test_an_entry_that_is_gone_leaves_its_number_unused_and_said(tmp_path):
    one, two, three = (entry(f"2026-02-0{day}", f"event {'xyz'[day - 3] * 9}") for day in (3, 4, 5))
    made(tmp_path / "case", one, two, three)
    assert list(numbers(tmp_path / "case").values()) == ["1", "2", "3"]
    made(tmp_path / "case", one, three)
    assert list(numbers(tmp_path / "case").values()) == ["1", "3"]
    assert "taken out of the record: 2" in str(pages(chosen(tmp_path / "case")))
    made(tmp_path / "case", one, three, entry("2026-02-01", "event qqqqqqqqq"))
    assert numbers(tmp_path / "case")["event qqqqqqqqq"] == "4"  # the earliest day, and still the next number


def test_entries_that_become_one_keep_the_earlier_number(tmp_path):
    one, two = entry("2026-02-03", "event aaaaaaaaa", Id="A"), entry("2026-02-06", "event bbbbbbbbb", Id="B")
    made(tmp_path / "case", one, two)
    assert list(numbers(tmp_path / "case").values()) == ["1", "2"]
    made(tmp_path / "case", one, two | {"Same incident as": "A"})
    assert list(numbers(tmp_path / "case").values()) == ["1", "1"]
    assert "2 is part of 1" in str(pages(chosen(tmp_path / "case")))
    made(tmp_path / "case", one, two, entry("2026-02-09", "event ccccccccc"))
    assert list(numbers(tmp_path / "case").values()) == ["1", "2", "3"]


def test_a_damaged_list_of_numbers_stops_it(tmp_path):
    made(tmp_path / "case", entry("2026-02-03", "event"))
    numbers(tmp_path / "case")
    (tmp_path / "case" / "history" / "chronology.jsonl").write_text("not a line\n")
    with pytest.raises(PatternsError, match="given twice"):
        numbers(tmp_path / "case")


def test_ten_messages_stand_before_and_after_and_the_rest_is_counted(quoted):
    rows = table(around_csv(chosen(quoted)))
    texts = [row["Words"] for row in rows]
    # message 15 of 0..29; one an hour, so ten are more than two hours: 5 to 25; 5 before, 4 after
    assert texts[0] == "[5 messages not shown]"
    assert texts[-1] == "[4 messages not shown]"
    assert [row["Line"] for row in rows[1:-1]] == [str(line) for line in range(6, 27)]
    assert [row["Line"] for row in rows if row["Named by the entry"]] == ["16"]
    assert {row["Sender in the file"] for row in rows[1:-1]} == {"Ilka", "Bodo"}


def test_two_hours_stand_before_and_after_where_they_hold_more_than_ten(tmp_path):
    folder = chat(tmp_path / "case", range(0, 600, 6))  # a hundred, one every six minutes
    made(folder, entry("2026-03-05", "Wrote it"))
    ids = patterns.open_case(folder).messages["message_id"].tolist()
    made(folder, entry("2026-03-05", "Wrote it", **{"Message ids": ids[50]}))
    lines = [row["Line"] for row in table(around_csv(chosen(folder))) if row["Line"]]
    # 120 minutes / 6 = 20 on each side, the one at exactly two hours included: 30 to 70, lines from 1
    assert lines == [str(line) for line in range(31, 72)]


def test_between_two_named_messages_the_gap_is_counted(tmp_path):
    folder = chat(tmp_path / "case", range(0, 60 * 60, 60))
    made(folder, entry("2026-03-05", "Wrote it"))
    ids = patterns.open_case(folder).messages["message_id"].tolist()
    made(folder, entry("2026-03-05", "Wrote it", **{"Message ids": f"{ids[10]}; {ids[45]}"}))
    texts = [row["Words"] for row in table(around_csv(chosen(folder)))]
    # 0 to 20 and 35 to 55 of 0..59: none before, 14 between, 4 after
    assert [text for text in texts if "not shown" in text] == ["[14 messages not shown]", "[4 messages not shown]"]
    assert texts[21] == "[14 messages not shown]"


def test_twenty_shown_messages_stand_word_for_word_in_the_line_that_is_named(quoted):
    case = patterns.open_case(quoted)
    lines = (quoted / "exports" / "WhatsApp Chat with Bodo.txt").read_text(encoding="utf-8").split("\n")
    rows = [row for row in table(around_csv(chosen(quoted))) if row["Line"] and row["Line"] != "15"]
    for row in random.Random(7).sample(rows, 20):
        assert lines[int(row["Line"]) - 1].endswith(f"{row['Sender in the file']}: {row['Words']}")
        assert raw(case, row["Message"]).text == lines[int(row["Line"]) - 1]


def test_what_would_be_a_formula_or_would_steer_is_shown_and_nothing_else_is_changed(quoted):
    (row,) = [row for row in table(around_csv(chosen(quoted))) if row["Line"] == "15"]
    assert row["Words"] == "'=HYPERLINK(1) #set text(red) <U+27E6>loud<U+27E7> <U+202E>evil"
    assert table(entries_csv(chosen(quoted)))[0]["Exact words"] == "'@once"


@pytest.mark.parametrize("words", ["=1", "+1", "-1", "@a", "\t=1", " =1", "\n=1", "'a", "＝1"])
def test_no_cell_begins_like_a_formula(words):
    from patterns.literal import cell, literal

    assert cell(literal(words)).startswith("'")
    assert cell("1 = 1") == "1 = 1"


def test_what_is_not_known_is_said_and_a_time_is_no_more_exact_than_it_was_written(quoted):
    first, second = table(entries_csv(chosen(quoted)))
    assert first["Time and UTC offset"] == "12:00 UTC+01:00"  # winter time until 29 March 2026
    assert second["Time and UTC offset"] == "evening"
    assert second["How exactly the time is known"] == "part of the day only"
    assert second["Place"] == second["Effect on the writer"] == second["Reported to"] == "not written down"
    assert first["Reported to"] == "the station in Mitte, no. 5512"
    assert "Codes" not in first
    assert table(entries_csv(chosen(quoted, codes=True)))[0]["Codes"] == "insult"


def test_the_least_is_given_by_default(quoted):
    text = str(pages(chosen(quoted, "therapist"))) + entries_csv(chosen(quoted, "therapist")).decode()
    assert "Wrote it" in text
    assert "tired" in text
    assert "once" not in text
    assert "words number" not in text


def test_the_selection_is_counted_and_its_rule_said(quoted):
    text = str(pages(chosen(quoted, first=date(2026, 3, 10), until=date(2026, 3, 31))))
    assert "1 of 2 entries in the whole record" in text
    assert "1 entry lies outside these days" in text
    with pytest.raises(PatternsError, match="no entry"):
        chosen(quoted, first=date(2027, 1, 1))
    chat = (quoted / "exports" / "WhatsApp Chat with Bodo.txt").read_bytes()
    assert hashlib.sha256(chat).hexdigest() in text.replace("\\n", "")  # in two lines


def test_steps_and_statements_are_added_only_when_asked_for(tmp_path):
    steps = [{"Date": "2026-03-06", "Step offered by": "me", "Step": "apology", "Answer": "yes"}]
    made(tmp_path / "case", entry("2026-03-05", "Wrote it"), conflicts=steps)
    assert [each.number for each in chosen(tmp_path / "case").entries] == ["1"]
    assert [each.number for each in chosen(tmp_path / "case", balance=True).entries] == ["1", "N1"]


def test_the_manifest_holds_the_sum_of_every_file_and_the_original_is_untouched(quoted, tmp_path):
    before = hashlib.sha256((quoted / "exports" / "WhatsApp Chat with Bodo.txt").read_bytes()).hexdigest()
    paths = build_chronology(patterns.open_case(quoted), recipient="lawyer")
    with zipfile.ZipFile(paths[-1]) as archive:
        archive.extractall(tmp_path / "out")
    folder = tmp_path / "out" / "record-lawyer"
    sums = dict(reversed(line.split("  ", 1)) for line in (folder / "SHA256SUMS.txt").read_text().splitlines())
    there = {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}
    assert set(sums) == there - {"SHA256SUMS.txt"}
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in sums.items())
    assert sums["originals/WhatsApp Chat with Bodo.txt"] == before
    assert all((quoted / "reports" / "record-lawyer" / name).exists() for name in there)


def test_a_second_run_gives_the_same_bytes_and_each_is_in_the_history(quoted):
    first = build_chronology(patterns.open_case(quoted), recipient="police")[-1].read_bytes()
    assert build_chronology(patterns.open_case(quoted), recipient="police")[-1].read_bytes() == first
    lines = [line for line in history.read(quoted) if line["what"] == "chronology"]
    assert [line["sha256"] for line in lines] == [hashlib.sha256(first).hexdigest()] * 2


@pytest.fixture
def with_pictures(quoted):
    """The same case, its chat in a .zip with a picture and a sound beside it."""
    text = quoted / "exports" / "WhatsApp Chat with Bodo.txt"
    with zipfile.ZipFile(text.with_suffix(".zip"), "w") as archive:
        archive.writestr("_chat.txt", text.read_bytes())
        archive.writestr("IMG-20260305-WA0001.jpg", b"a picture that nobody asked for")
        archive.writestr("voice/PTT-20260305-WA0001.opus", b"a voice")
    text.unlink()
    told = [{"File": "*", "Date order": "day first", "I take part": "yes"}]
    people = [{"Role": "me", "Name": "Ilka"}, {"Role": "other", "Name": "Bodo"}]
    write_log(quoted, incidents=[entry("2026-03-05", "Wrote it")], people=people, sources=told)
    first = entry("2026-03-05", "Wrote it", **{"Message ids": ids(quoted)[15]})
    return write_log(quoted, incidents=[first], people=people, sources=told)


def ids(folder: Path) -> list[str]:
    return patterns.open_case(folder).messages["message_id"].tolist()


def test_pictures_in_an_export_are_copied_only_when_that_was_asked_for(with_pictures):
    export = (with_pictures / "exports" / "WhatsApp Chat with Bodo.zip").read_bytes()
    bundle = build_chronology(patterns.open_case(with_pictures), recipient="police")[-1]
    with zipfile.ZipFile(bundle) as archive:
        held = {name.partition("originals/")[2]: archive.read(name) for name in archive.namelist()}
        said = archive.read("record-police/READ-ME.txt").decode()
    with zipfile.ZipFile(io.BytesIO(export)) as inside:
        assert held["WhatsApp Chat with Bodo.zip.parts/_chat.txt"] == inside.read("_chat.txt")
    assert not [name for name, data in held.items() if "WA0001" in name or b"nobody asked" in data or b"voice" in data]
    assert "Of 1 export only the files that hold text were copied" in said
    whole = build_chronology(patterns.open_case(with_pictures), recipient="police", pictures=True)[-1]
    with zipfile.ZipFile(whole) as archive:
        assert archive.read("record-pictures-police/originals/WhatsApp Chat with Bodo.zip") == export
        assert "only the files" not in archive.read("record-pictures-police/READ-ME.txt").decode()


def test_a_backup_that_holds_pictures_among_its_messages_is_not_copied(tmp_path):
    folder = tmp_path / "case"
    (folder / "exports").mkdir(parents=True)
    fixture = Path(__file__).resolve().parent.parent / "exports" / "sms_xml" / "picture_messages" / "export.xml"
    shutil.copy(fixture, folder / "exports" / "sms.xml")
    people = [{"Role": "me", "Name": "Ilka"}, {"Role": "other", "Name": "Bodo"}]
    named = entry("2026-03-05", "Wrote it")
    write_log(folder, incidents=[named], people=people, sources=[{"File": "*", "I take part": "yes"}])
    messages = patterns.open_case(folder).messages
    (picture, *_) = messages.loc[messages["attachments"].map(len).gt(0), "message_id"]
    write_log(
        folder, incidents=[named | {"Message ids": picture}], people=people,
        sources=[{"File": "*", "I take part": "yes"}],
    )  # fmt: skip
    for pictures, there in ((False, False), (True, True)):
        paths = build_chronology(patterns.open_case(folder), recipient="lawyer", pictures=pictures)
        assert any(path.name == "sms.xml" for path in paths) == there
        (said,) = [path.read_text() for path in paths if path.name == "READ-ME.txt"]
        assert ("1 export is not copied" in said) == (not pictures)


def test_a_therapist_gets_no_originals_and_no_messages(quoted):
    names = [path.name for path in build_chronology(patterns.open_case(quoted))]
    assert "around.csv" not in names
    assert "WhatsApp Chat with Bodo.txt" not in names


def test_a_locked_bundle_is_the_only_file(quoted):
    (path,) = build_chronology(patterns.open_case(quoted), recipient="lawyer", lock=lambda data: b"locked" + data[:2])
    assert path.read_bytes() == b"lockedPK"
    assert [each.name for each in (quoted / "reports").iterdir()] == [path.name]


@NEEDS_POPPLER
def test_the_pages_say_what_they_are_and_show_hostile_words_as_words(quoted):
    paths = build_chronology(patterns.open_case(quoted), recipient="lawyer")
    (pdf,) = [path for path in paths if path.suffix == ".pdf"]
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    flat = " ".join(text.split())
    for said in (
        "Working copy. Keep the phone and the original messages", "2 of 2 entries", "Europe/Berlin", "Page 1 of",
        "One person", "dated record, with the messages", f"pattern-review {patterns.__version__}",
        "Have a lawyer adapt this", "#set text(red) <U+27E6>loud<U+27E7> <U+202E>evil", "No. 1 · 2026-03-05",
    ):  # fmt: skip
        assert said in flat
    assert "%" not in flat
    assert "forensic" not in flat.casefold()


def call(*options: str) -> int:
    try:
        main(["chronology", *options])
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def test_names_leave_the_case_only_when_that_was_said(quoted, tmp_path, capsys):
    assert call(str(quoted), "--to", str(tmp_path / "stick")) == 1
    assert "outside the case" in capsys.readouterr().err
    assert not (tmp_path / "stick").exists()
    assert call(str(quoted), "--to", str(tmp_path / "stick"), "--with-names") == 0
    assert (tmp_path / "stick" / "record-therapist.zip").exists()


def test_a_passphrase_is_asked_for_on_a_terminal_only(quoted, capsys):
    assert call(str(quoted), "--encrypt") == 1
    assert "on a terminal only" in capsys.readouterr().err
    assert not (quoted / "reports").exists()


def test_a_bundle_behind_a_passphrase_is_opened_by_it_and_nothing_lies_open(quoted, monkeypatch):
    from pyrage import passphrase

    monkeypatch.setattr("sys.stdin", Terminal("y\n"))  # yes: the export is one's own
    monkeypatch.setattr("click.prompt", lambda *_, **__: "four words of my own")
    assert call(str(quoted), "--for", "lawyer", "--encrypt", "--safe-to-share") == 0
    (path,) = (quoted / "reports").iterdir()
    with zipfile.ZipFile(io.BytesIO(passphrase.decrypt(path.read_bytes(), "four words of my own"))) as archive:
        assert "record-lawyer/SHA256SUMS.txt" in archive.namelist()


class Terminal(io.StringIO):
    """Input that says it comes from a person."""

    def isatty(self) -> bool:
        return True


def test_what_an_earlier_run_left_does_not_lie_beside_the_manifest(quoted):
    build_chronology(patterns.open_case(quoted), recipient="lawyer")
    folder = quoted / "reports" / "record-lawyer"
    (folder / "mine.txt").write_text("kept")
    made(quoted, entry("2026-03-05", "Wrote it"))  # it names no message any more
    build_chronology(patterns.open_case(quoted), recipient="lawyer")
    assert not (folder / "originals" / "WhatsApp Chat with Bodo.txt").exists()
    assert (folder / "mine.txt").read_text() == "kept"


def test_a_named_message_that_is_in_no_export_is_said(tmp_path):
    made(tmp_path / "case", entry("2026-03-05", "Wrote it", **{"Message ids": "0123456789abcdef"}))
    assert "message 0123456789abcdef, which is in no export" in entries_csv(chosen(tmp_path / "case")).decode()


def test_in_the_doubled_hour_both_offsets_are_said(tmp_path):
    made(tmp_path / "case", entry("2025-10-26", "Rang", Time="02:30"))  # the clocks in Berlin went back at three
    assert table(entries_csv(chosen(tmp_path / "case")))[0]["Time and UTC offset"] == "02:30 UTC+02:00 or UTC+01:00"


def test_the_command_knows_the_same_readers():
    from patterns.cli.chronology import RECIPIENTS

    assert set(RECIPIENTS) == set(PROFILES)


def test_an_attachment_has_its_sum_where_it_came_along_and_is_said_missing_where_not(tmp_path):
    folder = chat(tmp_path / "case", odd={3: "IMG-1.jpg (file attached)", 5: "IMG-2.jpg (file attached)"})
    text = folder / "exports" / "WhatsApp Chat with Bodo.txt"
    with zipfile.ZipFile(folder / "exports" / "WhatsApp Chat with Bodo.zip", "w") as archive:
        archive.writestr(text.name, text.read_text(encoding="utf-8"))
        archive.writestr("IMG-1.jpg", b"a picture")
    text.unlink()
    source = [{"File": "WhatsApp Chat with Bodo.zip", "Date order": "day first", "I take part": "yes"}]
    made(folder, entry("2026-03-05", "Wrote it"))
    write_log(folder, incidents=[entry("2026-03-05", "Wrote it")], sources=source)
    ids = patterns.open_case(folder).messages["message_id"].tolist()
    write_log(folder, incidents=[entry("2026-03-05", "Wrote it", **{"Message ids": f"{ids[3]}; {ids[5]}"})])
    (row,) = table(entries_csv(chosen(folder)))
    digest = hashlib.sha256(b"a picture").hexdigest()
    assert row["Attachments"] == f"IMG-1.jpg, SHA-256 {digest}\nIMG-2.jpg: not in the export"
    assert "1 attachment named by shown messages did not come along" in str(pages(chosen(folder)))


def test_a_message_that_two_exports_hold_is_one_with_two_witnesses_and_a_deleted_one_says_so(tmp_path):
    folder = chat(tmp_path / "case", odd={16: "This message was deleted"})
    first = folder / "exports" / "WhatsApp Chat with Bodo.txt"
    (folder / "exports" / "WhatsApp Chat with Bodo (2).txt").write_bytes(first.read_bytes())
    told = [{"File": "WhatsApp*", "Date order": "day first", "I take part": "yes"}]
    write_log(folder, incidents=[entry("2026-03-05", "Wrote it")], sources=told)
    ids = patterns.open_case(folder).messages["message_id"].tolist()
    assert len(ids) == 30
    write_log(folder, incidents=[entry("2026-03-05", "Wrote it", **{"Message ids": ids[15]})])
    rows = {row["Line"]: row for row in table(around_csv(chosen(folder))) if row["Line"]}
    assert rows["16"]["Marks"] == "in two sources"
    assert {rows["16"]["File"], rows["16"]["Also in"]} == {
        "WhatsApp Chat with Bodo.txt", "WhatsApp Chat with Bodo (2).txt",
    }  # fmt: skip
    assert "marked as deleted in the export" in rows["17"]["Marks"]


def test_what_a_row_said_before_is_shown_to_a_lawyer_and_not_to_the_police(tmp_path):
    made(tmp_path / "case", entry("2026-03-05", "Shouted in the hall", Where="hall"))
    chosen(tmp_path / "case")
    made(tmp_path / "case", entry("2026-03-05", "Shouted in the hall twice", Where="hall"))
    assert "'Shouted in the hall'" in str(pages(chosen(tmp_path / "case", "lawyer")))
    assert "'Shouted in the hall'" not in str(pages(chosen(tmp_path / "case", "police")))
