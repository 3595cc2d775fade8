"""One command at a time on one file: the second waits until the first has finished with it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

SECONDS, STEP = 10.0, 0.02


@contextmanager
def alone(file: BinaryIO) -> Iterator[None]:
    """Hold an open file for this process; the system lets go of it when the process ends, however it ends.

    Raises
    ------
    OSError
        If another process holds it for longer than SECONDS.
    """
    until = time.monotonic() + SECONDS
    while not _taken(file):
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(STEP)
    try:
        file.seek(0)
        yield
    finally:
        _let_go(file)


def _taken(file: BinaryIO) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _let_go(file: BinaryIO) -> None:
    file.flush()
    if os.name == "nt":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined, unused-ignore]
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
