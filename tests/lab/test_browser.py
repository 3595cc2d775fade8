"""The notebooks in a browser: every cell runs, the widgets answer, a decision counts, nothing leaves the machine."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import patterns
from patterns.lab.deciding import Deciding
from patterns.store.bundled import bundled
from tests.lab.test_server import opened

NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
SECONDS = 20_000


@pytest.fixture(scope="module")
def chromium():
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        assert os.environ.get("CI") != "true", "a browser is needed here"
        pytest.skip("no Chromium on this machine")
    return found


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser") / "case"
    shutil.copytree(bundled("sample") / "case", folder, ignore=shutil.ignore_patterns(".cache", "history.jsonl"))
    return folder


@pytest.fixture(scope="module")
def lab(case, chromium) -> Iterator[tuple[Any, Callable[[str], None], list[str]]]:
    """A page of JupyterLab on the sample, how a notebook is opened in it, and every address that was asked for."""
    from playwright.sync_api import sync_playwright

    process, address, token = opened(case, "--own", "--port", "8931")
    asked: list[str] = []
    try:
        with sync_playwright() as player:
            browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox", NOWHERE])
            page = browser.new_page(viewport={"width": 1300, "height": 1700})
            page.set_default_timeout(SECONDS)
            page.on("request", lambda request: asked.append(request.url))
            page.on("websocket", lambda socket: asked.append(socket.url))

            def run(name: str) -> None:
                page.goto(f"{address}/lab/tree/{name}.ipynb?token={token}&reset")
                page.wait_for_selector(".jp-Notebook .jp-CodeCell")
                page.wait_for_selector("text=Python 3 | Idle")  # the kernel answers
                page.get_by_role("menuitem", name="Run", exact=True).first.click()
                page.get_by_text("Run All Cells", exact=True).click()
                page.wait_for_function(IDLE, timeout=9 * SECONDS)

            yield page, run, asked
            browser.close()
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


IDLE = """() => {
  const marks = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(each => each.textContent);
  return marks.length > 1 && !marks.some(each => each.includes('*') || each.trim() === '[ ]:') }"""


def saved(page: Any, case: Path, name: str) -> str:
    """Save the notebook, and return it with its checkpoint as they lie in the case."""
    page.get_by_role("menuitem", name="File", exact=True).first.click()
    page.get_by_text("Save Notebook", exact=True).click()
    path = case / "notebooks" / f"{name}.ipynb"
    for _ in range(100):
        if '"execution_count": 1' in path.read_text(encoding="utf-8"):
            break
        time.sleep(0.1)
    held = [path, *(case / "notebooks" / ".ipynb_checkpoints").glob("*.ipynb")]
    return "".join(each.read_text(encoding="utf-8") for each in held)


def failed(page: Any) -> list[str]:
    return page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']").all_inner_texts() + [
        each for each in page.locator(".jp-OutputArea-output").all_inner_texts() if "Traceback" in each
    ]


def texts(case: Path) -> list[str]:
    """What people wrote in the sample, where it is long enough to be nobody else's words."""
    held = patterns.open_case(case)
    log = held.log.incidents
    words = [*held.messages["text"].dropna(), *log["what_happened"].dropna(), *log["exact_words"].dropna()]
    return [each for each in words if len(each) > 25]


@pytest.mark.browser
def test_the_exploring_notebook_answers_in_the_browser(lab, case):
    page, run, _ = lab
    run("explore")
    assert failed(page) == []
    page.keyboard.press("Escape")
    search = page.locator(".jp-CodeCell", has_text="lab.search(record)")
    search.scroll_into_view_if_needed()
    everything = patterns.open_case(case).messages["text"].dropna()
    search.locator("input[placeholder='press Enter to search']").fill("Late")
    search.locator("input[placeholder='press Enter to search']").press("Enter")
    search.get_by_text(f"{everything.str.casefold().str.contains('late').sum()} of 2184, page 1").wait_for()
    search.get_by_role("button", name="open").first.click()
    search.locator("mark").first.wait_for()
    week = page.locator(".jp-CodeCell", has_text="lab.week(record)")
    week.scroll_into_view_if_needed()
    week.locator("button[title='a week earlier']").click()
    week.locator(".pl", has_text="16 March – 22 March 2026").wait_for()
    week.get_by_role("button", name="Wed 18 Mar").click()
    week.locator(".pl-words").first.wait_for()
    code = page.locator(".jp-CodeCell", has_text="lab.incidents(record)")
    code.scroll_into_view_if_needed()
    code.locator("select").select_option("insult")
    code.get_by_text("7 acts in 7 incidents").wait_for()
    kept = saved(page, case, "explore")
    assert [each for each in texts(case) if json.dumps(each, ensure_ascii=False)[1:-1] in kept] == []
    assert "widget-state" not in kept


@pytest.mark.browser
def test_a_confirmed_suggestion_counts(lab, case):
    page, run, _ = lab
    before, waiting = len(patterns.open_case(case).reviewed), len(Deciding(case).queue)
    run("review")
    assert failed(page) == []
    panel = page.locator(".jp-CodeCell", has_text="lab.review(case")
    panel.get_by_text(f"{waiting} passages wait").wait_for()
    panel.get_by_role("button", name="open (o)").click()
    panel.locator(".pl-words").wait_for()
    panel.get_by_role("button", name="yes (y)").click()
    panel.get_by_text(f"{waiting - 1} passages wait. 1 decision in this sitting, {before + 1} kept").wait_for()
    keys = panel.locator("input[placeholder*='type the letters']")
    keys.press("n")
    panel.get_by_text(f"{waiting - 2} passages wait. 2 decisions in this sitting, {before + 2} kept").wait_for()
    keys.press("o")
    panel.locator(".pl-words").wait_for()
    held = patterns.open_case(case).reviewed
    assert len(held) == before + 2
    assert Deciding(case).left == waiting - 2
    kept = saved(page, case, "review")
    assert [each for each in texts(case) if json.dumps(each, ensure_ascii=False)[1:-1] in kept] == []


@pytest.mark.browser
def test_what_was_decided_in_the_hour_is_kept_in_the_case(lab, case):
    page, run, _ = lab
    run("session")
    assert failed(page) == []
    panel = page.locator(".jp-CodeCell", has_text="lab.session(record)")
    panel.scroll_into_view_if_needed()
    panel.locator("textarea").last.fill("one call less")
    panel.locator("textarea").last.blur()
    panel.get_by_role("button", name="keep this").click()
    panel.get_by_text("Kept in notes/session-2026-03-30.json").first.wait_for()
    assert "one call less" in (case / "notes" / "session-2026-03-30.json").read_text()


@pytest.mark.browser
def test_the_tutorial_ends_with_page_1(lab):
    page, run, _ = lab
    run("tutorial")
    assert failed(page) == []
    page.get_by_text("How complete is this record?").wait_for()
    page.get_by_text("is removed.").wait_for()


@pytest.mark.browser
def test_nothing_was_asked_of_another_machine(lab):
    _, _, asked = lab
    hosts = {each.split("/")[2].split(":")[0] for each in asked if each.startswith(("http", "ws"))}
    assert hosts == {"127.0.0.1"}
