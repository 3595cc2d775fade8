"""The first fifteen minutes, on invented people: a case folder for practice, and the terminal's commands in a cell."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from patterns.errors import PatternsError
from patterns.lab.deciding import Deciding
from patterns.log import amend
from patterns.store.bundled import bundled
from patterns.words import say

MARK = ".practice"  # stands in every folder made here; nothing is typed into a folder without it
MADE = "practice-"  # begins the name of a folder made for practice


def folder(name: str | Path = "") -> Path:
    """Return the place for a practice case: `name`, or a new folder among the temporary files of this computer."""
    return Path(name) if name else Path(tempfile.mkdtemp(prefix=MADE)) / "case"


def command(*words: object) -> None:
    """Run `patterns` with these words, as in a terminal, and print what it says."""
    said = [str(word) for word in words]
    print("$ patterns", *said)
    ran = subprocess.run(
        [sys.executable, "-c", "from patterns.cli import main; main()", *said],
        capture_output=True, text=True, encoding="utf-8", errors="replace", check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    print(ran.stdout + ran.stderr, end="")
    if ran.returncode == 0 and said[0] == "new":
        (Path(said[1]) / MARK).touch()


def export(case: Path) -> None:
    """Put the sample's message exports into a practice case, as they are."""
    _practice(case)
    for path in sorted((bundled("sample") / "case" / "exports").iterdir()):
        shutil.copyfile(path, case / "exports" / path.name)
        print(say("lab.practice.export", name=path.name))


def write(case: Path, *sheets: str) -> None:
    """Write the sample's rows into sheets of a practice log, as a person would type them."""
    _practice(case)
    for name in sheets:
        rows = _rows(name)
        amend.add(case, {name: rows})
        print(say("lab.practice.rows", n=len(rows), sheet=name))


def decide(case: Path, decision: str, most: int) -> None:
    """Decide on the first passages that wait in a practice case, as the buttons of review.ipynb do."""
    _practice(case)
    deciding = Deciding(case)
    for _ in range(min(most, deciding.left)):
        deciding.decide(decision)
    print(say("lab.practice.decided", n=deciding.decided, left=deciding.left))


def _rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of one sheet of the sample's log, without the greyed example."""
    book = load_workbook(bundled("sample") / "case" / "log.xlsx", data_only=True)
    lines = [list(line) for line in book[name].iter_rows(min_row=2, values_only=True)]
    head, *below = lines
    kept = [dict(zip(head, line, strict=True)) for line in below]
    rows = [{str(name): _plain(value) for name, value in row.items() if name and value is not None} for row in kept]
    return [row for row in rows if len(row) > 1 and not any(str(each).startswith("Example:") for each in row.values())]


def _plain(value: Any) -> Any:
    """Return a date without its midnight; moments and clock times as they are."""
    return value.date() if isinstance(value, datetime) and value.time() == time() else value


def _practice(case: Path) -> None:
    if not (case / MARK).exists():
        raise PatternsError(
            f"{case.name} is not a practice case.",
            expected="a case that this notebook made",
            remedy="In your own case you write the log yourself; nothing was changed.",
        )




def remove(case: Path) -> None:
    """Remove a practice case with everything in it; no other folder."""
    _practice(case)
    shutil.rmtree(case)
    if case.parent.name.startswith(MADE) and not any(case.parent.iterdir()):
        case.parent.rmdir()
    print(say("lab.practice.removed", name=case))
