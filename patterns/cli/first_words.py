"""What is said once for each case, before anything is kept of it: who may see this, who should not be alone with it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from patterns.cli.screen import echo
from patterns.errors import PatternsError
from patterns.store import history
from patterns.store.cloud import copied_by
from patterns.words import say

TOLD = "told"  # a line of the history: these words were shown, and which service seemed to copy the folder


def show(case: Path) -> None:
    """Show the words, and name the service that seems to copy the folder."""
    echo(say("first-words.lines"), err=True)
    _cloud(copied_by(case))


def ask() -> None:
    """Ask whether it is safe to keep this here; on a terminal, elsewhere say that nobody was asked.

    Raises
    ------
    PatternsError
        If the answer is no.
    """
    if not sys.stdin.isatty():
        echo(say("screen.not-asked"), err=True)
    elif not click.confirm(say("screen.safe-here"), err=True):
        raise PatternsError(say("screen.not-kept"))


def once(case: Path) -> None:
    """Show the words where they were never shown for this case, or where its folder is newly copied to a cloud."""
    if not case.is_dir() or not any(case.iterdir()):
        return  # `new` shows them before it makes the folder
    told = _told(case)
    if not told:
        show(case)
    elif (service := copied_by(case)) and service not in told:
        _cloud(service)
    else:
        return
    note(case)


def note(case: Path) -> None:
    """Note in the case's history that the words were shown."""
    history.append(case, TOLD, copied_by=copied_by(case))


def _told(case: Path) -> list[str]:
    """Return the services that were named when the words were shown; empty where they never were."""
    path = case / history.FILE
    if not path.is_file() or f'"{TOLD}"'.encode() not in path.read_bytes():
        return []
    try:
        return [str(line.get("copied_by", "")) for line in history.read(case) if line.get("what") == TOLD]
    except PatternsError:
        return [""]  # a history that cannot be read holds the word: they were shown


def _cloud(service: str) -> None:
    if service:
        echo(say("first-words.cloud", service=service), err=True)
        echo(say("first-words.cloud-remedy"), err=True)
