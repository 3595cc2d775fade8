"""Whether the exports of a case are the person's own: asked once for each state of each, before a command reads it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from patterns.cli.screen import echo
from patterns.errors import PatternsError
from patterns.importers import Export, walk
from patterns.store import history
from patterns.store.files import EXPORTS
from patterns.words import say

if TYPE_CHECKING:
    from patterns.case import Case

MINE = "mine"  # a line of the history: these were said to be messages to the person or by the person


def confirm(case: Path, looked: bool = False, *, tell: bool = False) -> None:
    """Ask whether exports that are new are messages sent to or by the person, before a command reads them.

    Off a terminal nothing is asked; with `tell` it is said how to answer there.

    Raises
    ------
    PatternsError
        If the answer is no; nothing was read.
    """
    asked = sys.stdin.isatty() and not looked
    if not (asked or looked or tell) or not (new := _new(case)):
        return
    if asked and not click.confirm(say("mine.ask", n=len(new)), err=True):
        raise PatternsError(say("mine.no"), expected=say("mine.expected"), remedy=say("mine.remedy"))
    if asked or looked:
        history.append(case, MINE, sources=list(new), sums=list(new.values()))
    else:
        echo(say("mine.not-asked", n=len(new)), err=True)


def _new(case: Path) -> dict[str, str]:
    """Return the exports that nobody answered for as they are, here or on the Sources sheet, each with its sum."""
    from patterns.importers import Wishes
    from patterns.log import read_log
    from patterns.sources.told import told

    answered = _answered(case)
    found = [(export, _state(export)) for export in walk(case / EXPORTS, case)[0]]
    new = [(export, state) for export, state in found if not {(export.name, state), (export.name, "")} & answered]
    rows = read_log(case)[0].sources if new else None
    return {export.name: state for export, state in new if told(export, rows, None, Wishes()).take_part is None}


def _state(export: Export) -> str:
    """Return the sum of an export; nothing of one that cannot be opened, which reading it will say."""
    try:
        return export.fingerprint()
    except OSError:
        return ""


def tell_left_out(opened: Case) -> None:
    """Say how many messages are of conversations in which nobody is known to be the person, and what to do."""
    if count := int(opened.sources["left_out"].sum()):
        echo(say("screen.left-out", n=count), err=True)


def _answered(case: Path) -> set[tuple[str, str]]:
    """Return name and sum of every export that was said to be one's own; an older line knows no sums."""
    try:
        lines = [line for line in history.read(case) if line.get("what") == MINE]
    except PatternsError:
        return set()
    known = [(line.get("sources", []), line.get("sums", [])) for line in lines]
    return {pair for names, sums in known for pair in zip(names, sums or [""] * len(names), strict=False)}
