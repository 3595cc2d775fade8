"""A codebook made ready for searching: the tree of all its phrases, and how phrases begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from patterns.codes.book import GAP, Codebook, Cue, phrases

LOOK_AHEAD = 3  # words of a phrase that the first look asks for
TEXT, LINKED = "\x02", "\x03"  # before a text; before one that goes on from the text before it
Steps = dict[str, Any]  # surface words -> further steps, or True where enough was seen
OFFERS = ("apology", "time-out", "offer to talk", "accountability")  # what an answer answers


@dataclass
class Node:
    """One step of the tree of all phrases: the words that may follow, and the cues that end here."""

    words: dict[str, Node] = field(default_factory=dict)
    endings: dict[str, Node] = field(default_factory=dict)  # words of which only the beginning is given
    gap: Node | None = None
    cues: list[int] = field(default_factory=list)


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
    root, urgent, others, answers = Node(), Node(), Node(), Node()
    vocabulary: set[str] = set()
    for number, cue in enumerate(cues):
        for phrase in phrases(cue.say):
            said = tuple(_canonical(phrase, spellings))
            vocabulary.update(said)
            _plant(root, said, number)
            _plant(answers if is_answer(cue) else others, said, number)
            if cue.tier == "safety":
                _plant(urgent, said, number)
    return Matcher(
        cues=tuple(cues),
        root=root,
        urgent=urgent,
        spellings=spellings,
        vocabulary=frozenset(vocabulary),
        others=_look(others, spellings),
        answers=_look(answers, spellings),
    )


def is_answer(cue: Cue) -> bool:
    """Tell whether a cue counts only soon after an offer, and is none itself."""
    return bool(cue.needs) and cue.entry not in OFFERS


def _plant(node: Node, said: Iterable[str], number: int) -> None:
    for word in said:
        node = _step(node, word)
    if number not in node.cues:
        node.cues.append(number)


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
