"""The hand-coded messages: whole, coded twice, a third kept apart; what is about safety is still found in them."""

from __future__ import annotations

import pandas as pd
import pytest

from patterns.codes import load_codebook
from tests.gold import as_messages, read_gold
from tests.gold.counting import by_code, proposed

GOLD = read_gold()
CODES = sorted(load_codebook().codes)
# What is found of each safety code, clear or possible, in both portions together; a little below what it is now
FLOORS = {"threat": 0.85, "disclosure": 0.85, "self-harm threat": 0.8, "monitoring": 0.8, "coercion": 0.8}


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


OFFER = ("me", "i am sorry, can we talk? i want to understand")  # some codes are answers to one


def told(said: str) -> dict[str, set[str]]:
    """Return the codes proposed in what the other person answers, by strength."""
    rows = pd.DataFrame({"id": ["1", "2"], "conversation": "c", "position": [1, 2], "sender": [OFFER[0], "other"],
                         "text": [OFFER[1], said]})  # fmt: skip
    found = proposed(as_messages(rows))
    answer = found.loc[found["message_id"] == "2"]
    return answer.groupby("strength")["entry"].agg(set).to_dict()


@pytest.mark.parametrize("code", CODES)
def test_the_example_of_a_code_is_proposed_and_its_near_miss_is_never_clear(code):
    said = load_codebook().codes[code]
    assert code in set().union(*told(said.example).values())
    if said.family == "incident":
        assert code not in told(said.near_miss).get("clear", set())


@pytest.fixture(scope="module")
def found():
    return proposed(as_messages(GOLD))


def test_every_code_that_concerns_safety_has_a_floor():
    assert set(FLOORS) == {name for name, code in load_codebook().codes.items() if code.tier == "safety"}


@pytest.mark.parametrize("code", sorted(FLOORS))
def test_what_is_about_safety_is_found(found, code):
    assert by_code(GOLD, found)[code].recall >= FLOORS[code]


def test_most_of_what_is_clear_is_what_was_meant(found):
    counts = by_code(GOLD, found.loc[found["strength"] == "clear"]).values()
    right, wrong = sum(each.right for each in counts), sum(each.wrong for each in counts)
    assert right / (right + wrong) >= 0.8


def test_a_safety_code_is_told_of_in_russian_too(found):
    russian = GOLD.loc[GOLD["language"] == "ru"]
    counts = by_code(russian, found.loc[found["message_id"].isin(russian["id"])])
    right, missed = (sum(getattr(counts[code], name) for code in FLOORS) for name in ("right", "missed"))
    assert right / (right + missed) >= 0.8
