"""The command that opens JupyterLab on a case."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from patterns.cli.main import case_argument, cli, stage
from patterns.cli.mine import confirm
from patterns.cli.screen import echo
from patterns.words import say

if TYPE_CHECKING:
    from patterns.lab.running import Server


@cli.command()
@case_argument
@click.option("--no-browser", is_flag=True, help="Print the address, and open nothing.")
@click.option("--own", is_flag=True, help="Open one of its own even where a JupyterLab is running.")
@click.option("--port", default=8888, show_default=True, type=click.IntRange(1024, 65535), help="The first one tried.")
def lab(case: Path, no_browser: bool, own: bool, port: int) -> None:
    """Open JupyterLab on the notebooks of CASE. Example: patterns lab my-case

    On this computer only, and everything it writes stays in the case. The notebooks are copies in the folder
    notebooks of the case; what you do to them is yours. Stop it with Ctrl-C.
    """
    import patterns
    from patterns.lab import running
    from patterns.lab.copies import FOLDER, copies
    from patterns.lab.record import after_the_last_day

    confirm(case)
    stage(say("screen.stage.open"))
    opened = patterns.open_case(case).readable()
    made = copies(case, after_the_last_day(opened))
    echo(say("lab.copies", n=len(made), folder=case / FOLDER))
    if address := running.ours(case):
        echo(say("lab.open-already", address=address))
        return
    if not own and (others := running.others()):
        for line in _there(others, case / FOLDER):
            echo(line)
        return
    from patterns.lab.server import serve

    serve(case, secrets.token_urlsafe(24), browser=not no_browser, port=port,
          tell=lambda address: echo(say("lab.opened", address=address)))  # fmt: skip
    echo(say("lab.closed"))


def _there(others: list[Server], folder: Path) -> list[str]:
    """Return how to open the notebooks in a JupyterLab that is running."""
    from patterns.lab.running import inside

    lines = []
    for server in others:
        path = inside(server, folder)
        if path is None:
            lines.append(say("lab.running-outside", address=server.url, root=server.root))
        else:
            lines.append(say("lab.running", address=server.url, path=path))
    return [*lines, say("lab.running-own")]
