"""The search of a shared copy in its own output: what was meant to be removed must not be in any part of a file.

The program's own words are no find: a child called May does not stop every date. Those words are covered before
anything is drawn, where the program has not said a word yet.
"""

from __future__ import annotations

import ast
import base64
import csv
import html
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from patterns.errors import PatternsError
from patterns.report import pdf_texts
from patterns.rules import RULES
from patterns.sharing import Names
from patterns.sharing.folding import fold
from patterns.sharing.ordinary import MONTHS
from patterns.sharing.remove import Hit
from patterns.words import listed, say, sentences

DATA = re.compile(r"data:([\w/+.\-]*);base64,([A-Za-z0-9+/=]+)")
TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
VALUE = re.compile(r"([\w:\-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
DRAWING = frozenset("d points transform viewBox style x y x1 x2 y1 y2 cx cy r width height version".split())  # noqa: SIM905
WORD = re.compile(r"[^\W\d_]+")
SAID_IN = ("words", "rules", "statistics", "report", "plots", "importers", "log", "codes")  # where its strings stand
SHORT = 4  # letters that may stand together in an id by chance
GRAMMAR = frozenset("adobe identity custom typst pdf xml xmp uuid matplotlib".split())  # noqa: SIM905 - words of formats
POLICY = re.compile(r"'sha256-[\w+/=]+'")  # of the page's one script


def check(made: Mapping[str, bytes], names: Names, signs: Mapping[str, str] | None = None) -> None:
    """Refuse a shared copy in which anything is found that was to be removed.

    Parameters
    ----------
    made : dict of bytes
        Name of a file -> what is about to be written.
    names : Names
        What must not be there.
    signs : mapping, optional
        What else must not be there, and what that is: sums of the originals, with which a name could be tried out.

    Raises
    ------
    PatternsError
        If there is a find; it says in which file, how often and under which pseudonym, never the name.
    """
    found = {name: finds(data, Path(name).suffix, names, signs) for name, data in made.items()}
    if any(found.values()):
        told = [
            say("sharing.leak", file=name, what=listed([f"{count} × {what}" for what, count in sorted(counts.items())]))
            for name, counts in found.items()
            if counts
        ]
        raise PatternsError(
            " ".join(told), expected=say("sharing.leak-expected"), remedy=say("sharing.leak-remedy")
        )  # fmt: skip


def finds(data: bytes, suffix: str, names: Names, signs: Mapping[str, str] | None = None) -> Counter[str]:
    """Return how often something is found in a file that was to be removed, by pseudonym."""
    counts: Counter[str] = Counter()
    for text in dict.fromkeys(texts(data, suffix)):
        hits = names.find(text)
        if hits:  # the program's own words are gathered only when something looks like a name
            hits = [hit for hit in names.find(text, keep=own_words()) if not _in_a_code(text, hit)]
        counts.update(hit.term.counted_as for hit in hits)
        plain = text.casefold().replace("\u200b", "")  # where a long word may go on in the next line
        counts.update(what for sign, what in (signs or {}).items() if sign.casefold() in plain)
    return counts


def _in_a_code(text: str, hit: Hit) -> bool:
    """Tell whether a short name is but some letters of an id or a sum, as programs make them: 672ed1b7."""
    around = text[max(0, hit.start - 1) : hit.start] + text[hit.stop : hit.stop + 1]
    return hit.stop - hit.start <= SHORT and any(each.isdigit() for each in around)


def texts(data: bytes, suffix: str) -> Iterator[str]:
    """Yield every text of a file: what is read, and what only programs see."""
    kind = suffix.casefold()
    if data[:4] == b"%PDF":
        yield from pdf_texts.texts(data)
    elif data[:2] == b"PK":
        yield from _archive(data)
    elif kind in (".ipynb", ".json", ".jsonl"):
        yield from _json(json.loads(data))
    elif kind == ".csv":
        yield from (cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row)
    elif kind in (".html", ".svg", ".xml"):
        yield from _markup(data.decode("utf-8", "replace"))
    else:
        yield data.decode("utf-8", "replace")


def _archive(data: bytes) -> Iterator[str]:
    """Yield the texts of a workbook or another .zip: the names of its parts, and every part but the colour theme."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield archive.comment.decode("utf-8", "replace")
        for part in archive.infolist():
            yield part.filename
            if "/theme/" not in part.filename:  # names of typefaces, the same in every workbook
                end = Path(part.filename).suffix.replace(".rels", ".xml").replace(".vml", ".xml")
                yield from texts(archive.read(part), end)


def _json(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield str(name)
            yield from _json(each)
    elif isinstance(value, list):
        if value and all(isinstance(each, str) for each in value):  # a notebook keeps a text as its lines
            yield from _json("".join(value))
        else:
            yield from (found for each in value for found in _json(each))
    elif isinstance(value, str):
        yield from _markup(value) if "<" in value else (value,)


def _markup(text: str) -> Iterator[str]:
    """Yield the words of a page or picture, what its tags carry, and what is packed into it."""
    for kind, packed in DATA.findall(text):
        if "svg" in kind or "text" in kind or "json" in kind:
            yield from _markup(base64.b64decode(packed).decode("utf-8", "replace"))
    text = POLICY.sub(" ", DATA.sub(" ", text).replace("&#39;", "'"))
    for tag in TAG.findall(text):
        for name, double, single in VALUE.findall(tag):
            if name not in DRAWING:
                yield html.unescape(double or single)
    yield from re.findall(r"<!--(.*?)-->", text, re.DOTALL)
    yield html.unescape(TAG.sub(" ", text))
    yield html.unescape(TAG.sub("", text))  # a word may be parted by tags


@cache
def own_words() -> frozenset[str]:
    """Return the folded words that the program itself may put into a file."""
    package = files("patterns")
    said = [*sentences(), *(rule.definition for rule in RULES.values()), *available_timezones()]
    for folder in SAID_IN:
        for module in sorted(Path(str(package / folder)).rglob("*.py")):
            said += _strings(module)
    for path in sorted(Path(str(package / "report")).rglob("*")):
        if path.suffix in (".css", ".js", ".j2", ".typ", ".toml"):
            said.append(path.read_text(encoding="utf-8"))
    return frozenset(fold(word) for text in said for word in WORD.findall(text)) | MONTHS | GRAMMAR


def _strings(module: Path) -> list[str]:
    """Return the texts that stand in a module, without what only explains it."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    spoken = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken
    ]
