"""The command that reads every export and says what became of each record: import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from patterns.cli.main import case_argument, cli, date_order_option, json_option, look_first, tell
from patterns.cli.mine import confirm
from patterns.cli.read import as_dict, echo_json, opened_case
from patterns.cli.screen import echo
from patterns.errors import Problem
from patterns.schema import records
from patterns.words import day, say

if TYPE_CHECKING:
    from patterns.case import Case

ACCOUNT = ("records", "messages", "notices", "duplicates", "skipped")
MOST_SKIPPED = 20  # more are in --json


@cli.command("import")
@case_argument
@date_order_option
@click.option(
    "--columns", default="", help='Which column of a table holds what, for this run: "text=Nachricht; sent=Datum".'
)
@click.option("--mine", is_flag=True, help="You have looked: these are messages sent to you or by you.")
@json_option
def import_(case: Path, date_order: str | None, columns: str, mine: bool, as_json: bool) -> None:
    """Read every export of CASE and account for every record. Example: patterns import my-case

    One row per source: its format, messages by kind, notices, duplicates, what was skipped and why, the first and
    the last message, its time zone and why, warnings.
    """
    from patterns.case import record_sources

    confirm(case, mine, tell=True)
    opened = opened_case(case, date_order, columns)
    record_sources(opened)
    rows = records(opened.sources)
    bad = [problem for problem in opened.unreadable if problem.file.startswith("exports")]
    if as_json:
        echo_json({"sources": rows, "messages": opened.message_count, "problems": [as_dict(p) for p in bad]})
    else:
        look_first(opened)
        _imported(opened, rows, bad)
    if bad:
        tell(bad)
        raise click.exceptions.Exit(1)


def _imported(opened: Case, rows: list[dict[str, Any]], bad: list[Problem]) -> None:
    """Say what was read from each source, and how much it is in all."""
    from patterns.case import log_alone
    from patterns.importers import holds_files
    from patterns.sources import ends_early

    if not rows and not bad:
        echo(say("screen.no-exports"))
        return
    for row in rows:
        echo(_source_text(row))
        if made := ends_early(opened.folder / row["source"], row["last"]):
            echo(f"  ! {say('screen.ends-early', last=row['last'].date(), made=made)}")
    if alone := log_alone(opened):
        log, messages = alone
        echo(say("screen.log-alone", log=day(log), messages=day(messages), days=(messages - log).days))
    echo(say("screen.merged", n=opened.message_count, twice=int(opened.sources["also_elsewhere"].sum())))
    if opened.media or any(holds_files(opened.folder / row["source"]) for row in rows):
        echo(say("screen.media"))
    echo(say("screen.working-copy"))


def _source_text(row: dict[str, Any]) -> str:
    kinds = ", ".join(f"{count} {kind}" for kind, count in row["kinds"].items())
    lines = [
        f"{row['source']}: {row['format']}",
        f"  {say('screen.account', **{name: row[name] for name in ACCOUNT}, kinds=kinds)}",
        f"  {say('screen.zone', zone=row['zone'], why=row['zone_why'])}",
    ]
    if row["first"] == row["first"]:  # not missing
        lines.insert(2, f"  {day(row['first'].date())} to {day(row['last'].date())}")
    if row["date_order"]:
        lines.append(f"  {say('screen.date-order', order=row['date_order'], why=row['date_order_why'])}")
    if row["columns"]:
        lines.append(f"  {say('screen.columns', columns=row['columns'])}")
    if row["also_elsewhere"]:
        lines.append(f"  {say('screen.also', n=row['also_elsewhere'])}")
    if row["left_out"]:
        lines.append(f"  {say('screen.left-out', n=row['left_out'])}")
    for part, line, reason in row["skipped_rows"][:MOST_SKIPPED]:
        lines.append(f"  {say('screen.skipped', place=f'{part}, ' if part else '', line=line, reason=reason)}")
    if more := row["skipped"] - MOST_SKIPPED if row["skipped"] > MOST_SKIPPED else 0:
        lines.append(f"  {say('screen.skipped.more', n=more)}")
    return "\n".join(lines + [f"  ! {warning}" for warning in row["warnings"]])
