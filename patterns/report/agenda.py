"""One session, fifty minutes: an order that begins with safety and ends with who keeps which paper."""

from __future__ import annotations

from patterns.report.blocks import Block, lines, section, table, text
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


def agenda() -> list[Block]:
    """Return the page for the session, with room to write."""
    return [
        section(say("report.agenda.title"), "agenda", new_page=True),
        text(say("report.agenda.lead"), "lead"),
        table(
            say("report.agenda.caption"),
            [say("report.column.minutes"), say("report.column.step")],
            [[minutes, say(f"report.agenda.{name}")] for minutes, name in STEPS],
        ),
        lines(say("report.agenda.decided"), 8),
        lines(say("report.agenda.until"), 6),
    ]
