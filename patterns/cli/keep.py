"""Commands about what is kept: verify, clean."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from patterns.cli.main import case_argument, cli
from patterns.cli.screen import echo
from patterns.words import listed, say


@cli.command()
@case_argument
@click.option("--report", "reports", multiple=True, metavar="NAME", help="Also make this report again and compare.")
def verify(case: Path, reports: tuple[str, ...]) -> None:
    """Compare CASE with its own history. Example: patterns verify my-case

    The sums of the exports as they were first read, the chain of the history's lines, the reports as they were written.
    With --report review-2026-03-30-8-weeks.pdf that report is made again and compared byte for byte, and not kept.
    Exit status 0 where everything agrees, 1 where something does not.
    """
    from patterns.verify import rebuild, verify

    found = verify(case)
    told = [*found.found]
    for each in reports:
        name = Path(each).name
        again = rebuild(case, name)
        sentence = say("verify.rebuilt" if again.same else "verify.rebuilt-other", name=name, on=again.written_on)
        if again.same:
            echo(sentence)
        else:
            told.append(f"{sentence} {_since(again.changed)}")
    for each in told:
        echo(f"- {each}")
    if found.gone:
        echo(say("verify.gone", n=found.gone))
    if told:
        echo(say("verify.found", n=len(told)))
        raise click.exceptions.Exit(1)
    echo(say("verify.fine", lines=found.lines, sources=found.sources, reports=found.reports))
    echo(say("verify.means"))


def _since(changed: tuple[str, ...]) -> str:
    """Return what changed since a report was written, in words."""
    named = [say(f"verify.part.{part}") if part in ("program", "exports", "log") else part for part in changed]
    return say("verify.since", changed=listed(named)) if named else say("verify.since-nothing")


@cli.command()
@case_argument
@click.option("--keep-reports", is_flag=True, help="Leave the reports and chronologies where they are.")
def clean(case: Path, keep_reports: bool) -> None:
    """Remove from CASE what can be made again. Example: patterns clean my-case

    Caches, checkpoints, half-written files, reports as they were written, notebooks in which nothing was changed. The
    log, the exports, your decisions and the history stay. Then it lists where this computer may keep more.
    """
    from patterns.clean import clean
    from patterns.lab.copies import untouched
    from patterns.lab.running import closed

    closed(case)
    done = clean(case, untouched(case), keep_reports=keep_reports)
    echo(say("clean.removed", n=len(done.removed)) if done.removed else say("clean.nothing"))
    if done.left:
        echo(say("clean.kept"))
    for each in done.left:
        echo(f"- {each}")
    echo(say("clean.case"))
    echo(say("clean.disk"))
    echo()
    echo(say("clean.else"))
    for name in (_system(), "jupyter"):
        echo(say(f"clean.{name}"))
    echo(say("clean.else-end"))


def _system() -> str:
    """Return the kind of system that this runs on."""
    return {"win32": "windows", "cygwin": "windows", "darwin": "macos"}.get(sys.platform, "linux")
