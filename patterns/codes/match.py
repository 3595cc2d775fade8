"""Cues found in the words of one text: which, and where in the original."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from patterns.codes.book import Cue
from patterns.codes.matcher import Matcher, Node

MOST_BETWEEN = 4  # words that a gap may hold
TOKEN = re.compile(r"[^\W_]+(?:['*]+[^\W_]+)*|[.!?;:\n…]+")
BREAK = "."  # stands for the end of a sentence
FOLDED = {ord("ё"): "е", ord("İ"): "i", ord("\u00a0"): " "} | dict.fromkeys(map(ord, "’‘`´ʼ′＇"), "'")
RUN = re.compile(r"([^\W\d_])\1{2,}")
ODD = re.compile(r"[^\w*]|_")


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


def words_of(matcher: Matcher, text: str, offset: int = 0) -> list[Word]:
    """Return the words of a text as they are compared; the end of a sentence stands between them as a word."""
    lowered = (text if text.isascii() else text.translate(FOLDED)).lower()
    drawn_out, spellings = RUN.search(lowered), matcher.spellings
    found: list[Word] = []
    for token in TOKEN.finditer(lowered):
        word, (start, stop) = token[0], token.span()
        if not word[0].isalnum():
            found.append(_word((BREAK, start + offset, stop + offset)))
            continue
        if "'" in word:
            word = word.replace("'", "")
        if drawn_out and word not in spellings:
            word = squeezed(word, matcher.vocabulary)
        for each in spellings.get(word) or (word,):
            found.append(_word((each, start + offset, stop + offset)))
    return found


_word = partial(tuple.__new__, Word)  # half the time of Word(...), and there are many


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
    begins, endings = matcher.root.words, tuple(matcher.root.endings)
    for first in range(len(words)):
        word = words[first].word
        step = begins.get(word)
        if (step is None or not _may_go_on(step, words, first + 1)) and not word.startswith(endings):
            continue
        for number, last in _follow(matcher.root, words, first):
            cue, earlier = matcher.cues[number], found.get(number)
            longer = earlier is None or (earlier.first == first and earlier.last < last)
            if longer and _placed(cue, words, first, last):
                found[number] = Hit(cue, words[first].start, words[last].stop, first, last)
    return sorted(found.values(), key=lambda hit: (hit.start, hit.cue.id))


def runs_on(tree: Node, words: Sequence[Word]) -> bool:
    """Tell whether a phrase of the tree that begins in the last of these sentences may go on after the last word."""
    first = len(words)
    while first and words[first - 1].word != BREAK:
        first -= 1
    begins, endings = tree.words, tuple(tree.endings)
    return any(
        _open_at_end(tree, words, at)
        for at in range(first, len(words))
        if words[at].word in begins or words[at].word.startswith(endings)
    )


def _open_at_end(node: Node, words: Sequence[Word], at: int) -> bool:
    if at >= len(words):
        return bool(node.words or node.endings or node.gap)
    word = words[at].word
    after = [node.words[word]] if word in node.words else []
    if node.endings:
        after += [each for begins, each in node.endings.items() if word.startswith(begins)]
    for step in after:
        if _open_at_end(step, words, at + 1):
            return True
        if step.gap is not None and len(words) - at - 1 <= MOST_BETWEEN:
            return True
        if step.gap is not None and any(
            _open_at_end(step.gap, words, at + 1 + skipped) for skipped in range(MOST_BETWEEN + 1)
        ):
            return True
    return False


def _may_go_on(step: Node, words: Sequence[Word], at: int) -> bool:
    """Tell whether a phrase ends here, or the next word may be of one: most words end the search at once."""
    return bool(
        step.cues or step.gap is not None or step.endings or (at < len(words) and words[at].word in step.words)
    )


def _follow(node: Node, words: Sequence[Word], at: int) -> Iterator[tuple[int, int]]:
    """Yield the number and the last word of every cue that the words from `at` on spell out."""
    if at >= len(words) or words[at].word == BREAK:
        return
    word = words[at].word
    after = [node.words[word]] if word in node.words else []
    if node.endings:
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
