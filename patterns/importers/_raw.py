"""The lines of a source that one message came from, as they stand there."""

from __future__ import annotations

import json
from pathlib import Path

from patterns.errors import AmbiguousDates, UnreadableSource
from patterns.importers._base import Wishes
from patterns.importers._json import read_text
from patterns.importers._registry import FORMATS, Part, recognise

SHOWN = 4_000  # characters that are shown whole: some exports are one line of megabytes
AROUND = 600


def raw_record(path: Path, name: str, part: str, line: int, words: str) -> str:
    """Return what stands in a source from the line of one record to the next one.

    Parameters
    ----------
    path, name : Path and str
        The source, and what it is called.
    part : str
        The file inside it, empty where the source is one file.
    line : int
        Where the record starts.
    words : str
        Its text: where a line is endless, what stands around these words is shown.

    Raises
    ------
    As `read_export`; UnreadableSource if the source does not hold that file.
    """
    found = _the_part(path, name, part)
    show = getattr(FORMATS[found.key], "raw", None)
    if show is not None:
        return show(found.source, line)
    lines = [each.removesuffix("\r") for each in read_text(found.source).split("\n")]
    following = [each for each in _beginnings(found) if each > line]
    text = "\n".join(lines[line - 1 : min(following, default=len(lines) + 1) - 1]).rstrip("\n")
    return text if len(text) <= SHOWN else _around(text, words)


def _the_part(path: Path, name: str, part: str) -> Part:
    parts = recognise(path, name)
    found = [each for each in parts if each.source.part == part] or (parts if len(parts) == 1 else [])
    if not found:
        what = f"{name}: it no longer holds the file {part!r}"
        raise UnreadableSource(what, expected="the source as it was imported", remedy="Put the original back.")
    return found[0]


def _beginnings(part: Part) -> list[int]:
    """Return the line of every record; where a line starts does not depend on the order of day and month."""
    try:
        read = FORMATS[part.key].rows(part.source, Wishes())
    except AmbiguousDates:
        read = FORMATS[part.key].rows(part.source, Wishes("day first"))
    return [*read.frame["line"].tolist(), *(each.line for each in read.skipped)]


def _around(text: str, words: str) -> str:
    """Return what stands around the words of a message, in any of the forms JSON and XML give them."""
    forms = (words, json.dumps(words)[1:-1], json.dumps(words, ensure_ascii=False)[1:-1])
    at = next((text.find(form) for form in forms if words and form in text), 0)
    begin, end = max(0, at - AROUND), min(len(text), at + len(words) + AROUND)
    return ("… " if begin else "") + text[begin:end] + (" …" if end < len(text) else "")
