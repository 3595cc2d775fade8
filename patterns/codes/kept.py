"""Suggestions of a case, made when first asked for and kept in its cache: safe to delete at any time."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from patterns.codes.book import Codebook, fingerprint, load_codebook
from patterns.codes.entries import TEXTS, may_tell
from patterns.codes.suggest import suggest
from patterns.schema import MAY_TELL, SUGGESTIONS, Table
from patterns.store import cache, tables

KIND, OF_ENTRIES = "suggestions", "entries"


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
    return _kept(folder, KIND, SUGGESTIONS, made_from, lambda book: suggest(messages(), book), keep=keep)


def kept_may_tell(folder: Path, incidents: pd.DataFrame, *, keep: bool = True) -> pd.DataFrame:
    """Return schema.MAY_TELL of the entries of a case, or what was found the last time in the same words."""
    written = incidents[["row", *TEXTS]].loc[incidents[list(TEXTS)].notna().any(axis=1)]
    if written.empty:
        return MAY_TELL.empty()
    made_from = [json.dumps(written.astype(object).where(written.notna(), None).to_numpy().tolist())]
    return _kept(folder, OF_ENTRIES, MAY_TELL, made_from, lambda book: may_tell(written, book), keep=keep)


def _kept(
    folder: Path,
    kind: str,
    table: Table,
    made_from: Sequence[str],
    find: Callable[[Codebook], pd.DataFrame],
    *,
    keep: bool,
) -> pd.DataFrame:
    name = cache.key(kind, version("pattern-review"), fingerprint(folder), *made_from)
    held = cache.get(folder, kind, name) if keep else None
    if held is not None:
        try:
            return table.conform(tables.unpack(held))
        except tables.Damaged:
            pass
    found = find(load_codebook(folder))
    if keep:
        cache.put(folder, kind, name, tables.pack(found, {}))
    return found
