"""The journey of a report that is printed for a therapist with every name hidden: from the log to both papers."""

from __future__ import annotations

import hashlib
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import patterns
from patterns.errors import PatternsError
from patterns.report import leaks
from patterns.sharing import measure_shared
from tests.cases import write_sheet
from tests.shared_copies import edit, needs_poppler, occurrences, pages, plain, whatsapp, with_people

ON = "2026-03-30"
PHONES = ("+49 170 5550123", "030 5550188")
EMAIL, STREET, ACCOUNT = "zoe.m@post.invalid", "Kiefernweg 14", "DE12 5001 0517 0648 4898 90"
PEOPLE = [
    {"Role": "me", "Name": "Ilka Maurer", "Known as": f"Ilka; {PHONES[1]}", "Shown as": "Person P"},
    {"Role": "other", "Name": "Bodo Maurer", "Known as": f"Bodo 🙃; {PHONES[0]}; bodo.m77", "Shown as": "Person O"},
    {"Role": "child", "Name": "Zoë", "Known as": f"Zo; Зоя; {EMAIL}", "Shown as": "Child 1"},
    {"Role": "supporter", "Name": "Agnieszka", "Shown as": "Supporter 1", "Told the plan on": "2026-02-01",
     "Last contact": "2026-03-20"},
    {"Role": "third party", "Name": "Nordlicht Werft", "Shown as": "Employer"},
]  # fmt: skip
NAMES = [
    "Ilka", "Maurer", "Bodo", "bodo.m77", "Zoë", "Zo", "Zoë's", "Zoe", "Зоя", "Зое", "Зою", "Agnieszka", "Agnieszki",
    "Агнешка", "Nordlicht", "Werft", EMAIL, "post.invalid", STREET, "Kiefernweg", ACCOUNT, "0517 0648", *PHONES,
    "5550123",
    "5550188", "zo.maurer", "pictures.invalid", "Wenzel", "Lindgren",
]  # fmt: skip
FORMATS = {"a4": ("html", "pdf"), "letter": ("pdf",)}  # a page for the browser has no paper
NEVER = [
    "Supporter 1", "Chat with", "IMG_Zoe", "19 March", "16 January", "notebook page", "bus to the north",
    "told the group", "Europe/Berlin",
    "history.jsonl", "log.xlsx", "case of zoe",
]  # fmt: skip
QUOTED = (
    f"Bodo wrote to Zoë's class at {STREET}; Zo cried, and Зою took Agnieszka. He rang {PHONES[0]}, gave {ACCOUNT}, "
    f"put https://pictures.invalid/zo.maurer/1 and {EMAIL} online as IMG_Zoe_2025.jpg, and told the Nordlicht Werft. "
    + "X " * 90
)  # fmt: skip


def planted(folder: Path) -> Path:
    with_people(folder, PEOPLE, did="swam with Agnieszki and Zo", boundary="No shouting when Zoë is near")
    edit(folder, "Incidents", 22, what_happened=QUOTED, exact_words="Zoë, Maurer!", who_was_present="Wenzel; Agnieszka",
         where=STREET, my_response="rang Agnieszka", effect_on_me="told the group", boundary="Zo rule")  # fmt: skip
    edit(folder, "Incidents", 23, what_happened="Wenzel saw it", codes="zoë rule")
    write_sheet(
        folder, "Codes", [{"Code": "Zoë rule", "Meaning": "shouts at Zoë", "Abusive": "yes", "Outburst": "yes"}]
    )
    write_sheet(folder, "Boundaries", [
        {"Id": "Zo rule", "Not accepted": "No shouting when Zoë's there", "Shared on": "2026-02-02",
         "What I will do": "I go to Agnieszka with Зоей", "How shared": f"by mail to {EMAIL}"},
        {"Id": "B2", "Not accepted": "No calls at the Nordlicht", "Not shared because": "Bodo is at Kiefernweg"},
    ])  # fmt: skip
    write_sheet(folder, "Protections", [
        {"Item": "exit plan", "State": "in place", "Since": "2026-01-16", "Last looked at": "2026-03-19",
         "For visit on": "2026-03-19"},
        {"Item": "safer device", "State": "in place", "Since": "2025-12-13"},
    ])  # fmt: skip
    write_sheet(folder, "Reviews", [{"Date": "2026-03-02", "With": "therapist", "Looked at": "notebook page of Zoë",
                                     "Decided": "bus to the north"}])  # fmt: skip
    write_sheet(folder, "Scripts", [{"Id": "Zoë 1", "Words": "I will not talk about Zoë now", "Kind": "boundary"}])
    write_sheet(folder, "Plan", [
        {"Setting": "Time zone", "Value": "Europe/Berlin"}, {"Setting": "Plan start", "Value": "2026-02-02"},
        {"Setting": "If outbursts limit not met", "Value": "Ask Agnieszka at Nordlicht"},
    ])  # fmt: skip
    texts = [
        "hello",
        "Zoë is ill",
        "I will not talk about Zoë now",
        f"call {PHONES[1]}",
        "a useless fool, that is you",
        "no",
    ]
    whatsapp(folder, "WhatsApp Chat with Bodo Maurer.txt", ["Ilka", "Bodo 🙃"], texts * 5)
    whatsapp(folder, "chat Lindgren Zoë.txt", ["Ilka", "Pia Lindgren"], ["Agnieszka?", "yes, with Zo"] * 7)
    return folder


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Path:
    return planted(tmp_path_factory.mktemp("journey") / "case of Zoe Maurer")


@pytest.fixture(scope="module")
def copies(case, tmp_path_factory) -> dict[str, bytes]:
    """The eight-week report with quotes on, on both papers."""
    made = {}
    for paper in ("a4", "letter"):
        to = tmp_path_factory.mktemp(paper)
        given = {"on": ON, "weeks": 8, "share": True, "paper": paper, "entries": "full"}
        for path in patterns.build_report(case, to=to, formats=FORMATS[paper], **given):
            made[f"{paper}{path.suffix}"] = path.read_bytes()
    return made


def words(page: bytes) -> str:
    """What a page for the browser says."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page.decode())).split())


@pytest.fixture(scope="module")
def printed_by_command(case, tmp_path_factory) -> dict[str, bytes]:
    """The same on A4 by the command line: another process, another home, another user."""
    place = tmp_path_factory.mktemp("command")
    told = os.environ | {"HOME": str(place), "LOGNAME": "ilka-maurer", "USER": "ilka-maurer",
                         "PYTHONPATH": str(Path(__file__).parents[1])}  # fmt: skip
    command = [sys.executable, "-c", "from patterns.cli import main; main()", "report", str(case), "--on", ON]
    options = ["--weeks", "8", "--share", "--safe-to-share", "--entries", "full", "--to", str(place / "stick")]
    ran = subprocess.run([*command, *options], env=told, cwd=place, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return {f"a4{path.suffix}": path.read_bytes() for path in (place / "stick").iterdir()}


def test_no_name_is_in_any_part_of_any_copy(copies):
    for name, data in copies.items():
        assert occurrences(data, NAMES) == {}, name
        assert occurrences(data, [each for each in NAMES if len(each) > 4], whole=False) == {}, name


@needs_poppler
def test_what_never_belongs_into_a_copy_is_not_there(copies):
    for name, data in copies.items():
        assert occurrences(data, NEVER) == {}, name
    said = " ".join(pages(copies["a4.pdf"]))
    assert "exit plan" in said
    assert "in place" in said
    assert "13 December" not in said  # since when there is another device
    assert "exit plan and safer device" not in said


def test_the_pdf_names_no_author_no_user_and_no_folder(copies):
    import pikepdf

    for name in ("a4.pdf", "letter.pdf"):
        with pikepdf.open(io.BytesIO(copies[name])) as pdf:
            assert "/Author" not in pdf.docinfo
            assert plain(str(pdf.docinfo["/Title"])) == "progress review · eight weeks"


def test_one_person_has_one_pseudonym_everywhere(copies):
    said = words(copies["a4.html"])
    assert "No shouting when Child 1's there" in said
    assert "I go to [somebody] with Child 1" in said
    assert "swam with [somebody] and Child 1" in said
    assert not re.search(r"\b[ZIBAM]\.", said)  # no initials


def test_quotes_are_off_unless_asked_for_and_then_redacted_and_short(case, copies, tmp_path):
    said = words(copies["a4.html"])
    assert "Person O wrote to Child 1's class at [place]; Child 1 cried, and Child 1 took [somebody]." in said
    assert "X X X X X X X X X" not in said
    off = measure_shared(patterns.open_case(case), ON).review.log.incidents
    assert off[["what_happened", "exact_words"]].notna().sum().sum() == 0


@needs_poppler
def test_page_one_fits_one_side_of_either_paper_and_pages_are_counted(copies):
    for name in ("a4.pdf", "letter.pdf"):
        told = pages(copies[name])
        one_side = (
            "First: safety",
            "How complete is this record?",
            "Incidents",
            "Repair steps",
            "Sessions",
            "What you did",
        )
        assert [title for title in one_side if title not in told[0]] == [], name
        assert "First: safety" not in told[1]
        for number, each in enumerate(told, start=1):
            assert f"Page {number} of {len(told)}" in each
            assert "Copy for: therapist" in each


@needs_poppler
def test_the_foot_says_for_whom_and_carries_a_short_hash_of_this_copy_alone(copies):
    foot = pages(copies["a4.pdf"])[2][-260:]
    for_whom = "Names removed. Copy for: therapist. 2 February – 29 March 2026 · review-2026-03-30-8-weeks · "
    found = re.search(re.escape(for_whom) + "([0-9a-f]{10}) ", foot)
    assert found
    assert found.group(1) in words(copies["a4.html"])
    assert "Contains names" not in foot


def test_no_fingerprint_of_what_was_read_is_in_a_copy(case, copies):
    opened = patterns.open_case(case)
    signs = [each[:6] for each in opened.sources["sha256"]] + list(opened.messages["message_id"])
    log = sorted((case / "log").glob("*.csv"))
    whole = hashlib.sha256(b"".join(path.read_bytes() for path in log))  # as a report with names states it
    signs += [each.hexdigest()[:6] for each in (whole, *(hashlib.sha256(path.read_bytes()) for path in log))]
    for data in copies.values():
        assert occurrences(data, signs, whole=False) == {}


def test_the_page_runs_nothing_but_the_button_that_hides_it_and_asks_for_nothing(copies):
    page = html.unescape(copies["a4.html"].decode())
    assert len(re.findall(r"<script", page)) == 1
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=\"(?!data:|#)", page)


def test_the_same_copy_is_made_again_by_another_process_for_another_user(copies, printed_by_command):
    assert printed_by_command == {name: copies[name] for name in ("a4.html", "a4.pdf")}


def test_what_was_replaced_and_what_is_left_stays_with_the_case(case, copies):
    told = (case / "reports" / f"shared-{ON}-to-check.txt").read_text(encoding="utf-8")
    assert re.search(r"Child 1: \d+", told)
    assert re.search(r"Supporter 1: \d+", told)
    assert "  swam with [somebody] and Child 1\n" in told  # words of their own, each to be read once more
    assert sorted(path.name for path in (case / "reports").iterdir()) == [f"shared-{ON}-to-check.txt"]


def test_the_history_says_for_whom_a_copy_was_made(case, copies):
    lines = [json.loads(line) for line in (case / "history.jsonl").read_text().splitlines()]
    assert "therapist" in {line.get("copy_for") for line in lines if line["what"] == "report"}


def test_a_report_with_names_says_so_and_leaves_the_case_only_when_told(case, tmp_path):
    command = [sys.executable, "-c", "from patterns.cli import main; main()", "report", str(case), "--on", ON]
    told = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    ran = subprocess.run([*command, "--to", str(tmp_path / "x")], env=told, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "--with-names" in ran.stderr
    assert "--share" in ran.stderr
    assert not (tmp_path / "x").exists()


def test_a_new_person_stops_the_next_copy_until_there_is_a_pseudonym(case, tmp_path):
    again = tmp_path / "case"
    shutil.copytree(case, again)
    for row, says in (
        ({"Role": "third party", "Name": "Yusra"}, "no pseudonym"),
        ({"Role": "child", "Name": "Y"}, "no"),
    ):
        write_sheet(again, "People", [*PEOPLE, row])
        with pytest.raises(PatternsError, match=says):
            patterns.build_report(again, on=ON, to=tmp_path / "out", share=True)
    assert not (tmp_path / "out").exists()


def test_a_copy_in_which_a_name_is_found_is_not_kept(case, tmp_path, monkeypatch):
    found = leaks.finds
    monkeypatch.setattr(leaks, "finds", lambda data, *more: found(data + b"<p>Agnieszka</p>", *more))
    with pytest.raises(PatternsError, match="still there") as refused:
        patterns.build_report(case, on=ON, weeks=8, to=tmp_path / "out", formats=("html",), share=True)
    assert "Agnieszka" not in str(refused.value)
    assert not (tmp_path / "out").exists()
