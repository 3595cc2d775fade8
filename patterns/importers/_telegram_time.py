"""When a Telegram message was sent: the instant, where an export has it, or else the wall time of the computer."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pandas as pd

from patterns.importers._base import shorten

FIRST, LAST = 631_152_000, 4_102_444_800  # 1990 and 2100; what lies outside is no date
NONE = 0
NO_ZONE = "a wall time of an unknown zone among instants"
NO_TIME = np.datetime64("NaT", "us")
Found = tuple[np.ndarray, Literal["local", "utc"], dict[int, str], list[str]]


def instants(seconds: list[Any], dates: list[Any]) -> Found:
    """Return the times, what clock they are of, the places without a time and why, and warnings.

    A file in which no message counts its seconds holds wall times. Where only some do not, their wall times are
    turned with the distance from UTC of the nearest message that shows both.
    """
    exact = _counted(seconds)
    missing = np.flatnonzero(np.isnat(exact))
    if not len(missing):
        return exact, "utc", {}, []
    walls = _walls(dates)
    late = {place: _no_time(dates[place]) for place in missing.tolist() if np.isnat(walls[place])}
    if len(missing) == len(exact):
        return walls, "local", late, []
    both = np.flatnonzero(~np.isnat(exact) & ~np.isnat(walls))
    turned = missing[~np.isnat(walls[missing])]
    if not len(both):
        return exact, "utc", late | dict.fromkeys(turned.tolist(), NO_ZONE), []
    if not len(turned):
        return exact, "utc", late, []
    near = _nearest(both, turned)
    exact[turned] = walls[turned] - (walls[near] - exact[near])
    told = (
        f"Messages that show only a wall time, {len(turned)} in number, were placed with the distance from UTC of the "
        "message next to them; near a change of the clock they may be an hour off."
    )
    return exact, "utc", late, [told]


def _counted(seconds: list[Any]) -> np.ndarray:
    try:
        counts = np.array(list(map(int, seconds)), dtype="int64")
    except (ValueError, TypeError, OverflowError):
        counts = np.array([_number(each) for each in seconds], dtype="int64")
    counts[(counts < FIRST) | (counts >= LAST)] = NONE
    when = counts.astype("datetime64[s]").astype("datetime64[us]")
    when[counts == NONE] = NO_TIME
    return when


def _number(value: object) -> int:
    text = str(value) if isinstance(value, str | int) else ""
    return int(text) if text.isdecimal() and len(text) <= 10 else NONE


def _walls(dates: list[Any]) -> np.ndarray:
    texts = pd.Series([date if type(date) is str else None for date in dates], dtype="object")
    walls = pd.to_datetime(texts, format="%Y-%m-%dT%H:%M:%S", errors="coerce").to_numpy().astype("datetime64[us]")
    low, high = (np.datetime64(each, "s").astype("datetime64[us]") for each in (FIRST, LAST))
    walls[~((walls >= low) & (walls < high))] = NO_TIME
    return walls


def _nearest(places: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Return for each wanted place the nearest of `places`, the earlier one where two are as near."""
    after = np.clip(np.searchsorted(places, wanted), 0, len(places) - 1)
    before = np.clip(after - 1, 0, None)
    closer = np.abs(places[before] - wanted) <= np.abs(places[after] - wanted)
    return np.where(closer, places[before], places[after])


def _no_time(date: object) -> str:
    return f"no such time: {shorten(date) if date else 'empty'}"
