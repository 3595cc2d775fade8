"""What is not in a chronology, as far as the program can tell; that it cannot tell all is said in any case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from patterns.literal import literal
from patterns.report.chronology.sheets import unattached
from patterns.schema import records
from patterns.sources import LONG, ends_early
from patterns.store import history
from patterns.words import day, say

if TYPE_CHECKING:
    from patterns.report.chronology.build import Chronology

DAY = 10  # characters of a date in an instant
CANNOT_SEE = (
    "report.unseen.calls", "chronology.unseen.talk", "report.unseen.deleted", "report.unseen.apps",
    "chronology.unseen.tone",
)  # fmt: skip


def missing(made: Chronology) -> list[str]:
    """Return what is not there, a sentence each: of the whole record, of each export, of any record of this kind."""
    found = [say("chronology.missing.always")]
    found += [say(f"chronology.missing.{name}", n=count) for name, count in _counts(made).items() if count]
    found += _of_exports(made)
    found.append(say("chronology.missing.unseen", what=" ".join(map(say, CANNOT_SEE))))
    return [*found, say("chronology.missing.period", shown=day(made.chosen))]


def _counts(made: Chronology) -> dict[str, int]:
    case = made.case
    kinds = case.messages["kind"]
    without = case.messages["attachments"].map(len).eq(0)
    return {
        "deleted": int(kinds.eq("deleted").sum()),
        "omitted": int((kinds.eq("media") & without).sum()),
        "skipped": int(case.sources["skipped"].sum()),
        "left-out": int(case.sources["left_out"].sum()),
        "undated": int(case.log.incidents["date"].isna().sum()),
        "attachments": unattached(made),
        "alike": len(case.log.duplicates),
        "media": len(case.media),
    }


def _of_exports(made: Chronology) -> list[str]:
    """Return what every export is warned of, and where one ends long before it was made."""
    noted = _first_noted(made)
    found = []
    for row in records(made.case.sources):
        name = literal(row["source"].removeprefix("exports/"))
        found += [f"{name}: {literal(each)}" for each in row["warnings"] or []]
        if on := _made_later(made, row, noted):
            last = row["last"].tz_convert(made.zone).date()
            found.append(say("chronology.missing.ends-early", name=name, last=last, made=on))
    return found


def _made_later(made: Chronology, row: Mapping[str, Any], noted: Mapping[tuple[str, str], date]) -> date | None:
    """Return the day on which an export was made, where its last message lies long before that.

    A copied file is younger than what it is a copy of: the day that was noted when it was first read is the limit.
    """
    on = ends_early(made.case.folder / row["source"], row["last"])
    if on is None:
        return None
    on = min(on, noted.get((row["source"], row["sha256"]), on))
    return on if on - row["last"].date() > LONG else None


def _first_noted(made: Chronology) -> dict[tuple[str, str], date]:
    """Return the earliest day of change that the history holds for each export, by its name and sum."""
    found: dict[tuple[str, str], date] = {}
    for line in history.read(made.case.folder):
        if line.get("what") == "source" and "modified" in line:
            key, on = (line["source"], line["sha256"]), date.fromisoformat(line["modified"][:DAY])
            found[key] = min(on, found.get(key, on))
    return found
