"""One command at a time on one file: the second waits until the first has finished with it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from patterns.errors import PatternsError
from patterns.store.files import private_folder

SECONDS, STEP = 10.0, 0.02
_held: set[Path] = set()  # the cases that this process holds
AT_WORK = Path(".cache") / "at-work"  # held by a command that changes the case, and empty


@contextmanager
def alone(file: BinaryIO, until: float | None = None) -> Iterator[None]:
    """Hold an open file for this process; the system lets go of it when the process ends, however it ends.

    Raises
    ------
    OSError
        If another process holds it for longer than SECONDS, or past `until` on the monotonic clock.
    """
    until = time.monotonic() + SECONDS if until is None else until
    while not _taken(file):
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(STEP)
    try:
        file.seek(0)
        yield
    finally:
        _let_go(file)


@contextmanager
def at_work(case: Path) -> Iterator[None]:
    """Hold a case for a command that reads, changes and writes; where nothing can be written there is nothing to hold.

    Raises
    ------
    PatternsError
        If another command holds it for longer than SECONDS.
    """
    case = case.resolve()
    if case in _held:  # by a step of this very command
        yield
        return
    try:
        private_folder(case / ".cache")
        handle = os.open(case / AT_WORK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield
        return
    with os.fdopen(handle, "r+b") as file, ExitStack() as held:
        try:
            held.enter_context(alone(file))
        except TimeoutError as error:
            raise busy(case.name) from error
        _held.add(case)
        try:
            yield
        finally:
            _held.discard(case)


def busy(name: str) -> PatternsError:
    """Return what is said of a case that another command is working on."""
    return PatternsError(
        f"another command is working on {name}.",
        expected="one command at a time that changes a case",
        remedy="Nothing was changed. Wait until the other one has ended, then run this again.",
    )


@contextmanager
def same_file(path: Path) -> Iterator[None]:
    """Hold a file that is replaced when it is changed: whoever waits for it is given the one that took its place.

    Raises
    ------
    PatternsError
        If another command holds it for longer than SECONDS.
    """
    if os.name == "nt":  # there a held file can be neither read nor replaced
        yield
        return
    until = time.monotonic() + SECONDS
    while True:
        with path.open("rb") as file, ExitStack() as held:
            try:
                held.enter_context(alone(file, until))
            except TimeoutError as error:
                raise busy(path.name) from error
            if os.fstat(file.fileno()).st_ino == path.stat().st_ino:
                yield
                return


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
    if file.writable():
        file.flush()
    if os.name == "nt":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined, unused-ignore]
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
