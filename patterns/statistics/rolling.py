"""Counts over the last so many calendar days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date


def rolling_counts(dates: Sequence[date], days: int = 30) -> list[int]:
    """Return for each event, by date, how many lie in the `days` calendar days that end with its own.

    Of events on one date the second already counts the first, so that a third event is the one that reaches three.
    """
    ordered = sorted(dates)
    return [
        sum((event - earlier).days < days for earlier in ordered[: place + 1]) for place, event in enumerate(ordered)
    ]


def first_reached(dates: Sequence[date], times: int = 3, days: int = 30) -> date | None:
    """Return the date of the first event that is the `times`-th within `days` calendar days."""
    reached = zip(sorted(dates), rolling_counts(dates, days), strict=True)
    return next((event for event, count in reached if count >= times), None)


def reached_in_a_month(dates: Sequence[date], times: int = 3) -> bool:
    """Tell whether any calendar month holds so many events: the other reading of "three times in one month"."""
    return max(Counter((event.year, event.month) for event in dates).values(), default=0) >= times
