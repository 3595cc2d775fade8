"""The report on paper: a tagged PDF set from the same blocks; every text is handed over as data, never as markup."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from patterns.plots import design
from patterns.report import fonts, scripts
from patterns.report.blocks import Block, text
from patterns.report.large import arranged
from patterns.report.row_headers import with_row_headers
from patterns.store.temporary import private_place
from patterns.words import language, say

PAPERS = {"a4": "a4", "letter": "us-letter"}
FACES = ("Regular", "Semibold", "Bold")
FALLBACK = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
MISSING = "□"
POINTS = 72
LONG_WORD, LONG_PART = re.compile(r"\S{41,}"), re.compile(r"\S{8}")
NARROWEST, WIDEST = 5, 46  # a column's share of the width, in characters of its longest cell


def render(blocks: list[Block], paper: str = "a4", large: bool = False, case: Path | None = None) -> bytes:
    """Return the PDF (PDF/UA-1) for the blocks of one report; with `large` in large print.

    Fonts in the folder `fonts` of `case` draw what the program's own lack.
    """
    import typst

    with private_place() as root:
        own = scripts.own_fonts(case)
        _write(root, arranged(blocks) if large else blocks, paper, large, own)
        cover = _cover(blocks)
        on = date.fromisoformat(cover["on"])
        return with_row_headers(
            typst.compile(
                str(root / "report.typ"),
                root=str(root),
                font_paths=[str(_fonts(root, own))],
                ignore_system_fonts=True,
                pdf_standards="ua-1",
                timestamp=int(
                    datetime(on.year, on.month, on.day, tzinfo=UTC).timestamp()
                ),  # the review date, not the clock
            )
        )


def warm() -> None:
    """Prepare what does not depend on a report: the library, and which characters can be drawn."""
    import typst  # noqa: F401

    _drawable()


def _write(root: Path, blocks: list[Block], paper: str, large: bool, own: list[Path]) -> None:
    cover = _cover(blocks)
    on = date.fromisoformat(cover["on"])
    replaced = _Replaced(own)
    pages = replaced.of([_page(page) for page in _pages(_with_paths(root, blocks, replaced))])
    if replaced.lacking:
        pages[-1]["blocks"].append(text(scripts.missing(replaced.lacking), "note"))
    report = {
        "title": cover["title"],
        "language": language(),
        "paper": PAPERS[paper],
        "colours": design.LIGHT,
        "sizes": design.sizes(large=large),
        "large": design.LARGE if large else 1,
        "chart_width": round(design.CHART_WIDTH * POINTS),
        "footer": cover["footer"],
        "year": on.year,
        "month": on.month,
        "day": on.day,
        "page_word": say("report.page"),
        "page_of": say("report.page-of"),
        "notes_word": say("report.notes"),
        "agreed_word": say("report.rule.agreed"),
        "definition_word": say("report.rule.definition"),
        "pages": pages,
    }
    (root / "report.json").write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    template = files("patterns.report") / "templates" / "report.typ"
    (root / "report.typ").write_text(template.read_text(encoding="utf-8"), encoding="utf-8")


def _cover(blocks: list[Block]) -> Block:
    return next(block for block in blocks if block["kind"] == "cover")


def _fonts(root: Path, own: list[Path]) -> Path:
    """Lay the few font files that are used beside the template: the same ones, in the same order, on every machine."""
    folder = root / "fonts"
    folder.mkdir()
    for face in FACES:
        shutil.copyfile(fonts.FOLDER / f"SourceSansPro-{face}.ttf", folder / f"{face}.ttf")
    for name in FALLBACK:
        shutil.copyfile(_fallback_folder() / name, folder / name)
    for number, font in enumerate(own):
        shutil.copyfile(font, folder / f"own-{number}{font.suffix.lower()}")
    return folder


@cache
def _fallback_folder() -> Path:
    """Return where matplotlib keeps its own typeface, without importing it."""
    found = find_spec("matplotlib")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"


def _with_paths(root: Path, blocks: list[Block], replaced: _Replaced) -> list[Block]:
    """Return the blocks with each picture, its words drawable, written to a file of its own."""
    number = 0

    def _place(value: Any) -> Any:
        nonlocal number
        if isinstance(value, list):
            return [_place(each) for each in value]
        if not isinstance(value, dict):
            return value
        if "svg" in value:
            number += 1
            path = f"{number}.svg"
            (root / path).write_text(replaced.drawable(value["svg"]), encoding="utf-8")
            return {name: each for name, each in value.items() if name != "svg"} | {"path": path}
        return {name: _place(each) for name, each in value.items()}

    return [_place(block) for block in blocks]


def _pages(blocks: list[Block]) -> list[list[Block]]:
    """Return the blocks in groups, each begun on a new page."""
    groups: list[list[Block]] = [[]]
    for block in blocks:
        if block["kind"] == "section" and block["new_page"]:
            groups.append([])
        groups[-1].append(block)
    return groups


def _page(blocks: list[Block]) -> dict[str, Any]:
    """Return one group: page 1 goes on one side of paper; tables get widths that fit what is in them."""
    return {
        "one_side": any(block["kind"] == "complete" for block in blocks),
        "blocks": [_sized(block) for block in blocks],
    }


def _sized(block: Block) -> Block:
    if block["kind"] == "figure":
        return block | {"table": _sized(block["table"])}
    if block["kind"] != "table":
        return block
    return block | {"widths": [min(max(each, NARROWEST), WIDEST) for each in block["longest"]]}


@cache
def _drawable() -> frozenset[int]:
    """Return the characters, by number, that one of the fonts has."""
    from fontTools.ttLib import TTFont

    fallback = TTFont(_fallback_folder() / FALLBACK[0], lazy=True)
    return frozenset(fonts.covered() | set(fallback.getBestCmap()))


def breakable(words: str) -> str:
    """Return a text whose long words can go on in the next line: nothing ever runs off the paper."""
    return LONG_WORD.sub(lambda found: LONG_PART.sub("\\g<0>\u200b", found.group()), words)


class _Replaced:
    """Puts a box in the place of what no font here can draw, and keeps what was lacking."""

    def __init__(self, own: list[Path]) -> None:
        self.known = _drawable().union(*(scripts.characters(font) for font in own))
        self.lacking: list[str] = []

    def of(self, value: Any) -> Any:
        """Return `value` with every text in it drawable, and able to go on in the next line."""
        if isinstance(value, dict):
            return {name: self.of(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self.of(each) for each in value]
        return breakable(self.drawable(value)) if isinstance(value, str) else value

    def drawable(self, words: str) -> str:
        """Return a text with a box for each character that no font has."""
        lacking = {each for each in set(words) if ord(each) not in self.known and each not in "\t\n⟦⟧"}
        self.lacking += [each for each in words if each in lacking] if lacking else []
        return words.translate({ord(each): MISSING for each in lacking} | {ord("\t"): " "})
