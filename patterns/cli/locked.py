"""The argument through which every command takes a case: a folder, or a locked file with its passphrase."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from patterns.cli.screen import echo, show_as
from patterns.errors import PatternsError
from patterns.words import say

FROM_FILE = "PATTERNS_PASSPHRASE_FILE"


def from_file() -> str:
    """Return the file that holds the passphrase; empty where it is to be asked for."""
    return os.environ.get(FROM_FILE, "")


def choose(case: Path, *, typed: bool = False) -> str:
    """Return a new passphrase: first it is said that a lost one is the end, then asked twice, then hinted at if weak.

    Parameters
    ----------
    case : Path
        Its names and numbers are what somebody close would try first.
    typed : bool
        Whether only what is typed on a terminal counts, and not the file that opens the case itself.
    """
    from patterns.lock import hint

    echo(say("lock.first"), err=True)
    passphrase, known = ask(twice=True, typed=typed), _known(case)
    while said := hint(passphrase, known):
        echo(said, err=True)
        if (not typed and from_file()) or click.confirm(say("lock.use-it"), err=True):
            break
        passphrase = ask(twice=True, typed=typed)
    return passphrase


def _known(case: Path) -> list[str]:
    """Return the names and numbers on the People sheet; none where the log cannot be read."""
    from patterns.log import read_log
    from patterns.schema import records

    try:
        people = read_log(case)[0].people
    except PatternsError:
        return []
    return [each for row in records(people) for each in (row["name"], *row["known_as"]) if isinstance(each, str)]


def ask(*, twice: bool, typed: bool = False) -> str:
    """Return the passphrase: asked for on a terminal and never shown, or from a file that a variable names.

    Raises
    ------
    PatternsError
        If there is neither a terminal nor such a file, or the passphrase is empty.
    """
    named = "" if typed else from_file()
    if named:
        with Path(named).open(encoding="utf-8") as file:
            passphrase = file.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        asked = click.prompt(
            say("lock.passphrase"), hide_input=True, confirmation_prompt=twice, default="", show_default=False, err=True
        )
        passphrase = str(asked)
    else:
        raise PatternsError(say("lock.no-terminal"), expected=say("lock.no-terminal-expected", name=FROM_FILE))
    if not passphrase:
        raise PatternsError(say("lock.empty"), remedy=say("lock.nothing-done"))
    return passphrase


class CasePath(click.Path):
    """A case folder, or a locked case, which is opened for the one command and closed after it."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the folder; of a locked case a private one that is gone when the command ends."""
        path = Path(str(super().convert(value, param, ctx)))
        if ctx is None or ctx.resilient_parsing:
            return path
        from patterns.cli import first_words
        from patterns.lock import is_locked, private, tidy
        from patterns.store import files

        tidy(path)
        folder = path
        if is_locked(path):
            kept = say("lock.kept", path=path)
            folder = ctx.with_resource(private.opened(path, ask(twice=False), lambda: echo(kept, err=True)))
            show_as(folder, path)
        files.no_links(folder)
        files.tidy(folder)
        files.keep_to(folder)
        first_words.once(folder)
        return folder
