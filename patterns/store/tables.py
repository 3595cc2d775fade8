"""A table as plain bytes and back: arrays of numbers and joined text, nothing that could run.

Made for what is safe to delete at any time: damaged bytes are found, by their sums.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Collection
from hashlib import sha256
from typing import Any

import numpy as np
import pandas as pd

from patterns.store import collector

KIND = "patterns table 1"
CHUNK = 1 << 16  # strings decoded at once: one emoji makes every character of its chunk four bytes wide
FEW = 0.3  # where fewer of the strings are different, each is written once
SUM = 32
HEAD = 2 * SUM + 8


class Damaged(Exception):
    """The bytes are not a whole table."""


def pack(frame: pd.DataFrame, known: dict[str, Any]) -> bytes:
    """Return a frame of texts, times, truths, whole numbers and lists of plain values as bytes.

    Parameters
    ----------
    known : dict
        What is known about the table: anything that JSON can hold.
    """
    arrays: dict[str, np.ndarray] = {}
    kinds = {}
    for place, name in enumerate(frame.columns):
        kinds[name], parts = _to_arrays(frame[name])
        arrays |= {f"{place}.{part}": array for part, array in parts.items()}
    head = json.dumps({"kind": KIND, "rows": len(frame), "columns": kinds, "about": known}).encode()
    data = io.BytesIO()
    np.savez(data, **arrays)  # type: ignore[arg-type]
    body = data.getbuffer()
    return sha256(head).digest() + sha256(body).digest() + len(head).to_bytes(8, "big") + head + body


def about(data: bytes) -> dict[str, Any]:
    """Return `rows` and `about` (what was known) of a packed table, without reading the table.

    Raises
    ------
    Damaged
        If the bytes are not whole or of another kind.
    """
    return _head(data)


def unpack(data: bytes, columns: Collection[str] | None = None) -> pd.DataFrame:
    """Return the table that was packed, or only some of its columns, which is quicker.

    Raises
    ------
    Damaged
        If the bytes are not whole or of another kind.
    """
    head = _head(data)
    try:
        with collector.paused(), np.load(io.BytesIO(memoryview(data)[_body(data) :]), allow_pickle=False) as arrays:
            columns = {
                name: _from_arrays(kind, place, arrays, head["rows"])
                for place, (name, kind) in enumerate(head["columns"].items())
                if columns is None or name in columns
            }
    except (KeyError, ValueError, TypeError, OSError, EOFError, zipfile.BadZipFile, IndexError) as error:
        raise Damaged("the table cannot be read") from error
    return pd.DataFrame(columns, copy=False)


def _head(data: bytes) -> dict[str, Any]:
    view, body = memoryview(data), _body(data)
    sums = sha256(view[HEAD:body]).digest() + sha256(view[body:]).digest()
    if len(data) < HEAD or sums != data[: 2 * SUM]:
        raise Damaged("the sums differ")
    head = json.loads(bytes(view[HEAD:body]))
    if head.get("kind") != KIND:
        raise Damaged("of another kind")
    return head


def _body(data: bytes) -> int:
    return HEAD + int.from_bytes(data[2 * SUM : HEAD], "big")


def _to_arrays(column: pd.Series) -> tuple[str, dict[str, np.ndarray]]:
    kind = column.dtype
    if isinstance(kind, pd.DatetimeTZDtype):
        return f"utc {kind.unit}", {"values": column.dt.tz_localize(None).to_numpy().view("int64")}
    if kind.kind in "Mbif":
        values = column.to_numpy()
        return ("local" if kind.kind == "M" else "numbers"), {"values": values}
    values = column.to_numpy(dtype=object)
    if kind.kind == "O" and any(isinstance(each, list) for each in values):
        filled = [row for row, each in enumerate(values) if each]
        text = json.dumps([values[row] for row in filled], ensure_ascii=True)
        return "lists", {"rows": np.array(filled, dtype="int64"), "values": _bytes(text.encode())}
    codes, texts = pd.factorize(values)
    if len(texts) <= FEW * len(values):
        return "few", {"codes": codes.astype("int32"), **_texts(list(texts))}
    return "many", _texts([None if missing else each for each, missing in zip(values, codes < 0, strict=True)])


def _texts(values: list[str | None]) -> dict[str, np.ndarray]:
    """Return texts joined, chunk by chunk, with the length of each; a length of -1 is a missing one."""
    lengths = np.array([-1 if each is None else len(each) for each in values], dtype="int32")
    chunks = [
        "".join(each for each in values[begin : begin + CHUNK] if each is not None).encode("utf-8", "surrogatepass")
        for begin in range(0, len(values), CHUNK)
    ]
    sizes = np.array([len(each) for each in chunks], dtype="int64")
    return {"lengths": lengths, "sizes": sizes, "joined": _bytes(b"".join(chunks))}


def _from_arrays(kind: str, place: int, arrays: Any, rows: int) -> pd.Series:
    def part(name: str) -> np.ndarray:
        return arrays[f"{place}.{name}"]

    if kind.startswith("utc "):
        return pd.Series(part("values").view(f"datetime64[{kind[4:]}]")).dt.tz_localize("UTC")
    if kind in ("local", "numbers"):
        return pd.Series(part("values"))
    if kind == "lists":
        values: list[Any] = [[] for _ in range(rows)]
        for row, one in zip(part("rows").tolist(), json.loads(part("values").tobytes()), strict=True):
            values[row] = one
        return pd.Series(values, dtype="object")
    texts: list[str | None] = _joined(part("lengths"), part("sizes"), part("joined"))
    if kind == "few":
        return pd.Series(np.array([*texts, None], dtype=object)[part("codes")], dtype="str")
    return pd.Series(texts, dtype="str")


def _joined(lengths: np.ndarray, sizes: np.ndarray, joined: np.ndarray) -> list[str | None]:
    data, at = joined.tobytes(), 0
    texts: list[str | None] = []
    for chunk, size in enumerate(sizes.tolist()):
        text, at = data[at : at + size].decode("utf-8", "surrogatepass"), at + size
        mine = lengths[chunk * CHUNK : (chunk + 1) * CHUNK]
        ends = np.cumsum(np.maximum(mine, 0))
        begins = (ends - np.maximum(mine, 0)).tolist()
        texts += [text[begin:end] for begin, end in zip(begins, ends.tolist(), strict=True)]
    for row in np.flatnonzero(lengths < 0).tolist():
        texts[row] = None
    return texts


def _bytes(data: bytes) -> np.ndarray:
    return np.frombuffer(data, dtype="uint8")
