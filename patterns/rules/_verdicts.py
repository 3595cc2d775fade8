"""Arithmetic that several rules share: whether a count fell far enough, and what could change that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from patterns import days
from patterns import statistics as stats
from patterns.days import Period
from patterns.review import Review
from patterns.rules._base import MET, NOT_MET, ON_THE_LINE, Evidence
from patterns.schema import records
from patterns.words import day


@dataclass(frozen=True)
class Fall:
    """A count in a baseline held against a count in a later period, in whole numbers.

    `before` and `after` are (count, known days); `spare` is what the later count could grow or shrink by as long
    as passages are unreviewed or rows may be the same event: (lowest, highest) of both counts.
    """

    before: tuple[int, int]
    after: tuple[int, int]
    down_by: Fraction
    nearly_from: Fraction | None = None

    def fell_by(self, share: Fraction) -> bool:
        """Tell whether the later rate is lower by at least `share` of the earlier; exactly on it counts."""
        (y_before, e_before), (y_after, e_after) = self.before, self.after
        return y_after * e_before * share.denominator <= ((share.denominator - share.numerator) * y_before * e_after)

    @property
    def verdict(self) -> str:
        """Met, on the line or not met, by the agreed limit alone."""
        if self.fell_by(self.down_by):
            return MET
        return ON_THE_LINE if self.nearly_from is not None and self.fell_by(self.nearly_from) else NOT_MET

    @property
    def exactly(self) -> bool:
        """Tell whether the fall is exactly the agreed one."""
        (y_before, e_before), (y_after, e_after) = self.before, self.after
        share = self.down_by
        return y_after * e_before * share.denominator == (share.denominator - share.numerator) * y_before * e_after

    @property
    def change(self) -> float | None:
        """Change of the rate per known day, -1 to anything; missing where the baseline holds nothing."""
        (y_before, e_before), (y_after, e_after) = self.before, self.after
        if not y_before or not e_before or not e_after:
            return None
        return float(Fraction(y_after * e_before, y_before * e_after) - 1)


def range_of(review: Review, period: Period, of: str) -> tuple[int, int]:
    """Return how low and how high a count can come out once open questions are settled."""
    waiting = int(period.holds(review.unreviewed["date"]).sum()) if len(review.unreviewed) else 0
    return review.count(period, of, merged=True), review.count(period, of) + waiting


def could_differ(fall: Fall, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Tell whether any corner of the two ranges gives another verdict than the counts themselves."""
    corners = (
        Fall((low, fall.before[1]), (high, fall.after[1]), fall.down_by, fall.nearly_from)
        for low in before
        for high in after
    )
    return any(corner.verdict != fall.verdict for corner in corners)


def enough_known(review: Review, period: Period) -> bool:
    """Tell whether the agreed share of the days of `period` is known."""
    share = review.plan.days_known_share
    return days.known(review.calendar, period) * share.denominator >= share.numerator * period.days


def phase(review: Review, period: Period, of: str) -> stats.Phase:
    """Return a period's counts for the statistics, its weeks counted back from its end and known on most days."""
    weeks: list[tuple[int, int]] = []
    last = period.last
    while (last - period.first).days >= 6:
        week = Period(days.before(last, 6).first, last)
        known = days.known(review.calendar, week)
        if known >= review.plan.week_complete_from:
            weeks.append((review.count(week, of), known))
        last = days.before(week.first, 1).first
    return stats.Phase(review.count(period, of), days.known(review.calendar, period), tuple(reversed(weeks)))


def evidence(before: stats.Phase, after: stats.Phase) -> dict[str, Any]:
    """Return interval, strength and evidence word of a change, under the names of the public result."""
    wide, narrow = stats.ratio_interval(before, after), stats.ratio_interval(before, after, level=0.8)
    excludes_no_change = wide.high < 1 or wide.low > 1
    return {
        "interval": {"level": wide.level, "low": wide.low - 1, "high": wide.high - 1, "method": wide.method},
        "strength": "clear" if excludes_no_change else "tentative",
        "evidence_key": stats.evidence_word(wide, narrow),
        "either_side_of_half": wide.low <= 0.5 <= wide.high,
        "chance": stats.chance_of_fall(before, after),
        "clumped": stats.dispersion(before, after) > 2,
    }


def contact_rates(review: Review, before: Period, after: Period, of: str) -> dict[str, Any] | None:
    """Return incidents per contact day, on known days of each period; missing without contact in either."""
    rates = []
    contact_days = review.calendar.loc[review.calendar["contact"] & review.calendar["known"], "date"]
    for period in (before, after):
        exposure = days.contact(review.calendar, period, only_known=True)
        if not exposure:
            return None
        rows = review.within(period, of)
        rates.append((int(rows["date"].isin(contact_days).sum()), exposure))
    (y_before, e_before), (y_after, e_after) = rates
    change = Fraction(y_after * e_before, y_before * e_after) - 1 if y_before else None
    return {
        "baseline": y_before / e_before,
        "window": y_after / e_after,
        "change": None if change is None else float(change),
        "baseline_days": e_before,
        "window_days": e_after,
    }


def incident_rows(review: Review, period: Period, of: str, counted: str) -> Evidence:
    """Return where each incident of a period stands in the log."""
    rows = review.within(period, of)
    return Evidence(counted, tuple(described(row) for row in records(rows)), days.known(review.calendar, period) > 0)


def described(incident: dict[Any, Any]) -> str:
    """Return an incident as its date, its codes and the rows it stands in, without its words."""
    places: Sequence[int] = incident["rows"]
    sheet_rows = "row " + str(places[0]) if len(places) == 1 else "rows " + ", ".join(map(str, places))
    where = [f"Incidents {sheet_rows}"] if places else []
    where += [f"message {each}" for each in incident["messages"]]
    on = incident["date"].date()
    return f"{day(on, 'weekday')} {on.year}: {', '.join(incident['codes'])} ({', '.join(where)})"
