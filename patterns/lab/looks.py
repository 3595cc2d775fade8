"""What the exploring notebook shows without being touched: charts and tables, each of one question."""

from __future__ import annotations

import pandas as pd

from patterns.lab import counts
from patterns.lab.panel import Page, chart, lead, table
from patterns.lab.record import Record
from patterns.plots.amounts import plot_amounts
from patterns.plots.around import plot_around
from patterns.plots.attendance import plot_attendance
from patterns.plots.boundaries import plot_boundaries
from patterns.plots.coverage import plot_coverage
from patterns.plots.felt_safety import plot_felt_safety
from patterns.plots.repairs import plot_repairs
from patterns.plots.statements import plot_statements
from patterns.report import describe, frames
from patterns.report.timeline import boundaries as boundary_block
from patterns.schema import records
from patterns.words import day, say


def sources(record: Record) -> Page:
    """Show what is in the record: each export with its span and its longest gap, the log, the recorded days."""
    rows = [
        [row["source"], row["format"], row["messages"], row["skipped"], _day(row["first"]), _day(row["last"]),
         say("lab.gap", days=row["gap"][1], after=row["gap"][0]) if row["gap"] else say("lab.no-gap")]
        for row in records(counts.sources(record))
    ]  # fmt: skip
    shown = frames.days(record.result, frames.chart_weeks(record.result))
    alt = describe.coverage(shown)
    head = [say(f"lab.sources.{name}") for name in ("file", "format", "messages", "skipped", "first", "last", "gap")]
    first, last = record.span
    return Page(
        table(say("lab.sources.title"), head, rows, numbers=(2, 3))
        + lead(say("lab.sources.log", entries=len(record.entries), first=first, last=last))
        + chart(plot_coverage(shown, describe.weekdays(record.result)), alt),
        alt,
    )


def around_all(record: Record) -> Page:
    """Show messages in the 48 hours before and after incidents, the mean over all that have a clock time."""
    found, mean = counts.moments(record), counts.around_all(record)
    if mean.empty:
        return nothing(say("lab.around.none"))
    told = say("lab.around.mean", n=len(found))
    return Page(lead(told) + chart(plot_around(mean), told), told)


def boundaries(record: Record) -> Page:
    """Show when boundaries were shared and crossed and when a consequence ran, with the dates in a table."""
    block = boundary_block(record.result)
    if block is None:
        return nothing(say("lab.boundaries.none"))
    events = frames.boundary_events(record.result)
    last = (pd.Timestamp(record.on) - pd.Timedelta(days=1)).date()
    first = max(min(events["first"]), (pd.Timestamp(last) - pd.Timedelta(weeks=frames.MOST_WEEKS + 4)).date())
    alt = block["picture"]["alt"]
    data = block["table"]
    sentence = record.result.findings["consequences-applied"].sentence
    return Page(
        chart(plot_boundaries(events, first, last), alt)
        + table(data["caption"], data["columns"], data["rows"])
        + lead(sentence),
        alt,
    )


def repair(record: Record) -> Page:
    """Show repair steps, sessions, homework and statements, each with the sentence of its rule."""
    result = record.result
    planned = frames.chart_weeks(result)
    offers = frames.repairs(result, planned, counted_only=False)
    sessions = frames.sessions(result)
    weeks, rated = frames.statements(result)
    parts = [
        _titled("lab.repair.steps", result.findings["repair-three-of-four"].sentence),
        chart(plot_repairs(offers, planned, unknown=frames.unknown_weeks(result)), describe.repairs(offers)),
        _titled("lab.repair.sessions", result.findings["attendance"].sentence),
    ]
    if len(sessions):
        parts.append(chart(plot_attendance(sessions, frames.trial_weeks(result)), describe.sessions(sessions)))
    parts.append(_titled("lab.repair.homework", result.findings["homework-weekly"].sentence))
    parts.append(_titled("lab.repair.statements", result.findings["statements"].sentence))
    if len(weeks):
        parts.append(chart(plot_statements(weeks, rated), describe.statements(weeks, rated)))
    return Page("".join(parts), describe.repairs(offers))


def felt_safety(record: Record) -> Page:
    """Show felt safety day by day, and below it the days with an incident and those on which you were afraid."""
    days = counts.felt(record)
    if days.empty:
        return nothing(say("lab.felt.none"))
    near = days["incident"] | days["incident"].shift(1, fill_value=False)
    means = [days.loc[which & days["felt_safety"].notna(), "felt_safety"] for which in (near, ~near)]
    rows = [
        [say(f"lab.felt.{name}"), len(each), f"{each.median():g}" if len(each) else "-",
         f"{each.min():g}–{each.max():g}" if len(each) else "-"]
        for name, each in zip(("near", "other"), means, strict=True)
    ]  # fmt: skip
    alt = say("lab.felt.alt", n=int(days["felt_safety"].notna().sum()), days=len(days), k=int(days["incident"].sum()))
    head = [say(f"lab.felt.head.{name}") for name in ("days", "marks", "middle", "span")]
    return Page(
        chart(plot_felt_safety(days, start=record.result.plan.start), alt)
        + table(say("lab.felt.table"), head, rows, numbers=(1, 2, 3)),
        alt,
    )


def bars(title: str, values: pd.Series) -> str:
    """Return a titled bar chart as HTML, or that there is nothing to draw."""
    if values.empty:
        return f"<h4>{title}</h4>{lead(say('lab.nothing'))}"
    alt = f"{title}: " + "; ".join(f"{name} {count}" for name, count in values.items())
    return f"<h4>{title}</h4>{chart(plot_amounts(values), alt)}"


def nothing(words: str) -> Page:
    """Show that there is nothing to show, and why."""
    return Page(lead(words), words)


def _titled(key: str, sentence: str) -> str:
    return f"<h4>{say(key)}</h4>{lead(sentence)}"


def _day(value: object) -> str:
    return "-" if value is None or pd.isna(value) else day(pd.Timestamp(str(value)).date())
