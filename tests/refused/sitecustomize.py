"""Refuse every way to another computer and every change to an original, and note who tried: here and in all it starts.

Found by Python itself where this folder stands on PYTHONPATH. It sees what Python does, not what a library does in
C or Rust; for those there is a network of its own with nothing in it (tests/test_offline.py).
"""

from __future__ import annotations

import os
import sys
from typing import Any

NOTES = "PATTERNS_TEST_ATTEMPTS"  # names the file in which an attempt is noted
LOOPBACK = "PATTERNS_TEST_LOOPBACK"  # where it is set, this computer may speak to itself
HERE = ("127.0.0.1", "::1", "localhost")
BY_ADDRESS = {"socket.connect": 1, "socket.bind": 1, "socket.sendto": 1, "socket.sendmsg": 1}
ORIGINALS = "PATTERNS_TEST_ORIGINALS"  # names files and folders that nothing may change
CHANGES = {
    "os.rename", "os.remove", "os.truncate", "os.chmod", "os.chown", "os.utime", "os.link", "os.rmdir", "os.mkdir",
}  # fmt: skip
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
BY_NAME = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Raise where an event is the beginning of a connection to anywhere but a socket that is a file."""
    if event in BY_ADDRESS:
        wanted = arguments[BY_ADDRESS[event]]
    elif event in BY_NAME:
        wanted = arguments[0]
    else:
        return
    if event in BY_ADDRESS and not isinstance(wanted, tuple):
        return  # a file, or a socket that was connected, and looked at, before
    host = wanted[0] if isinstance(wanted, tuple) else wanted
    if host in HERE and (event == "socket.bind" or os.environ.get(LOOPBACK)):
        return  # to take an address sends nothing; who listens on one is looked at in tests/lab
    note(f"{event} {wanted!r} from {caller()}")
    raise PermissionError(f"{event}: no network in this test")


def keep(event: str, arguments: tuple[Any, ...]) -> None:
    """Raise where an event would change an original, or the folder it lies in."""
    if event == "open":
        changed = arguments[:1] if isinstance(arguments[2], int) and arguments[2] & WRITES else ()
    else:
        changed = arguments[:2] if event in CHANGES else ()
    for path in (os.path.abspath(os.fsdecode(each)) for each in changed if isinstance(each, str | bytes | os.PathLike)):
        if path.startswith(tuple(os.environ[ORIGINALS].split(os.pathsep))):
            note(f"{event} {path!r} from {caller()}")
            raise PermissionError(f"{event}: an original is not changed in this test")


def caller() -> str:
    """Where in the program or its dependencies this was tried, outermost first."""
    frame, places = sys._getframe(2), []
    while frame is not None:
        places.append(f"{os.path.basename(frame.f_code.co_filename)}:{frame.f_lineno}")
        frame = frame.f_back
    return " > ".join(reversed(places[:12]))


def note(line: str) -> None:
    """Add a line to the file that the test reads."""
    if path := os.environ.get(NOTES):
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(handle, f"{line}\n".encode())
        os.close(handle)


if NOTES in os.environ:
    sys.addaudithook(refuse)
if os.environ.get(ORIGINALS):
    sys.addaudithook(keep)
