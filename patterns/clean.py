"""A case without what can be made again: caches, checkpoints, half-written files, reports as they were written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from patterns.report.chronology.bundle import MANIFEST, as_written
from patterns.store import cache, history
from patterns.store.files import EXPORTS, PART, left_half, wipe
from patterns.words import say

REPORTS, NOTEBOOKS, CHECKPOINTS = "reports", "notebooks", ".ipynb_checkpoints"
MADE = ("page_1.html", "shared-*-to-check.txt")  # what the program writes there without a line in the history
KEPT_COPIES = ("*-before-*",)
LOCKED = ".age"


class Cleaned(NamedTuple):
    """The files that were removed, and a sentence for each that is left for a person to decide on."""

    removed: tuple[str, ...]
    left: tuple[str, ...]


def clean(case: Path, untouched: Iterable[Path] = (), *, keep_reports: bool = False) -> Cleaned:
    """Remove from a case what the program can make again; log, exports, decisions and history stay.

    Parameters
    ----------
    untouched : iterable of path
        Notebooks of the case in which nobody has written anything.
    keep_reports : bool
        Whether reports and chronologies stay.

    Raises
    ------
    PatternsError
        If the history cannot be read; nothing was removed.
    """
    made, foreign = ([], []) if keep_reports else _reports(case)
    going = [*_caches(case), *made, *untouched]
    removed = sorted({path.relative_to(case).as_posix() for each in going for path in _files(each)})
    for each in going:
        wipe(each)
    for folder in sorted((case / REPORTS).rglob("*"), reverse=True):
        _drop_empty(folder)
    _drop_empty(case / REPORTS)
    _drop_empty(case / NOTEBOOKS)
    left = [say(f"clean.{_why(path)}", name=_name(case, path)) for path in foreign]
    left += [say("clean.copy", name=_name(case, path)) for each in KEPT_COPIES for path in sorted(case.glob(each))]
    left += [say("clean.notebook", name=_name(case, path)) for path in sorted((case / NOTEBOOKS).glob("*.ipynb"))]
    return Cleaned(tuple(removed), tuple(left))


def _caches(case: Path) -> Iterator[Path]:
    """Yield the cache, every folder of checkpoints, and what killed commands left; exports are not looked at."""
    yield from (path for path in (case / cache.FOLDER, case / CHECKPOINTS) if path.is_dir())
    yield from left_half(case.glob(f"{PART}*"))
    for below in sorted(case.glob("*")):
        if below.is_dir() and below.name not in (CHECKPOINTS, EXPORTS, cache.FOLDER):
            yield from (path for path in sorted(below.rglob(CHECKPOINTS)) if path.is_dir())
            yield from left_half(below.rglob(f"{PART}*"))


def _reports(case: Path) -> tuple[list[Path], list[Path]]:
    """Return what in the reports folder is as the program wrote it, and what else lies there."""
    sums: dict[str, set[str]] = {}
    for line in history.read(case):
        if line["what"] in history.WRITTEN:
            sums.setdefault(line["file"], set()).add(line["sha256"])
    folder = case / REPORTS
    own = [path for path in sorted(folder.glob("*")) if path.is_file() and _as_written(path, sums)]
    unpacked = [folder / path.stem for path in own if path.suffix == ".zip" and (folder / path.stem).is_dir()]
    made = [path for each in unpacked for path in as_written(each)]
    made += [each / MANIFEST for each in unpacked if (each / MANIFEST).is_file()]
    foreign = [path for path in sorted(folder.glob("*")) if path not in (*own, *unpacked)]
    return [*own, *made], [*foreign, *(path for each in unpacked for path in _files(each) if path not in made)]


def _as_written(path: Path, sums: dict[str, set[str]]) -> bool:
    if any(fnmatch(path.name, name) for name in MADE):
        return True
    return path.name in sums and hashlib.sha256(path.read_bytes()).hexdigest() in sums[path.name]


def _why(path: Path) -> str:
    return "locked" if path.suffix == LOCKED else "report-changed"


def _files(path: Path) -> list[Path]:
    return sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]


def _drop_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        with suppress(OSError):  # in a folder that is closed to writing an empty one stays
            folder.rmdir()


def _name(case: Path, path: Path) -> str:
    return path.relative_to(case).as_posix()
