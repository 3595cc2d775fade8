"""What the last report stated, what the same rules say now, and what came in between."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pandas as pd

from patterns import days
from patterns.report.blocks import Block, items, section, table, text
from patterns.report.methods import SETTINGS
from patterns.result import Result
from patterns.rules import Finding
from patterns.store import history
from patterns.words import percent, say, term

RULES = ("outbursts-four-weeks", "incidents-eight-weeks", "repair-three-of-four", "attendance", "statements")
STATED = "stated"  # the name of the figures in a line of the history


def stated(result: Result) -> dict[str, Any]:
    """Return the figures of a report as they are remembered: counts, dates and settings; no name and no word."""
    review = result.review
    acts = review.acts.loc[review.acts["abusive"]]
    calendar = review.calendar
    begun = pd.Timestamp(result.plan.start) - pd.Timedelta(days=days.BASELINE_DAYS)  # the same for every review date
    known = calendar.loc[calendar["known"] & (calendar["date"] >= begun), "date"]
    shared = review.log.boundaries["shared_on"]
    return {
        "rules": {id: _figures(result.findings[id]) for id in RULES},
        "entries": {day.date().isoformat(): len(rows) for day, rows in acts.groupby("date", sort=True)},
        "days": [day.date().isoformat() for day in known],
        "decisions": len(review.case.reviewed),
        "sources": len(review.case.sources),
        "boundaries": int((shared < pd.Timestamp(review.review_date)).sum()),
        "settings": {name: _raw(getattr(result.plan, name)) for name, _ in SETTINGS},
    }


def changes(result: Result) -> list[Block]:
    """Return the section on what changed since the last report for an earlier date; nothing in a copy without names."""
    if result.review.case.copy_for:
        return []
    heading = section(say("earlier.title"), "changes", new_page=True)
    last = _last(result)
    if last is None:
        return [heading, text(say("earlier.first"))]
    then, now = last[STATED], stated(result)
    heads = [say(f"earlier.column.{name}") for name in ("rule", "then", "now")]
    rows = [[_title(id), _said(then["rules"].get(id)), _said(now["rules"][id])] for id in RULES]
    return [
        heading,
        text(say("earlier.lead", on=pd.Timestamp(last["on"]).date(), weeks=last["weeks"]), "lead"),
        table(say("earlier.caption"), heads, rows),
        section(say("earlier.why-title"), "why", level=3),
        items(_why(then, now, last["on"])),
    ]


def _last(result: Result) -> dict[str, Any] | None:
    """Return the last report for an earlier date, of as many weeks where there is one; a later run changes nothing."""
    on = result.review_date.isoformat()
    lines = [
        line for line in history.read(result.review.case.folder)
        if line.get("what") == "report" and line.get(STATED) and line["on"] < on
    ]  # fmt: skip
    alike = [line for line in lines if line["weeks"] == result.weeks]
    return max(alike or lines, key=lambda line: line["on"], default=None)


def _figures(finding: Finding) -> dict[str, Any]:
    numbers = finding.numbers
    if "baseline" in numbers and "window" in numbers:
        before, after = numbers["baseline"] or {}, numbers["window"] or {}
        counts = [each.get(name) for each in (before, after) for name in ("count", "known_days")]
    else:
        counts = [numbers.get("k"), numbers.get("n")]
    return {"verdict": finding.verdict, "counts": counts}


def _said(figures: dict[str, Any] | None) -> str:
    """Return a verdict with its counts in words."""
    if figures is None:
        return ""
    counts, verdict = figures["counts"], term(figures["verdict"])
    if None in counts:
        return verdict
    if len(counts) == 2:
        return say("earlier.stated", verdict=verdict, counts=say("earlier.of", k=counts[0], n=counts[1]))
    names = ("before", "before_days", "after", "after_days")
    return say("earlier.stated", verdict=verdict, counts=say("earlier.two", **dict(zip(names, counts, strict=True))))


def _why(then: dict[str, Any], now: dict[str, Any], on: str) -> list[str]:
    """Return what came in between: entries, days, decisions, exports, boundaries, limits."""
    new = sum(count for day, count in now["entries"].items() if day >= on)
    late = sum(count for day, count in now["entries"].items() if day < on) - sum(then["entries"].values())
    recorded = len([day for day in now["days"] if day < on]) - len([day for day in then["days"] if day < on])
    told = [say("earlier.new", n=new)] if new else []
    told += _more("late", "fewer", late) + _more("days", "days-fewer", recorded)
    for name in ("decisions", "sources"):
        told += _more(name, f"{name}-fewer", now[name] - then[name])
    told += _more("boundaries", "", now["boundaries"] - then["boundaries"])
    told += [
        say("earlier.setting", name=say(f"report.setting.{name}"), then=_shown(before), now=_shown(value))
        for name, value in now["settings"].items()
        if (before := then["settings"].get(name, value)) != value
    ]
    return told or [say("earlier.nothing")]


def _more(more: str, fewer: str, n: int) -> list[str]:
    if n > 0:
        return [say(f"earlier.{more}", n=n)]
    return [say(f"earlier.{fewer}", n=-n)] if n < 0 and fewer else []


def _title(id: str) -> str:
    return say(f"report.rule.title.{id}")


def _raw(value: Any) -> Any:
    """Return a setting as it can be kept: a share as a fraction in words, k of n as a list."""
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return list(value) if isinstance(value, tuple) else value


def _shown(raw: Any) -> str:
    if isinstance(raw, list):
        return say("earlier.of", k=raw[0], n=raw[1])
    return percent(Fraction(raw)) if isinstance(raw, str) and "/" in raw else term(raw)
