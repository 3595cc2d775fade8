"""What a halving rule asks: which incidents, from which start, by how much; and how many there were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from patterns import days
from patterns.days import Period
from patterns.review import Review


@dataclass(frozen=True)
class Question:
    """What a halving rule compares: which incidents, from which start, after how many days, by how much."""

    of: str
    noun: str
    start: date
    due_after: int
    down_by: Fraction
    nearly_from: Fraction | None
    agreed: str
    if_met: str = ""
    if_not_met: str = ""
    whole: bool = False  # also hold the whole time since the start against the baseline


def counted(review: Review, period: Period, of: str) -> tuple[int, int]:
    """Return how many incidents start in a period, and on how many of its days anything is known."""
    return review.count(period, of), days.known(review.calendar, period)


def whole_time(review: Review, question: Question) -> Period:
    """Return the whole time that the rule waits for, up to the review date."""
    return days.before(review.review_date, question.due_after, question.start)
