"""A case in one file that only a passphrase opens: the same again afterwards, and nothing in plain anywhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from patterns.cli import main
from patterns.errors import PatternsError
from patterns.lock import hint, is_locked, lock, locked_name, pack, unlock
from patterns.store import temporary
from tests.cases import write_sheet
from tests.test_case import line, with_exports

PASSPHRASE = "seven plums under a green bicycle"
PLANTED = "zubrowka-quince-4711"  # stands in a message, and nowhere else on this computer


def made(folder: Path) -> Path:
    with_exports(folder, chat=line(14, "Jan", f"you are so pathetic {PLANTED}") + line(15, "Mira", "no"))
    return folder


@pytest.fixture
def passphrase_file(tmp_path, monkeypatch):
    path = tmp_path / "words"
    path.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    monkeypatch.setenv("PATTERNS_PASSPHRASE_FILE", str(path))
    return path


@pytest.fixture(scope="module")
def locked(tmp_path_factory):
    """Return a locked case, and what was in it."""
    case = made(tmp_path_factory.mktemp("locked") / "case")
    packed = pack.packed(case)
    return lock(case, PASSPHRASE), packed


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(each) for each in arguments])
    return int(ended.value.code or 0)


def in_plain(*places: Path) -> list[str]:
    """Return the files that hold the planted word."""
    found = []
    for place in places:
        for path in place.rglob("*"):
            try:
                if path.is_file() and PLANTED.encode() in path.read_bytes():
                    found.append(path.name)
            except OSError:  # somebody else's file, or one that went away meanwhile
                continue
    return found


def test_a_locked_case_opens_as_it_was(locked, tmp_path):
    copy = shutil.copy(locked[0], tmp_path / "case.age")
    folder = unlock(Path(copy), PASSPHRASE)
    assert pack.packed(folder) == locked[1]
    assert not Path(copy).exists()
    assert not [each for each in tmp_path.iterdir() if each != folder]
    if os.name == "posix":
        assert all(each.stat().st_mode & 0o077 == 0 for each in [folder, *folder.rglob("*")])


def test_no_word_of_it_stands_in_the_file_or_beside_it(locked):
    assert is_locked(locked[0])
    assert not in_plain(locked[0].parent)
    assert not locked[0].with_suffix("").exists()


def test_another_passphrase_does_not_open_it(locked):
    with pytest.raises(PatternsError, match="does not open"):
        unlock(locked[0], "another")
    assert is_locked(locked[0])


def test_a_file_of_a_far_faster_computer_is_not_taken_for_a_wrong_passphrase(locked, tmp_path):
    faster = tmp_path / "case.age"
    faster.write_bytes(re.sub(rb"(-> scrypt \S+ )\d+", rb"\g<1>40", locked[0].read_bytes(), count=1))
    with pytest.raises(PatternsError, match="many times faster than this one"):
        unlock(faster, PASSPHRASE)
    assert is_locked(faster)


def test_a_command_takes_a_locked_case_and_leaves_nothing_behind(locked, tmp_path, passphrase_file, capsys):
    path = Path(shutil.copy(locked[0], tmp_path / "case.age"))
    before = path.read_bytes()
    assert run("import", path) == 0
    said = capsys.readouterr()
    assert "2 records = 2 messages" in said.out
    assert "stands in the locked case" in said.err  # the history has a new line
    assert path.read_bytes() != before
    assert not in_plain(tmp_path, temporary._base(0))
    assert not list(temporary._base(0).glob(f"patterns-{os.getpid()}-*"))


def test_what_was_written_is_named_as_a_place_in_the_locked_case_and_not_in_a_folder_that_is_gone(
    no_cipher, tmp_path, passphrase_file, capsys
):
    path = lock(made(tmp_path / "case"), PASSPHRASE)
    assert run("report", path, "--on", "2026-03-30", "--weeks", "4", "--format", "html") == 0
    said = capsys.readouterr()
    assert str(path / "reports" / "review-2026-03-30-4-weeks.html") in said.out
    assert temporary.MARK not in said.out + said.err


def test_it_is_opened_into_a_folder_of_any_name_made_for_it(no_cipher, tmp_path):
    case = made(tmp_path / "case")
    before = pack.packed(case)
    folder = unlock(lock(case, PASSPHRASE), PASSPHRASE, tmp_path / "new" / "place")
    assert pack.packed(folder) == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["new"]


def test_that_a_lost_passphrase_is_the_end_is_said_before_it_is_asked_for(no_cipher, tmp_path, monkeypatch, capsys):
    asked = []

    def _answer(question, **how):
        asked.append((capsys.readouterr().err, how["confirmation_prompt"], how["hide_input"]))
        return PASSPHRASE

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.prompt", _answer)
    assert run("lock", made(tmp_path / "case")) == 0
    ((before, twice, hidden),) = asked
    assert "There is no recovery and no second key" in before
    assert (twice, hidden) == (True, True)
    assert "older copies can remain all the same" in capsys.readouterr().out


def test_on_a_terminal_another_passphrase_can_be_chosen_after_the_hint(no_cipher, tmp_path, monkeypatch, capsys):
    given, said = iter(["summer26", "summer26", PASSPHRASE]), iter([False, False])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(given))
    monkeypatch.setattr("click.confirm", lambda *_, **__: next(said))
    monkeypatch.delenv("PATTERNS_PASSPHRASE_FILE", raising=False)
    assert run("lock", made(tmp_path / "case")) == 0
    assert capsys.readouterr().err.count("could be guessed") == 2
    assert (list(given), list(said)) == ([], [])
    assert unlock(tmp_path / "case.age", PASSPHRASE).is_dir()


def test_without_a_terminal_the_way_to_give_the_passphrase_is_named(locked, monkeypatch, capsys):
    monkeypatch.delenv("PATTERNS_PASSPHRASE_FILE", raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    assert run("measure", locked[0], "--on", "2026-03-30") == 1
    assert "PATTERNS_PASSPHRASE_FILE" in capsys.readouterr().err


def test_what_a_killed_command_left_in_plain_goes_with_the_next(tmp_path, locked, passphrase_file):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = Path(tempfile.mkdtemp(prefix=f"patterns-{ended.pid}-", dir=temporary._base(0)))
    (left / "case").mkdir()
    (left / "case" / "chat.txt").write_text(PLANTED)
    beside = tmp_path / f".case.{ended.pid}.opening"
    beside.mkdir()
    (beside / "chat.txt").write_text(PLANTED)
    case = made(tmp_path / "case")
    assert run("check", case) in (0, 1)
    assert not left.exists()
    assert not beside.exists()
    assert (case / "exports" / "chat.txt").exists()


def test_a_link_out_of_the_case_is_named_and_nothing_is_changed(tmp_path):
    case = made(tmp_path / "case")
    (case / "exports" / "more.txt").symlink_to("/etc/hostname")
    with pytest.raises(PatternsError, match=r"exports/more\.txt"):
        lock(case, PASSPHRASE)
    assert not locked_name(case).exists()


def test_what_is_no_case_is_not_locked(tmp_path):
    (tmp_path / "photos").mkdir()
    with pytest.raises(PatternsError, match="not a case folder"):
        lock(tmp_path / "photos", PASSPHRASE)


def test_what_was_packed_elsewhere_cannot_write_outside(tmp_path):
    import io
    import tarfile

    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("../outside"), io.BytesIO())
    with pytest.raises(PatternsError):
        pack.unpack(held.getvalue(), tmp_path / "new")
    assert not (tmp_path / "outside").exists()


def test_a_passphrase_that_is_short_or_could_be_guessed_brings_a_hint_and_another_none():
    assert "is short" in hint("summer26")
    assert hint(PASSPHRASE) == ""
    assert hint(PASSPHRASE * 9) == ""
    for guessable in ("password1234567890", "aaaaaaaaaaaaaaaaaaaaaaaa", "a a a a", "iloveyouiloveyou"):
        assert "could be guessed" in hint(guessable), guessable


def test_a_name_from_the_case_in_a_passphrase_is_seen(no_cipher, tmp_path, passphrase_file, capsys):
    passphrase_file.write_text("Zerubbabel-Zerubbabel\n", encoding="utf-8")
    assert hint("Zerubbabel-Oxymandias") == ""
    assert "name or number from this case" in hint("Zerubbabel-Oxymandias", ["Zerubbabel Oxymandias"])
    case = made(tmp_path / "case")
    write_sheet(case, "People", [{"Role": "child", "Name": "Quillaja", "Known as": "Nimravus; +49 30 0000"}])
    passphrase_file.write_text("Quillaja und Nimravus\n", encoding="utf-8")
    assert run("lock", case) == 0
    assert "name or number from this case" in capsys.readouterr().err
