"""Trend and neighbouring weeks: gaps, words, and agreement with scipy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats as scipy_stats

from patterns.statistics import autocorrelation, carries_over, kendall, slope_of, trend


def test_a_gap_keeps_its_place_in_time():
    assert trend([2, None, None, 8]).slope == 2  # six more in three weeks, not in one


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        # six weeks: variance 6*5*17/18 = 28.33, error 5.323
        ([1, 2, 3, 6, 5, 4], "rising"),  # S = 15 - 2*3 = 9; (9-1)/5.323 = 1.50, one-sided 0.066
        ([4, 5, 6, 3, 2, 1], "falling"),  # the same backwards
        ([1, 2, 4, 6, 5, 3], "no clear direction"),  # S = 15 - 2*4 = 7; (7-1)/5.323 = 1.13, one-sided 0.13
        ([1, 2, 3, 4, 5], "too few weeks"),
        ([1, None, 2, 3, None, 4, 5], "too few weeks"),  # seven weeks, five of them recorded
        ([3, 3, 3, 3, 3, 3], "no clear direction"),
        ([], "too few weeks"),
    ],
)
def test_a_direction_is_named_from_six_recorded_weeks_and_a_chance_of_one_in_ten(counts, word):
    assert trend(counts).word == word


def test_slope_and_rank_correlation_are_those_of_scipy():
    drawn = np.random.default_rng(5)
    for _ in range(20):
        x, y = np.arange(9), drawn.poisson(3, 9)
        assert slope_of(x, y) == pytest.approx(scipy_stats.theilslopes(y, x).slope)
        tied = drawn.integers(0, 4, 9)
        assert kendall(tied, y).tau == pytest.approx(scipy_stats.kendalltau(tied, y).statistic)


def test_weeks_that_are_all_alike_have_no_correlation():
    assert math.isnan(autocorrelation([2, 2, 2]))
    assert math.isnan(autocorrelation([None, None]))
    assert not carries_over([2, 2, 2])


def test_only_weeks_next_to_each_other_are_compared():
    # around the mean of 2.5: (-2.5)(2.5) before the gap and the same after it, over 4 * 6.25
    assert autocorrelation([0, 5, None, 5, 0]) == pytest.approx(-0.5)


def test_a_flag_needs_neighbours_more_alike_than_chance():
    # eight quiet then eight loud weeks: (14 - 1) * 6.25 / 100 = 0.81, above 2 / sqrt(16) = 0.5
    assert autocorrelation([0] * 8 + [5] * 8) == pytest.approx(0.8125)
    assert carries_over([0] * 8 + [5] * 8)
    assert not carries_over([0, 5] * 8)
