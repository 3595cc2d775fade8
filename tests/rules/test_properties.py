"""What must never change a verdict, and what may only ever change it one way."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import patterns
from tests.cases import Rows, days, make_case

START = date(2026, 2, 2)
ORDER = ("met", "on the line", "not met")
HALVING = ("outbursts-four-weeks", "incidents-eight-weeks")
few = settings(max_examples=6, deadline=None, derandomize=True)

# day offsets from the plan's start and hours of the day: entries before and in the plan
entries = st.lists(st.tuples(st.integers(-28, 55), st.integers(1, 23)), min_size=12, max_size=40, unique=True)


def rows_of(made: list[tuple[int, int]]) -> Rows:
    return [
        {"Date": (START + timedelta(days=day)).isoformat(), "Time": f"{hour:02}:10", "Codes": "insult",
         "Channel": "in person", "What happened": f"{hour * 97 + day} " + chr(97 + hour) * 14, "Who was present": "Jan"}
        for day, hour in made
    ]  # fmt: skip


def verdicts(on: date = START + timedelta(days=56), **sheets: Any) -> dict[str, tuple[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        result = patterns.measure(make_case(Path(folder), **sheets), on=on)
        return {id: (each.verdict, each.numbers.get("change")) for id, each in result.findings.items()}


def shifted(rows: Rows, weeks: int) -> Rows:
    return [row | {"Date": (date.fromisoformat(row["Date"]) + timedelta(weeks=weeks)).isoformat()} for row in rows]


ALL = days("2026-01-05", 84, Contact="yes")


@few
@given(entries, st.integers(-60, 60))
def test_shifting_everything_by_whole_weeks_changes_no_verdict(made, weeks):
    rows, later = rows_of(made), timedelta(weeks=weeks)
    moved = verdicts(
        START + timedelta(days=56) + later,
        start=(START + later).isoformat(),
        incidents=shifted(rows, weeks),
        days=shifted(ALL, weeks),
    )
    assert moved == verdicts(incidents=rows, days=ALL)


@few
@given(entries, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_verdict(made, shuffler: random.Random):
    rows, ticks = rows_of(made), list(ALL)
    straight = verdicts(incidents=rows, days=ALL)
    shuffler.shuffle(rows)
    shuffler.shuffle(ticks)
    assert verdicts(incidents=rows, days=ticks) == straight


@few
@given(entries)
def test_renaming_people_changes_no_verdict(made):
    rows = rows_of(made)
    renamed = [row | {"Who was present": "Someone else"} for row in rows]
    jan, max_ = ([{"Role": "other", "Name": name}] for name in ("Jan", "Max"))
    assert verdicts(incidents=renamed, days=ALL, people=max_) == verdicts(incidents=rows, days=ALL, people=jan)


def never_nearer_to_met(before: dict, after: dict) -> None:
    for rule in HALVING:
        first, then = before[rule][0], after[rule][0]
        if first in ORDER and then in ORDER:
            assert ORDER.index(then) >= ORDER.index(first), rule
        assert not (then == "met" and first != "met"), rule


def more_than_six_hours_from_any(made: list[tuple[int, int]]) -> Callable[[tuple[int, int]], bool]:
    return lambda new: all(abs((new[0] - day) * 24 + new[1] - hour) > 6 for day, hour in made)


@few
@given(entries, st.tuples(st.integers(28, 55), st.integers(1, 23)))
def test_one_more_incident_in_the_window_never_brings_a_verdict_nearer_to_met(made, new):
    if more_than_six_hours_from_any(made)(new):
        more = verdicts(incidents=rows_of([*made, new]), days=ALL)
        never_nearer_to_met(verdicts(incidents=rows_of(made), days=ALL), more)


@few
@given(entries, st.sets(st.integers(28, 55), min_size=1, max_size=6))
def test_forgetting_to_tick_quiet_days_of_the_window_never_brings_a_verdict_nearer_to_met(made, forgotten):
    gaps = [(START + timedelta(days=day)).isoformat() for day in forgotten]
    without = [row for row in ALL if row["Date"] not in gaps]
    fewer = verdicts(incidents=rows_of(made), days=without)
    never_nearer_to_met(verdicts(incidents=rows_of(made), days=ALL), fewer)
