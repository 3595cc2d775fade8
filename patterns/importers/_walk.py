"""The exports in a folder of many: which files are one, which lie beside one, and which nobody knows."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from patterns.errors import PatternsError
from patterns.importers import _containers
from patterns.importers._registry import FORMATS, Part, known, spread

MEDIA = {
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".bmp", ".mp4", ".mov", ".3gp", ".mkv", ".avi", ".webm",
    ".opus", ".ogg", ".mp3", ".m4a", ".aac", ".wav", ".amr", ".pdf", ".vcf", ".doc", ".docx", ".ppt", ".pptx",
}  # fmt: skip
SYSTEM_FILES = {"thumbs.db", "desktop.ini"}
OF_A_DATABASE = ("-wal", "-shm", "-journal")


class Export(NamedTuple):
    """One export in a folder of many.

    Attributes
    ----------
    name : str
        Its path below the folder that was walked, with / between: a file, or the folder of an account export.
    path : Path
        That file or folder.
    parts : tuple of Part
        Its files, for an account export that is spread over many; empty for one file, which is recognised when read.
    files : tuple of Path
        Every file whose bytes decide what is read.
    aside : tuple of str
        Files of the account export that hold no messages.
    """

    name: str
    path: Path
    parts: tuple[Part, ...]
    files: tuple[Path, ...]
    aside: tuple[str, ...] = ()

    def fingerprint(self) -> str:
        """Return the SHA-256 of the file, or of the names and sums of all files where there are more."""
        sums = []
        for path in self.files:
            with path.open("rb") as file:
                sums.append(hashlib.file_digest(file, "sha256").hexdigest())
        if len(sums) == 1:
            return sums[0]
        top = self.path if self.path.is_dir() else self.path.parent
        lines = (f"{one}  {path.relative_to(top).as_posix()}" for one, path in zip(sums, self.files, strict=True))
        return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()

    def named(self) -> bool:
        """Tell whether every name in it can be written down: one of another system may be no text at all."""
        inside = (*(part.source.part for part in self.parts), *(path.name for path in self.files))
        return not any("\ud800" <= letter <= "\udfff" for name in (self.name, *self.aside, *inside) for letter in name)

    def unread(self, parts: Sequence[Part]) -> list[str]:
        """Return the files of the export that hold no messages, or none that are known, beside `parts`."""
        if self.aside or self.path.is_dir():
            return list(self.aside)
        read = {part.source.part for part in parts}
        return [name for name in _containers.readable_members(self.path) if name not in read]

    def size(self) -> int:
        """Return the bytes of all its files."""
        return sum(path.stat().st_size for path in self.files)

    def modified(self) -> str:
        """Return when the latest of its files was changed, in UTC."""
        latest = max(path.stat().st_mtime for path in self.files)
        return datetime.fromtimestamp(latest, UTC).isoformat(timespec="seconds")


def walk(folder: Path, below: Path) -> tuple[list[Export], list[str]]:
    """Return the exports in a folder, by name, and the media beside them, which are named and never opened.

    A file is an export by itself, known or not. Only what lies in a sub-folder with files of a format that is spread
    over many is one export with these.

    Parameters
    ----------
    folder : Path
        The folder that holds the exports.
    below : Path
        The folder that names are told from.
    """
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not _hidden(path, folder)]
    media = [path.relative_to(below).as_posix() for path in files if path.suffix.casefold() in MEDIA]
    groups: dict[Path, list[Path]] = {}
    for path in files:
        if path.suffix.casefold() not in MEDIA and not _of_a_database(path):
            inside = path.relative_to(folder).parts
            groups.setdefault(folder / inside[0] if len(inside) > 1 else path, []).append(path)
    exports = [export for top, mine in groups.items() for export in _exports(top, mine, below)]
    return sorted(exports, key=lambda export: export.name), media


def _exports(top: Path, files: list[Path], below: Path) -> list[Export]:
    if not top.is_dir():
        return [_single(top, below)]
    name = top.relative_to(below).as_posix()
    parts, others = [], []
    for path in files:
        part = _part(path, top, name)
        if part is not None and spread(part.key):
            parts.append(part)
        else:
            others.append((path, part))
    if not parts:
        kept = [path for path, part in others if part is not None or not _companion(path, [each for _, each in others])]
        return [_single(path, below) for path in kept]
    aside = [path for path, part in others if part is None]
    read = {part.source.path for part in parts} | {path for path in aside if path.suffix.casefold() in _containers.READ}
    beside = tuple(path.relative_to(top).as_posix() for path in aside)
    account = Export(name, top, tuple(parts), tuple(sorted(path for path in read if path is not None)), beside)
    return [account, *(_single(path, below) for path, part in others if part is not None)]


def _single(path: Path, below: Path) -> Export:
    beside = (path.with_name(path.name + end) for end in OF_A_DATABASE[:1])
    files = (path, *(other for other in beside if _containers.there(other)))
    return Export(path.relative_to(below).as_posix(), path, (), files)


def _part(path: Path, top: Path, name: str) -> Part | None:
    """Return a file of a sub-folder as part of an export, where exactly one format knows it."""
    try:
        source = _containers.on_disk(path, name, top.name, path.relative_to(top).as_posix())
        keys = known(source) if path.suffix.casefold() in _containers.READ else []
    except PatternsError:
        return None
    return Part(keys[0], source) if len(keys) == 1 else None


def _companion(path: Path, parts: list[Part | None]) -> bool:
    """Say whether a file is one that a format is known to put beside its messages."""
    return any(path.name in getattr(FORMATS[part.key], "BESIDE", ()) for part in parts if part is not None)


def _of_a_database(path: Path) -> bool:
    end = next((end for end in OF_A_DATABASE if path.name.endswith(end)), None)
    return end is not None and path.with_name(path.name.removesuffix(end)).is_file()


def _hidden(path: Path, folder: Path) -> bool:
    inside = path.relative_to(folder).parts
    return path.name.casefold() in SYSTEM_FILES or any(part.startswith((".", "~$")) for part in inside)
