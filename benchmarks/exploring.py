"""How fast the interactive table answers with a million messages, and how much memory the notebook's process holds.

    python benchmarks/exploring.py [--messages 1000000]

Aims: a filter under a second once the table is open, the process under 2 GB. The case is opened in a process of its
own after another one has filled its cache, as it is from the second opening on; the first search, which lays the texts
end to end, is shown by itself.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import large

ASKED = ("garden", "tea rain", "e", "zebra")  # a common word, a pair, nearly every message, none
LOOK = """
import json, resource, sys, time
from patterns import lab
from patterns.lab.table import Table

taken = {}

def timed(name, work):
    begun = time.perf_counter()
    made = work()
    taken[name] = time.perf_counter() - begun
    return made

record = timed("open the record", lambda: lab.open_record(sys.argv[1], "2026-03-30"))
table = timed("open the table", lambda: Table(record.rows, "who", "where"))
def ask(words):
    table.words.value = words
    return len(table.found)
timed("first search", lambda: ask("keys"))
for words in sys.argv[2:]:
    timed(f"filter {words!r}", lambda: ask(words))
def narrowed():
    table.who.value = "other"
timed("filter by writer", narrowed)
timed("next page", lambda: table.turn(1))
timed("open a text", lambda: table.open(0))
timed("one week", lambda: lab.week(record))
timed("contact", lambda: lab.contact(record))
timed("words over time", lambda: lab.words(record, "garden"))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
print(json.dumps({"rows": len(record.rows), "taken": taken, "peak": peak}))
"""


def look(case: Path) -> dict[str, object]:
    """Open the case in a process of its own, and return what each step took there."""
    ran = subprocess.run([sys.executable, "-c", LOOK, str(case), *ASKED], check=True, capture_output=True, text=True)
    return dict(json.loads(ran.stdout))


def main() -> None:
    """Make a case, open it once, then measure three times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        case = Path(name) / "case"
        large(case, given.messages, 500)
        look(case)  # fills the cache
        rounds = [look(case) for _ in range(given.rounds)]
    print(f"{rounds[0]['rows']:,} messages")
    for step in rounds[0]["taken"]:
        seconds = statistics.median(each["taken"][step] for each in rounds)
        aim = f"aim 1.00  {'reached' if seconds < 1 else 'missed'}" if step.startswith("filter") else ""
        print(f"{step:20} {seconds:6.2f} s  {aim}")
    peak = max(each["peak"] for each in rounds)
    print(f"{'peak of the process':20} {peak:6.0f} MB aim 2048  {'reached' if peak < 2048 else 'missed'}")


if __name__ == "__main__":
    main()
