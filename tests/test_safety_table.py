"""SAFETY_TABLE.md: every row is there once and holds something, and every test it names can be run."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

TESTS = Path(__file__).resolve().parent
TABLE = (TESTS / "SAFETY_TABLE.md").read_text(encoding="utf-8")
KINDS = {"M": 22, "NV": 15, "EV": 10, "CH-": 8, "U": 7}
FEWEST = 20  # letters of a sentence that says something


class Row(NamedTuple):
    """One thing that has to hold, the tests that show it, and what they do not show."""

    id: str
    holds: str
    shown: str
    reason: str


def rows(text: str) -> list[Row]:
    lines = [line for line in text.splitlines() if line.startswith("|")][2:]
    return [Row(*(cell.strip() for cell in line.strip("|").split("|"))) for line in lines]


@cache
def named_in(file: str) -> frozenset[str]:
    path = TESTS / file
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
    return frozenset(each.name for each in tree.body if isinstance(each, ast.FunctionDef))


def faults(text: str) -> list[str]:
    """Return what is wrong with a table, one line for each thing."""
    found, table = [], rows(text)
    expected = [f"{kind}{n}" for kind, most in KINDS.items() for n in range(1, most + 1)]
    if [row.id for row in table] != expected:
        found.append(f"rows: {sorted(set(expected) ^ {row.id for row in table})} or their order")
    for row in table:
        named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", row.shown)
        if len(row.holds) < FEWEST:
            found.append(f"{row.id}: it does not say what holds")
        if re.sub(r"`[\w/]+\.py::test_\w+`", "", row.shown).strip(" -"):
            found.append(f"{row.id}: what is no test stands among the tests")
        if not named and len(row.reason) < FEWEST:
            found.append(f"{row.id}: neither a test nor a reason")
        found += [f"{row.id}: {file} has no {name}" for file, name in named if name not in named_in(file)]
        found += [f"{row.id}: {name} is named twice" for _, name in set(named) if named.count((_, name)) > 1]
    return found


def test_every_row_is_there_and_every_test_it_names_exists():
    assert faults(TABLE) == []


@pytest.mark.parametrize(
    ("found", "instead", "said"),
    [
        ("| M7 |", "| M8 |", "rows"),
        ("| U7 |", "| U8 |", "rows"),
        ("::test_a_yes_becomes_an_act_and_a_no_does_not`", "::test_a_yes_becomes_nothing`", "has no"),
        ("`lock/test_lock.py::test_another_passphrase_does_not_open_it`", "`lock/gone.py::test_another`", "has no"),
        ("A thing that is not there has no test; SECURITY.md says so and why.", "-", "neither a test nor a reason"),
        ("Every report, and every dated extract on its first pages, says what no such record can see: calls, talk in "
         "person, deleted messages, other apps, tone.",
         "", "does not say what holds"),
        ("`test_house.py::test_nobody_is_called_safe`", "looked at by hand", "what is no test"),
    ],
)  # fmt: skip
def test_a_row_that_is_missing_empty_or_names_what_is_not_there_is_found(found, instead, said):
    assert found in TABLE
    assert any(said in fault for fault in faults(TABLE.replace(found, instead)))
