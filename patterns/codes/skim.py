"""The first look, so that years of messages take seconds: in which texts does any phrase begin.

It goes over the plain words of many texts at once. Only the texts it names are then read word by word, with the place
of every word in the original kept (`match`). It may name too many, never too few; a test holds that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from patterns.codes.match import ODD, RUN
from patterns.codes.matcher import LINKED, LOOK_AHEAD, TEXT, Beginnings, Steps

CHUNK = 20_000  # texts searched at once
BOLD = re.compile(r"(?<![^\W_]|\*)\*+|\*+(?![^\W_]|\*)")  # stars around a word; inside one they hide a letter
APOSTROPHES = map(ord, "'’‘`´ʼ′＇")
ASCII: dict[int, str | None] = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "*")}
ASCII |= {ord("'"): None, ord("`"): None}
SPACED = {**ASCII, **dict.fromkeys(APOSTROPHES, None), ord("ё"): "е", ord("İ"): "i"}
SPACED |= dict.fromkeys((*range(0x2010, 0x2018), *range(0x201A, 0x2028), 0xA0, 0xAB, 0xBB, 0x2026, 0x3002), " ")


def candidates(look: Beginnings, texts: Sequence[str], linked: Sequence[bool] | None = None) -> list[int]:
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
        found.update(begin + each for each in _in_chunk(look, part, links))
        if linked is not None and begin and linked[begin]:
            found.add(begin - 1)  # a phrase may run on from the last text of one part into the first of the next
    return sorted(found)


def _in_chunk(look: Beginnings, texts: Sequence[str], linked: Sequence[bool]) -> set[int]:
    marked = [
        f" {LINKED if goes_on else TEXT} {text.translate(ASCII).lower() if text.isascii() else _plain(text)}"
        for goes_on, text in zip(linked, texts, strict=True)
    ]
    joined = "".join(marked)
    words = (BOLD.sub(" ", joined) if "*" in joined else joined).split()
    odd = {word: True for word in set(words) if word.startswith(look.letters) or RUN.search(word)}
    begins = {**look.steps, **odd}.get
    words += [TEXT] * (LOOK_AHEAD + 2)
    found: set[int] = set()
    text = -1
    for at, (word, following) in enumerate(pairwise(words), start=1):
        step = begins(word)
        if step is None:
            continue
        if step is False:  # the mark before a text
            text += 1
            continue
        after = True if step is True else step.get(following)
        if after is True or ((after is not None or following == LINKED) and _goes_on(step, words, at)):
            found.add(text)
    return found


def _plain(text: str) -> str:
    return ODD.sub(" ", text.translate(SPACED).lower())


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
