"""The page that comes before every number while something about safety is open."""

from __future__ import annotations

from typing import Any

from patterns.report import helplines, notes
from patterns.report.blocks import Block, items, lines, section, text
from patterns.report.protections import places
from patterns.result import Result
from patterns.words import retold, say

MOST_LISTED = 12


def safety_page(result: Result) -> list[Block]:
    """Return the safety page; empty when nothing is open."""
    found = result.safety_open
    if not found:
        return []
    shown = [_line(each) for each in found[:MOST_LISTED]]
    if len(found) > MOST_LISTED:
        shown.append(say("report.safety-page.more", n=len(found) - MOST_LISTED))
    blocks: list[Block] = [
        {
            "kind": "safety",
            "name": "first",
            "title": say("report.safety-page.title"),
            "texts": [say("report.safety-page.first"), say("report.safety-page.know")],
            "items": shown,
            "field": "",
        }
    ]
    return [
        *blocks,
        *help_now(result),
        section(say("report.safety-page.write-title"), "to-write", level=3),
        lines(say("report.safety-page.write"), 7),
        text(say("report.safety-page.stays"), "note"),
    ]


def help_now(result: Result) -> list[Block]:
    """Return what can help now, whatever is open: the note to see a doctor, the places that help, the first steps."""
    steps = [say(f"report.safety-page.step-{name}") for name in ("advocate", "device", "planning")]
    return [
        *notes.doctor(result),
        *places(result, "places-first"),
        section(say("report.safety-page.steps-title"), "next", level=3),
        items([helplines.now(helplines.helplines(result)), *steps]),
    ]


def help_in_words(result: Result) -> list[str]:
    """Return for a terminal the note to see a doctor, where it applies, and where to get help now."""
    said = notes.see_a_doctor(result)
    return [*([said] if said else []), *helplines.in_words(helplines.helplines(result))]


def _line(event: dict[str, Any]) -> str:
    where = retold(event["where"]) or event["where"]
    if event["on"] is None:
        return say("report.safety-page.undated", what=event["what"], where=where)
    return say("report.safety-page.event", what=event["what"], on=event["on"], where=where)
