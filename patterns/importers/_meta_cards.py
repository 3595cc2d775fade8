"""The messages of a page, found by its structure: a sender, what was sent, and at the end a date and nothing else.

The names Meta gives the parts of its pages change from year to year; that order has not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from patterns.importers._meta_dates import Stamp, stamp_of
from patterns.importers._page import HIDDEN, VOID, Element, elements, written

BLOCKS = {
    "article", "div", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "ol", "p",
    "section", "table", "tbody", "td", "tr", "ul",
}  # fmt: skip
PLAYERS = {"video", "audio"}  # what they hold is shown only where they cannot play
LINKS = {"img": "src", "video": "src", "audio": "src", "source": "src", "a": "href"}
SLOTS = 4  # the parts of a message: something before, its text, what it shares, what is said of it
TEXT_SLOT = 1
REACTED_AT = re.compile(r"\s*\([^()]*\d[^()]*\)\s*\Z")
EMOJI = re.compile(r"[^\w\s(]+")
FAR = re.compile(r"(?:https?|mailto|javascript|data):", re.I)


class Card(NamedTuple):
    """One message of a page: its parts, and the date it ends with."""

    line: int
    sender: Element | None
    content: tuple[Element, ...]
    stamp: Stamp


class Content(NamedTuple):
    """What was sent: the person's text, files, links and words that were shared, and who reacted with what."""

    text: str
    files: list[str]
    links: list[str]
    shared: str
    reactions: list[str]


class _Look(NamedTuple):
    """What is known of an element once all inside it is: whether it shows anything, and if that is only a date."""

    filled: bool
    stamp: Stamp | None
    cards: list[Card]


def cards(page: Element) -> list[Card]:
    """Return the messages of a page in the order it has them."""
    return _look(page).cards


def content_of(card: Card) -> Content:
    """Return what was sent with a message."""
    lists = [each for top in card.content for each in elements(top) if each.tag in ("ul", "ol")]
    inside = {id(each) for each in lists}
    own = _own(card.content, inside)
    text = written(own, _in_a_player) if own is not None else ""
    shared = [written(leaf, _in_a_player) for top in card.content for leaf in _leaves(top, inside) if leaf is not own]
    files: list[str] = []
    links: list[str] = []
    for top in card.content:
        for each, place in _targets(top, inside):
            if not FAR.match(place):
                files.append(place.rsplit("/", 1)[-1])
            elif place.startswith("http") and place not in text and each is not own:
                links.append(place)
    kept = dict.fromkeys(each for each in shared if each and each not in links)
    reactions = [_reaction(written(each)) for each in lists for each in elements(each) if each.tag == "li"]
    return Content(text, list(dict.fromkeys(filter(None, files))), list(dict.fromkeys(links)), "\n".join(kept),
                   [each for each in reactions if each])  # fmt: skip


def _look(element: Element) -> _Look:
    """Look at an element after everything inside it; elements lie at most as deep in each other as a page is read."""
    inside: list[tuple[Element, _Look]] = []
    words = False
    for each in element.inside:
        if isinstance(each, str):
            words = words or not each.isspace()
        elif each.tag in VOID:
            words = words or each.tag == "img"
        elif each.tag not in HIDDEN and each.tag not in ("head", "title"):
            inside.append((each, _look(each)))
    found = [card for _, look in inside for card in look.cards]
    shown = [(each, look) for each, look in inside if look.filled]
    if words or not shown:
        return _Look(words, _whole_stamp(element) if words else None, found)
    dated, last = shown[-1][0], shown[-1][1].stamp
    if last is None or len(found) > 1:
        return _Look(True, None, found)
    parts = [each for each, _ in inside]
    if len(shown) > 1:  # what looks like a message inside a message is a part of it
        return _Look(True, None, [_card(element, parts, dated, last)])
    if len(parts) > 2 and dated is parts[-1]:  # nothing is left of it but its date
        return _Look(True, last, [_card(element, parts, dated, last)])
    return _Look(True, last, found)


def _whole_stamp(element: Element) -> Stamp | None:
    length = sum(len(each) for each in element.inside if isinstance(each, str))
    return stamp_of(written(element)) if length <= 100 else None


def _card(element: Element, parts: list[Element], dated: Element, stamp: Stamp) -> Card:
    before = parts[: next(place for place, each in enumerate(parts) if each is dated)]
    if len(before) == 1:
        nested = [each for each in before[0].inside if isinstance(each, Element) and each.tag in BLOCKS]
        before = nested if len(nested) > 1 else before
    return Card(element.line, before[0] if before else None, tuple(before[1:]), stamp)


def _own(content: tuple[Element, ...], lists: set[int]) -> Element | None:
    """Return the element that holds the person's own words: the first whole one that is not set further in."""
    for top in content:
        while not _is_leaf(top):
            parts = [each for each in top.inside if isinstance(each, Element) and each.tag not in VOID]
            if len(parts) == SLOTS and _is_leaf(parts[TEXT_SLOT]):
                return parts[TEXT_SLOT] if written(parts[TEXT_SLOT]) else None
            if len(parts) != 1:
                ready = (each for each in parts if _is_leaf(each) and id(each) not in lists)
                return next((each for each in ready if written(each, _in_a_player)), None)
            top = parts[0]
        if written(top, _in_a_player):
            return top
    return None


def _is_leaf(element: Element) -> bool:
    return element.tag not in ("ul", "ol") and not any(each.tag in BLOCKS for each in elements(element))


def _leaves(top: Element, lists: set[int]) -> Iterator[Element]:
    """Yield the innermost blocks that hold words; not those of reactions."""
    if _is_leaf(top):
        yield top
        return
    for each in elements(top, lambda each: id(each) in lists or each.tag in PLAYERS):
        if each.tag in BLOCKS and _is_leaf(each):
            yield each


def _targets(top: Element, lists: set[int]) -> Iterator[tuple[Element | None, str]]:
    for each in (top, *elements(top, lambda each: id(each) in lists)):
        place = each.attributes.get(LINKS.get(each.tag, ""), "")
        if place and not place.startswith("#"):
            yield each, place


def _in_a_player(element: Element) -> bool:
    return element.tag in PLAYERS


def _reaction(text: str) -> str:
    """Return one reaction, as in JSON: what, then who; a time behind it is left out."""
    plain = REACTED_AT.sub("", text).strip()
    emoji = EMOJI.match(plain)
    return f"{emoji[0]} {plain[emoji.end() :].strip()}".strip() if emoji else plain
