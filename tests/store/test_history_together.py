"""Two commands at once, and one that was stopped in the middle of a line: the history stays whole and in a chain."""

from __future__ import annotations

import hashlib
import subprocess
import sys

from patterns.store import history

WRITES = """
import sys
from pathlib import Path
from patterns.store import history
for n in range(40):
    history.append(Path(sys.argv[1]), "note", n=n, by=sys.argv[2])
"""


def chained(case) -> bool:
    """Tell whether each line carries the sum of the one before it."""
    lines = (case / history.FILE).read_bytes().splitlines()
    before = [history.FIRST, *(hashlib.sha256(line).hexdigest() for line in lines)]
    return [each["before"] for each in history.read(case)] == before[:-1]


def test_commands_at_the_same_time_lose_no_line_and_keep_the_chain(tmp_path):
    running = [subprocess.Popen([sys.executable, "-c", WRITES, str(tmp_path), name]) for name in "abc"]
    assert [each.wait() for each in running] == [0, 0, 0]
    lines = history.read(tmp_path)
    assert sorted((each["by"], each["n"]) for each in lines) == [(name, n) for name in "abc" for n in range(40)]
    assert chained(tmp_path)


def test_half_a_line_is_set_aside_and_the_rest_is_read(tmp_path):
    assert history.append(tmp_path, "note", n=1)
    with (tmp_path / history.FILE).open("ab") as file:
        file.write(b'{"at": "2026-03-')
    assert [each["n"] for each in history.read(tmp_path)] == [1]
    assert history.append(tmp_path, "note", n=2)
    assert [each["n"] for each in history.read(tmp_path)] == [1, 2]
    assert chained(tmp_path)
    assert (tmp_path / history.CUT).read_bytes() == b'{"at": "2026-03-'
