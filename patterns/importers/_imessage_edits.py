"""What iMessage keeps of a message that was edited or unsent: its earlier versions, and which parts are gone."""

from __future__ import annotations

import plistlib
from typing import Any, NamedTuple

from patterns.importers._typedstream import text_of

BEGIN = b"bplist00"
LARGEST = 16 * 1024**2  # five versions of a text at most
VERSIONS, UNSENT, PARTS = "ec", "rp", "otr"


class Edits(NamedTuple):
    """The versions of each edited part, oldest first, None where one cannot be read; and what was unsent."""

    versions: tuple[tuple[str | None, ...], ...] = ()
    unsent: bool = False
    partly_unsent: bool = False
    unreadable: int = 0

    @property
    def earlier(self) -> list[str]:
        """What stood there before: every version but the one that is shown now."""
        return [text for part in self.versions for text in part[:-1] if text is not None]

    @property
    def latest(self) -> str:
        """The edited parts as they are shown now."""
        return "\n".join(part[-1] for part in self.versions if part and part[-1] is not None)


NONE = Edits()


def edits(summary: object) -> Edits:
    """Read the column `message_summary_info`: a binary property list, mostly without any edit in it."""
    if not isinstance(summary, bytes) or not summary.startswith(BEGIN) or len(summary) > LARGEST:
        return NONE
    try:
        found = plistlib.loads(summary, fmt=plistlib.FMT_BINARY)
    except Exception:  # a damaged list ends in whatever error its first wrong byte leads to
        return Edits(unreadable=1)
    if not isinstance(found, dict):
        return NONE
    gone, parts = found.get(UNSENT), found.get(PARTS)
    removed = len(gone) if isinstance(gone, list) else 0
    whole = len(parts) if isinstance(parts, dict) else 1
    held = found.get(VERSIONS)
    read = [_part(held[key]) for key in sorted(held, key=_place)] if isinstance(held, dict) else []
    return Edits(
        versions=tuple(tuple(part) for part in read),
        unsent=0 < whole <= removed,
        partly_unsent=0 < removed < whole,
        unreadable=sum(text is None for part in read for text in part),
    )


def _part(held: Any) -> list[str | None]:
    """Return the versions of one part of a message, None where one cannot be read."""
    events = held if isinstance(held, list) else []
    texts = [event.get("t") if isinstance(event, dict) else None for event in events]
    return [text_of(text) if isinstance(text, bytes) else None for text in texts]


def _place(key: object) -> tuple[int, str]:
    name = str(key)
    return (int(name) if name.isdecimal() and len(name) < 9 else 0, name)
