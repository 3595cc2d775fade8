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
    seen: set[str] = set()
    repeated = {one for one in ids if one in seen or seen.add(one)}  # type: ignore[func-returns-value]
    times_seen = dict.fromkeys(repeated, 0)
    for row in [row for row, one in enumerate(ids) if one in repeated] if repeated else []:
        one = ids[row]
        times_seen[one] += 1
        ids[row] = one if times_seen[one] == 1 else _digest(f"{one}\n{times_seen[one]}")
    return ids


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
