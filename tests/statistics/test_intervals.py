"""Intervals at their ends."""

from __future__ import annotations

import pytest

from patterns.statistics import (
    adjusted_interval,
    chance_of_at_least,
    chance_of_at_most,
    jeffreys_interval,
    rate_interval,
    upper_rate,
)


def test_no_event_in_four_weeks_still_fits_three_quarters_of_one_a_week():
    assert upper_rate(0, 4) == pytest.approx(2.995732274 / 4)  # -ln 0.05, one-sided
    assert rate_interval(0, 4).high == pytest.approx(3.688879454 / 4)  # -ln 0.025, two-sided


def test_an_adjusted_interval_does_not_leave_zero_to_one():
    assert adjusted_interval(0, 4).low == 0
    assert adjusted_interval(4, 4).high == 1


def test_the_interval_after_jeffreys_never_ends_at_a_certainty():
    assert jeffreys_interval(0, 4).low > 0
    assert jeffreys_interval(4, 4).high < 1


def test_at_least_three_and_at_most_two_of_four_are_all_there_is():
    # even odds: (4 + 1) / 16 for three or four hits
    assert chance_of_at_least(3, 4, 0.5) == pytest.approx(5 / 16)
    assert chance_of_at_most(2, 4, 0.5) == pytest.approx(11 / 16)
    assert chance_of_at_least(0, 4, 0.5) == 1
