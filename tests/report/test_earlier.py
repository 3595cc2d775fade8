"""What the last report stated is remembered without names, and the next one says what changed and why."""

from __future__ import annotations

import json

import pytest

from patterns import measure
from patterns.report import build_report
from patterns.report.blocks import words_of
from patterns.report.earlier import changes, stated
from patterns.store import history
from tests.report.record import record
from tests.test_journeys import eight_weeks


def said(folder, on="2026-03-30", weeks=8) -> str:
    return " | ".join(words_of(changes(measure(folder, on, weeks))))


def remember(folder, on: str, weeks: int = 8, **changed) -> None:
    """Note a report as `build_report` does."""
    figures = stated(measure(folder, on, weeks)) | changed
    history.append(folder, "report", file="review.html", sha256="ab", on=on, weeks=weeks, stated=figures)


@pytest.fixture
def folder(tmp_path):
    return record(tmp_path / "case")


def test_the_first_report_says_that_there_is_nothing_to_compare_with(folder):
    assert "nothing to compare with" in said(folder)


def test_the_next_report_shows_both_figures_and_counts_what_is_new(folder):
    remember(folder, "2026-03-02", weeks=4)
    words = said(folder)
    assert "2 March 2026, about 4 weeks" in words
    # plan weeks 1 to 8 hold 4, 3, 4, 2, 2, 1, 2, 1 entries: 6 of them are dated on 2 March or later
    assert "6 entries dated since then." in words
    assert "recorded" not in words  # every day is ticked as it was
    assert "20 in" in words  # the baseline of both


def test_late_and_removed_entries_are_told_apart(folder):
    at = stated(measure(folder, "2026-03-02", 8))["entries"]
    first = min(at)
    remember(folder, "2026-03-02", entries=at | {first: at[first] - 1})
    assert "1 entry more for the days before, written in later." in said(folder)
    remember(folder, "2026-03-03", entries=at | {first: at[first] + 4})
    assert "entries fewer for the days before" in said(folder)


def test_a_changed_limit_is_named_with_both_values(folder):
    settings = stated(measure(folder, "2026-03-02", 8))["settings"]
    remember(folder, "2026-03-02", settings=settings | {"incidents_down_by": "3/10", "repair_needed": [2, 4]})
    words = said(folder)
    assert "30 % then, 50 % now" in words
    assert "2 of 4 then, 3 of 4 now" in words


def test_a_report_is_never_held_against_one_for_the_same_or_a_later_date(folder):
    remember(folder, "2026-03-30")
    remember(folder, "2026-04-06")
    assert "nothing to compare with" in said(folder)


def test_one_of_as_many_weeks_comes_before_a_later_one_of_others(folder):
    remember(folder, "2026-02-23", weeks=8)
    remember(folder, "2026-03-02", weeks=4)
    assert "23 February 2026, about 8 weeks" in said(folder, weeks=8)
    assert "2 March 2026, about 4 weeks" in said(folder, weeks=4)


def test_a_report_that_is_built_is_remembered_without_names_and_is_the_same_again(tmp_path):
    folder = eight_weeks(tmp_path / "case").folder
    first = build_report(folder, "2026-03-02", weeks=4, formats=("html",))[0].read_bytes()
    line = history.read(folder)[-1]
    assert line["stated"]["rules"]["outbursts-four-weeks"]["verdict"] == "not met"
    assert not {"Mira", "Jan"} & set(json.dumps(line).replace('"', " ").split())
    assert build_report(folder, "2026-03-02", weeks=4, formats=("html",))[0].read_bytes() == first
    assert "2 March 2026, about 4 weeks" in said(folder, weeks=4)
