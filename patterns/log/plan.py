"""The settings of the Plan sheet, declared once, and the plan they make."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from patterns.errors import Problem
from patterns.log import cells, dates, lists
from patterns.log.declare import DATE, TEXT, WHOLE, ZONE, Column, key
from patterns.log.readers import convert

SHARE, COUNT_OF, COUNTED, COUNTRY = "share", "count of", "counted", "country"


@dataclass(frozen=True)
class Plan:
    """What was agreed, with a default for everything but the zone and the start.

    Shares are exact fractions. `repair_needed` is (how many, of how many).
    """

    zone: str
    start: date
    country: str = ""
    outbursts_down_by: Fraction = Fraction(1, 2)
    outbursts_nearly_from: Fraction = Fraction(45, 100)
    incidents_down_by: Fraction = Fraction(1, 2)
    repair_needed: tuple[int, int] = (3, 4)
    repair_counted: str = "offered by me"
    next_step_hours: int = 72
    attendance_share: Fraction = Fraction(3, 4)
    trial_start: date | None = None
    trial_weeks: int = 12
    supporters_needed: int = 2
    fewest_baseline: int = 5
    days_known_share: Fraction = Fraction(3, 4)
    week_complete_from: int = 5
    hours_between_incidents: int = 6
    if_outbursts_met: str = "Keep the approach"
    if_outbursts_not_met: str = "Firmer measures"
    compassion_started: date | None = None


class Setting(NamedTuple):
    """One row of the Plan sheet; `default` as the template writes it."""

    name: str
    attribute: str
    kind: str
    default: object
    meaning: str
    least: int = 1
    most: int = 1000
    required: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("Time zone", "zone", ZONE, None, "Where you live, by its IANA name, like Europe/Berlin", required=True),
    Setting(
        "Plan start", "start", DATE, None, "The day the limits were written down; earlier days are compared with",
        required=True,
    ),
    Setting("Country", "country", COUNTRY, None, "Two letters, like DE; picks the page with places that help"),
    Setting("Outbursts down by", "outbursts_down_by", SHARE, 0.5, "Limit after four weeks"),
    Setting("Outbursts nearly there from", "outbursts_nearly_from", SHARE, 0.45, "From here it reads: on the line"),
    Setting("Incidents down by", "incidents_down_by", SHARE, 0.5, "Limit after eight weeks"),
    Setting("Repair steps taken up", "repair_needed", COUNT_OF, "3 of 4", "How many of how many conflicts"),
    Setting(
        "Repair steps counted", "repair_counted", COUNTED, "offered by me",
        "offered by me, offered by the other person, or either",
    ),
    Setting("Next step taken up within hours", "next_step_hours", WHOLE, 72, "From the offer to the answer"),
    Setting("Sessions attended", "attendance_share", SHARE, 0.75, "Share of the sessions of the trial"),
    Setting("Trial start", "trial_start", DATE, None, "Empty: the start on the Treatment sheet"),
    Setting("Trial weeks", "trial_weeks", WHOLE, 12, "Length of the trial", most=520),
    Setting("Supporters needed", "supporters_needed", WHOLE, 2, "People you trust who know the plan", least=0, most=50),
    Setting("Fewest baseline incidents", "fewest_baseline", WHOLE, 5, "With fewer, a fall cannot be told"),
    Setting("Days known at least", "days_known_share", SHARE, 0.75, "With fewer days recorded, a fall cannot be told"),
    Setting("Week complete from days", "week_complete_from", WHOLE, 5, "With fewer, a week is drawn as a gap", most=7),
    Setting("Hours between incidents", "hours_between_incidents", WHOLE, 6, "Closer acts are one incident", least=0),
    Setting("If outbursts limit met", "if_outbursts_met", TEXT, "Keep the approach", "Next step, in your words"),
    Setting("If outbursts limit not met", "if_outbursts_not_met", TEXT, "Firmer measures", "Next step, in your words"),
    Setting(
        "Compassion approach started", "compassion_started", DATE, None,
        "Only if you agreed on a time of focused compassion: its first day",
    ),
)  # fmt: skip
BY_KEY = {key(setting.name): setting for setting in SETTINGS}


def share(value: object) -> Fraction:
    """Return 75%, 0.75 or 75 as the same exact fraction; what is at most 1 and has no % sign is a share already."""
    text = str(value).strip().replace(",", ".")
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(%?)", text)
    if isinstance(value, bool) or not match:
        raise cells.Unreadable("a share like 75%, 0.75 or 75")
    number = Fraction(match[1])
    number = number / 100 if match[2] or number > 1 else number
    if not 0 < number <= 1:
        raise cells.Unreadable("a share above 0% and up to 100%")
    return number


def _count_of(value: object) -> tuple[int, int]:
    match = re.fullmatch(r"\s*(\d{1,3})\s*(?:of|in|out of|/)\s*(\d{1,3})\s*", str(value).casefold())
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise cells.Unreadable("a count like 3 of 4")
    return int(match[1]), int(match[2])


def _country(value: object) -> str:
    text = str(value).strip()
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise cells.Unreadable("two letters, like DE")
    return text.upper()


def _value(setting: Setting, value: object, reading: cells.Reading) -> Any:
    if setting.kind == SHARE:
        return share(value)
    if setting.kind == COUNT_OF:
        return _count_of(value)
    if setting.kind == COUNTRY:
        return _country(value)
    if setting.kind == COUNTED:
        return cells.choice(value, lists.REPAIR_COUNTED)
    column = Column(setting.name, setting.kind, "", least=setting.least, most=setting.most)
    read = convert(column, value, reading)
    return read[0].date() if setting.kind == DATE else read


class Row(NamedTuple):
    """One filled row of the Plan sheet, with the address of its value cell."""

    name: object
    value: object
    cell: str
    name_cell: str


def read_plan(rows: Iterable[Row], reading: cells.Reading, file: str) -> tuple[Plan | None, list[Problem]]:
    """Return the plan (None without a zone and a start that can be read) and every problem with its settings."""
    problems: list[Problem] = []
    seen: dict[str, Row] = {}
    values: dict[str, Any] = {}
    for row in rows:
        setting = BY_KEY.get(key(str(row.name or "")))
        if setting is None:
            problems += [_unknown(row, file)] if row.name is not None else []
            continue
        if setting.attribute in seen and cells.blank(row.value):
            continue
        if setting.attribute in values:
            problems.append(_twice(setting, seen[setting.attribute], row, file))
            continue
        seen[setting.attribute] = row
        if cells.blank(row.value):
            continue
        try:
            values[setting.attribute] = _value(setting, row.value, reading)
        except cells.Unreadable as error:
            problems.append(error.problem(row.value, setting.kind, file=file, sheet="Plan", cell=row.cell))
            values[setting.attribute] = None
        except dates.Ambiguous as either:
            problems.append(cells.undecided(either, row.value, 0, file=file, sheet="Plan", cell=row.cell))
            values[setting.attribute] = None
    for setting in SETTINGS:
        if setting.required and setting.attribute not in values:
            problems.append(_missing(setting, seen.get(setting.attribute), file))
    given = {name: value for name, value in values.items() if value is not None}
    return (Plan(**given) if {"zone", "start"} <= given.keys() else None), problems


def _unknown(row: Row, file: str) -> Problem:
    return Problem(
        f"{cells.quoted(row.name)} is not a setting, so nothing reads it",
        expected=f"one of the {len(SETTINGS)} settings that the workbook came with",
        remedy="If it is one of them, mend its name; otherwise it can stay.",
        file=file,
        sheet="Plan",
        cell=row.name_cell,
        stops=False,
        topic="plan",
    )


def _twice(setting: Setting, first: Row, second: Row, file: str) -> Problem:
    return Problem(
        f"{setting.name} is set twice, in {first.cell} and in {second.cell}",
        expected="each setting once",
        remedy="Remove one of the two rows.",
        file=file,
        sheet="Plan",
        cell=second.cell,
    )


def _missing(setting: Setting, row: Row | None, file: str) -> Problem:
    return Problem(
        f"{setting.name} is not filled in",
        expected="a date like 2026-02-02" if setting.kind == DATE else "a name like Europe/Berlin",
        remedy="Write it into the Value column." if row else f"Add a row {setting.name} with its value.",
        file=file,
        sheet="Plan",
        cell=row.cell if row else "",
    )
