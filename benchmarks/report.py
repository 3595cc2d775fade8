"""Time of whole reports against a plain script that makes the same figures and tables without a notebook or a file.

    python benchmarks/report.py [CASE] [--runs 5]

Each line is a process of its own, from the interpreter's start to its end; the runs alternate, so that a busy moment
hits all of them alike, and the fastest of each counts. Aims: one report (HTML and PDF) at most 2.0 times the script,
four reports of one call (4, 8, 12 and 16 weeks) at most 2.5 times one. The seconds of the processors stand beside,
since two of them share the work of a report: where others keep them busy, the times on the clock say little.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ON = "2026-03-30"

PLAIN = """
import sys
from patterns import measure, open_case
from patterns.report import show
result = measure(open_case(sys.argv[1]), on=sys.argv[2], weeks=8)
first = (show.cover, show.summary, show.sources, show.charts, show.trial, show.limits, show.protections)
for part in (*first, show.session, show.methods, show.entries, show.unseen):
    part(result)
"""
REPORT = """
import sys
from patterns import build_report
build_report(sys.argv[1], on=sys.argv[2], weeks=[int(each) for each in sys.argv[4:]], to=sys.argv[3])
"""
ONE, FOUR = "one report", "four reports"
AIMS = {ONE: ("plain script", 2.0), FOUR: (ONE, 2.5)}  # against what, and at most how many times


def main() -> None:
    """Time the kinds of run and print their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", nargs="?", type=Path, default=ROOT / "data" / "sample" / "case")
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = str(shutil.copytree(given.case, Path(folder) / "case"))  # a run leaves its cache beside the case
        runs = {
            "plain script": [sys.executable, "-c", PLAIN, case, ON],
            ONE: [sys.executable, "-c", REPORT, case, ON, folder, "8"],
            FOUR: [sys.executable, "-c", REPORT, case, ON, folder, "4", "8", "12", "16"],
        }
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
        for _ in range(given.runs):
            for name, command in runs.items():
                times[name].append(timed(command))
    fastest = {name: min(clock for clock, _ in each) for name, each in times.items()}
    worked = {name: min(busy for _, busy in each) for name, each in times.items()}
    for name in runs:
        line = f"{name:14} {fastest[name]:6.2f} s, processors {worked[name]:6.2f} s"
        if name in AIMS:
            against, aim = AIMS[name]
            ratio = fastest[name] / fastest[against]
            line += f"  {ratio:4.2f} times {against}, aim {aim:.1f}: {'reached' if ratio <= aim else 'missed'}"
        print(line)


def timed(command: list[str]) -> tuple[float, float]:
    """Return the seconds that a command takes from start to end, and those the processors worked for it."""
    begun, before = time.perf_counter(), os.times()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - begun, busy


if __name__ == "__main__":
    main()
