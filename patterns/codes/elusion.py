"""What was found where nothing was proposed: the only thing that says anything about what is missed."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from patterns.codes.decisions import LOOKED
from patterns.codes.vocabulary import STEPS
from patterns.statistics import binomial_interval

ONE_SIDED = 0.90  # of a two-sided interval, so that its upper end is the 95 % limit


class Elusion(NamedTuple):
    """Messages without a proposal that a person coded, those of them with a code of an incident, and the limit."""

    looked: int
    missed: int
    high: float


def elusion(suggestions: pd.DataFrame, reviewed: pd.DataFrame) -> Elusion:
    """Return how many unsuggested messages were looked at, and the share of them that may at most hold an incident.

    The limit is exact, one-sided, 95 %; none found in 300 gives about 1 %, the rule of three.
    """
    proposed = set(suggestions["message_id"])
    looked = {
        each for each in reviewed.loc[reviewed["decision"] == LOOKED, "message_id"] if each not in proposed
    }
    harm = reviewed.loc[(reviewed["decision"] == "yes") & ~reviewed["code"].isin(STEPS)]
    missed = looked & set(harm["message_id"])
    return Elusion(len(looked), len(missed), binomial_interval(len(missed), len(looked), ONE_SIDED).high)
