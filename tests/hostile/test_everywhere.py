"""Words that are HTML, Typst, a formula, an escape or a path, in every place: shown as written, and never followed."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
from openpyxl import load_workbook

import patterns
from patterns import display, lab
from patterns.literal import HARMLESS, harmless, literal
from patterns.log.declare import ID, SUGGESTED, TEXT, TEXTS
from patterns.log.sheets import SHEETS
from patterns.report.notebook import template
from patterns.report.page import render
from tests.hostile.case import CHAT, build, shared
from tests.hostile.holding import (
    Outline,
    Ran,
    bare,
    command,
    markup,
    page_is_safe,
    pdf_is_safe,
    said,
    steers,
    table_is_safe,
    workbook_is_safe,
)
from tests.hostile.words import EVERY, FORMULAS, MARKUP, given_back
from tests.report.record import blocks_of

ON = ("--on", "2026-03-30")
FORMS = tuple(part for form in ("html", "pdf", "xlsx", "ipynb") for part in ("--format", form))
WHOLE = ("--weeks", "8", "--entries", "full", *FORMS)
NAMED, RECORD = "review-2026-03-30-8-weeks", "record-all-codes-lawyer"
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not on this machine")


class Everything(NamedTuple):
    """The case after every command was run on it, the folder of other files, and what each command said."""

    case: Path
    other: Path
    ran: dict[str, Ran]


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    case, other = build(tmp_path_factory.mktemp("hostile")), tmp_path_factory.mktemp("other")
    ran = {"import": command("import", case), "import as JSON": command("import", case, "--json")}
    ran["suggest"] = command("suggest", case)
    decide(case / "review.xlsx")
    ran["suggest again"] = command("suggest", case, "--doccano", other / "labels.jsonl")
    ran |= {"check": command("check", case, *ON), "check as JSON": command("check", case, *ON, "--json")}
    ran["messages"] = command("messages", case, "--to", other / "messages.csv")
    ran["messages as xlsx"] = command("messages", case, "--to", other / "messages.xlsx")
    for number, message in enumerate(patterns.open_case(case).messages["message_id"].tolist()[::15]):
        ran[f"source {number}"] = command("source", case, message)
    ran |= {"measure": command("measure", case, *ON), "measure as JSON": command("measure", case, *ON, "--json")}
    ran["explain"] = command("explain", case, "treatment", *ON)
    ran["chronology"] = command("chronology", case, "--for", "lawyer", "--all", "--codes")
    ran["report"] = command("report", case, *ON, *WHOLE)
    ran["refused"] = command("report", case, *ON, "--share")
    ran["verify"] = command("verify", case)
    return Everything(case, other, ran)


def decide(path: Path) -> None:
    """Say yes to the first passages, with such words as notes."""
    book = load_workbook(path)
    sheet = book["To review"]
    heads = {cell.value: cell.column for cell in sheet[2]}
    for row, words in enumerate([*FORMULAS.values(), *MARKUP.values()], start=3):
        for head, value in (("Decision", "yes"), ("Reviewer", words), ("Note", words)):
            cell = sheet.cell(row, heads[head])
            cell.value, cell.data_type = value, "s"
    book.save(path)


def test_every_command_does_its_work(everything):
    ended = {name: ran.status for name, ran in everything.ran.items()}
    assert {name for name, status in ended.items() if status} == {"refused"}  # such words are no name to share under
    assert not [name for name, ran in everything.ran.items() if "a fault of the program" in ran.err]


def test_no_command_steers_a_terminal(everything):
    assert {name: found for name, ran in everything.ran.items() if (found := steers(ran.out + ran.err))} == {}


def test_what_would_steer_is_shown_by_its_number_and_json_means_what_was_written(everything):
    assert literal(CHAT) in everything.ran["import"].out
    assert "<U+001B>[31m<U+0007><U+202E>gnp" in everything.ran["import"].out
    sources = json.loads(everything.ran["import as JSON"].out)["sources"]
    assert f"exports/{CHAT}" in [each["source"] for each in sources]


def test_a_refusal_prints_no_word_of_the_record(everything):
    assert "People!D2" in everything.ran["refused"].err
    assert "kind-" not in everything.ran["refused"].err


@pytest.fixture(scope="module")
def page(everything):
    return page_is_safe((everything.case / "reports" / f"{NAMED}.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", EVERY)
def test_the_page_shows_the_words_as_text(page, kind):
    assert said([page.text], harmless(EVERY[kind]))


@pytest.fixture(scope="module")
def shared_page(tmp_path_factory):
    """The page of a copy without names, from the report's own cells."""
    case = shared(tmp_path_factory.mktemp("shared"))
    return render(blocks_of(case, entries="full", share=True, words={"kind": False}))


def test_the_shared_page_is_made_of_what_its_templates_have(shared_page):
    outline = page_is_safe(shared_page)
    assert said([outline.text], harmless(EVERY["equals"]).split("/?")[0].replace("http://example.invalid", "[link]"))


@pytest.fixture(scope="module")
def browser():
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        assert os.environ.get("CI") != "true", "a browser is needed here"
        pytest.skip("no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND"]
        )
        yield opened
        opened.close()


@pytest.mark.browser
def test_a_browser_runs_nothing_and_asks_for_nothing_even_without_the_policy(
    everything, shared_page, browser, tmp_path
):
    pages = {"own.html": (everything.case / "reports" / f"{NAMED}.html").read_text(encoding="utf-8")}
    for name, source in (pages | {"shared.html": shared_page}).items():
        (tmp_path / name).write_text(re.sub(r"<meta http-equiv[^>]*>", "", source), encoding="utf-8")
        shown, asked, opened = browser.new_page(), [], []
        shown.on("request", lambda request, asked=asked: asked.append(request.url))
        shown.on("dialog", lambda dialog, opened=opened: (opened.append(dialog.message), dialog.dismiss()))
        shown.goto((tmp_path / name).as_uri())
        shown.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        shown.mouse.move(200, 300)
        assert opened == []
        assert [each for each in asked if not each.startswith(("file:", "data:"))] == []
        assert shown.evaluate("document.scripts.length") == 1
        shown.close()


@needs_poppler
@pytest.mark.parametrize("name", [f"{NAMED}.pdf", f"{RECORD}/{RECORD}.pdf"])
def test_the_pages_on_paper_show_the_words_and_nothing_in_them_runs(everything, name):
    text = pdf_is_safe(everything.case / "reports" / name)
    shown = harmless if name.startswith("review") else literal
    assert [kind for kind, words in EVERY.items() if bare(shown(words)) not in text] == []
    assert "root:x:0" not in text  # the beginning of the file that Typst and LaTeX were asked to read


def encoded(words: str) -> str:
    """Return words as the XML of a workbook holds what Excel would take for a character's number."""
    return words.replace("_x0041_", "_x005F_x0041_")


def test_no_workbook_holds_a_formula_or_a_link_and_the_words_are_there(everything):
    case, other = everything.case, everything.other
    report = workbook_is_safe(case / "reports" / f"{NAMED}.xlsx")
    assert [kind for kind, words in EVERY.items() if not said(report, encoded(harmless(words)))] == []
    review = workbook_is_safe(case / "review.xlsx")
    assert [kind for kind, words in (FORMULAS | MARKUP).items() if not said(review, words)] == []
    messages = workbook_is_safe(other / "messages.xlsx")
    assert "=HYPERLINK" in "".join(messages)


def test_what_excel_would_decode_is_encoded(everything):
    for path in (everything.case / "reports" / f"{NAMED}.xlsx", everything.other / "messages.xlsx"):
        with zipfile.ZipFile(path) as package:
            held = b"".join(package.read(name) for name in package.namelist() if name.endswith(".xml"))
        assert b"_x005F_x0041_" in held
        assert b"_x0041_" not in held.replace(b"_x005F_x0041_", b"")


def test_every_command_prints_through_the_one_place_that_makes_words_harmless():
    folder = files("patterns.cli")
    direct = [each.name for each in folder.iterdir() if each.name.endswith(".py") and "click.echo(" in each.read_text()]
    assert direct == ["screen.py"], "use echo of patterns.cli.screen"


def test_no_cell_of_a_csv_is_a_formula_and_taking_an_apostrophe_away_gives_every_word_back(everything):
    head, *rows = table_is_safe((everything.other / "messages.csv").read_bytes())
    messages = patterns.open_case(everything.case).messages
    for name in ("text", "sender", "conversation", "source"):
        kept = [given_back(row[head.index(name)]) for row in rows]
        assert kept == messages[name].fillna("").tolist()
    folder = everything.case / "reports" / RECORD
    entries = table_is_safe((folder / "entries.csv").read_bytes())
    table_is_safe((folder / "around.csv").read_bytes())
    assert not steers((folder / "entries.csv").read_text(encoding="utf-8-sig"))
    assert len(entries) > len(EVERY)


def test_a_notebook_holds_the_words_in_what_its_cells_show_alone(everything):
    notebook = nbformat.read(str(everything.case / "reports" / f"{NAMED}.ipynb"), as_version=4)
    nbformat.validate(notebook)
    own = {cell.source for cell in nbformat.read(str(template()), as_version=4).cells}
    assert not [cell for cell in notebook.cells if cell.source not in own and cell.id != "given"]
    assert "kind-" not in "".join(cell.source for cell in notebook.cells)
    for output in [each for cell in notebook.cells for each in cell.get("outputs", [])]:
        page_is_safe(output["data"]["text/html"], scripts=0)
        assert not HARMLESS.findall(output["data"]["text/plain"])


LOOKS = ("sources", "contact", "week", "search", "entries", "incidents", "around", "around_all", "boundaries", "repair",
         "felt_safety", "verdicts", "session")  # fmt: skip


@pytest.fixture(scope="module")
def record(everything):
    return lab.open_record(everything.case, "2026-03-30")


@pytest.mark.parametrize("name", LOOKS)
def test_what_a_notebook_of_the_lab_shows_is_markup_of_its_own_alone(record, name):
    shown = getattr(lab, name)(record)
    source = markup(shown.widget) if hasattr(shown, "widget") else shown._repr_html_()
    outline = Outline(source)
    assert not {"script", "img", "a", "iframe", "object"} & {tag for tag, _ in outline.tags}
    assert not [name for _, found in outline.tags for name in found if name.startswith("on") or name in ("src", "href")]
    assert not HARMLESS.findall(outline.text)
    assert not steers(repr(shown))


def test_page_one_in_the_lab_is_made_of_what_the_templates_of_the_page_have(record):
    page_is_safe(lab.page_one(record)._repr_mimebundle_()["text/html"], scripts=0)


def test_a_table_in_a_notebook_is_text(record):
    for frame in (record.case.messages, record.case.sources, record.case.log.incidents, record.case.log.people):
        outline = Outline(display.table_html(frame) or "")
        assert not {"script", "img", "a", "svg"} & {tag for tag, _ in outline.tags}
        assert not steers(display.table_text(frame))


def test_every_column_that_takes_words_was_given_them(everything):
    log = patterns.open_case(everything.case).log
    for sheet in SHEETS:
        free = [column for column in sheet.columns if column.kind in (TEXT, TEXTS, ID, SUGGESTED)]
        for column in free:
            if column.header not in ("Message ids", "Message id", "Columns", "Shown as"):
                held = str(getattr(log, sheet.attribute)[column.name].tolist())
                assert "kind-typst" in held, f"{sheet.name}: {column.header}"
