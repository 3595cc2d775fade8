"""The two tables of a chronology for other programs: its entries, and the messages around them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from patterns.literal import cell, literal
from patterns.report.chronology.bundle import attachment_sum
from patterns.report.chronology.context import Shown, around
from patterns.report.chronology.moments import full
from patterns.report.chronology.rows import CODES, FIELDS, PRESENCE, WORDS, Entry
from patterns.schema import records
from patterns.words import say

if TYPE_CHECKING:
    from patterns.report.chronology.build import Chronology, Numbered

AROUND = ("number", "message_id", "quoted", "time", "time_as_written", "sender", "text", "marks", "file", "part",
          "line", "also_in")  # fmt: skip
HIDDEN = ("sender", "attachments")  # beside the words: numbers, handles and file names


def fields(made: Chronology) -> list[str]:
    """Return the fields that the reader is given."""
    hidden = {*(() if made.profile.words else (*WORDS, *HIDDEN)), *(() if made.codes else CODES)}
    hidden |= set() if made.profile.presence else {*PRESENCE}
    return [field for field in FIELDS if field not in hidden]


def value(made: Chronology, entry: Entry, field: str) -> str:
    """Return what an entry says in one field, its acts numbered where there are several; never empty."""
    if field == "attachments":
        said = attachments(made, entry)
    else:
        said = [part.cells.get(field, "") for part in entry.parts]
        said = [f"({place}) {each}" for place, each in enumerate(said, 1) if each] if len(said) > 1 else said
    return literal("\n".join(each for each in said if each)) or say("chronology.not-written")


def attachments(made: Chronology, entry: Entry) -> list[str]:
    """Return the files that an entry's messages name, each with its sum where it came along."""
    ids = {each for part in entry.parts for each in part.messages}
    found = [
        say("chronology.attachment", name=name, sum=sum_) if sum_ else say("chronology.attachment-missing", name=name)
        for name, sum_ in _files(made, ids)
    ]
    return found or ([say("chronology.attachment-none")] if ids else [])


def unattached(made: Chronology) -> int:
    """Return how many files that shown messages name did not come along with the export."""
    return sum(not sum_ for _, sum_ in _files(made, made.quoted))


def _files(made: Chronology, ids: set[str]) -> list[tuple[str, str]]:
    rows = made.named.loc[made.named["message_id"].isin(ids)]
    return [
        (str(name), attachment_sum(made.case.folder, message, str(name)))
        for message in records(rows)
        for name in message["attachments"]
    ]


def entries_csv(made: Chronology) -> bytes:
    """Return one row per entry."""
    shown = fields(made)
    head = [say(f"chronology.field.{each}") for each in ("number", "kind", *shown)]
    rows = (
        [each.number, kind(each), *(value(made, each.entry, field) for field in shown)] for each in made.entries
    )
    return _csv([head, *rows])


def kind(numbered: Numbered) -> str:
    """Return what an entry is, in words."""
    return say(f"chronology.kind.{numbered.entry.kind}")


def around_csv(made: Chronology) -> bytes:
    """Return one row per message that is shown around each entry; a gap has a row of its own."""
    head = [say(f"chronology.around.{each}") for each in AROUND]
    return _csv([head, *(row for each in made.entries for row in _around_rows(made, each))])


def runs(made: Chronology, entry: Entry) -> list[Shown]:
    """Return the runs of messages around an entry, conversation by conversation."""
    quoted = {each for part in entry.parts for each in part.messages}
    if not quoted:
        return []
    messages, keys = made.case.messages, made.conversations
    wanted = dict.fromkeys(keys.loc[made.named.index[made.named["message_id"].isin(quoted)]])
    return [run for key in wanted for run in around(messages.loc[keys == key], quoted)]


def _around_rows(made: Chronology, each: Numbered) -> Iterator[list[str]]:
    quoted = {message for part in each.entry.parts for message in part.messages}
    gap = [""] * (len(AROUND) - 1)
    for run in runs(made, each.entry):
        if run.before:
            yield [each.number, *gap[:5], say("chronology.gap", n=run.before), *gap[6:]]
        for message in records(run.rows):
            yield [each.number, *_message(message, message["message_id"] in quoted, made.zone)]
        if run.after:
            yield [each.number, *gap[:5], say("chronology.gap", n=run.after), *gap[6:]]


def _message(message: dict[Any, Any], quoted: bool, zone: str) -> list[str]:
    missing = {name: "" if not isinstance(each, list) and pd.isna(each) else each for name, each in message.items()}
    return [
        missing["message_id"], say("chronology.quoted") if quoted else "", moment(message, zone),
        missing["written_time"], missing["sender"] or "", missing["text"], "; ".join(marks(message)),
        missing["source"].removeprefix("exports/"), missing["part"], str(missing["line"]),
        "; ".join(each.removeprefix("exports/") for each in missing["also_in"]),
    ]  # fmt: skip


def moment(message: dict[Any, Any], zone: str) -> str:
    """Return when a message was sent, as exactly as its export says."""
    return full(message["sent_at"], zone, to_the_day=message["time_note"] == "to the day")


def marks(message: dict[Any, Any]) -> list[str]:
    """Return what an export says of a message beside its words: deleted, edited, a call, an uncertain time."""
    found = [say(f"chronology.mark.{message['kind']}")] if message["kind"] != "text" else []
    found += [say("chronology.mark.edited")] if message["edited"] else []
    note = message["time_note"]
    found += [say("chronology.mark.time", note=note)] if pd.notna(note) and note else []
    found += [say("chronology.mark.reaction", said=literal(reaction(each))) for each in message["reactions"]]
    return found + ([say("chronology.mark.two")] if message["also_in"] else [])


def reaction(said: Any) -> str:
    """Return a reaction as its export holds it, in one line."""
    return ", ".join(str(each) for each in said.values()) if isinstance(said, dict) else str(said)


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([cell(literal(str(each))) for each in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")  # the mark tells spreadsheet programs that it is UTF-8
