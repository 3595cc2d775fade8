"""What `check` asks beyond what reading asks: dates that cannot be, limits and supporters not told, older workbooks."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from patterns.errors import Problem
from patterns.log.declare import DATE, MOMENT, Column, Sheet
from patterns.log.read import Log
from patterns.log.sheets import BOUNDARIES, PEOPLE, SHEETS

YEARS_BEFORE = 10  # a longer record than that is likelier a slip of the year
HAPPENED = {"incidents", "conflicts", "next_steps", "sessions", "statements", "reviews", "checklist"}
FROM_TEMPLATE = 12  # sheets of ours: a workbook with fewer is its owner's own
Asked = list[Problem]


def still_to_decide(log: Log, today: date) -> Asked:
    """Return the questions about a log that reading it does not ask.

    Parameters
    ----------
    today : date
        What happened cannot be dated later.
    """
    return (
        _impossible_order(log)
        + _far_dates(log, today)
        + _supporters(log)
        + _limits_not_told(log)
        + _older_workbook(log)
    )


def _ask(
    log: Log, sheet: Sheet, row: int | None, column: Column | None, found: str, remedy: str, topic: str
) -> Problem:
    letter = log.places.get(sheet.name, {}).get(column.name, "") if column else ""
    cell = f"{letter}{row}" if letter and row else f"{row}:{row}" if row else ""
    return Problem(found, remedy=remedy, file=log.file, sheet=sheet.name, cell=cell, stops=False, topic=topic)


def _impossible_order(log: Log) -> Asked:
    """Ask about dates that lie before what they follow: an answer before its offer."""
    asked = []
    for sheet in SHEETS:
        frame = getattr(log, sheet.attribute)
        for column in sheet.columns:
            if column.not_before:
                first = sheet.column(column.not_before)
                for row in frame.loc[_earlier(frame, column, first), "row"]:
                    found = f"{column.header} lies before {first.header} of the same row"
                    asked.append(_ask(log, sheet, row, column, found, "Mend the one that is a slip.", "dates"))
    return asked


def _earlier(frame: pd.DataFrame, column: Column, first: Column) -> pd.Series:
    """Tell which rows say it; two moments are compared to the day where either has no clock time."""
    later, before = frame[column.name], frame[first.name]
    by_day = pd.Series(True, index=frame.index)
    if column.kind == MOMENT and first.kind == MOMENT:
        by_day = ~(frame[f"{column.name}_timed"] & frame[f"{first.name}_timed"])
    return (later < before).where(~by_day, later.dt.normalize() < before.dt.normalize())


def _far_dates(log: Log, today: date) -> Asked:
    """Ask about what is dated after today, or so long before the plan that the year must be a slip."""
    last = pd.Timestamp(today) + timedelta(days=1)
    first = pd.Timestamp(log.plan.start) - timedelta(days=365 * YEARS_BEFORE) if log.plan else pd.Timestamp.min
    asked = []
    for sheet in SHEETS:
        column = next((each for each in sheet.columns if each.required and each.kind in (DATE, MOMENT)), None)
        if column is None or sheet.attribute not in HAPPENED:
            continue
        frame = getattr(log, sheet.attribute)
        dates = frame[column.name]
        for row in frame.loc[dates >= last, "row"]:
            asked.append(_ask(log, sheet, row, column, "dated after today", "Mend the date if it is a slip.", "dates"))
        for row in frame.loc[dates < first, "row"]:
            found = f"dated more than {YEARS_BEFORE} years before the plan started"
            asked.append(_ask(log, sheet, row, column, found, "Mend the year if it is a slip.", "dates"))
    return asked


def _supporters(log: Log) -> Asked:
    """Ask who still has to be told the plan, as long as fewer know it than the plan wants."""
    if log.plan is None:
        return []
    supporters = log.people.loc[log.people["role"] == "supporter"]
    untold = supporters.loc[supporters["told_the_plan_on"].isna(), "row"].tolist()
    told, needed = len(supporters) - len(untold), log.plan.supporters_needed
    if told >= needed:
        return []
    found = f"{told} of {needed} supporters know the plan"
    if len(supporters) < needed:
        remedy = "Add a row with the role supporter for each person you trust, and the day you told them."
        return [_ask(log, PEOPLE, None, None, found, remedy, "supporters")]
    column = PEOPLE.column("told_the_plan_on")
    return [_ask(log, PEOPLE, untold[0], column, found, "Write the day on which you told this person.", "supporters")]


def _limits_not_told(log: Log) -> Asked:
    """Ask about limits that were neither shared nor kept back for a reason."""
    frame = log.boundaries
    open_rows = frame.loc[frame["shared_on"].isna() & frame["not_shared_because"].isna() & frame["id"].notna(), "row"]
    column = BOUNDARIES.column("shared_on")
    found = "a limit without the day it was shared: crossings of it are counted from that day on"
    remedy = "Write the day; or say in Not shared because why telling was not wise."
    return [_ask(log, BOUNDARIES, row, column, found, remedy, "boundary") for row in open_rows]


def _older_workbook(log: Log) -> Asked:
    """Say of a workbook made by an earlier version that it can have what this one knows."""
    present = [sheet for sheet in SHEETS if sheet.name in log.places]
    if not log.file.endswith(".xlsx") or len(present) < FROM_TEMPLATE:
        return []
    lacked = [sheet.name for sheet in SHEETS if sheet not in present]
    lacked += [
        f"{column.header} on {sheet.name}"
        for sheet in present
        for column in sheet.offered
        if column.name not in log.places[sheet.name]
    ]
    if not lacked:
        return []
    found = f"this workbook lacks what this version knows: {', '.join(lacked)}"
    remedy = "Nothing is lost without it. `patterns new CASE --upgrade` adds it and keeps every cell."
    return [Problem(found, remedy=remedy, file=log.file, stops=False, topic="upgrade")]
