"""The text of a chat cut into messages: where each begins, and which lines only look like a beginning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import pandas as pd

from patterns.importers._date_text import Clock, Written, read_date, read_time
from patterns.importers._whatsapp_header import pieces


@dataclass(frozen=True)
class Lines:
    """The messages of a file, in file order.

    `bodies` is what stands behind each header and `numbers` the line it is on; `day_codes` and `time_codes` say
    which of the different dates (`days`, as written `day_texts`) and times it bears. `before` is what stands before
    the first message, `inside` the lines that look like a header and are none.
    """

    bodies: list[str]
    numbers: np.ndarray
    day_codes: np.ndarray
    time_codes: np.ndarray
    days: list[Written]
    times: list[Clock]
    day_texts: list[str]
    time_texts: list[str]
    before: str
    inside: list[int]


def cut(blocks: Iterable[str]) -> Lines:
    """Cut a file into messages; every character of it stays in one place.

    It comes in blocks of whole lines, each without the LF behind its last: memory then holds the messages once.
    """
    before = ""
    days: list[str] = []
    times: list[str] = []
    bodies: list[str] = []
    for block in blocks:
        found = pieces("\n" + block)
        if bodies:
            bodies[-1] += found[0]
        else:
            before += found[0]
        days += found[1::3]
        times += found[2::3]
        bodies += found[3::3]
    numbers = np.fromiter(map(str.count, bodies, repeat("\n")), dtype="int64", count=len(bodies))
    numbers = np.cumsum(numbers + 1) - numbers + before.count("\n")
    day_codes, day_texts = _factorize(days)
    time_codes, time_texts = _factorize(times)
    written, clocks = [read_date(each) for each in day_texts], [read_time(each) for each in time_texts]
    real = _real_headers(day_codes, time_codes, written, clocks)
    inside = numbers[~real].tolist()
    if inside:
        bodies, lost = _put_back(real, days, times, bodies)
        before += lost
        day_codes, time_codes, numbers = day_codes[real], time_codes[real], numbers[real]
    if bodies:
        bodies[-1] = bodies[-1].rstrip("\n")  # the end of the file, not of what was written
    return Lines(
        bodies, numbers, day_codes, time_codes, written, clocks, day_texts, time_texts, before, inside
    )  # fmt: skip


def _factorize(texts: list[str]) -> tuple[np.ndarray, list[str]]:
    codes, unique = pd.factorize(np.array(texts, dtype=object))
    return codes, list(unique)


def _real_headers(day_codes: np.ndarray, time_codes: np.ndarray, days: list[Written], times: list[Clock]) -> np.ndarray:
    """Say which header-like lines are headers.

    One export writes all of its headers alike. So when the look of the first one is that of most, a line that
    looks otherwise was pasted into a message, unless there are so many that two exports were put into one file.
    """
    looks: dict[tuple[Any, ...], int] = {}
    of_day, of_time = ([looks.setdefault(each.look, len(looks)) for each in written] for written in (days, times))
    pairs = np.array(of_day, dtype="int64")[day_codes] * len(looks) + np.array(of_time, dtype="int64")[time_codes]
    mine, distinct = pd.factorize(pairs)
    names = list(looks)
    # a bracket that opens also closes
    whole = np.array([names[pair // len(names)][0] == names[pair % len(names)][0] for pair in distinct], dtype=bool)
    counts = np.bincount(mine, minlength=len(distinct))
    good = whole.copy()
    first = mine[0] if len(mine) else 0
    if len(mine) and whole[first] and counts[first] * 2 >= len(mine):
        good &= (counts >= 10) & (counts * 5 >= len(mine))
        good[first] = True
    return good[mine]


def _put_back(real: np.ndarray, days: list[str], times: list[str], bodies: list[str]) -> tuple[list[str], str]:
    """Return the bodies with every line that is no header put back, as written, where it stood; and what led them."""
    kept: list[list[str]] = [[]]
    for is_real, day, time, body in zip(real.tolist(), days, times, bodies, strict=True):
        if is_real:
            kept.append([body])
        else:
            kept[-1].append(f"\n{day}{time}{body}")
    joined = ["".join(parts) if len(parts) != 1 else parts[0] for parts in kept]
    return joined[1:], joined[0]
