"""Words of everyday language: those the program uses itself, and those that are also somebody's name."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from patterns.log.sheets import SHEETS
from patterns.sharing.folding import fold
from patterns.words import sentences

_LISTS = tomllib.loads((files("patterns.sharing") / "ordinary.toml").read_text(encoding="utf-8"))
NOT_NAMES, ROLE_WORDS, ALSO_NAMES, MONTHS = (
    frozenset(fold(word) for word in _LISTS[name].split()) for name in ("not_names", "roles", "also_names", "months")
)


@cache
def ordinary() -> frozenset[str]:
    """Return folded words that stand in lower case in what the program says, with everyday words that are names."""
    said = [*sentences(), *(choice for sheet in SHEETS for column in sheet.columns for choice in column.choices)]
    own = {fold(word) for text in said for word in re.findall(r"[^\W\d_]+", text) if word.islower()}
    return frozenset(own | ALSO_NAMES | NOT_NAMES)
