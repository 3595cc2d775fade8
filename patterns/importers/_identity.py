"""The id of a message: the same in every export of it, whatever the file, the language or the contact's name."""

from __future__ import annotations

from hashlib import sha256

import numpy as np
import pandas as pd


def message_ids(frame: pd.DataFrame, platform: str, precision: str) -> list[str]:
    """Return sixteen hexadecimal digits for each row, all different within a source.

    They follow from the platform, the time as far as every export of the message agrees on it, whether it is a
    notice or something a person did, the person's own words, and which one it is among equals. What the export
    wrote for itself (placeholders, markers, names) has no part in it. Where the platform numbers its messages
    itself (`key`), that number alone decides.

    Parameters
    ----------
    frame : pandas.DataFrame
        `when` (as the export counts time), `kind` and `words`; `key` where the platform has it, missing where not.
    precision : {"m", "s", "ms"}
        Minutes, seconds or milliseconds.
    """
    times = frame["when"].to_numpy().astype(f"datetime64[{precision}]").astype(np.int64).tolist()
    kinds, words = frame["kind"].tolist(), frame["words"].tolist()
    ids = [
        sha256(f"{platform}\n{time}\n{kind}\n{word}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        for time, kind, word in zip(times, kinds, words, strict=True)
    ]
    if "key" in frame:
        numbered = np.flatnonzero(frame["key"].notna()).tolist()
        for row, number in zip(numbered, frame["key"].iloc[numbered].tolist(), strict=True):
            ids[row] = _digest(f"{platform}\n{number}")
    _number(ids, pd.Series(times).duplicated(keep=False).to_numpy() if "key" not in frame else None)
    return ids


def _number(ids: list[str], doubtful: np.ndarray | None) -> None:
    """Tell apart equal ids by which one of them it is; only rows that share their time with another can be equal."""
    rows = range(len(ids)) if doubtful is None else np.flatnonzero(doubtful).tolist()
    seen: set[str] = set()
    repeated = {ids[row] for row in rows if ids[row] in seen or seen.add(ids[row])}  # type: ignore[func-returns-value]
    count = dict.fromkeys(repeated, 0)
    for row in [row for row in rows if ids[row] in repeated] if repeated else []:
        one = ids[row]
        count[one] += 1
        ids[row] = one if count[one] == 1 else _digest(f"{one}\n{count[one]}")


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
