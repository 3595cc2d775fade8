"""Kill commands at random and look at what is left: `python -m tests.kills.run [--kills 200] [--seed 0]`.

Each kill is of one command on the sample case: import, suggest, a sitting of decisions, report, chronology, lock,
suggest on the locked case, unlock. Half of them come when a file is about to be changed for the n-th time, half at a
moment by the clock, with and without the processes that the command had started. After each the case must be whole, and
the next command must find nothing wrong and leave nothing of the killed one in plain.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from pathlib import Path

from tests.kills import killing


def main() -> None:
    """Kill so many times, and print what was killed where."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--seed", type=int, default=0)
    given = asked.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory(prefix="kills-") as name:
        folder = Path(name)
        lasted = durations(folder / "measured")
        hit: Counter[str] = Counter()
        tried = 0
        while sum(hit.values()) < given.kills:
            tried += 1
            operation = killing.OPERATIONS[chance.choice(list(killing.OPERATIONS))]
            how = one(operation, folder / str(tried), chance, lasted[operation.name])
            hit[operation.name] += how != killing.ENDED
            print(f"{sum(hit.values()):4} {operation.name}: {how}", flush=True)
    print(f"{sum(hit.values())} kills, {tried - sum(hit.values())} that came too late: {dict(hit)}; whole after each")


def durations(folder: Path) -> dict[str, float]:
    """Return how long each operation takes here."""
    case = killing.sample(folder)
    return {name: killing.duration(operation, case) for name, operation in killing.OPERATIONS.items()}


def one(operation: killing.Operation, folder: Path, chance: random.Random, seconds: float) -> str:
    """Kill one operation on a case of its own; return how it was killed."""
    case = killing.prepared(operation, folder)
    before, decided = killing.record(case), killing.decisions(case)
    if "LOCKED" in operation.words:
        killing.locked(case)
    how = killing.kill_once(operation, case, chance, seconds)
    try:
        killing.assert_whole(case, before, decided)
        killing.next_command(case)
        killing.assert_whole(case, before, decided)
    except AssertionError:
        print(f"FAULT: {operation.name}, {how}", flush=True)
        raise
    return how


if __name__ == "__main__":
    main()
