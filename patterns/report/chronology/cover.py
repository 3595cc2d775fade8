"""The first pages of a chronology: period, how it was chosen, sources with their sums, and what is missing."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from patterns import __version__
from patterns.literal import literal
from patterns.report.blocks import Block, items, section, table, text
from patterns.report.chronology.missing import missing
from patterns.schema import records
from patterns.words import listed, say, span

if TYPE_CHECKING:
    from patterns.report.chronology.build import Chronology

HALF = 32  # a SHA-256 stands on two lines


def front(made: Chronology) -> list[Block]:
    """Return the cover: what this is, what was chosen, where it comes from, what is missing."""
    return [
        {
            "kind": "cover",
            "title": say("chronology.title"),
            "period": period(made),
            "facts": [say("chronology.cover.for", who=say(f"chronology.for.{made.recipient}")),
                      say("chronology.cover.chosen", on=made.chosen)],
            "footer": say("chronology.footer", label=made.label),
            "on": made.chosen.isoformat(),
        },
        section(say("chronology.cover.about"), "about") | {"apart": True},
        text(say("chronology.cover.working-copy"), "lead"),
        text(say("chronology.cover.what")),
        section(say("chronology.chosen.title"), "chosen", level=3),
        table(say("chronology.chosen.caption"), [say("chronology.column.what"), say("chronology.column.value")],
              _chosen(made)),
        section(say("chronology.sources.title"), "sources", level=3),
        _sources(made),
        section(say("chronology.missing.title"), "missing", level=3),
        items(missing(made)),
    ]  # fmt: skip


def period(made: Chronology) -> str:
    """Return the days that are shown, in words."""
    days = [date.fromisoformat(each.entry.day) for each in made.entries if each.entry.day]
    first, last = made.first or min(days, default=None), made.until or max(days, default=None)
    return span(first, last) if first and last else say("chronology.known.no-date")


def _chosen(made: Chronology) -> list[list[str]]:
    people = records(made.case.log.people)
    name = next((str(row["name"]) for row in people if row["role"] == "me" and pd.notna(row["name"])), "")
    who = literal(name) or say("chronology.chosen.keeper")
    rows = [
        [say("chronology.chosen.entries"), say("chronology.chosen.count", shown=made.shown, n=made.incidents)],
        [say("chronology.chosen.by"), say("chronology.chosen.by-on", who=who, on=made.chosen)],
        [say("chronology.chosen.rule"), _rule(made)],
        [say("chronology.chosen.beside"), _beside(made)],
        [say("chronology.chosen.shown"), say(f"chronology.shown.{made.recipient}")],
        [say("chronology.chosen.numbers"), _numbers(made)],
        [say("chronology.chosen.zone"), say("chronology.chosen.zone-of", zone=made.zone)],
        [say("chronology.chosen.program"), say("chronology.chosen.version", version=__version__)],
    ]
    return rows


def _rule(made: Chronology) -> str:
    parts = []
    if made.first or made.until:
        ends = [say("chronology.chosen.from", day=made.first)] if made.first else []
        ends += [say("chronology.chosen.until", day=made.until)] if made.until else []
        parts.append(say("chronology.chosen.period", ends=" ".join(ends), n=made.outside))
        parts += [say("chronology.chosen.undated", n=made.undated)] if made.undated else []
    else:
        parts.append(say("chronology.chosen.all"))
    return " ".join([*parts, say("chronology.chosen.incident", hours=_hours(made))])


def _hours(made: Chronology) -> int:
    assert made.case.plan is not None
    return made.case.plan.hours_between_incidents


def _beside(made: Chronology) -> str:
    if not made.balance:
        return say("chronology.chosen.not-asked")
    return say("chronology.chosen.added", n=len(made.entries) - made.shown)


def _numbers(made: Chronology) -> str:
    parts = [say("chronology.chosen.stable")]
    gone = [str(number) for number, now in made.unused.items() if now is None]
    joined = [say("chronology.chosen.part-of", number=number, now=now) for number, now in made.unused.items() if now]
    parts += [say("chronology.chosen.gone", n=len(gone), numbers=listed(gone))] if gone else []
    return " ".join(parts + ([say("chronology.chosen.joined", each=listed(joined))] if joined else []))


def _sources(made: Chronology) -> Block:
    """Return one row per file: the log, the decisions and every export, with its sum."""
    folder = made.case.folder
    log = folder / made.case.log.file
    own = [log] if log.is_file() else sorted((folder / "log").glob("*.csv"))
    own += [folder / "review.xlsx"] if (folder / "review.xlsx").is_file() else []
    rows = [[each.name, say("chronology.sources.own"), "", _sum(hashlib.sha256(each.read_bytes()).hexdigest())]
            for each in own]  # fmt: skip
    for row in records(made.case.sources):
        days = ""
        if pd.notna(row["first"]):
            first, last = (row[end].tz_convert(made.zone).date() for end in ("first", "last"))
            days = span(first, last)
        counted = say("chronology.sources.counted", **{name: row[name] for name in (
            "records", "messages", "notices", "duplicates", "skipped")})  # fmt: skip
        what = f"{row['format']}. {counted}"
        rows.append([literal(row["source"].removeprefix("exports/")), what, days, _sum(str(row["sha256"]))])
    heads = [say(f"chronology.sources.{name}") for name in ("file", "what", "days", "sum")]
    return table(say("chronology.sources.caption"), heads, rows) | {"longest": [22, 40, 20, 26]}


def _sum(digest: str) -> str:
    return f"{digest[:HALF]}\n{digest[HALF:]}"
