"""How papermill runs the notebook: in a private kernel, nothing saved on the way, stopped at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from patterns.report.kernel import private_kernel

GRAMMAR = "rfc3987_syntax"


@contextmanager
def without(module: str) -> Iterator[None]:
    """Let `module`, which nothing here uses, be taken as not installed while others are imported."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]


# jsonschema, on its way in with papermill, would build a grammar of web addresses for more than a second
with without(GRAMMAR):
    import nbformat
    import papermill
    from papermill.clientwrap import PapermillNotebookClient
    from papermill.engines import NBClientEngine, papermill_engines
    from papermill.exceptions import PapermillExecutionError

__all__ = ["NAME", "PapermillExecutionError", "PrivateEngine", "nbformat", "papermill", "without"]

NAME = "patterns-private"
START_SECONDS = 60


class PrivateEngine(NBClientEngine):
    """Run a notebook in the kernel given as `kernel`, or in one started for it."""

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> str:
        """Return a name for the metadata only; no kernel is looked up by it."""
        return name or "python3"

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, kernel: Any = None, **options: Any) -> None:
        """Run the cells; a failing one ends the run, and papermill reports it."""
        if kernel is None:
            with private_kernel(None) as started:
                _run(nb_man, started)
        else:
            _run(nb_man, kernel)


def _run(nb_man: Any, kernel: Any) -> None:
    from jupyter_client.utils import run_sync

    client = PapermillNotebookClient(nb_man, km=kernel, kernel_name="", startup_timeout=START_SECONDS, log_output=False)
    try:
        client.execute()
    finally:
        if client.kc is not None:
            client.kc.stop_channels()
        run_sync(_settle)()


async def _settle() -> None:
    """Let the event loop close what it holds of the connection before the next notebook takes it."""


# not an entry point: papermill would load those while this module is still importing it
papermill_engines.register(NAME, PrivateEngine)
