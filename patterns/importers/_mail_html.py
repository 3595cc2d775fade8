"""HTML mail turned to lines of text, with the lines its program set apart as quoted."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

from patterns.importers._mail_quotes import BELOW, MARKED, Body

LARGEST = 4 * 1024**2  # characters of markup; what lies beyond is not read, and said so
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
HIDDEN = {"style", "script", "title", "template"}
BLOCKS = {
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul",
}  # fmt: skip
APART = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre"}  # an empty line around them
SPACES = re.compile(r"[ \t\n\r\f]+")
INDENT = re.compile(r"border\s*:\s*(?:none|0)", re.I)  # a block quote without a line beside it: only set in
QUOTED = re.compile(
    r"gmail_attr|yahoo_quoted|moz-cite-prefix|moz-forward-container|zmail_extra|ms-outlook-mobile-reference-message"
    r"|mail-editor-reference-message-container|protonmail_quote|tutanota_quote|gmail_extra_quote",
    re.I,
)
FOLLOWS = re.compile(r"(?:x_)*(?:divRplyFwdMsg|appendonsend|zwchr|OLK_SRC_BODY_SECTION|reply-intro)", re.I)
SET_OFF = re.compile(r"border-top\s*:\s*solid\s+#(?:b5c4df|e1e1e1)", re.I)  # Outlook's line above an earlier message


class _Reader(HTMLParser):
    """Lines while they grow; `depth` counts the open elements that hold quoted words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.marked: list[bool] = [False]
        self.pieces: list[str] = []  # of the line that is being written
        self.said = False  # whether there is a word in it
        self.open: list[tuple[str, bool, bool, bool]] = []  # tag, hidden, quoted, kept as written
        self.counts: Counter[str] = Counter()
        self.hidden = self.quoted = self.kept = 0
        self.below = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        of = {name: value or "" for name, value in attrs}
        if self.counts["title"]:  # one that was never closed must not hide the message
            self.handle_endtag("title")
        self.below = self.below or bool(FOLLOWS.fullmatch(of.get("id", "")) or SET_OFF.search(of.get("style", "")))
        if tag == "br":
            self.new_line()
        elif tag in BLOCKS:
            self.break_off(tag)
        elif tag == "img" and not self.hidden and len(of.get("alt", "")) <= 8 and not of.get("alt", "").isascii():
            self.write(of["alt"])  # an emoji drawn as a picture
        if tag in VOID:
            return
        kinds = (tag in HIDDEN, _quotes(tag, of), tag == "pre")
        self.count(kinds, 1)
        self.counts[tag] += 1
        self.open.append((tag, *kinds))
        if tag in ("td", "th") and self.said and not self.hidden:
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and whatever was left open inside it."""
        if self.counts[tag]:
            while True:
                last, *kinds = self.open.pop()
                self.counts[last] -= 1
                self.count(tuple(kinds), -1)
                if last == tag:
                    break
        if tag in BLOCKS:
            self.break_off(tag)

    def handle_data(self, data: str) -> None:
        """Take words up, with white space as a browser shows it."""
        if self.hidden:
            return
        if self.kept:
            first, *rest = data.replace("\r\n", "\n").split("\n")
            self.write(first)
            for line in rest:
                self.new_line()
                self.write(line)
            return
        text = SPACES.sub(" ", data)
        self.write(text.lstrip(" ") if not self.pieces or self.pieces[-1].endswith(" ") else text)

    def write(self, text: str) -> None:
        """Append to the line; a line is quoted where its first words are."""
        if not text:
            return
        if (quoted := self.quoted > 0 or self.below) != self.marked[-1]:
            if self.said:
                self.new_line()
            self.marked[-1] = quoted
        self.pieces.append(text)
        self.said = self.said or bool(text.strip())

    def new_line(self) -> None:
        """Begin a line."""
        if not self.hidden:
            self.lines.append("".join(self.pieces).rstrip(" "))
            self.pieces, self.said = [], False
            self.marked.append(self.quoted > 0 or self.below)

    def break_off(self, tag: str) -> None:
        """Begin a line unless one has just begun; an empty one before it where the element stands apart."""
        if self.hidden:
            return
        if "".join(self.pieces).strip(" "):
            self.new_line()
        if tag in APART and self.lines and self.lines[-1]:
            self.new_line()

    def count(self, kinds: tuple[bool, ...], by: int) -> None:
        """Keep account of what the open elements mean."""
        self.hidden, self.quoted, self.kept = (
            number + by * kind for number, kind in zip((self.hidden, self.quoted, self.kept), kinds, strict=True)
        )


def _quotes(tag: str, of: dict[str, str]) -> bool:
    """Say whether an element holds the words of an earlier message."""
    name = f"{of.get('class', '')} {of.get('id', '')}"
    if tag == "blockquote":
        return not ("indent" in name or (INDENT.search(of.get("style", "")) and "cite" not in of.get("type", "")))
    return bool(QUOTED.search(name)) or (tag == "div" and of.get("name") == "quote")


def lines_of(markup: str) -> Body:
    """Return the lines a browser would show, and which of them are set apart as quoted."""
    reader = _Reader()
    # the end closes whatever the markup leaves open, so that nothing is searched for twice
    reader.feed(markup[:LARGEST] + "-->")
    reader.close()
    lines = [*reader.lines, "".join(reader.pieces).removesuffix("-->").rstrip(" ")]
    while lines and not lines[-1].strip():
        lines.pop()
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    marked = [mark or MARKED.match(line) is not None for line, mark in zip(lines, reader.marked, strict=False)]
    return Body(lines[start:] or [""], marked[start:] or [False], [BELOW] if reader.below else [])
