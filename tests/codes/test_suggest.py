"""Passages proposed to a person: what must never be missed, what must not be claimed, and where the words stand."""

from __future__ import annotations

import pandas as pd
import pytest

import patterns


def talk(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Return messages of one conversation: (UTC time, person, text)."""
    return pd.DataFrame(
        {
            "message_id": [f"m{number}" for number in range(len(rows))],
            "sent_at": pd.to_datetime([at for at, _, _ in rows], utc=True),
            "person": pd.Series([person for _, person, _ in rows], dtype="str"),
            "kind": "text",
            "text": pd.Series([text for _, _, text in rows], dtype="str"),
            "conversation": "c",
        }
    )


def one(text: str, person: str = "other") -> pd.DataFrame:
    return patterns.suggest(talk(("2026-03-02 12:00", person, text)))


def found(suggestions: pd.DataFrame) -> set[tuple[str, str, str]]:
    return set(suggestions[["code", "tier", "strength"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    "text", ["if you leave I will kill you", "i know where you park", "я тебя убью", "I WILL KILL YOU", "i’ll kill you"]
)
def test_a_threat_is_proposed_clearly(text):
    assert ("threat", "safety", "clear") in found(one(text))


@pytest.mark.parametrize("text", ["this traffic is killing me", "I could murder a pizza", "tea at four?", ""])
def test_ordinary_words_are_no_clear_threat(text):
    assert ("threat", "safety", "clear") not in found(one(text))


def test_a_threat_split_over_two_messages_is_proposed_with_both():
    rows = patterns.suggest(
        talk(
            ("2026-03-03 13:00", "other", "say that again"),
            ("2026-03-03 13:01", "other", "and see what happens to you"),
        )
    )
    threats = rows.loc[rows["code"] == "threat"]
    assert set(threats["message_id"]) == {"m0", "m1"}
    assert "m1" in set(threats.loc[threats["message_id"] == "m0", "with_message"])


def test_what_somebody_reports_is_a_safety_row_and_not_their_threat():
    rows = one("you said you would kill me", person="me")
    assert rows["tier"].eq("safety").all()
    assert rows["cue"].str.startswith("disclosure/").all()


@pytest.mark.parametrize(
    ("text", "why"),
    [("I will kill you lol", "laughter"), ("I will not kill you", "not"), ('he said "I will kill you" to her', "quot")],
)
def test_a_doubt_weakens_a_safety_row_and_never_hides_it(text, why):
    rows = one(text)
    threats = rows.loc[rows["code"] == "threat"]
    assert len(threats) > 0
    assert (threats["strength"] == "possible").any()
    assert threats["note"].fillna("").str.contains(why).any()


@pytest.mark.parametrize(
    "text", ["well, i  will   kill you", "\u200bi wi\u200dll kill you", "🙂🙂 I’ll kill you!", "А я тебя убью, понял"]
)
def test_places_are_those_of_the_original_text(text):
    rows = one(text)
    threats = rows.loc[rows["code"] == "threat"]
    assert len(threats) > 0
    for start, stop in zip(threats["start"], threats["stop"], strict=True):
        assert 0 <= start < stop <= len(text)
        assert any(word in text[start:stop].casefold().replace("\u200d", "") for word in ("kill", "уб"))


def test_affection_alone_is_nothing_to_look_at_as_an_incident():
    rows = one("I love you, see you tonight")
    assert not ((rows["family"] == "incident") & (rows["strength"] == "clear")).any()


def test_an_apology_that_turns_into_blame_is_proposed_as_both():
    codes = set(one("i am so sorry. but you made me do it")["code"])
    assert {"apology", "non-apology", "blame shifting"} <= codes


BOLD = ["i will *kill* you", "*I will kill you*", "**kill you**, i will kill you", "я тебя *убью*"]


@pytest.mark.parametrize("text", BOLD)
def test_a_word_set_in_bold_is_read_as_any_other(text):
    assert "threat" in set(one(text)["code"])


def test_there_is_no_total_and_no_ranking_of_people():
    columns = set(one("I will kill you").columns)
    assert not columns & {"score", "rank", "total", "severity"}


def test_the_order_of_conversations_changes_nothing():
    rows = [("2026-03-02 12:00", "other", "I will kill you"), ("2026-03-02 12:05", "other", "you are so pathetic")]
    first = talk(*rows)
    second = first.assign(conversation=["a", "b"])
    assert found(patterns.suggest(first)) == found(patterns.suggest(second))
    again = patterns.suggest(first)
    assert again.equals(patterns.suggest(first))


def test_nothing_is_proposed_without_messages():
    assert patterns.suggest(talk()).empty
