"""The entries of a chronology: every incident of the record, with everything that was written down about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from patterns import incidents as grouping
from patterns.case import Case
from patterns.log import readings
from patterns.report.chronology.moments import clock, full, how_soon, iso
from patterns.schema import records
from patterns.words import say

FACTS = ("date", "time", "known", "in_words", "channel", "place", "facts", "response", "present")
PRESENCE = ("place", "present")
WORDS = ("words",)
APART = ("effect",)
SOURCES = ("sources", "sender", "recorded_from", "written", "reported", "attachments")
CODES = ("codes",)
FIELDS = (*FACTS, *WORDS, *APART, *SOURCES, *CODES)
NEUTRAL = {  # what `--all` adds: sheet -> its attribute in the log, and the column of its date
    "Conflicts": ("conflicts", "date"),
    "Next steps": ("next_steps", "offered_at"),
    "Statements": ("statements", "date"),
}


class Part(NamedTuple):
    """One act of an entry, or one row of another sheet: its key, its place, its cells and the messages that show it."""

    key: str
    place: tuple[str, int] | None
    cells: Mapping[str, str]
    messages: tuple[str, ...]


class Entry(NamedTuple):
    """One entry: `kind` is incident or the sheet's name; `at` sorts it."""

    kind: str
    at: str
    parts: tuple[Part, ...]

    @property
    def day(self) -> str:
        """The day on which it starts, empty where that is not known."""
        return self.at[:10]

    def said(self, field: str) -> list[str]:
        """Return what its parts say in one field, each once."""
        return list(dict.fromkeys(part.cells[field] for part in self.parts if part.cells.get(field)))


def incidents(case: Case) -> list[Entry]:
    """Return one entry per incident of the whole record, by time; those without a date last."""
    plan, log = case.plan, case.log
    assert plan is not None  # a case that reads well has a plan
    kept = readings.numbers(case.folder, log)
    codes = grouping.known_codes(log.codes)
    confirmed = grouping.confirmed_passages(case.reviewed, case.messages, codes)
    acts = grouping.acts(log.incidents, codes, plan.zone, confirmed)
    joined = grouping.join(acts, plan.hours_between_incidents) if len(acts) else acts.assign(incident=[])
    rows = {row["row"]: row for row in records(log.incidents)}
    messages = {row["message_id"]: row for row in records(_named(case, joined, rows))}
    found: dict[int, list[Part]] = {}
    for act in records(joined):
        part = _act(act, rows, messages, kept, plan.zone)
        found.setdefault(act["incident"], []).append(part)
    dated = [Entry("incident", _at(parts), tuple(parts)) for parts in found.values()]
    undated = [
        Entry("incident", "", (_row(row, (), messages, kept, plan.zone),))
        for row in rows.values()
        if pd.isna(row["date"])
    ]
    return sorted(dated, key=lambda each: (each.at, each.parts[0].key)) + undated


def _at(parts: list[Part]) -> str:
    return min(f"{part.cells['date']} {part.cells['time']}" for part in parts)


def _named(case: Case, acts: pd.DataFrame, rows: Mapping[int, dict[str, Any]]) -> pd.DataFrame:
    """Return the messages that any entry names."""
    ids = {each for row in rows.values() for each in row["message_ids"] or []}
    ids |= {each.removeprefix("message ") for sources in acts["sources"] for each in sources}
    return case.messages.loc[case.messages["message_id"].isin(ids)]


def _act(
    act: dict[str, Any], rows: Mapping[int, dict[str, Any]], messages: Mapping[str, dict[str, Any]],
    kept: Mapping[tuple[str, int], int], zone: str,
) -> Part:  # fmt: skip
    also = [each.removeprefix("message ") for each in act["sources"] if each.startswith("message ")]
    if act["row"] > 0:
        part = _row(rows[act["row"]], also, messages, kept, zone)
        return part._replace(cells={**part.cells, "codes": "; ".join(act["codes"])})
    message = act["act"].removeprefix("message ")
    shown = messages[message]
    to_the_day = shown["time_note"] == "to the day"
    cells = {
        "date": iso(act["date"]),
        "time": full(shown["sent_at"], zone, to_the_day=to_the_day)[11:],
        "known": say("chronology.known.message-day" if to_the_day else "chronology.known.message"),
        "channel": act["channel"],
        "facts": say("chronology.facts.message"),
        "words": _text(shown["text"]),
        "recorded_from": say("chronology.recorded.message"),
        "codes": "; ".join(act["codes"]),
    }
    return _with_messages(Part(f"message {message}", None, cells, (message,)), messages, zone)


def _row(
    row: dict[str, Any], also: Any, messages: Mapping[str, dict[str, Any]], kept: Mapping[tuple[str, int], int],
    zone: str,
) -> Part:  # fmt: skip
    time, known = clock(row, zone)
    number = kept.get(("Incidents", row["row"]))
    ids = tuple(dict.fromkeys([*(row["message_ids"] or []), *also]))
    cells = {
        "date": iso(row["date"]), "time": time, "known": known, "in_words": _text(row["when_in_words"]),
        "channel": _text(row["channel"]), "place": _text(row["where"]), "facts": _text(row["what_happened"]),
        "response": _text(row["my_response"]), "present": _text(row["who_was_present"]),
        "words": _text(row["exact_words"]), "effect": _text(row["effect_on_me"]),
        "recorded_from": "; ".join(row["source"] or []), "written": how_soon(row["date"], row["written_on"]),
        "reported": _text(row["reported_to"]), "codes": "; ".join(row["codes"] or []),
        "sources": say("chronology.source.row", sheet="Incidents", row=row["row"]),
    }  # fmt: skip
    key = f"Incidents {number}" if number is not None else f"Incidents row {row['row']}"
    return _with_messages(Part(key, ("Incidents", row["row"]), cells, ids), messages, zone)


def _with_messages(part: Part, messages: Mapping[str, dict[str, Any]], zone: str) -> Part:
    """Return a part with what the messages that show it add: where they stand and who sent them."""
    shown = [messages[each] for each in part.messages if each in messages]
    lost = [say("chronology.source.lost", id=each) for each in part.messages if each not in messages]
    own = [part.cells["sources"]] if part.cells.get("sources") else []
    sources = [*own, *(source(message, zone) for message in shown), *lost]
    senders = dict.fromkeys(str(each["sender"]) for each in shown if pd.notna(each["sender"]))
    return part._replace(cells={**part.cells, "sources": "\n".join(sources), "sender": "\n".join(senders)})


def source(message: Mapping[str, Any], zone: str) -> str:
    """Return where a message stands: its id, its file, its line, the time as written there, its other witnesses."""
    file = str(message["source"]).removeprefix("exports/")
    inside = f" ({message['part']})" if message["part"] and pd.notna(message["part"]) else ""
    text = say("chronology.source.message", id=message["message_id"], file=file + inside, line=message["line"])
    if pd.notna(message["written_time"]) and message["written_time"]:
        text += say("chronology.source.written", time=message["written_time"])
    also = [each.removeprefix("exports/") for each in message["also_in"]]
    return text + (say("chronology.source.also", files=", ".join(also)) if also else "")


def neutral(case: Case) -> list[Entry]:
    """Return the steps towards repair and the statements of responsibility, by time: what was not an incident."""
    kept = readings.numbers(case.folder, case.log)
    found = []
    for sheet, (attribute, column) in NEUTRAL.items():
        for row in records(getattr(case.log, attribute)):
            number = kept.get((sheet, row["row"]))
            key = f"{sheet} {number}" if number is not None else f"{sheet} row {row['row']}"
            cells = {
                "date": iso(row[column]),
                "facts": _told(row),
                "words": _text(row.get("words")),
                "sources": say("chronology.source.row", sheet=sheet, row=row["row"]),
            }
            found.append(Entry(sheet, cells["date"], (Part(key, (sheet, row["row"]), cells, ()),)))
    return sorted(found, key=lambda each: (each.at, each.kind, each.parts[0].key))


def _told(row: dict[str, Any]) -> str:
    """Return what a row says of a step: every cell that is a fact, with its name; ratings are opinions and stay out."""
    names = ("about", "step_offered_by", "step", "offered_at", "answer", "answered_at", "done_at", "channel")
    parts = []
    for name in names:
        value = row.get(name)
        shown = f"{value:%Y-%m-%d %H:%M}".removesuffix(" 00:00") if isinstance(value, pd.Timestamp) else _text(value)
        if shown and shown != "NaT":
            parts.append(f"{say(f'chronology.step.{name}')}: {shown}")
    return "; ".join(parts)


def _text(value: Any) -> str:
    return "" if value is None or (not isinstance(value, list) and pd.isna(value)) else str(value)
