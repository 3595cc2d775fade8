"""Every fixture, damaged: the parts add up, what is whole before the damage is read, and no fault but our own."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from patterns.errors import PatternsError
from patterns.importers import Imported, read_export
from patterns.importers._base import ORDERS
from tests.importers.test_fixtures import CASES, IDS, ZONE, export

BINARY = {".db", ".xlsx", ".zip"}
COPIES = 5


def largest(folder: Path) -> Path:
    """Return the file of an export that is damaged: the one that holds most."""
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else [folder]
    return max(files, key=lambda path: (path.stat().st_size, path.name))


def damaged(case: Path, tmp_path: Path, data: bytes) -> Path:
    """Return a copy of an export in which one file holds other bytes."""
    whole = export(case)
    copy = tmp_path / whole.name
    if copy.is_dir():
        shutil.rmtree(copy)
    shutil.copytree(whole, copy) if whole.is_dir() else shutil.copy(whole, copy)
    target = copy / largest(whole).relative_to(whole) if whole.is_dir() else copy
    target.write_bytes(data)
    return copy


def read(path: Path, order: str | None = None) -> Imported | None:
    """Read an export, or return None where it is refused with an error of our own; any other error is a failure."""
    with suppress(PatternsError):
        return read_export(path, timezone=ZONE, date_order=order)
    return None


def adds_up(imported: Imported) -> bool:
    account, messages = imported.accounting, imported.messages
    parts = account["messages"] + account["notices"] + account["duplicates"] + account["skipped"]
    notices = int((messages["kind"] == "notice").sum())
    return (
        account["records"] == parts
        and len(messages) == account["messages"] + account["notices"]
        and notices == account["notices"]
        and len(imported.skipped) == account["skipped"]
        and messages["message_id"].is_unique
        and bool(messages["sent_at"].notna().all())
    )


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_file_that_is_cut_anywhere_loses_nothing_before_the_cut(case, tmp_path):
    chance = random.Random(case.name)
    target = largest(export(case))
    data = target.read_bytes()
    whole = next((each for order in (None, *ORDERS) if (each := read(export(case), order))), None)
    assert whole is not None
    for place in [0, 1, *(chance.randrange(len(data)) for _ in range(COPIES))]:
        imported = read(damaged(case, tmp_path, data[:place]), whole.notes.get("date_order") or None)
        if imported is None or target.suffix in BINARY:
            continue
        assert adds_up(imported)
        lines = 1 + data[:place].count(b"\n")
        part = target.relative_to(export(case)).as_posix() if export(case).is_dir() else ""
        rows = whole.messages.loc[whole.messages["part"] == part].sort_values("line", kind="stable")
        # a record is whole when another one, or anything after it, begins on a line before that of the cut
        complete = rows.loc[rows["line"].shift(-1).lt(lines), ["line", "text"]]
        mine = imported.messages.loc[imported.messages["part"].isin([part, ""])]
        if imported.notes.get("format") == whole.notes.get("format"):
            found = mine.groupby("line")["text"].agg("\n".join)
            lost = [line for line, text in complete.itertuples(index=False) if text not in found.get(line, "")]
            assert not lost, f"cut at byte {place}: the records of lines {lost} are gone"


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_flipped_bytes_raise_nothing_but_our_own(case, tmp_path):
    chance = random.Random(case.name)
    data = largest(export(case)).read_bytes()
    for _ in range(COPIES):
        broken = bytearray(data)
        for _ in range(1 + len(data) // 400):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        imported = read(damaged(case, tmp_path, bytes(broken)), chance.choice([None, *ORDERS]))
        assert imported is None or adds_up(imported)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_shuffled_lines_raise_nothing_but_our_own(case, tmp_path):
    chance = random.Random(case.name)
    lines = largest(export(case)).read_bytes().split(b"\n")
    for _ in range(COPIES):
        chance.shuffle(lines)
        imported = read(damaged(case, tmp_path, b"\n".join(lines)), chance.choice([None, *ORDERS]))
        assert imported is None or adds_up(imported)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_reading_twice_gives_the_same(case):
    one, two = (next(each for order in (None, *ORDERS) if (each := read(export(case), order))) for _ in range(2))
    assert one.messages.equals(two.messages)
    assert (one.accounting, one.notes) == (two.accounting, two.notes)
