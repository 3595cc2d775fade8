"""Two commands at once on one case, plain or locked: neither writes over what the other did."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from patterns.errors import PatternsError
from patterns.lock import decrypted, lock, pack, private, tidy, unlock
from patterns.log import amend, read_log
from patterns.store import alone
from tests.cases import write_log

HOLDS = """
import sys, time
from pathlib import Path
from patterns.store.alone import at_work
with at_work(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""
MOVES = """
import os, sys, time
from pathlib import Path
from patterns.store.alone import at_work
with at_work(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(0.5)
    os.rename(sys.argv[1], Path(sys.argv[1]).with_name("elsewhere"))
"""
ADDS = """
import sys
from datetime import date
from pathlib import Path
from patterns.log import amend
for n in range(1, 9):
    amend.add(Path(sys.argv[1]), {"Incidents": [{"Date": date(2026, 2, n), "Code": sys.argv[2]}]})
"""
PASSPHRASE = "seven plums under a green bicycle"


@pytest.fixture
def case(tmp_path):
    write_log(tmp_path / "case", incidents=[{"Date": "2026-02-01", "Code": "insult"}])
    return tmp_path / "case"


def holding(case, seconds: float) -> subprocess.Popen[bytes]:
    running = subprocess.Popen([sys.executable, "-c", HOLDS, str(case), str(seconds)], stdout=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stdout.readline() == b"held\n"
    return running


def test_the_second_waits_until_the_first_has_ended(case):
    running, began = holding(case, 0.6), time.monotonic()
    with alone.at_work(case):
        waited = time.monotonic() - began
    assert running.wait() == 0
    assert waited > 0.3


def test_who_waits_too_long_is_told_and_nothing_is_changed(case, monkeypatch):
    monkeypatch.setattr(alone, "SECONDS", 0.2)
    running, before = holding(case, 30), (case / "log" / "Incidents.csv").read_bytes()
    with pytest.raises(PatternsError, match="another command is working on case"):
        amend.add(case, {"Incidents": [{"Date": "2026-02-03", "Code": "insult"}]})
    running.kill()  # however a command ends, the system lets go of what it held
    running.wait()
    assert (case / "log" / "Incidents.csv").read_bytes() == before
    amend.add(case, {"Incidents": [{"Date": "2026-02-03", "Code": "insult"}]})


def test_who_waited_for_a_case_that_was_locked_meanwhile_is_told_and_writes_nothing(case):
    running = subprocess.Popen([sys.executable, "-c", MOVES, str(case)], stdout=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stdout.readline() == b"held\n"
    with pytest.raises(PatternsError, match="case went away"):
        amend.add(case, {"Incidents": [{"Date": "2026-02-03", "Code": "insult"}]})
    assert running.wait() == 0
    assert [path.name for path in case.parent.iterdir()] == ["elsewhere"]


def test_rows_that_two_commands_add_at_once_are_all_there(case):
    both = [subprocess.Popen([sys.executable, "-c", ADDS, str(case), code]) for code in ("insult", "blame")]
    assert [each.wait() for each in both] == [0, 0]
    log, _ = read_log(case)
    assert len(log.incidents) == 1 + 2 * 8


@pytest.fixture
def locked(case, no_cipher):
    return lock(case, PASSPHRASE)


def test_what_two_commands_write_into_a_locked_case_is_all_there(locked, tmp_path):
    code = (
        "import sys\nfrom pathlib import Path\nfrom patterns.lock import private\n"
        "with private.opened(Path(sys.argv[1]), sys.argv[2]) as folder:\n    (folder / sys.argv[3]).write_text('x')"
    )
    names = ["one", "two", "three"]
    all_ = [subprocess.Popen([sys.executable, "-c", code, str(locked), PASSPHRASE, name]) for name in names]
    assert [each.wait() for each in all_] == [0, 0, 0]
    pack.unpack(decrypted(locked, PASSPHRASE), tmp_path / "again")
    assert {path.name for path in (tmp_path / "again").iterdir()} == {*names, "log"}


@pytest.mark.skipif(sys.platform == "win32", reason="a held file can neither be read nor replaced there")
def test_a_locked_case_that_another_command_holds_is_not_opened(locked, monkeypatch):
    monkeypatch.setattr(alone, "SECONDS", 0.2)
    held = shutil.copyfile(locked, locked.with_name("other.age"))
    with (
        alone.same_file(held),
        pytest.raises(PatternsError, match="another command is working on other"),
        private.opened(held, PASSPHRASE),
    ):
        pass


def test_what_is_written_while_a_case_is_being_locked_is_not_lost(case, monkeypatch, no_cipher):
    """Another program writes into the folder after it was read for the last time: the folder stays, the file goes."""
    real, wrote = os.replace, []

    def _late(old, new):
        if Path(old) == case:
            (case / "log" / "Days.csv").write_text("Date\n2026-02-03\n")
            wrote.append(new)
        real(old, new)

    monkeypatch.setattr(os, "replace", _late)
    with pytest.raises(PatternsError, match="case changed while it was read"):
        lock(case, PASSPHRASE)
    assert wrote
    assert (case / "log" / "Days.csv").exists()
    assert [path.name for path in case.parent.iterdir() if path != case] == []


def test_a_folder_that_was_only_about_to_be_removed_has_its_name_again(case):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    before = pack.packed(case)
    case.rename(case.with_name(f".case.{ended.pid}.leaving"))
    tidy(case.with_name("case.age"))
    assert pack.packed(case) == before


@pytest.mark.skipif(sys.platform == "win32", reason="a held file can neither be read nor replaced there")
def test_a_locked_case_is_not_opened_for_good_while_a_command_works_on_it(locked, monkeypatch):
    monkeypatch.setattr(alone, "SECONDS", 0.2)
    with private.opened(locked, PASSPHRASE), pytest.raises(PatternsError, match=r"another command is working on case"):
        unlock(locked, PASSPHRASE)
    assert locked.exists()
    assert unlock(locked, PASSPHRASE).is_dir()
    with pytest.raises(PatternsError, match="not a locked case"):
        unlock(locked, PASSPHRASE)


@pytest.mark.skipif(sys.platform == "win32", reason="a held file can neither be read nor replaced there")
def test_a_long_command_on_a_locked_case_locks_what_it_wrote_now_and_then_and_nobody_comes_in_between(
    locked, monkeypatch, tmp_path
):
    monkeypatch.setattr(alone, "SECONDS", 0.2)
    monkeypatch.setattr(private, "EVERY", 0.05)
    said = []
    with private.opened(locked, PASSPHRASE, lambda: said.append("changed")) as folder:
        for name in ("one", "two"):
            (folder / name).write_text("decided")
            until = time.monotonic() + 10
            while name not in held(locked, tmp_path / f"look-{name}") and time.monotonic() < until:
                time.sleep(0.05)
            assert name in held(locked, tmp_path / f"look-{name}")  # were it killed now, this would be there
            with pytest.raises(PatternsError, match="another command is working on case"):
                unlock(locked, PASSPHRASE)
        (folder / "three").write_text("at the end")
    assert said == ["changed"]
    assert held(locked, tmp_path / "look-at-last") >= {"one", "two", "three"}


def held(locked: Path, place: Path) -> set[str]:
    """Return the names of the files in a locked case."""
    shutil.rmtree(place, ignore_errors=True)
    pack.unpack(decrypted(locked, PASSPHRASE), place)
    return {path.name for path in place.iterdir()}
