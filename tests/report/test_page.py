"""The page for the browser: closed to the outside, complete for every reader, and never markup from the record."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest

from patterns.report import page
from tests.report.record import HOSTILE, blocks_of, record

VOID = {"meta", "link", "img", "br", "hr", "path", "circle"}


class Outline(HTMLParser):
    """What a page is made of: its tags with their attributes, its text, its headings in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.headings: list[int] = []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_data(self, data):
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def blocks(tmp_path_factory):
    return blocks_of(record(tmp_path_factory.mktemp("page") / "case", did=HOSTILE, boundary=HOSTILE), entries="full")


@pytest.fixture(scope="module")
def source(blocks):
    return page.render(blocks)


@pytest.fixture(scope="module")
def outline(source):
    return Outline(source)


def test_the_policy_allows_one_script_by_its_hash_and_nothing_from_outside(source, outline):
    policy = next(
        each["content"] for each in outline.all("meta") if each.get("http-equiv") == "Content-Security-Policy"
    )
    script = re.search(r"<script>(.*?)</script>", source, re.S).group(1)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.startswith("default-src 'none';")
    assert f"script-src 'sha256-{digest}';" in policy
    assert "base-uri 'none'; form-action 'none'" in policy
    assert not re.search(r"(src|href|action)=[\"']?(https?:)?//", source)


def test_words_of_the_record_are_text_and_never_markup(outline):
    assert len(outline.all("script")) == 1
    assert not [each for each in outline.all("img") if not each["src"].startswith("data:image/svg+xml")]
    assert not any(name.startswith("on") for _, attributes in outline.tags for name in attributes)
    assert any("<script>alert(1)</script>" in text for text in outline.text)
    assert not outline.all("em")


def test_words_of_the_record_stand_in_the_direction_of_their_own_script(outline):
    written = outline.all("td") + [each for each in outline.all("th") if each["scope"] == "row"]
    assert len(written) > 100
    assert [each for each in written if each.get("dir") != "auto"] == []
    assert sum(each.get("dir") == "auto" for each in outline.all("li")) > 20  # the rest are the program's own lists


def test_every_picture_says_in_words_what_it_shows(outline):
    assert len(outline.all("img")) == 5 + 8  # page 1: calendar and four strips; then eight charts
    assert all(len(each["alt"]) > 30 for each in outline.all("img"))


def test_every_chart_has_its_numbers_in_a_table(source):
    figures = re.findall(r"<figure class=\"chart\".*?</figure>", source, re.S)
    assert len(figures) == 8
    assert all("<table>" in each and "<figcaption>" in each for each in figures)


def test_every_table_names_its_rows_and_columns_and_can_be_reached_by_keyboard(source, outline):
    tables = re.findall(r"<div class=\"scroll\" tabindex=\"0\"[^>]*>\s*<table>.*?</table>", source, re.S)
    assert len(tables) == len(outline.all("table"))
    assert all("<caption>" in each and 'scope="col"' in each and 'scope="row"' in each for each in tables)


def test_headings_never_skip_a_level_and_there_is_one_first(outline):
    assert outline.headings.count(1) == 1
    assert outline.headings[0] == 1
    steps = zip(outline.headings, outline.headings[1:], strict=False)
    assert all(later - earlier <= 1 for earlier, later in steps)


@pytest.mark.parametrize("threat", [False, True])
def test_no_name_stands_twice(tmp_path, threat):
    made = Outline(page.render(blocks_of(record(tmp_path / "case", threat=threat), entries="full")))
    names = [attributes["id"] for _, attributes in made.tags if "id" in attributes]
    assert len(names) == len(set(names))


def test_the_safety_box_comes_before_any_number(outline):
    text = " ".join(outline.text)
    assert text.index("This does not mean you are safe.") < text.index("days")


def test_the_hide_button_says_what_it_does_not_do(outline):
    assert "Hides this page; does not erase history." in " ".join(outline.text)


def test_charts_keep_their_words_as_text_and_know_a_dark_page(outline):
    chart = base64.b64decode(outline.all("img")[1]["src"].split(",", 1)[1]).decode()
    assert ">before</text>" in chart
    assert "prefers-color-scheme:dark" in chart


@pytest.fixture(scope="module")
def chromium():
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        assert os.environ.get("CI") != "true", "a browser is needed here"
        pytest.skip("no Chromium on this machine")
    return found


def dumped(chromium, path, tmp_path):
    """The page as a browser has it after its scripts ran, and what the browser said; no host can be found."""
    ran = subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
         "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--dump-dom", path.as_uri()],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return ran.stdout, [line for line in ran.stderr.splitlines() if "CONSOLE" in line]


@pytest.mark.browser
def test_a_browser_accepts_the_script_and_refuses_nothing(chromium, source, tmp_path):
    (tmp_path / "page.html").write_text(source, encoding="utf-8")
    page_source, said = dumped(chromium, tmp_path / "page.html", tmp_path)
    assert "Progress review" in page_source
    assert said == []


@pytest.mark.browser
def test_the_escape_key_empties_the_page(chromium, source, tmp_path):
    press = "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))"
    tried = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", source)
    (tmp_path / "page.html").write_text(tried.replace("</body>", f"<script>{press}</script></body>"), encoding="utf-8")
    page_source, _ = dumped(chromium, tmp_path / "page.html", tmp_path)
    assert re.search(r"<body>\s*</body>", page_source)
    assert "<title>Progress" not in page_source


def test_a_notebook_run_by_hand_gives_the_same_page(blocks, source):
    import nbformat

    from patterns.report.blocks import MIME
    from patterns.report.exporter import PageExporter

    shown = nbformat.v4.new_output("display_data", data={MIME: {"blocks": blocks}})
    run = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("show", outputs=[shown])])
    assert PageExporter().from_notebook_node(run)[0] == source
