"""Names of files and an older log of such words: read and brought in as text, once, or refused by name."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import zipfile

import pytest

import patterns
from patterns import lab
from patterns.literal import HARMLESS, literal
from patterns.report.chronology import bundle
from tests.cases import write_log
from tests.hostile.case import CHAT, named, whatsapp
from tests.hostile.holding import Outline, command, markup, page_is_safe, steers, workbook_is_safe
from tests.hostile.words import TEXTS


@pytest.fixture
def case(tmp_path):
    people = [{"Role": "me", "Name": named(TEXTS[0])}, {"Role": "other", "Name": named(TEXTS[1])}]
    told = [{"File": "*file-name*", "Date order": "day first"}]
    write_log(tmp_path / "case", people=people, incidents=[], sources=told)
    (tmp_path / "case" / "exports").mkdir()
    return tmp_path / "case"


def test_a_zip_its_chat_and_its_pictures_may_be_called_anything(case):
    with zipfile.ZipFile(case / "exports" / CHAT.replace(".txt", ".zip"), "w") as archive:
        archive.writestr("_chat <script>\x1b[31m\u202e=1.txt", whatsapp(TEXTS))
        archive.writestr("=IMG\x07<script>.jpg", b"no picture")
    for arguments in (("import", case), ("import", case, "--json"), ("suggest", case), ("check", case)):
        ran = command(*arguments)
        assert ran.status == 0
        assert not steers(ran.out + ran.err)
    page_is_safe((case / "reports" / "page_1.html").read_text(encoding="utf-8"))
    outline = Outline(markup(lab.review(case).widget))
    assert {tag for tag, _ in outline.tags} <= {"div", "style", "h4", "p", "span", "mark"}
    assert not HARMLESS.findall(outline.text)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="there is no sha256sum on this machine")
def test_a_manifest_is_checked_and_cleared_by_its_own_lines_whatever_its_files_are_called(tmp_path):
    named = {"one\ntwo.txt": b"1", "back\\slash \x1b[31m.txt": b"2", "line\u2028.txt": b"3", "plain.txt": b"4"}
    for name, data in named.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / bundle.MANIFEST).write_text(bundle.manifest(named), encoding="utf-8")
    subprocess.run(["sha256sum", "--check", "--strict", bundle.MANIFEST], cwd=tmp_path, capture_output=True, check=True)
    bundle.clear(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [bundle.MANIFEST]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems hold no such names")
def test_a_name_that_is_no_text_is_asked_to_be_changed_and_a_picture_of_such_a_name_stands_in_nobody_s_way(case):
    (case / "exports" / CHAT).write_text(whatsapp(TEXTS), encoding="utf-8")
    picture = os.fsencode(case / "exports") + b"/\xff.jpg"
    with open(picture, "wb") as file:
        file.write(b"no picture")
    assert command("check", case).status == 0
    with open(os.fsencode(case / "exports") + b"/b\xfcro \x9b.txt", "wb") as file:  # as an old system wrote it
        file.write(b"25/02/2026, 10:00 - Bodo: hello\n")
    ran = command("check", case)
    assert ran.status == 1
    assert "exports/b<U+DCFC>ro <U+DC9B>.txt: its name" in ran.out


def test_an_older_log_of_such_words_is_brought_in_once(tmp_path):
    case, old = tmp_path / "case", tmp_path / "=1+1 \x1b[31m\u202e <b>.csv"
    assert command("new", case, "--start", "2026-02-02", "--zone", "Europe/Berlin", "--safe-here").status == 0
    with old.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Date", "What happened", "Where", "=extra\x1b[2J"])
        writer.writerows([f"2026-02-{number:02}", words, words, words] for number, words in enumerate(TEXTS, start=1))
    first, second = command("adopt", old, case), command("adopt", old, case)
    assert not steers(first.out + first.err + second.out + second.err)
    assert f"Rows to add: {len(TEXTS)} Incidents" in first.out
    assert f"Already there: {len(TEXTS)}" in second.out
    workbook_is_safe(case / "log.xlsx")
    told = patterns.open_case(case).log.incidents["what_happened"].tolist()
    assert [literal(each) for each in told] == [literal(words) for words in TEXTS]
