"""A locked case opened for one command: in a private folder, in memory where the system has such a place."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from patterns.lock import decrypted, pack, plain_name, running, write_locked

MEMORY = Path("/dev/shm")  # kept in memory on Linux; elsewhere the temporary folder on the disk is used
MARK = "patterns-"
STOPS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def opened(locked: Path, passphrase: str, changed: Callable[[], object] = lambda: None) -> Iterator[Path]:
    """Give the case as a folder; what the command changes is locked again, and the folder is taken away.

    Where the command fails half-way, what it wrote until then is kept as well, as it would be in a plain case.

    Parameters
    ----------
    changed : callable
        Called where something was written and locked again.
    """
    for number in STOPS:  # so that a command that is asked to stop still takes the folder away
        signal.signal(number, _stop)
    packed = decrypted(locked, passphrase)
    place = Path(tempfile.mkdtemp(prefix=f"{MARK}{os.getpid()}-", dir=_base()))  # mode 0700
    folder = place / plain_name(locked).name
    try:
        pack.unpack(packed, folder)
        try:
            yield folder
        finally:
            if folder.is_dir() and pack.packed(folder) != packed:
                write_locked(folder, locked, passphrase)
                changed()
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def tidy() -> None:
    """Remove private folders whose command was killed."""
    for place in _base().glob(f"{MARK}*-*"):
        process = place.name.removeprefix(MARK).split("-")[0]
        own = not hasattr(os, "getuid") or place.stat().st_uid == os.getuid()
        if process.isdigit() and own and place.is_dir() and not running(process):
            shutil.rmtree(place, ignore_errors=True)


def _base() -> Path:
    return MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir())
