"""The report on paper: tagged, one side for page 1, and every word of the record as it was written."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zlib
from functools import cache

import pytest

from patterns.errors import PatternsError
from patterns.report import print as printed
from tests.report.record import HOSTILE, blocks_of, record

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not on this machine")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return record(tmp_path_factory.mktemp("print") / "case", did=HOSTILE, boundary="שלום 你好 " + HOSTILE)


@pytest.fixture(scope="module")
def blocks(folder):
    return blocks_of(folder)


@pytest.fixture(scope="module")
def blocks_for(folder):
    """Blocks by weeks and size of print, each made once."""
    on = {4: "2026-03-02", 8: "2026-03-30", 12: "2026-04-27"}
    return cache(lambda weeks, large: blocks_of(folder, weeks, on[weeks], large=large))


@pytest.fixture(scope="module")
def pdf(blocks):
    return printed.render(blocks)


def pages(data: bytes, tmp_path) -> list[str]:
    (tmp_path / "report.pdf").write_bytes(data)
    told = subprocess.run(["pdftotext", str(tmp_path / "report.pdf"), "-"], capture_output=True, text=True, check=True)
    return told.stdout.split("\f")[:-1]


def test_it_is_tagged_names_its_language_and_every_figure_has_words(pdf):
    # streams are packed; the objects that matter are looked for in them as well
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S)
    whole = pdf + b"".join(_unpacked(each) for each in packed)
    assert b"/MarkInfo" in whole
    assert re.search(rb"/Lang ?\(en\)", whole)
    assert b"pdfuaid:part" in whole
    assert len(re.findall(rb"/Alt ?[(<]", whole)) >= 12
    assert b"/TH" in whole


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_the_same_blocks_give_the_same_bytes(blocks, pdf):
    assert printed.render(blocks) == pdf


VARIANTS = [
    (4, "a4", False), (4, "letter", False), (8, "a4", False), (8, "letter", False), (12, "letter", False),
    (4, "letter", True), (8, "a4", True), (12, "letter", True),
]  # fmt: skip


@needs_poppler
@pytest.mark.parametrize(("weeks", "paper", "large"), VARIANTS)
def test_page_one_answers_on_one_side_what_comes_first_how_complete_what_is_met_and_what_to_decide(
    blocks_for, tmp_path, weeks, paper, large
):
    told = pages(printed.render(blocks_for(weeks, large), paper, large), tmp_path)
    first = " ".join(told[0].split())
    places = [
        first.index(each)
        for each in ("First: safety", "days of this review are recorded", "Accountability", "For today")
    ]
    assert places == sorted(places)
    assert re.search(r"1\. .*2\. .*3\. .*\?", first[places[-1] :])  # three questions, the last with its end
    assert re.search(r"Page 1 of \d+", first)
    assert told[1].strip().startswith("Page 1, continued" if large else "Sources and gaps")


@needs_poppler
@pytest.mark.parametrize("large", [False, True])
def test_a_safety_page_takes_one_side_and_the_review_another(tmp_path, large):
    folder = record(tmp_path / "case", threat=True)
    told = pages(printed.render(blocks_of(folder, large=large), "letter", large), tmp_path)
    # in large print what to do may run on, but what it is about and whom to call stand on the first side
    assert ["Talk about this first" in told[0], "Emergency number where you are" in told[0]] == [True, True]
    review = next(number for number, each in enumerate(told) if each.strip().startswith("The review"))
    assert review == (2 if large else 1)
    assert "For today" in told[review]
    assert told[review + 1].strip().startswith("Page 1, continued" if large else "Sources and gaps")


@needs_poppler
def test_words_of_the_record_are_printed_as_they_stand(pdf, tmp_path):
    text = " ".join("".join(pages(pdf, tmp_path)).split())
    assert "<script>alert(1)</script>" in text
    assert "#set text(red)" in text
    assert "שלום" in text or "םולש" in text


@needs_poppler
def test_what_no_font_can_draw_is_shown_as_a_box_and_counted(pdf, tmp_path):
    text = " ".join("".join(pages(pdf, tmp_path)).split())
    # 你好 stands in a table of the log and in words on page 1
    assert re.search(
        r"\d+ characters could not be set on paper and stand there as □: \d+ Chinese \(font: Noto Sans CJK\)", text
    )


@needs_poppler
def test_a_font_of_the_case_draws_what_the_others_lack(tmp_path, folder, blocks):
    case = tmp_path / "case"
    (case / "fonts").mkdir(parents=True)
    (case / "fonts" / "two.ttf").write_bytes(font_with("你好"))
    text = " ".join("".join(pages(printed.render(blocks, case=case), tmp_path)).split())
    assert "你好" in text
    assert "could not be set" not in text


def test_what_is_no_font_is_named_with_what_to_do(tmp_path, blocks):
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "x.ttf").write_bytes(b"not a font")
    with pytest.raises(PatternsError, match=r"fonts/x\.ttf"):
        printed.render(blocks, case=tmp_path)


def font_with(characters: str) -> bytes:
    """A font with a box for each of a few characters."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for step, point in enumerate([(0, 0), (0, 700), (600, 700), (600, 0)]):
        (pen.lineTo if step else pen.moveTo)(point)
    pen.closePath()
    names = [".notdef", *(f"u{ord(each):X}" for each in characters)]
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(names)
    made.setupCharacterMap({ord(each): f"u{ord(each):X}" for each in characters})
    made.setupGlyf(dict.fromkeys(names, pen.glyph()))
    made.setupHorizontalMetrics(dict.fromkeys(names, (650, 0)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Two Boxes", "styleName": "Regular", "psName": "TwoBoxes"})
    made.setupOS2()
    made.setupPost()
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


@needs_poppler
def test_something_open_about_safety_comes_on_a_page_of_its_own_before_the_counts(tmp_path):
    folder = record(tmp_path / "case", threat=True)
    told = pages(printed.render(blocks_of(folder)), tmp_path)
    first, second = (" ".join(each.split()) for each in told[:2])
    assert "12 March 2026: threat and strangulation (Incidents row 41)" in first
    assert "See a doctor" in first
    assert not re.search(r"\d+ of \d+ days", first)
    assert re.search("not assessed -? ?safety first", second)  # the reader may join the hyphen at a line's end
    assert "7 in the last four weeks" in second


@needs_poppler
@pytest.mark.parametrize("large", [False, True])
def test_no_page_ends_with_a_heading(blocks, tmp_path, large):
    headings = {each["title"] for each in blocks if each["kind"] in ("section", "figure", "rule")}
    for told in pages(printed.render(blocks, "letter", large), tmp_path):
        body = told.split("Private. Contains names.")[0].strip().splitlines()
        assert not body or " ".join(body[-1].split()) not in headings


@needs_poppler
def test_the_foot_of_every_page_says_that_it_is_private(pdf, tmp_path):
    told = pages(pdf, tmp_path)
    assert all("Private. Contains names." in each and "Page " in each for each in told)
