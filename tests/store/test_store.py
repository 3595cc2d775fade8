"""Files are whole and private; the history is a chain."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from patterns.errors import PatternsError
from patterns.store import files, history

posix = pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX systems")


def test_a_file_is_replaced_whole(tmp_path):
    files.write(tmp_path / "new" / "a.html", b"one")
    files.write(tmp_path / "new" / "a.html", b"two")
    assert (tmp_path / "new" / "a.html").read_bytes() == b"two"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.html"]


@posix
def test_files_and_the_folders_made_for_them_are_their_owners_alone(tmp_path):
    files.write(tmp_path / "new" / "a.html", b"one")
    assert [(tmp_path / "new").stat().st_mode & 0o777, (tmp_path / "new" / "a.html").stat().st_mode & 0o777] == [
        0o700,
        0o600,
    ]


def test_when_a_file_cannot_be_written_the_old_one_stands(tmp_path, monkeypatch):
    files.write(tmp_path / "a.html", b"one")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(PatternsError, match="Nothing was changed"):
        files.write(tmp_path / "a.html", b"two")
    assert (tmp_path / "a.html").read_bytes() == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_what_a_killed_command_left_half_written_in_a_folder_outside_goes_with_the_next_file(tmp_path):
    gone = tmp_path / f"{files.PART}{2**30}-abc"  # no process has such a number
    gone.write_bytes(b"words in plain")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as runs:
        of_one_that_runs = tmp_path / f"{files.PART}{runs.pid}-abc"
        of_one_that_runs.write_bytes(b"half")
        files.write(tmp_path / "a.html", b"one")
        assert sorted(path.name for path in tmp_path.iterdir()) == [of_one_that_runs.name, "a.html"]


@posix
def test_a_number_that_was_given_to_another_program_since_keeps_nothing_that_was_left(tmp_path):
    with subprocess.Popen(["sleep", "60"]) as other:
        left = tmp_path / f"{files.PART}{other.pid}-abc"
        left.write_bytes(b"words in plain")
        files.write(tmp_path / "a.html", b"one")
        other.kill()
    assert not left.exists()


@posix
def test_what_is_removed_is_overwritten_but_not_under_another_name_that_it_has_elsewhere(tmp_path):
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "own.txt").write_bytes(b"one")
    (tmp_path / "case" / "also.txt").write_bytes(b"an export that lies in the downloads, too")
    os.link(tmp_path / "case" / "also.txt", tmp_path / "download.txt")
    seen = os.open(tmp_path / "case" / "own.txt", os.O_RDONLY)
    (tmp_path / "case").chmod(0o500)  # closed to writing by a careful person
    files.wipe(tmp_path / "case")
    assert os.read(seen, 9) == bytes(3)
    os.close(seen)
    assert [path.name for path in tmp_path.iterdir()] == ["download.txt"]
    assert (tmp_path / "download.txt").read_bytes().startswith(b"an export")


def test_what_cannot_be_removed_is_not_overwritten_either(tmp_path, monkeypatch):
    (tmp_path / "a.html").write_bytes(b"one")
    monkeypatch.setattr(os, "access", lambda path, mode: (Path(path), mode) != (tmp_path, os.W_OK))
    with pytest.raises(PermissionError):
        files.wipe(tmp_path / "a.html")
    assert (tmp_path / "a.html").read_bytes() == b"one"


def test_a_case_that_went_away_is_not_made_anew_by_the_command_that_works_on_it(tmp_path):
    case = tmp_path / "case"
    files.write(case / "log.xlsx", b"one")
    files.keep_to(case)
    case.rename(tmp_path / "elsewhere")
    with pytest.raises(PatternsError, match="case went away while this command worked on it"):
        files.write(case / "reports" / "a.html", b"words in plain")
    assert not history.append(case, "report", weeks=4)
    history.refused.clear()
    assert [path.name for path in tmp_path.iterdir()] == ["elsewhere"]


def test_each_line_of_the_history_carries_the_hash_of_the_one_before(tmp_path):
    assert history.append(tmp_path, "source", source="exports/a.txt", sha256="ab")
    assert history.append(tmp_path, "note", weeks=4)
    first, second = (tmp_path / "history.jsonl").read_bytes().splitlines()
    lines = history.read(tmp_path)
    assert lines[0]["before"] == "0" * 64
    assert lines[1]["before"] == hashlib.sha256(first).hexdigest()
    assert [line["what"] for line in lines] == ["source", "note"]
    assert second


def test_a_history_that_cannot_be_read_is_said_so(tmp_path):
    (tmp_path / "history.jsonl").write_text("{broken\n")
    with pytest.raises(PatternsError, match="a line cannot be read"):
        history.read(tmp_path)
