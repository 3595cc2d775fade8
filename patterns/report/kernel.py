"""A kernel that nobody else on the machine can listen to, and that leaves nothing behind.

Its sockets are files in a temporary folder that only this user can open. Where a system has no such sockets
(Windows), the connection is encrypted with keys of its own; it never runs open over the network interface.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from patterns.errors import ReportFailed
from patterns.report.blocks import BLOCKS_ONLY
from patterns.report.kernel_process import START
from patterns.store.files import private_folder
from patterns.store.temporary import private_place

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager

ROOT = Path(__file__).resolve().parent.parent.parent
QUIET = [
    "--HistoryManager.enabled=False", "--IPKernelApp.log_level=50",
    "--IPKernelApp.ignore_cwd=True",  # no module is taken from the folder in which a notebook lies
]  # fmt: skip


@contextmanager
def private_kernel(cache: Path | None, *, private_sockets: bool = os.name == "posix") -> Iterator[AsyncKernelManager]:
    """Start this interpreter as a kernel and stop it at the end, whatever happened.

    Parameters
    ----------
    cache : path, optional
        Folder for matplotlib's list of fonts, kept between runs; a temporary one where there is none or it cannot
        be written to.
    private_sockets : bool
        Sockets as files, where the system has them; otherwise an encrypted connection.
    """
    from jupyter_client.utils import run_sync

    with private_place() as folder:  # a short path, for a socket's name may have 107 characters
        kernel = _manager(folder, private_sockets)
        try:
            run_sync(kernel.start_kernel)(extra_arguments=QUIET, env=environment(folder, cache), cwd=str(folder))
            yield kernel
        finally:
            if kernel.has_kernel:
                run_sync(kernel.shutdown_kernel)(now=True)
            run_sync(kernel.cleanup_resources)()


def _manager(folder: Path, private_sockets: bool) -> Any:
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    class ThisInterpreter(AsyncKernelManager):
        """No look-up of installed kernels: always the interpreter that runs the program."""

        @property
        def kernel_spec(self) -> KernelSpec:
            """The command that starts the kernel."""
            # -P: no folder that happens to be the current one is searched for modules
            arguments = [sys.executable, "-P", "-c", START, "-f", "{connection_file}"]
            return KernelSpec(
                argv=arguments, display_name="Python 3", language="python", metadata={"supported_encryption": "curve"}
            )

    # an explicit file: without one, the sockets of two runs would meet in the working directory
    return ThisInterpreter(connection_file=str(folder / "k.json"), **connection(private_sockets))


def connection(private_sockets: bool) -> dict[str, str]:
    """Return the settings by which a kernel manager keeps its connection private.

    Parameters
    ----------
    private_sockets : bool
        Sockets as files; otherwise an encrypted connection.

    Raises
    ------
    ReportFailed
        If what is installed here cannot encrypt; it is never left open instead.
    """
    from jupyter_client.manager import KernelManager

    if private_sockets:
        return {"transport": "ipc"}
    if "transport_encryption" not in KernelManager.class_traits():
        raise ReportFailed(
            "the kernel's connection could not be kept private on this computer.",
            expected="jupyter-client 8.10 or later",
            remedy="No kernel was started. Install the versions in constraints.txt.",
        )
    return {"transport": "tcp", "transport_encryption": "required"}


def environment(folder: Path, cache: Path | None) -> dict[str, str]:
    """Return the environment of the kernel: everything that Jupyter and its friends like to write goes to `folder`."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONSTARTUP", "IPYTHONDIR")}
    search = os.pathsep.join(part for part in (str(ROOT), kept.get("PYTHONPATH", "")) if part)
    return kept | {
        BLOCKS_ONLY: "1",
        "IPYTHONDIR": str(folder),
        "JUPYTER_RUNTIME_DIR": str(folder),
        "MATPLOTLIBRC": str(chart_settings()),
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": str(font_cache(folder, cache)),
        "PYTHONPATH": search,
        "TMPDIR": str(folder),
    }


@cache
def chart_settings() -> Path:
    """Return matplotlib's own settings: none of a case or of the computer change a chart, or run a program for it."""
    found = find_spec("matplotlib")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "mpl-data" / "matplotlibrc"


def font_cache(folder: Path, cache: Path | None) -> Path:
    """Return a folder in which matplotlib may keep its list of fonts."""
    if cache is not None:
        try:
            return private_folder(cache / "matplotlib")
        except OSError:
            pass  # a case on a read-only medium still gets its report
    return folder
