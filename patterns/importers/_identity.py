"""The id of a message: the same in every export of it, whatever the file, the language or the contact's name."""

from __future__ import annotations

from hashlib import sha256
from itertools import repeat

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
    seen: dict[bytes, int] = {}
    ids = []
    own = frame["key"].where(frame["key"].notna(), None).tolist() if "key" in frame else repeat(None, len(frame))
    for time, kind, words, number in zip(times, frame["kind"].tolist(), frame["words"].tolist(), own, strict=True):
        told = f"{time}\n{kind}\n{words}" if number is None else number
        key = f"{platform}\n{told}".encode("utf-8", "surrogatepass")
        count = seen[key] = seen.get(key, 0) + 1
        ids.append(sha256(key if count == 1 else b"%b\n%d" % (key, count)).hexdigest()[:16])
    return ids
