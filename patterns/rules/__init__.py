"""Every rule of the plan: one function each, its docstring the definition that people read.

`RULES` holds them in the order in which they are printed: safety, then what was agreed with a number, then the rest.
"""

from __future__ import annotations

from patterns.rules import (
    boundaries,
    conflicts,
    halving,
    next_steps,
    protections,
    safety,
    sessions,
    statements,
    weekly,
)
from patterns.rules._base import RULES as _DECLARED
from patterns.rules._base import VERDICTS, Evidence, Finding, Rule

_MODULES = (safety, halving, weekly, conflicts, next_steps, sessions, statements, boundaries, protections)
RULES: dict[str, Rule] = {
    rule.id: rule for module in _MODULES for rule in _DECLARED.values() if rule.function.__module__ == module.__name__
}

__all__ = ["RULES", "VERDICTS", "Evidence", "Finding", "Rule"]
