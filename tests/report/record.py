"""One invented record with something of everything, and the report's blocks made from it without a kernel."""

from __future__ import annotations

import ast
import json
from functools import cache
from pathlib import Path
from typing import Any

from patterns.report.notebook import template
from tests.cases import days, moments, weekly_incidents, write_log

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> #set text(red) $x$ "
    '[link](http://example.invalid) *star* & "quote"'
)


def record(
    folder: Path, *, threat: bool = False, did: str = "saw a friend", boundary: str = "Insults", gaps: bool = True
) -> Path:
    """Write a case: 20 incidents before the plan, 19 in its eight weeks, and something on every other sheet."""
    unknown = ["2026-02-25", "2026-01-20"] if gaps else []
    unknown += ["2026-03-03", "2026-03-05", "2026-03-07"] if gaps else []
    incidents = weekly_incidents("2026-01-05", (5, 4, 6, 5)) + weekly_incidents("2026-02-02", (4, 3, 4, 2, 2, 1, 2, 1))
    for row in incidents:
        row["Written on"] = row["Date"]
    for index in (20, 24, 26):  # 2 Feb is the day of sharing; these are 3 Feb and later
        incidents[index + 1] |= {"Boundary": "B1"}
    incidents[30]["Consequence applied on"] = ""
    if threat:
        first = {"Date": "2026-03-12", "Time": "21:10", "Channel": "in person", "Codes": "threat; strangulation"}
        incidents.append(first | {"What happened": "an entry that comes first"})
    ticked = days("2026-01-05", 84, unknown=unknown)
    for row in ticked[::2]:
        row["Contact"] = "yes"
    for index, what in ((30, did), (40, "went swimming"), (50, did), (60, "wrote to my sister")):
        ticked[index]["Did for myself"] = what
    return write_log(
        folder,
        days=ticked,
        incidents=incidents,
        boundaries=[{"Id": "B1", "Not accepted": boundary, "What I will do": "E-mail only", "Shared on": "2026-02-02"}],
        conflicts=moments(
            ("2026-02-04 18:00", "yes", "2026-02-05 09:00"),
            ("2026-02-11 18:00", "yes", "2026-02-13 09:00"),
            ("2026-02-18 18:00", "no", "2026-02-18 19:00"),
            ("2026-02-25 18:00", "yes", "2026-02-26 10:00"),
            ("2026-03-04 18:00", "yes", "2026-03-05 10:00"),
            ("2026-03-11 18:00", "yes", "2026-03-12 10:00"),
            ("2026-03-13 18:00", "yes", "2026-03-17 13:00"),  # 91 hours: later than 72
            ("2026-03-20 18:00", "yes", "2026-03-21 10:00"),
        ),
        sessions=[
            {"Date": f"2026-{on}", "Whose": "other", "Status": status, "How known": "seen"}
            for on, status in (
                ("02-03", "attended"), ("02-10", "attended"), ("02-17", "missed"), ("02-24", "attended"),
                ("03-03", "cancelled by therapist"), ("03-10", "attended"), ("03-17", "missed"), ("03-24", "attended"),
            )
        ],
        treatment=[{"Therapy": "DBT skills", "Whose": "other", "Started on": "2026-02-02"}],
        statements=[*map(statement, ("2026-02-12", "2026-03-05", "2026-03-18")), statement("2026-03-25", "no")],
        people=[
            {"Role": "me", "Name": "Ilka"},
            {"Role": "other", "Name": "Bodo"},
            {"Role": "supporter", "Name": "Jette", "Told the plan on": "2026-02-01", "Last contact": "2026-03-20"},
            {"Role": "supporter", "Name": "Marit", "Told the plan on": "2026-02-03", "Last contact": "2026-03-01"},
        ],
        protections=[{"Item": "exit plan", "State": "in place", "Since": "2026-02-01"}],
    )  # fmt: skip


def statement(on: str, no_excuse: str = "yes") -> dict[str, str]:
    """A statement that meets every criterion but, perhaps, one."""
    others = ("Names the act", "No blame of me", "Says what it did", "Says what will change")
    return {"Date": on, "No excuse": no_excuse, "Rated by": "me", "Codes": "insult"} | dict.fromkeys(others, "yes")


def blocks_of(
    folder: Path, weeks: int = 8, on: str = "2026-03-30", entries: str = "short", **more: Any
) -> list[dict[str, Any]]:
    """Run the report notebook's own cells in this process and return what they show."""
    names: dict[str, Any] = {}
    given = {"case": str(folder), "review_date": on, "weeks": weeks, "entries": entries} | more
    found: list[dict[str, Any]] = []
    for source in _cells():
        tree = ast.parse(source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), names)
        if "review_date" in names and "result" not in names:
            names |= given
        if isinstance(last, ast.Expr):
            shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
            found += json.loads(json.dumps(list(shown.blocks)))
    return found


@cache
def _cells() -> tuple[str, ...]:
    cells = json.loads(template().read_text(encoding="utf-8"))["cells"]
    return tuple("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
