"""How long `patterns measure` takes as a whole process, start-up included, on a case that was opened before.

    python benchmarks/measuring.py [--rounds 5]

The sample case, and one with a million messages and 5,000 rows of incidents. Beside them the parts that no case
changes: an interpreter that imports pandas, and one that imports what measuring needs.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from openpyxl import load_workbook
from reading import whatsapp

from patterns.log.template import write_workbook
from patterns.store.bundled import bundled

REVIEW = "2026-03-30"
START = date(2026, 2, 2)


def seconds(*command: str, rounds: int) -> float:
    """Return the median seconds of a process."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *command], check=True, capture_output=True)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def large(folder: Path, messages: int, rows: int) -> None:
    """Make a case of invented people with so many messages and incidents."""
    chance = random.Random(4)
    days = [START + timedelta(days=number) for number in range(-1000, 56)]  # three years of a daily log
    incidents = [
        {"Date": chance.choice(days), "Codes": chance.choice(["insult", "shouting", "contempt"]), "What happened": "x"}
        for _ in range(rows)
    ]
    people = [{"Role": "me", "Name": "Ada Muster"}, {"Role": "other", "Name": "Ben Muster"}]
    known = [{"Date": each, "Record complete": True} for each in days]
    sheets = {"Incidents": incidents, "People": people, "Days": known}
    (folder / "exports").mkdir(parents=True)
    write_workbook(folder / "log.xlsx", sheets, start=START, zone="Europe/Berlin")
    whatsapp(folder / "exports" / "chat.txt", messages)


def main() -> None:
    """Make both cases, open each once, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    print(f"import pandas                       {seconds('-c', 'import pandas', rounds=rounds):5.2f} s")
    needed = "import patterns.cli.read, patterns.result, patterns.rules"
    print(f"import what measuring needs         {seconds('-c', needed, rounds=rounds):5.2f} s")
    with tempfile.TemporaryDirectory() as name:
        sample, big = Path(name) / "sample", Path(name) / "big"
        shutil.copytree(bundled("sample") / "case", sample)
        large(big, 1_000_000, 5_000)
        taken = {}
        for case in (sample, big):
            command = ("-c", "from patterns.cli import main; main()", "measure", str(case), "--on", REVIEW)
            subprocess.run([sys.executable, *command], check=True, capture_output=True)  # fills the cache
            taken[case] = seconds(*command, rounds=rounds)
        print(f"measure the sample                  {taken[sample]:5.2f} s")
        rows = load_workbook(big / "log.xlsx", read_only=True)["Incidents"].max_row
        print(f"measure a million messages          {taken[big]:5.2f} s  {taken[big] / taken[sample]:.1f} x the sample")
        print(f"  and {rows:,} rows of incidents")


if __name__ == "__main__":
    main()
