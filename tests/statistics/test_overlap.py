"""Overlap indices: against scipy, and the reasons why no report shows them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import mannwhitneyu

from patterns.statistics import overlap


def test_nonoverlap_is_mann_and_whitneys_count_over_all_pairs():
    drawn = np.random.default_rng(7)
    for _ in range(10):
        before, after = drawn.poisson(4, 6).tolist(), drawn.poisson(3, 5).tolist()
        assert overlap.nonoverlap(before, after) == pytest.approx(mannwhitneyu(before, after).statistic / 30)


def test_complete_separation_says_nothing_of_how_far():
    near, far = overlap.nonoverlap([5, 6, 5], [3, 4, 3]), overlap.nonoverlap([50, 60, 50], [3, 4, 3])
    assert near == far == 1


def test_an_interval_is_left_open_at_complete_separation_and_at_complete_overlap():
    best, worst = overlap.nonoverlap_interval([5, 6, 5], [3, 4, 3]), overlap.nonoverlap_interval([3, 4, 3], [5, 6, 5])
    assert best.high == 1
    assert 0.3 < best.low < 0.8
    assert worst == pytest.approx((1 - best.high, 1 - best.low))  # the same seen from the other side


def test_one_quiet_baseline_week_hides_every_fall_from_the_share_beyond_all():
    assert overlap.beyond_all([5, 0, 6, 4], [0, 0, 0]) == 0
    assert overlap.nonoverlap([5, 0, 6, 4], [0, 0, 0]) == 0.875  # three quarters, and ties in the last as half


def test_the_direction_that_is_wanted_turns_every_index_round():
    before, after = [3, 5, 4, 6], [2, 4, 1]
    assert overlap.tau(before, after) == -overlap.tau(before, after, wanted=1)
    assert overlap.tau_u(before, after) == -overlap.tau_u(before, after, wanted=1)
    assert overlap.tau_u(before, after, "complete") == -overlap.tau_u(before, after, "complete", wanted=1)


def test_weeks_that_overlap_fully_leave_out_the_smaller_period():
    # all alike: only one of the periods can be kept
    assert overlap.nonoverlapping_share([4, 4, 4], [4, 4]) == pytest.approx(3 / 5)
