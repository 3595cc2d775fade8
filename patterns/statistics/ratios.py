"""The rate of one period held against that of another: ratio, interval, scatter of weeks, evidence word."""

from __future__ import annotations

from math import exp, inf, log, nan, sqrt
from typing import NamedTuple

from scipy.special import stdtrit

from patterns.statistics.intervals import Interval, binomial_interval

FEWEST_WEEKS = 3  # full weeks in each period before their scatter is looked at
EXACT = "exact conditional Poisson"
WIDENED = "exact conditional Poisson, widened by quasi-Poisson"


class RatioInterval(NamedTuple):
    """Interval of a rate ratio, and how it was made."""

    low: float
    high: float
    method: str
    level: float


class Phase(NamedTuple):
    """One period's counts: how many, in how many days, and week by week (count, known days) where weeks are full."""

    events: int
    days: float
    weeks: tuple[tuple[int, int], ...] = ()


class LogRatio(NamedTuple):
    """Logarithm of a rate ratio with its standard error, as Poisson counts and with the scatter of the weeks."""

    value: float
    error: float
    widened: float


class Split(NamedTuple):
    """A change per week taken apart: `per_week` = `per_contact_day` x `contact_days` (contact days per week)."""

    per_week: float
    per_contact_day: float
    contact_days: float


def rate_ratio(before: Phase, after: Phase) -> float:
    """Rate after / rate before; infinite from a rate of 0, not a number from 0 to 0."""
    rate_before, rate_after = before.events / before.days, after.events / after.days
    if rate_before:
        return rate_after / rate_before
    return inf if rate_after else nan


def split_of_change(before: Phase, after: Phase, contact_before: int, contact_after: int) -> Split:
    """Take the change per week apart into events per contact day and contact days per week.

    Both periods need contact days; without any the rate per contact day cannot be computed.
    """
    return Split(
        rate_ratio(before, after),
        rate_ratio(Phase(before.events, contact_before), Phase(after.events, contact_after)),
        rate_ratio(Phase(contact_before, before.days), Phase(contact_after, after.days)),
    )


def exact_ratio_interval(before: Phase, after: Phase, level: float = 0.95) -> Interval:
    """Exact conditional interval of the rate ratio after / before; the upper limit is infinite from a count of 0.

    Given the total, the later count is binomial; the limits of its share are turned back into a ratio.

    References
    ----------
    Przyborowski, J. and Wilenski, H. (1940). Biometrika 31, 313-323. Fay, M. P. (2010). R Journal 2(1), 53-58.
    """
    low, high = binomial_interval(after.events, before.events + after.events, level)
    scale = before.days / after.days
    return Interval(low / (1 - low) * scale if low < 1 else inf, high / (1 - high) * scale if high < 1 else inf)


def dispersion(before: Phase, after: Phase) -> float:
    """Pearson dispersion of weekly counts around the rate of their own period: 1 for Poisson, more when clumped.

    Returns
    -------
    float
        Not a number with fewer than three full weeks in either period.

    References
    ----------
    McCullagh, P. and Nelder, J. A. (1989). Generalized Linear Models, 2nd ed., ch. 6.
    """
    if min(len(before.weeks), len(after.weeks)) < FEWEST_WEEKS:
        return nan
    squares = 0.0
    for phase in (before, after):
        rate = sum(count for count, _ in phase.weeks) / sum(days for _, days in phase.weeks)
        squares += sum((count - rate * days) ** 2 / (rate * days) for count, days in phase.weeks if rate)
    return squares / (len(before.weeks) + len(after.weeks) - 2)


def dispersion_index(counts: list[int]) -> float:
    """Variance over mean of the counts of one period: about 1 for Poisson; not a number without events.

    References
    ----------
    Fisher, R. A. (1925). Statistical Methods for Research Workers, ch. 3.
    """
    mean = sum(counts) / len(counts)
    return sum((count - mean) ** 2 for count in counts) / (len(counts) - 1) / mean if mean else nan


def log_ratio(before: Phase, after: Phase) -> LogRatio:
    """Logarithm of the rate ratio and its standard errors; not numbers unless both periods hold an event.

    References
    ----------
    Wedderburn, R. W. M. (1974). Biometrika 61, 439-447.
    """
    if not before.events or not after.events:
        return LogRatio(nan, nan, nan)
    error = sqrt(1 / before.events + 1 / after.events)
    return LogRatio(log(rate_ratio(before, after)), error, error * sqrt(dispersion(before, after)))


def quasi_ratio_interval(before: Phase, after: Phase, level: float = 0.95, at_least: float = 1.0) -> Interval:
    """Interval of the rate ratio whose width grows with the scatter of the weeks (t quantile, weeks - 2).

    Parameters
    ----------
    at_least : float
        Least dispersion that is believed: weeks that happen to be even do not narrow the interval. 0 takes any.

    References
    ----------
    Wedderburn, R. W. M. (1974). Biometrika 61, 439-447.
    """
    value, error, widened = log_ratio(before, after)
    degrees = len(before.weeks) + len(after.weeks) - 2
    reach = float(stdtrit(degrees, (1 + level) / 2)) * max(widened, error * sqrt(at_least))
    return Interval(exp(value - reach), exp(value + reach))


def ratio_interval(before: Phase, after: Phase, level: float = 0.95) -> RatioInterval:
    """The interval that reports show: the exact one, or the wider of both where weeks are clumped."""
    low, high = exact_ratio_interval(before, after, level)
    clumped = dispersion(before, after) > 1 and before.events > 0 and after.events > 0
    if not clumped:
        return RatioInterval(low, high, EXACT, level)
    wide = quasi_ratio_interval(before, after, level)
    return RatioInterval(min(low, wide.low), max(high, wide.high), WIDENED, level)


def evidence_word(wide: Interval | RatioInterval, narrow: Interval | RatioInterval) -> str:
    """Return the key of the evidence word for a rate ratio's 95 % (`wide`) and 80 % (`narrow`) intervals."""
    if wide.high <= 0.5:
        return "at-least-halved"
    if wide.high < 1:
        return "clear-fall"
    if wide.low > 1:
        return "clear-rise"
    if narrow.high < 1:
        return "weak-fall"
    if narrow.low > 1:
        return "weak-rise"
    return "cannot-tell"
