"""How often a run chart signals, and a trend could be named, although nothing changed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from patterns.statistics.runs import false_signal_chance, run_limits
from patterns.statistics.simulate.draw import SEED
from patterns.statistics.trends import smallest_trend_chance

USEFUL = (10, 12, 14, 16, 20, 24, 40)  # weeks off the median


def false_signals(runs: int, seed: int = SEED) -> pd.DataFrame:
    """How often a run chart signals although nothing changed: counted exactly, and simulated.

    Returns
    -------
    pandas.DataFrame
        One row per number of weeks off a median fixed beforehand: shares `exact` and `simulated`.
    """
    generator = np.random.default_rng(seed)
    rows = [(useful, false_signal_chance(useful), _signals(generator, runs, useful)) for useful in USEFUL]
    return pd.DataFrame(rows, columns=["weeks off the median", "exact", "simulated"]).set_index("weeks off the median")


def smallest_trend_chances() -> pd.Series:
    """Smallest two-sided probability a trend test can give, by the number of weeks: that of a perfect order."""
    weeks = pd.Index([4, 5, 6, 7, 8], name="weeks")
    return pd.Series([smallest_trend_chance(number) for number in weeks], index=weeks, name="smallest probability")


def _signals(generator: np.random.Generator, runs: int, useful: int) -> float:
    """Share of random rows of sides that break a limit of the run chart."""
    sides = generator.integers(0, 2, (runs, useful))
    limits = run_limits(useful)
    current = longest = np.ones(runs, dtype=int)
    for week in range(1, useful):
        current = np.where(sides[:, week] == sides[:, week - 1], current + 1, 1)
        longest = np.maximum(longest, current)
    crossings = (sides[:, 1:] != sides[:, :-1]).sum(axis=1)
    return float(np.mean((longest > limits.longest) | (crossings < limits.crossings)))
