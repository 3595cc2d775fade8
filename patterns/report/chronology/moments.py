"""Dates and times in a chronology: how exactly each is known, and how far it lies from UTC."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from patterns.words import say


def offset(at: pd.Timestamp, zone: str) -> str:
    """Return how far the clocks of `zone` were from UTC at an instant: UTC+01:00."""
    text = at.tz_convert(zone).strftime("%z")
    return f"UTC{text[:3]}:{text[3:5]}"


def full(at: pd.Timestamp, zone: str, *, to_the_day: bool = False) -> str:
    """Return an instant as 2026-03-05 19:17 UTC+01:00, with seconds where there are any."""
    local = at.tz_convert(zone)
    if to_the_day:
        return f"{local:%Y-%m-%d}"
    return f"{local:%Y-%m-%d %H:%M:%S}".removesuffix(":00") + f" {offset(at, zone)}" if local.second else (
        f"{local:%Y-%m-%d %H:%M} {offset(at, zone)}"
    )


def clock(row: dict[str, Any], zone: str) -> tuple[str, str]:
    """Return the time of an entry of the log with its UTC offset, and how exactly it is known."""
    on, at = row["date"], row.get("time")
    if pd.isna(on):
        return "", say("chronology.known.no-date")
    if isinstance(at, time):
        local = datetime.combine(on.date(), at)
        both = (local.replace(tzinfo=ZoneInfo(zone), fold=fold).strftime("%z") for fold in (0, 1))  # a doubled hour
        offsets = dict.fromkeys(f"UTC{each[:3]}:{each[3:5]}" for each in both)
        return f"{at:%H:%M} {say('chronology.known.or').join(offsets)}", say("chronology.known.exact")
    part = row.get("part_of_day")
    if isinstance(part, str) and part:
        return part, say("chronology.known.part")
    return "", say("chronology.known.date-only")


def how_soon(on: Any, written: Any) -> str:
    """Return how long after the day of an entry it was written down, or before; empty where either is not known."""
    if pd.isna(on) or pd.isna(written):
        return ""
    days = (written.date() - on.date()).days
    when = written.date().isoformat()
    key = "same" if days == 0 else "later" if days > 0 else "before"
    return say(f"chronology.soon.{key}", on=when, n=abs(days))


def iso(value: Any) -> str:
    """Return a date as 2026-03-05, empty where it is missing."""
    if isinstance(value, date) and not pd.isna(value):
        return f"{value:%Y-%m-%d}"
    return ""
