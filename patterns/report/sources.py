"""What the report rests on: every source, what is not recorded, what these records cannot see."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pandas as pd

from patterns import days
from patterns.case import log_alone
from patterns.report.blocks import Block, items, section, table, text
from patterns.result import Result
from patterns.schema import records
from patterns.words import day, listed, retold, say, span, term

MOST_LISTED = 12
CANNOT_SEE = ("calls", "talk", "deleted", "apps", "tone", "one-side")


def sources(result: Result) -> list[Block]:
    """Return the section on sources and gaps."""
    return [
        section(say("report.sources.title"), "sources", new_page=True),
        text(say("report.sources.lead"), "lead"),
        *_exports(result),
        section(say("report.log.title"), "log", level=3),
        _log(result),
        text(_by_whom(result), "note"),
        section(say("report.gaps.title"), "gaps", level=3),
        items(_gaps(result)),
    ]


def _by_whom(result: Result) -> str:
    """Return who entered what: the log, and the decisions on proposed passages; a copy without names names nobody."""
    reviewed = result.review.case.reviewed
    said = [say("report.log.by")]
    if len(reviewed):
        said.append(say("report.log.decided", n=len(reviewed)))
        signed = reviewed["reviewer"].dropna().astype(str).str.strip()
        counts = signed.loc[signed != ""].value_counts()
        if len(counts) and not result.review.case.copy_for:
            names = [say("report.log.decided-by", n=int(n), who=who) for who, n in sorted(counts.items())]
            said.append(say("report.log.signed", names=listed(names)))
    return " ".join(said)


def unseen() -> list[Block]:
    """Return the last section: what no record of this kind can show, and when not to go through it alone."""
    return [
        section(say("report.unseen.title"), "cannot-see", new_page=True),
        items([say(f"report.unseen.{name}") for name in CANNOT_SEE]),
        section(say("layout.alone.title"), "not-alone", level=3),
        text(say("layout.alone.text"), "lead"),
    ]


def _exports(result: Result) -> list[Block]:
    known = result.review.case.sources
    heading = section(say("report.exports.title"), "exports", level=3)
    if known.empty:
        return [heading, text(say("report.exports.none"))]
    names = ("source", "records", "messages", "notices", "duplicates", "skipped", "first", "last")
    rows = records(known)
    counts = table(
        say("report.exports.counts"),
        [say(f"report.column.{name}") for name in names],
        [
            [
                _file(row["source"]),
                *(row[name] for name in names[1:6]),
                *(_on(row[name], result) for name in names[6:]),
            ]
            for row in rows
        ],
        numbers=(1, 2, 3, 4, 5),
    )
    read = table(
        say("report.exports.reading"),
        [say(f"report.column.{name}") for name in ("source", "format", "kinds", "zone", "date_order", "warnings")],
        [
            [
                _file(row["source"]),
                term(row["format"]),
                _kinds(row),
                _why(row, "zone"),
                _why(row, "date_order"),
                _warnings(row["warnings"] or []),
            ]
            for row in rows
        ],
    )
    return [heading, counts, read]


def _file(name: str) -> str:
    return name.removeprefix("exports/")


def _on(moment: pd.Timestamp, result: Result) -> str:
    return "" if pd.isna(moment) else day(moment.tz_convert(result.plan.zone).date())


def _why(row: dict[Any, Any], name: str) -> str:
    value, why = row[name], row[f"{name}_why"]
    if pd.isna(value) or not value:
        return ""
    why = retold(why) if why else None
    return say("report.exports.because", value=term(value), why=why) if why else term(value)


def _kinds(row: dict[Any, Any]) -> str:
    parts = [say("report.exports.kind", n=count, kind=term(kind)) for kind, count in sorted(row["kinds"].items())]
    parts += [say("report.exports.elsewhere", n=row["also_elsewhere"])] if row["also_elsewhere"] else []
    return ", ".join(parts)


def _warnings(warnings: list[str]) -> str:
    """Return the warnings of a source; what this language has no words for is counted, and told where to read."""
    told = [retold(each) for each in warnings]
    untold = told.count(None)
    parts = [each for each in told if each] + ([say("report.exports.untold", n=untold)] if untold else [])
    return " ".join(parts)


def _log(result: Result) -> Block:
    log, window = result.review.log, result.review.window
    rows = []
    for name, column in (
        ("incidents", "date"),
        ("conflicts", "date"),
        ("next_steps", "offered_at"),
        ("sessions", "date"),
        ("statements", "date"),
        ("days", "date"),
    ):
        sheet = getattr(log, name)
        dates = pd.to_datetime(sheet[column]).dt.normalize()
        rows.append([say(f"report.sheet.{name}"), len(sheet), int(window.holds(dates).sum()), int(dates.isna().sum())])
    heads = [say(f"report.column.{name}") for name in ("sheet", "rows", "in_window", "undated")]
    return table(say("report.log.caption"), heads, rows, numbers=(1, 2, 3))


def _gaps(result: Result) -> list[str]:
    review = result.review
    told = [*_unknown_days(result)]
    if alone := log_alone(review.case):
        log, messages = alone
        told.append(say("report.gaps.log-alone", log=log, messages=messages, n=(messages - log).days))
    undated = review.log.incidents.loc[review.log.incidents["date"].isna(), "row"].tolist()
    if undated:
        told.append(
            say("report.gaps.undated", n=len(undated), rows=listed([str(each) for each in undated[:MOST_LISTED]]))
        )
    if review.log.duplicates:
        told.append(say("report.gaps.alike", n=len(review.log.duplicates)))
    questions = review.case.questions
    if questions:
        told.append(say("report.gaps.questions", n=len(questions)))
    if review.case.media:
        told.append(say("report.gaps.media", n=len(review.case.media)))
    return told


def _unknown_days(result: Result) -> list[str]:
    calendar = result.review.calendar
    told = []
    for name, period in (
        ("before", days.before(result.plan.start, days.BASELINE_DAYS)),
        ("window", result.review.window),
    ):
        inside = calendar.loc[period.holds(calendar["date"])]
        unknown = inside.loc[~inside["known"], "date"].dt.date.tolist()
        only_entry = int(inside["by_incident"].sum())
        if unknown:
            told.append(say(f"report.gaps.{name}", n=len(unknown), days=listed(_spans(unknown))))
        else:
            told.append(say(f"report.gaps.{name}-none"))
        if only_entry:
            told.append(say("report.gaps.by-entry", n=only_entry, which=say(f"report.gaps.which-{name}")))
    return told


def _spans(dates: list[Any]) -> list[str]:
    """Return dates as runs: 3 March, 9 – 12 March 2026."""
    runs = [
        [each for _, each in group]
        for _, group in groupby(enumerate(dates), key=lambda pair: pair[1].toordinal() - pair[0])
    ]
    shown = [day(run[0], "short") if len(run) == 1 else span(run[0], run[-1]) for run in runs[:MOST_LISTED]]
    return shown + ([say("report.gaps.more", n=len(runs) - MOST_LISTED)] if len(runs) > MOST_LISTED else [])
