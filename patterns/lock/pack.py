"""A folder as one run of bytes, the same for the same contents, and back."""

from __future__ import annotations

import io
import os
import tarfile
from pathlib import Path, PurePosixPath

from patterns.errors import PatternsError
from patterns.words import say

LEFT_OUT = (".cache",)  # safe to delete at any time


def packed(folder: Path) -> bytes:
    """Return every file of a folder with its time, in order of their names; caches are left out.

    Raises
    ------
    PatternsError
        If something is neither a file nor a folder: a link leads to what does not lie here.
    """
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in contents(folder):
            name = path.relative_to(folder).as_posix()
            entry = tarfile.TarInfo(name)
            entry.mtime = int(path.stat().st_mtime)
            if path.is_dir():
                entry.type = tarfile.DIRTYPE
                archive.addfile(entry)
            else:
                data = path.read_bytes()
                entry.size = len(data)
                archive.addfile(entry, io.BytesIO(data))
    return held.getvalue()


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
