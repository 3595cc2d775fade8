"""What has to hold for every kind of file: nothing in it runs, leads elsewhere or steers, and the words are there."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import zipfile
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import ipywidgets
import pikepdf
import pytest
from openpyxl import load_workbook

from patterns.cli import main
from patterns.literal import FORMULA, HARMLESS, STEERING

RUNS_IN_A_PDF = {"/URI", "/JS", "/JavaScript", "/Launch", "/OpenAction", "/EmbeddedFiles", "/EF", "/AA", "/Annots"}


class Ran(NamedTuple):
    """What a command said, and how it ended."""

    status: int
    out: str
    err: str


def command(*arguments: object) -> Ran:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        main([str(each) for each in arguments])
    return Ran(int(ended.value.code or 0), out.getvalue(), err.getvalue())


class Outline(HTMLParser):
    """What a page is made of: its tags with their attributes, and its text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.parts: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.parts)


def bare(words: str) -> str:
    """Return the characters of a text that every font draws, for comparing what was set with what was written."""
    return "".join(each for each in words if "!" <= each <= "~")


def made_of() -> tuple[set[str], set[str]]:
    """Return the tags and attributes that stand in the report's own templates."""
    folder = files("patterns.report") / "templates"
    source = "".join(each.read_text(encoding="utf-8") for each in folder.iterdir() if each.name.endswith(".j2"))
    tags = {*re.findall(r"<([a-z][a-z0-9]*)", source), "ol", "ul", *(f"h{level}" for level in range(1, 5))}
    return tags | {"strong"}, set(re.findall(r"\s([a-z][a-z-]*)=", source)) | {"open", "viewbox"}


def page_is_safe(source: str, scripts: int = 1) -> Outline:
    """Hold that a page is made of what its templates have, and leads nowhere."""
    outline = Outline(source)
    tags, attributes = made_of()
    assert {tag for tag, _ in outline.tags} <= tags
    assert {name for _, found in outline.tags for name in found} <= attributes
    assert [tag for tag, _ in outline.tags].count("script") == scripts
    leads = [found[name] for _, found in outline.tags for name in ("src", "href", "action", "data") if name in found]
    assert {re.match(r"data:|#", each) is not None for each in leads} <= {True}
    assert not HARMLESS.findall(outline.text)
    return outline


def steers(text: str) -> list[str]:
    """Return the characters of a text that a terminal would obey, or that turn round what follows."""
    return sorted(set(STEERING.findall(text)))


def markup(widget: ipywidgets.Widget) -> str:
    """Return all HTML of a widget and of those inside it, after everything in it that opens was opened."""
    for each in getattr(widget, "children", ()):
        if isinstance(each, ipywidgets.Button):
            each.click()
    own = str(widget.value) if isinstance(widget, ipywidgets.HTML) else ""
    return own + "".join(markup(each) for each in getattr(widget, "children", ()))


def pdf_is_safe(path: Path) -> str:
    """Hold that nothing in a PDF runs or leads elsewhere; return what it says, in characters that every font draws."""
    with pikepdf.open(path) as document:
        held = [each for each in document.objects if isinstance(each, pikepdf.Dictionary | pikepdf.Stream)]
        named = {name for each in held for name in each.keys()}  # noqa: SIM118 - no mapping
        assert not named & RUNS_IN_A_PDF
        assert not list(document.attachments)
    told = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    return bare(told.stdout.decode("utf-8", "replace"))


def workbook_is_safe(path: Path) -> list[str]:
    """Hold that a workbook opens, and holds no formula and no link; return its texts."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            data = package.read(name)
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(data)  # what is no XML is no workbook to Excel
            assert b"TargetMode" not in data
            assert not re.search(rb"<(?:\w+:)?f[ >/]", data) or name.startswith("xl/charts/")
            assert b"<hyperlink" not in data
            assert "externalLink" not in name
    cells = [cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    return [cell.value for cell in cells if isinstance(cell.value, str)]


def table_is_safe(data: bytes) -> list[list[str]]:
    """Hold that no cell of a .csv is a formula, wherever a program splits it; return its rows as they were written."""
    text = data.decode("utf-8-sig")
    for separator in ",;\t":
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        assert not [cell for row in rows for cell in row if FORMULA.match(cell) and not cell.startswith("'")]
    return list(csv.reader(io.StringIO(text, newline="")))


def said(texts: Iterable[str], words: str) -> bool:
    """Say whether one of some texts holds words, whatever their white space."""
    wanted = "".join(words.split())
    return any(wanted in "".join(each.split()) for each in texts)
