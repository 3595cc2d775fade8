"""Every fixture of our own: exact rows, times, senders and words."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from patterns.importers import FORMATS, detect_format, read_export

EXPORTS = Path(__file__).resolve().parent.parent / "exports"
CASES = sorted(path.parent for path in EXPORTS.glob("*/*/expected.csv"))
COLUMNS = ("sender", "kind", "text", "edited", "attachments")
IDS = [f"{case.parent.name}-{case.name}" for case in CASES]
# where not every record becomes a message: (duplicates, skipped), counted by hand
LEFT_OUT = {
    "texts": (0, 2),  # a draft and a failed one
    "picture_messages": (0, 1),  # a draft
    "repeated": (1, 1),  # one word for word again; one without a time
    "broken_off": (0, 1),  # the record that the end cuts through
}


def export(case: Path) -> Path:
    return next(case.glob("export.*"))


def expected(case: Path) -> list[tuple[str, ...]]:
    with (case / "expected.csv").open(encoding="utf-8", newline="") as file:
        return [
            (row["line"], str(pd.Timestamp(row["local_time"])), *(row[name] for name in COLUMNS))
            for row in csv.DictReader(file)
        ]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_every_row_is_read_exactly(case):
    messages = read_export(export(case), timezone="Europe/Berlin").messages
    read = [
        (
            str(row.line),
            str(row.local_time),
            "" if pd.isna(row.sender) else row.sender,
            row.kind,
            row.text,
            "yes" if row.edited else "",
            ";".join(row.attachments),
        )
        for row in messages.itertuples()
    ]
    assert read == expected(case)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_parts_add_up_to_the_records(case):
    account = read_export(export(case), timezone="Europe/Berlin").accounting
    duplicates, skipped = LEFT_OUT.get(case.name, (0, 0))
    rows = expected(case)
    notices = sum(row[3] == "notice" for row in rows)
    assert account == {
        "records": len(rows) + duplicates + skipped,
        "messages": len(rows) - notices,
        "notices": notices,
        "duplicates": duplicates,
        "skipped": skipped,
    }


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_format_is_recognised_whatever_the_file_is_called(case, tmp_path):
    renamed = tmp_path / "holiday.dat"
    renamed.write_bytes(export(case).read_bytes())
    assert detect_format(renamed) == case.parent.name


def test_every_format_has_fixtures():
    assert {case.parent.name for case in CASES} == set(FORMATS)
