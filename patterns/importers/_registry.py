"""The formats: one module each, found by being in this folder; and which of them a file is."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import NamedTuple, cast

from patterns.errors import UnknownFormat
from patterns.importers import _containers
from patterns.importers._base import Format, Source, shorten

FORMATS: dict[str, Format] = {
    found.name: cast(Format, import_module(f"patterns.importers.{found.name}"))
    for found in sorted(iter_modules([str(Path(__file__).parent)]), key=lambda found: found.name)
    if not found.name.startswith("_")
}


class Part(NamedTuple):
    """One file of an export, and the format that knows it."""

    key: str
    source: Source


def spread(key: str) -> bool:
    """Say whether one export of the format is many files."""
    return getattr(FORMATS[key], "SPREAD", False)


def known(source: Source, wanted: str | None = None) -> list[str]:
    """Return the keys of the formats that recognise a file, where one is surer than another only of the surest."""
    head = _containers.head(source)
    keys = [key for key in ([wanted] if wanted else FORMATS) if FORMATS[key].detect(head)]
    surest = min(map(_doubt, keys), default=0)
    return [key for key in keys if _doubt(key) == surest]


def _doubt(key: str) -> int:
    """Return how little the signs of a format say: 0 where they begin the file, 2 where nearly every file has them."""
    return 2 if getattr(FORMATS[key], "LAST", False) else int(getattr(FORMATS[key], "ANYWHERE", False))


def recognise(path: Path, name: str, wanted: str | None = None) -> list[Part]:
    """Return the files of the one export in a file, a .zip or a folder: usually one.

    Raises
    ------
    UnknownFormat
        If no format knows it, more than one does, or it holds several exports.
    UnreadableSource
        If it cannot be opened.
    """
    if wanted is not None and wanted not in FORMATS:
        found = f"{shorten(wanted)!r} is no known format"
        raise UnknownFormat(found, expected=f"one of {', '.join(FORMATS)}", remedy="Correct the name of the format.")
    candidates = _containers.sources(path, name)
    if wanted is not None and len(candidates) == 1:
        return [Part(wanted, candidates[0])]
    parts, many = [], []
    for source in candidates:
        keys = known(source, wanted)
        parts += [Part(keys[0], source)] if len(keys) == 1 else []
        many += keys if len(keys) > 1 else []
    parts = _without_last(parts)
    if many and not parts:
        raise _unknown(name, f"recognised by {', '.join(dict.fromkeys(many))}", several=True)
    if not parts:
        raise _unknown(name, "recognised by no importer", several=False)
    if len(parts) > 1 and not all(spread(part.key) for part in parts):
        raise _unknown(name, f"{len(parts)} of its files look like exports", several=True)
    return parts


def _without_last(parts: list[Part]) -> list[Part]:
    """Leave out what only a format that fits everything knows, where something better was found beside it."""
    sure = [part for part in parts if not getattr(FORMATS[part.key], "LAST", False)]
    return sure or parts


def _unknown(name: str, found: str, *, several: bool) -> UnknownFormat:
    return UnknownFormat(
        f"{name}: {found}",
        expected=f"exactly one export of the formats {', '.join(FORMATS)}",
        remedy="Unpack it and give each export by itself."
        if several
        else "If it is an export, make it again; if it is none, keep it elsewhere.",
    )
