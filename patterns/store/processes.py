"""Which process left something behind: a name that carries its number tells whether it still runs."""

from __future__ import annotations

import os

OURS = ("python", "pypy")  # in the name of the program that runs this one, whatever a command is called


def running(process: str) -> bool:
    """Tell whether another process of this number runs that can be one of ours.

    This one's own leavings are of an earlier one; and a number is given again, after a restart to any program at all.
    """
    import psutil

    if not process.isdigit() or int(process) == os.getpid():
        return False
    try:
        found = psutil.Process(int(process))
        if hasattr(os, "getuid") and os.getuid() not in (0, found.uids().real):
            return False
        name = os.path.basename(found.exe()).lower()
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:  # one that the system shields is never taken for ended
        return True
    return not name or any(each in name for each in OURS)
