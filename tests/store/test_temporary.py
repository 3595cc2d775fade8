"""What stands in plain for a moment: in a private place, and gone when it is done."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet import _writer

import patterns
from patterns.cli import main
from patterns.log.template import file_bytes
from patterns.messages import write_messages
from patterns.store import temporary
from tests.test_case import line, with_exports


@pytest.fixture
def sheets(tmp_path, monkeypatch) -> list[Path]:
    """The temporary files in which openpyxl writes sheets, of which the usual folder is another one."""
    (tmp_path / "usual").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "usual"))
    made, plain = [], _writer.NamedTemporaryFile

    def noted(**how):
        file = plain(**how)
        made.append(Path(file.name))
        return file

    monkeypatch.setattr(_writer, "NamedTemporaryFile", noted)
    return made


def are_private(sheets: list[Path]) -> bool:
    return bool(sheets) and all(each.parent.name.startswith(f"{temporary.MARK}{os.getpid()}-") for each in sheets)


def test_the_sheets_of_a_workbook_are_written_in_a_private_place(sheets, tmp_path):
    made = Workbook()
    made.active["A1"] = "words in plain"
    file_bytes(made)
    case = patterns.open_case(with_exports(tmp_path / "case", chat=line(14, "Jan", "words in plain")))
    write_messages(case, tmp_path / "all.xlsx")
    assert are_private(sheets)
    assert len(sheets) == 2
    assert not [each for each in sheets if each.parent.exists()]
    assert tempfile.tempdir == str(tmp_path / "usual")
    assert list((tmp_path / "usual").iterdir()) == []


def test_so_is_all_that_a_command_writes_and_what_was_set_before_is_set_again(sheets, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", "/invented")
    monkeypatch.delenv("SQLITE_TMPDIR", raising=False)
    case = with_exports(tmp_path / "case", chat=line(14, "Jan", "you are so pathetic") + line(15, "Mira", "no"))
    with pytest.raises(SystemExit):
        main(["suggest", str(case)])
    assert (case / "review.xlsx").exists()
    assert are_private(sheets)
    assert (os.environ["TMPDIR"], "SQLITE_TMPDIR" in os.environ) == ("/invented", False)


def test_processes_that_a_command_starts_write_there_too():
    with temporary.own_files() as place:
        asked = [sys.executable, "-c", "import tempfile; print(tempfile.gettempdir())"]
        assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip() == str(place)
        assert place.stat().st_mode & 0o077 == 0 or os.name == "nt"
    assert not place.exists()
