"""A case as one file that only a passphrase opens, in the age format; any other age program can open it, too.

At every moment either the plain folder or the locked file is whole: each is written under another name first, checked
by reading it back, and only then takes the other's place. The plain folder is compared once more after it was taken out
of its name, where no other command finds it, so that nothing written at the last moment goes with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from glob import escape
from pathlib import Path

from patterns.errors import PatternsError
from patterns.lock import pack
from patterns.store.alone import at_work, same_file
from patterns.store.files import private_folder, put, settle, wipe
from patterns.store.processes import running
from patterns.words import say

SUFFIX = ".age"
HEADER = b"age-encryption.org/v1\n"
LEAVING, REMOVING, OPENING = "leaving", "removing", "opening"
TOO_SLOW = "Excessive work"  # what the library says where a computer is many times slower than the one that locked
SHORT, FEW_WORDS = 16, 4  # characters and words below which a longer passphrase is suggested
HARD = 12.0  # guesses, as a power of ten, that are out of reach at about one a second for each core
LOOKED_AT = 72  # characters of a passphrase that are weighed: that takes longer with each


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


def hint(passphrase: str, known: Iterable[str] = ()) -> str:
    """Return why a passphrase may be guessed; empty where nothing is seen that would make it easy.

    Parameters
    ----------
    known : iterable of str
        Names and numbers that somebody close would try first.
    """
    from zxcvbn import zxcvbn

    if len(passphrase) < SHORT and len(passphrase.split()) < FEW_WORDS:
        return say("lock.hint")
    words = {part for each in known for part in (each, *each.split()) if len(part) > 1}
    looked_at = zxcvbn(passphrase[:LOOKED_AT], user_inputs=sorted(words))
    return say("lock.hint-guessable") if looked_at["guesses_log10"] < HARD else ""


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
    case = case.resolve()  # of a link, what it leads to: else that would stay in plain
    tidy(case)
    target = locked_name(case)
    if not (case / "log.xlsx").exists() and not (case / "log").is_dir():
        raise PatternsError(
            say("lock.no-case", name=case.name), expected=say("lock.no-case-expected"), remedy=say("lock.nothing-done")
        )
    began = not target.exists()
    with at_work(case):
        kept = write_locked(case, target, passphrase) if began else pack.digest_of(decrypted(target, passphrase))
        if not began and kept != pack.digest(case):  # else it was left so by a command that was killed
            raise PatternsError(
                say("lock.there-already", name=target.name),
                expected=say("lock.there-expected"),
                remedy=say("lock.there-remedy"),
            )
    _remove(case, target, kept, began)
    return target


def write_locked(
    case: Path, target: Path, passphrase: str, before: Callable[[Path], object] = lambda new: None
) -> str:
    """Write a folder into a locked file, whole or not at all, and read it back before it counts.

    It is held in memory about three times over while it is encrypted and read back.

    Parameters
    ----------
    before : callable
        Called with the new file, under its passing name, before it takes the place of the old one.

    Returns
    -------
    str
        The sum over what the file holds, as `pack.digest` gives it.

    Raises
    ------
    PatternsError
        If what is read back is not what the folder holds; the file then is what it was before.
    """
    from pyrage import passphrase as age

    packed = pack.packed(case)
    kept = pack.digest_of(packed)
    sealed = age.encrypt(packed, passphrase)
    del packed
    trial = target.with_name(f".{target.name}.{os.getpid()}.{OPENING}")
    try:
        put(trial, sealed, called=target.name)
        del sealed
        if pack.digest_of(age.decrypt(trial.read_bytes(), passphrase)) != kept or pack.digest(case) != kept:
            raise pack.changed(case.name)
        before(trial)
        os.replace(trial, target)
        settle(target.parent)
    finally:
        with suppress(OSError):  # on a read-only medium it was never there
            trial.unlink(missing_ok=True)
    return kept


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
    locked = locked.resolve()
    folder = to or plain_name(locked)
    tidy(locked)
    tidy(folder)
    if not is_locked(locked):
        raise _not_locked(locked)
    with same_file(locked):  # a command that works on it is not cut off from what it will write
        packed = decrypted(locked, passphrase)
        if folder.exists() and not (folder.is_dir() and pack.digest(folder) == pack.digest_of(packed)):
            raise PatternsError(
                say("lock.folder-there", name=folder.name),
                expected=say("lock.folder-expected"),
                remedy=say("lock.nothing-done"),
            )
        if not folder.exists():
            _open(packed, folder, locked)
        locked.unlink()
    return folder


def _open(packed: bytes, folder: Path, locked: Path) -> None:
    """Write a folder under another name, compare it, and only then give it its own.

    Where one disk holds both, it is written beside the locked file: there, whoever comes next finds what a kill left.
    """
    private_folder(folder.parent)
    beside = locked if os.stat(locked.parent).st_dev == os.stat(folder.parent).st_dev else folder
    place = beside.with_name(f".{beside.name}.{os.getpid()}.{OPENING}")
    try:
        pack.unpack(packed, place)
        if pack.digest(place) != pack.digest_of(packed):
            raise pack.changed(locked.name)
        os.replace(place, folder)
        settle(folder.parent)
    finally:
        if place.exists():
            wipe(place)


def decrypted(locked: Path, passphrase: str) -> bytes:
    """Return what a locked file holds.

    Raises
    ------
    PatternsError
        If it is not in the age format, or this passphrase does not open it.
    """
    import pyrage

    if not is_locked(locked):
        raise _not_locked(locked)
    try:
        return bytes(pyrage.passphrase.decrypt(locked.read_bytes(), passphrase))
    except pyrage.DecryptError as error:
        if TOO_SLOW in str(error):
            raise PatternsError(say("lock.too-slow", name=locked.name), remedy=say("lock.too-slow-remedy")) from error
        raise PatternsError(
            say("lock.wrong", name=locked.name), expected=say("lock.wrong-expected"), remedy=say("lock.wrong-remedy")
        ) from error


def _not_locked(path: Path) -> PatternsError:
    return PatternsError(say("lock.not-locked", name=path.name), expected=say("lock.not-locked-expected"))


def tidy(case: Path) -> None:
    """Put right what a killed command left beside a case, plain or locked: nothing of it stays open in plain.

    A folder half opened or half removed goes; one that was only about to be removed has its name again.
    """
    folder = plain_name(case) if case.name.endswith(SUFFIX) else case
    for kind in (OPENING, REMOVING, LEAVING):
        for left in sorted(case.parent.glob(f".{escape(folder.name)}*.{kind}")):
            name, process, _ = left.name[1:].rsplit(".", 2)
            if running(process):
                continue
            if kind == LEAVING and not left.with_name(name).exists():
                os.replace(left, left.with_name(name))
            else:
                with suppress(OSError):  # on a read-only medium it stays as it is
                    wipe(left)


def _remove(case: Path, target: Path, kept: str, began: bool) -> None:
    """Take a folder away: out of its name, compared once more, then file by file.

    Raises
    ------
    PatternsError
        If another program wrote into it meanwhile; it then has its name again, and a file that was made is gone.
    """
    away = case.with_name(f".{case.name}.{os.getpid()}.{LEAVING}")
    os.replace(case, away)
    try:
        same = pack.digest(away) == kept
    except BaseException:
        os.replace(away, case)
        raise
    if not same:
        os.replace(away, case)
        if began:
            target.unlink()
        raise pack.changed(case.name)
    going = away.with_name(f".{case.name}.{os.getpid()}.{REMOVING}")
    os.replace(away, going)
    settle(going.parent)
    wipe(going)
