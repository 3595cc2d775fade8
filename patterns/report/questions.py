"""The three questions for today: taken from what was found, never an instruction."""

from __future__ import annotations

from collections.abc import Iterator

from patterns.report import frames
from patterns.report.describe import cut
from patterns.report.trial import FROM_WEEKS
from patterns.result import Result
from patterns.words import say

MANY = 3


def for_today(result: Result) -> list[str]:
    """Return the three questions of page 1, the most pressing first."""
    asked = [*_first(result), _decision(result), *_further(result)]
    return list(dict.fromkeys(asked))[:MANY]


def _first(result: Result) -> Iterator[str]:
    yield say("report.ask.safety") if result.page_first else say("report.ask.match")


def _decision(result: Result) -> str:
    """Return the question a report is for: keep or firmer (four weeks), which boundary changes (eight), the trial."""
    rule, _ = frames.main_rule(result)
    finding = result.findings[rule]
    verdict = finding.verdict.replace(" - ", "-").replace(" ", "-")
    if result.weeks >= FROM_WEEKS:
        trial = result.findings["attendance"].verdict
        known = trial if trial in ("met", "not met", "not due yet") else "cannot tell"
        return say(f"layout.ask.trial.{known}")
    period = "four" if result.weeks <= 4 else "eight"
    return say(f"report.ask.{period}.{verdict}", step=cut(finding.next_step, 60))


def _further(result: Result) -> Iterator[str]:
    """Yield questions in the order in which they weigh; the page takes as many as have room."""
    findings = result.findings
    if result.weeks >= FROM_WEEKS:
        yield say("layout.ask.boundary")
    for each in findings["consequences-applied"].numbers["open"]:
        if each["due_on"] >= result.review.window.first:
            yield say("report.ask.consequence", on=each["due_on"])
    if (
        findings["incidents-eight-weeks"].verdict == "cannot tell"
        or findings["outbursts-four-weeks"].verdict == "cannot tell"
    ):
        yield say("report.ask.record")
    if findings["repair-three-of-four"].verdict == "not met":
        yield say("report.ask.repair")
    if findings["attendance"].verdict == "not met":
        yield say("report.ask.attendance")
    elif findings["attendance"].numbers.get("can_miss") == 0 and findings["attendance"].verdict == "not due yet":
        yield say("report.ask.attendance-left")
    if findings["statements"].numbers["pending"]:
        yield say("report.ask.statements", n=findings["statements"].numbers["pending"])
    if findings["supporters"].verdict != "met":
        yield say("report.ask.supporters")
    if result.page_first:
        yield say("report.ask.match")
    yield say("report.ask.protection")
    yield say("report.ask.share")
