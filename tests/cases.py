"""Cases for tests, written as a CSV log so that a test reads like the record it is about."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import patterns
from patterns.case import Case

Rows = list[dict[str, Any]]


def make_case(folder: Path, *, zone: str = "Europe/Berlin", start: str = "2026-02-02", **sheets: Any) -> Case:
    """Write a case with the given sheets (`next_steps` is "Next steps"; `plan` are further settings) and open it."""
    write_log(folder, zone=zone, start=start, **sheets)
    return patterns.open_case(folder)


def write_log(folder: Path, *, zone: str = "Europe/Berlin", start: str = "2026-02-02", **sheets: Any) -> Path:
    settings = {"Time zone": zone, "Plan start": start} | sheets.pop("plan", {})
    write_sheet(folder, "Plan", [{"Setting": name, "Value": value} for name, value in settings.items()])
    for name, rows in sheets.items():
        write_sheet(folder, name.replace("_", " ").capitalize(), rows)
    return folder


def write_sheet(folder: Path, name: str, rows: Rows) -> None:
    (folder / "log").mkdir(parents=True, exist_ok=True)
    headers = list(dict.fromkeys(header for row in rows for header in row)) or ["Date"]
    with (folder / "log" / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, headers, restval="")
        writer.writeheader()
        writer.writerows(rows)


def days(first: str, number: int, *, unknown: Iterable[str] = (), **cells: Any) -> Rows:
    """Rows of the Days sheet, ticked as completely recorded but for the `unknown` dates."""
    start, gaps = date.fromisoformat(first), set(unknown)
    dates = [(start + timedelta(days=each)).isoformat() for each in range(number)]
    return [{"Date": each, "Record complete": "" if each in gaps else "yes"} | cells for each in dates]


def weekly_incidents(first: str, counts: Iterable[int], code: str = "insult", **cells: Any) -> Rows:
    """Rows of the Incidents sheet: in each week after `first`, that many incidents on different days, then hours."""
    start, rows = date.fromisoformat(first), []
    for week, count in enumerate(counts):
        for each in range(count):
            on = start + timedelta(days=7 * week + each % 7)
            facts = f"entry {len(rows)} of week {week}: {'abcdefgh'[each % 8] * 12}"
            rows.append({"Date": on.isoformat(), "Time": f"{8 + 7 * (each // 7):02}:00", "Channel": "in person",
                         "Codes": code, "What happened": facts} | cells)  # fmt: skip
    return rows


def moments(*pairs: tuple[str, str, str]) -> Rows:
    """Rows of the Conflicts sheet, offered by me: (offered at, answer, answered at)."""
    return [
        {"Date": offered[:10], "Step offered by": "me", "Step": "apology", "Offered at": offered, "Answer": answer,
         "Answered at": answered}
        for offered, answer, answered in pairs
    ]  # fmt: skip
