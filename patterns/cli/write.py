"""Commands that write: new, adopt, report, demo."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from patterns.cli import first_words
from patterns.cli.main import IsoDate, case_argument, cli, date_order_option, on_option, stage, tell
from patterns.cli.mine import confirm
from patterns.cli.screen import echo
from patterns.cli.share import ask_to_share, outside, share_option
from patterns.errors import DoubtfulWords, PatternsError
from patterns.store.alone import at_work
from patterns.words import ENGLISH, LANGUAGES, say

if TYPE_CHECKING:
    from patterns.log.adopt import Adoption

RECIPIENTS = ("therapist", "advocate", "lawyer", "police", "other")  # those of patterns.sharing
DEMO_REVIEW = date(2026, 3, 30)


@cli.command()
@case_argument
@click.option("--start", type=IsoDate(), help="The day on which the limits were written down.")
@click.option("--zone", help="Time zone by its IANA name, like Europe/Berlin.")
@click.option("--country", default="", help="Two letters; picks the page with places that help.")
@click.option("--more-days", default=0, type=click.IntRange(0, 3650), help="More rows on the Days sheet.")
@click.option("--safe-here", is_flag=True, help="You have thought about whether it is safe to keep this here.")
@click.option("--upgrade", is_flag=True, help="Add what an earlier version's workbook in CASE lacks, and --more-days.")
def new(
    case: Path, start: date | None, zone: str | None, country: str, more_days: int, safe_here: bool, upgrade: bool
) -> None:
    """Make a case folder with its workbook. Example: patterns new my-case --start 2026-02-02 --zone Europe/Berlin"""
    from patterns.log.template import write_template
    from patterns.store.files import private_folder

    if upgrade:
        _upgrade(case, more_days)
        return
    if start is None or zone is None:
        raise click.UsageError("Missing option '--start' or '--zone': a new case needs both.")
    _check_zone(zone)
    if case.exists() and any(case.iterdir() if case.is_dir() else [case]):
        raise PatternsError(
            f"{case.name} is already there and not empty.",
            expected="a new or empty folder",
            remedy="Choose another name; nothing was changed.",
        )
    first_words.show(case)
    if not safe_here:
        first_words.ask()
    private_folder(case / "exports")
    write_template(case / "log.xlsx", start=start, zone=zone, country=country, more_days=more_days)
    first_words.note(case)
    echo(say("screen.new", case=case))


def _upgrade(case: Path, more_days: int) -> None:
    from patterns.log.upgrade import upgrade

    added, kept = upgrade(case, more_days)
    for each in added:
        echo(f"+ {each}")
    if added:
        echo(say("screen.upgraded", kept=", ".join(path.name for path in kept)))
    else:
        echo(say("screen.nothing-to-upgrade"))


def _check_zone(zone: str) -> None:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise click.BadParameter(
            f"{zone[:60]!r} is not a time zone; write it like Europe/Berlin.", param_hint="--zone"
        ) from error


@cli.command()
@click.argument("old", type=click.Path(path_type=Path, dir_okay=False))
@case_argument
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="OURS=THEIRS",
    help='A column ("What happened=Vorfall"), a sheet ("Days=Tabelle2"), a word ("insult=Beleidigung"), or '
    'nothing ("nothing=Wetter") to leave a column or sheet out. Repeat for several.',
)
@date_order_option
@click.option("--show", is_flag=True, help="Show what would be written, and write nothing.")
def adopt(old: Path, case: Path, maps: tuple[str, ...], date_order: str | None, show: bool) -> None:
    """Bring a log you already have into CASE. Example: patterns adopt old-log.xlsx my-case

    OLD may be an Excel, LibreOffice or CSV file with headers of its own, in any language. It is kept as it is: a copy
    goes into the case beside the log, and every row says which row of it it came from. Running it again adds only
    what is new.
    """
    from patterns.log.adopt import carry_out, plan_adoption
    from patterns.log.book import not_kept

    click.get_current_context().with_resource(at_work(case))
    planned = plan_adoption(old, case, maps, date_order)
    for line in _mapping(planned):
        echo(line)
    if planned.questions:
        tell(planned.questions)
        raise PatternsError(say("screen.adopt.unsettled", n=len(planned.questions)))
    for line in _adopted(planned):
        echo(line)
    if show or not planned.added:
        echo(say("screen.adopt.nothing"))
        return
    if sys.stdin.isatty() and not click.confirm(say("screen.adopt.go-on", n=planned.added)):
        echo(say("screen.adopt.nothing"))
        return
    pictures = (case / "log.xlsx").exists() and not_kept(case / "log.xlsx")
    kept = carry_out(planned, case)
    echo(say("screen.adopt.done", copy=planned.copy, kept=", ".join(path.name for path in kept) or "-"))
    if pictures:
        echo(say("screen.adopt.pictures"))


def _mapping(planned: Adoption) -> list[str]:
    """Return the table of theirs and ours, in columns."""
    head = tuple(say("screen.adopt.head").split("|"))
    rows = [(line.sheet, f"{line.column} {line.header}", str(line.filled), line.ours or "-", line.why)
            for line in planned.mapping]  # fmt: skip
    widths = [max(len(row[place]) for row in [head, *rows]) for place in range(len(head))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in [head, *rows]]  # fmt: skip


def _adopted(planned: Adoption) -> list[str]:
    """Return what becomes of the rows: those that are added, and why others are not."""
    into = ", ".join(f"{len(rows)} {sheet}" for sheet, rows in planned.rows.items()) or "0"
    counts = {"already": planned.already, "nothing": planned.nothing, "left_out": planned.left_out}
    lines = [say("screen.adopt.rows", into=into, **counts)]
    if planned.order:
        lines.append(say("screen.date-order", order=planned.order, why=planned.order_why))
    lines += [say("screen.adopt.half-turned", header=header) for header in planned.half_turned]
    if planned.undated:
        lines.append(say("screen.adopt.undated", n=planned.undated))
    lines += [say("screen.adopt.beside", n=count, header=header) for header, count in planned.beside.items()]
    return lines


@cli.command()
@case_argument
@on_option
@click.option("--weeks", multiple=True, type=click.Choice(["4", "8", "12"]), help="Repeat; default: those due.")
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(["html", "pdf", "xlsx", "ipynb"]),
    help="Repeat for several; html and pdf if not said.",
)  # fmt: skip
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), help="Folder; default: the case's reports/.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True)
@click.option(
    "--entries",
    type=click.Choice(["none", "short", "full"]),
    default="short",
    show_default=True,
    help="List the counted entries: not at all, without their words, or with them.",
)
@click.option("--large", is_flag=True, help="Large print, on paper and on the screen.")
@click.option("--language", default=ENGLISH, type=click.Choice(LANGUAGES), help="What it is written in (en).")
@click.option("--share", is_flag=True, help="Make copies without names.")
@click.option(
    "--for",
    "copy_for",
    type=click.Choice(RECIPIENTS),
    default=RECIPIENTS[0],
    show_default=True,
    help="Who a copy without names is for.",
)
@click.option(
    "--word",
    "words",
    multiple=True,
    metavar="WORD=name|word",
    help="With --share: whether WORD in lower case is somebody's name. Repeat for several.",
)
@share_option
@click.option("--with-names", is_flag=True, help="Allow a report with names outside the case folder.")
def report(
    case: Path,
    on: date,
    weeks: tuple[str, ...],
    formats: tuple[str, ...],
    to: Path | None,
    paper: str,
    entries: str,
    large: bool,
    language: str,
    share: bool,
    copy_for: str,
    words: tuple[str, ...],
    safe_to_share: bool,
    with_names: bool,
) -> None:
    """Make the four-, eight- and twelve-week reports of CASE. Example: patterns report my-case --on 2026-03-30"""
    import patterns

    if share and with_names:
        raise click.UsageError("--share and --with-names exclude each other.")
    if not share and not with_names and outside(case, to):
        raise PatternsError(
            "this folder lies outside the case, and the reports hold names.",
            expected="a folder inside the case, --share, or --with-names",
            remedy="Leave --to away, give --share for copies without names, or --with-names if you have thought about "
            "who can see that folder.",
        )
    confirm(case)
    if share or outside(case, to):
        ask_to_share(safe_to_share)
    build = partial(
        patterns.build_report,
        case,
        on=on,
        weeks=tuple(int(each) for each in weeks) or None,
        to=to,
        formats=formats or ("html", "pdf"),
        share=share,
        paper=paper,
        entries=entries,
        copy_for=copy_for,
        large=large,
        language=language,
        progress=stage,
    )
    try:
        paths = build(words=_settled(words))
    except DoubtfulWords as doubtful:
        if not sys.stdin.isatty():
            raise
        paths = build(words={**_settled(words), **_asked(doubtful.words)})
    for path in paths:
        echo(path)
    if share:
        echo(
            say("sharing.look-through", path=case / "reports" / f"shared-{on.isoformat()}-to-check.txt"), err=True
        )


def _asked(words: tuple[str, ...]) -> dict[str, bool]:
    return {word: click.confirm(say("sharing.ask-word", word=word), err=True) for word in words}


def _settled(words: tuple[str, ...]) -> dict[str, bool]:
    """Return what was said of doubtful words."""
    said = {}
    for each in words:
        word, _, what = each.partition("=")
        if what not in ("name", "word") or not word.strip():
            raise click.BadParameter(f"{each[:40]!r} is not like may=name or may=word.", param_hint="--word")
        said[word.strip()] = what == "name"
    return said


@cli.command()
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), default=Path("reports/demo"), show_default=True)
def demo(to: Path) -> None:
    """Copy the sample case and make its reports. Example: patterns demo"""
    import patterns
    from patterns.store.bundled import bundled

    case = _copied(bundled("sample") / "case", to)
    paths = patterns.build_report(case, on=DEMO_REVIEW, weeks=(4, 8), progress=stage)
    echo(say("screen.demo", case=case))
    for path in paths:
        echo(path)


def _copied(sample: Path, to: Path) -> Path:
    """Copy the sample case to `to`; what stands there already must be the same files."""
    from patterns.store import files

    for source in sorted(path for path in sample.rglob("*") if path.is_file()):
        target = to / source.relative_to(sample)
        if target.exists() and target.read_bytes() != source.read_bytes():
            raise PatternsError(
                f"{target} is already there and differs from the sample.",
                expected="a new folder, or an untouched copy of the sample",
                remedy="Choose another folder with --to; nothing was changed.",
            )
        if not target.exists():
            files.write(target, source.read_bytes())
    return to
