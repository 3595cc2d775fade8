"""The page before everything else: what a case holds about safety, from the log and from messages, without a number."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from patterns.codes.passages import passages, to_ask, waiting
from patterns.report.blocks import Block, items, section, text
from patterns.schema import records
from patterns.words import say

if TYPE_CHECKING:
    from patterns.case import Case
    from patterns.result import Result

FILE = "page_1.html"  # a name that tells nobody anything
MOST_LISTED = 12


def write_first_look(case: Case) -> Path | None:
    """Write the page into the case's reports, and return its path; None where nothing about safety is open.

    A page of an earlier time is written anew, so that it never says what is no longer so.

    Parameters
    ----------
    case : Case
        A case in which everything can be read.
    """
    from patterns.report.page import render
    from patterns.result import measure
    from patterns.sharing.literally import literally
    from patterns.store import files

    path = case.folder / "reports" / FILE
    last = last_day(case)
    if last is None:
        return None
    result = measure(literally(case), on=last + timedelta(days=1), weeks=4)
    also = _also(case) + _entries(result)
    if not (result.safety_open or also or path.exists()):
        return None
    files.write(path, render(_blocks(result, also, last)).encode())
    return path if result.safety_open or also else None


def last_day(case: Case) -> date | None:
    """Return the newest local day on which the log or the messages hold anything; None where both are empty."""
    assert case.plan is not None  # a case that reads well has a plan
    log = case.log
    ends = [log.incidents["date"].max(), log.days.loc[log.days["afraid"].fillna(False), "date"].max()]
    if case.message_count:
        ends.append(case.envelopes["sent_at"].max().tz_convert(case.plan.zone).tz_localize(None))
    known = [each for each in ends if pd.notna(each)]
    return max(known).date() if known else None


def _blocks(result: Result, also: list[str], last: date) -> list[Block]:
    from patterns.report.safety_page import help_now, safety_page

    period = say("first-look.period", last=last)
    cover: Block = {
        "kind": "cover", "title": say("first-look.title"), "period": period, "facts": [],
        "footer": say("first-look.footer"), "on": last.isoformat(),
    }  # fmt: skip
    counts_follow = text(say("report.safety-page.stays"), "note")  # not here: no count stands in this file
    first = [each for each in safety_page(result) if each != counts_follow]
    if not first:
        waiting = say("first-look.waiting" if also else "report.safety.none")
        first = [text(waiting, "lead"), text(say("report.safety.start")), *help_now(result)]
    how = [section(say("first-look.how-title"), "how", level=3), text(say("first-look.may"))]
    how.append(items([say(f"first-look.{name}") for name in ("look", "later", "not")]))
    told = [] if result.review.may_tell.empty else [text(say("first-look.entry"))]
    fainter = [section(say("first-look.also-title"), "also", level=3), text(say("first-look.also")), items(also)]
    asked = bool(also) or any(each["where"].startswith("message") for each in result.safety_open)
    return [cover, *first, *(how if asked else []), *told, *(fainter if also else [])]


def _entries(result: Result) -> list[str]:
    """Return a line for each entry that may, by fainter signs, tell of something about safety."""
    told = result.review.may_tell
    return [
        say("first-look.also-entry", on=row["date"].date(), code=row["code"], row=row["row"])
        if pd.notna(row["date"])
        else say("first-look.also-undated", code=row["code"], row=row["row"])
        for row in records(told.loc[told["strength"] != "clear"].head(MOST_LISTED))
    ]


def _also(case: Case) -> list[str]:
    """Return a line for each passage about safety that waits and does not open the page by itself."""
    from patterns.codes.entries import URGENT

    found = passages(to_ask(waiting(case.suggestions, case.reviewed, case.log.incidents), case.messages))
    faint = found.loc[(found["tier"] == "safety") & ((found["strength"] != "clear") | ~found["code"].isin(URGENT))]
    sent = dict(zip(case.messages["message_id"], case.messages["sent_at"], strict=True))
    assert case.plan is not None
    rows = sorted(
        (sent[row["message_id"]].tz_convert(case.plan.zone).date(), row["code"], row["message_id"])
        for row in records(faint)
    )
    lines = [say("first-look.also-line", on=on, code=code, message=message) for on, code, message in rows[:MOST_LISTED]]
    return lines + ([say("first-look.also-more", n=len(rows) - MOST_LISTED)] if len(rows) > MOST_LISTED else [])
