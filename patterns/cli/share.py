"""The question before something that holds words or names is handed on: is it safe to share this?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from patterns.cli.screen import echo
from patterns.errors import PatternsError
from patterns.words import say

share_option = click.option(
    "--safe-to-share", is_flag=True, help="You have thought about whether it is safe to share this."
)


def ask_to_share(thought_about: bool) -> None:
    """Ask whether it is safe to share this, on a terminal; elsewhere say that nobody was asked.

    Raises
    ------
    PatternsError
        If the answer is no: then nothing is written.
    """
    if thought_about:
        return
    if not sys.stdin.isatty():
        echo(say("sharing.not-asked"), err=True)
    elif not click.confirm(say("sharing.safe"), err=True):
        raise PatternsError(say("sharing.not-made"))


def outside(case: Path, *paths: Path | None) -> bool:
    """Tell whether any of the files or folders that were named lies outside the case."""
    return any(path is not None and not path.resolve().is_relative_to(case.resolve()) for path in paths)
