"""Which process left something behind: a name that carries its number tells whether it still runs."""

from __future__ import annotations

import os


def running(process: str) -> bool:
    """Tell whether another process of this number runs; this one's own leavings are of an earlier one."""
    import psutil

    return process.isdigit() and int(process) != os.getpid() and psutil.pid_exists(int(process))
