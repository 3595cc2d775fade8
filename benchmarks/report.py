"""Time of whole reports against a plain script that makes the same figures and tables without a notebook or a file.

    python benchmarks/report.py [CASE] [--runs 5]

Each line is a process of its own, from the interpreter's start to its end; the runs alternate, so that a busy moment
hits all of them alike, and the fastest of each counts. Aims: one report (HTML and PDF) at most 2.0 times the script,
the four- and the eight-week report together at most 3.5 times.
"""

from __future__ import annotations

import argparse
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
shown = (show.summary, show.sources, show.charts, show.limits, show.session, show.methods, show.entries)
for part in (show.cover, *shown):
    part(result)
"""
REPORT = """
import sys
from patterns import build_report
build_report(sys.argv[1], on=sys.argv[2], weeks=[int(each) for each in sys.argv[4:]], to=sys.argv[3])
"""
AIMS = {"one report": 2.0, "both reports": 3.5}


def main() -> None:
    """Time the three kinds of run and print their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", nargs="?", type=Path, default=ROOT / "data" / "sample" / "case")
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = str(shutil.copytree(given.case, Path(folder) / "case"))  # a run leaves its cache beside the case
        runs = {
            "plain script": [sys.executable, "-c", PLAIN, case, ON],
            "one report": [sys.executable, "-c", REPORT, case, ON, folder, "8"],
            "both reports": [sys.executable, "-c", REPORT, case, ON, folder, "4", "8"],
        }
        times: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(given.runs):
            for name, command in runs.items():
                times[name].append(timed(command))
    floor = min(times["plain script"])
    for name, each in times.items():
        fastest, ratio = min(each), min(each) / floor
        aim = f"aim {AIMS[name]:.1f}  {'reached' if ratio <= AIMS[name] else 'missed'}" if name in AIMS else ""
        print(f"{name:14} {fastest:6.2f} s  median {sorted(each)[len(each) // 2]:6.2f} s  ratio {ratio:4.2f}  {aim}")


def timed(command: list[str]) -> float:
    """Return the seconds that a command takes from start to end."""
    begun = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
