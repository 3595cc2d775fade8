"""The command that makes a dated record with its sources: chronology."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from patterns.cli.locked import choose
from patterns.cli.main import IsoDate, case_argument, cli, stage
from patterns.cli.mine import confirm
from patterns.cli.screen import echo
from patterns.cli.share import ask_to_share, outside, share_option
from patterns.errors import PatternsError
from patterns.words import say

RECIPIENTS = ("therapist", "police", "lawyer", "self")  # those of patterns.report.chronology.profiles


@cli.command()
@case_argument
@click.option("--from", "first", type=IsoDate(), help="First day that is shown.")
@click.option("--until", type=IsoDate(), help="Last day that is shown.")
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), help="Folder; default: the case's reports/.")
@click.option(
    "--for", "recipient", type=click.Choice(RECIPIENTS), default=RECIPIENTS[0], show_default=True,
    help="Who it is for; therapist: without messages, exact words, place and who was present.",
)  # fmt: skip
@click.option("--all", "balance", is_flag=True, help="Also steps towards repair and statements in these days.")
@click.option("--codes", is_flag=True, help="Show the codes that you gave.")
@click.option("--with-pictures", is_flag=True, help="Keep the pictures and sound inside copied exports.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True)
@click.option("--encrypt", is_flag=True, help="Write one file behind a passphrase (age), asked for on a terminal.")
@click.option("--with-names", is_flag=True, help="Allow a folder outside the case.")
@share_option
def chronology(
    case: Path,
    first: date | None,
    until: date | None,
    to: Path | None,
    recipient: str,
    balance: bool,
    codes: bool,
    with_pictures: bool,
    paper: str,
    encrypt: bool,
    with_names: bool,
    safe_to_share: bool,
) -> None:
    """Make a dated record of CASE with sources and sums. Example: patterns chronology my-case --for lawyer

    A folder and a .zip: pages to read, tables, the originals that shown messages come from, and a manifest of sums.
    """
    import patterns
    from patterns.report.chronology import PROFILES, build_chronology

    if not with_names and outside(case, to):
        raise PatternsError(
            say("chronology.outside"), expected=say("chronology.outside-expected"),
            remedy=say("chronology.outside-remedy"),
        )  # fmt: skip
    confirm(case)
    if recipient != "self" or outside(case, to):
        ask_to_share(safe_to_share)
    lock = _lock(case) if encrypt else None
    stage(say("screen.stage.open"))
    made = build_chronology(
        patterns.open_case(case), first, until, to,
        recipient=recipient, balance=balance, codes=codes, pictures=with_pictures, paper=paper,
        lock=lock,
    )  # fmt: skip
    for path in made:
        echo(path)
    echo(say("chronology.holds"), err=True)
    if PROFILES[recipient].originals:
        echo(say("chronology.holds-originals"), err=True)
        echo(say("chronology.with-pictures" if with_pictures else "chronology.without-pictures"), err=True)


def _lock(case: Path) -> Callable[[bytes], bytes]:
    """Ask for a passphrase of its own, twice, and return what encrypts with it."""
    if not sys.stdin.isatty():
        raise PatternsError(say("chronology.no-terminal"))
    from pyrage import passphrase

    words = choose(case, typed=True)
    return lambda data: passphrase.encrypt(data, words)
