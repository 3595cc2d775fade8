"""The timeline: boundaries and what followed, sessions and reviews along one calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from patterns.plots.boundaries import plot_boundaries
from patterns.report import frames
from patterns.report.blocks import Block, figure, table
from patterns.report.drawing import picture
from patterns.result import Result
from patterns.schema import records
from patterns.words import day, say

HEADS = ("boundary", "event", "from", "until")


def boundaries(result: Result) -> Block | None:
    """Return the chart of boundaries along the calendar; nothing when none was shared."""
    events, beside = frames.boundary_events(result), frames.beside_boundaries(result)
    if events.empty:
        return None
    last = result.review_date - timedelta(days=1)
    first = max(min(events["first"]), last - timedelta(days=7 * (frames.MOST_WEEKS + 4)))
    lanes = beside.assign(boundary=[say(f"layout.lane.{each}") for each in beside["boundary"]])
    rows = [*_rows(events, "report.event"), *_rows(lanes, "layout.event")]
    inside = sum(first <= each <= last for each in events.loc[events["what"] != "consequence", "first"])
    return figure(
        "boundaries",
        say("report.figure.boundaries"),
        picture(
            plot_boundaries(pd.concat([events, lanes], ignore_index=True), first, last),
            say("report.alt.boundaries", n=inside, sentence=result.findings["pattern-three-in-a-month"].sentence),
        ),
        say("report.caption.boundaries") + " " + say("layout.caption.timeline"),
        table(say("report.table.boundaries"), [say(f"report.column.{name}") for name in HEADS], rows),
    )


def _rows(events: pd.DataFrame, what: str) -> list[list[str]]:
    return [
        [row["boundary"], say(f"{what}.{row['what']}"), day(row["first"]), _until(row["first"], row["last"])]
        for row in records(events)
    ]


def _until(first: date, last: date) -> str:
    """Return the end of what took longer than a day."""
    return "" if first == last else day(last)
