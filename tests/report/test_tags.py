"""The tags of the PDF: what a screen reader is told, in the same order as the page for the browser."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from patterns.report import page
from patterns.report import print as printed
from tests.report.record import blocks_of, record

pikepdf = pytest.importorskip("pikepdf")


@pytest.fixture(scope="module", params=["eight weeks", "safety first"])
def blocks(request, tmp_path_factory):
    return blocks_of(record(tmp_path_factory.mktemp("tags") / "case", threat=request.param == "safety first"))


@pytest.fixture(scope="module")
def pdf(blocks):
    return pikepdf.open(io.BytesIO(printed.render(blocks)))


@pytest.fixture(scope="module")
def elements(pdf):
    """Every structure element in reading order: its kind, the element, its text."""
    texts = {each.objgen: marked_texts(each) for each in pdf.pages}
    found = []

    def walk(element, page):
        page = element.get("/Pg", page)
        own = [str(element.get("/S", ""))[1:], element, ""]
        found.append(own)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                own[2] += texts[page.objgen].get(kid, "")
            elif "/MCID" in kid:
                own[2] += texts[kid.get("/Pg", page).objgen].get(int(kid.MCID), "")
            elif "/S" in kid:
                own[2] += walk(kid, page)
        return own[2]

    walk(pdf.Root.StructTreeRoot.K[0], None)
    return found


def marked_texts(page):
    """The text behind each marked piece of a page, as its fonts' own tables spell it."""
    fonts = {name: spelling(font) for name, font in page.Resources.get("/Font", {}).items()}
    texts, number, font = {}, None, {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC":
            properties = operands[1]
            number = int(properties["/MCID"]) if "/MCID" in properties else None
        elif str(operator) == "EMC":
            number = None
        elif str(operator) == "Tf":
            font = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ") and number is not None:
            pieces = operands[0] if str(operator) == "TJ" else [operands[0]]
            codes = b"".join(bytes(each) for each in pieces if isinstance(each, pikepdf.String))
            pairs = (codes[place : place + 2] for place in range(0, len(codes), 2))
            texts[number] = texts.get(number, "") + "".join(font.get(pair.hex(), "") for pair in pairs)
    return texts


def spelling(font):
    table = font.ToUnicode.read_bytes().decode("latin-1") if "/ToUnicode" in font else ""
    return {
        code.lower(): bytes.fromhex(text).decode("utf-16-be")
        for code, text in re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>", table)
    }


def squeezed(text):
    """A text without the spaces and hyphens at which lines may break."""
    return re.sub(r"[\s\u00ad\u200b-]+", "", text)


def test_it_says_that_it_is_tagged_its_language_and_its_title(pdf):
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as told:
        assert str(told["pdfuaid:part"]) == "1"
        assert "Progress review" in told["dc:title"]


def test_every_figure_says_in_words_what_it_shows(elements):
    figures = [element for kind, element, _ in elements if kind == "Figure"]
    assert len(figures) >= 12
    assert all(len(str(each.get("/Alt", ""))) > 30 for each in figures)


def test_headings_begin_at_the_first_level_and_skip_none(elements):
    levels = [int(kind[1]) for kind, _, _ in elements if re.fullmatch("H[1-6]", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_bookmarks_name_the_parts_in_their_order(pdf, blocks):
    with pdf.open_outline() as outline:
        named = [child.title for first in outline.root for child in first.children]
    parts = [each["title"] for each in blocks if each["kind"] == "section" and each["level"] == 2]
    assert [each for each in named if each in parts] == parts


def test_every_row_of_every_table_begins_with_its_header(elements):
    rows = [
        [kid for kid in element.K if str(kid.get("/S", "")) in ("/TH", "/TD")]
        for kind, element, _ in elements
        if kind == "TR"
    ]
    assert len(rows) > 50
    scopes = [[scope(cell) for cell in row] for row in rows]
    heads = [each for each in scopes if set(each) == {"Column"}]
    others = [each for each in scopes if set(each) != {"Column"}]
    assert len(heads) == sum(kind == "Table" for kind, _, _ in elements)
    assert all(each[0] == "Row" and set(each[1:]) <= {None} for each in others)


def scope(cell):
    if str(cell.S) == "/TD":
        return None
    return next(str(each.Scope)[1:] for each in cell.A if str(each.get("/O", "")) == "/Table")


class Spoken(HTMLParser):
    """Headings, captions and cells of the page for the browser, in its order."""

    KINDS = {f"h{level}": "H" for level in range(1, 7)} | {"caption": "Caption", "th": "Cell", "td": "Cell"}

    def __init__(self, source):
        super().__init__()
        self.found, self.open, self.quiet = [], None, 0
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        if tag in ("nav", "style", "script"):
            self.quiet += 1
        elif tag in self.KINDS and not self.quiet:
            self.open = [self.KINDS[tag], ""]

    def handle_endtag(self, tag):
        if tag in ("nav", "style", "script"):
            self.quiet -= 1
        elif tag in self.KINDS and self.open:
            self.found.append((self.open[0], squeezed(self.open[1])))
            self.open = None

    def handle_data(self, data):
        if self.open:
            self.open[1] += data


def test_headings_captions_and_cells_come_in_the_order_of_the_page_for_the_browser(elements, blocks):
    kinds = {"TH": "Cell", "TD": "Cell", "Caption": "Caption"} | {f"H{level}": "H" for level in range(1, 7)}
    heard = [(kinds[kind], squeezed(text)) for kind, _, text in elements if kind in kinds]
    # page 1's table of the four rows stands in the browser only, where the strips may be too small to read
    on_paper = [block for block in blocks if block["kind"] != "measures"]
    captions = {squeezed(each["caption"]) for block in on_paper for each in tables(block)}
    heard = [each for each in heard if each[0] != "Caption" or each[1] in captions]
    expected = Spoken(page.render(blocks)).found
    behind = squeezed(next(each["table"]["caption"] for each in blocks if each["kind"] == "measures"))
    start = expected.index(("Caption", behind))
    cells = next(place for place in range(start + 1, len(expected)) if expected[place][0] != "Cell")
    assert len([text for _, text in heard if text]) > 300
    assert heard == expected[:start] + expected[cells:]


def tables(block):
    return [block] if block["kind"] == "table" else [block["table"]] if block["kind"] == "figure" else []
