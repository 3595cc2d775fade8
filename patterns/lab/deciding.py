"""Passages decided one after the other: each decision goes into review.xlsx and the history at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from patterns.case import Case, open_case
from patterns.codes import passages as gathered
from patterns.codes.book import load_codebook
from patterns.codes.decisions import note_decisions, read_decisions
from patterns.codes.review_book import CONTEXT, write_review
from patterns.codes.sheets import BLIND, FILE
from patterns.codes.unfinished import unfinished
from patterns.codes.vocabulary import known_words
from patterns.errors import PatternsError, UnreadableCase
from patterns.log.declare import key
from patterns.log.workbooks import Closed, read_workbook
from patterns.schema import REVIEWED, records
from patterns.store.alone import at_work

NEEDED = ("message_id", "sent_at", "local_time", "sender", "person", "kind", "text", "conversation", "source")
YES, NO, UNSURE = "yes", "no", "unsure"
Key = tuple[str, str]


class Deciding:
    """The passages of a case that wait for a person, the most urgent first, and what was decided on them.

    Attributes
    ----------
    queue : list of dict
        The passages of this sitting, `at` the one that is looked at.
    decided : int
        Decisions made in this sitting.
    """

    def __init__(self, case: str | Path | Case, *, faint: bool = False) -> None:
        self.case = (case if isinstance(case, Case) else open_case(case)).readable()
        self.folder = self.case.folder
        self._not_blind()
        self.book = load_codebook(self.folder)
        self.codes, _ = known_words(self.folder, self.case.log.codes)
        self.reviewed, self._state = self.case.reviewed, self._stamp()
        everything = self.case.read_messages(NEEDED) if self.case.message_count else self.case.messages
        waiting = gathered.waiting(self.case.suggestions, self.reviewed, self.case.log.incidents)
        asked = gathered.passages(gathered.to_ask(waiting, everything))
        urgent = (asked["tier"] == "safety") | (asked["strength"] == "clear")
        self.left_aside = 0 if faint else int((~urgent).sum())
        self.queue: list[dict[str, Any]] = records(asked if faint else asked.loc[urgent])
        begun = [message for message, _ in unfinished(self.folder / FILE, self.codes)]
        self.messages = _near(everything, [*asked["message_id"], *asked["with_message"].dropna(),
                                           *self.reviewed["message_id"], *begun])  # fmt: skip
        self.at, self.decided = 0, 0
        self._made: dict[int, list[Key]] = {}

    def _not_blind(self) -> None:
        """Refuse where a sheet is being coded blind: proposals are not shown before that is read back."""
        path = self.folder / FILE
        try:
            names = [key(grid.name) for grid in read_workbook(path, FILE)] if path.exists() else []
        except Closed as error:
            raise UnreadableCase([error.problem(FILE)]) from error
        if key(BLIND.name) in names:
            raise PatternsError(
                f"{FILE} holds a sheet that is being coded blind.",
                expected="a workbook with proposals",
                remedy="Finish that sheet and run `patterns suggest` on the case, then come back.",
            )

    @property
    def current(self) -> dict[str, Any] | None:
        """The passage that is looked at; None at the end."""
        return self.queue[self.at] if self.at < len(self.queue) else None

    @property
    def left(self) -> int:
        """How many passages of this sitting are still undecided."""
        return len(self.queue) - len(self._made)

    def decide(self, decision: str, other_code: str = "", reviewer: str = "") -> None:
        """Keep a decision on the current passage in review.xlsx and in the history, and go on to the next.

        Parameters
        ----------
        decision : {"yes", "no", "unsure"}
            The decision on the proposed code.
        other_code : str
            Another code that fits better: the proposed one is a no then, this one a yes.

        Raises
        ------
        PatternsError
            If review.xlsx is open elsewhere or cannot be read; nothing was decided then.
        """
        passage = self.current
        if passage is None:
            return
        with at_work(self.folder):
            rows = self._keep(self._rows(passage, decision, other_code, reviewer))
        self.decided += self.at not in self._made
        self._made[self.at] = [(row["message_id"], row["code"]) for row in rows]
        self._on()

    def _keep(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Put rows into review.xlsx in place of those they change, and into the history; return them."""
        before = self._read_again()
        dropped = {*self._made.get(self.at, []), *((row["message_id"], row["code"]) for row in rows)}
        kept = [row for row in records(before) if (row["message_id"], row["code"]) not in dropped]
        reviewed = REVIEWED.conform(pd.DataFrame([*kept, *rows]))
        log = self.case.log
        write_review(self.folder / FILE, self.messages, self.case.suggestions, reviewed, log.incidents, log.statements,
                     self.book)  # fmt: skip
        note_decisions(self.folder, reviewed, self.case.suggestions, self.messages, self.case.sources, self.book)
        self.reviewed, self._state = reviewed, self._stamp()
        return rows

    def skip(self) -> None:
        """Leave the current passage for another time."""
        if self.current is not None:
            self._on()

    def back(self) -> None:
        """Return to the passage before, to look at it or to decide again."""
        self.at = max(0, self.at - 1)

    def _on(self) -> None:
        self.at += 1

    def _rows(self, passage: dict[str, Any], decision: str, other_code: str, reviewer: str) -> list[dict[str, Any]]:
        """Return the rows that a decision makes, the same as a row of review.xlsx is read as."""
        held = self.messages.loc[self.messages["message_id"] == passage["message_id"], "conversation"]
        beside = unfinished(self.folder / FILE, self.codes).get((passage["message_id"], passage["code"]), {})
        common = {"message_id": passage["message_id"], "proposed": passage["cues"], "shown": True, "place": None,
                  "same_as": beside.get("Same event as"), "talked_through_on": beside.get("Talked through on", pd.NaT),
                  "reviewer": reviewer or beside.get("Reviewer"), "note": beside.get("Note"),
                  "conversation": held.iloc[0] if len(held) else None}  # fmt: skip
        row = {**common, "code": passage["code"], "decision": NO if other_code else decision}
        other = {**common, "code": other_code, "decision": YES, "proposed": None}
        return [row, other] if other_code else [row]

    def _read_again(self) -> pd.DataFrame:
        """Return the decisions in review.xlsx, read anew where another program has written to it."""
        if self._stamp() == self._state:
            return self.reviewed
        reviewed, problems = read_decisions(self.folder, self.codes)
        if any(problem.stops for problem in problems):
            raise UnreadableCase(problem for problem in problems if problem.stops)
        return reviewed

    def _stamp(self) -> tuple[int, int] | None:
        path = self.folder / FILE
        return (path.stat().st_mtime_ns, path.stat().st_size) if path.exists() else None


def _near(messages: pd.DataFrame, ids: list[str]) -> pd.DataFrame:
    """Return the messages of these ids with those before and after each in its conversation."""
    ordered = messages.sort_values(["conversation", "sent_at"], kind="stable")
    places = [place for place, found in enumerate(ordered["message_id"].isin(set(ids))) if found]
    near = {each for place in places for each in range(place - CONTEXT, place + CONTEXT + 1)}
    return ordered.iloc[sorted(each for each in near if 0 <= each < len(ordered))]
