"""How far two people agree, code by code: never one number alone."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from math import nan
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from patterns.codes.decisions import LOOKED, read_file
from patterns.errors import PatternsError, UnreadableCase
from patterns.schema import records

RESAMPLES, SEED, LEVEL = 2000, 20260202, 0.95
FEWEST_CONVERSATIONS = 2


class Agreement(NamedTuple):
    """Agreement on one code over the messages that both coded; what cannot be computed is nan."""

    code: str
    messages: int
    both_yes: int
    raw: float
    positive: float
    prevalence: float
    kappa: float
    alpha: float
    low: float
    high: float


def cohen_kappa(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Cohen's kappa of two complete codings of the same units; nan where both gave one and the same value throughout.

    References
    ----------
    Cohen, J. (1960). Educ. Psychol. Meas. 20(1), 37-46.
    """
    number = len(one)
    if number == 0 or number != len(other):
        return nan
    agreed = sum(a == b for a, b in zip(one, other, strict=True)) / number
    firsts, seconds = Counter(one), Counter(other)
    expected = sum(firsts[value] * seconds[value] for value in firsts) / number**2
    return nan if expected == 1 else (agreed - expected) / (1 - expected)


def krippendorff_alpha(codings: Sequence[Sequence[Hashable | None]]) -> float:
    """Krippendorff's alpha for names (nominal): any number of coders, None where a coder gave no value.

    Parameters
    ----------
    codings : sequence of sequences
        One for each coder, a value for each unit in the same order.

    Returns
    -------
    float
        1 for perfect agreement, 0 for what chance would give; nan where fewer than two values differ.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.
    """
    observed, totals = 0.0, Counter[Hashable]()
    for unit in zip(*codings, strict=True):
        values = Counter(value for value in unit if value is not None)
        pairable = sum(values.values())
        if pairable < 2:
            continue
        totals.update(values)
        differing = pairable**2 - sum(count**2 for count in values.values())
        observed += differing / (pairable - 1)
    number = sum(totals.values())
    if number < 2:
        return nan
    expected = (number**2 - sum(count**2 for count in totals.values())) / (number - 1)
    return nan if expected == 0 else 1 - observed / expected


def gwet_ac1(one: Sequence[bool], other: Sequence[bool]) -> float:
    """Gwet's AC1 of two complete present/absent codings, which holds still where a code is rare.

    References
    ----------
    Gwet, K. L. (2008). Br. J. Math. Stat. Psychol. 61(1), 29-48.
    """
    number = len(one)
    if number == 0:
        return nan
    agreed = sum(a == b for a, b in zip(one, other, strict=True)) / number
    share = (sum(one) + sum(other)) / (2 * number)
    expected = 2 * share * (1 - share)
    return (agreed - expected) / (1 - expected)


class Unit(NamedTuple):
    """One message that both coded for one code."""

    message: str
    conversation: str
    one: bool
    other: bool


def agree(first: Path, second: Path, codes: Iterable[str]) -> tuple[list[Agreement], list[Unit], dict[str, list[Unit]]]:
    """Return the agreement of two review workbooks on each code, and the units each rests on.

    A message counts for a code where both said yes or no to it; unsure is no value. In a blind coding every code that
    was not given is a no.

    Raises
    ------
    PatternsError, UnreadableCase
        If a file is not there; if cells of it cannot be read.
    """
    one, other = _coded(first, codes), _coded(second, codes)
    units: dict[str, list[Unit]] = {}
    for code in sorted({*one.codes, *other.codes}):
        shared = [message for message in one.conversations if message in other.conversations]
        for message in shared:
            a, b = one.value(message, code), other.value(message, code)
            if a is not None and b is not None:
                units.setdefault(code, []).append(Unit(message, one.conversations[message], a, b))
    found = [agreement(code, rows) for code, rows in units.items()]
    return found, [row for rows in units.values() for row in rows if row.one != row.other], units


class _Coded(NamedTuple):
    """What one person decided: yes or no by message and code; the messages looked at whole; their conversations."""

    values: dict[tuple[str, str], bool]
    whole: set[str]
    conversations: dict[str, str]

    @property
    def codes(self) -> set[str]:
        return {code for _, code in self.values}

    def value(self, message: str, code: str) -> bool | None:
        """Return yes or no, or None where neither was said."""
        return self.values.get((message, code), False if message in self.whole else None)


def _coded(path: Path, codes: Iterable[str]) -> _Coded:
    if not path.is_file():
        raise PatternsError(f"{path.name}: there is no such file.", expected="a review workbook with decisions")
    reviewed, problems = read_file(path, codes)
    stopping = [problem for problem in problems if problem.stops]
    if stopping:
        raise UnreadableCase(stopping)
    rows: list[dict[str, Any]] = records(reviewed)
    return _Coded(
        {
            (row["message_id"], row["code"]): row["decision"] == "yes"
            for row in rows
            if row["decision"] in ("yes", "no")
        },
        {row["message_id"] for row in rows if row["decision"] == LOOKED},
        {row["message_id"]: str(row.get("conversation") or "") for row in rows},
    )


def agreement(code: str, units: Sequence[Unit]) -> Agreement:
    """Return the agreement on one code; its interval is that of alpha, drawn again by whole conversations."""
    one, other = [unit.one for unit in units], [unit.other for unit in units]
    both, either = sum(map(min, one, other)), sum(one) + sum(other)
    low, high = _interval(units)
    return Agreement(
        code=code,
        messages=len(units),
        both_yes=both,
        raw=sum(map(bool.__eq__, one, other)) / len(units),
        positive=2 * both / either if either else nan,
        prevalence=either / (2 * len(units)),
        kappa=cohen_kappa(one, other),
        alpha=krippendorff_alpha([one, other]),
        low=low,
        high=high,
    )


def _interval(units: Sequence[Unit]) -> tuple[float, float]:
    """Return a percentile interval of alpha; messages of one conversation are drawn together, not one by one."""
    groups: dict[str, list[Unit]] = {}
    for unit in units:
        groups.setdefault(unit.conversation, []).append(unit)
    if len(groups) < FEWEST_CONVERSATIONS:
        return nan, nan
    chance, held = random.Random(SEED), list(groups.values())
    drawn = []
    for _ in range(RESAMPLES):
        rows = [unit for group in chance.choices(held, k=len(held)) for unit in group]
        drawn.append(krippendorff_alpha([[unit.one for unit in rows], [unit.other for unit in rows]]))
    kept = sorted(each for each in drawn if each == each)
    if not kept:
        return nan, nan
    cut = (1 - LEVEL) / 2
    return kept[int(cut * len(kept))], kept[min(len(kept) - 1, int((1 - cut) * len(kept)))]


def to_settle(units: Iterable[Unit], codes: dict[str, list[Unit]]) -> pd.DataFrame:
    """Return one row per disagreement: the message, the code, what each said, and an empty cell for the third value."""
    named = {id(unit): code for code, rows in codes.items() for unit in rows}
    return pd.DataFrame(
        [
            {"Message id": unit.message, "Code": named[id(unit)], "First": "yes" if unit.one else "no",
             "Second": "yes" if unit.other else "no", "Settled": None, "Note": None}
            for unit in units
        ],
        columns=["Message id", "Code", "First", "Second", "Settled", "Note"],
    )  # fmt: skip
