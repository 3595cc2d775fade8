"""Who a chronology is for, and what goes into it for them: the least unless more is asked for."""

from __future__ import annotations

from typing import NamedTuple


class Profile(NamedTuple):
    """What one kind of reader is given beside dates, facts and effects.

    Attributes
    ----------
    words : bool
        Exact words, the messages that show an entry, and what was written around them.
    originals : bool
        Copies of the exports that the shown messages come from.
    earlier : bool
        What a row of the log said before it was changed.
    """

    words: bool
    originals: bool
    earlier: bool


PROFILES = {
    "therapist": Profile(words=False, originals=False, earlier=False),
    "police": Profile(words=True, originals=True, earlier=False),
    "lawyer": Profile(words=True, originals=True, earlier=True),
    "self": Profile(words=True, originals=True, earlier=True),
}
LEAST = "therapist"
