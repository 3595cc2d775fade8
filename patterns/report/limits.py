"""The boundaries of the plan, and what followed when they were crossed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from patterns.report.blocks import Block, items, section, table, text
from patterns.report.notes import planning
from patterns.report.timeline import boundaries
from patterns.result import Result
from patterns.schema import records
from patterns.words import day, say, term

RULES = ("pattern-three-in-a-month", "consequences-applied")
COLUMNS = ("boundary", "not_accepted", "what_i_will_do", "shared", "copy", "in_force")


def limits(result: Result) -> list[Block]:
    """Return the section on limits and consequences."""
    chart = boundaries(result)
    rows = records(result.review.log.boundaries)
    shown = table(
        say("report.boundaries.caption"),
        [say(f"report.column.{name}") for name in COLUMNS],
        [_row(row) for row in rows],
    )
    return [
        section(say("report.boundaries.title"), "limits", new_page=True),
        text(say("report.boundaries.lead"), "lead"),
        shown if rows else text(say("report.boundaries.none")),
        items([result.findings[rule].sentence for rule in RULES]),
        *([chart] if chart else []),
        *planning(result),
        *_scripts(result),
    ]


def _scripts(result: Result) -> list[Block]:
    said = records(result.review.log.scripts)
    rows = [[_text(row["id"]), term(_text(row["kind"])), _text(row["words"])] for row in said]
    if not rows:
        return []
    heads = [say(f"layout.column.{name}") for name in ("script", "kind", "words")]
    return [
        section(say("layout.scripts.title"), "scripts", level=3),
        table(say("layout.scripts.caption"), heads, rows),
        items([result.findings["script-use"].sentence]),
    ]


def _row(row: dict[str, Any]) -> list[str]:
    copied = row["copy_kept"]
    return [
        _text(row["id"]),
        _text(row["not_accepted"]),
        _text(row["what_i_will_do"]),
        _shared(row),
        "" if pd.isna(copied) else say("report.yes" if copied else "report.no"),
        "" if pd.isna(row["in_force_until"]) else day(row["in_force_until"].date()),
    ]


def _shared(row: dict[str, Any]) -> str:
    if pd.notna(row["shared_on"]):
        return day(row["shared_on"].date())
    if pd.notna(row["not_shared_because"]):
        return say("report.boundaries.not-shared-because", why=row["not_shared_because"])
    return say("report.boundaries.not-shared")


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
