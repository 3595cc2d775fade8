"""What was done with a case, and when: one line for each, in order, each carrying the hash of the one before.

Never needed to compute a number; a report only looks up what the last one stated, to say what changed.
"""

from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from patterns.errors import PatternsError
from patterns.store.alone import alone
from patterns.store.files import write

FILE = "history.jsonl"
CUT = "history.cut"  # what was left of a line when a command was stopped while writing it
FIRST = "0" * 64


def append(case: Path, what: str, **details: Any) -> bool:
    """Add one line to the case's history; return whether it could be written (a case may be read-only)."""
    path = case / FILE
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(handle, "r+b") as history, alone(history):
            line = {
                "at": datetime.now(UTC).isoformat(timespec="seconds"),
                "what": what,
                **details,
                "before": _last_hash(_whole_lines(history, case)),
            }
            text = json.dumps(line, ensure_ascii=False, sort_keys=True, default=str)
            history.seek(0, os.SEEK_END)
            history.write(text.encode() + b"\n")
    except OSError:
        return False
    return True


def _whole_lines(history: BinaryIO, case: Path) -> bytes:
    """Return every whole line; what a command that was stopped wrote of one is set aside first."""
    held = history.read()
    end = held.rfind(b"\n") + 1
    if held[end:]:
        write(case / CUT, held[end:])
        history.truncate(end)
    return held[:end]


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
    held = path.read_bytes()
    whole = held[: held.rfind(b"\n") + 1]  # a line that was cut is set aside when the next is written
    try:
        return [json.loads(line) for line in whole.split(b"\n") if line]
    except ValueError as error:
        raise PatternsError(
            f"{FILE}: a line cannot be read.",
            expected="one record for each line, as the program wrote it",
            remedy="The numbers do not depend on this file. Keep a copy of it and set it aside.",
        ) from error


def _last_hash(held: bytes) -> str:
    """Return the hash of the last line; a chain of these shows later whether a line was changed or taken out."""
    lines = [line for line in held.split(b"\n") if line]
    return hashlib.sha256(lines[-1]).hexdigest() if lines else FIRST
