"""What every rule returns, and the register that rules enter by being declared."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from patterns.review import Review

MET, ON_THE_LINE, NOT_MET = "met", "on the line", "not met"
CANNOT_TELL, NOT_DUE_YET = "cannot tell", "not due yet"
SAFETY_FIRST, NO_LIMIT = "not assessed - safety first", "no limit"
VERDICTS = (MET, ON_THE_LINE, NOT_MET, CANNOT_TELL, NOT_DUE_YET, SAFETY_FIRST, NO_LIMIT)

REASONS = (
    "no baseline", "too few baseline incidents", "none in the baseline", "not enough days known",
    "unreviewed suggestions", "no contact", "too few conflicts", "no conflicts", "nothing recorded",
)  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    """The rows behind one count: what was counted, and where each stands (sheet and row, or source and line).

    Where nothing is known of the days (`known` is false) there is no count, and no row is no zero.
    """

    counted: str
    rows: tuple[str, ...]
    known: bool = True


@dataclass(frozen=True)
class Finding:
    """One rule held against the record.

    `numbers` are the counts, under the names of the public result; `evidence` the rows behind them.
    """

    verdict: str
    sentence: str
    reason: str = ""
    next_step: str = ""
    agreed: str = ""  # the limit in words, with the plan's own settings
    flags: tuple[str, ...] = ()
    numbers: dict[str, Any] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    id: str = ""

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["numbers"][name]
        except KeyError:
            raise AttributeError(f"{self.__dict__.get('id', 'finding')} has no {name!r}") from None

    def to_dict(self) -> dict[str, Any]:
        """Return the finding under the public names, verdict first."""
        head = {
            "id": self.id,
            "verdict": self.verdict,
            "reason": self.reason or None,
            "sentence": self.sentence,
        }
        return (
            head
            | {"next_step": self.next_step or None, "agreed": self.agreed or None}
            | self.numbers
            | {"flags": list(self.flags)}
        )


@dataclass(frozen=True)
class Rule:
    """A rule: its id, what it needs from the log, its definition (printed as it stands), its function."""

    id: str
    needs: tuple[str, ...]
    definition: str
    function: Callable[[Review], Finding]

    def __call__(self, review: Review) -> Finding:
        return replace(self.function(review), id=self.id)


RULES: dict[str, Rule] = {}


def rule(id: str, *, needs: tuple[str, ...]) -> Callable[[Callable[[Review], Finding]], Rule]:
    """Enter a function as the rule `id`; its docstring is the definition that people read."""

    def enter(function: Callable[[Review], Finding]) -> Rule:
        RULES[id] = Rule(id, needs, inspect.cleandoc(function.__doc__ or ""), function)
        return RULES[id]

    return enter
