"""Commands on the message exports: messages, source."""

from __future__ import annotations

from pathlib import Path

import click

from patterns.cli.main import case_argument, cli, json_option, stage
from patterns.cli.mine import confirm, tell_left_out
from patterns.cli.screen import echo, json_text
from patterns.cli.share import ask_to_share, outside, share_option
from patterns.words import say


@cli.command()
@case_argument
@click.option(
    "--to", "target", required=True, type=click.Path(path_type=Path, dir_okay=False), help=".csv, .xlsx or .parquet"
)
@share_option
def messages(case: Path, target: Path, safe_to_share: bool) -> None:
    """Write the merged messages of CASE to a file. Example: patterns messages my-case --to messages.xlsx

    Every source in one table, each message once. The file holds everything that was written, by everyone.
    """
    import patterns
    from patterns.messages import write_messages

    confirm(case)
    if outside(case, target):
        ask_to_share(safe_to_share)
    stage(say("screen.stage.open"))
    opened = patterns.open_case(case).readable()
    tell_left_out(opened)
    count = write_messages(opened, target)
    echo(say("screen.messages", n=count, path=target))


@cli.command()
@case_argument
@click.argument("message_id")
@json_option
def source(case: Path, message_id: str, as_json: bool) -> None:
    """Show the raw lines that a message came from. Example: patterns source my-case 1f0c2ab97d3e4455

    MESSAGE_ID is the first column of `patterns messages`. The words are printed as they stand in the source.
    """
    import patterns
    from patterns.messages import raw

    confirm(case)
    found = raw(patterns.open_case(case), message_id)
    if as_json:
        echo(json_text(found._asdict()))
        return
    place = f"{found.source}{f', {found.part}' if found.part else ''}"
    echo(say("screen.source", place=place, line=found.line))
    echo(found.text)
    if found.also_in:
        echo(say("screen.source.also", sources=", ".join(found.also_in)))
