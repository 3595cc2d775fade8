"""Whether intervals hold the truth, which evidence words turn up, and what small counts leave open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy.special import bdtr

from patterns.statistics.intervals import Interval, proportion_interval
from patterns.statistics.ratios import Phase, RatioInterval, evidence_word, exact_ratio_interval, ratio_interval
from patterns.statistics.simulate.draw import SEED, counts

FEWEST_BEFORE = 5  # incidents a baseline needs before the halving rule is judged
# weeks in each period, incidents a week, clumping
SETTINGS = ((4, 2, 1), (4, 2, 2), (4, 2, 4), (8, 2, 1), (8, 2, 2), (8, 2, 4), (8, 4, 4), (4, 1, 4))
WORDS = ("at-least-halved", "clear-fall", "weak-fall", "cannot-tell", "weak-rise", "clear-rise")


def coverage(runs: int, seed: int = SEED, settings: Iterable[tuple[int, int, int]] = SETTINGS) -> pd.DataFrame:
    """How often the 95 % intervals of the rate ratio hold the true ratio.

    Returns
    -------
    pandas.DataFrame
        One row per setting (weeks, incidents a week, clumping): the share for the exact interval alone, with no
        change, among all series; and for the interval that reports show, with no change and with a true halving,
        among series with at least five incidents in the baseline.
    """
    generator = np.random.default_rng(seed)
    rows = []
    for weeks, mean, clumping in settings:
        before = counts(generator, mean, clumping, (runs, weeks))
        same, half = (counts(generator, mean * ratio, clumping, (runs, weeks)) for ratio in (1, 0.5))
        enough = before.sum(axis=1) >= FEWEST_BEFORE
        rows.append(
            {
                "weeks": weeks,
                "incidents a week": mean,
                "clumping": clumping,
                "exact only": _exact_holds(before, same, 1.0),
                "reported, no change": _reported_holds(before[enough], same[enough], 1.0),
                "reported, halved": _reported_holds(before[enough], half[enough], 0.5),
            }
        )
    return pd.DataFrame(rows).set_index(["weeks", "incidents a week", "clumping"])


def evidence_words(runs: int, seed: int = SEED, weeks: int = 4, mean: float = 2) -> pd.DataFrame:
    """How often each evidence word turns up, by what is really true.

    Returns
    -------
    pandas.DataFrame
        One row per truth and clumping, one column per evidence word: shares of 0 to 1 of the series with at least
        five incidents in the baseline.
    """
    generator = np.random.default_rng(seed)
    rows = {}
    for truth, ratio in (("no change", 1.0), ("halved", 0.5), ("down by 70 %", 0.3)):
        for clumping in (1, 2):
            before = counts(generator, mean, clumping, (runs, weeks))
            after = counts(generator, mean * ratio, clumping, (runs, weeks))
            rows[truth, clumping] = _words(before[before.sum(axis=1) >= FEWEST_BEFORE], after)
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis(index=["truth", "clumping"])


def exact_halvings() -> pd.DataFrame:
    """What an observed halving in equal periods says, for growing counts.

    Returns
    -------
    pandas.DataFrame
        One row per pair of counts: the 95 % interval of the ratio (`low`, `high`) and the `chance` if nothing changed.
    """
    rows = {}
    for before in (8, 12, 20, 24):
        low, high = exact_ratio_interval(Phase(before, 28), Phase(before // 2, 28))
        rows[f"{before} to {before // 2}"] = (low, high, float(bdtr(before // 2, before + before // 2, 0.5)))
    return pd.DataFrame.from_dict(rows, orient="index", columns=["low", "high", "chance"]).rename_axis("counts")


def shares_of_small_counts() -> pd.DataFrame:
    """Range in which the true share may lie (95 %), by what was seen.

    Returns
    -------
    pandas.DataFrame
        One row per count: `low` and `high` of the interval after Wilson.
    """
    seen = ((3, 4), (6, 8), (9, 12), (30, 40))
    rows = {f"{k} of {n}": tuple(proportion_interval(k, n)) for k, n in seen}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["low", "high"]).rename_axis("seen")


def statements_wrong() -> pd.Series:
    """Chance that at least one of several independent 95 % statements is wrong, by their number."""
    number = pd.Index([1, 4, 8], name="statements")
    return pd.Series(1 - 0.95 ** number.to_numpy(), index=number, name="at least one wrong")


def _exact_holds(before: np.ndarray, after: np.ndarray, truth: float) -> float:
    """Share of series whose exact interval holds the truth; each pair of sums is asked once."""
    days = 7 * before.shape[1]
    pairs = np.column_stack([before.sum(axis=1), after.sum(axis=1)])
    found, times = np.unique(pairs, axis=0, return_counts=True)
    held = [_inside(exact_ratio_interval(Phase(int(a), days), Phase(int(b), days)), truth) for a, b in found]
    return float(np.average(held, weights=times))


def _reported_holds(before: np.ndarray, after: np.ndarray, truth: float) -> float:
    """Share of series whose reported interval holds the truth."""
    held = times = 0
    for phases, number in _series(before, after):
        held += number * _inside(ratio_interval(*phases), truth)
        times += number
    return held / times


def _words(before: np.ndarray, after: np.ndarray) -> dict[str, float]:
    found: Counter[str] = Counter()
    for phases, number in _series(before, after[: len(before)]):
        found[evidence_word(ratio_interval(*phases), ratio_interval(*phases, level=0.80))] += number
    return {word.replace("-", " "): found[word] / found.total() for word in WORDS}


def _series(before: np.ndarray, after: np.ndarray) -> Iterable[tuple[tuple[Phase, Phase], int]]:
    """Yield each pair of periods and how often it was drawn; weeks in another order are the same series."""
    weeks = before.shape[1]
    sorted_weeks = np.hstack([np.sort(before, axis=1), np.sort(after, axis=1)])
    found, times = np.unique(sorted_weeks, axis=0, return_counts=True)
    for row, number in zip(found.tolist(), times.tolist(), strict=True):
        yield (_phase(row[:weeks]), _phase(row[weeks:])), number


def _phase(weeks: list[int]) -> Phase:
    return Phase(sum(weeks), 7 * len(weeks), tuple((count, 7) for count in weeks))


def _inside(interval: Interval | RatioInterval, truth: float) -> bool:
    return interval.low <= truth <= interval.high
