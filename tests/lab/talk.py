"""A small case to look into: five messages of two people, two entries, a few recorded days."""

from __future__ import annotations

from pathlib import Path

from patterns.lab.record import Record, open_record
from tests.cases import days, make_case, write_sheet
from tests.test_case import PEOPLE

HOSTILE = "<img src=x onerror=alert(1)> the blue kettle"
TALK = (
    "02/02/2026, 09:00 - Mira: good morning\n"
    "03/02/2026, 18:30 - Jan: you are so pathetic\n"
    f"03/02/2026, 18:31 - Jan: {HOSTILE}\n"
    "03/02/2026, 19:00 - Mira: please stop\n"
    "19/02/2026, 23:15 - Jan: Kettle? sorry\n"
)
ENTRIES = [
    {"Date": "2026-02-03", "Time": "18:30", "Channel": "in person", "Codes": "insult", "Where": "kitchen",
     "What happened": "the yellow chair"},
    {"Date": "2026-02-11", "Codes": "shouting", "What happened": "the green door"},
]  # fmt: skip
SECRETS = ("pathetic", "blue kettle", "Kettle?", "please stop", "yellow chair", "green door", "violet note")


def small_case(folder: Path) -> Path:
    ticked = [*days("2026-01-26", 14, Note="violet note"), {"Date": "2026-02-19", "Felt safety": "3"}]
    make_case(folder, people=PEOPLE, incidents=ENTRIES, days=ticked)
    write_sheet(folder, "Conflicts", [{"Date": "2026-02-03", "Conflict": "C1", "About": "violet note"}])
    (folder / "exports").mkdir(exist_ok=True)
    (folder / "exports" / "chat.txt").write_text(TALK, encoding="utf-8")
    return folder


def small_record(folder: Path) -> Record:
    return open_record(small_case(folder), "2026-03-02", 4)
