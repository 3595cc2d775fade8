"""What makes a cue doubtful: each guard adds its note, and a clear cue becomes a possible one. None ever hides it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from patterns.codes.book import Codebook, phrases
from patterns.codes.match import BREAK, Hit, Word
from patterns.codes.matcher import Matcher
from patterns.codes.quotes import quotes
from patterns.codes.tree import tree_pattern

PASTED = re.compile(r"^[^\S\n]*>.*$", re.M)
TITLE = re.compile(r"^\s*\*[^*\n]+\*\s*\n")
ADDRESSED = ("you", "i", "ты", "я", "тебя")  # a cue that opens with these says itself whom it is about
ARTICLE = re.compile(r" (a|an|the|that|this|some|his|her|their|those|these|such|my) ")
VERSES = 4  # lines from which on a text may be a song
NEGATION_BEFORE, SUBJECT_BEFORE, SELF_BEFORE = 3, 2, 6


class Place(NamedTuple):
    """A hit in its text, and what the guards look at around it.

    `begins` is the number of the first word of its sentence, `ends` that of the mark that ends it; `whole` are all
    words of the text, each with a space on both sides.
    """

    text: str
    words: Sequence[Word]
    hit: Hit
    grouped: bool  # written by somebody else, or in a group
    begins: int
    ends: int
    whole: str

    def before(self, most: int) -> str:
        """Return up to `most` words of the sentence before the hit, each with a space on both sides."""
        begin = max(self.begins, self.hit.first - most)
        return f" {' '.join([each.word for each in self.words[begin : self.hit.first]])} "

    @property
    def opening(self) -> str:
        """The first word of the hit."""
        return self.words[self.hit.first].word


def spoken(words: Sequence[Word]) -> str:
    """Return all words of a text, each with a space on both sides."""
    return f" {' '.join([each.word for each in words])} "


def place_of(text: str, words: Sequence[Word], hit: Hit, grouped: bool, whole: str) -> Place:
    """Return a hit with its sentence; `whole` is what `spoken` makes of the words."""
    first, last = hit.first, hit.last
    while first and words[first - 1].word != BREAK:
        first -= 1
    while last < len(words) and words[last].word != BREAK:
        last += 1
    return Place(text, words, hit, grouped, first, last, whole)


def notes(book: Codebook, matcher: Matcher, place: Place) -> list[str]:
    """Return the note of every guard that applies to a hit, in the order of the codebook."""
    signs = _signs(book, matcher)
    return [
        guard.note for name, guard in book.guards.items() if guard.note and name in _GUARDS
        and _GUARDS[name](place, signs[name])
    ]  # fmt: skip


class Signs(NamedTuple):
    """A guard's words as one pattern, and its signs as one."""

    words: re.Pattern[str] | None
    signs: re.Pattern[str] | None

    def in_words(self, words: str) -> bool:
        """Tell whether one of the words stands there."""
        return bool(self.words and self.words.search(words))


@lru_cache(maxsize=4)
def _patterns(digest: str, held: tuple[tuple[str, tuple[str, ...], str], ...]) -> dict[str, Signs]:
    return {
        name: Signs(
            re.compile(f" {tree_pattern(words)}(?= )") if words else None,
            re.compile(f"[{re.escape(signs)}]") if signs else None,
        )
        for name, words, signs in held
    }


def _signs(book: Codebook, matcher: Matcher) -> dict[str, Signs]:
    return _read(book.digest, _Words(book, matcher))


class _Words:
    """The guards of one state of the codebook, told apart by its digest."""

    def __init__(self, book: Codebook, matcher: Matcher) -> None:
        self.book, self.matcher = book, matcher

    def __hash__(self) -> int:
        return hash(self.book.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Words) and other.book.digest == self.book.digest


@lru_cache(maxsize=4)
def _read(digest: str, held: _Words) -> dict[str, Signs]:
    return _patterns(
        digest,
        tuple(
            (name, tuple(_written(each, held.matcher) for said in guard.words for each in phrases(said)), guard.signs)
            for name, guard in held.book.guards.items()
        ),
    )


def _written(phrase: tuple[str, ...], matcher: Matcher) -> str:
    """Return a phrase in words as they are compared."""
    return " ".join(word for each in phrase for word in matcher.spellings.get(each, (each,)))


def _quoted(place: Place, signs: Signs) -> bool:
    return any(begin <= place.hit.start and place.hit.stop <= end for begin, end in quotes(place.text))


def _reported(place: Place, signs: Signs) -> bool:
    return signs.in_words(place.before(len(place.words)))


def _forwarded(place: Place, signs: Signs) -> bool:
    opening = " ".join(each.word for each in place.words[:4])
    pasted = any(span.start() <= place.hit.start < span.end() for span in PASTED.finditer(place.text))
    return pasted or signs.in_words(f" {opening} ")


def _negated(place: Place, signs: Signs) -> bool:
    return signs.in_words(place.before(NEGATION_BEFORE))


def _third_person(place: Place, signs: Signs) -> bool:
    if place.opening not in ADDRESSED:
        return signs.in_words(place.before(len(place.words))) or bool(ARTICLE.search(place.before(1)))
    before = re.sub(r" (it|this|that|work|game|это|все)(?= )", " ", place.before(SUBJECT_BEFORE))
    return signs.in_words(before)


def _self_address(place: Place, signs: Signs) -> bool:
    return place.opening not in ADDRESSED and signs.in_words(place.before(SELF_BEFORE))


def _question(place: Place, signs: Signs) -> bool:
    if place.hit.cue.asks or place.ends >= len(place.words):
        return False
    mark = place.words[place.ends]
    return "?" in place.text[mark.start : mark.stop]


def _laughter(place: Place, signs: Signs) -> bool:
    if place.hit.cue.family != "incident":
        return False
    return bool(signs.signs and signs.signs.search(place.text)) or signs.in_words(place.whole)


def _lyrics(place: Place, signs: Signs) -> bool:
    if signs.signs and signs.signs.search(place.text):
        return True
    lines = [line.strip() for line in place.text.split("\n") if line.strip()]
    if len(lines) >= VERSES and (TITLE.search(place.text) or _rhymes(lines)):
        return True
    return signs.in_words(place.whole)


def _rhymes(lines: Sequence[str]) -> bool:
    """Tell whether neighbouring or next-but-one lines end alike."""
    ends = [re.sub(r"\W", "", line)[-2:].casefold() for line in lines]
    alike = sum(1 for one, other in pairwise(ends) if one == other)
    crossed = sum(1 for one, other in zip(ends, ends[2:], strict=False) if one == other)
    return max(alike, crossed) >= 2


def _group(place: Place, signs: Signs) -> bool:
    return place.grouped


def _translated(place: Place, signs: Signs) -> bool:
    return signs.in_words(place.whole)


_GUARDS: dict[str, Callable[[Place, Signs], bool]] = {
    "quoted": _quoted, "reported": _reported, "forwarded": _forwarded, "negated": _negated,
    "third-person": _third_person, "self-address": _self_address, "question": _question, "laughter": _laughter,
    "lyrics": _lyrics, "group": _group, "translated": _translated,
}  # fmt: skip

