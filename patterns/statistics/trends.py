"""Whether weekly counts rise or fall along time, and whether one week carries over to the next.

Slope and rank correlation are worked out here, in a few lines, because they need the pairs of weeks anyway and
scipy.stats takes half a second to import; the tests hold them against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import factorial, nan, sqrt
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr

FEWEST_WEEKS_FOR_TREND = 6  # at four weeks even a straight line has a probability of 2/4! = 0.083
TREND_CHANCE = 0.10  # one-sided
RISING, FALLING = "rising", "falling"
NO_DIRECTION, TOO_FEW_WEEKS = "no clear direction", "too few weeks"


class Kendall(NamedTuple):
    """Agreeing minus disagreeing pairs (`s`), its variance if there were no trend, and the same from -1 to 1."""

    s: int
    variance: float
    tau: float

    @property
    def chance(self) -> float:
        """Two-sided probability of so large an `s` without a trend, normal with continuity correction."""
        if self.s == 0 or self.variance == 0:
            return 1.0
        return float(2 * ndtr(-(abs(self.s) - 1) / sqrt(self.variance)))


class Trend(NamedTuple):
    """Change per week (median of all pairs of weeks), the test of its direction, and the word for it."""

    weeks: int
    slope: float
    test: Kendall
    word: str


def trend(counts: Sequence[float | None], limit: float = TREND_CHANCE) -> Trend:
    """Tell whether weekly counts rise or fall.

    Parameters
    ----------
    counts : sequence of float or None
        One value per week in order; None where nobody recorded the week. Such a gap keeps its place in time.
    limit : float
        One-sided probability up to which a direction is named.

    Returns
    -------
    Trend
        `word` is "rising", "falling", "no clear direction" or, below six recorded weeks, "too few weeks".

    References
    ----------
    Mann, H. B. (1945). Econometrica 13, 245-259. Kendall, M. G. (1970). Rank Correlation Methods, 4th ed.
    """
    weeks, values = _recorded(counts)
    test = kendall(weeks, values)
    if len(weeks) < FEWEST_WEEKS_FOR_TREND:
        word = TOO_FEW_WEEKS
    elif test.chance / 2 > limit:
        word = NO_DIRECTION
    else:
        word = RISING if test.s > 0 else FALLING
    return Trend(len(weeks), slope_of(weeks, values), test, word)


def slope_of(x: Sequence[float], y: Sequence[float]) -> float:
    """Median of the slopes of all pairs of points; not a number without two different values of `x`.

    References
    ----------
    Theil, H. (1950). Proc. KNAW 53. Sen, P. K. (1968). J. Am. Stat. Assoc. 63(324), 1379-1389.
    """
    across, up = _pairs(x), _pairs(y)
    apart = across != 0
    return float(np.median(up[apart] / across[apart])) if apart.any() else nan


def kendall(x: Sequence[float], y: Sequence[float]) -> Kendall:
    """Rank correlation of two series; pairs with a tie count for neither side, and the variance allows for them.

    References
    ----------
    Kendall, M. G. (1970). Rank Correlation Methods, 4th ed., ch. 3 and 4.
    """
    s = int(np.sum(np.sign(_pairs(x)) * np.sign(_pairs(y))))
    n, pairs = len(x), len(x) * (len(x) - 1) / 2
    tied_x, tied_y = _tied(x), _tied(y)
    free = (pairs - _sum(tied_x, 2)) * (pairs - _sum(tied_y, 2))
    return Kendall(s, _variance(n, tied_x, tied_y), s / sqrt(free) if free > 0 else nan)


def smallest_trend_chance(weeks: int) -> float:
    """Smallest two-sided probability a trend test can give: that of a series in perfect order.

    References
    ----------
    Kendall, M. G. (1970). Rank Correlation Methods, 4th ed., appendix table 1.
    """
    return min(1.0, 2 / factorial(weeks))


def autocorrelation(counts: Sequence[float | None], lag: int = 1) -> float:
    """Correlation of weekly counts with those `lag` weeks later; not a number where all counts are the same.

    A gap keeps its place: only pairs of recorded weeks exactly `lag` apart are used.

    References
    ----------
    Box, G. E. P. and Jenkins, G. M. (1976). Time Series Analysis, ch. 2.
    """
    values = np.array([nan if count is None else count for count in counts], dtype=float)
    if np.isnan(values).all():
        return nan
    apart = values - np.nanmean(values)
    spread = float(np.nansum(apart**2))
    return float(np.nansum(apart[:-lag] * apart[lag:])) / spread if spread else nan


def carries_over(counts: Sequence[float | None]) -> bool:
    """Tell whether neighbouring weeks are more alike than chance allows: lag 1 above two standard errors, 2/sqrt(n).

    It is a flag beside an interval, never a correction of it.
    """
    return autocorrelation(counts) > 2 / sqrt(len(_recorded(counts)[0]))


def _recorded(counts: Sequence[float | None]) -> tuple[list[int], list[float]]:
    known = [(week, count) for week, count in enumerate(counts) if count is not None]
    return [week for week, _ in known], [count for _, count in known]


def _pairs(values: Sequence[float]) -> np.ndarray:
    """Later minus earlier, for every pair of places in a series."""
    series = np.asarray(values, dtype=float)
    earlier, later = np.triu_indices(len(series), 1)
    return series[later] - series[earlier]


def _tied(values: Sequence[float]) -> list[int]:
    return [size for size in Counter(values).values() if size > 1]


def _sum(tied: Sequence[int], terms: int) -> float:
    """Sum of t(t-1)/2 for two terms, t(t-1)(t-2) for three, over the sizes of groups of ties."""
    return float(sum(t * (t - 1) / 2 if terms == 2 else t * (t - 1) * (t - 2) for t in tied))


def _variance(n: int, tied_x: Sequence[int], tied_y: Sequence[int]) -> float:
    """Variance of S without association; with ties in one series only, the last two terms are 0."""
    if n < 2:
        return 0.0
    plain = n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for tied in (tied_x, tied_y) for t in tied)
    triples = _sum(tied_x, 3) * _sum(tied_y, 3) / (9 * n * (n - 1) * (n - 2)) if n > 2 else 0.0
    pairs = 2 * _sum(tied_x, 2) * _sum(tied_y, 2) / (n * (n - 1))
    return plain / 18 + triples + pairs
