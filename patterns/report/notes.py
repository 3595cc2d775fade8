"""Two notes that hold at any time: see a doctor after hands on the neck, and plan before changes."""

from __future__ import annotations

from patterns.codes.entries import STRANGULATION
from patterns.report.blocks import Block, lines, section, text
from patterns.result import Result
from patterns.words import listed, say

PLANNED = ("strangulation", "weapon", "order breach", "threat")  # codes after which the next steps want planning


def noted(result: Result) -> set[str]:
    """Return every code of the whole record before the review date: entries, dated or not, and open passages."""
    review = result.review
    found = {code for codes in review.acts["codes"] for code in codes}
    undated = review.log.incidents.loc[review.log.incidents["date"].isna(), "codes"]
    found |= {code for codes in undated for code in (codes or [])}
    return found | set(review.unreviewed["code"]) | set(review.unsettled["code"])


def doctor(result: Result) -> list[Block]:
    """Return the note to see a doctor; empty where nothing in the record asks for it."""
    said = see_a_doctor(result)
    return [section(say("report.safety-page.doctor-title"), "doctor", level=3), text(said, "lead")] if said else []


def see_a_doctor(result: Result) -> str:
    """Return the sentences of the note to see a doctor; empty where nothing in the record asks for it."""
    if STRANGULATION in noted(result):
        return say("report.safety-page.doctor")
    return say("report.safety-page.doctor-may") if may_mention_neck(result) else ""


def doctor_in_short(result: Result) -> list[str]:
    """Return the same in one sentence, for page 1."""
    if STRANGULATION in noted(result):
        return [say("layout.doctor.short")]
    return [say("layout.doctor.short-may")] if may_mention_neck(result) else []


def may_mention_neck(result: Result) -> bool:
    """Return whether an entry may mention pressure on the neck, and nobody has said yet whether it does."""
    return bool((result.review.may_tell["code"] == STRANGULATION).any())


def planning(result: Result) -> list[Block]:
    """Return the planning note, which stands beside the timeline of boundaries, and room to write."""
    found = noted(result)
    named = [say(f"layout.planning.{code}") for code in PLANNED if code in found]
    return [
        section(say("layout.planning.title"), "planning", level=3),
        *([text(say("layout.planning.named", what=listed(named)), "lead")] if named else []),
        text(say("layout.planning.always")),
        lines(say("layout.planning.write"), 2),
    ]
