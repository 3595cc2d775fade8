"""Invented weeks: counts with a known mean and a known scatter."""

from __future__ import annotations

import numpy as np

SEED = 20260302


def counts(generator: np.random.Generator, mean: float, clumping: float, size: int | tuple[int, ...]) -> np.ndarray:
    """Draw counts with the given mean and a variance `clumping` times as large; 1 is Poisson."""
    if clumping == 1:
        return generator.poisson(mean, size)
    return generator.negative_binomial(mean / (clumping - 1), 1 / clumping, size)
