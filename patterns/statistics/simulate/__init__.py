"""What the rules and intervals do when the truth is known: invented weeks, many times over.

Every function draws from a generator that starts at the same `seed`, so that a table comes out the same each time.
Weeks are Poisson counts, or negative binomial ones whose variance is `clumping` times their mean.
"""

from patterns.statistics.simulate.draw import SEED, counts
from patterns.statistics.simulate.intervals import (
    coverage,
    evidence_words,
    exact_halvings,
    shares_of_small_counts,
    statements_wrong,
)
from patterns.statistics.simulate.runs import false_signals, smallest_trend_chances
from patterns.statistics.simulate.verdicts import (
    halving_verdicts,
    protective_triggers,
    three_of_four,
    unlogged_as_zero,
)

__all__ = [
    "SEED",
    "counts",
    "coverage",
    "evidence_words",
    "exact_halvings",
    "false_signals",
    "halving_verdicts",
    "protective_triggers",
    "shares_of_small_counts",
    "smallest_trend_chances",
    "statements_wrong",
    "three_of_four",
    "unlogged_as_zero",
]
