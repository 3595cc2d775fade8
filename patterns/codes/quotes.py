"""Where a text quotes somebody, found in one pass: a text of a million opening marks takes no longer than another."""

from __future__ import annotations

import re
from functools import lru_cache

SINGLE = re.compile("['’\n]")
CLOSES = {  # what opens a quotation -> what ends it; a line's end where it stands there ends the search
    "“": re.compile("”"), '"': re.compile('["\n]'), "«": re.compile("»"), "„": re.compile("[“”]"),
    "'": SINGLE, "‘": SINGLE, "‚": SINGLE,
}  # fmt: skip
OPENS = re.compile(f"[{''.join(CLOSES)}]")
WORD = re.compile(r"\w")
SHORTEST = 2  # letters between single marks: fewer are an apostrophe's


@lru_cache(maxsize=1)
def quotes(text: str) -> tuple[tuple[int, int], ...]:
    """Return the first and after the last character of each quotation of a text, its marks included, in order."""
    found: list[tuple[int, int]] = []
    ends: dict[re.Pattern[str], int] = {}  # the next mark of each kind that ends one, looked for once
    at = 0
    while opens := OPENS.search(text, at):
        begin = opens.start()
        closes = CLOSES[text[begin]]
        if ends.get(closes, -1) <= begin:
            end = closes.search(text, begin + 1)
            ends[closes] = end.start() if end else len(text)
        at = begin + 1
        if _whole(text, begin, ends[closes]):
            at = ends[closes] + 1
            found.append((begin, at))
    return tuple(found)


def _whole(text: str, begin: int, end: int) -> bool:
    """Tell whether what stands between two places is a quotation; single marks may be apostrophes."""
    if end == len(text) or text[end] == "\n":
        return False
    if CLOSES[text[begin]] is not SINGLE:
        return True
    alone = not (begin and WORD.match(text[begin - 1])) and not WORD.match(text, end + 1)
    return alone and end - begin > SHORTEST
