"""The invented, hand-coded messages beside this file, read for tests and benchmarks."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

MESSAGES = Path(__file__).parent / "messages.csv"
CODED = ("first", "second", "near")
APART = pd.Timedelta(minutes=3)  # between two messages of a conversation
START = pd.Timestamp("2026-03-02 12:00", tz="UTC")


def read_gold() -> pd.DataFrame:
    """Return one row per message; `first`, `second` and `near` are sets of codes."""
    rows = pd.read_csv(MESSAGES, dtype="str", keep_default_na=False).astype({"position": "int64"})
    coded = {name: [set(filter(None, cell.split("; "))) for cell in rows[name]] for name in CODED}
    return rows.assign(**coded)


def as_messages(gold: pd.DataFrame) -> pd.DataFrame:
    """Return the rows as an export would bring them: a message every three minutes, a conversation every day."""
    day = pd.to_timedelta(pd.factorize(gold["conversation"])[0], unit="D")
    return pd.DataFrame(
        {
            "message_id": gold["id"],
            "sent_at": START + day + gold["position"] * APART,
            "person": gold["sender"],
            "kind": "text",
            "text": gold["text"],
            "conversation": gold["conversation"],
        }
    )
