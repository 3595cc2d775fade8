"""Every fixture of our own: exact rows, times, senders and words."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import pytest

from patterns.importers import FORMATS, Imported, detect_format, read_export

EXPORTS = Path(__file__).resolve().parent.parent / "exports"
CASES = sorted(path.parent for path in EXPORTS.glob("*/*/expected.csv"))
IDS = [f"{case.parent.name}-{case.name}" for case in CASES]
ZONE = "Europe/Berlin"


def export(case: Path) -> Path:
    return next(each for each in sorted(case.glob("export*")))


def read(case: Path) -> Imported:
    """Read a fixture; `read.json` beside it holds what has to be told about it, as in {"date_order": "day first"}."""
    told = case / "read.json"
    return read_export(export(case), timezone=ZONE, **(json.loads(told.read_text()) if told.exists() else {}))


def expected(case: Path) -> list[dict[str, str]]:
    with (case / "expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(value: object) -> str:
    """Return a cell of a message as `expected.csv` has it."""
    if isinstance(value, list):
        return ";".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if pd.isna(value) else str(value)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_every_row_is_read_exactly(case):
    rows = expected(case)
    columns = [name for name in rows[0] if name != "local_time"]
    assert {"line", "sender", "kind", "text"} <= set(columns)
    messages = read(case).messages
    found = [{name: written(getattr(row, name)) for name in columns} for row in messages.itertuples()]
    assert found == [{name: row[name] for name in columns} for row in rows]
    assert list(messages["local_time"]) == [pd.Timestamp(row["local_time"]) for row in rows]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_parts_add_up_to_the_records(case):
    # left_out.json: where not every record becomes a message, the duplicates and the skipped ones, counted by hand
    told = case / "left_out.json"
    left_out = json.loads(told.read_text()) if told.exists() else {}
    rows = expected(case)
    notices = sum(row["kind"] == "notice" for row in rows)
    duplicates, skipped = left_out.get("duplicates", 0), left_out.get("skipped", 0)
    assert read(case).accounting == {
        "records": len(rows) + duplicates + skipped,
        "messages": len(rows) - notices,
        "notices": notices,
        "duplicates": duplicates,
        "skipped": skipped,
    }


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_format_is_recognised_whatever_the_file_is_called(case, tmp_path):
    if export(case).is_dir():
        assert detect_format(export(case)) == case.parent.name
        return
    renamed = tmp_path / "holiday.dat"
    renamed.write_bytes(export(case).read_bytes())
    assert detect_format(renamed) == case.parent.name


def test_every_format_has_fixtures():
    assert {case.parent.name for case in CASES} == set(FORMATS)
