"""A command of the program, killed somewhere; what must be true of the case afterwards, and of the next command."""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from patterns.codes.decisions import read_decisions
from patterns.codes.vocabulary import known_words
from patterns.lock import decrypted, is_locked, pack
from patterns.log import read_log
from patterns.store import temporary
from patterns.store.files import PART
from patterns.verify import verify

ROOT = Path(__file__).resolve().parent.parent.parent
PASSPHRASE = "seven plums under a green bicycle"
PLANTED = b"marmalade-heron-2207"  # stands in one message of the sample that is killed, and nowhere else
COMMAND = "import sys; from patterns.cli import main; main(sys.argv[1:])"
TRIED = b"blat"  # what Python itself writes, and removes at once, to see whether a folder takes temporary files
NOT_YET = "stands in no line of the history"  # an export that the next command records
STARTED: set[str] = set()  # the numbers of the processes that were started here
ENDED = "ran to its end"
DECIDE = """
import sys
from patterns.lab.deciding import Deciding
deciding = Deciding(sys.argv[1])
for n in range(4):
    deciding.decide(("yes", "no")[n % 2])
"""


class Operation(NamedTuple):
    """What is run, and about how many changes to files it makes."""

    name: str
    code: str
    words: tuple[str, ...]
    changes: int


OPERATIONS = {
    each.name: each
    for each in (
        Operation("import", COMMAND, ("import", "CASE"), 26),
        Operation("suggest", COMMAND, ("suggest", "CASE"), 40),
        Operation("decide", DECIDE, ("CASE",), 90),
        Operation("report", COMMAND, ("report", "CASE", "--on", "2026-03-30", "--weeks", "4"), 120),
        Operation("chronology", COMMAND, ("chronology", "CASE", "--for", "lawyer"), 60),
        Operation("lock", COMMAND, ("lock", "CASE"), 42),
        Operation("suggest locked", COMMAND, ("suggest", "LOCKED"), 100),
        Operation("unlock", COMMAND, ("unlock", "LOCKED"), 30),
    )
}


def sample(folder: Path) -> Path:
    """Return a copy of the sample case with the planted words in one of its messages."""
    case = folder / "case"
    shutil.copytree(ROOT / "data" / "sample" / "case", case, ignore=shutil.ignore_patterns("history*", ".cache"))
    texts = case / "exports" / "sms-20251018.xml"
    before, after = texts.read_bytes().rsplit(b' body="', 1)
    texts.write_bytes(before + b' body="' + PLANTED + b" " + after)
    return case


def prepared(operation: Operation, folder: Path) -> Path:
    """Return a sample case as it is before an operation."""
    case = sample(folder)
    if operation.name != "import":
        assert start(OPERATIONS["import"], case).wait() == 0
    return case


def locked(case: Path) -> Path:
    """Lock a case; return the locked file."""
    assert start(OPERATIONS["lock"], case).wait() == 0
    return case.with_name(f"{case.name}.age")


def record(case: Path) -> dict[str, bytes]:
    """Return what a person put into the case."""
    kept = [case / "log.xlsx", *(path for path in (case / "exports").rglob("*") if path.is_file())]
    return {path.relative_to(case).as_posix(): path.read_bytes() for path in kept}


def decisions(case: Path) -> set[tuple[str, str, str]]:
    """Return what was decided, as it is read from review.xlsx; fails where that cannot be read."""
    log, _ = read_log(case)
    codes, _ = known_words(case, log.codes)
    reviewed, problems = read_decisions(case, codes)
    assert not [each for each in problems if each.stops], problems
    return set(zip(reviewed["message_id"], reviewed["code"], reviewed["decision"], strict=True))


def start(operation: Operation, case: Path, kill_at: int = 0) -> subprocess.Popen[bytes]:
    """Start an operation on a case, or on its locked file; with `kill_at` it dies at that change to a file."""
    locked = case.with_name(f"{case.name}.age")
    words = [{"CASE": str(case), "LOCKED": str(locked)}.get(word, word) for word in operation.words]
    passphrase = case.with_name("words")
    passphrase.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    paths = [str(ROOT / "tests" / "kills" / "steps")] if kill_at else []
    under = [str(case.parent), *(str(base) for base in temporary.bases())]
    case.with_name("tmp").mkdir(exist_ok=True)
    environment = os.environ | {
        "PATTERNS_PASSPHRASE_FILE": str(passphrase),
        "TMPDIR": str(case.with_name("tmp")),
        "PYTHONPATH": os.pathsep.join([*paths, str(ROOT), os.environ.get("PYTHONPATH", "")]),
        "KILL_AT": str(kill_at),
        "KILL_UNDER": os.pathsep.join(under),
    }
    running = subprocess.Popen(
        [sys.executable, "-c", operation.code, *words], env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    STARTED.add(str(running.pid))
    return running


def killed_at_a_moment(operation: Operation, case: Path, seconds: float, *, whole_group: bool) -> bool:
    """Kill an operation after some seconds, alone or with every process it started; return whether it still ran."""
    running = start(operation, case)
    time.sleep(seconds)
    ended = running.poll() is not None
    with contextlib.suppress(ProcessLookupError):
        if whole_group:
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
    running.wait()
    return not ended


def killed_at_a_change(operation: Operation, case: Path, change: int) -> bool:
    """Kill an operation when it is about to change a file for the n-th time; return whether it came so far."""
    return start(operation, case, change).wait() == -signal.SIGKILL


def assert_whole(case: Path, before: dict[str, bytes], decided: set[tuple[str, str, str]]) -> None:
    """Check that the plain case is whole, or the locked file is, and both where both are there."""
    locked = case.with_name(f"{case.name}.age")
    assert case.is_dir() or is_locked(locked), "neither the folder nor the locked file is there"
    if case.is_dir():
        assert record(case) == before
        assert decided <= decisions(case)
        if (case / "history.jsonl").exists() and (case / "history.jsonl").stat().st_size:
            assert not [each for each in verify(case).found if NOT_YET not in each]
    if locked.exists():
        place = case.with_name("opened-to-look")
        pack.unpack(decrypted(locked, PASSPHRASE), place)
        try:
            assert record(place) == before
            assert decided <= decisions(place)
        finally:
            shutil.rmtree(place)


def next_command(case: Path) -> None:
    """Run a command on what is there; it must find nothing wrong, and leave nothing of the killed one in plain."""
    from patterns.cli import main

    locked = case.with_name(f"{case.name}.age")
    looks, opens = ["check", str(case if case.is_dir() else locked)], ["unlock", str(locked)]
    both = case.is_dir() and locked.exists()  # whole and the same: what was begun is brought to its end
    os.environ["PATTERNS_PASSPHRASE_FILE"] = str(case.with_name("words"))
    for words in [opens] if both else [looks] if case.is_dir() else [looks, opens]:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            status = _status(main, words)
        assert status == 0, f"{words[0]} ended with {status}: {said.getvalue()}"
        assert not left_over(case), left_over(case)
    assert not [each for each in verify(case).found if not (both and NOT_YET in each)]


def _status(main: Callable[[list[str]], object], words: list[str]) -> int:
    try:
        main(words)
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def planted_in(*places: Path) -> list[str]:
    """Return the files that hold the planted words."""
    found = []
    for path in (each for place in places for each in place.rglob("*")):
        if path.is_file() and PLANTED in path.read_bytes():
            found.append(str(path))
    return found


def temporary_places() -> list[Path]:
    """Return what the processes started here have left in temporary folders."""
    found = []
    for place in (each for base in temporary.bases() for each in base.glob(f"{temporary.MARK}*")):
        if place.name.removeprefix(temporary.MARK).split("-")[0] in STARTED:
            found.append(place)
    return found


def left_over(case: Path) -> list[str]:
    """Return what of killed commands still lies about: in the case, beside it, in temporary folders."""
    found = [path.name for path in case.rglob(f"{PART}*")] if case.is_dir() else []
    own = (case.name, f"{case.name}.age", "words", "tmp")
    found += [path.name for path in case.parent.iterdir() if path.name not in own]
    if temporary.MEMORY.is_dir():  # else private places lie among the other temporary files
        found += [path.name for path in case.with_name("tmp").glob("*") if path.read_bytes() != TRIED]
    return found + [str(place) for place in temporary_places() if place.exists()]


def duration(operation: Operation, case: Path) -> float:
    """Return how long an operation takes when nobody kills it."""
    began = time.monotonic()
    assert start(operation, case).wait() == 0
    return time.monotonic() - began


def kill_once(operation: Operation, case: Path, chance: random.Random, seconds: float) -> str:
    """Kill an operation at a random moment or a random change; return a word for how."""
    if chance.random() < 0.5:
        at = chance.randint(1, operation.changes)
        return f"change {at}" if killed_at_a_change(operation, case, at) else ENDED
    at_seconds, group = chance.uniform(0, seconds), chance.random() < 0.5
    ran = killed_at_a_moment(operation, case, at_seconds, whole_group=group)
    return f"{at_seconds:.2f} s{' with its children' if group else ''}" if ran else ENDED
