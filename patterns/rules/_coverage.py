"""Which of the days asked about the message exports cover: on all others messages are missing, never none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from patterns import days
from patterns.days import Period
from patterns.review import Review
from patterns.words import day, listed, say, span

MOST_NAMED = 3


class Coverage(NamedTuple):
    """Days asked about, up to the last one read, and those of them that an export covers."""

    asked: tuple[Period, ...]
    covered: tuple[Period, ...]

    @property
    def whole(self) -> bool:
        """Whether an export covers every day."""
        return self.covered == self.asked

    @property
    def counts(self) -> dict[str, int]:
        """How many days an export covers, and of how many."""
        return {"covered": sum(each.days for each in self.covered), "of": sum(each.days for each in self.asked)}


def coverage(review: Review, periods: Iterable[Period]) -> Coverage:
    """Return which days of some periods the message exports cover."""
    asked = days.joined(Period(each.first, min(each.last, review.last_day)) for each in periods)
    return Coverage(tuple(asked), tuple(days.common(asked, review.exported)))


def where(found: Coverage) -> str:
    """Return the words that follow a count of messages: nothing where an export covers every day."""
    if found.whole:
        return ""
    begun = len(found.covered) == 1 and found.covered[0].first == found.asked[0].first
    return say(
        "contact.covered",
        days=say("contact.until", on=found.covered[0].last) if begun else spans(found.covered),
    )


def spans(periods: Iterable[Period]) -> str:
    """Return periods in words: 3 March 2026, 9 – 12 March 2026 and 2 more stretches."""
    told = [day(each.first) if each.days == 1 else span(each.first, each.last) for each in periods]
    more = len(told) - MOST_NAMED
    return listed(told[:MOST_NAMED] + ([say("contact.more-stretches", n=more)] if more > 0 else []))


def unseen(periods: list[Period]) -> str:
    """Return that contact after no contact cannot be told for some days; nothing where there are none."""
    return say("contact.unseen", days=spans(periods), n=sum(each.days for each in periods)) if periods else ""
