"""What a report is made of: plain blocks of text, numbers and pictures, the same for HTML and for paper.

A block is JSON and nothing in it is markup. One convention: what stands between ⟦ and ⟧ in a text is printed
strong. The notebook's cells show blocks; JupyterLab draws the plain alternatives that go with them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

MIME = "application/vnd.patterns.block+json"
BLOCKS_ONLY = "PATTERNS_BLOCKS_ONLY"  # set in the kernel of a report
Block = dict[str, Any]
STRONG = re.compile("⟦(.*?)⟧", re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """Blocks as a notebook cell shows them."""

    blocks: tuple[Block, ...]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        bundle: dict[str, Any] = {
            MIME: {"blocks": list(self.blocks)},
            "text/plain": "\n\n".join(as_text(block) for block in self.blocks),
        }
        if BLOCKS_ONLY in os.environ:  # a report is being made, and nobody looks at the cells
            return bundle
        from patterns.report.page import part

        return bundle | {"text/html": part(list(self.blocks))}


def shown(*blocks: Block | None) -> Shown:
    """Return blocks as one thing to show; what is None is left out."""
    return Shown(tuple(block for block in blocks if block is not None))


def of_notebook(notebook: Any) -> list[Block]:
    """Return the blocks of an executed notebook, in order."""
    return [
        block
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        for block in output.get("data", {}).get(MIME, {}).get("blocks", [])
    ]


def section(title: str, name: str, *, level: int = 2, new_page: bool = False, folded: bool = False) -> Block:
    """Return a heading; `name` is its anchor. What is `folded` stays closed in a browser until it is opened."""
    return {"kind": "section", "title": title, "name": name, "level": level, "new_page": new_page, "folded": folded}


def text(words: str, tone: str = "plain") -> Block:
    """Return a paragraph; tone `lead`, `plain` or `note`."""
    return {"kind": "text", "text": words, "tone": tone}


def items(entries: Iterable[str], *, ordered: bool = False) -> Block:
    """Return a list."""
    return {"kind": "items", "items": list(entries), "ordered": ordered}


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[object]], numbers: Sequence[int] = ()) -> Block:
    """Return a table whose first column names its rows; `numbers` are the columns set to the right."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    longest = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    return {
        "kind": "table",
        "caption": caption,
        "columns": list(columns),
        "rows": cells,
        "numbers": list(numbers),
        "longest": longest,  # characters of each column's longest cell, which settle its width
    }


def figure(name: str, title: str, picture: Block, caption: str, data: Block) -> Block:
    """Return a chart: a picture with its alternative text, what it shows in words, and its numbers."""
    return {"kind": "figure", "name": name, "title": title, "picture": picture, "caption": caption, "table": data}


def lines(label: str, count: int) -> Block:
    """Return empty lines for handwriting."""
    return {"kind": "lines", "label": label, "count": count}


def columns(*sides: Sequence[Block | None]) -> Block:
    """Return blocks side by side where there is room."""
    return {"kind": "columns", "columns": [[block for block in side if block is not None] for side in sides]}


def plain(words: str) -> str:
    """Return a text without the marks of what is strong."""
    return STRONG.sub(r"\1", words)


def runs(words: str) -> list[tuple[str, bool]]:
    """Return a text as pieces, each with whether it is strong."""
    pieces = STRONG.split(words)
    return [(piece, bool(index % 2)) for index, piece in enumerate(pieces) if piece]


def words_of(value: Any) -> list[str]:
    """Return every text of a block that a person may read, in order; pictures give their alternative text."""
    if isinstance(value, dict):
        return [
            found
            for name, each in value.items()
            if name not in ("svg", "kind", "name", "mark", "stated")
            for found in words_of(each)
        ]
    if isinstance(value, list):
        return [found for each in value for found in words_of(each)]
    return [plain(value)] if isinstance(value, str) and value else []


def as_text(block: Block) -> str:
    """Return a block as lines of text."""
    return "\n".join(words_of(block))
