"""What protects: what is in place, contact limits, places that help."""

from __future__ import annotations

from typing import Any

import pandas as pd

from patterns.report import helplines, notes
from patterns.report.blocks import Block, items, lines, section, table, text
from patterns.result import Result
from patterns.rules import CANNOT_TELL
from patterns.schema import records
from patterns.words import day, say, term

RULES = ("supporters", "exit-plan", "contact-level", "channel-limits", "refuse-checklist", "safety-trend")
COLUMNS = ("item", "stands", "since", "looked_at", "for_visit")


def protections(result: Result) -> list[Block]:
    """Return the section on protections; the note to see a doctor where the safety page does not carry it."""
    return [
        section(say("layout.protections.title"), "protections", new_page=True),
        text(say("layout.protections.lead"), "lead"),
        *([] if result.page_first else notes.doctor(result)),
        _in_place(result),
        section(say("layout.protections.what-rules-say"), "protections-found", level=3),
        items(_sentences(result)),
        *_limits(result),
        *places(result),
    ]


def places(result: Result, name: str = "places") -> list[Block]:
    """Return the places that help, or fields to fill in where no country is known."""
    found = helplines.helplines(result)
    heading = section(say("layout.help.title"), name, level=3)
    told = helplines.in_full(found)
    if found.emergency:
        return [heading, items(told), lines(say("layout.help.field-person"), 1)]
    fields = [lines(say(f"layout.help.field-{name}"), 1) for name in ("emergency", "line", "person")]
    return [heading, text(say("layout.help.none")), items(told), *fields]


def _in_place(result: Result) -> Block:
    rows = [
        [
            _term(row["item"]),
            _term(row["state"]),
            *(_day(row[name]) for name in ("since", "last_looked_at", "for_visit_on")),
        ]
        for row in records(result.review.log.protections)
    ]
    if not rows:
        return text(say("layout.protections.none"))
    return table(say("layout.protections.caption"), [say(f"layout.column.{name}") for name in COLUMNS], rows)


def _sentences(result: Result) -> list[str]:
    found = [result.findings[rule] for rule in RULES if rule in result.findings]
    return [each.sentence for each in found if each.verdict != CANNOT_TELL or each.id == "supporters"]


def _limits(result: Result) -> list[Block]:
    levels = result.findings["contact-level"].numbers["levels"]
    if not levels:
        return []
    heads = [say(f"layout.column.{name}") for name in ("channel", "level", "held_from", "held_until")]
    rows = [
        [
            term(each["channel"]) if each["channel"] else say("layout.protections.every-channel"),
            _term(each["level"]),
            _day(each["from"]),
            _day(each["until"]),
        ]
        for each in levels
    ]
    return [table(say("layout.protections.contact-caption"), heads, rows)]


def _term(value: Any) -> str:
    return "" if pd.isna(value) else term(value)


def _day(value: Any) -> str:
    return "" if pd.isna(value) else day(pd.Timestamp(value).date())
