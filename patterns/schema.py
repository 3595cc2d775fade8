"""Every tidy table that crosses a floor, column by column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

LOCAL = "datetime64[us]"
UTC = "datetime64[us, UTC]"


@dataclass(frozen=True)
class Table:
    """A table's name and its columns, in order, with their pandas types."""

    name: str
    columns: dict[str, str]

    def conform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return `frame` with these columns first, typed; missing ones are added empty, further ones kept.

        Raises
        ------
        ValueError, TypeError
            If a column holds what its type cannot.
        """
        wanted = {
            name: frame[name] if name in frame else pd.Series([None] * len(frame), index=frame.index)
            for name in self.columns
        }
        further = [name for name in frame.columns if name not in self.columns]
        typed = pd.DataFrame(
            {name: _typed(column, self.columns[name]) for name, column in wanted.items()},
            index=frame.index,
            copy=False,  # pandas copies on write
        )
        return typed.join(frame[further]) if further else typed

    def empty(self) -> pd.DataFrame:
        """Return the table without rows."""
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in self.columns.items()})


def _typed(column: pd.Series, kind: str) -> pd.Series:
    # a column in which every instant is missing carries no zone, and pandas would refuse to give it one
    return pd.to_datetime(column, utc=True).astype(kind) if kind == UTC else column.astype(kind)


MESSAGES = Table(
    "messages",
    {
        "message_id": "str",
        "sent_at": UTC,
        "local_time": LOCAL,
        "sender": "str",
        "person": "str",
        "kind": "str",  # text, media, call, notice, deleted
        "text": "str",
        "edited": "bool",
        "conversation": "str",
        "platform": "str",
        "source": "str",
        "line": "int64",
        "also_in": "object",  # list of the other sources that hold the same message
        "written_time": "str",
        "zone": "str",
        "time_note": "str",  # missing, "ambiguous hour", "zone uncertain", "to the day"
        "attachments": "object",
        "reactions": "object",
        "direction": "str",  # sent, received, or missing where the export does not say
        "part": "str",  # file inside a folder or .zip; empty where the source is one file
    },
)

SKIPPED = Table("skipped", {"source": "str", "line": "int64", "reason": "str", "part": "str"})

SUGGESTIONS = Table(
    "suggestions",
    {
        "message_id": "str",
        "code": "str",
        "family": "str",  # incident, repair, accountability
        "tier": "str",  # safety, serious, moderate, neutral
        "strength": "str",  # clear, possible
        "cue": "str",
        "start": "int64",
        "stop": "int64",
        "note": "str",
        "with_message": "str",  # the other half, where a passage runs over two messages
    },
)

MAY_TELL = Table("may_tell", {"row": "int64", "code": "str", "strength": "str"})  # of entries; clear, possible

REVIEWED = Table(
    "reviewed",
    {
        "message_id": "str",
        "code": "str",  # missing where a person looked at a whole message and gave it no code
        "decision": "str",  # yes, no, unsure; looked: every code not given was seen and not chosen
        "proposed": "str",  # the cues that proposed it, ; between; missing where nothing did
        "shown": "bool",  # whether the proposal was seen before the decision
        "same_as": "str",  # Id of an entry on the Incidents sheet that is the same event
        "talked_through_on": LOCAL,
        "reviewer": "str",
        "note": "str",
        "place": "str",  # sheet and row of review.xlsx
    },
)

SOURCES = Table(
    "sources",
    {
        "source": "str",  # path inside the case folder, with / between
        "format": "str",
        "sha256": "str",
        "bytes": "int64",
        "records": "int64",
        "messages": "int64",
        "notices": "int64",
        "duplicates": "int64",
        "skipped": "int64",
        "also_elsewhere": "int64",  # of the messages: first seen in another source, kept there as a witness
        "left_out": "int64",  # of the messages: of conversations that the person is not known to take part in
        "first": UTC,
        "last": UTC,
        "zone": "str",
        "zone_why": "str",
        "date_order": "str",
        "date_order_why": "str",
        "columns": "str",  # of a table: which of its columns was taken for what
        "kinds": "object",  # {kind: count}
        "skipped_rows": "object",  # list of [part, line, reason]
        "warnings": "object",  # list of sentences
    },
)

ACTS = Table(
    "acts",
    {
        "act": "str",  # "Incidents row 14" or "message 1f0c2ab9", the same words `explain` prints
        "incident": "int64",
        "row": "int64",  # below 0 for a confirmed passage
        "id": "str",
        "date": LOCAL,  # local midnight of the day the act is dated
        "at": UTC,  # the instant, missing where the row has no clock time
        "codes": "object",  # list of codes
        "abusive": "bool",
        "outburst": "bool",
        "safety": "bool",
        "channel": "str",
        "boundary": "str",
        "talked_through_on": LOCAL,
        "sources": "object",  # list of where it is written down
    },
)

INCIDENTS = Table(
    "incidents",
    {
        "incident": "int64",
        "date": LOCAL,  # local midnight of the day it starts
        "acts": "int64",
        "codes": "object",
        "abusive": "bool",
        "outburst": "bool",
        "safety": "bool",
        "boundaries": "object",
        "rows": "object",  # list of row numbers on the Incidents sheet
        "messages": "object",  # list of ids of confirmed passages that are acts of their own
    },
)

DAYS = Table(
    "days",
    {
        "date": LOCAL,
        "known": "bool",
        "ticked": "bool",  # Record complete = yes
        "by_incident": "bool",  # known only through an entry
        "contact": "bool",
        "contact_said_no": "bool",
        "visit": "bool",
        "felt_safety": "float64",
        "afraid": "bool",
    },
)

WEEKLY = Table(
    "weekly",
    {
        "week": "int64",
        "first": LOCAL,
        "days": "int64",
        "known_days": "int64",
        "complete": "bool",
        "incidents": "Int64",
        "acts": "Int64",
        "outbursts": "Int64",
        "unreviewed": "int64",
        "contact_days": "int64",
        "repairs_offered": "Int64",
        "repairs_accepted": "Int64",
        "sessions_due": "Int64",
        "sessions_attended": "Int64",
        "statements": "Int64",
    },
)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a frame's rows as plain dictionaries, for code that looks at one row at a time."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
