"""How every number was made: each rule in words, its counts, its interval, how sure that is."""

from __future__ import annotations

from typing import Any

import pandas as pd

from patterns.log.lists import REVIEWED_WITH
from patterns.report.blocks import Block, section, table, text
from patterns.report.provenance import provenance
from patterns.result import Result
from patterns.rules import CANNOT_TELL, NO_LIMIT, RULES, Finding
from patterns.schema import records
from patterns.words import day, definition, listed, percent, say, term

ALWAYS = (  # the rules that page 1 and the charts speak about
    "safety-first", "safety-trend", "outbursts-four-weeks", "incidents-eight-weeks", "incidents-weekly",
    "repair-three-of-four", "repairs-weekly", "next-step-72-hours", "attendance", "statements",
    "pattern-three-in-a-month",
)  # fmt: skip
WORDS = ("incident", "known-day", "baseline", "outburst", "contact-day", "verdicts", "strength", "interval")
SETTINGS = (
    ("outbursts_down_by", True), ("outbursts_nearly_from", True), ("incidents_down_by", True), ("repair_needed", True),
    ("repair_counted", True), ("next_step_hours", True), ("attendance_share", True), ("trial_weeks", True),
    ("supporters_needed", True), ("fewest_baseline", False), ("days_known_share", False), ("week_complete_from", False),
    ("hours_between_incidents", False),
)  # fmt: skip  # with whether the limit is part of the agreement (True) or a setting of this program (False)

LOOKED_AT = 4  # the latest times that are named


def methods(result: Result) -> list[Block]:
    """Return the section on methods and definitions."""
    blocks = [
        section(say("report.methods.title"), "methods", new_page=True),
        text(say("report.methods.lead"), "lead"),
        section(say("report.methods.rules"), "rules", level=3),
    ]
    silent = [finding for finding in result.findings.values() if _says_nothing(finding)]
    for finding in result.findings.values():
        blocks += [] if finding in silent else _rule(finding)
    if silent:
        names = listed([_name(finding.id) for finding in silent])
        blocks.append(text(say("report.methods.silent", names=names), "note"))
    return [
        *blocks,
        section(say("report.methods.words"), "words", level=3),
        table(
            say("report.methods.words-caption"),
            [say("report.column.word"), say("report.column.meaning")],
            [
                [
                    say(f"report.word.{name}"),
                    say(
                        f"report.word.{name}.meaning",
                        hours=result.plan.hours_between_incidents,
                        fewest=result.plan.week_complete_from,
                    ),
                ]
                for name in WORDS
            ],
        ),
        text(say("report.methods.how-sure"), "note"),
        section(say("report.methods.settings"), "settings", level=3),
        table(
            say("report.methods.settings-caption"),
            [say("report.column.setting"), say("report.column.value"), say("report.column.whose")],
            [
                [
                    say(f"report.setting.{name}"),
                    _value(result, name),
                    say("report.setting.agreed" if agreed else "report.setting.ours"),
                ]
                for name, agreed in SETTINGS
            ],
        ),
        text(_agreed(result), "note"),
        *provenance(result),
        text(say("report.methods.same"), "note"),
    ]


def _agreed(result: Result) -> str:
    """Return since when the limits stand, who wrote them down, and when they were looked at again with whom."""
    held = result.review.log.reviews
    held = held.loc[held["date"].lt(pd.Timestamp(result.review_date))].sort_values("date", kind="stable")
    looked = []
    for row in records(held.tail(LOOKED_AT)):
        whom = row["with"] if row["with"] in REVIEWED_WITH else "not-said"
        looked.append(say(f"report.methods.looked.{whom}", on=day(row["date"].date())))
    said = [say("report.methods.agreed", start=day(result.plan.start))]
    return " ".join(said + ([say("report.methods.looked", times=listed(looked))] if looked else []))


def _rule(finding: Finding) -> list[Block]:
    written = definition(finding.id, RULES[finding.id].definition)
    verdict = say("report.rule.verdict", verdict=term(finding.verdict))
    verdict += f" ({term(finding.reason)})." if finding.reason else "."
    details = [{"term": say("report.rule.found"), "text": f"{verdict} {finding.sentence}"}]
    details += [{"term": say("report.rule.sure"), "text": each} for each in _sure(finding)]
    return [
        {
            "kind": "rule",
            "title": _title(finding.id),
            "name": f"rule-{finding.id}",
            "agreed": finding.agreed,
            "definition": " ".join(written.replace("`", "").split()),
            "details": details,
        },
    ]


def _says_nothing(finding: Finding) -> bool:
    """Tell whether a rule without an agreed limit found nothing in the log to speak about."""
    if finding.id in ALWAYS or finding.verdict not in (NO_LIMIT, CANNOT_TELL):
        return False
    return not any(behind.rows for behind in finding.evidence)


def _name(id: str) -> str:
    try:
        return say(f"report.rule.title.{id}")
    except KeyError:  # a rule without a title of its own is called by its id
        return id.replace("-", " ").capitalize()


def _title(id: str) -> str:
    return say("report.rule.title", title=_name(id), id=id)


def _sure(finding: Finding) -> list[str]:
    numbers = finding.numbers
    parts = []
    if numbers.get("evidence"):
        parts.append(say("report.rule.evidence", words=numbers["evidence"]))
    interval = numbers.get("interval")
    if interval and numbers.get("change") is not None:
        low, high = (
            say("report.signed", sign="+" if each > 0 else "−" if each < 0 else "", share=percent(abs(each)))
            for each in (interval["low"], interval["high"])
        )
        change = numbers["change"]
        sign = "+" if change > 0 else "−" if change < 0 else ""
        parts.append(
            say(
                "report.rule.change",
                change=say("report.signed", sign=sign, share=percent(abs(change))),
                low=low,
                high=high,
                method=term(interval["method"]),
            )
        )
    elif interval:
        parts.append(
            say(
                "report.rule.share",
                low=percent(interval["low"]),
                high=percent(interval["high"]),
                method=term(interval["method"]),
            )
        )
    if numbers.get("chance") is not None:
        parts.append(
            say("report.rule.chance", n=max(1, round(100 * numbers["chance"])))
            if numbers["chance"] >= 0.005
            else say("report.rule.chance-small")
        )
    return [" ".join(parts)] if parts else []


def _value(result: Result, name: str) -> str:
    value: Any = getattr(result.plan, name)
    if name == "repair_needed":
        return say("report.setting.of", k=value[0], n=value[1])
    return percent(value) if name.endswith(("_by", "_from", "_share")) and not isinstance(value, int) else term(value)
