"""What the two people of the sample case write: scenes as written, ordinary talk dealt out over the days."""

from __future__ import annotations

import csv
import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

SOURCE = Path(__file__).resolve().parent / "source"
FIRST, LAST = date(2025, 7, 1), date(2026, 3, 29)
OLD_PHONE = (date(2025, 7, 2), date(2025, 10, 17))
SCHOOL_FROM, TWO_FLATS_FROM, EMAIL_ONLY_FROM = date(2025, 9, 6), date(2026, 2, 28), date(2026, 3, 6)
HOLIDAYS = (
    (date(2025, 10, 20), date(2025, 11, 1)),
    (date(2025, 12, 22), date(2026, 1, 2)),
    (date(2026, 2, 2), date(2026, 2, 7)),
)
NAMES = {"N": "Nora", "A": "Anton"}
PARTS = {  # minutes of the day between which an exchange begins
    "morning": (395, 500),
    "late": (500, 640),
    "day": (540, 990),
    "evening": (1000, 1290),
    "night": (1290, 1395),
    "": (480, 1290),
}
SEASONS = {"summer": (7, 8), "autumn": (9, 10, 11), "winter": (12, 1, 2)}
PART_BEGINS = {"morning": time(7), "afternoon": time(12), "evening": time(17), "night": time(22)}


class Line(NamedTuple):
    """One message: wall time in Berlin, who, words (a mark in angle brackets stands for what an export writes)."""

    at: datetime
    who: str
    words: str


class Block(NamedTuple):
    """One ordinary exchange: when it fits, and who says what."""

    fits: frozenset[str]
    lines: tuple[tuple[str, str], ...]

    @property
    def part(self) -> str:
        """The part of the day it belongs to; empty where any will do."""
        return next((part for part in PARTS if part in self.fits), "")


def scenes() -> Iterator[Line]:
    """Yield the lines of the written scenes, in order of time."""
    on, held = FIRST, None
    for path in sorted((SOURCE / "scenes").glob("*.txt")):
        for raw in path.read_text(encoding="utf-8").split("\n"):
            if raw.startswith("|") and held is not None:
                held = held._replace(words=f"{held.words}\n{raw[1:]}")
            elif re.match(r"\d{4}-\d\d-\d\d$", raw):
                on = date.fromisoformat(raw)
            elif re.match(r"\d\d:\d\d [NA] ", raw):
                if held is not None:
                    yield held
                clock, who, words = raw.split(" ", 2)
                held = Line(datetime.combine(on, time.fromisoformat(clock)), NAMES[who], words)
    if held is not None:
        yield held


def everyday() -> Iterator[Line]:
    """Yield ordinary talk, dealt from the stock like cards: the same days and minutes every time."""
    chance = random.Random(20260202)
    decks = {name: shuffled(blocks(f"{name}.txt"), chance) for name in ("everyday", "quiet")}
    said = days()
    empty = {*said["no_contact"], *said["silent"]}
    ends = hard_moments()
    for on in dates(FIRST, LAST):
        quiet = on >= EMAIL_ONLY_FROM
        until = datetime.combine(on, ends.get(on, time(23, 59)))
        for _ in range(int(chance.random() * (2.6 if quiet else 5.9))):
            exchange = dealt(decks["quiet" if quiet else "everyday"], on, chance)
            if exchange and on not in empty and exchange[-1].at < until:
                yield from exchange


def hard_moments() -> dict[date, time]:
    """Return when ordinary talk ends on days with a written scene or an entry: at the first of them."""
    moments = [(line.at.date(), line.at.time()) for line in scenes()]
    for row in read_sheet(SOURCE / "log" / "Incidents.csv"):
        if row["Date"] and row["Time"]:
            begins = PART_BEGINS.get(row["Time"]) or time.fromisoformat(row["Time"])
            moments.append((date.fromisoformat(row["Date"]), begins))
    return dict(sorted(moments, reverse=True))  # of one day the earliest comes last, and stays


def dealt(deck: list[Block], on: date, chance: random.Random) -> list[Line]:
    """Return the next exchange that fits a day, and put it back under the others."""
    fitting = [place for place, block in enumerate(deck) if fits(block, on)]
    if not fitting:
        return []
    block = deck.pop(fitting[int(chance.random() * min(6, len(fitting)))])
    if "once" not in block.fits:
        deck.append(block)
    return spoken(block, on, PARTS[block.part], chance)


def fits(block: Block, on: date) -> bool:
    """Tell whether an exchange can be of that day."""
    seasons = [SEASONS[name] for name in block.fits & SEASONS.keys()]
    two_flats = TWO_FLATS_FROM <= on < EMAIL_ONLY_FROM
    return (
        (not seasons or any(on.month in season for season in seasons))
        and ("weekday" not in block.fits or on.weekday() < 5)
        and ("weekend" not in block.fits or on.weekday() >= 5)
        and ("school" not in block.fits or (on >= SCHOOL_FROM and not holiday(on)))
        and (bool(block.fits & {"apart", "moved"}) if two_flats else "moved" not in block.fits)
    )


def holiday(on: date) -> bool:
    """Tell whether there is no school on a day."""
    return any(first <= on <= last for first, last in HOLIDAYS)


def spoken(block: Block, on: date, between: tuple[int, int], chance: random.Random) -> list[Line]:
    """Return an exchange at some time of the day, each choice in its words made."""
    first, last = between
    at = datetime.combine(on, time()) + timedelta(minutes=first + int(chance.random() * (last - first)))
    lines = []
    for who, words in block.lines:
        lines.append(Line(at, NAMES[who], chosen(words, chance)))
        at += timedelta(minutes=int(chance.random() * 6))
    return lines


def texts() -> Iterator[Line]:
    """Yield the short messages of the old phone, to the second."""
    chance = random.Random(20251018)
    deck = shuffled(blocks("sms.txt"), chance)
    for on in dates(*OLD_PHONE):
        if chance.random() < 0.64:
            for line in dealt(deck, on, chance):
                yield line._replace(at=line.at + timedelta(seconds=int(chance.random() * 60)))


def blocks(name: str) -> list[Block]:
    """Return the exchanges of a stock file."""
    found = []
    for written_block in (SOURCE / name).read_text(encoding="utf-8").split("\n\n")[1:]:
        tags, lines = "", list[tuple[str, str]]()
        for raw in written_block.strip().split("\n"):
            if raw.startswith("@"):
                tags = raw[1:]
            elif raw.startswith("|"):
                lines[-1] = (lines[-1][0], f"{lines[-1][1]}\n{raw[1:]}")
            else:
                lines.append((raw[0], raw[2:]))
        found.append(Block(frozenset(tags.split()), tuple(lines)))
    return found


def chosen(words: str, chance: random.Random) -> str:
    """Return the words with one alternative taken of every [one|two]."""
    return re.sub(r"\[([^]]*)]", lambda match: pick(match[1].split("|"), chance), words)


def pick(choices: Sequence[str], chance: random.Random) -> str:
    """Return one of several; made of `random()` alone, whose numbers no version of Python changes."""
    return choices[int(chance.random() * len(choices))]


def shuffled(cards: list[Block], chance: random.Random) -> list[Block]:
    """Return the cards in an order drawn by `random()` alone."""
    mixed = list(cards)
    for place in range(len(mixed) - 1, 0, -1):
        other = int(chance.random() * (place + 1))
        mixed[place], mixed[other] = mixed[other], mixed[place]
    return mixed


def dates(first: date, last: date) -> Iterator[date]:
    """Yield every date from `first` to `last`."""
    for each in range((last - first).days + 1):
        yield first + timedelta(days=each)


def read_sheet(path: Path) -> list[dict[str, str]]:
    """Return the rows of one sheet of the source."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def days() -> dict[str, Any]:
    """Return what is said about days."""
    return tomllib.loads((SOURCE / "days.toml").read_text(encoding="utf-8"))
