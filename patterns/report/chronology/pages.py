"""The printed chronology as blocks: cover, entries with facts, effects and codes apart, messages, a declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patterns.literal import literal
from patterns.report.blocks import Block, lines, section, table, text
from patterns.report.chronology.cover import front
from patterns.report.chronology.rows import APART, CODES, FACTS, SOURCES, WORDS
from patterns.report.chronology.sheets import fields, kind, marks, moment, runs, value
from patterns.schema import records
from patterns.words import say

if TYPE_CHECKING:
    from patterns.report.chronology.build import Chronology, Numbered

GROUPS = {"facts": (*FACTS, *WORDS), "effect": APART, "codes": CODES, "sources": SOURCES}
IN_TITLE = ("date", "time", "known")
LONG = 2500  # characters; a shorter entry stays on one page
STEP_FIELDS = ("facts", "words", "sources")


def pages(made: Chronology) -> list[Block]:
    """Return every block of the document."""
    entries = [section(say("chronology.entries.title"), "entries", new_page=True), text(_how_to_read(made), "note")]
    entries += [text(say("report.entries.content-note"), "lead")] if _quotes(made) else []
    entries += [_entry(made, each) for each in made.entries]
    return [*front(made), *entries, *_around(made), *_earlier(made), *_declaration(made)]


def _quotes(made: Chronology) -> bool:
    """Tell whether messages or exact words are quoted anywhere in it."""
    words = any(part.cells.get("words") for each in made.entries for part in each.entry.parts)
    return made.profile.words and (words or bool(made.quoted))


def _how_to_read(made: Chronology) -> str:
    parts = ["apart", "not-written", "several"] + ([] if made.profile.words else ["no-words"])
    return " ".join(say(f"chronology.entries.{part}") for part in parts)


def heading(each: Numbered) -> str:
    """Return the head of one entry: its number, its day, its time as exactly as that is known."""
    first = each.entry.parts[0].cells
    when = " · ".join(
        word for word in (each.entry.day, literal(first.get("time", "")), first.get("known", "")) if word
    ) or say("chronology.known.no-date")
    return say("chronology.entry", number=each.number, when=when)


def _entry(made: Chronology, each: Numbered) -> Block:
    several = len(each.entry.parts) > 1
    wanted = [name for name in fields(made) if several or name not in IN_TITLE]
    if each.entry.kind != "incident":
        wanted = [name for name in STEP_FIELDS if name in wanted]
    groups: list[Block] = []
    for group, names in GROUPS.items():
        rows = [
            {"term": say(f"chronology.field.{name}"), "text": value(made, each.entry, name)}
            for name in names
            if name in wanted
        ]
        if rows:
            groups.append({"name": say(f"chronology.group.{group}"), "rows": rows})
    title = heading(each) if each.entry.kind == "incident" else f"{heading(each)} · {kind(each)}"
    whole = sum(len(row["text"]) for group in groups for row in group["rows"]) < LONG
    return {"kind": "entry", "title": title, "groups": groups, "empty": say("chronology.not-written"), "whole": whole}


def _around(made: Chronology) -> list[Block]:
    """Return what was written around the messages of each entry, as tables."""
    if not made.profile.words:
        return []
    blocks = [
        section(say("chronology.around.title"), "around", new_page=True),
        text(say("chronology.around.rule", zone=made.zone)),
    ]
    shown = [found for each in made.entries if (found := _exchange(made, each))]
    return blocks + (shown or [text(say("chronology.around.none"))])


def _exchange(made: Chronology, each: Numbered) -> Block | None:
    quoted = {message for part in each.entry.parts for message in part.messages}
    rows: list[list[str]] = []
    for run in runs(made, each.entry):
        rows += [["", "", say("chronology.gap", n=run.before), ""]] if run.before else []
        for message in records(run.rows):
            words = literal(str(message["text"]) if isinstance(message["text"], str) else "")
            said = "\n".join(filter(None, [words, *(f"[{mark}]" for mark in marks(message))]))
            named = message["message_id"] in quoted
            sender = literal(message["sender"]) if isinstance(message["sender"], str) else "-"
            time = moment(message, made.zone).replace("UTC", "")
            who = f"{sender}\n{say('chronology.quoted')}" if named else sender
            row = [time, who, said, str(message["line"])]
            rows.append([strong(cell) for cell in row] if named else row)
        rows += [["", "", say("chronology.gap", n=run.after), ""]] if run.after else []
    if not rows:
        return None
    heads = [say(f"chronology.around.column.{name}") for name in ("time", "sender", "text", "line")]
    made_table = table(heading(each), heads, rows, numbers=(3,))
    return made_table | {"longest": [16, 12, 46, 5]}


def strong(words: str) -> str:
    """Return words marked as strong; empty ones stay empty."""
    return f"⟦{words}⟧" if words else ""


def _earlier(made: Chronology) -> list[Block]:
    """Return what shown rows of the log said before they were changed."""
    from patterns.log import readings

    if not made.profile.earlier:
        return []
    number = {part.place: each.number for each in made.entries for part in each.entry.parts if part.place}
    rows = [
        [number[change.sheet, change.row], change.at[:10], name, literal(before) or say("chronology.not-written"),
         literal(change.after.get(name, "")) or say("chronology.not-written")]
        for change in readings.changes(made.case.folder, made.case.log)
        if (change.sheet, change.row) in number
        for name, before in change.before.items()
    ]  # fmt: skip
    title = section(say("chronology.earlier.title"), "earlier", new_page=True)
    if not rows:
        return [title | {"new_page": False, "apart": True}, text(say("chronology.earlier.none"))]
    heads = [say(f"chronology.earlier.{name}") for name in ("number", "noticed", "cell", "before", "after")]
    return [title, table(say("chronology.earlier.caption"), heads, rows)]


def _declaration(made: Chronology) -> list[Block]:
    """Return a page to fill in by hand, after a lawyer has adapted it."""
    return [
        section(say("chronology.declaration.title"), "declaration", new_page=True),
        text(say("chronology.declaration.adapt"), "lead"),
        text(say("chronology.declaration.who")),
        lines(say("chronology.declaration.name"), 1),
        text(say("chronology.declaration.exported")),
        lines(say("chronology.declaration.device"), 2),
        text(say("chronology.declaration.unchanged")),
        text(say("chronology.declaration.selected", shown=made.shown, n=made.incidents)),
        lines(say("chronology.declaration.remarks"), 3),
        lines(say("chronology.declaration.signed"), 2),
    ]
