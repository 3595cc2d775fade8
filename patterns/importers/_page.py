"""A page of HTML as a tree of elements, each with the line it begins on; damage bends the tree and breaks nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from patterns.errors import UnreadableSource
from patterns.importers._base import Source
from patterns.importers._text import decode

LARGEST = 256 * 1024**2
DEEPEST = 200  # elements inside each other: what is never closed must not pile up
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
HIDDEN = {"script", "style"}
BREAK = "\0"  # stands for <br> while a text is put together; decoding leaves no NUL
BLANK = " \t\r\n\f"


@dataclass(slots=True)
class Element:
    """One element: its tag, classes and further attributes, the line it begins on, and what is inside it."""

    tag: str
    classes: tuple[str, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)
    line: int = 1
    inside: list[Element | str] = field(default_factory=list)


def read_page(source: Source) -> Element:
    """Return the tree of a page.

    Raises
    ------
    UnreadableSource
        If it is larger than any export writes into one page.
    """
    with source.open() as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        found = f"{source.name}: this page is larger than 256 megabytes"
        raise UnreadableSource(found, expected="an export in pages", remedy="Export the messages again.")
    reader = _Reader()
    reader.feed(decode(data)[0])
    reader.close()
    return reader.root


def elements(top: Element, stop: Callable[[Element], bool] | None = None) -> Iterator[Element]:
    """Yield every element inside one, in the order of the page; neither those that `stop` names nor what is in them."""
    waiting = [each for each in reversed(top.inside) if isinstance(each, Element)]
    while waiting:
        element = waiting.pop()
        if stop is None or not stop(element):
            yield element
            waiting += [each for each in reversed(element.inside) if isinstance(each, Element)]


def first(top: Element, name: str, stop: Callable[[Element], bool] | None = None) -> Element | None:
    """Return the first element of a class inside one, if there is any."""
    return next((each for each in elements(top, stop) if name in each.classes), None)


def written(top: Element | None, stop: Callable[[Element], bool] | None = None, *, exact: bool = False) -> str:
    """Return the words of an element: a line break for each <br>.

    Blanks around them only lay out the page and are left away, unless the page is `exact` about them.
    """
    pieces: list[str] = []
    waiting: list[Element | str] = [top] if top is not None else []
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            pieces.append(each)
        elif each.tag == "br":
            pieces.append(BREAK)
        elif each.tag not in HIDDEN and (each is top or stop is None or not stop(each)):
            waiting += reversed(each.inside)
    words = "".join(pieces)
    return (words if exact else words.strip(BLANK)).replace(BREAK, "\n")


class _Reader(HTMLParser):
    """Builds the tree; an end tag closes the nearest element of its kind, and one without any closes nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hang an element into the tree."""
        attributes = {name: value or "" for name, value in attrs}
        classes = tuple(attributes.get("class", "").split())
        element = Element(tag, classes, attributes, self.getpos()[0])
        self.open[-1].inside.append(element)
        if tag not in VOID and len(self.open) < DEEPEST:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hang an element that is empty into the tree."""
        self.handle_starttag(tag, attrs)
        if self.open[-1].tag == tag and tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and what was left open inside it."""
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        """Hang words into the tree."""
        self.open[-1].inside.append(data.replace(BREAK, "\ufffd"))
