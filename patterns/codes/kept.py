"""Suggestions of a case, made when first asked for and kept in its cache: safe to delete at any time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from patterns.codes.book import fingerprint, load_codebook
from patterns.codes.suggest import suggest
from patterns.schema import SUGGESTIONS
from patterns.store import cache, tables

KIND = "suggestions"


def kept_suggestions(
    folder: Path, made_from: Sequence[str], messages: Callable[[], pd.DataFrame], *, keep: bool = True
) -> pd.DataFrame:
    """Return schema.SUGGESTIONS of a case: what was found the last time where nothing it depends on has changed.

    Parameters
    ----------
    made_from : sequence of str
        Everything that the messages depend on; the codebook is added here.
    messages : callable
        Returns schema.MESSAGES; called only where they have to be searched.
    """
    name = cache.key(KIND, version("pattern-review"), fingerprint(folder), *made_from)
    held = cache.get(folder, KIND, name) if keep else None
    if held is not None:
        try:
            return SUGGESTIONS.conform(tables.unpack(held))
        except tables.Damaged:
            pass
    found = suggest(messages(), load_codebook(folder))
    if keep:
        cache.put(folder, KIND, name, tables.pack(found, {}))
    return found
