"""Run chart: gaps, the frozen median, what may be said, and the exact chance of a false signal."""

from __future__ import annotations

import math
from itertools import groupby, pairwise, product

import pytest

from patterns.statistics import RunLimits, false_signal_chance, run_chart, run_limits

HIGH_THEN_LOW = [5, 6, 5, 6, 5, 6, 5, 6, 1, 2, 1, 2, 1, 2, 1, 2]


def test_a_lasting_fall_is_a_signal_towards_lower_counts():
    chart = run_chart(HIGH_THEN_LOW)  # median 3.5; two runs of eight (limit 7), one crossing (at least 4 expected)
    assert (chart.longest, chart.crossings, chart.limits) == (8, 1, RunLimits(7, 4))
    assert (chart.word, chart.direction) == ("signal", "lower")
    assert run_chart(HIGH_THEN_LOW[::-1]).direction == "higher"


def test_a_week_nobody_recorded_neither_breaks_nor_extends_a_run():
    with_gaps = [*HIGH_THEN_LOW[:4], None, *HIGH_THEN_LOW[4:8], None, None, *HIGH_THEN_LOW[8:]]
    assert run_chart(with_gaps) == run_chart(HIGH_THEN_LOW)


def test_a_run_of_seven_in_thirteen_is_no_signal_and_one_of_eight_is():
    # the median of the first eight is 5, so all thirteen weeks are useful; both series cross often enough (3)
    seven = run_chart([1, 9, 1, 9, 1, 1, 9, 9, 9, 9, 9, 9, 9], baseline=8)
    eight = run_chart([1, 9, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9, 9], baseline=8)
    assert (seven.useful, seven.longest, seven.crossings, seven.word) == (13, 7, 5, "no signal")
    assert (eight.useful, eight.longest, eight.crossings, eight.word) == (13, 8, 3, "signal")


def test_a_median_of_zero_cannot_be_used_even_where_the_rules_fire():
    chart = run_chart([0, 0, 2, 0, 1, 0, 0, 4, 0, 1, 0, 0, 0, 3, 0, 0, 1, 0, 0, 0])
    assert chart.fires  # six weeks above, none below: a count cannot be negative
    assert chart.word == "unusable, median zero"
    assert run_chart([2, 2, 2, 2, 2, 2, 2, 1, 3, 1, 3, 1, 3, 2]).word == "unusable, median zero"  # eight of 14 on it


def test_nine_weeks_off_the_median_are_too_few_and_ten_are_enough():
    assert run_chart([1, 9, 1, 9, 1, 9, 1, 9, 5]).word == "too few points"
    assert run_chart([1, 9] * 5).word == "no signal"


def test_nothing_recorded_is_too_few():
    chart = run_chart([None, None])
    assert math.isnan(chart.median)
    assert (chart.useful, chart.word, chart.direction) == (0, "too few points", "neither")


def test_a_median_is_frozen_only_on_eight_recorded_weeks():
    counts = [8] * 4 + [6] * 4 + [1] * 8
    assert run_chart(counts, baseline=8).median == 7
    assert run_chart(counts, baseline=7).median == 3.5  # seven weeks are too few: the median of all sixteen
    assert run_chart([None, *counts], baseline=8).median == 3.5  # eight weeks, but one of them not recorded


@pytest.mark.parametrize("useful", [10, 11, 13])
def test_the_chance_of_a_false_signal_is_that_of_counting_every_sequence(useful):
    limits = run_limits(useful)
    fired = 0
    for sides in product((0, 1), repeat=useful):
        longest = max(len(list(run)) for _, run in groupby(sides))
        fired += longest > limits.longest or sum(a != b for a, b in pairwise(sides)) < limits.crossings
    assert false_signal_chance(useful) == pytest.approx(fired / 2**useful, abs=1e-12)
