"""The lower part of page 1: limits and consequences, what you did, the questions for today."""

from __future__ import annotations

from typing import Any

import pandas as pd

from patterns.report import describe
from patterns.report.blocks import Block, columns, items, lines, section
from patterns.report.questions import for_today
from patterns.result import Result
from patterns.rules.boundaries import said_of_other_channels
from patterns.schema import records
from patterns.words import day, listed, say, terms

MOST_LISTED = 4


def limits_and_questions(result: Result) -> Block:
    """Return the lower part: limits and consequences, what you did; the questions for today and room to write."""
    left = [
        section(say("report.limits.title"), "limits-first", level=3),
        items(_limits(result)),
        section(say("report.did.title"), "what-you-did", level=3),
        items(_did(result)),
    ]
    right = [
        section(say("report.today.title"), "today", level=3),
        lines(say("report.today.lines"), 2),
        items(for_today(result), ordered=True),
    ]
    return columns(left, right)


def _limits(result: Result) -> list[str]:
    reached = result.findings["pattern-three-in-a-month"]
    first = result.review.window.first
    current = [each for each in reached.numbers["triggers"] if each["until"] >= first]
    names = _boundary_words(result)
    told = [_trigger(result, each, names) for each in current[-2:]]
    if len(current) > len(told):
        told.append(say("report.limits.more", n=len(current) - len(told)))
    if not current:
        told.append(reached.sentence if not reached.numbers["triggers"] else say("report.limits.none-now"))
    waiting = result.findings["consequences-applied"].numbers["open"]
    shown = {(each["boundary"], each["from"]) for each in current[-2:]}
    told += [
        say("report.limits.waiting", boundary=each["boundary"], on=each["due_on"])
        for each in waiting
        if each["due_on"] >= first and (each["boundary"], each["due_on"]) not in shown
    ][:1]
    return told


def _boundary_words(result: Result) -> dict[str, str]:
    rows = result.review.log.boundaries
    return {
        row["id"].strip(): describe.cut(row["not_accepted"], 50)
        for row in records(rows)
        if pd.notna(row["id"]) and pd.notna(row["not_accepted"])
    }


def _trigger(result: Result, each: dict[str, Any], names: dict[str, str]) -> str:
    name = (
        say("report.limits.named", id=each["boundary"], words=names[each["boundary"]])
        if each["boundary"] in names
        else each["boundary"]
    )
    parts = [
        say(
            "report.limits.reached",
            name=name,
            dates=listed([day(on, "short") for on in each["crossings"]]),
            n=len(each["crossings"]),
            days=(each["on"] - each["crossings"][0]).days + 1,
            channels=listed(terms(each["channels_left_open"])),
            first=each["from"],
            last=each["until"],
        )
    ]
    if each["applied_on"]:
        parts.append(say("report.limits.applied", on=each["applied_on"]))
    else:
        parts.append(say("report.limits.not-applied"))
    parts.append(said_of_other_channels(result.review, each))
    return " ".join(filter(None, parts))


def _did(result: Result) -> list[str]:
    """Return strengths and protections: what the person wrote down, with how often; no target, no streak."""
    done = pd.Series([each["what"].strip() for each in result.findings["own-care"].numbers["done"]], dtype="object")
    often = done.value_counts(sort=True)
    told = [
        say("report.did.times", what=describe.cut(what, 56), n=int(count)) if count > 1 else describe.cut(what, 56)
        for what, count in often.head(MOST_LISTED).items()
    ]
    if len(often) > MOST_LISTED:
        told.append(say("report.did.more", n=len(often) - MOST_LISTED))
    records = result.findings["dated-records"].numbers
    written = sum(records[name] for name in ("within_1_day", "within_7_days", "later"))
    if written:
        told.append(say("report.did.records", soon=records["within_1_day"], n=written))
    supporters = result.findings["supporters"].numbers
    if supporters["k"]:
        told.append(say("report.did.supporters", n=supporters["k"]))
    protections = result.review.log.protections
    in_place = protections.loc[protections["state"] == "in place", "item"].dropna().unique().tolist()
    if in_place:
        told.append(say("report.did.protections", items=listed(terms(in_place))))
    return told or [say("report.did.nothing")]
