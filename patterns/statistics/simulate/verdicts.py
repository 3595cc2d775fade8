"""How often agreed limits are met, or speak up, when the truth is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import bdtrc

from patterns.statistics.simulate.draw import SEED, counts

EXPECTED = (2, 4, 8, 12, 16, 24, 48)  # incidents expected in the baseline


def halving_verdicts(runs: int, seed: int = SEED) -> pd.DataFrame:
    """How often "at least halved" comes out in two equal periods, by what is really true.

    Returns
    -------
    pandas.DataFrame
        One row per expected number of baseline incidents, one column per truth and clumping: shares of 0 to 1.
        Baselines without any incident are left out, since half of nothing has no meaning.
    """
    generator = np.random.default_rng(seed)
    truths = [("no change", 1.0, (1, 2, 3)), ("halved", 0.5, (1, 2)), ("down by 70 %", 0.3, (1, 2))]
    rows = {}
    for expected in EXPECTED:
        rows[expected] = {
            (truth, clumping): _halved(
                counts(generator, expected, clumping, runs), counts(generator, expected * ratio, clumping, runs)
            )
            for truth, ratio, clumpings in truths
            for clumping in clumpings
        }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("incidents expected in the baseline")
    return table.rename_axis(columns=["truth", "clumping"])


def unlogged_as_zero(runs: int, seed: int = SEED) -> pd.DataFrame:
    """How often "at least halved" comes out with no change when weeks nobody recorded are taken as quiet.

    Two incidents a week, four weeks on both sides.

    Returns
    -------
    pandas.DataFrame
        One row per number of unrecorded weeks: the share `taken as zero`, and `left out` as the program does it.
    """
    generator = np.random.default_rng(seed)
    before, after = (counts(generator, 2, 1, (runs, 4)) for _ in range(2))
    rows = []
    for missing in (0, 1, 2):
        seen = after[:, missing:].sum(axis=1)
        # left out: the rate of the weeks that remain against the rate of all four weeks before
        rows.append((missing, _halved(before.sum(axis=1), seen), _halved(before.sum(axis=1), seen, 4, 4 - missing)))
    return pd.DataFrame(rows, columns=["weeks not recorded", "taken as zero", "left out"]).set_index(
        "weeks not recorded"
    )


def protective_triggers(runs: int, seed: int = SEED) -> pd.DataFrame:
    """How often three ways to say "more incidents than before" speak up, with no change and with a doubled rate.

    Eight incidents expected in four weeks.

    Returns
    -------
    pandas.DataFrame
        One row per way, one column per truth and clumping: shares of 0 to 1.
    """
    generator = np.random.default_rng(seed)
    columns = {}
    for truth, ratio in (("no change", 1), ("doubled", 2)):
        for clumping in (1, 2):
            before, after = (counts(generator, mean, clumping, runs) for mean in (8, 8 * ratio))
            total = before + after
            columns[truth, clumping] = {
                "more than before": np.mean(after > before),
                "half as many again, and two more": np.mean((2 * after >= 3 * before) & (after >= before + 2)),
                # the chance of so many or more, given the total
                "chance of at most 10 %": np.mean((after > 0) & (bdtrc(after - 1, np.maximum(total, 1), 0.5) <= 0.1)),
            }
    return pd.DataFrame(columns).rename_axis(columns=["truth", "clumping"])


def three_of_four(runs: int, seed: int = SEED) -> pd.DataFrame:
    """How often three of four come out, by how often an offer is really taken up.

    Returns
    -------
    pandas.DataFrame
        One row per true share: shares `simulated` and `exact` of runs with three or four hits in four offers.
    """
    generator = np.random.default_rng(seed)
    rows = [
        (share, np.mean(generator.binomial(4, share, runs) >= 3), float(bdtrc(2, 4, share)))
        for share in (0.5, 0.6, 0.75, 0.9)
    ]
    return pd.DataFrame(rows, columns=["really taken up", "simulated", "exact"]).set_index("really taken up")


def _halved(before: np.ndarray, after: np.ndarray, days_before: int = 1, days_after: int = 1) -> float:
    judged = before > 0
    return float(np.mean(2 * after[judged] * days_before <= before[judged] * days_after))
