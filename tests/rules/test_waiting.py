"""What nobody has looked at is said: the clear and the fainter apart, and how many may be about safety."""

from __future__ import annotations

import pytest

import patterns
from patterns.report import blocks as kinds
from patterns.report.first_page import completeness, safety
from patterns.rules.waiting import waiting
from tests.rules.test_order_and_care import with_chat

INSULT, PERHAPS, WATCHED = "you are so pathetic", "calm down", "who were you with?"  # clear; fainter; of safety
LINES = [
    f"14/12/2025, 20:00 - Jan: {WATCHED}",  # before the eight weeks
    f"14/12/2025, 20:01 - Jan: {PERHAPS}",
    f"08/03/2026, 20:00 - Jan: {INSULT}",
    f"15/03/2026, 20:00 - Jan: {WATCHED}",
    f"22/03/2026, 20:00 - Jan: {PERHAPS}",
    f"23/03/2026, 20:00 - Mira: {PERHAPS}",  # her own words are nobody's act
    f"30/03/2026, 20:00 - Jan: {PERHAPS}",  # on the review date
]


@pytest.fixture
def measured(tmp_path):
    def of(lines):
        return patterns.measure(with_chat(tmp_path, lines), on="2026-03-30")

    return of


def test_clear_and_fainter_passages_are_counted_apart(measured):
    # clear: 8 March. Fainter in the eight weeks: 15 and 22 March. About safety: 15 March, and 14 December beside it
    result = measured(LINES)
    assert waiting(result.review) == (1, 2, 1, 2)
    said = "not looked at yet: 1 clear, 2 fainter in the last 8 weeks; 1 of these may be about safety."
    assert said in " ".join(completeness(result)["texts"])
    assert said in result.to_text()
    assert result.to_dict()["unreviewed"] == 1


def test_that_passages_about_safety_wait_is_said_in_the_safety_box_without_a_number(measured):
    box = " ".join(kinds.words_of(safety(measured(LINES))))
    assert "Passages that may be about safety wait in review.xlsx. They are worth looking at first." in box
    assert "This does not mean you are safe." in box


def test_where_none_is_about_safety_nothing_is_said_of_it(measured):
    result = measured([LINES[4], "23/03/2026, 20:00 - Mira: good morning"])
    texts = [*completeness(result)["texts"], *safety(result)["texts"]]
    assert "0 clear, 1 fainter in the last 8 weeks." in " ".join(texts)
    assert not [each for each in texts if "about safety" in each]
