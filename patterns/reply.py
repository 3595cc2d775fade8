"""The shape of a planned reply: at most two sentences of validation, one boundary, one next step."""

from __future__ import annotations

import re
from typing import NamedTuple

from patterns.words import say

# ends of sentences in the scripts people write in; a run of them (?!, ...) ends one sentence
ENDS = re.compile(r"(?<!\d)[.!?…。！？؟۔।॥։፧｡]+(?=[\s\"'”’»)\]]|$)|(?<=[。！？｡])|\n+")
LETTERS = re.compile(r"\w")
BOUNDARY = re.compile(
    r"\b(i (will|wo) ?n[o']?t|i won't|i do not accept|i don't accept|not acceptable|is not okay|is not ok|i will end|"
    r"i will leave|i will hang up|i am not going to|"
    r"я не буду|я не принимаю|это недопустимо|так нельзя|я положу трубку)\b",
    re.I,
)
NEXT_STEP = re.compile(
    r"\b(i will (call|write|come back|check|answer)|let us|let's|we can|you can|tomorrow|tonight|on (mon|tues|wednes|"
    r"thurs|fri|satur|sun)day|at \d|in \d+ (minutes|hours|days)|"
    r"завтра|давай|через \d+|в \d+[:.]\d\d|я (позвоню|напишу|вернусь))\b",
    re.I,
)
MOST_VALIDATION = 2


class Shape(NamedTuple):
    """Counts of a reply's sentences by what they do, and hints in words."""

    sentences: int
    validation: int
    boundaries: int
    next_steps: int
    hints: tuple[str, ...]


def shape(text: str) -> Shape:
    """Return how a draft reply is built, and what would bring it into the agreed shape.

    Sentences are told apart by the punctuation of any script. Boundaries and next steps are recognised by common
    English and Russian wordings; in other languages only the number of sentences is certain, and the hints say so.

    Returns
    -------
    Shape
        No hints when the draft has at most two sentences of validation, one boundary and one next step.
    """
    sentences = split(text)
    boundaries = [each for each in sentences if BOUNDARY.search(each)]
    steps = [each for each in sentences if NEXT_STEP.search(each) and each not in boundaries]
    validation = len(sentences) - len(boundaries) - len(steps)
    hints = []
    if not sentences:
        hints.append(say("reply.hint.empty"))
    if validation > MOST_VALIDATION:
        hints.append(say("reply.hint.validation", n=validation))
    if len(boundaries) != 1 and sentences:
        hints.append(say("reply.hint.boundary", n=len(boundaries)))
    if len(steps) != 1 and sentences:
        hints.append(say("reply.hint.step", n=len(steps)))
    return Shape(len(sentences), validation, len(boundaries), len(steps), tuple(hints))


def split(text: str) -> list[str]:
    """Return the sentences of a text, in any script."""
    return [part.strip() for part in ENDS.split(text) if part and LETTERS.search(part)]
