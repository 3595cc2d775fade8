"""Cues found in texts: which, and where in the original words.

Two looks, so that years of messages take seconds. The first goes over the plain words of many texts at once, and asks
of each whether the beginning of any phrase starts there; only texts in which one does are then read word by word,
with the place of every word in the original kept. The first look may let through too much, never too little; a test
holds that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from patterns.codes.book import GAP, Codebook, Cue, phrases

MOST_BETWEEN = 4  # words that a gap may hold
LOOK_AHEAD = 3  # words of a phrase that the first look asks for
CHUNK = 20_000  # texts searched at once
TOKEN = re.compile(r"[^\W_]+(?:['*]+[^\W_]+)*|[.!?;:\n…]+")
BREAK = "."  # stands for the end of a sentence
APOSTROPHES = dict.fromkeys(map(ord, "’‘`´ʼ′＇"), "'")
FOLDED = {ord("ё"): "е", ord("İ"): "i", ord("\u00a0"): " "} | APOSTROPHES  # one character stays one character
TEXT, LINKED = "\x02", "\x03"  # before a text; before one that goes on from the text before it
_KEPT = "*" + TEXT + LINKED
SPACED: dict[int, str | None] = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) in _KEPT)}
SPACED |= {ord("'"): None} | dict.fromkeys(APOSTROPHES, None) | {ord("ё"): "е", ord("İ"): "i"}
SPACED |= dict.fromkeys((*range(0x2010, 0x2018), *range(0x201A, 0x2028), 0xA0, 0xAB, 0xBB, 0x2026, 0x3002), " ")
RUN = re.compile(r"([^\W\d_])\1{2,}")
RUNS = [letter * 3 for letter in "abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюя"]
ODD = re.compile(r"[^\w*]|_")
BOLD = re.compile(r"(?<![^\W_]|\*)\*+|\*+(?![^\W_]|\*)")  # stars around a word; inside one they hide a letter


class Word(NamedTuple):
    """One word of a text as it is compared, and where it stands in the original."""

    word: str
    start: int
    stop: int


class Hit(NamedTuple):
    """A cue in a text: characters `start` to `stop` of the original; `first` and `last` are its words."""

    cue: Cue
    start: int
    stop: int
    first: int
    last: int


@dataclass
class Node:
    """One step of the tree of all phrases: the words that may follow, and the cues that end here."""

    words: dict[str, Node] = field(default_factory=dict)
    endings: dict[str, Node] = field(default_factory=dict)  # words of which only the beginning is given
    gap: Node | None = None
    cues: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Matcher:
    """A codebook made ready for searching."""

    cues: tuple[Cue, ...]
    root: Node
    spellings: dict[str, tuple[str, ...]]
    vocabulary: frozenset[str]
    first_words: dict[str, Any]  # how phrases begin, by word; True: enough was seen, False: a mark before a text


@lru_cache(maxsize=4)
def _made(digest: str, book: _Held) -> Matcher:
    return make_matcher(book.book.cues, book.book.words)


class _Held:
    """A codebook that is equal to another of the same digest, so that its matcher is made once."""

    def __init__(self, book: Codebook) -> None:
        self.book = book

    def __hash__(self) -> int:
        return hash(self.book.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.book.digest == self.book.digest


def matcher_of(book: Codebook) -> Matcher:
    """Return the matcher of a codebook; it is made once for each state of it."""
    return _made(book.digest, _Held(book))


def make_matcher(cues: Sequence[Cue], words: Mapping[str, str]) -> Matcher:
    """Return a matcher for these cues; `words` are chat spellings and what they stand for."""
    spellings = {_plain(short): tuple(long.split()) for short, long in words.items()}
    root, vocabulary = Node(), set()
    for number, cue in enumerate(cues):
        for phrase in phrases(cue.say):
            node = root
            for word in _canonical(phrase, spellings):
                node = _step(node, word)
                vocabulary.add(word)
            if number not in node.cues:
                node.cues.append(number)
    first_words = _beginnings(root, LOOK_AHEAD, spellings) | {TEXT: False, LINKED: False}
    return Matcher(tuple(cues), root, spellings, frozenset(vocabulary), first_words)


def _plain(word: str) -> str:
    return word.replace("'", "").casefold().replace("ё", "е")


def _canonical(phrase: Iterable[str], spellings: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for word in phrase:
        yield from spellings.get(_plain(word), (_plain(word),))


def _step(node: Node, word: str) -> Node:
    if word == GAP:
        node.gap = node.gap or Node()
        return node.gap
    if word.endswith("*"):
        return node.endings.setdefault(word[:-1], Node())
    return node.words.setdefault(word, Node())


# -- the first look ------------------------------------------------------------------------------------------------

Steps = dict[str, Any]  # surface words -> further steps, or True where enough was seen


def _beginnings(node: Node, depth: int, spellings: Mapping[str, tuple[str, ...]]) -> Steps:
    """Return what phrases from this step on can begin with, in any spelling, to the depth of `depth` words."""
    steps: Steps = {}
    for word, after in node.words.items():
        onward = _onward(after, depth - 1, spellings)
        for spelled in (word, *(short for short, long in spellings.items() if long == (word,))):
            steps[spelled] = _merged(steps.get(spelled, {}), onward)
    for short, long in spellings.items():
        if len(long) > 1 and long[0] in node.words:
            through = _through(node, long, depth, spellings)
            if through is not None:
                steps[short] = _merged(steps.get(short, {}), through)
    return steps


def _onward(node: Node, depth: int, spellings: Mapping[str, tuple[str, ...]]) -> Steps | bool:
    """Return what may follow a word: anything where a phrase ends, a gap begins or enough was seen."""
    if node.cues or node.gap or node.endings or depth == 0:
        return True
    return _beginnings(node, depth, spellings)


def _through(
    node: Node, long: tuple[str, ...], depth: int, spellings: Mapping[str, tuple[str, ...]]
) -> Steps | bool | None:
    """Return what may follow a spelling that stands for several words, or None where no phrase goes that way."""
    for taken, word in enumerate(long, start=1):
        if word not in node.words:
            return True if node.endings else None
        node = node.words[word]
        if node.cues or node.gap or node.endings or taken >= depth:
            return True
    return _onward(node, depth - len(long), spellings)


def _merged(one: Steps | bool, other: Steps | bool) -> Steps | bool:
    if one is True or other is True:
        return True
    assert isinstance(one, dict)
    assert isinstance(other, dict)
    return {word: _merged(one.get(word, {}), other.get(word, {})) for word in {**one, **other}}


def candidates(matcher: Matcher, texts: Sequence[str], linked: Sequence[bool] | None = None) -> list[int]:
    """Return the places of the texts that may hold a cue, in order.

    Parameters
    ----------
    linked : sequence of bool, optional
        Whether a text goes on from the one before it, so that a phrase may begin there and end here; the one in
        which it begins is then returned.
    """
    found: set[int] = set()
    for begin in range(0, len(texts), CHUNK):
        part = texts[begin : begin + CHUNK]
        links = [False, *linked[begin + 1 : begin + CHUNK]] if linked is not None else [False] * len(part)
        found.update(begin + each for each in _in_chunk(matcher, part, links))
        if linked is not None and begin and linked[begin]:
            found.add(begin - 1)  # a phrase may run on from the last text of one part into the first of the next
    return sorted(found)


def _in_chunk(matcher: Matcher, texts: Sequence[str], linked: Sequence[bool]) -> set[int]:
    joined = _spaced(texts, linked)
    words = joined.split()
    words += [TEXT] * (LOOK_AHEAD + 2)
    found: set[int] = set()
    text, first = -1, matcher.first_words
    for at, word in enumerate(words):
        step = first.get(word)
        if step is None:
            continue
        if step is False:  # the mark before a text
            text += 1
        elif step is True or _goes_on(step, words, at + 1):
            found.add(text)
    found -= {each for each in found if each >= len(texts)}
    for letters in (*RUNS, *(f" {begins}" for begins in matcher.root.endings)):
        found.update(_texts_with(letters, joined))
    return found


def _goes_on(step: Steps, words: list[str], at: int) -> bool:
    """Tell whether the beginning of a phrase goes on from here, if need be in a text that is linked to this one."""
    while True:
        word = words[at]
        if word == LINKED:
            at += 1
            word = words[at]
        after = step.get(word)
        if not after:
            return False
        if after is True:
            return True
        step, at = after, at + 1


def _texts_with(letters: str, joined: str) -> Iterator[int]:
    """Yield the number of every text that holds these letters."""
    at, counted, number = joined.find(letters), 0, -1
    while at >= 0:
        number += joined.count(TEXT, counted, at + 1) + joined.count(LINKED, counted, at + 1)
        yield number
        counted, at = at + 1, joined.find(letters, at + 1)


def _spaced(texts: Sequence[str], linked: Sequence[bool]) -> str:
    """Return the texts one after the other, in small letters, with spaces for everything that is no word."""
    joined = "".join([f" {LINKED if goes_on else TEXT} {text}" for goes_on, text in zip(linked, texts, strict=True)])
    if joined.isascii() and joined.count(TEXT) + joined.count(LINKED) == len(texts):
        return _plainly(joined.translate(SPACED).lower())
    clean = {**SPACED, ord(TEXT): " ", ord(LINKED): " "}
    folded = [text.translate(clean).lower() for text in texts]
    spaced = "".join(
        [
            f" {LINKED if goes_on else TEXT} {text if text.isascii() else ODD.sub(' ', text)}"
            for goes_on, text in zip(linked, folded, strict=True)
        ]
    )
    return _plainly(spaced)


def _plainly(spaced: str) -> str:
    return BOLD.sub(" ", spaced) if "*" in spaced else spaced


# -- the second look -----------------------------------------------------------------------------------------------


def words_of(matcher: Matcher, text: str, offset: int = 0) -> list[Word]:
    """Return the words of a text as they are compared; the end of a sentence stands between them as a word."""
    lowered = (text if text.isascii() else text.translate(FOLDED)).lower()
    drawn_out, spellings = RUN.search(lowered), matcher.spellings
    found: list[Word] = []
    for token in TOKEN.finditer(lowered):
        word, start, stop = token.group(), token.start() + offset, token.end() + offset
        if not word[0].isalnum():
            found.append(Word(BREAK, start, stop))
            continue
        if "'" in word:
            word = word.replace("'", "")
        if drawn_out and word not in spellings:
            word = squeezed(word, matcher.vocabulary)
        if word in spellings:
            found += [Word(each, start, stop) for each in spellings[word]]
        else:
            found.append(Word(word, start, stop))
    return found


def squeezed(word: str, vocabulary: frozenset[str]) -> str:
    """Return a word without letters drawn out ("sooo"), where that makes it one that a cue knows."""
    if word in vocabulary or not RUN.search(word):
        return word
    for letters in (r"\1\1", r"\1"):
        shorter = RUN.sub(letters, word)
        if shorter in vocabulary:
            return shorter
    return RUN.sub(r"\1", word)


def hits(matcher: Matcher, words: Sequence[Word]) -> list[Hit]:
    """Return every cue in these words, each where it first stands, in its longest form."""
    found: dict[int, Hit] = {}
    begins, endings = matcher.root.words, matcher.root.endings
    for first in range(len(words)):
        if words[first].word not in begins and not endings:
            continue
        for number, last in _follow(matcher.root, words, first):
            cue, earlier = matcher.cues[number], found.get(number)
            longer = earlier is None or (earlier.first == first and earlier.last < last)
            if longer and _placed(cue, words, first, last):
                found[number] = Hit(cue, words[first].start, words[last].stop, first, last)
    return sorted(found.values(), key=lambda hit: (hit.start, hit.cue.id))


def _follow(node: Node, words: Sequence[Word], at: int) -> Iterator[tuple[int, int]]:
    """Yield the number and the last word of every cue that the words from `at` on spell out."""
    if at >= len(words) or words[at].word == BREAK:
        return
    word = words[at].word
    after = [node.words[word]] if word in node.words else []
    after += [each for begins, each in node.endings.items() if word.startswith(begins)]
    for step in after:
        for number in step.cues:
            yield number, at
        yield from _follow(step, words, at + 1)
        if step.gap is not None:
            for skipped in range(MOST_BETWEEN + 1):
                if any(each.word == BREAK for each in words[at + 1 : at + 1 + skipped]):
                    break
                yield from _follow(step.gap, words, at + 1 + skipped)


def _placed(cue: Cue, words: Sequence[Word], first: int, last: int) -> bool:
    """Tell whether a cue stands where in its sentence it has to."""
    if not cue.at:
        return True
    begins = first == 0 or words[first - 1].word == BREAK
    ends = last == len(words) - 1 or words[last + 1].word == BREAK
    return {"start": begins, "end": ends, "alone": begins and ends}[cue.at]
