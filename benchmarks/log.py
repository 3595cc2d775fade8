"""Reading the log: all that is read and checked, against openpyxl merely passing over the same cells, in one run.

`python benchmarks/log.py [--rows 5000]`; the agreed limit is twice the time of the bare pass.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from openpyxl import load_workbook

from patterns.log import read_log
from patterns.log.template import write_workbook

WORDS = (
    "door", "kitchen", "dinner", "shouted", "left", "phone", "car", "morning", "again", "quiet", "key", "window",
    "said", "never", "always", "talked", "about", "my", "sister", "bread", "whole", "train", "station", "school",
)  # fmt: skip
ROUNDS = 5


def write_log(folder: Path, rows: int) -> None:
    """Write an invented log with `rows` entries over ten years."""
    chance = random.Random(1)
    entries = [
        {
            "Date": date(2016, 1, 1) + timedelta(days=chance.randrange(3650)),
            "Time": chance.choice(["evening", "morning", "22:15", None]),
            "Channel": chance.choice(["in person", "call", "text"]),
            "Codes": chance.choice(["insult", "threat", "insult; shouting"]),
            "What happened": " ".join(chance.choices(WORDS, k=25)),
            "Exact words": " ".join(chance.choices(WORDS, k=10)),
            "Where": chance.choice(["kitchen", "car", "hall"]),
            "Written on": date(2026, 1, 1),
            "Source": "memory",
        }
        for _ in range(rows)
    ]
    write_workbook(folder / "log.xlsx", {"Incidents": entries}, start=date(2026, 2, 2), zone="Europe/Berlin")


def bare(folder: Path) -> int:
    """Pass over every cell of the workbook and do nothing with it."""
    book = load_workbook(folder / "log.xlsx", read_only=True, data_only=True)
    return sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))


def seconds(run: object, folder: Path) -> float:
    """Return how long one run takes."""
    begun = time.perf_counter()
    run(folder)  # type: ignore[operator]
    return time.perf_counter() - begun


def main() -> None:
    """Write a log, pass over it and read it in turns, print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_log(folder, rows)
        read_log(folder)  # imports are not what is measured
        taken = [(seconds(bare, folder), seconds(read_log, folder)) for _ in range(ROUNDS)]
        found = len(read_log(folder)[0].incidents)
    floor, ours = (statistics.median(each) for each in zip(*taken, strict=True))
    print(f"log: {found:,} entries, bare openpyxl {floor:.2f} s, patterns {ours:.2f} s, ratio {ours / floor:.2f}")


if __name__ == "__main__":
    main()
