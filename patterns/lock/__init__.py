"""A case as one file that only a passphrase opens, in the age format; any other age program can open it, too.

At every moment either the plain folder or the locked file is whole: each is written under another name first, checked
by reading it back, and only then takes the other's place.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from glob import escape
from pathlib import Path

from patterns.errors import PatternsError
from patterns.lock import pack
from patterns.store.alone import at_work
from patterns.store.files import put, wipe
from patterns.store.processes import running
from patterns.words import say

SUFFIX = ".age"
HEADER = b"age-encryption.org/v1\n"
REMOVING, OPENING = "removing", "opening"
TOO_SLOW = "Excessive work"  # what the library says where a computer is many times slower than the one that locked
SHORT, FEW_WORDS = 16, 4  # characters and words below which a longer passphrase is suggested


def is_locked(path: Path) -> bool:
    """Tell whether a file is in the age format."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(HEADER)) == HEADER


def locked_name(case: Path) -> Path:
    """Return where the locked file of a case folder stands: beside it, under its name."""
    return case.with_name(case.name + SUFFIX)


def plain_name(locked: Path) -> Path:
    """Return where the folder of a locked case stands when it is opened."""
    return locked.with_name(locked.name.removesuffix(SUFFIX) if locked.name.endswith(SUFFIX) else f"{locked.name}-open")


def hint(passphrase: str) -> str:
    """Return what would make a passphrase harder to guess; empty for one that is long."""
    if len(passphrase) >= SHORT or len(passphrase.split()) >= FEW_WORDS:
        return ""
    return say("lock.hint")


def lock(case: Path, passphrase: str) -> Path:
    """Encrypt a case folder into one file beside it, check that file, and remove the folder.

    Returns
    -------
    Path
        The locked file.

    Raises
    ------
    PatternsError
        If there is no such case, the file is there already, or something in the folder cannot be taken along.
        The folder is then as it was.
    """
    tidy(case)
    target = locked_name(case)
    if not (case / "log.xlsx").exists() and not (case / "log").is_dir():
        raise PatternsError(
            say("lock.no-case", name=case.name), expected=say("lock.no-case-expected"), remedy=say("lock.nothing-done")
        )
    if not target.exists():
        with at_work(case):
            write_locked(case, target, passphrase)
    elif decrypted(target, passphrase) != pack.packed(case):  # else it was left so by a command that was killed
        raise PatternsError(
            say("lock.there-already", name=target.name),
            expected=say("lock.there-expected"),
            remedy=say("lock.there-remedy"),
        )
    _remove(case)
    return target


def write_locked(case: Path, target: Path, passphrase: str) -> None:
    """Write a folder into a locked file, whole or not at all, and read it back before it counts.

    Raises
    ------
    PatternsError
        If what is read back is not what the folder holds; the file then is what it was before.
    """
    from pyrage import passphrase as age

    packed = pack.packed(case)
    sealed = age.encrypt(packed, passphrase)
    trial = target.with_name(f".{target.name}.{os.getpid()}.{OPENING}")
    try:
        put(trial, sealed, called=target.name)
        if age.decrypt(trial.read_bytes(), passphrase) != packed or pack.packed(case) != packed:
            raise PatternsError(
                say("lock.changed", name=case.name), expected=say("lock.changed-expected"), remedy=say("lock.try-again")
            )
        os.replace(trial, target)
    finally:
        with suppress(OSError):  # on a read-only medium it was never there
            trial.unlink(missing_ok=True)


def unlock(locked: Path, passphrase: str, to: Path | None = None) -> Path:
    """Open a locked case into a folder, check it, and remove the locked file.

    Parameters
    ----------
    to : path, optional
        The folder; beside the file and under its name, when left out.

    Raises
    ------
    PatternsError
        If it is no locked case, the passphrase does not open it, or the folder is there already.
    """
    folder = to or plain_name(locked)
    tidy(folder)
    packed = decrypted(locked, passphrase)
    if folder.exists() and not (folder.is_dir() and pack.packed(folder) == packed):
        raise PatternsError(
            say("lock.folder-there", name=folder.name),
            expected=say("lock.folder-expected"),
            remedy=say("lock.nothing-done"),
        )
    if not folder.exists():
        _open(packed, folder, locked.name)
    locked.unlink()
    return folder


def _open(packed: bytes, folder: Path, name: str) -> None:
    """Write a folder under another name, compare it, and only then give it its own."""
    place = folder.with_name(f".{folder.name}.{os.getpid()}.{OPENING}")
    try:
        pack.unpack(packed, place)
        if pack.packed(place) != packed:
            raise PatternsError(
                say("lock.changed", name=name), expected=say("lock.changed-expected"), remedy=say("lock.try-again")
            )
        os.replace(place, folder)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def decrypted(locked: Path, passphrase: str) -> bytes:
    """Return what a locked file holds.

    Raises
    ------
    PatternsError
        If it is not in the age format, or this passphrase does not open it.
    """
    import pyrage

    if not is_locked(locked):
        raise PatternsError(say("lock.not-locked", name=locked.name), expected=say("lock.not-locked-expected"))
    try:
        return bytes(pyrage.passphrase.decrypt(locked.read_bytes(), passphrase))
    except pyrage.DecryptError as error:
        if TOO_SLOW in str(error):
            raise PatternsError(say("lock.too-slow", name=locked.name), remedy=say("lock.too-slow-remedy")) from error
        raise PatternsError(
            say("lock.wrong", name=locked.name), expected=say("lock.wrong-expected"), remedy=say("lock.wrong-remedy")
        ) from error


def tidy(case: Path) -> None:
    """Remove what a killed command left beside a case in plain: a folder half opened, or half removed."""
    for kind in (OPENING, REMOVING):
        for left in sorted(case.parent.glob(f".{escape(case.name)}*.{kind}")):
            if not running(left.name.rsplit(".", 2)[1]):
                wipe(left)


def _remove(case: Path) -> None:
    """Take a folder away: out of its name at once, then file by file."""
    away = case.with_name(f".{case.name}.{os.getpid()}.{REMOVING}")
    os.replace(case, away)
    wipe(away)
