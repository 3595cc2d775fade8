"""What was done with a case, and when: one line for each, in order, each carrying the hash of the one before.

Never needed to compute a number; a report only looks up what the last one stated, to say what changed.
"""

from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from patterns.errors import PatternsError

FILE = "history.jsonl"
FIRST = "0" * 64


def append(case: Path, what: str, **details: Any) -> bool:
    """Add one line to the case's history; return whether it could be written (a case may be read-only)."""
    path = case / FILE
    try:
        previous = _last_hash(path)
        line = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "what": what,
            **details,
            "before": previous,
        }
        text = json.dumps(line, ensure_ascii=False, sort_keys=True, default=str)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "ab") as history:
            history.write(text.encode() + b"\n")
    except OSError:
        return False
    return True


def read(case: Path) -> list[dict[str, Any]]:
    """Return every line of the case's history.

    Raises
    ------
    PatternsError
        If a line cannot be read.
    """
    path = case / FILE
    if not path.exists():
        return []
    try:
        return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]
    except ValueError as error:
        raise PatternsError(
            f"{FILE}: a line cannot be read.",
            expected="one record for each line, as the program wrote it",
            remedy="The numbers do not depend on this file. Keep a copy of it and set it aside.",
        ) from error


def _last_hash(path: Path) -> str:
    """Return the hash of the last line; a chain of these shows later whether a line was changed or taken out."""
    if not path.exists():
        return FIRST
    lines = [line for line in path.read_bytes().split(b"\n") if line]
    return hashlib.sha256(lines[-1]).hexdigest() if lines else FIRST
