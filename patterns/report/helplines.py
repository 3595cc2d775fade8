"""Places that help, by country: from a dated file, with their source, and never a guess."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from patterns.errors import PatternsError
from patterns.literal import harmless
from patterns.report.blocks import plain
from patterns.result import Result
from patterns.words import listed, say

NAME = "helplines.toml"
OLD_AFTER_DAYS = 365


@dataclass(frozen=True)
class Helplines:
    """What is known of one country; everything empty where nothing is.

    `lines` are (name, number, source). `checked` tells whether a person has checked the file, `old` that this was
    more than twelve months before the review date, `own` that the file is the case's own.
    """

    emergency: str
    police: str
    lines: tuple[tuple[str, str, str], ...]
    directories: tuple[str, ...]
    checked_on: date
    checked: bool
    old: bool
    own: bool = False


def helplines(result: Result) -> Helplines:
    """Return the places that help in the plan's country, from the case's own file where it has one."""
    path = Path(result.review.case.folder) / NAME
    own = path.is_file()
    return for_country(_read(path) if own else _bundled(), result.plan.country, result.review_date, own=own)


def for_country(known: dict[str, Any], country: str, on: date, *, own: bool = False) -> Helplines:
    """Return one country's part of a file that was read; a country it lacks has no number at all.

    Raises
    ------
    TypeError
        If something is no text where text belongs.
    """
    here = known.get(country) or {}
    return Helplines(
        emergency=_words(here.get("emergency", "")),
        police=_words(here.get("police", "")),
        lines=tuple(
            (_words(each["name"]), _words(each["number"]), _words(each["source"])) for each in here.get("lines", ())
        ),
        directories=(*_directories(here), *_directories(known.get("everywhere", {}))),
        checked_on=known["checked_on"],
        checked=bool(known.get("checked_by")),
        old=(on - known["checked_on"]).days > OLD_AFTER_DAYS,
        own=own,
    )


def _words(value: Any) -> str:
    """Return words of the file in one line that steers nothing."""
    if not isinstance(value, str):
        raise TypeError
    return harmless(" ".join(value.split()))


def _directories(here: dict[str, Any]) -> list[str]:
    names = here.get("directories", [])
    if not isinstance(names, list):
        raise TypeError
    return [_words(each) for each in names]


def in_one_line(found: Helplines) -> str:
    """Return the numbers of a country for page 1; empty where none is known."""
    if not found.emergency:
        return ""
    numbers = [say("layout.help.emergency", number=found.emergency)]
    numbers += [say("layout.help.police", number=found.police)] if found.police else []
    numbers += [say("layout.help.line", name=name, number=number) for name, number, _ in found.lines[:1]]
    return say("layout.help.in-one-line", numbers=" · ".join(numbers), checked=_checked(found))


def in_full(found: Helplines) -> list[str]:
    """Return every number with its source, the directories, and when this was checked."""
    told = []
    if found.emergency:
        told.append(say("layout.help.emergency", number=f"⟦{found.emergency}⟧"))
    if found.police:
        told.append(say("layout.help.police", number=f"⟦{found.police}⟧"))
    told += [
        say("layout.help.sourced", name=name, number=number, source=source) for name, number, source in found.lines
    ]
    if found.directories:
        told.append(say("layout.help.directories", names=listed(found.directories)))
    return [*told, say("layout.help.checked-sentence", checked=_checked(found))] if found.emergency else told


def now(found: Helplines) -> str:
    """Return what to do in danger: the number, or where to write it down."""
    if not found.emergency:
        return say("report.safety-page.step-emergency")
    return say("layout.help.now-own" if found.own else "layout.help.now", number=found.emergency)


def in_words(found: Helplines) -> list[str]:
    """Return the same for a terminal, where nothing can be filled in: what to do in danger, then every place known."""
    if not found.emergency:
        return [say("screen.help-now"), say("layout.help.none"), *in_full(found)]
    return [plain(each) for each in (now(found), *in_full(found)[1:])]


def _checked(found: Helplines) -> str:
    state = "unchecked" if not found.checked else "verify" if found.old else "checked"
    checked = say(f"layout.help.{state}", on=found.checked_on)
    return say("layout.help.own", checked=checked) if found.own else checked


@cache
def _bundled() -> dict[str, Any]:
    return tomllib.loads((files("patterns.report") / NAME).read_text(encoding="utf-8"))


def _read(path: Path) -> dict[str, Any]:
    """Return a case's own file, refused where a number could be misread or its day is missing."""
    try:
        known = tomllib.loads(path.read_text(encoding="utf-8"))
        if type(known["checked_on"]) is not date:
            raise ValueError
        for country in known.keys() - {"checked_on", "checked_by"}:
            for_country(known, country, date.max)
    except (ValueError, KeyError, TypeError, AttributeError) as error:  # a TOML error is a ValueError
        raise PatternsError(
            f"{NAME} in the case folder cannot be read.",
            expected="TOML with checked_on = 2026-01-31 and tables like [DE], each line with name, number and source, "
            "all of them text between quotation marks",
            remedy="Mend the file, or remove it to use the one that came with the program. Nothing was written.",
        ) from error
    return known
