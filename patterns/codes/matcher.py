"""A codebook made ready for searching: the tree of all its phrases, and how phrases begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, cast

from patterns.codes.book import GAP, Codebook, Cue, phrases
from patterns.store import collector

LOOK_AHEAD = 3  # words of a phrase that the first look asks for
TEXT, LINKED = "\x02", "\x03"  # before a text; before one that goes on from the text before it
NOTHING = cast(dict[str, Any], MappingProxyType({}))  # nothing can be put into it
Steps = dict[str, Any]  # surface words -> further steps, or True where enough was seen
OFFERS = ("apology", "time-out", "offer to talk", "accountability")  # what an answer answers


class Node:
    """One step of the tree of all phrases: the words that may follow, and the cues that end here.

    There are some hundred thousand; most hold little, so what is empty is one and the same for all of them.
    """

    __slots__ = ("cues", "endings", "gap", "words")

    def __init__(self) -> None:
        self.words: dict[str, Node] = NOTHING
        self.endings: dict[str, Node] = NOTHING  # words of which only the beginning is given
        self.gap: Node | None = None
        self.cues: tuple[int, ...] = ()


@dataclass(frozen=True)
class Beginnings:
    """How phrases begin: word after word (True where enough was seen, False a mark before a text), or with letters."""

    steps: Steps
    letters: tuple[str, ...]


@dataclass(frozen=True)
class Matcher:
    """A codebook made ready for searching."""

    cues: tuple[Cue, ...]
    root: Node
    spellings: dict[str, tuple[str, ...]]
    vocabulary: frozenset[str]
    urgent: Node  # the tree of the cues about safety alone
    others: Beginnings
    answers: Beginnings  # of cues that count only soon after what they answer


@lru_cache(maxsize=4)
def _made(digest: str, book: _Held) -> Matcher:
    with collector.paused():
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
    known: dict[str, tuple[str, ...]] = {}
    root, urgent, others, answers = _Tree(), _Tree(), _Tree(), _Tree()
    for number, cue in enumerate(cues):
        first = answers if is_answer(cue) else others
        for phrase in phrases(cue.say):
            said: list[str] = []
            for word in phrase:
                if word not in known:
                    known[word] = spellings.get(_plain(word), (_plain(word),))
                said += known[word]
            root.plant(said, number)
            first.plant(said[:LOOK_AHEAD], number)  # the first look goes no further
            if cue.tier == "safety":
                urgent.plant(said, number)
    return Matcher(
        cues=tuple(cues),
        root=root.root,
        urgent=urgent.root,
        spellings=spellings,
        vocabulary=frozenset(word for words in known.values() for word in words),
        others=_look(others.root, spellings),
        answers=_look(answers.root, spellings),
    )


def is_answer(cue: Cue) -> bool:
    """Tell whether a cue counts only soon after an offer, and is none itself."""
    return bool(cue.needs) and cue.entry not in OFFERS


class _Tree:
    """A tree that is planted: phrases come sorted, so most begin like the one before and go on from its path."""

    def __init__(self) -> None:
        self.root = Node()
        self.path: list[Node] = [self.root]
        self.said: list[str] = []

    def plant(self, said: list[str], number: int) -> None:
        """Put in a phrase, ending with the cue of that number."""
        if said == self.said and self.path[-1].cues[-1:] == (number,):
            return
        shared = 0
        for one, other in zip(said, self.said, strict=False):
            if one != other:
                break
            shared += 1
        del self.path[shared + 1 :]
        for word in said[shared:]:
            self.path.append(_step(self.path[-1], word))
        self.said = said
        end = self.path[-1]
        if number not in end.cues:
            end.cues += (number,)


def _plain(word: str) -> str:
    return word.replace("'", "").casefold().replace("ё", "е")


def _step(node: Node, word: str) -> Node:
    if word == GAP:
        node.gap = node.gap or Node()
        return node.gap
    if word.endswith("*"):
        if node.endings is NOTHING:
            node.endings = {}
        after, word = node.endings, word[:-1]
    else:
        if node.words is NOTHING:
            node.words = {}
        after = node.words
    if word not in after:
        after[word] = Node()
    return after[word]


def _look(root: Node, spellings: Mapping[str, tuple[str, ...]]) -> Beginnings:
    marks: Steps = {TEXT: False, LINKED: False}
    return Beginnings(_beginnings(root, LOOK_AHEAD, spellings) | marks, tuple(root.endings))


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
