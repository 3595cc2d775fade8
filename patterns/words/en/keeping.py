"""Sentences about checking a case against what its history says."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "keeping.disk": "{name} could not be written or read ({why}). Expected: a folder that can be written to, with room for the files. What stood there before is as it was; free some space or choose another folder, then run the command again.",
    "keeping.not-noted": "The history of {case} could not be written to (a full disk, a folder that is read only): what this command did is not noted there.",
    "verify.fine": "Everything agrees: {lines:line|lines} of the history, {sources:export|exports}, {reports:report|reports}.",
    "verify.means": "This says that the files are as they were when the program read or wrote them. It says nothing about what is true in them.",
    "verify.found": "{n:thing does|things do} not agree. Nothing was changed.",
    "verify.no-history": "There is no history yet, so there is nothing to compare with.",
    "verify.unreadable": "history.jsonl, line {n}: cannot be read",
    "verify.cut": "history.jsonl: the last line is cut off",
    "verify.chain": "history.jsonl, line {n}: does not follow from the line before it; a line was changed, taken out, added or moved",
    "verify.end": "history.jsonl: {noted:line|lines} and the last one's sum are noted, and it has {found:line|lines} and another end; lines were taken from the end, or put there, without the program",
    "verify.ended-early": "history.jsonl: on {on} it had {found:line|lines} where {noted} were noted; lines had been taken from its end, or put there, before",
    "verify.no-end": "{name}: is not there or cannot be read, so lines taken from the end of the history would not be seen",
    "verify.missing": "{name}: was read on {on}, and is no longer there",
    "verify.changed": "{name}: is not what was first read on {on}",
    "verify.unknown": "{name}: stands in no line of the history; `patterns import` records it",
    "verify.report": "{name}: is not what was written on {on}",
    "verify.gone": "Reports of which the file is not in the folder reports any more: {n}.",
    "verify.no-report": "{name}: no report of that name, or none that can be made again, stands in the history.",
    "verify.one-of": "one of: {names}",
    "verify.make-one": "Nothing was changed. `patterns report` makes one.",
    "verify.rebuilt": "{name}: made again from this case, it is byte for byte what was written on {on}.",
    "verify.rebuilt-other": "{name}: made again from this case, it is not what was written on {on}.",
    "verify.since": "Changed since then: {changed}.",
    "verify.since-nothing": "Nothing that it was made from has changed. Another version of a library or of Python, or another report that came in between, can be the reason.",
    "verify.part.program": "the program",
    "verify.part.exports": "the exports",
    "verify.part.log": "the log",
}
