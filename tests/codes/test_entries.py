"""What the words of an entry may tell of: asked about at its cell, shown first, noted for a doctor, never counted."""

from __future__ import annotations

import time

import pandas as pd
import pytest

import patterns
from patterns.codes.book import load_codebook
from patterns.codes.entries import may_tell
from patterns.report.notes import see_a_doctor
from patterns.review import entries_to_ask
from patterns.sharing import measure_shared
from tests.cases import days, make_case

PEOPLE = [
    {"Role": "me", "Name": "Mira", "Shown as": "Person P"},
    {"Role": "other", "Name": "Jan", "Shown as": "Person O"},
]


def told(what: str = "", exact: str = "") -> dict[str, str]:
    """Return what one entry may tell of, each with its strength."""
    row = pd.DataFrame({"row": [2], "what_happened": [what or None], "exact_words": [exact or None]})
    found = may_tell(row, load_codebook())
    return dict(zip(found["code"], found["strength"], strict=True))


def case_with(folder, *rows):
    entries = [{"Date": "2026-02-11", "Channel": "in person"} | row for row in rows]
    return make_case(folder, incidents=entries, days=days("2026-02-02", 28), people=PEOPLE)


def opened(result):
    return [(each["what"], each["where"]) for each in result.safety_open]


@pytest.mark.parametrize(
    ("what", "exact", "code"),
    [
        ("his hands on my neck, could not breathe", "", "strangulation"),
        ("choked me until I saw black", "", "strangulation"),
        ("He strangled me", "", "strangulation"),  # that somebody else did it is no doubt in a log
        ("ты душил меня", "", "strangulation"),
        ("", "if you leave I will kill you", "threat"),
        ("he said he would kill me", "", "threat"),
        ("he hit me", "", "physical"),
    ],
)
def test_what_an_entry_plainly_says_is_clear(what, exact, code):
    assert told(what, exact)[code] == "clear"


@pytest.mark.parametrize("what", ["this traffic is killing me", "I choked on my soup", "I could murder a pizza", "tea"])
def test_a_figure_of_speech_is_nothing(what):
    assert told(what) == {}


def test_what_a_guard_doubts_is_asked_about_and_does_not_come_first(tmp_path):
    assert told("he did not choke me, he never choked me") == {"strangulation": "possible"}
    case = case_with(tmp_path, {"What happened": "he never choked me"})
    assert [each.cell for each in entries_to_ask(case)] == ["2:2"]
    assert not patterns.measure(case, on="2026-03-02").page_first


def test_an_entry_without_a_code_comes_first_and_counts_as_before(tmp_path):
    case = case_with(tmp_path, {"What happened": "his hands on my neck, could not breathe"})
    result = patterns.measure(case, on="2026-03-02", weeks=4)
    assert opened(result) == [("an entry that may tell of strangulation, without that code", "Incidents row 2")]
    assert result.review.acts["codes"].tolist() == [["other abusive"]]
    assert not result.review.acts["safety"].any()
    assert "may mention pressure on the neck" in see_a_doctor(result)


@pytest.mark.parametrize("date", ["2024-05-01", ""])
def test_the_note_to_see_a_doctor_comes_whenever_it_was(tmp_path, date):
    case = case_with(tmp_path, {"Date": date, "What happened": "choked me until I saw black"})
    assert "without any mark outside" in see_a_doctor(patterns.measure(case, on="2026-03-02"))


def test_another_code_about_safety_answers_all_but_pressure_on_the_neck(tmp_path):
    case = case_with(
        tmp_path,
        {"Codes": "physical", "What happened": "choked me until I saw black"},
        {"Codes": "threat", "What happened": "he hit me"},
        {"Codes": "insult", "Exact words": "I will kill you"},
    )
    asked = [each.found for each in entries_to_ask(case)]
    said = [f"this row may tell of {code}, and has no such code" for code in ("strangulation", "threat")]
    assert asked == said


@pytest.mark.parametrize("answer", [{"Codes": "strangulation"}, {"Talked through on": "2026-02-20"}])
def test_an_answer_ends_the_asking(tmp_path, answer):
    case = case_with(tmp_path, {"What happened": "his hands on my neck"} | answer)
    assert entries_to_ask(case) == []
    assert patterns.measure(case, on="2026-03-02").review.may_tell.empty


def test_an_answer_of_a_later_day_is_not_known_yet_on_the_review_date(tmp_path):
    case = case_with(tmp_path, {"What happened": "his hands on my neck", "Talked through on": "2026-03-05"})
    assert len(patterns.measure(case, on="2026-03-02").safety_open) == 1
    assert patterns.measure(case, on="2026-03-06").safety_open == []


def test_no_question_holds_a_word_of_the_entry(tmp_path):
    case = case_with(tmp_path, {"What happened": "zebra: his hands on my neck", "Exact words": "I will kill you"})
    (question,) = entries_to_ask(case)
    assert "strangulation" in question.found
    assert not {"zebra", "hands", "kill"} & set(str(question).replace(",", " ").replace(":", " ").split())


def test_a_copy_without_names_asks_the_same_although_it_holds_no_words(tmp_path):
    case = case_with(tmp_path, {"What happened": "Jan hit me, his hands on my neck"})
    whole, shared = patterns.measure(case, on="2026-03-02"), measure_shared(case, on="2026-03-02")
    assert opened(shared) == opened(whole)
    assert see_a_doctor(shared) == see_a_doctor(whole)


def test_thousands_of_entries_take_a_moment():
    rows = pd.DataFrame({"row": range(5000)}).assign(
        what_happened="he came home late, shouted about the dishes and slammed the door; I went to bed",
        exact_words="you never do anything right",
    )
    book = load_codebook()
    may_tell(rows.head(1), book)
    begun = time.perf_counter()
    assert may_tell(rows, book).empty
    assert time.perf_counter() - begun < 5  # about a third of a second
