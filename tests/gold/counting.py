"""What was found against what was meant: counts over the invented messages, and over texts that stand alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from patterns.codes import load_codebook, suggest

FAMILIES = ("sorry-any", "thanks-any")  # the cues that hold a family of words whole


class Counts(NamedTuple):
    """Found and meant, found and not meant, meant and not found."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of what was found that was meant."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else float("nan")

    @property
    def recall(self) -> float:
        """Share of what was meant that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else float("nan")

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if whole else float("nan")


def counted(found: Iterable[bool], meant: Iterable[bool]) -> Counts:
    """Count what was found against what was meant."""
    pairs = list(zip(found, meant, strict=True))
    return Counts(
        sum(one and other for one, other in pairs),
        sum(one and not other for one, other in pairs),
        sum(other and not one for one, other in pairs),
    )


def proposed(messages: pd.DataFrame) -> pd.DataFrame:
    """Return the suggestions with `entry`, the code of the codebook that each belongs to."""
    found = suggest(messages)
    entry = found["cue"].str.split("/").str[0]
    entry = entry.where(entry != "sequence", found["code"])
    other = (entry == "insult") & (found["code"] != "insult")  # sexual words: a code of the log, none of the codebook
    return found.assign(entry=entry).loc[~other]


def by_code(gold: pd.DataFrame, found: pd.DataFrame) -> dict[str, Counts]:
    """Return the counts of every code; a message on which the two passes differ is left out for that code."""
    held = found.groupby("entry")["message_id"].agg(set).to_dict()
    counts = {}
    for code in load_codebook().codes:
        settled = gold.loc[
            [(code in one) == (code in other) for one, other in zip(gold["first"], gold["second"], strict=True)]
        ]
        counts[code] = counted(settled["id"].isin(held.get(code, set())), [code in given for given in settled["first"]])
    return counts


def alone(texts: Sequence[str]) -> pd.DataFrame:
    """Return texts as messages of the other person, each in a conversation of its own."""
    return pd.DataFrame(
        {
            "message_id": [str(number) for number in range(len(texts))],
            "sent_at": pd.Timestamp("2026-03-02 12:00", tz="UTC"),
            "person": "other",
            "kind": "text",
            "text": pd.Series(list(texts), dtype="str"),
            "conversation": [str(number) for number in range(len(texts))],
        }
    )


def flagged(texts: Sequence[str]) -> tuple[list[bool], list[bool]]:
    """Tell of each text whether an incident is proposed in it clearly, and whether at all."""
    found = suggest(alone(texts))
    found = found.loc[found["family"] == "incident"]
    clear = set(found.loc[found["strength"] == "clear", "message_id"])
    either = set(found["message_id"])
    return [str(number) in clear for number in range(len(texts))], [str(n) in either for n in range(len(texts))]


def holding(texts: Sequence[str], code: str) -> list[bool]:
    """Tell of each text whether a word of a code's family stands in it, whatever came before."""
    book = load_codebook()
    family = tuple(cue for cue in book.codes[code].cues if cue.id.split("/")[1] in FAMILIES)
    words = replace(  # without sequences nothing has to come before
        book, codes={code: replace(book.codes[code], cues=family)}, sequences={}, digest=f"{book.digest}/{code}"
    )
    found = set(suggest(alone(texts), words)["message_id"])
    return [str(number) in found for number in range(len(texts))]
