"""Run chart: do weekly counts stay on one side of their median for longer than chance has it?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count as counting
from itertools import groupby, pairwise
from math import log2, nan
from statistics import median
from typing import NamedTuple

from scipy.special import bdtr

FEWEST_USEFUL = 10  # the published tables of the rules start there
WEEKS_TO_FREEZE = 8  # a shorter baseline has no median of its own
SIGNAL, NO_SIGNAL = "signal", "no signal"
TOO_FEW_POINTS, MEDIAN_ZERO = "too few points", "unusable, median zero"
LOWER, HIGHER, NEITHER = "lower", "higher", "neither"


class RunLimits(NamedTuple):
    """Longest run and fewest crossings that chance still explains."""

    longest: int
    crossings: int


class RunChart(NamedTuple):
    """A run chart's numbers; `fires` is what the two rules say alone, `word` what may be said."""

    median: float
    useful: int
    longest: int
    crossings: int
    limits: RunLimits
    fires: bool
    word: str
    direction: str


def run_chart(counts: Sequence[float | None], baseline: int = 0, enough: int = WEEKS_TO_FREEZE) -> RunChart:
    """Hold weekly counts against their median by the rules of Anhoej.

    Parameters
    ----------
    counts : sequence of float or None
        One value per week in order; None where nobody recorded the week: it neither breaks nor extends a run.
    baseline : int
        The median is that of the first `baseline` weeks, when `enough` of them are recorded; otherwise of all.

    Returns
    -------
    RunChart
        `word` is "signal", "no signal", "too few points" (below ten weeks off the median) or "unusable, median
        zero" (a median of zero, or half of the weeks on it: runs would only say that counts cannot be negative).
        `direction` tells on which side the later half of the useful weeks lies more often than the earlier half.

    References
    ----------
    Anhoej, J. and Olesen, A. V. (2014). PLoS ONE 9(11), e113825. Schilling, M. F. (2012). Mathematics Magazine
    85(5), 391-400. Chen, Z. (2010). Communications in Statistics 39, 2009-2023.
    """
    known = [value for value in counts if value is not None]
    first = [value for value in counts[:baseline] if value is not None]
    held = first if baseline and len(first) >= enough else known
    centre = median(held) if held else nan
    above = [value > centre for value in known if value != centre]
    limits = run_limits(len(above))
    longest = max((len(list(group)) for _, group in groupby(above)), default=0)
    crossings = sum(one is not other for one, other in pairwise(above))
    fires = longest > limits.longest or crossings < limits.crossings
    word = _word(centre, len(above), len(known), fires)
    return RunChart(centre, len(above), longest, crossings, limits, fires, word, _direction(above))


def run_limits(useful: int) -> RunLimits:
    """Limits for so many weeks off the median: a longer run, or fewer crossings, is a signal.

    References
    ----------
    Schilling, M. F. (2012) for runs; Chen, Z. (2010) for crossings; Anhoej, J. (2015). PLoS ONE 10(3), e0121349.
    """
    if useful == 0:
        return RunLimits(0, 0)
    crossings = next(few for few in counting() if bdtr(few, useful - 1, 0.5) >= 0.05)
    return RunLimits(round(log2(useful)) + 3, crossings)


def false_signal_chance(useful: int) -> float:
    """Exact probability of a signal in one look when nothing changed and the median was fixed beforehand.

    Sequences without a signal are those cut into enough runs none of which is too long; they are counted.

    References
    ----------
    Wentzel-Larsen, T. and Anhoej, J. (2019). PLoS ONE 14(10), e0223233.
    """
    longest, crossings = run_limits(useful)
    ways = [1] + [0] * useful  # ways[n]: how to cut n weeks into the runs so far
    quiet = 0
    for runs in range(1, useful + 1):
        ways = [sum(ways[max(0, weeks - longest) : weeks]) for weeks in range(useful + 1)]
        quiet += ways[useful] if runs - 1 >= crossings else 0
    return 1 - 2 * quiet / 2**useful  # twice: the first run lies above or below


def _word(centre: float, useful: int, known: int, fires: bool) -> str:
    if known and (centre == 0 or 2 * (known - useful) >= known):
        return MEDIAN_ZERO
    if useful < FEWEST_USEFUL:
        return TOO_FEW_POINTS
    return SIGNAL if fires else NO_SIGNAL


def _direction(above: Sequence[bool]) -> str:
    half = len(above) // 2
    earlier, later = sum(above[:half]), sum(above[len(above) - half :])
    if earlier == later:
        return NEITHER
    return HIGHER if later > earlier else LOWER
