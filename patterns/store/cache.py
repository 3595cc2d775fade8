"""What can be computed again, kept in the case's `.cache` folder: safe to delete at any time.

An entry is found by everything that it was computed from, so it cannot be stale; it is plain data.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from patterns.errors import PatternsError
from patterns.store import files

FOLDER = ".cache"


def key(*made_from: str) -> str:
    """Return the name of the entry that is computed from all of these."""
    return sha256("\0".join(made_from).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def path(case: Path, kind: str, name: str) -> Path:
    """Return where an entry lies."""
    return case / FOLDER / f"{kind}-{name}"


def get(case: Path, kind: str, name: str) -> bytes | None:
    """Return an entry, or None where there is none."""
    try:
        return path(case, kind, name).read_bytes()
    except OSError:
        return None


def put(case: Path, kind: str, name: str, data: bytes) -> bool:
    """Keep an entry in place of all others of its kind; return whether it could be (a case may be read-only)."""
    wanted = path(case, kind, name)
    try:
        files.write(wanted, data)
        for other in wanted.parent.glob(f"{kind}-*"):
            if other != wanted:
                other.unlink()
    except (PatternsError, OSError):
        return False
    return True
