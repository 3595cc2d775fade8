"""Against numbers of outside origin (R 4.2.2: poisson.test, binom, exactRankTests, glm quasipoisson)."""

import math

import pytest

from patterns.statistics import (
    EXACT,
    WIDENED,
    Interval,
    Phase,
    binomial_interval,
    chance_of_fall,
    conditional_chance,
    conditional_mid_chance,
    dispersion,
    evidence_word,
    exact_ratio_interval,
    log_ratio,
    permutation_of_weeks,
    proportion_interval,
    quasi_ratio_interval,
    rate_interval,
    rate_ratio,
    ratio_interval,
    split_of_change,
    two_sided_chance,
)


def weeks(*counts: int) -> Phase:
    return Phase(sum(counts), 7 * len(counts), tuple((count, 7) for count in counts))


BEFORE, AFTER = weeks(3, 5, 2, 6, 4, 3, 7, 2), weeks(2, 1, 3, 0, 2, 1, 0, 2)


def test_the_exact_interval_of_a_rate_ratio_is_that_of_poisson_test():
    assert exact_ratio_interval(BEFORE, AFTER) == pytest.approx((0.1563179394849, 0.6998584457231), abs=1e-9)


def test_the_exact_interval_of_a_rate_is_that_of_poisson_test():
    assert rate_interval(32, 8) == pytest.approx((2.735997038911, 5.646806509928), abs=1e-9)


def test_no_incident_in_eight_weeks_still_fits_a_rate_of_one_in_two_weeks():
    assert rate_interval(0, 8) == pytest.approx((0.0, 0.461109932), abs=1e-8)  # 3.6889 / 8


def test_dispersion_and_quasi_poisson_interval_are_those_of_glm():
    assert dispersion(BEFORE, AFTER) == pytest.approx(0.8376624334313, abs=1e-6)
    before, after = weeks(0, 9, 1, 0, 12, 2, 0, 7), weeks(0, 5, 0, 1, 0, 8, 0, 0)
    assert dispersion(before, after) == pytest.approx(5.602046354647, abs=1e-5)
    assert quasi_ratio_interval(before, after) == pytest.approx((0.08807589588509, 2.315664374587), abs=1e-5)


def test_three_of_four_leaves_almost_everything_open():
    assert proportion_interval(3, 4) == pytest.approx((0.3006418425824, 0.9544127391903), abs=1e-9)
    assert binomial_interval(3, 4) == pytest.approx((0.1941204496832, 0.9936905367903), abs=1e-9)


def test_a_proportion_without_trials_can_be_anything():
    assert proportion_interval(0, 0) == (0.0, 1.0)


def test_dealing_the_weeks_anew_gives_the_permutation_probability():
    assert permutation_of_weeks([3, 5, 2, 6, 4, 3, 7, 2], [2, 1, 3, 0, 2, 1, 0, 2]) == pytest.approx(
        0.002874902874903, abs=1e-12
    )


def test_four_against_four_weeks_cannot_be_rarer_than_one_in_seventy():
    # 8! / (4! 4!) = 70 ways, the real one is the only one this low
    assert permutation_of_weeks([5, 4, 6, 5], [2, 1, 2, 1]) == pytest.approx(1 / 70)
    assert chance_of_fall(weeks(5, 4, 6, 5), weeks(2, 1, 2, 1)) == pytest.approx(1 / 70)


def test_even_weeks_keep_the_exact_interval():
    interval = ratio_interval(weeks(5, 4, 6, 5), weeks(2, 1, 2, 1))
    assert interval.method == EXACT
    assert (round(interval.low - 1, 2), round(interval.high - 1, 2)) == (-0.90, -0.23)


def test_clumped_weeks_widen_the_interval_on_both_sides():
    before, after = weeks(0, 12, 0, 8), weeks(0, 0, 6, 0)
    exact, shown = exact_ratio_interval(before, after), ratio_interval(before, after)
    assert shown.method == WIDENED
    assert shown.low < exact.low
    assert shown.high > exact.high


def test_a_quasi_poisson_interval_is_never_narrower_than_poisson_allows():
    # evenly spread weeks: the dispersion of 0.18 must not shrink the interval below that of a dispersion of 1
    even = quasi_ratio_interval(weeks(5, 4, 6, 5), weeks(2, 1, 2, 1))
    reach = 2.446911851 * math.sqrt(1 / 20 + 1 / 6)  # t quantile with 6 degrees of freedom
    assert math.log(even.high / even.low) == pytest.approx(2 * reach, abs=1e-6)


def test_a_baseline_of_nothing_has_no_upper_limit():
    assert exact_ratio_interval(Phase(0, 28), Phase(3, 28)).high == math.inf


@pytest.mark.parametrize(
    ("wide", "narrow", "word"),
    [
        ((0.1, 0.5), (0.2, 0.4), "at-least-halved"),
        ((0.1, 0.77), (0.2, 0.6), "clear-fall"),
        ((0.3, 1.37), (0.4, 0.95), "weak-fall"),
        ((0.3, 1.37), (0.4, 1.1), "cannot-tell"),
        ((0.9, 3.0), (1.1, 2.5), "weak-rise"),
        ((1.1, 3.0), (1.2, 2.5), "clear-rise"),
    ],
)
def test_each_evidence_word_has_its_place(wide, narrow, word):
    assert evidence_word(Interval(*wide), Interval(*narrow)) == word


def test_a_change_splits_into_incidents_on_contact_days_and_contact_itself():
    # 8 to 4 in four weeks each, 16 and 6 contact days: (4/6) / (8/16) = 4/3 and 6/16
    split = split_of_change(weeks(3, 2, 1, 2), weeks(1, 2, 0, 1), 16, 6)
    assert split == pytest.approx((0.5, 4 / 3, 0.375))


def test_a_split_holds_for_periods_of_unequal_length():
    split = split_of_change(Phase(10, 28), Phase(6, 21), 14, 7)
    assert split.per_week == pytest.approx((6 / 21) / (10 / 28))
    assert split.per_week == pytest.approx(split.per_contact_day * split.contact_days)


def test_a_ratio_from_nothing_is_infinite_and_from_nothing_to_nothing_unknown():
    assert rate_ratio(Phase(0, 28), Phase(3, 28)) == math.inf
    assert math.isnan(rate_ratio(Phase(0, 28), Phase(0, 28)))
    assert math.isnan(log_ratio(weeks(1, 2, 3), weeks(0, 0, 0)).value)


def test_halving_on_paper_is_below_one_in_twenty_from_nineteen_incidents_on():
    def chance(before: int) -> float:
        return conditional_chance(Phase(before, 28), Phase(before // 2, 28))

    assert chance(18) > 0.05
    assert all(chance(before) < 0.05 for before in range(19, 60))


def test_a_halving_excludes_no_change_from_twenty_seven_incidents_on():
    def high(before: int) -> float:
        return exact_ratio_interval(Phase(before, 28), Phase(before // 2, 28)).high

    assert high(26) > 1
    assert all(high(before) < 1 for before in range(27, 60))


@pytest.mark.parametrize(("before", "after"), [(10, 0), (16, 1), (24, 4), (40, 9)])
def test_only_a_steep_fall_shows_that_the_rate_at_least_halved(before, after):
    assert exact_ratio_interval(Phase(before, 28), Phase(after, 28)).high <= 0.5
    assert exact_ratio_interval(Phase(before, 28), Phase(after + 1, 28)).high > 0.5


def test_two_sided_chances_never_exceed_one():
    assert two_sided_chance(Phase(5, 28), Phase(5, 28)) == 1
    assert two_sided_chance(Phase(0, 28), Phase(0, 28), central=False) == 1


def test_mid_p_takes_half_of_what_was_seen():
    # 1 of 2 at even odds: P(0) = 1/4, P(1) = 1/2
    assert conditional_mid_chance(Phase(1, 28), Phase(1, 28)) == pytest.approx(1 / 4 + 1 / 4)
