"""Files that only their owner can read, written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from patterns.errors import PatternsError
from patterns.literal import literal
from patterns.store.processes import running
from patterns.words import say

PART = ".part-"  # then the number of the process that writes it
EXPORTS = "exports"  # the one folder of a case into which the program writes nothing
NOTHING = bytes(1 << 20)
_worked_on: set[Path] = set()  # the cases that this process has opened


def keep_to(case: Path) -> None:
    """Make sure that this process never makes a case folder anew that goes away while it works on it.

    Somebody may lock or move a case meanwhile; what was written then would lie open beside the locked file.
    """
    if case.is_dir():
        _worked_on.add(case.resolve())


def no_links(case: Path) -> None:
    """Make sure that everything in a case lies in it: what a link leads to is never read, written or removed.

    Raises
    ------
    PatternsError
        If something below it is neither a file nor a folder.
    """
    for folder, names, files in os.walk(case):
        for path in (Path(folder, name) for name in (*names, *files)):
            try:
                kind = path.lstat().st_mode
            except FileNotFoundError:  # of another command, and gone meanwhile
                continue
            if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
                raise PatternsError(
                    say("lock.link", name=literal(path.relative_to(case).as_posix())),
                    expected=say("lock.link-expected"),
                    remedy=say("lock.link-remedy"),
                )


def private_folder(path: Path) -> Path:
    """Make a folder (and those above it) that only its owner can open; an existing one is left as it is.

    On Windows this very mode closes the folder, and what is made in it, to others: Python 3.11.10, 3.12.4 and later.

    Raises
    ------
    PatternsError
        If it belongs to a case that this process works on and that has gone meanwhile.
    """
    missing = [each for each in (path, *path.parents) if not each.exists()]
    if missing and not _worked_on.isdisjoint(each.resolve() for each in missing):
        raise gone(next(each for each in missing if each.resolve() in _worked_on).name)
    for folder in reversed(missing):
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


def left_half(parts: Iterable[Path]) -> list[Path]:
    """Return of half-written files those that no running process is writing."""
    return [
        path for path in sorted(parts) if path.is_file() and not running(path.name.removeprefix(PART).split("-")[0])
    ]


def _wipe_parts(parts: Iterable[Path]) -> None:
    for left in left_half(parts):
        with suppress(OSError):  # a case on a read-only medium stays as it is
            wipe(left)


def wipe(path: Path) -> None:
    """Overwrite and remove; on many disks the old bytes can stay all the same, and nothing here says otherwise.

    A file that also stands under another name elsewhere only loses this one: its bytes are not ours alone.
    """
    if path.is_dir() and not path.is_symlink():
        path.chmod(0o700)  # what a person closed to writing still goes
        for each in sorted(path.iterdir()):
            wipe(each)
        path.rmdir()
        return
    if not os.access(path.parent, os.W_OK):  # else its bytes would be gone and its name would stay
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    if path.is_file() and not path.is_symlink() and path.stat().st_nlink == 1:
        path.chmod(0o600)
        with path.open("r+b") as file:
            size = path.stat().st_size
            for begin in range(0, size, len(NOTHING)):
                file.write(NOTHING[: size - begin])
            file.flush()
            os.fsync(file.fileno())
    path.unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Wait until the disk holds the names in a folder as they are now, where a system can be asked to."""
    if os.name == "nt":
        return
    with suppress(OSError):  # some file systems of networks and sticks do not do this for folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def gone(name: str) -> PatternsError:
    """Return what is said of a case folder that is no longer where it was when a command began."""
    return PatternsError(
        f"{name} went away while this command worked on it.",
        expected="a case that nobody locks, moves or removes meanwhile",
        remedy="Nothing was written after that. Open it again where it is now, then run this again.",
    )


def _refused(name: str, error: OSError) -> PatternsError:
    return PatternsError(
        f"{name} could not be written ({error.strerror or type(error).__name__}).",
        expected="a folder that can be written to, with room for the file",
        remedy="Nothing was changed. Free some space or choose another folder, then run the command again.",
    )
