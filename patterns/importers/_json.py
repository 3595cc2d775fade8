"""JSON read record by record: where each begins, and every whole one before a place where the text breaks off."""

from __future__ import annotations

import json
import json.scanner
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from patterns.errors import UnreadableSource
from patterns.importers._base import Skipped, Source
from patterns.importers._text import decode

LARGEST = 2 * 1024**3
ANY = object()  # in a pattern: every place of an array, every key of an object
Path = tuple[Any, ...]
BLANK = re.compile(r"[ \t\n\r]*")
BETWEEN = re.compile(r"[ \t\n\r]*(,?)[ \t\n\r]*")
DEEPEST = 12  # objects and arrays around a record: no export has more
_decoder = json.JSONDecoder(strict=False)  # line ends inside a string are damage that loses no word
_scan: Callable[[str, int], tuple[Any, int]] = json.scanner.make_scanner(_decoder)  # type: ignore


@dataclass(frozen=True)
class Block:
    """The records of one array: `where` leads to it from the top, `lines` say where in the file each begins."""

    where: Path
    values: list[Any] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Tree:
    """A JSON text: `blocks` of records, and everything `around` them, with an empty list where a block stood.

    `skipped` holds the place where the text breaks off, if it does: what stands before it was read.
    """

    blocks: list[Block]
    around: Any
    text: str
    skipped: list[Skipped]


def read_text(source: Source) -> str:
    """Return the whole text of a source, decoded.

    Raises
    ------
    UnreadableSource
        If it is larger than two gigabytes.
    """
    with source.open() as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        found = f"{source.name}: the file is larger than two gigabytes"
        raise UnreadableSource(found, expected="an export in parts", remedy="Export a shorter time at once.")
    return decode(data)[0]


def read_json(source: Source, *patterns: Path) -> Tree:
    """Read a JSON file; the arrays that `patterns` lead to are its records.

    A pattern names keys from the top, `ANY` standing for every key or place: `("chats", "list", ANY, "messages")`.

    Raises
    ------
    UnreadableSource
        If it is no JSON at all, or nested deeper than any export.
    """
    text = read_text(source)
    reader = _Reader(text, patterns)
    try:
        around, end = reader.value(BLANK.match(text).end(), ())  # type: ignore[union-attr]
        if BLANK.match(text, end).end() != len(text):  # type: ignore[union-attr]
            reader.break_off(end, "something follows the end of the JSON")
    except (ValueError, IndexError):
        around = reader.around
        if around is None:
            found = f"{source.name}: this is no JSON"
            raise UnreadableSource(found, expected="the export as it was made", remedy="Export it again.") from None
        reader.break_off(reader.place, "the JSON breaks off here")
    except RecursionError as error:
        found = f"{source.name}: this JSON is nested deeper than any export"
        raise UnreadableSource(found, expected="the export as it was made", remedy="Export it again.") from error
    return Tree(reader.blocks, around, text, reader.skipped)


def read_lines(source: Source) -> tuple[list[tuple[int, Any]], list[Skipped]]:
    """Read a file that holds one JSON value on each line: (line, value) for each, and the lines that hold none."""
    values, skipped = [], []
    for number, line in enumerate(read_text(source).split("\n"), start=1):
        if line.strip():
            try:
                values.append((number, _decoder.decode(line)))
            except (ValueError, RecursionError):
                skipped.append(Skipped(number, "this line is no JSON"))
    return values, skipped


class _Reader:
    """Walks down to the arrays of records and leaves everything else to the decoder of the standard library."""

    def __init__(self, text: str, patterns: tuple[Path, ...]) -> None:
        self.text, self.patterns = text, patterns
        self.blocks: list[Block] = []
        self.skipped: list[Skipped] = []
        self.around: Any = None
        self.place = 0

    def value(self, at: int, where: Path) -> tuple[Any, int]:
        """Return the value at a place of the text and where it ends."""
        self.place = at
        if any(_fits(pattern, where) for pattern in self.patterns) and self.text[at] == "[":
            return self.records(at, where)
        if self.text[at] in "{[" and any(_leads(pattern, where) for pattern in self.patterns):
            return self.object(at, where) if self.text[at] == "{" else self.array(at, where)
        return _decoder.raw_decode(self.text, at)

    def object(self, at: int, where: Path) -> tuple[dict[str, Any], int]:
        """Walk through the keys of an object that leads to records."""
        found: dict[str, Any] = {}
        self.keep(found, where)
        for begin in self.items(at, "}"):
            key, end = _decoder.raw_decode(self.text, begin)
            colon = self.skip(end)
            if self.text[colon] != ":":
                raise ValueError("a key without a value")
            found[str(key)], self.end = self.value(self.skip(colon + 1), (*where, key))
        return found, self.end

    def array(self, at: int, where: Path) -> tuple[list[Any], int]:
        """Walk through an array whose places lead to records."""
        found: list[Any] = []
        self.keep(found, where)
        for begin in self.items(at, "]"):
            place = len(found)
            one, self.end = self.value(begin, (*where, place))
            found[place:] = [one]  # it may hang there already
        return found, self.end

    def records(self, at: int, where: Path) -> tuple[list[Any], int]:
        """Read an array of records one by one, with the line each begins on."""
        block = Block(where)
        self.blocks.append(block)
        if self.around is None:
            self.around = []
        if self.at_once(at, block):
            return [], self.end
        text, scan, between = self.text, _scan, BETWEEN.match
        line, counted, at = 1 + text.count("\n", 0, at), at, self.skip(at + 1)
        while text[at] != "]":
            self.place = at
            try:
                one, end = scan(text, at)
            except StopIteration as error:
                raise ValueError("no value") from error
            line, counted = line + text.count("\n", counted, at), at
            block.values.append(one)
            block.lines.append(line)
            follows = between(text, end)
            at = follows.end()  # type: ignore[union-attr]
            if not follows[1] and text[at] != "]":  # type: ignore[index]
                self.place = at
                raise ValueError("neither a comma nor an end")
        self.end = at + 1
        return [], self.end

    def at_once(self, at: int, block: Block) -> bool:
        """Read an array of records in one go, so that they share their keys; say whether that was possible.

        It is where the array is whole, and its records begin on lines of their own with the same blanks before them,
        or all stand on one line.
        """
        text, start = self.text, self.skip(at + 1)
        try:
            values, end = _scan(text, at)
        except (StopIteration, ValueError):
            return False
        opening, lines, line = text[text.rfind("\n", at, start) : start + 1], [], 1 + text.count("\n", 0, at)
        if opening.startswith("\n") and opening.endswith("{"):
            counted, place = at, text.find(opening, at, end)
            while place >= 0 and text[place - 1] in ",[\r":  # else it is the value of a key
                begin = place + len(opening) - 1
                line, counted = line + text.count("\n", counted, begin), begin
                lines.append(line)
                place = text.find(opening, begin, end)
        elif text.find("\n", at, end) < 0:
            lines = [line] * len(values)
        if len(lines) != len(values):
            return False
        block.values[:], block.lines[:], self.end = values, lines, end
        return True

    def items(self, at: int, closing: str) -> Iterator[int]:
        """Yield where each item begins; the caller sets `end` to where it ended; at the end of all, `end` is behind."""
        at = self.skip(at + 1)
        while self.text[at] != closing:
            self.place = at
            yield at
            at = self.skip(self.end)
            if self.text[at] == ",":
                at = self.skip(at + 1)
            elif self.text[at] != closing:
                self.place = at
                raise ValueError("neither a comma nor an end")
        self.end = at + 1

    def skip(self, at: int) -> int:
        """Return the next place that is not blank."""
        if self.text[at] > " ":
            return at
        return BLANK.match(self.text, at).end()  # type: ignore[union-attr]

    def keep(self, found: Any, where: Path) -> None:
        """Hang what is being read into what is around, so that it stands even if the text breaks off."""
        if not where:
            self.around = found
            return
        parent = self.around
        for step in where[:-1]:
            parent = parent[step]
        if isinstance(parent, list):
            parent.append(found)
        else:
            parent[where[-1]] = found

    def break_off(self, at: int, why: str) -> None:
        """Remember that the text ends before its end."""
        self.skipped.append(Skipped(1 + self.text.count("\n", 0, at), why))


def _fits(pattern: Path, where: Path) -> bool:
    return len(pattern) == len(where) and _leads(pattern, where)


def _leads(pattern: Path, where: Path) -> bool:
    return len(where) <= min(len(pattern), DEEPEST) and all(
        wanted is ANY or wanted == step for wanted, step in zip(pattern, where, strict=False)
    )
