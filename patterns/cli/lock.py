"""Commands that lock a case with a passphrase, and open it: lock, unlock."""

from __future__ import annotations

from pathlib import Path

import click

from patterns.cli.locked import ask, choose
from patterns.cli.main import cli
from patterns.cli.screen import echo
from patterns.words import say

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


@cli.command()
@click.argument("case", type=FOLDER)
def lock(case: Path) -> None:
    """Encrypt CASE into one file that only a passphrase opens. Example: patterns lock my-case

    The file stands beside the folder (my-case.age) in the age format. The folder is removed once the file was read
    back and compared. A forgotten passphrase means that the record is lost.
    """
    from patterns.lab.running import closed
    from patterns.lock import lock

    closed(case)
    echo(say("lock.done", path=lock(case, choose(case))))
    echo(say("lock.disk"))


@cli.command()
@click.argument("locked", type=FILE)
@click.option("--to", "folder", type=FOLDER, help="The folder to open it into; beside the file when left out.")
def unlock(locked: Path, folder: Path | None) -> None:
    """Open a locked case as a folder again. Example: patterns unlock my-case.age"""
    from patterns.lock import decrypted, is_locked, unlock

    if not is_locked(locked):
        decrypted(locked, "")  # says what it is not, before anything is asked
    echo(say("lock.opened", path=unlock(locked, ask(twice=False), folder)))
