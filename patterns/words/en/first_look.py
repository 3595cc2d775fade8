"""Sentences of the page that is written before anything else when messages or the log hold something about safety."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "first-look.title": "Look at this first",
    "first-look.period": "From the log and the messages up to {last:long}",
    "first-look.footer": "Private. Written for you alone.",
    "first-look.waiting": "Nobody has looked yet at the passages or entries named further down. They may be about safety, or may not.",
    "first-look.how-title": "What you can do with each of them",
    "first-look.look": "Look: “patterns suggest” writes them first into review.xlsx. Their words stay closed there until you open them. Do this when somebody can be with you, if you like.",
    "first-look.later": "Later: leave the decision empty. Nothing is lost, and it stays on this page.",
    "first-look.not": "Not a threat: choose no. Your decision is kept with its date, you are not asked again, and nothing is deleted.",
    "first-look.entry": "An entry that may tell of something its codes do not say: if it does, write the code into its row. If not, write the day on which you looked at it into Talked through on, and you are not asked again. Nothing counts it until you decide.",
    "first-look.may": "A passage here may be a threat, or may not: the program sees words only, not the tone or the room. You know best.",
    "first-look.also-title": "Fainter signs, and passages about monitoring, control or pressure",
    "first-look.also": "These do not come first by themselves; passages stand among the first rows of review.xlsx, entries are named by “patterns check”.",
    "first-look.also-line": "{on:long}: {code} (message {message})",
    "first-look.also-entry": "{on:long}: an entry that may tell of {code} (Incidents row {row})",
    "first-look.also-undated": "date not known: an entry that may tell of {code} (Incidents row {row})",
    "first-look.also-more": "{n} more in review.xlsx",
    "first-look.not-written": "There is something about safety in this record. Look at that first: `patterns measure` names it. The page about it is missing: {why}",
    "first-look.written": "Look at this first, before anything else: {path}",
}
