"""Whether the exports of a case are the person's own: asked once for each of them, before it is read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from patterns.cli.screen import echo
from patterns.errors import PatternsError
from patterns.importers import walk
from patterns.store import history
from patterns.store.files import EXPORTS
from patterns.words import say

if TYPE_CHECKING:
    from patterns.case import Case

MINE = "mine"  # a line of the history: these were said to be messages to the person or by the person


def confirm(case: Path, looked: bool) -> None:
    """Ask whether exports that are new are messages sent to or by the person; off a terminal say how to answer.

    Raises
    ------
    PatternsError
        If the answer is no; nothing was read.
    """
    new = [export.name for export in walk(case / EXPORTS, case)[0] if export.name not in _answered(case)]
    if not new:
        return
    if not looked and not sys.stdin.isatty():
        echo(say("mine.not-asked", n=len(new)), err=True)
        return
    if not looked and not click.confirm(say("mine.ask", n=len(new)), err=True):
        raise PatternsError(say("mine.no"), expected=say("mine.expected"), remedy=say("mine.remedy"))
    history.append(case, MINE, sources=new)


def tell_left_out(opened: Case) -> None:
    """Say how many messages are of conversations in which nobody is known to be the person, and what to do."""
    if count := int(opened.sources["left_out"].sum()):
        echo(say("screen.left-out", n=count), err=True)


def _answered(case: Path) -> set[str]:
    try:
        lines = [line for line in history.read(case) if line.get("what") == MINE]
    except PatternsError:
        return set()
    return {str(name) for line in lines for name in line.get("sources", [])}
