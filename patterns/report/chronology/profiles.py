"""Who a chronology is for, and what goes into it for them: the least unless more is asked for."""

from __future__ import annotations

from typing import NamedTuple


class Profile(NamedTuple):
    """What one kind of reader is given beside dates, facts and effects.

    Attributes
    ----------
    presence : bool
        Where it happened and who was present: that can name supporters, and where somebody can be found.
    words : bool
        Exact words, the messages that show an entry, and what was written around them.
    originals : bool
        Copies of the exports that the shown messages come from.
    earlier : bool
        What a row of the log said before it was changed.
    """

    presence: bool
    words: bool
    originals: bool
    earlier: bool


PROFILES = {
    "therapist": Profile(presence=False, words=False, originals=False, earlier=False),
    "police": Profile(presence=True, words=True, originals=True, earlier=False),
    "lawyer": Profile(presence=True, words=True, originals=True, earlier=True),
    "self": Profile(presence=True, words=True, originals=True, earlier=True),
}
LEAST = "therapist"
