"""Sentences about what changed since the last report."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "earlier.title": "Changes since the last report",
    "earlier.first": "No earlier report of this case is remembered, so there is nothing to compare with.",
    "earlier.lead": "The last report before this one was for {on}, about {weeks:week|weeks}. What it stated, and what the same rules say now.",
    "earlier.caption": "What was stated then, and now",
    "earlier.column.rule": "Rule",
    "earlier.column.then": "Then",
    "earlier.column.now": "Now",
    "earlier.stated": "{verdict} ({counts})",
    "earlier.two": "{before} in {before_days} days before, {after} in {after_days} days after",
    "earlier.of": "{k} of {n}",
    "earlier.why-title": "Why it changed",
    "earlier.new": "{n:entry|entries} dated since then.",
    "earlier.late": "{n:entry|entries} more for the days before, written in later.",
    "earlier.fewer": "{n:entry|entries} fewer for the days before: removed, joined or given another date.",
    "earlier.days": "{n:day|days} before then {n:=is|are} recorded now that {n:=was|were} not.",
    "earlier.days-fewer": "{n:day|days} before then {n:=is|are} no longer recorded.",
    "earlier.decisions": "{n:decision|decisions} on passages added.",
    "earlier.decisions-fewer": "{n:decision|decisions} on passages fewer.",
    "earlier.sources": "{n:export|exports} added.",
    "earlier.sources-fewer": "{n:export|exports} fewer.",
    "earlier.boundaries": "{n:boundary or version|boundaries or versions} shared since then.",
    "earlier.setting": "A limit was changed: {name}, {then} then, {now} now.",
    "earlier.nothing": "Nothing that it was counted from has changed.",
}
