"""What can go wrong, said in three parts: what was found and where, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One thing in the data that a person has to look at.

    `stops` tells the two kinds apart: what cannot be read stops `measure` and `report`; an open
    question (a possible duplicate, a yes without a time) is listed and stops nothing.
    """

    found: str
    expected: str = ""
    remedy: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    line: int | None = None
    stops: bool = True
    topic: str = field(default="", compare=False)  # what `check` sorts open questions by

    @property
    def where(self) -> str:
        """File, sheet and cell, or file and line, in the form people type into a spreadsheet program."""
        place = f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet
        line = f"line {self.line}" if self.line is not None else ""
        return " ".join(part for part in (self.file, place, line) if part)

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.found}" if self.where else self.found]
        parts += [f"Expected: {self.expected}."] if self.expected else []
        parts += [self.remedy] if self.remedy else []
        return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts)


class PatternsError(Exception):
    """Anything a person can do something about.

    Parameters
    ----------
    found : str
        What was found, and where. Never the text of a message or of a log entry.
    expected, remedy : str
        What was expected instead; what to do now.
    """

    def __init__(self, found: str, *, expected: str = "", remedy: str = "") -> None:
        self.found, self.expected, self.remedy = found, expected, remedy
        super().__init__(str(Problem(found, expected, remedy)))


class UnknownFormat(PatternsError):
    """A file that no importer, or more than one, recognises."""


class AmbiguousDates(PatternsError):
    """A file whose dates fit two orders of day and month; nothing in it decides."""


class UnreadableSource(PatternsError):
    """A file that is of a known format, but damaged, guarded against or not open to the program."""


class UnreadableCase(PatternsError):
    """A case with parts that cannot be read; `problems` names every one of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        many = len(self.problems)
        super().__init__(
            f"{many} {'thing' if many == 1 else 'things'} in this case cannot be read.",
            remedy="Nothing was changed. Each is listed with its place and what to do.",
        )


class DoubtfulWords(PatternsError):
    """Words that may be somebody's name or everyday ones; `words` are what a person has to settle."""

    def __init__(self, words: Iterable[str], found: str, *, expected: str = "", remedy: str = "") -> None:
        self.words = tuple(words)
        super().__init__(found, expected=expected, remedy=remedy)


class ReportFailed(PatternsError):
    """A report that could not be made; nothing was written over."""
