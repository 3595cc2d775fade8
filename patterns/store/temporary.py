"""Folders for one piece of work, in memory where the system has such a place, gone when it ends however it ends."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from patterns.store.files import wipe
from patterns.store.processes import running

MEMORY = Path("/dev/shm")  # kept in memory on Linux; elsewhere the temporary folder on the disk is used
MARK = "patterns-"
ROOM = 64 * 2**20  # bytes that are left free for others
PLENTY = 2**30  # bytes that have room for the largest workbook
VARIABLES = ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR")
LONGEST = 30  # characters of a temporary folder below which the name of a socket has room


@contextmanager
def private_place(needed: int = 0) -> Iterator[Path]:
    """Make a folder that only this user can open, and remove it at the end with everything in it.

    Parameters
    ----------
    needed : int
        Bytes that must have room in it.
    """
    place = Path(tempfile.mkdtemp(prefix=f"{MARK}{os.getpid()}-", dir=_base(needed)))  # mode 0700
    try:
        yield place
    finally:
        _remove(place)


@contextmanager
def own_files() -> Iterator[Path]:
    """Let what libraries write to temporary files go into a private place: a workbook's sheets stand there in plain."""
    before = {name: os.environ.get(name) for name in VARIABLES}
    with private_place(PLENTY) as place:
        folder, tempfile.tempdir = tempfile.tempdir, str(place)
        os.environ.update(dict.fromkeys(VARIABLES, str(place)))  # for processes that are started, too
        try:
            yield place
        finally:
            tempfile.tempdir = folder
            for name, value in before.items():
                os.environ.pop(name, None)
                os.environ.update({name: value} if value is not None else {})


def tidy() -> None:
    """Remove the folders of processes that were killed."""
    for place in sorted(left for base in bases() for left in base.glob(f"{MARK}*-*")):
        process = place.name.removeprefix(MARK).split("-")[0]
        if process.isdigit() and _own(place) and not running(process):
            _remove(place)


def _remove(place: Path) -> None:
    with suppress(OSError):  # a file that another program holds open stays for the next command
        wipe(place)
    shutil.rmtree(place, ignore_errors=True)


def _own(place: Path) -> bool:
    """Tell whether a folder is this user's; one that has gone meanwhile is nobody's."""
    try:
        return place.is_dir() and not place.is_symlink() and _owner(place)
    except OSError:
        return False


def _owner(place: Path) -> bool:
    return not hasattr(os, "getuid") or place.stat().st_uid == os.getuid()


def bases() -> list[Path]:
    """Return where such folders can lie: in memory first."""
    usual = Path(tempfile.gettempdir())
    short = Path("/tmp")
    disk = short if os.name == "posix" and len(str(usual)) > LONGEST and short.is_dir() else usual
    memory = [MEMORY] if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else []
    return [*memory, disk]


def _base(needed: int) -> Path:
    *memory, disk = bases()
    roomy = [each for each in memory if shutil.disk_usage(each).free > needed + ROOM]
    return roomy[0] if roomy else disk
