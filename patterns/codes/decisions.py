"""What people decided, read back from review.xlsx; and each decision noted once in the history, never over another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from patterns.codes.book import Codebook
from patterns.codes.sheets import BLIND, FILE, NO_CODE, NOTHING_ELSE, READ_BACK
from patterns.errors import Problem
from patterns.log.cells import Reading
from patterns.log.declare import key
from patterns.log.tables import read_table
from patterns.log.workbooks import Closed, Grid, read_workbook
from patterns.schema import REVIEWED, records
from patterns.store import history

OTHER_CODE, LOOKED = "other code", "looked"
DECISION = "decision"  # the kind of line in the history
KEPT = ("message_id", "code", "decision", "reviewer", "note", "shown", "proposed", "same_as", "talked_through_on")


def read_decisions(folder: Path, codes: Iterable[str]) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """Return the decisions of a case, one for each message and code, and what cannot be read.

    The decisions are schema.REVIEWED, and the `conversation` each is from.

    A message and its code are what a decision belongs to: not a row, nor a cue. So it survives another order of the
    rows, another import and another codebook.

    Parameters
    ----------
    codes : iterable of str
        The codes that may be given: those of the log and of the codebook.
    """
    return read_file(folder / FILE, codes)


def read_file(path: Path, codes: Iterable[str]) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """Return the decisions in one workbook, and what cannot be read; see `read_decisions`."""
    if not path.exists():
        return REVIEWED.empty(), ()
    try:
        grids = {key(grid.name): grid for grid in read_workbook(path, path.name)}
    except Closed as error:
        return REVIEWED.empty(), (error.problem(path.name),)
    reading = Reading(codes={key(code): code for code in codes})
    found: dict[tuple[str, str], dict[str, Any]] = {}
    problems: list[Problem] = []
    for row, faults in [*_blind(grids.get(key(BLIND.name)), reading), *_asked(grids, reading)]:
        problems += faults
        if row:
            found[(row["message_id"], row["code"] or "")] = row
    if not found:
        return REVIEWED.empty(), tuple(problems)
    return REVIEWED.conform(pd.DataFrame(list(found.values()))), tuple(problems)


Row = tuple[dict[str, Any], list[Problem]]


def _asked(grids: Mapping[str, Grid], reading: Reading) -> list[Row]:
    """Return the decided rows of the sheets on which passages are shown."""
    found: list[Row] = []
    for sheet in READ_BACK:
        table = read_table(sheet, grids.get(key(sheet.name)), reading)
        found.append(({}, table.problems))
        for row in records(table.frame.loc[table.frame["decision"].notna() & table.frame["message_id"].notna()]):
            found += _decided(row, sheet.name, table.places)
    return found


def _decided(row: dict[str, Any], sheet: str, places: Mapping[str, str]) -> list[Row]:
    """Return what one row decides: its code, and the other code where one was chosen."""
    place = f"{sheet} row {row['row']}"
    common = {
        "message_id": row["message_id"], "proposed": _text(row["cues"]),
        "shown": _text(row["proposal_seen"]) != "no", "conversation": _text(row["conversation"]),
        "same_as": _text(row["same_event_as"]),
        "talked_through_on": row["talked_through_on"],
        "reviewer": _text(row["reviewer"]), "note": _text(row["note"]),
        "place": place,
    }  # fmt: skip
    code = str(row["code"])
    if code == NOTHING_ELSE:
        return [({**common, "code": None, "decision": LOOKED}, [])]
    if row["decision"] != OTHER_CODE:
        return [({**common, "code": code, "decision": row["decision"]}, [])]
    if not row["other_code"]:
        problem = Problem(
            "another code was chosen, and none is named",
            expected="a code in Other code",
            remedy="Write the code, or change the decision.",
            file=FILE, sheet=sheet, cell=f"{places.get('other_code', '')}{row['row']}", stops=False, topic="code",
        )  # fmt: skip
        return [({}, [problem])]
    chosen = {**common, "decision": "yes", "proposed": None}
    given: list[Row] = [({**chosen, "code": each}, []) for each in row["other_code"]]
    return [({**common, "code": code, "decision": "no"}, []), *given]


def _blind(grid: Grid | None, reading: Reading) -> list[Row]:
    """Return what was coded without seeing any proposal: each code given, and that the whole message was looked at."""
    table = read_table(BLIND, grid, reading)
    found: list[Row] = [({}, table.problems)]
    for row in records(table.frame.loc[table.frame["codes"].notna() & table.frame["message_id"].notna()]):
        common = {
            "message_id": row["message_id"], "proposed": None, "shown": False, "same_as": None,
            "conversation": _text(row["conversation"]),
            "talked_through_on": pd.NaT, "reviewer": _text(row["reviewer"]), "note": _text(row["note"]),
            "place": f"{BLIND.name} row {row['row']}",
        }  # fmt: skip
        said = [each.strip() for each in str(row["codes"]).replace("\n", ";").split(";") if each.strip()]
        given = {each: reading.codes.get(key(each)) for each in said if key(each) != key(NO_CODE)}
        unknown = [each for each, code in given.items() if code is None]
        if unknown:
            found.append(({}, [_unknown_code(grid, unknown[0], f"{table.places['codes']}{row['row']}")]))
            continue
        found.append(({**common, "code": None, "decision": LOOKED}, []))
        found += [({**common, "code": code, "decision": "yes"}, []) for code in given.values()]
    return found


def _unknown_code(grid: Grid | None, said: str, cell: str) -> Problem:
    return Problem(
        f"{said[:40]!r} is not a known code",
        expected=f"codes with ; between, or {NO_CODE}",
        remedy="`patterns codes` lists them.",
        file=FILE, sheet=grid.name if grid else BLIND.name, cell=cell,
    )  # fmt: skip


def _text(value: Any) -> str | None:
    return None if value is None or pd.isna(value) else str(value)


def note_decisions(folder: Path, reviewed: pd.DataFrame, suggestions: pd.DataFrame, messages: pd.DataFrame,
                   sources: pd.DataFrame, book: Codebook) -> int:  # fmt: skip
    """Add every decision that is new or changed to the history, with where it came from; return how many."""
    last: dict[tuple[str, str], str] = {}
    for line in history.read(folder):
        if line.get("what") == DECISION:
            last[(line["message_id"], line["code"])] = line["decision"]
    texts = messages.set_index("message_id")[["text", "source"]]
    hashes = dict(zip(sources["source"], sources["sha256"], strict=True))
    spans = {
        (row["message_id"], row["code"]): (row["start"], row["stop"])
        for row in records(suggestions[["message_id", "code", "start", "stop"]])
    }
    new = []
    for row in records(reviewed):
        code = _text(row["code"]) or ""
        if last.get((row["message_id"], code)) == row["decision"]:
            continue
        held = texts.loc[row["message_id"]] if row["message_id"] in texts.index else None
        start, stop = spans.get((row["message_id"], code), (None, None))
        details = {name: _plain(row[name]) for name in KEPT} | {"code": code}
        details |= {
            "text_sha256": None if held is None else _sum(str(held["text"])),
            "source_sha256": None if held is None else hashes.get(held["source"]),
            "start": start, "stop": stop, "program": version("pattern-review"), "codebook": book.digest,
        }  # fmt: skip
        new.append(details)
    return history.append_all(folder, DECISION, new)


def _sum(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return None if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)) else value
