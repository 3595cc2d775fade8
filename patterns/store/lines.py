"""Files to which lines are only ever added: a line is there whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from patterns.store.alone import alone
from patterns.store.files import private_folder

NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # a link that somebody put there is not written through


def read(path: Path) -> list[bytes]:
    """Return every whole line; the beginning of one that a stopped command left is none.

    Raises
    ------
    OSError
        If the file cannot be read.
    """
    held = path.read_bytes()
    return whole(held[: held.rfind(b"\n") + 1])


def whole(held: bytes) -> list[bytes]:
    """Return the lines of what was read, each without its end."""
    return [line for line in held.split(b"\n") if line]


def add(path: Path, data: bytes) -> None:
    """Add lines at the end, in place of the beginning of one that a stopped command left there.

    Raises
    ------
    OSError
        If they cannot be written, or not all of them; the file is then as it was.
    """
    private_folder(path.parent)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | NO_LINK, 0o600), "r+b") as file, alone(file):
        file.seek(file.read().rfind(b"\n") + 1)
        file.truncate()
        put(file, data)


def put(file: BinaryIO, data: bytes) -> None:
    """Write at the end of an open file and wait for the disk; what could be written only in part is taken back."""
    end = file.seek(0, os.SEEK_END)
    try:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            os.ftruncate(file.fileno(), end)
        raise
