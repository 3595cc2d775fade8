"""One session, fifty minutes: an order that begins with safety and ends with who keeps which paper."""

from __future__ import annotations

from patterns.report.blocks import Block, lines, section, table, text
from patterns.report.trial import FROM_WEEKS
from patterns.result import Result
from patterns.words import say

STEPS = (
    ("0–5", "arrive"),
    ("5–12", "safety"),
    ("12–20", "page"),
    ("20–35", "topic"),
    ("35–43", "decide"),
    ("43–48", "support"),
    ("48–50", "close"),
)


def agenda(result: Result) -> list[Block]:
    """Return the page for the session, with room to write; what is decided is what the report is for."""
    return [
        section(say("report.agenda.title"), "agenda", new_page=True),
        text(say("report.agenda.lead"), "lead"),
        table(
            say("report.agenda.caption"),
            [say("report.column.minutes"), say("report.column.step")],
            [[minutes, _step(result, name)] for minutes, name in STEPS],
        ),
        lines(say("layout.agenda.topic"), 5),
        lines(say("report.agenda.decided"), 5),
        lines(say("report.agenda.until"), 4),
    ]


def _step(result: Result, name: str) -> str:
    if name == "safety" and result.page_first:
        return say("layout.agenda.safety-open")
    if name == "decide":
        return say(f"layout.agenda.decide-{12 if result.weeks >= FROM_WEEKS else 4 if result.weeks <= 4 else 8}")
    return say(f"report.agenda.{name}")
