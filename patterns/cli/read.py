"""Commands that only read: formats, rules, check, measure, explain, reply."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from patterns.cli.main import (
    IsoDate,
    case_argument,
    cli,
    date_order_option,
    json_option,
    look_first,
    on_option,
    stage,
)
from patterns.cli.mine import confirm
from patterns.cli.screen import echo, json_text
from patterns.errors import Problem
from patterns.words import say

if TYPE_CHECKING:
    from patterns.case import Case

FIRST_THINGS_FIRST = (
    "open", "safety", "people", "date unknown", "dates", "duplicate", "boundary", "code", "session", "answer time",
    "days", "rating", "supporters", "sheet", "plan", "example", "later", "upgrade",
)  # fmt: skip


MOST_NAMED = 12  # cells named in one line; --json names all


@cli.command()
def formats() -> None:
    """List the message exports that are read. Example: patterns formats"""
    from patterns.importers import FORMATS

    for name, module in FORMATS.items():
        echo(f"{name}: {module.LABEL}")


@cli.command()
def rules() -> None:
    """List the rules with their definitions. Example: patterns rules"""
    from patterns.rules import RULES

    for rule in RULES.values():
        echo(f"{rule.id}  (needs {', '.join(rule.needs)})\n  {rule.definition.replace(chr(10), chr(10) + '  ')}\n")


@cli.command()
@case_argument
@click.option("--on", type=IsoDate(), help="Also name the rows that a review on this date would not read.")
@date_order_option
@json_option
def check(case: Path, on: date | None, date_order: str | None, as_json: bool) -> None:
    """List everything in CASE that cannot be read, and everything still to decide. Example: patterns check my-case"""
    from patterns.case import record_log
    from patterns.log.checks import still_to_decide
    from patterns.log.readings import changes
    from patterns.review import entries_to_ask

    opened = opened_case(case, date_order)
    record_log(opened)
    changed = changes(opened.folder, opened.log)
    questions = [*opened.questions, *still_to_decide(opened.log, date.today())]  # noqa: DTZ011 - the reader's own day
    questions += entries_to_ask(opened)
    if on and opened.plan:
        from patterns.review import later_entries

        questions += later_entries(opened, on)
    questions.sort(key=lambda each: FIRST_THINGS_FIRST.index(each.topic) if each.topic in FIRST_THINGS_FIRST else 99)
    if as_json:
        echo_json({"unreadable": [as_dict(p) for p in opened.unreadable], "open": [as_dict(p) for p in questions],
                    "changed": [each._asdict() for each in changed]})  # fmt: skip
    else:
        look_first(opened)
        _check_text(opened, questions, len({(each.sheet, each.row) for each in changed}))
    if opened.unreadable:
        raise click.exceptions.Exit(1)


def _check_text(opened: Case, questions: list[Problem], changed: int) -> None:
    if opened.unreadable:
        echo(say("screen.unreadable", n=len(opened.unreadable)))
        for problem in opened.unreadable:
            echo(f"- {problem}")
    else:
        entries = len(opened.log.incidents)
        echo(say("screen.readable", entries=entries, messages=opened.message_count, sources=len(opened.sources)))
    if changed:
        echo(say("screen.changed", n=changed))
    if questions:
        echo(say("screen.to-decide", n=len(questions)))
        for alike in _alike(questions):
            echo(f"- {alike[0]}{_and_more(alike[1:])}")
    elif not opened.unreadable:
        echo(say("screen.nothing-to-decide"))


def _alike(questions: list[Problem]) -> list[list[Problem]]:
    """Return the questions with those together that ask the same about another cell of the same sheet."""
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for each in questions:
        groups.setdefault((each.file, each.sheet, each.found, each.remedy), []).append(each)
    return list(groups.values())


def _and_more(others: list[Problem]) -> str:
    places = ", ".join(each.cell or each.where for each in others[:MOST_NAMED])
    return (
        f" {say('screen.and-more', n=len(others), places=places, and_so_on=' ...' if len(others) > MOST_NAMED else '')}"
        if others
        else ""
    )


@cli.command()
@case_argument
@on_option
@click.option("--weeks", default=8, show_default=True, type=click.IntRange(1, 104), help="Length of the window.")
@json_option
def measure(case: Path, on: date, weeks: int, as_json: bool) -> None:
    """Hold CASE against every rule of its plan. Example: patterns measure my-case --on 2026-03-30"""
    import patterns
    from patterns.case import record_log

    opened = opened_case(case)
    result = patterns.measure(opened, on=on, weeks=weeks)
    record_log(opened)
    if as_json:
        echo(result.to_json())
        return
    from patterns.report.safety_page import help_in_words

    echo(result.to_text(help_in_words(result)))


@cli.command()
@case_argument
@click.argument("rule")
@on_option
@click.option("--weeks", default=8, show_default=True, type=click.IntRange(1, 104), help="Length of the window.")
def explain(case: Path, rule: str, on: date, weeks: int) -> None:
    """Show the rows behind one number of CASE. Example: patterns explain my-case attendance --on 2026-03-30"""
    import patterns
    from patterns.rules import RULES

    if rule not in RULES:
        raise click.UsageError(f"There is no rule {rule!r}. The rules are: {', '.join(RULES)}.")
    opened = opened_case(case)
    result = patterns.measure(opened, on=on, weeks=weeks)
    finding, window = result.findings[rule], result.review.window
    echo(f"{rule}\n{RULES[rule].definition}\n")
    echo(say("screen.agreed", agreed=finding.agreed, start=result.plan.start))
    echo(say("screen.dates", first=window.first, last=window.last, on=on))
    echo(f"{finding.verdict}{f' ({finding.reason})' if finding.reason else ''}: {finding.sentence}\n")
    for behind in finding.evidence:
        echo(f"{behind.counted}: {len(behind.rows) if behind.known else say('screen.not-known')}")
        for row in behind.rows:
            echo(f"  {row}")
    for name, value in finding.numbers.items():
        if isinstance(value, int | float | str) and not isinstance(value, bool):
            echo(f"{name}: {value}")
    for line in _said_before(opened, [row for behind in finding.evidence for row in behind.rows]):
        echo(line)


def _said_before(case: Case, rows: list[str]) -> list[str]:
    """Return what those of the rows that were changed said before."""
    from patterns.log.readings import changes
    from patterns.log.sheets import SHEETS

    place_of = re.compile(rf"({'|'.join(sheet.name for sheet in SHEETS)}) rows? (\d+(?:(?:, | and )\d+)*)")
    named = {f"{sheet} row {number}" for row in rows for sheet, numbers in place_of.findall(row)
             for number in re.findall(r"\d+", numbers)}  # fmt: skip
    lines = []
    for change in changes(case.folder, case.log):
        if f"{change.sheet} row {change.row}" in named:
            place = f"{change.sheet} row {change.row}"
            for header, before in change.before.items():
                was, now = before or say("screen.empty"), change.after[header] or say("screen.empty")
                lines.append(
                    f"  {say('screen.said-before', place=place, header=header, at=change.at[:10])} {was} -> {now}"
                )
    return [say("screen.changed-rows"), *lines] if lines else []


@cli.command()
@click.argument("text")
@json_option
def reply(text: str, as_json: bool) -> None:
    """Check the shape of a planned reply; nothing is stored or sent. Example: patterns reply "I see. ..." """
    from patterns.reply import shape

    found = shape(text)
    if as_json:
        echo_json(found._asdict())
        return
    counts = {"sentences": found.sentences, "validation": found.validation}
    echo(say("reply.shape", boundaries=found.boundaries, steps=found.next_steps, **counts))
    for hint in found.hints or (say("reply.fits"),):
        echo(f"- {hint}")


def opened_case(case: Path, date_order: str | None = None, columns: str = "") -> Case:
    """Open a case, and say so on a terminal."""
    import patterns

    confirm(case)
    stage(say("screen.stage.open"))
    return patterns.open_case(case, date_order=date_order, columns=columns)


def as_dict(problem: Problem) -> dict[str, Any]:
    """Return a problem as plain values."""
    names = ("file", "sheet", "cell", "line", "found", "expected", "remedy", "topic")
    return {name: getattr(problem, name) or None for name in names} | {"where": problem.where}


def echo_json(value: Any) -> None:
    """Print plain values as JSON."""
    echo(json_text(value))
