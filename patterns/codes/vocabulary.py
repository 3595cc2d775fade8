"""The codes that a decision may give: those of the log, of the case's Codes sheet, and of the codebook."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from patterns.codes.book import load_codebook, own_files
from patterns.errors import PatternsError, Problem
from patterns.log.lists import CODES

STEPS = (
    "apology", "non-apology", "time-out", "offer to talk", "repair taken up", "repair declined", "accountability",
    "request for help", "next step taken up",
)  # fmt: skip


def known_words(folder: Path, own: pd.DataFrame) -> tuple[list[str], list[Problem]]:
    """Return the codes that may be given in a case, and what is wrong with a codebook of its own."""
    written = [str(code).strip().casefold() for code in own["code"].dropna()]
    added: list[str] = []
    problems: list[Problem] = []
    if own_files(folder):
        try:
            added = list(load_codebook(folder).codes)
        except PatternsError as error:
            problems.append(Problem(error.found, error.expected, error.remedy, file=own_files(folder)[0].name))
    return list(dict.fromkeys([*CODES, *written, *STEPS, *added])), problems
