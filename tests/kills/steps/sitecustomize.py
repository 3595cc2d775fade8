"""Put on the path of a command: kills it when it is about to change a file for the n-th time."""

from __future__ import annotations

import os
import signal
import sys

CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod", "os.utime")
left = int(os.environ.pop("KILL_AT", "0"))  # not for the processes that the command starts
under = tuple(os.environ.get("KILL_UNDER", "").split(os.pathsep))


def _watch(event: str, given: tuple[object, ...]) -> None:
    global left
    if event == "open":
        path, _, flags = given
        changes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    else:
        path, changes = (given[0] if given else ""), event in CHANGES
    if changes and isinstance(path, str | os.PathLike) and os.fspath(path).startswith(under):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


if left:
    sys.addaudithook(_watch)
