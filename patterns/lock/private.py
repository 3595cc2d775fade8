"""A locked case opened for one command: in a private folder, in memory where the system has such a place.

What the command changes is locked again when it ends, and every now and then before, so that a power cut takes no more
than the last minutes of a long sitting in JupyterLab.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from patterns.errors import PatternsError
from patterns.lock import decrypted, pack, plain_name, write_locked
from patterns.store.alone import same_file, this_file
from patterns.store.temporary import private_place

EVERY = 120.0  # seconds between two lockings while a command works
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
        again = _Again(folder, locked, passphrase, pack.digest_of(packed), held)
        del packed
        try:
            with again.now_and_then():
                yield folder
        finally:
            again.once()
            if again.wrote:
                changed()


class _Again:
    """Locks a folder again where it has changed since it was locked."""

    def __init__(self, folder: Path, locked: Path, passphrase: str, kept: str, held: ExitStack) -> None:
        self.folder, self.locked, self.passphrase, self.kept = folder, locked, passphrase, kept
        self.held = held.enter_context(ExitStack())
        self.wrote = False

    def once(self) -> None:
        """Lock what has changed; the new file is held before the old one, which is held, gives way to it."""
        if self.folder.is_dir() and pack.digest(self.folder) != self.kept:
            with ExitStack() as new:
                self.kept = write_locked(
                    self.folder, self.locked, self.passphrase, lambda made: new.enter_context(this_file(made))
                )
                self.held.close()
                self.held.push(new.pop_all())
            self.wrote = True

    @contextmanager
    def now_and_then(self) -> Iterator[None]:
        """Lock again every EVERY seconds, until the end."""
        ended = threading.Event()
        thread = threading.Thread(target=self._until, args=(ended,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def _until(self, ended: threading.Event) -> None:
        while not ended.wait(EVERY):
            with suppress(PatternsError, OSError):  # something is being written just now, or there is no room: later
                self.once()


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt

