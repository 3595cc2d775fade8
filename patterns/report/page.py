"""The report as one HTML file: nothing is fetched, nothing runs but the button that hides the page."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from patterns.plots.design import DARK, variables
from patterns.report import fonts
from patterns.report.blocks import Block, runs, words_of
from patterns.words import language, say

SVG_TEXT = re.compile(r">([^<>]+)</text>")


def render(blocks: list[Block], large: bool = False) -> str:
    """Return the page for the blocks of one report; with `large` in large print."""
    chart_faces = fonts.faces(chart_words(blocks), ("Regular",))  # charts are set in one weight
    environment = _environment()
    environment.filters["picture"] = lambda picture: data_uri(picture["svg"], chart_faces)
    hide = _file("hide.js").strip()
    cover = next(block for block in blocks if block["kind"] == "cover")
    return environment.get_template("page.html.j2").render(
        language=language(),
        large=large,
        cover=cover,
        parts=parts([block for block in blocks if block["kind"] != "cover"]),
        contents=[block for block in blocks if block["kind"] == "section" and block["level"] == 2],
        hide=Markup(hide),
        policy=policy(hide),
        css=Markup(fonts.faces([*words_of(blocks), _labels()]) + variables() + _file("page.css")),
    )


def parts(blocks: list[Block]) -> list[Block]:
    """Return the blocks in parts: page 1 as it stands, every later part under a heading it can be folded into."""
    found: list[Block] = [{"head": None, "blocks": []}]
    for block in blocks:
        if block["kind"] == "section" and block["level"] == 2 and block["new_page"]:
            found.append({"head": block, "blocks": []})
        else:
            found[-1]["blocks"].append(block)
    return found


def part(blocks: list[Block]) -> str:
    """Return some blocks as HTML that looks like the page, for the cell of a notebook."""
    faces = fonts.faces(chart_words(blocks), ("Regular",))
    environment = _environment()
    environment.filters["picture"] = lambda picture: data_uri(picture["svg"], faces)
    return environment.get_template("part.html.j2").render(blocks=blocks, css=Markup(_nested_css()))


@cache
def _nested_css() -> str:
    """Return the page's style for inside `.patterns-part` only, so that the notebook around it keeps its own."""
    screen = variables() + _file("page.css").split("@media print", 1)[0]
    within = re.sub(r"(?m)^html\{.*\n", "", screen)
    within = re.sub(r"(:root|\bbody)\{", "&{", within).replace("main>", "&>")
    return f".patterns-part{{{within}&{{background:var(--c-paper);padding:.5rem 1rem}}}}"


def warm() -> None:
    """Prepare what does not depend on a report, so that this is done while something else is waited for."""
    fonts.warm()
    _environment().get_template("page.html.j2")


def policy(script: str) -> str:
    """Return the content security policy: pictures and fonts inside the file, and the one script by its hash."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def chart_words(blocks: list[Block]) -> list[str]:
    """Return every word that stands in a chart."""
    return [html.unescape(found) for picture in _pictures(blocks) for found in SVG_TEXT.findall(picture["svg"])]


def _pictures(value: Any) -> list[Block]:
    if isinstance(value, dict):
        own = [value] if "svg" in value else []
        return own + [found for each in value.values() for found in _pictures(each)]
    return [found for each in value for found in _pictures(each)] if isinstance(value, list) else []


def data_uri(svg: str, faces: str) -> str:
    """Return a chart as a data address, with its own font and with colours for a dark page."""
    body = svg[svg.index("<svg") :]
    end = body.index(">") + 1
    dressed = f"{body[:end]}<style>{faces}{_dark_rules()}</style>{body[end:]}"
    return "data:image/svg+xml;base64," + base64.b64encode(dressed.encode()).decode()


@cache
def _dark_rules() -> str:
    rules = "".join(
        f'[style*="{what}: {light}"]{{{what}:{dark}!important}}'
        for light, dark in DARK.items()
        for what in ("fill", "stroke")
    )
    return f"@media (prefers-color-scheme:dark){{{rules}}}"


def _labels() -> str:
    names = (
        "hide",
        "hide-key",
        "hide-note",
        "skip",
        "contents",
        "page",
        "page-of",
        "rule.agreed",
        "rule.definition",
        "rule.found",
    )
    return "".join(say(f"report.{name}") for name in names)


def rich(words: str) -> Markup:
    """Return a text escaped, with what is strong in it marked so."""
    return Markup("").join(
        Markup("<strong>{}</strong>").format(piece) if strong else escape(piece) for piece, strong in runs(words)
    )


@cache
def _file(name: str) -> str:
    return (files("patterns.report") / "templates" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("patterns.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["rich"] = rich
    environment.globals["say"] = say
    return environment
