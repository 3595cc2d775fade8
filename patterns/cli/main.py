"""The group of commands, and how a fault is told: in plain words, without a traceback."""

from __future__ import annotations

import errno
import io
import sys
import warnings
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from patterns import __version__
from patterns.cli.locked import CasePath
from patterns.cli.screen import echo
from patterns.errors import PatternsError, Problem, UnreadableCase
from patterns.words import say

if TYPE_CHECKING:
    from patterns.case import Case

DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EFBIG)
YEARS = range(1900, 2101)
DATE_ORDERS = ("day first", "month first", "year first")


class IsoDate(click.ParamType[date]):
    """A date written year-month-day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or fail with what was expected."""
        if isinstance(value, date):
            return value
        try:
            read = datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a calendar date has no zone
        except ValueError:
            self.fail(f"{str(value)[:40]!r} is not a date; write it like 2026-03-30.", param, ctx)
        if read.year not in YEARS:
            self.fail(f"{value!r} is not in a year from {YEARS[0]} to {YEARS[-1]}; write it in full.", param, ctx)
        return read


class Commands(click.Group):
    """Commands in the order in which they were written, not by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(self.commands)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="patterns")
def cli() -> None:
    """Hold a private record of behaviour against limits agreed beforehand.

    Everything stays on this computer: the program makes no network call and never changes an original. This
    computer, its backups and its cloud copies may be seen by others; if you are unsure, use a safer device.
    """
    from patterns.store import temporary

    temporary.tidy()  # what killed commands left in plain
    click.get_current_context().with_resource(temporary.own_files())


case_argument = click.argument("case", type=CasePath())
on_option = click.option(
    "--on", required=True, type=IsoDate(), help="Review date (2026-03-30); the days before it are read."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print for other programs.")
date_order_option = click.option(
    "--date-order", type=click.Choice(DATE_ORDERS), help="Settles undecided dates for this one run."
)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; exit with 0 (done), 1 (something needs a person) or 2 (wrong usage)."""
    from patterns.cli import chronology, imports, keep, lab, lock, messages, passages, read, write  # noqa: F401 - importing them registers their commands

    try:
        with warnings.catch_warnings():
            warnings.showwarning = _say_nothing
            status = cli.main(arguments, prog_name="patterns", standalone_mode=False)
    except UnreadableCase as error:
        tell(error.problems)
        echo(str(error), err=True)
        sys.exit(1)
    except PatternsError as error:
        echo(f"patterns: {error}", err=True)
        sys.exit(1)
    except click.ClickException as error:
        held = io.StringIO()
        error.show(held)
        echo(held.getvalue().rstrip("\n"), err=True)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        echo("patterns: stopped; nothing was changed by this command after that point.", err=True)
        sys.exit(1)
    except Exception as error:
        echo(f"patterns: {_of_the_disk(error) or unforeseen(error)}", err=True)
        sys.exit(1)
    finally:
        _tell_of_the_history()
    sys.exit(status if isinstance(status, int) else 0)  # a command that ended early hands its status back


def _say_nothing(*_: object, **__: object) -> None:
    """Show no warning of a library: its text may hold words of a file, which could steer the terminal."""


def _tell_of_the_history() -> None:
    """Say where something was not noted, so that nobody looks for it later in vain."""
    from patterns.store import history

    for name in sorted(history.refused):
        echo(say("keeping.not-noted", case=name), err=True)
    history.refused.clear()


def _of_the_disk(error: Exception) -> str:
    """Return what a person can do about a full disk or a closed folder; empty for any other fault."""
    if not isinstance(error, OSError) or error.errno not in DISK:
        return ""
    return say("keeping.disk", name=Path(str(error.filename or "a file")).name, why=error.strerror)


def unforeseen(error: Exception) -> str:
    """Return where an unforeseen fault happened, without its text, which may hold words from the record."""
    step = error.__traceback__
    while step and step.tb_next:
        step = step.tb_next
    place = f"{Path(step.tb_frame.f_code.co_filename).name}:{step.tb_lineno}" if step else "unknown"
    return (
        f"a fault of the program ({type(error).__name__} at {place}). The originals were not changed. "
        "Please report this line; it holds nothing from your record."
    )


def tell(problems: tuple[Problem, ...] | list[Problem]) -> None:
    """Print every problem with its place, what was found, expected and what to do."""
    for problem in problems:
        echo(f"- {problem}", err=True)


def stage(text: str) -> None:
    """Tell what long work is doing, on a terminal only."""
    if sys.stderr.isatty():
        echo(f"  {text} ...", err=True)


def look_first(opened: Case) -> None:
    """Write and name the page about safety before anything else is said, where there is something for it."""
    from patterns.report.first_look import write_first_look

    if opened.unreadable:
        return
    try:
        page = write_first_look(opened)
    except PatternsError as error:  # a case on a read-only medium, a full disk: the rest is still told
        echo(say("first-look.not-written", why=error.found), err=True)
        return
    if page:
        echo(say("first-look.written", path=page))
        echo()
