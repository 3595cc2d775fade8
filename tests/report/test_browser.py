"""The page in a browser: for every reader, at every width, in light and dark, by keyboard alone."""

from __future__ import annotations

import os
import shutil
from importlib.resources import files

import pytest

from patterns.report import page
from tests.report.record import blocks_of, record

pytestmark = pytest.mark.browser
WIDTHS = (360, 768, 1280)
EVERYTHING = {"resultTypes": ["violations"]}
COLOURS = EVERYTHING | {"runOnly": ["color-contrast"]}  # all that a dark page can change


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


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    found = {}
    for name, threat in (("eight weeks", False), ("safety first", True)):
        found[name] = folder / f"{threat}.html"
        how = "short" if threat else "full"
        blocks = blocks_of(record(folder / str(threat), threat=threat), entries=how)
        found[name].write_text(page.render(blocks), encoding="utf-8")
    return found


@pytest.mark.parametrize("name", ["eight weeks", "safety first"])
def test_axe_finds_nothing_at_any_width_in_light_and_dark(browser, pages, name):
    axe = pytest.importorskip("axe_core_python")
    shown = browser.new_page()
    shown.goto(pages[name].as_uri())
    shown.evaluate("document.querySelectorAll('details.part').forEach(each => { each.open = true })")
    shown.evaluate((files(axe) / "axe.min.js").read_text(encoding="utf-8"))
    for width in WIDTHS:
        shown.set_viewport_size({"width": width, "height": 900})
        assert shown.evaluate("document.documentElement.scrollWidth") <= width, "the page itself scrolls sideways"
        for scheme, options in (("light", EVERYTHING), ("dark", COLOURS)):
            shown.emulate_media(color_scheme=scheme)
            found = shown.evaluate("options => axe.run(document, options)", options)["violations"]
            told = [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]
            assert told == [], f"{scheme}, at {width} pixels"
    shown.close()


def test_large_print_fits_the_narrowest_screen_too(browser, tmp_path):
    made = page.render(blocks_of(record(tmp_path / "case")), large=True)
    (tmp_path / "large.html").write_text(made, encoding="utf-8")
    shown = browser.new_page()
    shown.goto((tmp_path / "large.html").as_uri())
    assert shown.evaluate("getComputedStyle(document.body).fontSize") == "25.6px"  # 16 x 1.6
    for width in WIDTHS:
        shown.set_viewport_size({"width": width, "height": 900})
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
    shown.close()


def test_the_keyboard_reaches_all_that_opens_scrolls_or_hides_in_reading_order(browser, pages):
    shown = browser.new_page(viewport={"width": 1280, "height": 900})
    shown.goto(pages["eight weeks"].as_uri())
    wanted = shown.evaluate(
        "[...document.querySelectorAll('a, button, summary, [tabindex=\"0\"]')]"
        ".filter(each => each.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}))"
        ".map((each, place) => { each.dataset.place = place; return place })"
    )
    reached = []
    for _ in wanted:
        shown.keyboard.press("Tab")
        reached.append(shown.evaluate("Number(document.activeElement.dataset.place ?? -1)"))
    assert reached == wanted  # the order of the document is the order of the keys
    assert len(wanted) > 20
    shown.close()


def test_a_part_is_folded_and_opened_by_keyboard_and_texts_stay_folded_until_asked_for(browser, pages):
    shown = browser.new_page()
    shown.goto(pages["eight weeks"].as_uri())
    assert not shown.get_by_text("entry 0 of week 0").first.is_visible()
    summary = shown.locator("summary", has=shown.locator("#entries-full"))
    summary.focus()
    shown.keyboard.press("Enter")
    assert shown.get_by_text("entry 0 of week 0").first.is_visible()
    shown.keyboard.press("Enter")
    assert not shown.get_by_text("entry 0 of week 0").first.is_visible()
    shown.close()


def test_escape_hides_everything_with_the_network_off_and_what_is_hidden_stays_hidden(browser, pages):
    context = browser.new_context(offline=True)
    shown = context.new_page()
    asked = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(pages["safety first"].as_uri())
    shown.keyboard.press("Escape")
    shown.mouse.wheel(0, 500)
    assert shown.inner_text("body").strip() == ""
    assert [each for each in asked if not each.startswith(("file:", "data:"))] == []
    context.close()


def test_what_is_folded_is_printed(browser, pages):
    shown = browser.new_page()
    shown.goto(pages["eight weeks"].as_uri())
    shown.emulate_media(media="print")
    heights = shown.evaluate("[...document.querySelectorAll('details.part')].map(each => each.offsetHeight)")
    assert len(heights) > 5
    assert min(heights) > 60  # the heading alone is lower
    shown.close()
