"""Local calendar days: windows, plan weeks, known days, contact days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pandas as pd

from patterns.schema import DAYS

BASELINE_DAYS = 28
SHORTEST_RUN = 14  # a baseline with gaps may fall back on a run of known days no shorter than this


class Period(NamedTuple):
    """Whole local days from `first` to `last`, both included; empty when last lies before first."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Number of calendar days."""
        return max(0, (self.last - self.first).days + 1)

    def holds(self, dates: pd.Series) -> pd.Series:
        """Tell for each local midnight in `dates` whether it lies in the period."""
        return dates.between(pd.Timestamp(self.first), pd.Timestamp(self.last))


def before(end: date, days: int, not_before: date | None = None) -> Period:
    """Return the `days` local dates before `end`, begun no earlier than `not_before`."""
    first = end - timedelta(days=days)
    return Period(max(first, not_before) if not_before else first, end - timedelta(days=1))


def baseline(start: date, days: pd.DataFrame, known_share: Fraction) -> tuple[Period, bool]:
    """Return the days that stand for the time before the plan, and whether there are enough of them.

    The 28 dates before `start` when at least `known_share` of them are known; otherwise the longest
    run of consecutive known days among them (the latest of equals) if it has at least 14.
    """
    whole = before(start, BASELINE_DAYS)
    known = days.loc[days["known"] & whole.holds(days["date"]), "date"].dt.date.tolist()
    if len(known) >= known_share * BASELINE_DAYS:
        return whole, True
    best = max(_runs(known), key=lambda run: (run.days, run.last), default=None)
    if best is None or best.days < SHORTEST_RUN:
        return whole, False
    return best, True


def _runs(dates: list[date]) -> list[Period]:
    return joined(Period(each, each) for each in dates)


def joined(periods: Iterable[Period]) -> list[Period]:
    """Return periods in order, those that overlap or meet as one; empty ones are left out."""
    runs: list[Period] = []
    for each in sorted(each for each in periods if each.days):
        if runs and each.first <= runs[-1].last + timedelta(days=1):
            runs[-1] = Period(runs[-1].first, max(runs[-1].last, each.last))
        else:
            runs.append(each)
    return runs


def common(some: Iterable[Period], others: Iterable[Period]) -> list[Period]:
    """Return the days that lie both in one of `some` and in one of `others`, as periods in order."""
    others = list(others)
    return joined(Period(max(a.first, b.first), min(a.last, b.last)) for a in some for b in others)


def plan_weeks(start: date, end: date) -> list[tuple[int, Period]]:
    """Return the plan weeks before `end`, counted from 1; the last may have fewer than seven days."""
    weeks = []
    number, first = 1, start
    while first < end:
        weeks.append((number, Period(first, min(first + timedelta(days=6), end - timedelta(days=1)))))
        number, first = number + 1, first + timedelta(days=7)
    return weeks


def baseline_weeks(start: date) -> list[tuple[int, Period]]:
    """Return the four seven-day blocks before `start`, numbered -4 to -1."""
    firsts = [start - timedelta(days=7 * back) for back in (4, 3, 2, 1)]
    return [(-back, Period(first, first + timedelta(days=6))) for back, first in zip((4, 3, 2, 1), firsts, strict=True)]


def calendar(
    whole: Period,
    *,
    ticks: pd.DataFrame,
    incident_dates: Iterable[pd.Timestamp],
    message_dates: Iterable[pd.Timestamp],
    contact_incident_dates: Iterable[pd.Timestamp],
) -> pd.DataFrame:
    """Return one row per local day of `whole` (schema.DAYS): what is known of it and whether there was contact.

    A day is known by a tick of `Record complete` or by an entry, and by nothing else. It is a contact day by a
    message either way, a tick of contact or visit, or an entry about a meeting, a call or a message.
    """
    index = pd.date_range(whole.first, whole.last, freq="D", unit="us") if whole.days else pd.DatetimeIndex([])
    said = ticks.drop_duplicates("date", keep="last").set_index("date").reindex(index)
    yes = {
        name: said[name].eq(True).fillna(False).astype(bool)
        for name in ("record_complete", "contact", "visit", "afraid")
    }
    entered = index.isin(pd.DatetimeIndex(list(incident_dates)))
    reached = index.isin(pd.DatetimeIndex(list(message_dates))) | index.isin(
        pd.DatetimeIndex(list(contact_incident_dates))
    )
    frame = pd.DataFrame(
        {
            "date": index,
            "known": yes["record_complete"].to_numpy() | entered,
            "ticked": yes["record_complete"].to_numpy(),
            "by_incident": entered & ~yes["record_complete"].to_numpy(),
            "contact": reached | yes["contact"].to_numpy() | yes["visit"].to_numpy(),
            "contact_said_no": said["contact"].eq(False).fillna(False).to_numpy(dtype=bool),
            "visit": yes["visit"].to_numpy(),
            "felt_safety": pd.to_numeric(said["felt_safety"], errors="coerce").to_numpy(
                dtype="float64", na_value=float("nan")
            ),
            "afraid": yes["afraid"].to_numpy(),
        }
    )
    return DAYS.conform(frame)


def known(days: pd.DataFrame, period: Period) -> int:
    """Return how many days of `period` are known."""
    return int((days["known"] & period.holds(days["date"])).sum())


def contact(days: pd.DataFrame, period: Period, *, only_known: bool = False) -> int:
    """Return how many days of `period` had contact, of all its days or of the known ones."""
    wanted = days["contact"] & period.holds(days["date"])
    return int((wanted & days["known"]).sum() if only_known else wanted.sum())


def no_contact(days: pd.DataFrame, period: Period) -> bool:
    """Tell whether every known day of `period` says that there was no contact, and none shows any."""
    inside = days.loc[period.holds(days["date"])]
    known_days = inside.loc[inside["known"]]
    return bool(len(known_days)) and bool(known_days["contact_said_no"].all()) and not bool(inside["contact"].any())


def instant(local: datetime, zone: str) -> pd.Timestamp:
    """Return the UTC instant of a wall time; the first of a doubled hour, the moment after a skipped one."""
    return pd.Timestamp(local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)).as_unit("us")


def elapsed_hours(earlier: datetime, later: datetime, zone: str) -> float:
    """Return the hours that really passed between two wall times, whatever the clocks did in between."""
    return (instant(later, zone) - instant(earlier, zone)).total_seconds() / 3600


def midnight(day: date, zone: str) -> pd.Timestamp:
    """Return the UTC instant at which a local date begins."""
    return instant(datetime.combine(day, time()), zone)
