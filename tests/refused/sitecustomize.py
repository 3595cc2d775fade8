"""Refuse every way to another computer, and note who tried: in this process and in all that it starts.

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
