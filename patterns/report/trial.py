"""The trial of sessions, which a report of twelve weeks shows in full."""

from __future__ import annotations

from typing import Any

import pandas as pd

from patterns.report.blocks import Block, items, section, table, text
from patterns.result import Result
from patterns.schema import records
from patterns.words import day, say, term

FROM_WEEKS = 12
RULES = ("attendance", "homework-weekly", "treatment", "couples-guard")
DATES = ("offered", "accepted", "started", "stopped")


def trial(result: Result) -> list[Block]:
    """Return the section on the trial; empty in shorter reports, whose page 1 says what they need of it."""
    if result.weeks < FROM_WEEKS:
        return []
    return [
        section(say("layout.trial.title"), "trial", new_page=True),
        text(say("layout.trial.lead"), "lead"),
        items(
            [result.findings[rule].sentence for rule in RULES if rule in result.findings]
            if result.findings["attendance"].numbers["trials"]
            else [say("layout.trial.none")]
        ),
        *_therapies(result),
        *_weeks(result),
    ]


def _therapies(result: Result) -> list[Block]:
    rows = [
        [
            term(row["therapy"]),
            "" if pd.isna(row["whose"]) else term(row["whose"]),
            *(_day(row[f"{name}_on"]) for name in DATES),
        ]
        for row in records(result.review.log.treatment)
    ]
    heads = [say(f"layout.column.{name}") for name in ("therapy", "whose", *DATES)]
    return [table(say("layout.trial.therapies"), heads, rows)] if rows else []


def _weeks(result: Result) -> list[Block]:
    weekly = result.weekly.loc[result.weekly["sessions_due"].notna()]
    if weekly.empty:
        return []
    names = ("sessions_due", "sessions_attended")
    heads = [say(f"report.column.{name}") for name in ("week", "begins", *names)]
    rows = [[row["week"], _day(row["first"]), *(row[name] for name in names)] for row in records(weekly)]
    return [table(say("layout.trial.weeks-caption"), heads, rows, numbers=(2, 3))]


def _day(value: Any) -> str:
    return "" if pd.isna(value) else day(pd.Timestamp(value).date())
