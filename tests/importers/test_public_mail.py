"""The public mailbox, read where it lies: PATTERNS_EXPORTS names the folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from patterns.errors import PatternsError
from patterns.importers import detect_format, read_export

FOLDER = Path(os.environ.get("PATTERNS_EXPORTS", ""))
pytestmark = pytest.mark.skipif("PATTERNS_EXPORTS" not in os.environ, reason="PATTERNS_EXPORTS names no folder")


def test_the_public_mailbox_is_read_to_the_last_record():
    imported = read_export(FOLDER / "email" / "made_simple.mbox", timezone="Europe/Berlin")
    messages = imported.messages
    assert imported.accounting == {"records": 2, "messages": 2, "notices": 0, "duplicates": 0, "skipped": 0}
    assert messages["sender"].tolist() == ["alex@example.org", "jo@example.org"]
    # 10:00 +0100 is 09:00 UTC; 07:00 -0500 is 12:00 UTC
    assert list(map(str, messages["sent_at"])) == ["2024-03-04 09:00:00+00:00", "2024-03-04 12:00:00+00:00"]
    assert messages["line"].tolist() == [1, 13]
    assert [len(text) for text in messages["text"]] == [55, 17]  # 27 + line end + 27; the answer without what it quotes
    assert messages["text"].iloc[0].split("\n")[1].startswith("From ")
    assert "wrote:\n> " in messages["quoted"].iloc[1]
    assert imported.notes["contacts"]["jo@example.org"] == "Jo Sample"
    assert imported.notes["warnings"] == []


def test_no_other_public_export_is_taken_for_mail():
    taken = []
    for path in sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.suffix != ".md"):
        try:
            taken += [path.name] if detect_format(path) == "mail" else []
        except PatternsError:
            continue
    assert taken == ["made_simple.mbox"]
