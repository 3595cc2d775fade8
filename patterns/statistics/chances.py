"""How often a difference at least this large would turn up if nothing, or something stated, had happened."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from scipy.special import bdtr, ndtr

from patterns.statistics.ratios import Phase


def chance_of_fall(before: Phase, after: Phase) -> float:
    """How often a fall at least this large would turn up if nothing had changed, between 0 and 1.

    The larger of the exact conditional probability and, where both periods have full weeks, the share of all ways
    to deal the same weeks to the two periods.
    """
    exact = conditional_chance(before, after)
    if not before.weeks or not after.weeks:
        return exact
    dealt = permutation_of_weeks([count for count, _ in before.weeks], [count for count, _ in after.weeks])
    return max(exact, dealt)


def conditional_chance(before: Phase, after: Phase, ratio: float = 1.0) -> float:
    """Exact one-sided probability of a later count as low as this, given the total, if the true ratio is `ratio`.

    References
    ----------
    Przyborowski, J. and Wilenski, H. (1940). Biometrika 31, 313-323.
    """
    return _at_most(after.events, before, after, ratio)


def conditional_mid_chance(before: Phase, after: Phase, ratio: float = 1.0) -> float:
    """The exact one-sided probability with only half of that of the observed count itself (mid-p).

    References
    ----------
    Lancaster, H. O. (1961). J. Am. Stat. Assoc. 56, 223-234.
    """
    fewer = _at_most(after.events - 1, before, after, ratio) if after.events else 0.0
    return (fewer + _at_most(after.events, before, after, ratio)) / 2


def two_sided_chance(before: Phase, after: Phase, *, central: bool = True) -> float:
    """Exact two-sided probability of so large a difference if nothing had changed.

    Parameters
    ----------
    central : bool
        Twice the smaller tail; otherwise the sum over all counts no likelier than the one observed.

    References
    ----------
    Fay, M. P. (2010). R Journal 2(1), 53-58.
    """
    if not central:
        return two_sided_binomial(after.events, before.events + after.events, _share(before, after, 1.0))
    low = _at_most(after.events, before, after, 1.0)
    high = 1 - _at_most(after.events - 1, before, after, 1.0) if after.events else 1.0
    return min(1.0, 2 * min(low, high))


def two_sided_binomial(k: int, n: int, share: float) -> float:
    """Exact two-sided probability of `k` hits in `n` trials: the sum over all counts no likelier than `k`.

    References
    ----------
    Clopper, C. J. and Pearson, E. S. (1934). Biometrika 26, 404-413.
    """
    from scipy.stats import binomtest  # half a second to import, and only comparisons with other programs need it

    return float(binomtest(k, n, share).pvalue) if n else 1.0


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


def permutation_of_ranks(before: Sequence[float], after: Sequence[float]) -> float:
    """Exact one-sided rank-sum probability, ties sharing their ranks: one extreme week counts no more than a high one.

    References
    ----------
    Wilcoxon, F. (1945). Biometrics Bulletin 1(6), 80-83. Strasser, H. and Weber, C. (1999).
    """
    weeks = [*before, *after]
    doubled = [2 * sum(other < week for other in weeks) + weeks.count(week) + 1 for week in weeks]  # stays whole
    return permutation_of_weeks(doubled[: len(before)], doubled[len(before) :])


def estimated_chance(count: int, size: float, other_count: int, other_size: float) -> float:
    """Two-sided probability of so large a difference of two Poisson means, with the common mean estimated (E-test).

    References
    ----------
    Krishnamoorthy, K. and Thomson, J. (2004). J. Stat. Planning and Inference 119, 23-35.
    """
    from scipy.stats import poisson_means_test

    return float(poisson_means_test(count, size, other_count, other_size).pvalue)


def approximate_chances(before: Phase, after: Phase, ratio: float = 1.0) -> dict[str, float]:
    """One-sided normal approximations of the probability of so high a later count if the true ratio is `ratio`.

    By the error if nothing changed, by square roots, and by Wald. They are here to be held against published
    examples; reports use the exact probability.

    References
    ----------
    Gu, K., Ng, H. K. T., Tang, M. L. and Schucany, W. R. (2008). Biometrical Journal 50(2), 283-298.
    """
    scale = ratio * after.days / before.days
    gap = after.events - before.events * scale
    roots = 2 * (sqrt(after.events + 3 / 8) - sqrt(scale * (before.events + 3 / 8))) / sqrt(1 + scale)
    distances = {
        "null error": gap / sqrt((after.events + before.events) * scale),
        "square root": roots,
        "wald": gap / sqrt(after.events + before.events * scale**2),
    }
    return {name: float(ndtr(-distance)) for name, distance in distances.items()}


def _share(before: Phase, after: Phase, ratio: float) -> float:
    """Share of all events expected in the later period when its rate is `ratio` times the earlier."""
    return ratio * after.days / (ratio * after.days + before.days)


def _at_most(count: int, before: Phase, after: Phase, ratio: float) -> float:
    return float(bdtr(count, before.events + after.events, _share(before, after, ratio)))
