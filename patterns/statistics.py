"""Intervals and ratios of counts: numbers in, numbers out."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, inf, log, sqrt
from typing import NamedTuple

from scipy.special import bdtr, betaincinv, chdtri, stdtrit

FEWEST_WEEKS = 3  # full weeks in each period before their scatter is looked at
EXACT = "exact conditional Poisson"
WIDENED = "exact conditional Poisson, widened by quasi-Poisson"


class Interval(NamedTuple):
    """Lower and upper limit, on the scale of the value they belong to."""

    low: float
    high: float


class RatioInterval(NamedTuple):
    """Interval of a rate ratio, and how it was made."""

    low: float
    high: float
    method: str
    level: float


class Phase(NamedTuple):
    """One period's counts: how many, in how many days, and week by week (count, known days) where weeks are full."""

    events: int
    days: int
    weeks: tuple[tuple[int, int], ...] = ()


def rate_interval(count: int, exposure: float, level: float = 0.95) -> Interval:
    """Exact central interval of a Poisson rate, per unit of `exposure`; the lower limit of no events is 0.

    References
    ----------
    Garwood, F. (1936). Biometrika 28, 437-442.
    """
    tail = (1 - level) / 2
    low = chdtri(2 * count, 1 - tail) / 2 if count else 0.0
    return Interval(float(low) / exposure, float(chdtri(2 * count + 2, tail)) / 2 / exposure)


def binomial_interval(k: int, n: int, level: float = 0.95) -> Interval:
    """Exact (conservative) interval of a proportion; (0, 1) when there were no trials.

    References
    ----------
    Clopper, C. J. and Pearson, E. S. (1934). Biometrika 26, 404-413.
    """
    tail = (1 - level) / 2
    low = float(betaincinv(k, n - k + 1, tail)) if k else 0.0
    high = float(betaincinv(k + 1, n - k, 1 - tail)) if k < n else 1.0
    return Interval(low, high)


def proportion_interval(k: int, n: int, level: float = 0.95) -> Interval:
    """Score interval of a proportion, inside [0, 1]; (0, 1) when there were no trials.

    References
    ----------
    Wilson, E. B. (1927). J. Am. Stat. Assoc. 22(158), 209-212.
    """
    if n == 0:
        return Interval(0.0, 1.0)
    z = sqrt(float(chdtri(1, 1 - level)))  # chi-square with one degree of freedom is a squared normal
    share, spread = k / n, z * z / n
    centre = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return Interval(max(0.0, centre - half) if k else 0.0, min(1.0, centre + half) if k < n else 1.0)


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
        return float("nan")
    squares = 0.0
    for phase in (before, after):
        rate = sum(count for count, _ in phase.weeks) / sum(days for _, days in phase.weeks)
        squares += sum((count - rate * days) ** 2 / (rate * days) for count, days in phase.weeks if rate)
    return squares / (len(before.weeks) + len(after.weeks) - 2)


def quasi_ratio_interval(before: Phase, after: Phase, level: float = 0.95) -> Interval:
    """Interval of the rate ratio whose width grows with the scatter of the weeks (t quantile, weeks - 2).

    References
    ----------
    Wedderburn, R. W. M. (1974). Biometrika 61, 439-447.
    """
    clumped = max(1.0, dispersion(before, after))
    degrees = len(before.weeks) + len(after.weeks) - 2
    reach = float(stdtrit(degrees, (1 + level) / 2)) * sqrt(clumped * (1 / before.events + 1 / after.events))
    centre = log(after.events / after.days) - log(before.events / before.days)
    return Interval(exp(centre - reach), exp(centre + reach))


def ratio_interval(before: Phase, after: Phase, level: float = 0.95) -> RatioInterval:
    """The interval that reports show: the exact one, or the wider of both where weeks are clumped."""
    low, high = exact_ratio_interval(before, after, level)
    clumped = dispersion(before, after) > 1 and before.events > 0 and after.events > 0
    if not clumped:
        return RatioInterval(low, high, EXACT, level)
    wide = quasi_ratio_interval(before, after, level)
    return RatioInterval(min(low, wide.low), max(high, wide.high), WIDENED, level)


def chance_of_fall(before: Phase, after: Phase) -> float:
    """How often a fall at least this large would turn up if nothing had changed, between 0 and 1.

    The larger of the exact conditional probability and, where both periods have full weeks, the share of all ways
    to deal the same weeks to the two periods.
    """
    exact = float(bdtr(after.events, before.events + after.events, after.days / (before.days + after.days)))
    if not before.weeks or not after.weeks:
        return exact
    dealt = permutation_of_weeks([count for count, _ in before.weeks], [count for count, _ in after.weeks])
    return max(exact, dealt)


def permutation_of_weeks(before: Sequence[int], after: Sequence[int]) -> float:
    """Exact one-sided permutation probability that the later weeks hold as few events as they do.

    References
    ----------
    Edgington, E. S. (1980). Randomization Tests.
    """
    drawn, limit = len(after), sum(after)
    # ways[size] maps a sum to the number of ways to choose `size` weeks with that sum
    ways: list[dict[int, int]] = [{0: 1}] + [{} for _ in range(drawn)]
    for count in (*before, *after):
        for size in range(drawn, 0, -1):
            for total, number in ways[size - 1].items():
                ways[size][total + count] = ways[size].get(total + count, 0) + number
    every = sum(ways[drawn].values())
    return sum(number for total, number in ways[drawn].items() if total <= limit) / every


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
