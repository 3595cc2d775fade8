"""How long proposing passages takes in a million messages, beside a floor and a peer in the same run.

    python benchmarks/suggesting.py [--messages 1000000] [--review 5000]

The messages are made of common words, 47 characters on average, one in twenty with a phrase of the codebook planted
in it. The floor is the least that any search needs: every text in small letters and without marks, and one pattern of
all phrases, factored into a tree, run over each. The peer is the way a table is usually searched: one pass of
`str.contains` for each phrase, on a part of the messages and scaled. The last line writes a workbook to review.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from patterns.codes.book import GAP, Codebook, load_codebook, phrases
from patterns.codes.review_book import write_review
from patterns.codes.suggest import suggest
from patterns.codes.tree import tree_pattern
from patterns.log.sheets import INCIDENTS, STATEMENTS
from patterns.schema import REVIEWED

COMMON = (
    "the", "of", "and", "to", "in", "for", "is", "on", "that", "with", "was", "as", "it", "at", "from", "this",
    "have", "are", "not", "but", "all", "were", "when", "we", "there", "can", "an", "which", "their", "will",
    "one", "about", "out", "up", "into", "them", "then", "some", "could", "time", "very", "what", "now", "my",
    "over", "only", "its", "two", "may", "first", "made", "like", "any", "work", "new", "way", "back", "also",
    "other", "how", "good", "day", "here", "home", "tomorrow", "tonight", "dinner", "school", "bus", "train",
    "late", "early", "milk", "bread", "please", "thanks", "yes", "no", "ok", "see", "soon", "later", "call",
    "doctor", "meeting", "car", "keys", "weekend", "rain", "warm", "cold", "film", "book", "i", "you", "he", "she",
    "they", "your", "our", "me", "us", "so", "just", "still", "already", "maybe", "never", "always", "kids", "mum",
    "dad", "sister", "friend",
)  # fmt: skip
PASSES = 40  # phrases of the peer's part
PART = 20  # the peer searches one message in so many


def planted(book: Codebook, chance: random.Random) -> list[str]:
    """Return phrases of the codebook, gaps filled with a word."""
    cues = chance.choices(book.cues, k=4000)
    return [" ".join(chance.choice(phrases(cue.say))).replace(GAP, "really").replace("*", "") for cue in cues]


def messages(number: int, book: Codebook) -> pd.DataFrame:
    """Return so many messages between two people, half a minute apart."""
    chance = random.Random(5)
    said = planted(book, chance)
    texts = []
    for _ in range(number):
        words = chance.choices(COMMON, k=chance.randint(3, 17))
        if chance.random() < 0.05:
            words[chance.randrange(len(words)) :] = [chance.choice(said)]
        texts.append(" ".join(words).capitalize() + chance.choice(("", "", ".", "!", "?")))
    return pd.DataFrame(
        {
            "message_id": [f"{each:x}" for each in range(number)],
            "sent_at": pd.date_range("2020-01-01", periods=number, freq="211s", tz="UTC"),
            "person": [("me", "other")[chance.random() < 0.5] for _ in range(number)],
            "kind": "text",
            "text": texts,
            "conversation": "chat",
        }
    )


def floor(texts: list[str], book: Codebook) -> int:
    """Search every text for every phrase in the least way; gaps are left out."""
    whole = (" ".join(each) for cue in book.cues for each in phrases(cue.say))
    said = {each for each in whole if GAP not in each and "*" not in each}
    pattern = re.compile(f" {tree_pattern(said)} ")
    plain = str.maketrans(dict.fromkeys(".,!?;:\n", " ") | {"'": None, "’": None})
    return sum(1 for text in texts for _ in pattern.finditer(f" {text.lower().translate(plain)} "))


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that some work takes, and what it gives."""
    begun = time.perf_counter()
    given = work()
    return time.perf_counter() - begun, given


def peak() -> int:
    """Return the most memory that this process has held, in megabytes."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used // (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Make the messages, search them three ways, write a workbook."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--review", type=int, default=5_000)
    given = parser.parse_args()
    book = load_codebook()
    table = messages(given.messages, book)
    texts = table["text"].tolist()
    print(f"{len(table):,} messages, {sum(map(len, texts)) / len(texts):.0f} characters on average")
    suggest(table.head(1000), book)  # what is made once for a codebook
    before = peak()
    taken, found = timed(lambda: suggest(table, book))
    print(f"suggest              {taken:6.2f} s  {len(found):,} rows; memory {before} MB before, {peak()} MB at most")
    least, hits = timed(lambda: floor(texts, book))
    print(f"floor                {least:6.2f} s  {hits:,} hits; suggest is {taken / least:.1f} x")
    said = sorted({" ".join(phrases(cue.say)[0]) for cue in book.cues})[:PASSES]
    part = table["text"].iloc[::PART].str.lower()
    passes, _ = timed(lambda: [part.str.contains(each, regex=False).sum() for each in said])
    whole = passes * PART * sum(len(phrases(cue.say)) for cue in book.cues) / len(said)
    print(f"pandas, every phrase {whole:6.0f} s  scaled from {len(said)} phrases in {len(part):,} messages")
    few = found.drop_duplicates(["message_id", "code"]).head(given.review)
    spoken = table.loc[table["message_id"].isin(few["message_id"])]
    spoken = spoken.assign(person="other", local_time=spoken["sent_at"].dt.tz_localize(None))
    with tempfile.TemporaryDirectory() as name:
        log = [pd.DataFrame(columns=[each.name for each in sheet.columns]) for sheet in (INCIDENTS, STATEMENTS)]
        written, made = timed(
            lambda: write_review(Path(name) / "review.xlsx", spoken, few, REVIEWED.empty(), log[0], log[1], book)
        )
    print(f"review workbook      {written:6.2f} s  {made.waiting + made.possible:,} passages")


if __name__ == "__main__":
    main()
