"""Control limits: worked by hand, with gaps, screening and each rule that makes a week stand out."""

from __future__ import annotations

import math

import pytest

from patterns.statistics import Limits, count_limits, outside, standing_out, xmr_limits

BAND = Limits(10, 4, 16, 4)  # the outer third begins at 6 and at 14


def test_limits_are_the_mean_and_2_66_mean_moving_ranges_cut_at_zero():
    limits = xmr_limits([2, 4] * 6)  # mean 3, every range 2: 3 - 5.32 and 3 + 5.32
    assert limits == pytest.approx((3, 0, 8.32, -2.32))


def test_eleven_weeks_have_no_limits():
    assert math.isnan(xmr_limits([2, 4] * 5 + [2]).high)
    assert math.isnan(xmr_limits([2, 4] * 5 + [2, None]).high)  # twelve weeks, eleven of them recorded


def test_no_range_is_taken_across_a_week_nobody_recorded():
    assert xmr_limits([1] * 6 + [None] + [9] * 6) == pytest.approx((5, 5, 5, 5))


def test_one_odd_week_does_not_widen_the_band():
    counts = [2, 3] * 4 + [20] + [2, 3] * 4
    # ranges: 14 of 1, one of 17 and one of 18; their mean 49/16 = 3.06, and both large ones lie beyond 10.0
    limits = xmr_limits(counts)
    assert limits.high - limits.centre == pytest.approx(2.66)
    assert outside(counts, limits) == [8]
    assert 8 not in outside(counts, xmr_limits([2, 9] * 8 + [2]))


def test_a_fixed_baseline_is_all_that_the_limits_come_from():
    assert xmr_limits([2, 4] * 6 + [30, 40], baseline=12) == xmr_limits([2, 4] * 6)


def test_counts_without_any_event_lie_inside_their_band():
    assert count_limits([0, 0, None, 0]) == (0, 0, 0, 0)
    assert outside([0, 0, None, 0], count_limits([0, 0, None, 0])) == []


def test_two_of_three_near_a_limit_stand_out_only_on_one_side():
    assert standing_out([15, 11, 15], BAND) == ["two of three near upper limit", None, "two of three near upper limit"]
    assert standing_out([15, 9, 15], BAND) == [None, None, None]
    assert standing_out([5, 5, 9], BAND)[:2] == ["two of three near lower limit"] * 2


def test_outside_the_band_goes_before_every_other_rule():
    assert standing_out([15, 17, 15], BAND)[1] == "above limit"
    assert standing_out([9, 8, 7, 6.5, 6.2, 6.1, 3], BAND) == ["seven falling"] * 6 + ["below limit"]


def test_seven_on_one_side_stand_out_and_six_do_not():
    assert standing_out([11, 12] * 3, BAND) == [None] * 6
    assert standing_out([11, 12] * 3 + [11], BAND) == ["seven above"] * 7


def test_a_turning_point_belongs_to_what_follows():
    found = standing_out([7, 8, 9, 10, 11, 12, 13, 12, 11, 10, 9, 8, 7], BAND)
    assert found == ["seven rising"] * 6 + ["seven falling"] * 7


def test_a_week_nobody_recorded_is_passed_over():
    assert standing_out([11, 12, None, 11, 12, 11, 12, 11], BAND)[2] is None
    assert standing_out([11, 12, None, 11, 12, 11, 12, 11], BAND)[3] == "seven above"
