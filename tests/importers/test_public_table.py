"""The public tables, read where they lie: PATTERNS_EXPORTS names the folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from patterns.errors import PatternsError
from patterns.importers import detect_format, read_export

FOLDER = Path(os.environ.get("PATTERNS_EXPORTS", ""))
pytestmark = pytest.mark.skipif("PATTERNS_EXPORTS" not in os.environ, reason="PATTERNS_EXPORTS names no folder")


def test_the_public_csv_is_read_to_the_last_record():
    imported = read_export(FOLDER / "csv" / "made_generic.csv", timezone="Europe/Berlin")
    messages = imported.messages
    assert list(map(str, messages["local_time"])) == [
        "2024-03-01 09:02:00",
        "2024-03-01 09:05:00",
        "2024-03-14 19:17:00",
    ]
    assert messages["sender"].tolist() == ["Jo", "Kim", "Jo"]
    assert messages["conversation"].unique().tolist() == ["Jo, Kim"]
    assert messages["line"].tolist() == [2, 3, 5]  # the second text runs over two lines
    assert messages["text"].str.len().tolist() == [12, 9, 19]  # a comma, a line end and quotation marks among them
    assert imported.accounting == {"records": 3, "messages": 3, "notices": 0, "duplicates": 0, "skipped": 0}


def test_the_public_workbook_is_read_to_the_last_record():
    imported = read_export(FOLDER / "excel" / "made_simple.xlsx", timezone="Europe/Berlin")
    messages = imported.messages
    assert list(map(str, messages["local_time"])) == ["2024-03-01 09:02:00", "2024-03-14 19:17:00"]
    assert messages["sender"].tolist() == ["Jo", "Kim"]
    assert messages["text"].str.len().tolist() == [2, 9]
    assert imported.accounting["records"] == 2


def test_no_other_public_export_is_taken_for_a_table():
    taken = []
    for path in sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.suffix != ".md"):
        try:
            taken += [path.parent.name] if detect_format(path) == "table" else []
        except PatternsError:
            continue
    # Discord's CSV is a table as well, as long as no format of its own knows it
    assert set(taken) - {"discord"} == {"csv", "excel"}
