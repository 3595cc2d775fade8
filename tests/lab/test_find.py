"""Words are found whatever their case, in every text that holds them and in no other."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.lab.find import Finder
from patterns.lab.rows import mark

TEXTS = ["Tea at four", None, "no TEA\nplease", "steam", "", "Straße", "a\0b", pd.NA]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        *(("tea", [0, 2, 3]), ("TEA", [0, 2, 3]), ("a.", []), ("STRASSE", [5])),
        *(("b", [6]), ("tea\nat", []), ("", [*range(8)])),
    ],
)
def test_words_are_found_wherever_they_stand(words, places):
    assert Finder(TEXTS).places(words).tolist() == places


def test_a_search_never_reaches_from_one_text_into_the_next():
    assert Finder(["ab", "cd"]).places("bc").tolist() == []


def test_whole_words_leave_out_what_is_part_of_a_longer_one():
    assert Finder(TEXTS).whole("tea").tolist() == [0, 2]  # not in "steam"


@given(st.lists(st.text(max_size=12), max_size=8), st.text(min_size=1, max_size=3))
def test_what_is_found_is_what_a_plain_search_finds(texts, words):
    plain = [place for place, text in enumerate(texts)
             if words.casefold().replace("\0", " ") in text.casefold().replace("\0", " ")]  # fmt: skip
    assert Finder(texts).places(words).tolist() == plain


def test_marked_words_stay_escaped():
    assert mark("<b>Tea</b>", "tea") == "&lt;b&gt;<mark>Tea</mark>&lt;/b&gt;"
    assert mark("a < b", "") == "a &lt; b"
