"""What the codebook finds in three public sets, and what it leaves; PATTERNS_TEXTS names the folder they lie in."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

from tests.gold.counting import counted, flagged, holding

TEXTS = Path(os.environ.get("PATTERNS_TEXTS", ""))
pytestmark = pytest.mark.skipif(
    not os.environ.get("PATTERNS_TEXTS") or not TEXTS.is_dir(), reason="PATTERNS_TEXTS names no folder"
)
# Quotes and references to object, negation, harmless swearing, words taken back: nothing in them is meant as abuse
NOT_MEANT = ("counter_quote_nh", "counter_ref_nh", "negate_neg_nh", "profanity_nh", "slur_reclaimed_nh")


def test_clear_abuse_in_convabuse_is_abuse_and_with_the_possible_most_is_found():
    rows = pd.concat([pd.read_csv(TEXTS / "convabuse" / name) for name in ("train.csv", "valid.csv")])
    texts, meant = rows["user"].fillna("").astype(str).tolist(), rows["abuse"].astype(bool).tolist()
    clear, either = (counted(found, meant) for found in flagged(texts))
    assert clear.precision >= 0.957
    assert clear.recall >= 0.344
    assert either.f1 >= 0.794


@pytest.mark.parametrize("function", NOT_MEANT)
def test_what_hatecheck_calls_harmless_is_hardly_ever_clear(function):
    rows = pd.read_csv(TEXTS / "hatecheck" / "cases_dev.csv").loc[lambda rows: rows["functionality"] == function]
    clear, _ = flagged(rows["test_case"].tolist())
    assert sum(clear) / len(clear) <= 0.05


def test_neutral_comments_are_left_alone_and_feelings_known_by_their_words():
    rows = pd.read_csv(TEXTS / "goemotions" / "dev.csv", keep_default_na=False)
    texts, labels = rows["text"].tolist(), [set(each.split("|")) for each in rows["labels"]]
    neutral = [text for text, label in zip(texts, labels, strict=True) if label == {"neutral"}]
    assert sum(flagged(neutral)[0]) / len(neutral) <= 0.003
    assert counted(holding(texts, "apology"), ["remorse" in each for each in labels]).f1 >= 0.633
    assert counted(holding(texts, "repair taken up"), ["gratitude" in each for each in labels]).f1 >= 0.903
