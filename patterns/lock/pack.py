"""A folder as one run of bytes, the same for the same contents, and back."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from pathlib import Path, PurePosixPath
from typing import Any

from patterns.errors import PatternsError
from patterns.words import say

LEFT_OUT = (".cache",)  # safe to delete at any time


class _Sums:
    """Takes what is written to a file, and keeps only the sum over it."""

    def __init__(self) -> None:
        self.sum, self.size = hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        self.sum.update(data)
        self.size += len(data)
        return len(data)

    def tell(self) -> int:
        return self.size


def packed(folder: Path) -> bytes:
    """Return every file of a folder with its time, in order of their names; caches are left out.

    Raises
    ------
    PatternsError
        If something is neither a file nor a folder (a link leads to what does not lie here), or changes meanwhile.
    """
    held = io.BytesIO()
    _pack(folder, held)
    return held.getvalue()


def digest(folder: Path) -> str:
    """Return the sum over what `packed` would return, without holding it in memory.

    Raises
    ------
    PatternsError
        As `packed`.
    """
    sums = _Sums()
    _pack(folder, sums)
    return sums.sum.hexdigest()


def digest_of(data: bytes) -> str:
    """Return the sum over packed bytes."""
    return hashlib.sha256(data).hexdigest()


def _pack(folder: Path, to: Any) -> None:
    with tarfile.open(fileobj=to, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in contents(folder):
            entry = tarfile.TarInfo(path.relative_to(folder).as_posix())
            entry.mtime = int(path.stat().st_mtime)
            if path.is_dir():
                entry.type = tarfile.DIRTYPE
                archive.addfile(entry)
                continue
            with path.open("rb") as file:
                entry.size = os.fstat(file.fileno()).st_size
                try:
                    archive.addfile(entry, file)
                except OSError as error:
                    if error.errno is not None:
                        raise
                    raise changed(folder.name) from error  # it has become shorter


def changed(name: str) -> PatternsError:
    """Return what is said of a folder or file that is another one when it is read a second time."""
    return PatternsError(
        say("lock.changed", name=name), expected=say("lock.changed-expected"), remedy=say("lock.try-again")
    )


def contents(folder: Path) -> list[Path]:
    """Return what of a folder is kept, in order of the names."""
    found = []
    for path in sorted(folder.rglob("*"), key=lambda each: each.relative_to(folder).parts):
        if path.relative_to(folder).parts[0] in LEFT_OUT:
            continue
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise PatternsError(
                say("lock.link", name=path.relative_to(folder).as_posix()),
                expected=say("lock.link-expected"),
                remedy=say("lock.link-remedy"),
            )
        found.append(path)
    return found


def unpack(data: bytes, folder: Path) -> None:
    """Write packed files into a new folder that only its owner can open.

    Raises
    ------
    PatternsError
        If it is not what `packed` makes; nothing is ever written outside the folder.
    """
    folder.mkdir(mode=0o700)
    times = []
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for entry in archive:
                path = folder / _inside(entry)
                if entry.isdir():
                    path.mkdir(mode=0o700, parents=True, exist_ok=True)
                else:
                    held = archive.extractfile(entry)
                    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                    _write(path, held.read() if held else b"")
                times.append((path, entry.mtime))
        for path, moment in reversed(times):
            os.utime(path, (moment, moment))
    except (tarfile.TarError, ValueError, OverflowError, FileExistsError, NotADirectoryError) as error:
        raise _not_a_case() from error


def _inside(entry: tarfile.TarInfo) -> str:
    name = PurePosixPath(entry.name)
    if entry.sparse or name.parts[:1] == LEFT_OUT:  # neither is ever packed
        raise _not_a_case()
    if name.is_absolute() or ".." in name.parts or "\\" in entry.name or not (entry.isfile() or entry.isdir()):
        raise _not_a_case()
    return entry.name


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _not_a_case() -> PatternsError:
    return PatternsError(say("lock.no-case-inside"), expected=say("lock.not-locked-expected"))
