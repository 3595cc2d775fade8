"""Intervals of one rate and of one proportion."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from scipy.special import bdtr, bdtrc, betaincinv, chdtri


class Interval(NamedTuple):
    """Lower and upper limit, on the scale of the value they belong to."""

    low: float
    high: float


def rate_interval(count: int, exposure: float, level: float = 0.95) -> Interval:
    """Exact central interval of a Poisson rate, per unit of `exposure`; the lower limit of no events is 0.

    References
    ----------
    Garwood, F. (1936). Biometrika 28, 437-442.
    """
    tail = (1 - level) / 2
    low = chdtri(2 * count, 1 - tail) / 2 if count else 0.0
    return Interval(float(low) / exposure, float(chdtri(2 * count + 2, tail)) / 2 / exposure)


def upper_rate(count: int, exposure: float, level: float = 0.95) -> float:
    """One-sided upper limit of a Poisson rate; for no events and 95 % about three per `exposure`.

    References
    ----------
    Hanley, J. A. and Lippman-Hand, A. (1983). JAMA 249(13), 1743-1745.
    """
    return float(chdtri(2 * count + 2, 1 - level)) / 2 / exposure


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
    """Interval of a proportion after Wilson, inside [0, 1]; (0, 1) when there were no trials.

    References
    ----------
    Wilson, E. B. (1927). J. Am. Stat. Assoc. 22(158), 209-212.
    """
    if n == 0:
        return Interval(0.0, 1.0)
    z = _normal_quantile(level)
    share, spread = k / n, z * z / n
    centre = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return Interval(max(0.0, centre - half) if k else 0.0, min(1.0, centre + half) if k < n else 1.0)


def jeffreys_interval(k: int, n: int, level: float = 0.95) -> Interval:
    """Equal-tailed interval of a proportion after a Beta(1/2, 1/2) prior; its limits are never exactly 0 or 1.

    References
    ----------
    Brown, L. D., Cai, T. T. and DasGupta, A. (2001). Statistical Science 16(2), 101-133.
    """
    tail = (1 - level) / 2
    low, high = (float(betaincinv(k + 0.5, n - k + 0.5, share)) for share in (tail, 1 - tail))
    return Interval(low, high)


def adjusted_interval(k: int, n: int, level: float = 0.95) -> Interval:
    """Interval of a proportion after adding half the squared normal quantile to hits and misses; cut to [0, 1].

    References
    ----------
    Agresti, A. and Coull, B. A. (1998). The American Statistician 52(2), 119-126.
    """
    z = _normal_quantile(level)
    trials = n + z * z
    centre = (k + z * z / 2) / trials
    half = z * sqrt(centre * (1 - centre) / trials)
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


def chance_of_at_least(k: int, n: int, share: float) -> float:
    """Probability of `k` or more hits in `n` independent trials when each hits with probability `share`."""
    return float(bdtrc(k - 1, n, share)) if k > 0 else 1.0


def chance_of_at_most(k: int, n: int, share: float) -> float:
    """Probability of `k` or fewer hits in `n` independent trials when each hits with probability `share`."""
    return float(bdtr(k, n, share))


def _normal_quantile(level: float) -> float:
    """Two-sided quantile: chi-square with one degree of freedom is a squared normal."""
    return sqrt(float(chdtri(1, 1 - level)))
