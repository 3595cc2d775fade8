"""Commands that lock a case with a passphrase, and open it: lock, unlock."""

from __future__ import annotations

from pathlib import Path

import click

from patterns.cli.locked import ask, from_file
from patterns.cli.main import cli
from patterns.cli.screen import echo
from patterns.errors import PatternsError
from patterns.schema import records
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
    from patterns.lock import hint, lock

    closed(case)
    echo(say("lock.first"), err=True)
    passphrase, known = ask(twice=True), _known(case)
    while said := hint(passphrase, known):
        echo(said, err=True)
        if from_file() or click.confirm(say("lock.use-it"), err=True):
            break
        passphrase = ask(twice=True)
    echo(say("lock.done", path=lock(case, passphrase)))
    echo(say("lock.disk"))


def _known(case: Path) -> list[str]:
    """Return the names and numbers on the People sheet; none where the log cannot be read."""
    from patterns.log import read_log

    try:
        people = read_log(case)[0].people
    except PatternsError:
        return []
    return [each for row in records(people) for each in (row["name"], *row["known_as"]) if isinstance(each, str)]


@cli.command()
@click.argument("locked", type=FILE)
@click.option("--to", "folder", type=FOLDER, help="The folder to open it into; beside the file when left out.")
def unlock(locked: Path, folder: Path | None) -> None:
    """Open a locked case as a folder again. Example: patterns unlock my-case.age"""
    from patterns.lock import decrypted, is_locked, unlock

    if not is_locked(locked):
        decrypted(locked, "")  # says what it is not, before anything is asked
    echo(say("lock.opened", path=unlock(locked, ask(twice=False), folder)))
