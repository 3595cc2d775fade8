"""Wall times and instants: one zone, or the periods of a phone that travelled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from patterns.errors import PatternsError
from patterns.importers._base import shorten

AMBIGUOUS, UNCERTAIN = "ambiguous hour", "zone uncertain"
STEP_BACK = np.timedelta64(20, "m")  # smaller steps back are delivery, not a clock that was changed
Zones = str | Sequence[tuple[Any, Any, str]]


class Period(NamedTuple):
    """A zone and the wall time, in that zone, at which it begins and ends; NaT where it has no end."""

    begin: pd.Timestamp
    end: pd.Timestamp
    zone: str


def periods(timezone: Zones) -> list[Period]:
    """Return the zone periods in order, without gaps: each lasts until the next begins.

    Raises
    ------
    PatternsError
        If a zone has no such name or the periods overlap.
    """
    if isinstance(timezone, str):
        return [Period(pd.NaT, pd.NaT, _known(timezone))]
    rows = [Period(_wall(begin), _wall(end), _known(zone)) for begin, end, zone in timezone]
    if not rows:
        raise PatternsError("No time zone is given.", expected="at least one zone period")
    only_ends = any(pd.isna(row.begin) and pd.notna(row.end) for row in rows)
    open_ended = pd.Timestamp.max if only_ends else pd.Timestamp.min  # a period without either: the last, or the first
    rows.sort(
        key=lambda row: (
            next((edge for edge in (row.begin, row.end) if pd.notna(edge)), open_ended),
            pd.notna(row.begin),
        )
    )
    for before, after in pairwise(rows):
        if pd.isna(before.end) and pd.isna(after.begin):
            raise _overlap(before.zone, after.zone)
        if pd.notna(before.end) and pd.notna(after.begin) and after.begin < before.end - pd.Timedelta(days=1):
            raise _overlap(before.zone, after.zone)
    return rows


def to_utc(local: np.ndarray, zones: list[Period]) -> pd.DataFrame:
    """Return `sent_at`, `zone` and `time_note` for wall times given in file order.

    A time the autumn clock change doubles is read as the earlier one until the file steps back inside the hour;
    both are marked, as are times around a change of zone, which may belong to either.
    """
    which, unsure = _choose(local, zones)
    sent = np.full(len(local), np.datetime64("NaT", "us"))
    note = np.full(len(local), None, dtype=object)
    for number, period in enumerate(zones):
        mine = which == number
        instants, doubled, missing = _localize(local[mine], period.zone)
        sent[mine] = instants.dt.tz_localize(None).to_numpy()
        note[np.flatnonzero(mine)[doubled]] = AMBIGUOUS
        note[np.flatnonzero(mine)[missing]] = UNCERTAIN
    note[unsure] = UNCERTAIN
    names = np.array([period.zone for period in zones], dtype=object)[which]
    return pd.DataFrame({"sent_at": pd.Series(sent).dt.tz_localize("UTC"), "zone": names, "time_note": note})


def to_local(sent: pd.Series, zones: list[Period]) -> pd.DataFrame:
    """Return `local_time` and `zone` for instants: nothing is doubtful here."""
    which = np.zeros(len(sent), dtype="int64")
    for change in _changes(zones):
        which[(sent >= change).to_numpy()] += 1
    local = np.full(len(sent), np.datetime64("NaT", "us"))
    for number, period in enumerate(zones):
        mine = which == number
        local[mine] = sent[mine].dt.tz_convert(ZoneInfo(period.zone)).dt.tz_localize(None).to_numpy()
    return pd.DataFrame({"local_time": local, "zone": np.array([p.zone for p in zones], dtype=object)[which]})


def _localize(local: np.ndarray, zone: str) -> tuple[pd.Series, np.ndarray, np.ndarray]:
    """Return instants, and the masks of times that exist twice and of times that the spring change left out."""
    times, tz = pd.Series(local), ZoneInfo(zone)
    hour = pd.Timedelta(hours=1)
    first = times.dt.tz_localize(tz, ambiguous=np.ones(len(times), dtype=bool), nonexistent=hour)
    second = times.dt.tz_localize(tz, ambiguous=np.zeros(len(times), dtype=bool), nonexistent=hour)
    doubled = (first != second).to_numpy()
    missing = (first.dt.tz_localize(None) != times).to_numpy()
    later = doubled & _after_step_back(local, doubled)
    return first.where(~later, second).dt.tz_convert("UTC"), doubled, missing


def _after_step_back(local: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Return, for the rows inside a doubled stretch, whether the file has stepped back since the stretch began."""
    later = np.zeros(len(local), dtype=bool)
    for begin, end in _runs(inside):
        steps = np.flatnonzero(np.diff(local[begin:end]) < -STEP_BACK)
        if len(steps):
            later[begin + steps[0] + 1 : end] = True
    return later


def _runs(mask: np.ndarray) -> Iterable[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype("int8"), [0]))))
    return zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _choose(local: np.ndarray, zones: list[Period]) -> tuple[np.ndarray, np.ndarray]:
    """Return the period of each wall time, and which of them lie in the hours of a change of zone."""
    which, unsure = np.zeros(len(local), dtype="int64"), _outside(local, zones)
    for number, change in enumerate(_changes(zones), start=1):
        before, after = (
            change.tz_convert(ZoneInfo(zones[n].zone)).tz_localize(None).to_datetime64() for n in (number - 1, number)
        )
        written = _boundary(zones[number - 1], zones[number]).to_datetime64()
        # flying west the hours from `after` to `before` exist twice: the file tells them apart where it steps back
        doubled = (local >= after) & (local < before)
        which[(local >= max(before, after) if after < before else local >= written)] = number
        which[doubled & _after_step_back(local, doubled)] = number
        unsure |= (local >= min(before, after)) & (local < max(before, after))
        if written == written.astype("datetime64[D]"):  # only the day is known
            unsure |= (local >= written) & (local < written + np.timedelta64(1, "D"))
    return which, unsure


def _outside(local: np.ndarray, zones: list[Period]) -> np.ndarray:
    """Return which wall times no period covers: before the first, after the last, or between two."""
    outside = np.zeros(len(local), dtype=bool)
    if pd.notna(zones[0].begin):
        outside |= local < zones[0].begin.to_datetime64()
    if pd.notna(zones[-1].end):
        outside |= local >= zones[-1].end.to_datetime64()
    for before, after in pairwise(zones):
        if pd.notna(before.end) and pd.notna(after.begin):
            outside |= (local >= before.end.to_datetime64()) & (local < after.begin.to_datetime64())
    return outside


def _boundary(before: Period, after: Period) -> pd.Timestamp:
    return before.end if pd.notna(before.end) else after.begin


def _changes(zones: list[Period]) -> list[pd.Timestamp]:
    """Return the instants at which one period gives way to the next."""
    instants = []
    for before, after in pairwise(zones):
        zone = before.zone if pd.notna(before.end) else after.zone
        wall = pd.Series([_boundary(before, after)])
        instants.append(_localize(wall.to_numpy(), zone)[0].iloc[0])
    return instants


def _wall(value: Any) -> pd.Timestamp:
    if value is None or (not isinstance(value, str | date | datetime | pd.Timestamp)) or pd.isna(value):
        return pd.NaT
    try:
        return pd.Timestamp(value).tz_localize(None).as_unit("us")
    except (ValueError, TypeError) as error:
        found = f"{shorten(value)!r} is no date or time"
        raise PatternsError(found, expected="a wall time such as 2026-01-10 09:00", remedy="Correct it.") from error


def _known(zone: str) -> str:
    try:
        ZoneInfo(str(zone))
    except (KeyError, ValueError, OSError) as error:
        found = f"{shorten(zone)!r} is no time zone"
        raise PatternsError(found, expected="a name such as Europe/Berlin", remedy="Correct the name.") from error
    return str(zone)


def _overlap(one: str, other: str) -> PatternsError:
    found = f"The zone periods {one} and {other} overlap"
    return PatternsError(found, expected="periods that follow each other", remedy="Correct From and Until.")
