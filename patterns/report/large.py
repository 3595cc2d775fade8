"""Page 1 in large print: the same answers on one side; pictures and the rest of page 1 follow on the next pages."""

from __future__ import annotations

from patterns.report.blocks import Block, section
from patterns.words import say


def arranged(blocks: list[Block]) -> list[Block]:
    """Return the blocks with page 1 cut down to safety, completeness, the four verdicts and today's questions."""
    found: list[Block] = []
    later: list[Block] = []
    for block in blocks:
        if block["kind"] == "complete":
            found.append(block | {"brief": True})
        elif block["kind"] == "measures":
            found.append(block | {"brief": True, "legend": []})
            later = [section(say("layout.large.second"), "page-1-continued", new_page=True), block]
        elif block["kind"] == "columns":
            left, right = block["columns"]
            found += [*right, *later, *left]
        else:
            found.append(block)
    return found
