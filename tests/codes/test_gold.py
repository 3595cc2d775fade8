"""The hand-coded messages: whole, coded twice, a third kept apart; what is about safety is still found in them."""

from __future__ import annotations

import pytest

from patterns.codes import load_codebook
from tests.gold import read_gold

GOLD = read_gold()
CODES = sorted(load_codebook().codes)


def test_there_are_enough_messages_in_both_languages():
    assert len(GOLD) >= 600
    assert GOLD["language"].eq("ru").sum() >= 80
    assert set(GOLD["language"]) == {"en", "ru"}
    assert set(GOLD["sender"]) == {"me", "other"}
    assert GOLD["id"].is_unique
    assert GOLD["text"].str.strip().ne("").all()


@pytest.mark.parametrize("name", ["first", "second", "near"])
def test_every_code_that_was_given_is_one_of_the_codebook(name):
    assert set().union(*GOLD[name]) <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_messages_that_are_it_and_messages_that_are_nearly_it(code):
    for name in ("first", "second", "near"):
        assert sum(code in given for given in GOLD[name]) >= 5, name


def test_no_message_comes_close_to_a_code_that_it_was_given():
    both = [first & near for first, near in zip(GOLD["first"], GOLD["near"], strict=True)]
    assert not any(both)


def test_the_two_passes_are_two():
    differing = (GOLD["first"] != GOLD["second"]).sum()
    assert 0 < differing < len(GOLD) / 4


def test_a_third_of_the_conversations_is_kept_apart_whole():
    portions = GOLD.groupby("conversation")["portion"].agg(set)
    assert portions.map(len).eq(1).all()
    kept = portions.map(lambda held: "final" in held)
    assert kept.sum() == pytest.approx(len(kept) / 3, abs=1)
