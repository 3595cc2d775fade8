"""Copies of the exports that shown messages come from, without the pictures and sound in them unless asked for.

A picture that somebody sent can be one that nobody may pass on, whoever it is meant to help. So the text comes along,
the picture stays where it is, and the sum of the whole export says which one it was.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from patterns.importers import holds_files, holds_pictures, texts

if TYPE_CHECKING:
    from patterns.report.chronology.build import Chronology


class Copies(NamedTuple):
    """What is copied, by its name in the bundle, and how many exports are copied without their files, or not at all."""

    files: dict[str, bytes]
    in_part: int
    not_at_all: int


def originals(made: Chronology) -> list[str]:
    """Return the exports that the shown messages come from."""
    also = {each for others in made.named["also_in"] for each in others}
    return sorted({*made.named["source"], *also})


def copies(made: Chronology) -> Copies:
    """Return the copies for the reader of a chronology: none where they are given no originals."""
    files: dict[str, bytes] = {}
    in_part = not_at_all = 0
    for source in originals(made) if made.profile.originals else []:
        path = made.case.folder / source
        name = f"originals/{path.relative_to(made.case.folder / 'exports').as_posix()}"
        together = not made.pictures and holds_pictures(path)
        if made.pictures or not (together or holds_files(path)):
            files |= _whole(path, name)
            continue
        inside = {} if together else texts(path)
        if not inside or "" in inside:  # a workbook with pictures in it
            not_at_all += 1
            continue
        above = name if path.is_dir() else f"{name}.parts"
        files |= {f"{above}/{place}": data for place, data in inside.items()}
        in_part += 1
    return Copies(files, in_part, not_at_all)


def _whole(path: Path, name: str) -> dict[str, bytes]:
    if not path.is_dir():
        return {name: path.read_bytes()}
    every = sorted(each for each in path.rglob("*") if each.is_file() and not each.is_symlink())
    return {f"{name}/{each.relative_to(path).as_posix()}": each.read_bytes() for each in every}
