"""One command at a time on one file: the second waits until the first has finished with it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from patterns.errors import PatternsError
from patterns.store.files import gone, private_folder

SECONDS, STEP = 10.0, 0.02
_held: set[Path] = set()  # the cases that this process holds
AT_WORK = Path(".cache") / "at-work"  # on Windows held by a command that changes the case


@contextmanager
def alone(file: BinaryIO) -> Iterator[None]:
    """Hold an open file for this process; the system lets go of it when the process ends, however it ends.

    Raises
    ------
    OSError
        If another process holds it for longer than SECONDS.
    """
    with _held_open(file.fileno(), time.monotonic() + SECONDS):
        file.seek(0)
        yield
        file.flush()


@contextmanager
def _held_open(handle: int, until: float) -> Iterator[None]:
    """Hold what is open under a number; at the latest at `until`, on the monotonic clock, give up with OSError."""
    while not _taken(handle):
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(STEP)
    try:
        yield
    finally:
        _let_go(handle)


@contextmanager
def at_work(case: Path) -> Iterator[None]:
    """Hold a case for a command that reads, changes and writes; where nothing can be written there is nothing to hold.

    Raises
    ------
    PatternsError
        If another command holds it for longer than SECONDS, or took it away meanwhile.
    """
    case = case.resolve()
    if case in _held:  # by a step of this very command
        yield
        return
    try:
        handle = _of_the_case(case)
    except OSError:
        yield
        return
    try:
        with ExitStack() as held:
            try:
                held.enter_context(_held_open(handle, time.monotonic() + SECONDS))
            except TimeoutError as error:
                raise busy(case.name) from error
            if os.name != "nt" and not _same(handle, case):  # locked or moved by the one that was waited for
                raise gone(case.name)
            _held.add(case)
            try:
                yield
            finally:
                _held.discard(case)
    finally:
        os.close(handle)


def _of_the_case(case: Path) -> int:
    """Open what is held for a case: its folder, where folders can be held; else an empty file in its cache."""
    if os.name != "nt":
        return os.open(case, os.O_RDONLY)
    private_folder((case / AT_WORK).parent)
    return os.open(case / AT_WORK, os.O_RDWR | os.O_CREAT, 0o600)


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
        If another command holds it for longer than SECONDS, or took it away meanwhile.
    """
    if os.name == "nt":  # there a held file can be neither read nor replaced
        yield
        return
    until = time.monotonic() + SECONDS
    while True:
        with path.open("rb") as file, ExitStack() as held:
            try:
                held.enter_context(_held_open(file.fileno(), until))
            except TimeoutError as error:
                raise busy(path.name) from error
            if not path.exists():  # unlocked by the one that was waited for
                raise gone(path.name)
            if _same(file.fileno(), path):
                yield
                return


@contextmanager
def this_file(path: Path) -> Iterator[None]:
    """Hold a new file that nobody else knows yet, before it takes the place of one that is held."""
    if os.name == "nt":
        yield
        return
    with path.open("rb") as file, _held_open(file.fileno(), time.monotonic() + SECONDS):
        yield


def _same(handle: int, path: Path) -> bool:
    """Tell whether what is open under a number is what stands under a name now."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _taken(handle: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _let_go(handle: int) -> None:
    if os.name == "nt":
        import msvcrt

        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined, unused-ignore]
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_UN)
