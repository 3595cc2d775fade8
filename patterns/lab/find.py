"""Finding words in many texts at once, whatever their case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import pandas as pd

END = "\0"  # between two texts; taken out of them
CHUNK = 50_000


class Finder:
    """Texts laid end to end, so that one pass finds every place of some words.

    Parameters
    ----------
    texts : sequence of str
        What is missing counts as empty.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts

    @cached_property
    def _laid(self) -> tuple[bytes, np.ndarray]:
        """The texts without case, each with an end mark, and where these marks are."""
        parts = [
            "".join(_bare(each) + END for each in self.texts[begin : begin + CHUNK]).encode("utf-8", "surrogatepass")
            for begin in range(0, len(self.texts), CHUNK)
        ]
        laid = b"".join(parts)
        return laid, np.flatnonzero(np.frombuffer(laid, dtype="uint8") == 0)

    def places(self, words: str) -> np.ndarray:
        """Return the numbers of the texts that hold `words`, in order."""
        wanted = _bare(words).encode("utf-8", "surrogatepass")
        if not wanted:
            return np.arange(len(self.texts))
        laid, ends = self._laid
        first = re.compile(re.escape(wanted) + rb"[^\0]*")  # on to the end of the text: one find for each
        found = np.fromiter((each.start() for each in first.finditer(laid)), dtype="int64")
        return np.searchsorted(ends, found)

    def whole(self, words: str) -> np.ndarray:
        """Return the numbers of the texts that hold `words` with no letter or digit before or after."""
        near = self.places(words)
        whole = whole_words(words)
        return near[[bool(whole.search(_bare(self.texts[place]))) for place in near]] if len(near) else near


def whole_words(words: str) -> re.Pattern[str]:
    """Return the pattern of `words` with no letter or digit before or after, for texts without case."""
    return re.compile(rf"(?<!\w){re.escape(_bare(words).strip())}(?!\w)")


def _bare(text: object) -> str:
    return "" if text is None or text is pd.NA or text != text else str(text).casefold().replace(END, " ")
