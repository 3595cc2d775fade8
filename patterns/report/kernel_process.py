"""What runs in a kernel's process: ipykernel without its debugger, and without a port of its own.

ipykernel listens on the network interface for what forked processes print, beside its channels and in plain text.
No notebook here forks, so that port is never opened; what a forked process of a reader's own prints is not shown.
"""

from __future__ import annotations

import os
import sys
from contextlib import chdir
from typing import Any

START = "from patterns.report.kernel_process import run; run()"


def run() -> None:
    """Run a kernel, as the arguments of this process say, until it is told to stop."""
    sys.modules["debugpy"] = None  # type: ignore[assignment] # nobody here needs it, and it takes time to load
    with chdir(sys.prefix):  # settings for charts that lie beside a notebook are not taken
        import matplotlib  # noqa: F401
    from ipykernel import kernelapp
    from ipykernel.iostream import IOPubThread

    class WithoutPort(IOPubThread):
        """The thread that sends what cells show, and that takes nothing from other processes."""

        def __init__(self, socket: Any, pipe: bool = False, **others: Any) -> None:
            super().__init__(socket, pipe=False, **others)

    kernelapp.IOPubThread = WithoutPort  # type: ignore[misc, assignment]
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_silent)
    kernelapp.launch_new_instance()


def _silent() -> None:
    """Keep a forked process from using its parent's channels."""
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open for as long as it lives
