"""What a search goes through and what it finds: messages in order, and proposals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SECOND = 1_000_000  # instants are whole microseconds
MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86_400 * SECOND


@dataclass(frozen=True)
class Talk:
    """Messages in order, one conversation after the other: who, when, what, and the local hour."""

    ids: Sequence[str]
    at: Sequence[int]
    person: Sequence[str]
    texts: Sequence[str]
    conversation: Sequence[int]
    hour: Sequence[int]

    def together(self, one: int, other: int) -> bool:
        """Tell whether two places lie in one conversation."""
        return 0 <= other < len(self.ids) and self.conversation[one] == self.conversation[other]


@dataclass(frozen=True)
class Proposal:
    """One cue found in the message at `place`; `entry` is the code it stands under, `code` what it proposes."""

    place: int
    entry: str
    code: str
    family: str
    tier: str
    strength: str
    cue: str
    start: int
    stop: int
    notes: tuple[str, ...] = ()
    part: str = ""
    needs: str = ""
    with_message: str = ""
