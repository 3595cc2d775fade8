"""The search of a shared copy in its own output: every part of every kind of file is looked into."""

from __future__ import annotations

import base64
import io
import json
import zipfile
import zlib

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from patterns.errors import PatternsError
from patterns.report import leaks
from patterns.report.print import render
from patterns.sharing import Names
from patterns.sharing.terms import Term

PICTURE = base64.b64encode("<svg><title>Zoë</title></svg>".encode()).decode()
NAMES = Names([Term(each, shown, shown, asked=True) for each, shown in (
    ("Zoë", "Child 1"), ("May", "Child 2"), ("Agnieszka", "Supporter 1"), ("Зоя", "Child 1"),
    ("0170 5550123", "Person O"),
)
])  # fmt: skip


def found(data: bytes | str, suffix: str) -> dict[str, int]:
    return dict(leaks.finds(data.encode() if isinstance(data, str) else data, suffix, NAMES))


@pytest.mark.parametrize(
    "page",
    [
        "<p>met Zoë</p>", "<p>met Z<b>o</b>ë</p>", '<img alt="zoe">', "<p>met Zo&euml;</p>", "<!-- ZOE -->",
        '<svg><text>met Зою</text></svg>', '<div data-note="from Zoe&#x27;s">x</div>', "<title>zoe</title>",
        f'<img src="data:image/svg+xml;base64,{PICTURE}">',
        '<a href="file:///home/zoe/x">x</a>',
    ],
)  # fmt: skip
def test_a_name_is_found_wherever_a_page_may_hold_it(page):
    assert found(page, ".html").get("Child 1", 0) >= 1


def test_the_programs_own_words_are_no_find_and_others_are():
    assert found("<p>5 May 2026: this may depend on days not recorded</p>", ".html") == {}
    assert found("<p>5 May 2026: Agnieszka</p>", ".html")["Supporter 1"] >= 1


def cover(**more: str) -> list[dict]:
    head = {
        "kind": "cover",
        "title": "Progress review",
        "period": "May",
        "facts": [],
        "footer": "x",
        "on": "2026-03-30",
    }
    return [{**head, **more}]


def paragraph(words: str) -> dict:
    return {"kind": "text", "text": words, "tone": "plain"}


@pytest.mark.parametrize(
    "blocks",
    [
        cover(title="About Zoë"), cover(footer="for zoe"), [*cover(), paragraph("we saw Zoë there")],
        [*cover(), paragraph("мы видели Зою")],
        [*cover(), {"kind": "section", "title": "Zoë", "name": "a", "level": 2, "new_page": False}],
        [*cover(), paragraph("0170 / 555 01 23")],
    ],
)  # fmt: skip
def test_a_name_is_found_wherever_a_pdf_may_hold_it(blocks):
    assert found(render(blocks), ".pdf")
    assert found(render(cover()), ".pdf") == {}


def test_a_name_is_found_in_a_pdfs_packed_metadata_and_alternative_texts():
    packed = zlib.compress("<x:xmpmeta><dc:creator>Zoë</dc:creator></x:xmpmeta>".encode())
    head = b"%PDF-1.7\n1 0 obj\n<</Type/Metadata/Subtype/XML/Filter/FlateDecode/Length 9>>\nstream\n"
    assert found(head + packed + b"\nendstream\nendobj\n", ".pdf") == {"Child 1": 1}
    alt = "\ufeffmet Зоя".encode("utf-16-be").hex().encode()
    assert found(b"%PDF-1.7\n1 0 obj\n<</S/Figure/Alt<" + alt + b">>>\nendobj\n", ".pdf") == {"Child 1": 1}
    assert found(b"%PDF-1.7\n1 0 obj\n<</Author(by Zo\\145)>>\nendobj\n", ".pdf") == {"Child 1": 1}


def workbook() -> Workbook:
    book = Workbook()
    book.active["A1"] = "Week 1"
    return book


def saved(book: Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_name_is_found_in_every_part_of_a_workbook():
    assert found(saved(workbook()), ".xlsx") == {}
    cell, note, sheet, author = workbook(), workbook(), workbook(), workbook()
    cell.active["B7"] = "with Agnieszka"
    note.active["A1"].comment = Comment("ask Zoë", "x")
    sheet.active.title = "Zoe"
    author.properties.creator = "Agnieszka"
    assert all(found(saved(each), ".xlsx") for each in (cell, note, sheet, author))
    hidden = io.BytesIO()
    with zipfile.ZipFile(hidden, "w") as archive:
        archive.writestr("xl/media/zoe.png", b"")
    assert found(hidden.getvalue(), ".xlsx") == {"Child 1": 1}


@pytest.mark.parametrize(
    "cell",
    [
        {"source": ["case = \"/home/", "zoe/case\""]}, {"outputs": [{"data": {"text/plain": "Zoë"}}]},
        {"outputs": [{"data": {"text/html": ["<b>Zo", "ë</b>"]}}]}, {"metadata": {"author": "Зоя"}},
    ],
)  # fmt: skip
def test_a_name_is_found_in_every_part_of_a_notebook(cell):
    assert found(json.dumps({"cells": [cell]}), ".ipynb").get("Child 1", 0) >= 1


def test_a_name_is_found_in_a_table():
    assert found('date,what\n2026-03-03,"for Zoë, again"\n', ".csv") == {"Child 1": 1}


def test_letters_of_an_id_are_no_find():
    short = Names([Term("Ed", "Person O", "Person O", asked=True), Term("Typst", "Child 3", "Child 3", asked=True)])
    page = "<svg><path id='m672ed1b7b5'/></svg><p>made with Typst, review-2026 · 0b7ed43c1a</p>"
    assert leaks.finds(page.encode(), ".html", short) == {}
    assert leaks.finds(b"<p>Ed was here</p>", ".html", short) == {"Person O": 2}  # as it stands, and without its tags


def test_a_find_stops_the_copy_and_the_name_is_not_told():
    with pytest.raises(PatternsError) as refused:
        leaks.check({"8 weeks.html": b"<p>Agnieszka</p>"}, NAMES)
    assert "Supporter 1" in str(refused.value)
    assert "gnieszka" not in str(refused.value)


def test_a_fingerprint_of_an_original_is_a_find():
    sums = {"0f3c9a7b": "fingerprint", "/home/quinn/case": "folder"}
    with pytest.raises(PatternsError, match="fingerprint"):
        leaks.check({"a.html": b"<p>source 0f3c9a7b...</p>"}, NAMES, sums)
    with pytest.raises(PatternsError, match="folder"):
        leaks.check({"a.ipynb": b'{"source": ["case = \\"/home/quinn/case\\""]}'}, NAMES, sums)
    leaks.check({"a.html": b"<p>source 1f3c9a7b...</p>"}, NAMES, sums)
