"""Control charts: the band in which weekly counts are expected to lie, and the weeks that stand out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import nan, sqrt
from typing import NamedTuple

FEWEST_WEEKS_FOR_LIMITS = 12
REACH = 2.66  # 3 / 1.128: three standard deviations, estimated from the mean moving range of two
SCREEN = 3.267  # a moving range beyond this multiple of their mean is left out of the mean
RUN = 7  # weeks in a row that stand out together
ABOVE, BELOW = "above limit", "below limit"
RISE, FALL = "seven rising", "seven falling"
NEAR_ABOVE, NEAR_BELOW = "two of three near upper limit", "two of three near lower limit"
HIGH, LOW = "seven above", "seven below"


class Limits(NamedTuple):
    """Centre and band of a control chart; `low` is cut at 0, `uncut` is not."""

    centre: float
    low: float
    high: float
    uncut: float


def xmr_limits(
    counts: Sequence[float | None],
    *,
    baseline: int | None = None,
    screened: bool = True,
    reach: float = REACH,
    fewest: int = FEWEST_WEEKS_FOR_LIMITS,
) -> Limits:
    """Limits for single values: mean plus and minus 2.66 mean moving ranges.

    Parameters
    ----------
    counts : sequence of float or None
        One value per week in order; None where nobody recorded the week. No range is taken across such a gap.
    baseline : int, optional
        Take the limits from the first so many weeks only.
    screened : bool
        Leave out moving ranges that one odd week made.
    fewest : int
        With fewer recorded weeks the limits are not numbers.

    References
    ----------
    Shewhart, W. A. (1931). Economic Control of Quality of Manufactured Product. Nelson, L. S. (1982). Journal of
    Quality Technology 14(3), 172-173 (screening).
    """
    fixed = list(counts[:baseline])
    known = [value for value in fixed if value is not None]
    ranges = [abs(later - earlier) for earlier, later in pairwise(fixed) if earlier is not None and later is not None]
    if len(known) < fewest or not ranges:
        return Limits(nan, nan, nan, nan)
    if screened:
        mean_range = sum(ranges) / len(ranges)
        ranges = [each for each in ranges if each < SCREEN * mean_range] or ranges
    return _limits(sum(known) / len(known), reach * sum(ranges) / len(ranges))


def count_limits(counts: Sequence[float | None]) -> Limits:
    """Limits for Poisson counts (c-chart): mean plus and minus three times its square root.

    Only where weeks are not clumped: with a dispersion well above 1 the band is too narrow.

    References
    ----------
    Montgomery, D. C. Introduction to Statistical Quality Control, ch. 7.
    """
    known = [value for value in counts if value is not None]
    mean = sum(known) / len(known) if known else nan
    return _limits(mean, 3 * sqrt(mean))


def outside(counts: Sequence[float | None], limits: Limits) -> list[int]:
    """Return the places of the weeks that lie outside the band."""
    return [place for place, value in enumerate(counts) if value is not None and not limits.low <= value <= limits.high]


def standing_out(counts: Sequence[float | None], limits: Limits) -> list[str | None]:
    """Tell for each week whether, and by which rule, it stands out of the band; None where it does not.

    The first rule that applies is named: outside the band; one of seven that all rise or all fall; one of two in
    three in the outer third of the band, all three on one side; one of seven on one side of the centre. Weeks
    nobody recorded are passed over.

    References
    ----------
    Shewhart, W. A. (1931). NHS England, Making Data Count (the set of rules).
    """
    places = [place for place, value in enumerate(counts) if value is not None]
    known = [value for value in counts if value is not None]
    rules = (_outside, _sloping, _near, _one_sided)
    found: list[str | None] = [None] * len(counts)
    for rule in reversed(rules):
        for place, word in zip(places, rule(known, limits), strict=True):
            found[place] = word or found[place]
    return found


def _limits(centre: float, reach: float) -> Limits:
    return Limits(centre, max(0.0, centre - reach), centre + reach, centre - reach)


def _outside(values: Sequence[float], limits: Limits) -> list[str | None]:
    return [ABOVE if value > limits.high else BELOW if value < limits.uncut else None for value in values]


def _sloping(values: Sequence[float], _: Limits) -> list[str | None]:
    found: list[str | None] = [None] * len(values)
    for first in range(len(values) - RUN + 1):
        stretch = values[first : first + RUN]
        rising = all(later > earlier for earlier, later in pairwise(stretch))
        if rising or all(later < earlier for earlier, later in pairwise(stretch)):
            found[first : first + RUN] = [RISE if rising else FALL] * RUN  # a turning point belongs to what follows
    return found


def _near(values: Sequence[float], limits: Limits) -> list[str | None]:
    third = (limits.high - limits.centre) * 2 / 3
    near = [limits.uncut <= value <= limits.high and abs(value - limits.centre) > third for value in values]
    return _windows(values, limits, 3, lambda place: near[place], 2, (NEAR_ABOVE, NEAR_BELOW))


def _one_sided(values: Sequence[float], limits: Limits) -> list[str | None]:
    return _windows(values, limits, RUN, lambda place: True, RUN, (HIGH, LOW))


def _windows(
    values: Sequence[float],
    limits: Limits,
    width: int,
    counted: Callable[[int], bool],
    needed: int,
    words: tuple[str, str],
) -> list[str | None]:
    """Name the counted weeks of every window that lies on one side of the centre and has enough of them."""
    found: list[str | None] = [None] * len(values)
    for first in range(len(values) - width + 1):
        window = range(first, first + width)
        high = all(values[place] > limits.centre for place in window)
        if not high and not all(values[place] < limits.centre for place in window):
            continue
        marked = [place for place in window if counted(place)]
        for place in marked if len(marked) >= needed else ():
            found[place] = words[0] if high else words[1]
    return found
