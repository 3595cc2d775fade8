"""Files that only their owner can read, written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from patterns.errors import PatternsError
from patterns.store.processes import running

PART = ".part-"  # then the number of the process that writes it
EXPORTS = "exports"  # the one folder of a case into which the program writes nothing


def private_folder(path: Path) -> Path:
    """Make a folder (and those above it) that only its owner can open; an existing one is left as it is.

    On Windows this very mode closes the folder, and what is made in it, to others: Python 3.11.10, 3.12.4 and later.
    """
    missing = [path, *path.parents]
    for folder in reversed([each for each in missing if not each.exists()]):
        folder.mkdir(mode=0o700, exist_ok=True)
    return path


def write(path: Path, data: bytes, called: str = "") -> None:
    """Write `data` to `path` atomically: a reader, or a machine that stops, finds the old file or the new one.

    Parameters
    ----------
    called : str
        What the file is called where it cannot be written; its own name when left out.

    Raises
    ------
    PatternsError
        If the folder cannot be written to or the disk is full; what stood there before still stands.
    """
    try:
        private_folder(path.parent)
        _wipe_parts(path.parent.glob(f"{PART}*"))
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{PART}{os.getpid()}-")
    except OSError as error:
        raise _refused(called or path.name, error) from error
    try:
        _put(handle, data)
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _refused(called or path.name, error) from error
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def put(path: Path, data: bytes, called: str) -> None:
    """Write a new file under a name by which whoever comes next knows whose it was; it may be half there at a stop.

    Raises
    ------
    PatternsError
        As `write`; the file is then not there.
    """
    try:
        _put(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600), data)
    except OSError as error:
        with suppress(OSError):  # on a read-only medium it never came to be
            path.unlink(missing_ok=True)
        raise _refused(called, error) from error


def _put(handle: int, data: bytes) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def tidy(case: Path) -> None:
    """Remove the half-written files that killed commands left in a case; its exports are not looked at."""
    for folder in (case, *(each for each in case.glob("*") if each.is_dir() and each.name != EXPORTS)):
        _wipe_parts(folder.rglob(f"{PART}*") if folder != case else folder.glob(f"{PART}*"))


def _wipe_parts(parts: Iterable[Path]) -> None:
    for left in parts:
        if left.is_file() and not running(left.name.removeprefix(PART).split("-")[0]):
            with suppress(OSError):  # a case on a read-only medium stays as it is
                wipe(left)


def wipe(path: Path) -> None:
    """Overwrite and remove; on many disks the old bytes can stay all the same, and nothing here says otherwise."""
    for each in [path] if path.is_file() else sorted(path.rglob("*")):
        if each.is_file() and not each.is_symlink():
            each.chmod(0o600)
            with each.open("r+b") as file:
                file.write(bytes(each.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _refused(name: str, error: OSError) -> PatternsError:
    return PatternsError(
        f"{name} could not be written ({error.strerror or type(error).__name__}).",
        expected="a folder that can be written to, with room for the file",
        remedy="Nothing was changed. Free some space or choose another folder, then run the command again.",
    )
