"""Thirty calendar days."""

from __future__ import annotations

from datetime import date

from patterns.statistics import first_reached, reached_in_a_month, rolling_counts


def test_the_thirtieth_day_counts_and_the_thirty_first_does_not():
    # 1 March + 29 days = 30 March
    assert rolling_counts([date(2025, 3, 1), date(2025, 3, 30)]) == [1, 2]
    assert rolling_counts([date(2025, 3, 1), date(2025, 3, 31)]) == [1, 1]


def test_the_third_event_within_thirty_days_reaches_three_where_no_month_holds_three():
    dates = [date(2025, 5, 20), date(2025, 5, 31), date(2025, 6, 10)]  # 21 days from first to last
    assert first_reached(dates) == date(2025, 6, 10)
    assert not reached_in_a_month(dates)


def test_three_in_a_month_of_thirty_one_days_may_not_be_within_thirty():
    dates = [date(2025, 7, 1), date(2025, 7, 15), date(2025, 7, 31)]
    assert first_reached(dates) is None
    assert reached_in_a_month(dates)


def test_the_order_in_which_events_are_given_changes_nothing():
    assert rolling_counts([date(2025, 4, 9), date(2025, 4, 2)]) == [1, 2]
    assert first_reached([]) is None
