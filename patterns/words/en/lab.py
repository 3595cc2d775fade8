"""Sentences in notebooks: tables, pickers, reviewing, the hour with the therapist, and JupyterLab itself."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "display.length": "hidden, {n:character|characters}",
    "display.parts": "hidden, {n}",
    "display.hidden": "{n:row|rows}. Words are hidden ({names}); take a column by its name to see it.",
    "display.plan": "plan",
    "display.plan-since": "since {start}, {zone}",
    "display.log": "log",
    "display.log-rows": "{file}: {n:entry|entries} on the Incidents sheet",
    "display.source": "{format}: {messages:message|messages}, {skipped} skipped",
    "display.decided": "passages decided",
    "display.decisions": "{n}",
    "display.open": "to look at",
    "display.problems": "{n:thing|things} that cannot be read, {questions:open question|open questions}",
    "display.rule": "rule",
    "display.verdict": "verdict",
    "display.sentence": "what was counted",
}
