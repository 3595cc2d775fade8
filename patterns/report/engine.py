"""How papermill runs the notebook: in a private kernel, nothing saved on the way, stopped at once."""

from __future__ import annotations

from typing import Any

from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines

from patterns.report.kernel import private_kernel

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


papermill_engines.register(NAME, PrivateEngine)
