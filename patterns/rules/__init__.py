"""Every rule of the plan: one function each, its docstring the definition that people read.

`RULES` holds them in the order in which they are printed: safety, then what was agreed with a number, then the rest.
"""

from __future__ import annotations

from patterns.rules import (
    boundaries,
    compassion,
    conflicts,
    contact,
    halving,
    next_steps,
    patterns_seen,
    pauses,
    protections,
    reviews,
    safety,
    sessions,
    statements,
    therapy,
    trend,
    weekly,
)
from patterns.rules._base import CANNOT_TELL, NO_LIMIT, VERDICTS, Evidence, Finding, Rule
from patterns.rules._base import RULES as _DECLARED

_MODULES = (
    safety, trend, halving, weekly, conflicts, next_steps, sessions, therapy, statements, boundaries, compassion,
    patterns_seen, contact, reviews, pauses, protections,
)  # fmt: skip
RULES: dict[str, Rule] = {
    rule.id: rule for module in _MODULES for rule in _DECLARED.values() if rule.function.__module__ == module.__name__
}

__all__ = ["CANNOT_TELL", "NO_LIMIT", "RULES", "VERDICTS", "Evidence", "Finding", "Rule"]
