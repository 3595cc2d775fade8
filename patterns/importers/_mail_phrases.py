"""What mail programs write above the words of an earlier message, in many languages."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

DATED = r"(?:(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}[:.h]\d\d)"
ROLES = ("from", "sent", "to", "subject", "other")


class Phrases(NamedTuple):
    """The phrases as they are looked for.

    `wrote` a verb of writing; `begins` the begin of an attribution that runs over several lines; `original` the
    line above a whole earlier message; `roles` what a header line's label says; the labels of a Gmail export.
    """

    wrote: re.Pattern[str]
    begins: re.Pattern[str]
    original: frozenset[str]
    roles: dict[str, str]
    label_sent: frozenset[str]
    label_draft: frozenset[str]


@cache
def phrases() -> Phrases:
    """Return the phrases of every language, made ready once."""
    told = tomllib.loads(files("patterns.importers").joinpath("mail_phrases.toml").read_text(encoding="utf-8"))
    every = {
        name: list(dict.fromkeys(each for words in table.values() for each in words)) for name, table in told.items()
    }
    return Phrases(
        wrote=re.compile(_any(every["wrote"]), re.I),
        begins=re.compile(
            rf"(?:{_any(every['begins'])})[ \u00a0]|(?:\w{{2,12}}[.,]{{0,2}} )?\d|[^@]*<?[^\s@<>]+@[^\s@<>]+>?", re.I
        ),
        original=frozenset(every["original"]),
        roles={label: role for role in reversed(ROLES) for label in every[role]},
        label_sent=frozenset(every["label_sent"]),
        label_draft=frozenset(every["label_draft"]),
    )


def _any(words: list[str]) -> str:
    """Return an expression for any of some phrases, longest first; scripts without spaces have no word ends."""
    each = [re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))]
    latin = [rf"(?<!\w){word}(?!\w)" for word in each if word[0] < "\u3000"]
    return "|".join(latin + [word for word in each if word[0] >= "\u3000"])
