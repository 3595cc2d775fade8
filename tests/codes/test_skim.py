"""The first look names every text in which the second would find something, and one pattern finds what many do."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from patterns.codes.book import GAP, load_codebook, phrases
from patterns.codes.match import hits, words_of
from patterns.codes.matcher import matcher_of
from patterns.codes.skim import candidates
from patterns.codes.tree import tree_pattern

BOOK = load_codebook()
MATCHER = matcher_of(BOOK)
SAID = [" ".join(each) for cue in BOOK.cues for each in phrases(cue.say)[:3]]
FILLED = st.sampled_from(SAID).flatmap(
    lambda said: st.sampled_from(["", "really", "really so much", "ну очень"]).map(
        lambda gap: said.replace(GAP, gap).replace("*", "ing")
    )
)
CHANGED = st.sampled_from([str.upper, str.title, lambda text: text.replace(" ", ", ", 1), lambda text: f"{text}!!!",
                           lambda text: text.replace("s", "sss"), lambda text: f"\u201c{text}\u201d 🙃"])  # fmt: skip
WORDS = ("you", "i", "the", "not", "ya", "ты", "не", "ok", "dont", "ur", "so", "but")
PLAIN = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
TEXT = st.tuples(PLAIN, FILLED, CHANGED, PLAIN).map(lambda parts: f"{parts[0]} {parts[2](parts[1])} {parts[3]}")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PLAIN, TEXT), min_size=1, max_size=8))
def test_no_text_with_a_cue_is_passed_over(texts):
    looked = {*candidates(MATCHER.others, texts), *candidates(MATCHER.answers, texts)}
    holding = {at for at, text in enumerate(texts) if hits(MATCHER, words_of(MATCHER, text))}
    assert holding <= looked


def test_every_phrase_of_the_codebook_is_found_where_it_stands_alone():
    for cue in BOOK.cues:
        for phrase in phrases(cue.say)[:: max(1, len(phrases(cue.say)) // 10)]:
            text = " ".join(phrase).replace(GAP, "").replace("*", "")
            found = {hit.cue.id for hit in hits(MATCHER, words_of(MATCHER, text))}
            assert cue.id in found, text


def test_ordinary_messages_are_not_read_word_by_word():
    assert candidates(MATCHER.others, ["tea at four?", "the bins are out", "see you at the station"]) == []


def test_an_answer_is_looked_for_only_where_something_was_offered():
    assert candidates(MATCHER.others, ["thank you", "ok"]) == []
    assert candidates(MATCHER.answers, ["thank you", "the bins are out"]) == [0]


@settings(max_examples=100)
@given(st.lists(st.text("ab c", min_size=1, max_size=5), min_size=1, max_size=8), st.text("ab c", max_size=12))
def test_a_tree_of_phrases_finds_what_they_would_one_by_one(said, text):
    one_by_one = any(f" {each} " in f" {text} " for each in said)
    assert bool(re.search(f" {tree_pattern(said)} ", f" {text} ")) == one_by_one


def test_a_star_in_a_tree_stands_for_any_ending():
    pattern = re.compile(f" {tree_pattern(['scare* me', 'scare'])}(?= )")
    assert pattern.search(" he scares me so ")
    assert pattern.search(" a scare it was ")
    assert not pattern.search(" he scares you ")
