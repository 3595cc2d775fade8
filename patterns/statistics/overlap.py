"""Overlap and effect indices of single-case research, so that published examples can be recomputed.

No report shows them: they saturate (once every later week lies below every earlier one they say nothing about how
far), some cannot show an effect after one quiet baseline week, and one name stands for several definitions.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, nan, sqrt
from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtri

from patterns.statistics.intervals import Interval
from patterns.statistics.trends import kendall, slope_of


class LogResponse(NamedTuple):
    """Logarithm of the ratio of two means: plain, corrected for its small-sample bias, and its standard error."""

    plain: float
    corrected: float
    error: float

    def interval(self, level: float = 0.95) -> Interval:
        """Interval around the corrected value, on the logarithmic scale."""
        reach = float(ndtri((1 + level) / 2)) * self.error
        return Interval(self.corrected - reach, self.corrected + reach)

    def percent(self, level: float = 0.95) -> tuple[float, float, float]:
        """Change in per cent with its lower and upper limit, from the plain value."""
        reach = float(ndtri((1 + level) / 2)) * self.error
        low, middle, high = (100 * (exp(self.plain + step) - 1) for step in (-reach, 0.0, reach))
        return middle, low, high


def nonoverlap(before: Sequence[float], after: Sequence[float], *, wanted: int = -1) -> float:
    """Share of all pairs of weeks in which the later one is better; ties count half (NAP).

    Parameters
    ----------
    wanted : int
        -1 where lower is better, 1 where higher is. So in every function of this module.

    References
    ----------
    Parker, R. I. and Vannest, K. (2009). Behavior Therapy 40(4), 357-367. Mann, H. B. and Whitney, D. R. (1947).
    """
    return float(_better(before, after, wanted).mean())


def nonoverlap_error(before: Sequence[float], after: Sequence[float], *, wanted: int = -1) -> float:
    """Standard error of `nonoverlap`, from the unbiased estimator of its variance; two weeks on each side at least.

    References
    ----------
    Sen, P. K. (1967). Sankhya A 29, 95-102. Mee, R. W. (1990). J. Am. Stat. Assoc. 85(411), 793-800.
    """
    better = _better(before, after, wanted)
    m, n = better.shape
    if min(m, n) < 2:
        return nan
    share = better.mean()
    apart = better - share
    held = min(max(share, 0.5 / (m * n)), 1 - 0.5 / (m * n))  # complete separation would have no variance at all
    rows, columns = (apart.sum(axis=1) ** 2).sum() / (m * n**2), (apart.sum(axis=0) ** 2).sum() / (m**2 * n)
    variance = held * (1 - held) + n * rows + m * columns - 2 * (apart**2).mean()
    return float(sqrt(variance / ((m - 1) * (n - 1))))


def nonoverlap_interval(
    before: Sequence[float], after: Sequence[float], level: float = 0.95, *, wanted: int = -1
) -> Interval:
    """Interval of `nonoverlap` by asking which true values the data would not contradict.

    References
    ----------
    Newcombe, R. G. (2006). Statistics in Medicine 25(4), 559-573 (method 5).
    """
    share = nonoverlap(before, after, wanted=wanted)
    pairs, half = len(before) * len(after), (len(before) + len(after)) / 2 - 1
    z = float(ndtri((1 + level) / 2))

    def distance(x: float) -> float:
        spread = x * (1 - x)
        return pairs * (share - x) ** 2 * (2 - x) * (1 + x) - z**2 * spread * (2 + half + (1 + 2 * half) * spread)

    inside = 1e-9  # the distance is also 0 at a share of exactly 0 or 1, which is not the limit looked for
    low = float(brentq(distance, 0.0, min(share, 1 - inside), xtol=1e-13)) if share > 0 else 0.0
    high = float(brentq(distance, max(share, inside), 1.0, xtol=1e-13)) if share < 1 else 1.0
    return Interval(low, high)


def tau(before: Sequence[float], after: Sequence[float], *, wanted: int = -1) -> float:
    """Better minus worse pairs, as a share of all: `nonoverlap` on a scale from -1 to 1."""
    return 2 * nonoverlap(before, after, wanted=wanted) - 1


def tau_u(before: Sequence[float], after: Sequence[float], form: str = "parker", *, wanted: int = -1) -> float:
    """Tau corrected for a trend in the baseline; what it is divided by differs between authors.

    Parameters
    ----------
    form : str
        "parker": by the pairs across periods; "tarlow": by those and the pairs inside the baseline; "complete": by
        the latter with ties taken out, as in a rank correlation.

    References
    ----------
    Parker, R. I., Vannest, K. J., Davis, J. L. and Sauber, S. B. (2011). Behavior Therapy 42(2), 284-299.
    Tarlow, K. R. (2017). Behavior Modification 41(4), 427-467.
    """
    m, n = len(before), len(after)
    across = m * n * tau(before, after, wanted=wanted)
    inside = wanted * kendall(range(m), before).s
    if form == "complete":
        # the baseline backwards, then one place for everything after it: trend and difference in one ordering
        order = [*range(m, 0, -1), *([m + 1] * n)]
        return wanted * kendall(order, [*before, *after]).tau
    pairs = {"parker": m * n, "tarlow": m * n + m * (m - 1) / 2}[form]
    return float((across - inside) / pairs)


def corrected_tau(before: Sequence[float], after: Sequence[float], *, wanted: int = -1) -> float:
    """Tau after the median slope of the baseline is taken out of all weeks.

    References
    ----------
    Tarlow, K. R. (2017). Behavior Modification 41(4), 427-467.
    """
    slope = slope_of(range(len(before)), before)
    left = [value - slope * place for place, value in enumerate([*before, *after])]
    return tau(left[: len(before)], left[len(before) :], wanted=wanted)


def beyond_all(before: Sequence[float], after: Sequence[float], *, wanted: int = -1) -> float:
    """Share of later weeks better than every baseline week (PND).

    References
    ----------
    Scruggs, T. E., Mastropieri, M. A. and Casto, G. (1987). Remedial and Special Education 8(2), 24-33.
    """
    best = max(wanted * value for value in before)
    return sum(wanted * value > best for value in after) / len(after)


def beyond_median(before: Sequence[float], after: Sequence[float], *, wanted: int = -1) -> float:
    """Share of later weeks better than the median of the baseline, ties half (PEM).

    References
    ----------
    Ma, H.-H. (2006). Behavior Modification 30(5), 598-617.
    """
    return nonoverlap([float(np.median(before))], after, wanted=wanted)


def nonoverlapping_share(before: Sequence[float], after: Sequence[float], *, wanted: int = -1) -> float:
    """Largest share of all weeks that can be kept so that every later one is better than every baseline one (PAND).

    References
    ----------
    Parker, R. I., Vannest, K. J. and Davis, J. L. (2011). Behavior Modification 35(4), 303-322.
    """
    low, high = sorted(wanted * value for value in before), sorted(wanted * value for value in after)
    kept = [
        first + len(high) - last
        for first in range(len(low) + 1)
        for last in range(len(high) + 1)
        if first == 0 or last == len(high) or low[first - 1] < high[last]
    ]
    return max(kept) / (len(low) + len(high))


def improvement_difference(before: Sequence[float], after: Sequence[float], *, wanted: int = -1) -> float:
    """Robust improvement rate difference: `nonoverlapping_share` rescaled by the sizes of the periods (IRD).

    References
    ----------
    Parker, R. I., Vannest, K. J. and Brown, L. (2009). Exceptional Children 75(2), 135-150.
    """
    m, n = len(before), len(after)
    share = nonoverlapping_share(before, after, wanted=wanted)
    return ((m + n) ** 2 * share - m**2 - n**2) / (2 * m * n)


def standardized_difference(before: Sequence[float], after: Sequence[float], *, wanted: int = -1) -> float:
    """Difference of means in standard deviations of the baseline, corrected for small samples.

    Not a number where all weeks of the baseline are alike.

    References
    ----------
    Gingerich, W. J. (1984). J. Applied Behavioral Science 20(1), 71-79. Hedges, L. V. (1981).
    """
    scatter = float(np.std(before, ddof=1))
    correction = 1 - 3 / (4 * (len(before) - 1) - 1)
    return float(wanted * correction * (np.mean(after) - np.mean(before)) / scatter) if scatter else nan


def log_response(before: Sequence[float], after: Sequence[float], truncation: float = 1.0) -> LogResponse:
    """Logarithm of the ratio of mean counts; a mean of zero is put at half an event in all `truncation` sessions.

    References
    ----------
    Pustejovsky, J. E. (2015). J. Educational and Behavioral Statistics 40(5); (2018). J. School Psychology 68.
    """
    (mean_a, part_a), (mean_b, part_b) = (_mean_and_part(values, truncation) for values in (before, after))
    plain = log(mean_b) - log(mean_a)
    return LogResponse(plain, plain + (part_b - part_a) / 2, sqrt(part_a + part_b))


def _mean_and_part(values: Sequence[float], truncation: float) -> tuple[float, float]:
    """Mean of one period, and what the period adds to the variance of a logarithm of means."""
    n, mean, variance = len(values), float(np.mean(values)), float(np.var(values, ddof=1))
    if truncation:
        mean, variance = max(mean, 1 / (2 * truncation * n)), max(variance, 1 / (truncation**2 * n**3))
    return mean, variance / (n * mean**2)


def _better(before: Sequence[float], after: Sequence[float], wanted: int) -> np.ndarray:
    """One row per earlier and one column per later week: 1 where the later is better, a half where they are equal."""
    steps = wanted * (np.asarray(after, dtype=float)[None, :] - np.asarray(before, dtype=float)[:, None])
    return (np.sign(steps) + 1) / 2
