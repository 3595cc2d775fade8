"""Rows that can be filtered and opened: when, who, by which way, and words that stay closed until asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from patterns.lab.find import Finder
from patterns.literal import escaped
from patterns.words import say, shortened

CONTEXT = 3  # messages shown before and after
LONGEST = 4000  # characters of one text


@dataclass(frozen=True, eq=False)
class Rows:
    """Messages or entries in order of time.

    Attributes
    ----------
    when : array of datetime64
        Wall time of each.
    who, where : accessor of a categorical column
        Who wrote it, or what it is about; the platform or channel.
    texts : sequence of str
        The words.
    finder : Finder
        Finds words in `texts`.
    kinds : accessor of a categorical column, optional
        Says what a message without a text is.
    around : Rows, optional
        What stands before and after, where that is not these rows themselves.
    timed : array of bool, optional
        Whether each has a clock time; left out where all have.
    """

    when: np.ndarray
    who: Any
    where: Any
    texts: Sequence[str]
    finder: Finder
    kinds: Any = None
    around: Rows | None = None
    timed: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.when)

    def matching(
        self, words: str = "", who: str = "", where: str = "", first: date | None = None, last: date | None = None
    ) -> np.ndarray:
        """Return the places of the rows that fit all of these, in order; what is empty fits every row."""
        begin = int(np.searchsorted(self.when, np.datetime64(first, "us"))) if first else 0
        after = np.datetime64(last, "us") + np.timedelta64(1, "D") if last else None
        end = int(np.searchsorted(self.when, after)) if after is not None else len(self)
        if words.strip():
            found = self.finder.places(words.strip())
            found = found[(found >= begin) & (found < end)]
        else:
            found = np.arange(begin, end)
        for column, wanted in ((self.who, who), (self.where, where)):
            if wanted:
                number = list(column.categories).index(wanted)
                found = found[column.codes.to_numpy()[found] == number]
        return found

    def name(self, column: Any, place: int) -> str:
        """Return the word of a categorical column in one row; empty where it is missing."""
        number = int(column.codes.iloc[place])
        return "" if number < 0 else str(column.categories[number])

    def stamp(self, place: int) -> str:
        """Return when a row was, to the minute, or to the day where no clock time is known."""
        if self.timed is not None and not self.timed[place]:
            return f"{pd.Timestamp(self.when[place]):%Y-%m-%d}"
        return f"{pd.Timestamp(self.when[place]):%Y-%m-%d %H:%M}"

    def writer(self, place: int) -> str:
        """Return who wrote a row, or what kind of row it is where nobody did."""
        return self.name(self.who, place) or (self.name(self.kinds, place) if self.kinds is not None else "")

    def words(self, place: int) -> str:
        """Return the words of a row, or what it is where it has none."""
        text = self.texts[place]
        if isinstance(text, str) and text:
            return shortened(text, LONGEST)
        return f"[{self.name(self.kinds, place)}]" if self.kinds is not None else ""

    def closed(self, place: int) -> str:
        """Return a row as HTML without its words: how long they are stands in their place."""
        parts = [self.stamp(place), self.writer(place), self.name(self.where, place)]
        cells = "".join(f"<span>{escaped(part)}</span>" for part in parts)
        return f"<div class='pl-row'>{cells}<span class='pl-closed'>{escaped(self._length(place))}</span></div>"

    def opened(self, place: int, marked: str = "") -> str:
        """Return a row as HTML with its words and what stands before and after it."""
        near = self.around if self.around is not None else self
        at = place if self.around is None else int(np.searchsorted(near.when, self.when[place]))
        skip = 1 if self.around is None else 0
        before = [near.line(each) for each in range(max(0, at - CONTEXT), at)]
        after = [near.line(each) for each in range(at + skip, min(len(near), at + skip + CONTEXT))]
        told = f"<div class='pl-words'>{mark(self.words(place), marked)}</div>"
        head = [self.stamp(place), self.writer(place), self.name(self.where, place)]
        cells = "".join(f"<span>{escaped(part)}</span>" for part in head)
        return (
            f"<div class='pl-row pl-head'>{cells}</div><div class='pl-open'>"
            f"{''.join(before)}{told}{''.join(after)}</div>"
        )

    def line(self, place: int, *, shown: bool = True) -> str:
        """Return a row as one line of HTML, for a list."""
        words = escaped(self.words(place)) if shown else escaped(self._length(place))
        tone = "pl-said" if shown else "pl-closed"
        head = f"{escaped(self.stamp(place))} {escaped(self.writer(place))}"
        return f"<div class='pl-line'><span class='pl-when'>{head}</span><span class='{tone}'>{words}</span></div>"

    def _length(self, place: int) -> str:
        text = self.texts[place]
        if isinstance(text, str) and text:
            return say("display.length", n=len(text))
        return self.words(place)


def mark(text: str, words: str) -> str:
    """Return a text as HTML with every place of `words` marked, whatever its case."""
    bare, wanted = text.casefold(), words.strip().casefold()
    if not wanted or len(bare) != len(text):  # a letter that changes its length without case has no place to mark
        return escaped(text)
    parts, at = [], 0
    while (found := bare.find(wanted, at)) >= 0:
        parts += [escaped(text[at:found]), f"<mark>{escaped(text[found : found + len(wanted)])}</mark>"]
        at = found + len(wanted)
    return "".join([*parts, escaped(text[at:])])
