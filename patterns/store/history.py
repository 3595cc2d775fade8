"""What was done with a case, and when: one line for each, in order, each carrying the hash of the one before.

Never needed to compute a number; a report only looks up what the last one stated, to say what changed. How many lines
there are, and the hash of the last, stand a second time in a small file of its own, so that a line cut off the end is
missed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from patterns.errors import PatternsError
from patterns.store import lines
from patterns.store.alone import alone
from patterns.store.files import private_folder, write

FILE = "history.jsonl"
CUT = "history.cut"  # what was left of a line when a command was stopped while writing it
HEAD = Path("history") / "last.json"
FIRST = "0" * 64
WRITTEN = ("report", "chronology")  # lines that name a file and its sum
ALWAYS: dict[str, type] = {"at": str, "what": str, "before": str}
FIELDS: dict[str, dict[str, type]] = {  # what else lines of a kind must have
    "source": {"source": str, "sha256": str},
    "read": {"sha256": str},
    "decision": {"message_id": str, "code": str, "decision": str},
    "report": {"file": str, "sha256": str, "on": str, "weeks": int},
    "chronology": {"file": str, "sha256": str, "chosen": str},
    "end missing": {"noted": int, "found": int},
}
BROKEN = "end missing"  # a line that says that the history no longer ended as it was noted

refused: set[str] = set()  # the cases of this process whose history could not be written to


class Head(NamedTuple):
    """How many lines the history has and the hash of the last; the same as it will be once a writing is done."""

    lines: int
    last: str
    then: int
    then_last: str


def append(case: Path, what: str, **details: Any) -> bool:
    """Add one line to the case's history; return whether it could be written (a case may be read-only)."""
    return append_all(case, what, [details]) == 1


def append_all(case: Path, what: str, several: Iterable[Mapping[str, Any]]) -> int:
    """Add a line for each of `several`; return how many were written: all, or none (a case may be read-only)."""
    rows = list(several)
    if not rows:
        return 0
    try:
        handle = os.open(case / FILE, os.O_RDWR | os.O_CREAT | lines.NO_LINK, 0o600)
        with os.fdopen(handle, "r+b") as history, alone(history):
            before = lines.whole(_whole_lines(history, case))
            last = hash_of(before[-1]) if before else FIRST
            told = [{"what": what, **row} for row in rows]
            head = read_head(case)
            if head and not ends_as_noted(before, head):
                told.insert(0, {"what": BROKEN, "noted": head.lines, "found": len(before)})
            new, then = _chained(told, last)
            there, after = len(before), len(before) + len(told)
            _put_head(case, Head(there, last, after, then))
            lines.put(history, new)
            _put_head(case, Head(after, then, after, then))
    except (OSError, PatternsError):
        refused.add(case.resolve().name)
        return 0
    return len(rows)


def _chained(rows: Iterable[Mapping[str, Any]], last: str) -> tuple[bytes, str]:
    """Return the new lines, each with the hash of the one before, and the hash of the last of them."""
    written = []
    for details in rows:
        line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), **details, "before": last}
        written.append(json.dumps(line, ensure_ascii=False, sort_keys=True, default=str).encode())
        last = hash_of(written[-1])
    return b"".join(each + b"\n" for each in written), last


def _put_head(case: Path, head: Head) -> None:
    private_folder((case / HEAD).parent)
    write(case / HEAD, (json.dumps(head._asdict()) + "\n").encode())


def read_head(case: Path) -> Head | None:
    """Return what is noted about the end of the history; None where there is no such note, or it cannot be read."""
    try:
        return Head(**json.loads((case / HEAD).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def ends_as_noted(held: list[bytes], head: Head) -> bool:
    """Tell whether the history ends as noted, or as it may when a command was stopped while adding to it."""
    if not head.lines <= len(held) <= head.then or (head.lines and hash_of(held[head.lines - 1]) != head.last):
        return False
    return len(held) < head.then or not held or hash_of(held[-1]) == head.then_last


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
    try:
        return [read_line(line) for line in lines.read(path)]  # one that was cut is set aside when the next is written
    except ValueError as error:
        raise PatternsError(
            f"{FILE}: a line cannot be read.",
            expected="one record for each line, as the program wrote it",
            remedy="The numbers do not depend on this file. Keep a copy of it and set it aside.",
        ) from error


def read_line(raw: bytes) -> dict[str, Any]:
    """Return what a line says, with what its kind always has, so that whoever reads it can rely on that.

    Raises
    ------
    ValueError
        If it is not as the program writes it.
    """
    try:
        line = json.loads(raw)
    except RecursionError as error:
        raise ValueError from error
    if not isinstance(line, dict):
        raise ValueError
    wanted = ALWAYS | FIELDS.get(line.get("what", "") if isinstance(line.get("what"), str) else "", {})
    if not all(isinstance(line.get(name), kind) for name, kind in wanted.items()):
        raise ValueError
    return line


def hash_of(line: bytes) -> str:
    """Return the sum by which the next line shows later whether this one was changed or taken out."""
    return hashlib.sha256(line).hexdigest()
