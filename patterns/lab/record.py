"""A case opened for looking into it: its messages, entries and result, ready for charts and tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from patterns import display
from patterns.case import Case, open_case
from patterns.days import midnight
from patterns.lab.find import Finder
from patterns.lab.rows import Rows
from patterns.result import Result, measure
from patterns.result import review_date as as_date
from patterns.schema import records
from patterns.words import say

SLIM = ("message_id", "sent_at", "sender", "person", "kind", "text", "conversation", "platform")
FEW = ("sender", "person", "kind", "conversation", "platform")
ENTRY_WORDS = ("what_happened", "exact_words", "when_in_words", "my_response", "effect_on_me")
WEEK = timedelta(days=7)


@dataclass(frozen=True, eq=False)
class Record:
    """One case, looked at as it stood on a review date.

    Attributes
    ----------
    case : Case
        The case as opened.
    on : date
        The review date; what is dated on it or later is not shown.
    weeks : int
        Length of the window.
    """

    case: Case
    on: date
    weeks: int

    def __repr__(self) -> str:
        return f"Record({self.case.folder.resolve().name!r}, review date {self.on}, {self.weeks} weeks)"

    def _repr_html_(self) -> str:
        return self.case._repr_html_()

    @cached_property
    def result(self) -> Result:
        """Every rule held against the record."""
        return measure(self.case, self.on, self.weeks)

    @property
    def zone(self) -> str:
        """The plan's time zone."""
        return self.result.plan.zone

    @cached_property
    def messages(self) -> pd.DataFrame:
        """One row per message before the review date, in order of time: `local` wall time, `who`, `text` and more."""
        read = self.case.read_messages(SLIM) if self.case.message_count else self.case.messages[list(SLIM)]
        read = read.iloc[: read["sent_at"].searchsorted(midnight(self.on, self.zone))]
        who = read["person"].where(read["person"].notna(), read["sender"])
        local = read["sent_at"].dt.tz_convert(self.zone).dt.tz_localize(None)
        few = {name: read[name].astype("category") for name in FEW}
        return read[["message_id", "text"]].assign(local=local, who=who.astype("category"), **few)

    @cached_property
    def rows(self) -> Rows:
        """The messages as rows that can be searched and opened."""
        held = self.messages
        texts = held["text"].to_numpy(dtype=object)
        return Rows(
            when=held["local"].to_numpy(),
            who=held["who"].cat,
            where=held["platform"].cat,
            texts=texts,
            finder=Finder(texts),
            kinds=held["kind"].cat,
        )

    @cached_property
    def entries(self) -> pd.DataFrame:
        """One row per dated entry of the Incidents sheet before the review date: `local`, `what`, `where`, `text`."""
        held = self.result.review.log.incidents
        held = held.loc[held["date"].notna()]
        hours = held["time"].map(lambda each: pd.Timedelta(hours=each.hour, minutes=each.minute), na_action="ignore")
        local = held["date"] + pd.to_timedelta(hours).fillna(pd.Timedelta(0))
        rows = pd.DataFrame(
            {
                "row": held["row"], "date": held["date"], "local": local, "timed": held["time"].notna(),
                "what": held["codes"].map("; ".join), "channel": held["channel"].fillna(say("lab.not-said")),
                "place": held["where"].fillna(say("lab.not-said")), "text": [_told(row) for row in records(held)],
            }
        )  # fmt: skip
        return rows.sort_values(["local", "row"], kind="stable", ignore_index=True)

    @cached_property
    def entry_rows(self) -> Rows:
        """The entries as rows that can be searched and opened; what surrounds one are the messages of its hours."""
        held = self.entries
        texts = held["text"].to_numpy(dtype=object)
        return Rows(
            when=held["local"].to_numpy(dtype="datetime64[us]"),
            who=held["what"].astype("category").cat,
            where=held["channel"].astype("category").cat,
            texts=texts,
            finder=Finder(texts),
            around=self.rows,
            timed=held["timed"].to_numpy(),
        )

    @cached_property
    def acts(self) -> pd.DataFrame:
        """schema.ACTS before the review date, each with its wall time as `local` where it is known."""
        held = self.result.review.acts
        local = held["at"].dt.tz_convert(self.zone).dt.tz_localize(None)
        return held.assign(local=local)

    @cached_property
    def span(self) -> tuple[date, date]:
        """The first and the last day on which anything is in the record."""
        dates = [self.messages["local"], self.entries["local"], self.result.review.log.days["date"]]
        found = [each.dropna() for each in dates if each.notna().any()]
        if not found:
            return self.result.plan.start, max(self.on - timedelta(days=1), self.result.plan.start)
        first, last = min(each.min() for each in found), max(each.max() for each in found)
        return first.date(), max(first.date(), min(last.date(), self.on - timedelta(days=1)))

    @cached_property
    def weeks_shown(self) -> list[date]:
        """The first day of every week from the first of the record to the last, weeks beginning as plan weeks do."""
        first, last = self.span
        back = (first - self.result.plan.start).days % 7
        begins = first - timedelta(days=back)
        return [begins + timedelta(days=7 * each) for each in range((last - begins).days // 7 + 1)]

    @cached_property
    def covered(self) -> list[bool]:
        """Whether each of these weeks lies, at least in part, between the first and the last message of an export."""
        held = self.case.sources.loc[self.case.sources["first"].notna()]
        spans = [
            (row["first"].tz_convert(self.zone).date(), row["last"].tz_convert(self.zone).date())
            for row in records(held)
        ]
        return [any(first < each + WEEK and each <= last for first, last in spans) for each in self.weeks_shown]

    @cached_property
    def recorded(self) -> list[bool]:
        """Whether each of these weeks has a day that is ticked as recorded, or an entry or confirmed passage."""
        ticked = self.result.review.log.days
        ticked = ticked.loc[ticked["record_complete"].eq(True).fillna(False), "date"]
        known = {each.date() for each in pd.concat([ticked, self.acts["date"]]).dropna()}
        return [any(each + timedelta(days=day) in known for day in range(7)) for each in self.weeks_shown]

    def between(self, first: pd.Timestamp, last: pd.Timestamp) -> np.ndarray:
        """Return the places of the messages from `first` to before `last`, in wall time."""
        begin, end = self.messages["local"].searchsorted([first, last])
        return np.arange(begin, end)


def open_record(case: str | Path | Case, review_date: str | date = "", weeks: int = 8) -> Record:
    """Open a case for looking into it.

    Parameters
    ----------
    case : path or Case
        The case, or its folder.
    review_date : date or ISO text
        The days before this one are shown; empty: the day after the last one recorded.
    weeks : int
        Length of the window that rules look at.

    Raises
    ------
    UnreadableCase
        If anything in the case cannot be read; all problems are listed.
    """
    display.in_notebooks()
    opened = (case if isinstance(case, Case) else open_case(case)).readable()
    return Record(opened, as_date(review_date) if review_date else after_the_last_day(opened), weeks)


def after_the_last_day(case: Case) -> date:
    """Return the day after the last on which anything is recorded, at the latest today."""
    assert case.plan is not None  # a case that reads well has a plan
    today = pd.Timestamp.now(tz=case.plan.zone).date()
    ticked = case.log.days.loc[case.log.days["record_complete"].eq(True).fillna(False), "date"]
    found = [each.max() for each in (ticked, case.log.incidents["date"]) if each.notna().any()]
    if len(case.envelopes):
        found.append(case.envelopes["sent_at"].iloc[-1].tz_convert(case.plan.zone).tz_localize(None))
    passed = [each.date() for each in found if each.date() <= today]
    return min(today, max(passed) + timedelta(days=1)) if passed else today


def _told(row: dict[str, object]) -> str:
    """Return what an entry says, a line for each cell that is filled in."""
    return "\n".join(
        say("lab.entry-line", name=say(f"lab.entry.{name}"), words=row[name])
        for name in ENTRY_WORDS
        if isinstance(row[name], str) and row[name]
    )
