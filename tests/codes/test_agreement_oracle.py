"""Kappa and alpha held against two other programs, on data nobody chose; those programs are no part of this one."""

from __future__ import annotations

import math
import random
import subprocess
import sys

import numpy as np
import pytest

from patterns.codes.agreement import cohen_kappa, krippendorff_alpha

krippendorff = pytest.importorskip("krippendorff")
metrics = pytest.importorskip("sklearn.metrics")
EXACT = 1e-10
SHARES = (0.5, 0.2, 0.02)  # how common a code is, down to rare


def coded(chance: random.Random, number: int, share: float) -> list[bool]:
    return [chance.random() < share for _ in range(number)]


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("seed", range(8))
def test_kappa_is_that_of_scikit_learn(seed, share):
    chance = random.Random(seed)
    one = coded(chance, 400, share)
    other = [value if chance.random() < 0.85 else not value for value in one]
    assert cohen_kappa(one, other) == pytest.approx(metrics.cohen_kappa_score(one, other), abs=EXACT)


@pytest.mark.parametrize("seed", range(4))
def test_kappa_of_several_values_is_that_of_scikit_learn(seed):
    chance = random.Random(seed)
    one, other = ([chance.choice("abcde") for _ in range(300)] for _ in range(2))
    assert cohen_kappa(one, other) == pytest.approx(metrics.cohen_kappa_score(one, other), abs=EXACT)


@pytest.mark.parametrize("missing", [0.0, 0.12, 0.6])
@pytest.mark.parametrize("coders", [2, 3, 5])
@pytest.mark.parametrize("share", SHARES)
def test_alpha_is_that_of_krippendorff_with_values_missing(share, coders, missing):
    chance = random.Random(f"{share} {coders} {missing}")
    truth = coded(chance, 500, share)
    codings = [
        [None if chance.random() < missing else (value if chance.random() < 0.9 else not value) for value in truth]
        for _ in range(coders)
    ]
    table = np.array([[math.nan if value is None else float(value) for value in row] for row in codings])
    theirs = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    assert krippendorff_alpha(codings) == pytest.approx(theirs, abs=EXACT)


def test_where_one_value_only_was_given_neither_is_a_number():
    assert math.isnan(cohen_kappa([True] * 9, [True] * 9))
    assert math.isnan(krippendorff_alpha([[True] * 9, [True] * 9]))


def test_the_program_itself_needs_neither():
    code = (
        "import sys, patterns.cli.passages, patterns.codes.agreement; "
        "print(bool({'sklearn', 'krippendorff'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
