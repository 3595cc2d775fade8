"""A locked case opened for one command: in a private folder, in memory where the system has such a place."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from patterns.lock import decrypted, pack, plain_name, write_locked
from patterns.store.alone import same_file
from patterns.store.temporary import private_place

MOST = 3  # times the size of a case: itself, what is computed from it, and reports
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
    locked = locked.resolve()
    for number in STOPS:  # so that a command that is asked to stop still takes the folder away
        signal.signal(number, _stop)
    with ExitStack() as held:
        held.enter_context(same_file(locked))  # two commands at once would each write over what the other did
        packed = decrypted(locked, passphrase)
        folder = held.enter_context(private_place(MOST * len(packed))) / plain_name(locked).name
        pack.unpack(packed, folder)
        before = pack.digest_of(packed)
        del packed
        try:
            yield folder
        finally:
            if folder.is_dir() and pack.digest(folder) != before:
                write_locked(folder, locked, passphrase)
                changed()


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt

