"""A case held against its own history: the chain of its lines, the exports as first read, the reports as written."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any, NamedTuple

from patterns.errors import PatternsError
from patterns.importers import walk
from patterns.store import cache, history
from patterns.store.files import EXPORTS
from patterns.store.lines import whole
from patterns.store.temporary import private_place
from patterns.words import say

DAY = 10  # characters of a date in an instant
REPORTS = "reports"


class Verified(NamedTuple):
    """What was compared, and what does not agree, a sentence each."""

    lines: int
    sources: int
    reports: int
    gone: int
    found: tuple[str, ...]


def verify(case: Path) -> Verified:
    """Compare a case with what its history says of it; nothing is read of what people wrote, and nothing is changed.

    Raises
    ------
    PatternsError
        If there is no such case, or no history.
    """
    path = case / history.FILE
    held = path.read_bytes() if path.is_file() else b""
    if not held and history.read_head(case) is None:  # as a command leaves it that was killed before its first line
        raise PatternsError(say("verify.no-history"))
    lines, found = _chain(held)
    found += _end(case, held, lines)
    sources, more = _sources(case, lines)
    reports, gone, others = _reports(case, lines)
    return Verified(len(lines), sources, reports, gone, (*found, *more, *others))


def _chain(held: bytes) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the lines that can be read, and where the chain of their sums breaks."""
    lines: list[dict[str, Any]] = []
    found = [] if held.endswith(b"\n") or not held else [say("verify.cut")]
    before = history.FIRST
    for number, raw in enumerate(held[: held.rfind(b"\n") + 1].split(b"\n")[:-1], start=1):  # an empty one, too
        try:
            line = history.read_line(raw)
        except ValueError:
            found.append(say("verify.unreadable", n=number))
        else:
            lines.append(line)
            found += [] if line["before"] == before else [say("verify.chain", n=number)]
        before = history.hash_of(raw)
    return lines, found


def _end(case: Path, held: bytes, lines: list[dict[str, Any]]) -> list[str]:
    """Return whether the history ends as it is noted beside it, and where it once did not."""
    found = [
        say("verify.ended-early", on=line["at"][:DAY], noted=line["noted"], found=line["found"])
        for line in lines if line["what"] == history.BROKEN
    ]  # fmt: skip
    head = history.read_head(case)
    ends = whole(held[: held.rfind(b"\n") + 1])
    if head is None:
        return [*found, say("verify.no-end", name=history.HEAD.as_posix())]
    if not history.ends_as_noted(ends, head):
        found.append(say("verify.end", noted=head.lines, found=len(ends)))
    return found


def _sources(case: Path, lines: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """Return how many exports there are, and which are not what was read first under their name."""
    first: dict[str, dict[str, Any]] = {}
    for line in lines:
        if line["what"] == "source":
            first.setdefault(line["source"], line)
    now = {export.name: export.fingerprint() for export in walk(case / EXPORTS, case)[0]}
    found = [say("verify.missing", name=name, on=line["at"][:DAY]) for name, line in first.items() if name not in now]
    for name, digest in now.items():
        if name not in first:
            found.append(say("verify.unknown", name=name))
        elif first[name]["sha256"] != digest:
            found.append(say("verify.changed", name=name, on=first[name]["at"][:DAY]))
    return len(now), found


def _reports(case: Path, lines: list[dict[str, Any]]) -> tuple[int, int, list[str]]:
    """Return how many reports and chronologies are as they were written, are not there, and which are different."""
    written: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        if line["what"] in history.WRITTEN and not line.get("encrypted"):  # there, the sum is of what is inside
            written.setdefault(line["file"], []).append(line)
    found, same, gone = [], 0, 0
    for name, several in written.items():
        path = case / REPORTS / name
        if not path.is_file():
            gone += 1
        elif _sum(path.read_bytes()) in {line["sha256"] for line in several}:  # the last may never have been written
            same += 1
        else:
            found.append(say("verify.report", name=name, on=several[-1]["at"][:DAY]))
    return same, gone, found


def _report_lines(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [line for line in lines if line["what"] == "report"]


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _not_the_record(folder: str, names: list[str]) -> set[str]:
    return {cache.FOLDER, REPORTS, "notebooks"} & set(names)


class Rebuilt(NamedTuple):
    """A report made again: when it was written, whether every byte is the same, and what changed meanwhile."""

    written_on: str
    same: bool
    changed: tuple[str, ...]


def rebuild(case: Path, name: str) -> Rebuilt:
    """Make a report again from the case as it is now, and compare it with the one that was written; none is kept.

    Parameters
    ----------
    name : str
        The name of a report's file, as it stands in the history.

    Raises
    ------
    PatternsError
        If no report of that name stands in the history, or the case cannot be read now.
    """
    from patterns.report.make import Looks, make_report
    from patterns.report.provenance import made_from

    written = {line["file"]: line for line in _report_lines(history.read(case))}
    line = written.get(name)
    if line is None or "made_from" not in line:
        raise PatternsError(
            say("verify.no-report", name=name[:80]),
            expected=say("verify.one-of", names=", ".join(written) or "-"),
            remedy=say("verify.make-one"),
        )
    looks = Looks(**{each: line[each] for each in Looks._fields})
    form = name.rsplit(".", 1)[-1]
    shared = {"share": True, "copy_for": line["copy_for"], "words": line["words"]} if "copy_for" in line else {}
    with private_place() as place:  # from the record alone: what is kept for the next opening is not believed
        copy = Path(shutil.copytree(case, place / case.resolve().name, ignore=_not_the_record))
        ready = make_report(copy, line["on"], line["weeks"], [form], looks, **shared)
        now = made_from(ready.case)
    (data,) = ready.made.values()
    changed = [part for part in {**line["made_from"], **now} if line["made_from"].get(part) != now.get(part)]
    return Rebuilt(line["at"][:DAY], _sum(data) == line["sha256"], tuple(changed))
