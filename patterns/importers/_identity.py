"""The id of a message: the same in every export of it, whatever the file, the language or the contact's name."""

from __future__ import annotations

from hashlib import sha256

import numpy as np
import pandas as pd


def message_ids(frame: pd.DataFrame, platform: str, precision: str) -> list[str]:
    """Return sixteen hexadecimal digits for each row, all different within a source.

    They follow from the platform, the time as far as every export of the message agrees on it, whether it is a
    notice or something a person did, the person's own words, and which one it is among equals. What the export
    wrote for itself (placeholders, markers, names) has no part in it.

    Parameters
    ----------
    frame : pandas.DataFrame
        `when` (as the export counts time), `kind` and `words`.
    precision : {"m", "ms"}
        Minutes or milliseconds.
    """
    times = frame["when"].to_numpy().astype(f"datetime64[{precision}]").astype(np.int64).tolist()
    seen: dict[bytes, int] = {}
    ids = []
    for time, kind, words in zip(times, frame["kind"].tolist(), frame["words"].tolist(), strict=True):
        key = f"{platform}\n{time}\n{kind}\n{words}".encode("utf-8", "surrogatepass")
        count = seen[key] = seen.get(key, 0) + 1
        ids.append(sha256(key if count == 1 else b"%b\n%d" % (key, count)).hexdigest()[:16])
    return ids
