"""Invented weeks: what is drawn, and that a table comes out the same twice."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from scipy.stats import poisson

from patterns.statistics import simulate


@pytest.mark.parametrize("clumping", [1, 2, 4])
def test_weeks_have_the_mean_and_the_scatter_that_were_asked_for(clumping):
    drawn = simulate.counts(np.random.default_rng(3), 2, clumping, 200_000)
    assert drawn.mean() == pytest.approx(2, abs=0.03)
    assert drawn.var() / drawn.mean() == pytest.approx(clumping, rel=0.03)


def test_the_same_seed_gives_the_same_table_and_another_does_not():
    first, again, other = (simulate.coverage(50, seed=seed) for seed in (1, 1, 2))
    assert first.equals(again)
    assert not first.equals(other)


def test_halving_without_a_change_comes_up_as_often_as_the_probabilities_say():
    # eight expected on both sides: sum over y of P(y) * P(at most y/2), over baselines with any incident
    y = np.arange(1, 60)
    exact = np.sum(poisson.pmf(y, 8) * poisson.cdf(y // 2, 8)) / (1 - poisson.pmf(0, 8))
    simulated = simulate.halving_verdicts(40_000).loc[8, ("no change", 1)]
    assert simulated == pytest.approx(exact, abs=4 * np.sqrt(exact * (1 - exact) / 40_000))


def test_evidence_words_of_one_truth_add_up_to_all_cases():
    assert simulate.evidence_words(200).sum(axis=1).to_numpy() == pytest.approx(np.ones(6))


def test_what_rules_need_does_not_load_the_heavy_half_of_scipy():
    asked = (
        "import sys, patterns.statistics; sys.exit(bool({'scipy.stats', 'scipy.optimize', 'pandas'} & {*sys.modules}))"
    )
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
