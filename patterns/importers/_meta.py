"""Chats of Messenger and Instagram as JSON: one file of an account export, or one end-to-end encrypted chat."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from patterns.importers._base import Columns, Skipped, Source
from patterns.importers._json import Block, read_json
from patterns.importers._meta_edits import join_edits
from patterns.importers._meta_fixed import names
from patterns.importers._meta_platform import Platform, platform_by_place, platform_of
from patterns.importers._meta_record import EARLIEST, LATEST, TYPES, USUAL, Row, reactions, read
from patterns.importers._meta_text import STILL_BROKEN, name_of, repair, shown

NUMBERED = re.compile(r"(.+)_\d+", re.S)
OPENINGS = ("Liked a message", "Reacted ", "You ")  # what may be the program's own; the sender's names besides
PLAIN = {None, "Generic", "Share", "text", "link"}


def read_chat(source: Source, usual: str) -> Columns:
    """Read every message of one chat, oldest first, whichever way the file has them.

    Parameters
    ----------
    usual : str
        The platform, where neither the chat nor the folder it lies in says which of the two it is.

    Raises
    ------
    UnreadableSource
        If it is no JSON at all, or nested deeper than any export.
    """
    tree = read_json(source, ("messages",))
    told = platform_of(tree.text) or platform_by_place(source.part, source.title)
    blocks, around, skipped = tree.blocks, tree.around, tree.skipped
    cut = bool(skipped)
    del tree  # its text is as long as the file
    rows: list[Row] = []
    kinds: Counter[str] = Counter()
    for block in blocks:
        _read_block(block, rows, skipped, kinds)
    if len(rows) > 1 and rows[0].ms > rows[-1].ms:
        rows.reverse()
    rows.sort(key=lambda row: row.ms)
    rows, edited = join_edits(rows)
    warnings = _warnings(rows, kinds, cut)
    return Columns(
        _frame(rows, _title(around)), told.name if told else usual, "utc", "ms", literal=True,
        skipped=sorted(skipped + edited), warnings=warnings,
        notes={"own_identity": "", "platform_why": _why(told, usual)},
    )  # fmt: skip


def _read_block(block: Block, rows: list[Row], skipped: list[Skipped], kinds: Counter[str]) -> None:
    """Append the rows of one list: the plain text, which is nearly every record, without a detour."""
    known: dict[str, tuple[str, tuple[str, ...]]] = {}
    usual, append = USUAL, rows.append
    for record, line in zip(block.values, block.lines, strict=True):
        if type(record) is dict and record.keys() <= usual:
            get = record.get
            if "content" in record:
                content, ms, name = get("content"), get("timestamp_ms"), get("sender_name")
            else:
                content, ms, name = get("text"), get("timestamp"), get("senderName")
            if type(name) is str and type(content) is str and content and type(ms) is int and EARLIEST <= ms < LATEST:
                sender, openings = known.get(name) or known.setdefault(name, _sender(name))
                text = content if content.isascii() else repair(content)
                kind = get("type")
                if (
                    not text.startswith(openings)
                    and (kind is None or (type(kind) is str and kind in PLAIN))
                    and not (get("is_unsent") or get("isUnsent") or get("is_taken_down"))
                ):
                    given = get("reactions")
                    append(Row(ms, line, sender or None, "text", text, text, [], reactions(given) if given else []))
                    continue
        row = read(record, line)
        if isinstance(row, str):
            skipped.append(Skipped(line, row))
            continue
        append(row)
        kind = record.get("type")
        if not (kind is None or isinstance(kind, str)) or kind not in TYPES:
            kinds[shown(kind)] += 1


def _sender(name: str) -> tuple[str, tuple[str, ...]]:
    """Return a sender's name, and how a text begins that the program may have written."""
    clean = name_of(name)
    return clean, (*OPENINGS, *(f"{each} " for each in names(clean) if each))


def _title(around: Any) -> str:
    """Return what the chat is called: with one other person, by their name."""
    of = around if isinstance(around, dict) else {}
    given = of.get("participants")
    people = [
        name_of(each.get("name") if isinstance(each, dict) else each)
        for each in (given if isinstance(given, list) else [])
    ]
    title = name_of(of.get("title")) or name_of(of.get("threadName"))
    numbered = NUMBERED.fullmatch(title)
    if numbered and "threadName" in of and (len(people) > 2 or numbered[1] in people):
        return numbered[1]  # the number counts the files of the export
    return title or ", ".join(name for name in people if name)


def _why(told: Platform | None, usual: str) -> str:
    if told:
        return f"{told.name}: {told.why}"
    return f"{usual}: Messenger and Instagram write this file alike, and nothing in it tells which"


def _warnings(rows: list[Row], kinds: Counter[str], cut: bool) -> list[str]:
    said = []
    if cut:
        said.append("The file breaks off before its end; what follows was not read. Download it again.")
    if kinds:
        listed = ", ".join(f"{kind} ({count})" for kind, count in sorted(kinds.items()))
        said.append(f"Messages of a kind this reader does not know: {listed}. Their words are kept.")
    if empty := sum(row.kind == "media" and not (row.text or row.attachments or row.shared) for row in rows):
        fields = sorted({key for row in rows for key in row.unknown})
        more = f" They hold: {', '.join(fields)}." if fields else ""
        said.append(f"Messages with neither words nor a file in the export: {empty}. They are kept as media.{more}")
    if broken := sum(not row.text.isascii() and STILL_BROKEN.search(row.text) is not None for row in rows):
        said.append(f"Texts whose accents or emoji could not be put right: {broken}.")
    return said


def _frame(rows: list[Row], title: str) -> pd.DataFrame:
    columns: dict[str, Any] = dict(zip(Row._fields, zip(*rows, strict=True), strict=True)) if rows else {}
    held = {name: columns.get(name, ()) for name in Row._fields}
    when = np.array(held["ms"], dtype="int64")
    made = {name: pd.Series(list(held[name]), dtype="str") for name in ("sender", "kind", "text")}
    made |= {name: pd.Series(list(held[name]), dtype="object") for name in ("words", "attachments", "reactions")}
    if any(held["shared"]):
        made["shared"] = pd.Series(list(held["shared"]), dtype="str")
    if any(held["actor"]):
        made["actor"] = pd.Series(list(held["actor"]), dtype="str")
    if any(held["earlier"]):
        made["earlier"] = pd.Series([list(each) for each in held["earlier"]], dtype="object")
    return pd.DataFrame(made, copy=False).assign(
        when=when.astype("datetime64[ms]").astype("datetime64[us]"),
        line=np.array(held["line"], dtype="int64"),
        edited=np.array(held["edited"], dtype="bool"),
        written_time=pd.Series(list(map(str, when.tolist())), dtype="str"),
        conversation=pd.Series([title] * len(rows), dtype="str"),
        direction=pd.Series([None] * len(rows), dtype="str"),
    )
