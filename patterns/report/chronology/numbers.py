"""The running number of every entry: given once, kept for good, never given again.

`history/chronology.jsonl` is append-only: a line for each thing (a row of the log, a confirmed message) with the
number of the entry it was given to. An entry that is gone leaves its number unused.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from patterns.errors import PatternsError
from patterns.store import lines as stored
from patterns.words import say

FILE = Path("history") / "chronology.jsonl"
Line = tuple[str, int]  # the key of a thing, and the number of its entry


class Given(NamedTuple):
    """The number of each entry, in the order they were handed over; what became of the others; the lines to add.

    Attributes
    ----------
    numbers : list of int
    unused : dict
        A number that no entry has any more -> that of the entry it is part of now, None where it is gone.
    new : list of Line
    """

    numbers: list[int]
    unused: dict[int, int | None]
    new: list[Line]


def give(lines: Sequence[Line], entries: Sequence[Sequence[str]]) -> Given:
    """Return a number for every entry: the one it had, or the next that was never given.

    Parameters
    ----------
    lines : sequence of Line
        What was given before, the earliest first; of two lines about one thing the later counts.
    entries : sequence of sequences of str
        The keys of the things that each entry is made of; new entries are numbered in this order.
    """
    known = dict(lines)
    age = {key: place for place, (key, _) in reversed(list(enumerate(lines)))}
    had = [sorted((key for key in keys if key in known), key=age.__getitem__) for keys in entries]
    numbers: dict[int, int] = {}
    for place in sorted((each for each in range(len(entries)) if had[each]), key=lambda each: age[had[each][0]]):
        free = [known[key] for key in had[place] if known[key] not in numbers.values()]
        if free:
            numbers[place] = free[0]
    last = max((number for _, number in lines), default=0)
    for place in range(len(entries)):
        if place not in numbers:
            numbers[place] = last = last + 1
    given = set(numbers.values())
    part_of = {known[key]: numbers[place] for place, keys in enumerate(had) for key in keys}
    unused = {number: part_of.get(number) for number in sorted({number for _, number in lines} - given)}
    split = {place for place, keys in enumerate(had) if keys and numbers[place] not in {known[key] for key in keys}}
    new = [
        (key, numbers[place])
        for place, keys in enumerate(entries)
        for key in keys
        if key not in known or place in split
    ]
    return Given([numbers[place] for place in range(len(entries))], unused, new)


def read(case: Path) -> list[Line]:
    """Return every line kept so far.

    Raises
    ------
    PatternsError
        If one cannot be read: a number could be given twice.
    """
    path = case / FILE
    if not path.exists():
        return []
    try:
        said = [json.loads(line) for line in stored.read(path)]
        return [(str(each["key"]), int(each["number"])) for each in said]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PatternsError(
            say("chronology.numbers.damaged", file=FILE.as_posix()), remedy=say("chronology.numbers.put-back")
        ) from error


def keep(case: Path, new: Sequence[Line]) -> None:
    """Add lines, in order.

    Raises
    ------
    PatternsError
        If they cannot be kept: the next chronology would give other numbers.
    """
    if not new:
        return
    path = case / FILE
    text = "".join(json.dumps({"key": key, "number": number}) + "\n" for key, number in new)
    try:
        stored.add(path, text.encode())
    except OSError as error:
        raise PatternsError(
            say("chronology.numbers.not-kept", file=FILE.as_posix()), remedy=say("chronology.numbers.writable")
        ) from error
