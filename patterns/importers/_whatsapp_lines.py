"""The text of a chat cut into messages: where each begins, and which lines only look like a beginning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from patterns.importers._whatsapp_header import HEADER, Clock, Written, read_date, read_time


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


def cut(text: str) -> Lines:
    """Cut the text of a file, with LF as line end, into messages; every character of it stays in one place."""
    pieces = HEADER.split("\n" + text)
    before, days, times, bodies = pieces[0], pieces[1::3], pieces[2::3], pieces[3::3]
    numbers = np.cumsum([1 + before.count("\n"), *(1 + body.count("\n") for body in bodies[:-1])])[: len(bodies)]
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
    pairs = day_codes.astype("int64") * len(times) + time_codes
    distinct, inverse = np.unique(pairs, return_inverse=True)
    which = np.empty(len(distinct), dtype="int64")
    for at, pair in enumerate(distinct.tolist()):
        look = (days[pair // len(times)].look, times[pair % len(times)].look)
        which[at] = looks.setdefault(look, len(looks))
    mine = which[inverse]
    whole = np.array([look[0][0] == look[1][0] for look in looks], dtype=bool)  # a bracket that opens also closes
    counts = np.bincount(mine, minlength=len(looks))
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
