"""What a report was made from, so that somebody else gets the same one: program, settings, and the files' sums."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from patterns.case import Case
from patterns.report.blocks import Block, section, table
from patterns.result import Result
from patterns.schema import records
from patterns.words import day, say

DIGITS = 16  # of a SHA-256: enough to tell files apart, and nothing about what is in them
EVERY_DAYS = 28
BESIDE = ("review.xlsx", "codebook*.toml", "helplines.toml", "fonts/*")  # what a case may hold beside log and exports


def number(result: Result) -> int:
    """Return which of the four-weekly reviews this is, counted from the plan's start; the first is 1."""
    return max(1, (result.review_date - result.plan.start).days // EVERY_DAYS)


def provenance(result: Result) -> list[Block]:
    """Return the table of what the report was made from."""
    rows = [
        [say("layout.made.program"), _version()],
        [say("layout.made.review"), day(result.review_date)],
        [say("layout.made.weeks"), str(result.weeks)],
        [say("layout.made.plan"), day(result.plan.start)],
    ]
    rows += _files(result) if not result.review.case.copy_for else [[say("sharing.sums"), say("sharing.with-the-case")]]
    return [
        section(say("layout.made.title"), "made-from", level=3),
        table(say("layout.made.caption"), [say("layout.column.what"), say("layout.made.value")], rows),
    ]


def _files(result: Result) -> list[list[str]]:
    """Return the zone and the sums of the files; a copy without names has neither: both tell of the person."""
    rows = [
        [say("layout.made.zone"), result.plan.zone],
        [say("layout.made.log"), sum_of(log_files(Path(result.review.case.folder)))],
    ]
    for place, row in enumerate(records(result.review.case.sources), start=1):
        rows.append([say("layout.made.export", n=place), str(row["sha256"])[:DIGITS]])
    return rows


def made_from(case: Case) -> dict[str, str]:
    """Return the program's version and a short sum of everything of the case that a report is made from."""
    folder = Path(case.folder)
    exports = "".join(str(row["sha256"]) for row in records(case.sources))
    beside = {name: sorted(path for path in folder.glob(name) if path.is_file()) for name in BESIDE}
    sums = {name: sum_of(paths) for name, paths in {"log": log_files(folder), **beside}.items()}
    return {"program": _version(), "exports": hashlib.sha256(exports.encode()).hexdigest()[:DIGITS], **sums}


def log_files(case: Path) -> list[Path]:
    """Return the files of the log: the workbook, or those in its folder in order of their names."""
    workbook, folder = case / "log.xlsx", case / "log"
    return [workbook] if workbook.is_file() else sorted(folder.glob("*.csv"))


def sum_of(paths: list[Path]) -> str:
    """Return the beginning of the sum over some files."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:DIGITS]


def _version() -> str:
    try:
        return version("pattern-review")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return say("layout.made.source-tree")
