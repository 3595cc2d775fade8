"""What people wrote is in nothing that is saved with a notebook, nor in the browser before it is opened."""

from __future__ import annotations

import json

import ipywidgets
import pytest

from patterns import lab
from patterns.lab.one_week import Week
from patterns.lab.panel import VIEW
from patterns.lab.reviewing import Reviewing
from patterns.lab.table import PAGE, Table
from tests.lab.talk import SECRETS, small_case

PANELS = ("contact", "week", "search", "entries", "incidents", "around", "verdicts", "session")
PAGES = ("sources", "around_all", "boundaries", "repair", "felt_safety", "page_one")


def state(widget: ipywidgets.Widget) -> str:
    """All that the browser is told of a widget and of those inside it."""
    inner = [state(each) for each in getattr(widget, "children", ())]
    return json.dumps(widget.get_state(), default=str) + "".join(inner)


@pytest.mark.parametrize("name", PANELS)
def test_a_panel_sends_and_saves_no_word_before_it_is_opened(record, name):
    shown = getattr(lab, name)(record)
    saved = shown._repr_mimebundle_()
    assert set(saved) == {VIEW, "text/plain"}
    assert saved["text/plain"] == repr(shown) == shown.instead
    assert not [each for each in SECRETS if each in state(shown.widget) + json.dumps(saved)]


@pytest.mark.parametrize("name", PAGES)
def test_a_chart_and_its_table_hold_no_word_of_a_message(record, name):
    shown = getattr(lab, name)(record)
    saved = shown._repr_html_() if hasattr(shown, "_repr_html_") else json.dumps(shown._repr_mimebundle_())
    assert not [each for each in SECRETS if each in saved + repr(shown)]


def test_the_review_sends_no_word_before_it_is_opened(tmp_path):
    shown = lab.review(small_case(tmp_path))
    assert "insult" in state(shown.widget)
    assert "pathetic" not in state(shown.widget) + json.dumps(shown._repr_mimebundle_())


def test_an_opened_row_is_escaped_and_closes_again(record):
    table = Table(record.rows, "who", "where")
    closed = table.lines[2].text.value
    assert "kettle" not in closed
    table.lines[2].button.click()
    opened = table.lines[2].text.value
    assert "&lt;img src=x onerror=alert(1)&gt; the blue kettle" in opened
    assert "<img" not in opened
    assert "good morning" in opened  # two messages before it
    assert "Kettle?" in opened  # two after it
    table.lines[2].button.click()
    assert table.lines[2].text.value == closed


def test_leafing_and_searching_close_what_was_open(record):
    table = Table(record.rows, "who", "where")
    table.lines[1].button.click()
    table.words.value = "kettle"
    assert not any("pathetic" in line.text.value for line in table.lines)
    assert sum(line.place >= 0 for line in table.lines) == 2


def test_only_the_page_that_is_shown_is_sent(record):
    assert len(Table(record.rows, "who", "where").lines) == PAGE


def test_another_week_closes_the_days_that_were_open(record):
    week = Week(record, "2026-02-03")
    week.buttons[1].click()
    assert "you are so pathetic" in week.texts[1].value
    assert "the yellow chair" in week.texts[1].value
    assert "<img" not in week.texts[1].value
    week.move(1)
    week.move(-1)
    assert "pathetic" not in week.texts[1].value


def test_another_passage_is_closed_again(tmp_path):
    reviewing = Reviewing(lab.review.__globals__["Deciding"](small_case(tmp_path)))
    reviewing.press("open")
    assert "you are so pathetic" in reviewing.passage.value
    reviewing.press("skip")
    assert "pathetic" not in reviewing.passage.value
