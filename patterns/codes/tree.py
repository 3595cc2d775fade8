"""Many phrases as one pattern, factored into a tree of letters, so that a search does not try them one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

ANY_ENDING = r"\S*"


def tree_pattern(said: Iterable[str]) -> str:
    """Return a pattern that finds what the alternatives `said` would; a `*` stands for any ending of its word."""
    tree: dict[str, Any] = {}
    for each in said:
        node = tree
        for letter in each:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, Any]) -> str:
    options = [(ANY_ENDING if letter == "*" else re.escape(letter)) + _branch(after)
               for letter, after in node.items() if letter]  # fmt: skip
    if not options:
        return ""
    joined = options[0] if len(options) == 1 and "" not in node else f"(?:{'|'.join(options)})"
    return f"{joined}?" if "" in node else joined
