"""What the notebook calls: each function shows one part of the report."""

from __future__ import annotations

from patterns.plots import style
from patterns.plots.design import LARGE
from patterns.report import first_page
from patterns.report.agenda import agenda as _agenda
from patterns.report.blocks import Shown, shown
from patterns.report.charts import charts as _charts
from patterns.report.earlier import changes as _changes
from patterns.report.entries import entries as _entries
from patterns.report.limits import limits as _limits
from patterns.report.lower_page import limits_and_questions
from patterns.report.methods import methods as _methods
from patterns.report.protections import protections as _protections
from patterns.report.safety_page import safety_page
from patterns.report.sources import sources as _sources
from patterns.report.sources import unseen as _unseen
from patterns.report.trial import trial as _trial
from patterns.result import Result


def cover(result: Result) -> Shown:
    """Show the head of the report; before it counts anything, the safety page when something is open."""
    return shown(first_page.cover(result), *safety_page(result))


def summary(result: Result) -> Shown:
    """Show page 1: safety, how complete the record is, the four rows, limits, strengths, questions for today."""
    return shown(
        *first_page.begin(result),
        first_page.safety(result),
        first_page.completeness(result),
        first_page.measures(result),
        limits_and_questions(result),
    )


def sources(result: Result) -> Shown:
    """Show what the report rests on, and what these records cannot see."""
    return shown(*_sources(result))


def charts(result: Result, large: bool = False) -> Shown:
    """Show every chart with its numbers; the words in them larger for large print."""
    with style.enlarged(LARGE if large else 1):
        return shown(*_charts(result))


def limits(result: Result, large: bool = False) -> Shown:
    """Show the boundaries of the plan and what followed from them."""
    with style.enlarged(LARGE if large else 1):
        return shown(*_limits(result))


def protections(result: Result) -> Shown:
    """Show what is in place, contact limits, and places that help."""
    return shown(*_protections(result))


def trial(result: Result) -> Shown:
    """Show the trial of sessions, in reports of twelve weeks and more."""
    return shown(*_trial(result))


def unseen(result: Result) -> Shown:
    """Show what these records cannot see."""
    return shown(*_unseen())


def session(result: Result) -> Shown:
    """Show the page for the session."""
    return shown(*_agenda(result))


def methods(result: Result) -> Shown:
    """Show how every number was made."""
    return shown(*_methods(result))


def entries(result: Result, how: str = "short") -> Shown:
    """Show which entries were counted; their words only with `full`."""
    return shown(*_entries(result, how))


def changes(result: Result) -> Shown:
    """Show what changed since the last report for an earlier date, and why."""
    return shown(*_changes(result))
