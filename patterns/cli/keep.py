"""Commands about what is kept: verify."""

from __future__ import annotations

from pathlib import Path

import click

from patterns.cli.main import case_argument, cli
from patterns.words import say


@cli.command()
@case_argument
def verify(case: Path) -> None:
    """Compare CASE with its own history. Example: patterns verify my-case

    The sums of the exports as they were first read, the chain of the history's lines, the reports as they were written.
    Exit status 0 where everything agrees, 1 where something does not.
    """
    from patterns.verify import verify

    found = verify(case)
    for each in found.found:
        click.echo(f"- {each}")
    if found.gone:
        click.echo(say("verify.gone", n=found.gone))
    if found.found:
        click.echo(say("verify.found", n=len(found.found)))
        raise click.exceptions.Exit(1)
    click.echo(say("verify.fine", lines=found.lines, sources=found.sources, reports=found.reports))
    click.echo(say("verify.means"))
