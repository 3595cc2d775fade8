"""Commands on passages in messages: suggest, agree, codes."""

from __future__ import annotations

from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING

import click

from patterns.cli.main import case_argument, cli, json_option, look_first, stage
from patterns.cli.mine import confirm, tell_left_out
from patterns.cli.screen import echo, json_text
from patterns.cli.share import ask_to_share, outside, share_option
from patterns.errors import PatternsError
from patterns.store.alone import at_work
from patterns.words import percent, say

if TYPE_CHECKING:
    from patterns.case import Case
    from patterns.codes.agreement import Agreement
    from patterns.codes.book import Code, Codebook

FILE_TO_WRITE = click.Path(path_type=Path, dir_okay=False)


@cli.command()
@case_argument
@click.option("--blind", is_flag=True, help="A sheet without any proposal, other messages mixed in.")
@click.option("--batch", default=20, show_default=True, type=click.IntRange(1, 500), help="Passages between two stops.")
@click.option("--doccano", type=FILE_TO_WRITE, help="Also write the proposals as JSONL for doccano.")
@click.option("--label-studio", "label_studio", type=FILE_TO_WRITE, help="Also write them as JSON for Label Studio.")
@share_option
def suggest(
    case: Path, blind: bool, batch: int, doccano: Path | None, label_studio: Path | None, safe_to_share: bool
) -> None:
    """Write passages to look at into review.xlsx of CASE. Example: patterns suggest my-case

    Those that may be about safety come first. Decisions made before are read back, kept and never asked again; run it
    again after you decided, or after adding an export. Every row is a proposal; only you decide.
    """
    import patterns
    from patterns.codes.book import load_codebook
    from patterns.codes.decisions import note_decisions
    from patterns.codes.review_book import write_review
    from patterns.codes.sheets import FILE

    confirm(case)
    if outside(case, doccano, label_studio):
        ask_to_share(safe_to_share)
    stage(say("screen.stage.open"))
    click.get_current_context().with_resource(at_work(case))
    opened = patterns.open_case(case).readable()
    tell_left_out(opened)
    if not opened.message_count:
        echo(say("passages.nothing"))
        return
    book, log = load_codebook(case), opened.log
    written = write_review(case / FILE, opened.messages, opened.suggestions, opened.reviewed, log.incidents,
                           log.statements, book, blind=blind, batch=batch)  # fmt: skip
    noted = note_decisions(case, opened.reviewed, opened.suggestions, opened.messages, opened.sources, book)
    if written.safety and not blind:
        echo(say("passages.safety-first", n=written.safety))
    if not blind:
        look_first(opened)
    if blind:
        echo(say("passages.written-blind", n=written.blind, path=case / FILE, decided=written.decided))
    else:
        echo(say("passages.written", waiting=written.waiting, possible=written.possible, path=case / FILE,
                       decided=written.decided))  # fmt: skip
    if noted:
        echo(say("passages.noted", n=noted))
    _elusion(opened)
    _exchange(opened, book, doccano, label_studio)


def _elusion(case: Case) -> None:
    """Say what was found in messages that nothing was proposed for, and what that bounds."""
    from patterns.codes.elusion import elusion

    found = elusion(case.suggestions, case.reviewed)
    if found.looked:
        echo(say("passages.elusion", n=found.looked, k=found.missed, high=percent(found.high)))


def _exchange(case: Case, book: Codebook, doccano: Path | None, label_studio: Path | None) -> None:
    from patterns.codes import exchange
    from patterns.messages import note_export
    from patterns.store.files import write

    count = case.suggestions["message_id"].nunique()
    made = []
    if doccano:
        made.append((doccano, exchange.doccano(case.messages, case.suggestions)))
    if label_studio:
        made.append((label_studio, exchange.label_studio(case.messages, case.suggestions, case.reviewed, book)))
    for path, text in made:
        if path.exists():
            raise PatternsError(f"{path.name} is already there.", remedy="Nothing was changed. Give another name.")
        data = text.encode("utf-8", "surrogatepass")
        write(path, data)
        note_export(case, path, data, count)
        echo(say("passages.exported", n=count, path=path))


@cli.command()
@click.argument("first", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("second", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--to", "target", type=FILE_TO_WRITE, help="Write the disagreements to this .xlsx, to settle them.")
@json_option
def agree(first: Path, second: Path, target: Path | None, as_json: bool) -> None:
    """Say how far two reviewers agree, code by code. Example: patterns agree anna.xlsx ben.xlsx

    FIRST and SECOND are review workbooks that two people filled in, without seeing each other's.
    """
    from patterns.codes.agreement import agree as compared
    from patterns.codes.vocabulary import STEPS
    from patterns.log.lists import CODES

    found, apart, units = compared(first, second, [*CODES, *STEPS])
    if as_json:
        echo(json_text([_numbers(each) for each in found]))
    elif not found:
        echo(say("passages.agree-none"))
    else:
        for line in _table(found):
            echo(line)
        echo(say("passages.agree-alpha"))
        if len({unit.conversation for rows in units.values() for unit in rows}) < 2:
            echo(say("passages.agree-one"))
    if target:
        from patterns.codes.settle import write_settling

        write_settling(target, apart, units)
        echo(say("passages.agree-settle", n=len(apart), path=target))


def _numbers(each: Agreement) -> dict[str, object]:
    return {name: None if isinstance(value, float) and isnan(value) else value
            for name, value in each._asdict().items()}  # fmt: skip


def _table(found: list[Agreement]) -> list[str]:
    """Return the agreement as columns of text."""
    rows = [tuple(say("passages.agree-head").split("|"))]
    for each in found:
        interval = "-" if isnan(each.low) else f"{_decimals(each.low)} to {_decimals(each.high)}"
        rows.append(
            (each.code, str(each.messages), str(each.both_yes), percent(each.raw),
             "-" if isnan(each.positive) else percent(each.positive), percent(each.prevalence),
             _decimals(each.kappa), _decimals(each.alpha), interval)
        )  # fmt: skip
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _decimals(value: float) -> str:
    return "-" if isnan(value) else f"{value:.2f}"


@cli.command()
@click.argument("code", required=False)
@click.option("--case", "case", type=click.Path(path_type=Path, file_okay=False), help="With this case's own codebook.")
@json_option
def codes(code: str | None, case: Path | None, as_json: bool) -> None:
    """Print the codebook, or one CODE with all its cues. Example: patterns codes threat

    Content note: the cues quote abusive language.
    """
    from patterns.codes.book import load_codebook

    book = load_codebook(case)
    if code is not None and code.casefold() not in book.codes:
        raise PatternsError(f"there is no code {code[:40]!r}.", expected=", ".join(book.codes))
    shown = [book.codes[code.casefold()]] if code else list(book.codes.values())
    if as_json:
        from dataclasses import asdict

        codes = [asdict(each) for each in shown]
        echo(json_text({"version": book.version, "digest": book.digest, "codes": codes}))
        return
    for each in shown:
        for line in _described(each, whole=code is not None):
            echo(line)


def _described(code: Code, *, whole: bool) -> list[str]:
    lines = [
        f"{code.code}  ({code.family}, {code.tier}; {len(code.cues)} cues)",
        f"  {code.definition}",
        f"  Include: {code.include}",
        f"  Exclude: {code.exclude}",
        f"  Example: {code.example}",
        f"  Not this: {code.near_miss}",
        f"  Source: {code.source}",
    ]
    if whole:
        lines += [f"  - {cue.id} [{cue.language}, {cue.strength}]: {cue.say}" for cue in code.cues]
    return [*lines, ""]
