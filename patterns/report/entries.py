"""Which entries were counted: date, code and place in the log; the words themselves only when asked for."""

from __future__ import annotations

import pandas as pd

from patterns.errors import PatternsError
from patterns.report.blocks import Block, section, table, text
from patterns.result import Result
from patterns.schema import records
from patterns.words import day, listed, retold, say, terms

CHOICES = ("none", "short", "full")


def entries(result: Result, how: str = "short") -> list[Block]:
    """Return the section on entries: `none` at all, `short` without their text, `full` with it."""
    if how not in CHOICES:
        raise PatternsError(
            f"{how[:40]!r} entries cannot be shown", expected=listed(CHOICES), remedy="Choose one of these."
        )
    if how == "none":
        return []
    first, last = result.review.baseline[0].first, result.review.window.last
    acts = result.review.acts
    acts = acts.loc[
        acts["abusive"] & acts["date"].between(pd.Timestamp(min(first, result.review.window.first)), pd.Timestamp(last))
    ]
    heads = [say(f"report.column.{name}") for name in ("date", "codes", "boundary", "incident", "place")]
    rows = [
        [
            _date(row["date"]),
            listed(terms(row["codes"])),
            "" if pd.isna(row["boundary"]) else row["boundary"],
            row["incident"],
            retold(row["act"]) or row["act"],
        ]
        for row in records(acts)
    ]
    blocks = [section(say("report.entries.title"), "entries", new_page=True), text(say("report.entries.lead"), "lead")]
    blocks.append(table(say("report.entries.caption"), heads, rows) if rows else text(say("report.entries.none")))
    return blocks + (_full(result, acts) if how == "full" and rows else [])


def _date(value: pd.Timestamp) -> str:
    return f"{day(value.date(), 'weekday')} {value.year}"


def _full(result: Result, acts: pd.DataFrame) -> list[Block]:
    written = result.review.log.incidents.set_index("row")
    rows = [
        [
            _date(row["date"]),
            *(
                "" if row["row"] < 0 or pd.isna(written.at[row["row"], name]) else written.at[row["row"], name]
                for name in ("what_happened", "exact_words")
            ),
        ]
        for row in records(acts)
    ]
    heads = [say(f"report.column.{name}") for name in ("date", "what_happened", "exact_words")]
    return [
        section(say("report.entries.full-title"), "entries-full", new_page=True, folded=True),
        text(say("report.entries.content-note"), "lead"),
        table(say("report.entries.full-caption"), heads, rows),
    ]
