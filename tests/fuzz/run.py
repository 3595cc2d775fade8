"""Try every reader with millions of damaged inputs, guided by which lines they reach.

    pip install atheris
    python -m tests.fuzz.run [--seconds 180] [--keep FOLDER] [NAME ...]

One process for each target, for so many seconds. An input that ends in anything but one of our own errors, or breaks
what must hold of the target, or leaves a file open, or takes longer than five seconds, is a fault: it is kept once for
each place in the program, to be made smaller and put into tests/fuzz/corpus/NAME, where the suite tries it again.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

SLOW = 5.0  # seconds
CORPUS = Path(__file__).resolve().parent / "corpus"
MEMORY = Path("/dev/shm")


def main() -> None:
    """Run every target that was named, or all of them, and print a line for each."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("names", nargs="*")
    asked.add_argument("--seconds", type=int, default=180)
    asked.add_argument("--keep", type=Path, default=Path("fuzz-faults"), help="Where faulting inputs are put.")
    asked.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        one(given.names[0], given.seconds, given.keep)
        return
    from tests.fuzz.targets import targets

    for name in given.names or targets():
        words = [sys.executable, "-m", "tests.fuzz.run", name, "--one", "--seconds", str(given.seconds)]
        words += ["--keep", str(given.keep)]
        ran = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
        told = [line for line in ran.stdout.splitlines() if line.startswith(f"{name}: ")]
        print(told[-1] if told else f"{name}: STOPPED with {ran.returncode}\n{ran.stderr[-2000:]}", flush=True)


def one(name: str, seconds: int, keep: Path) -> None:
    """Run one target in this process, and print how many inputs were tried and which faults there were."""
    import atheris

    with atheris.instrument_imports(include=["patterns"]):
        from tests.fuzz.targets import open_files, targets

        target = targets()[name]
    faults: dict[str, Path] = {}
    place = Path(tempfile.mkdtemp(prefix="fuzz-", dir=MEMORY if MEMORY.is_dir() else None))
    first = place / "first"
    first.mkdir()
    target.run(target.seeds[0], first)  # what is loaded once is no slow input
    tried, until = 0, time.monotonic() + seconds

    def try_(data: bytes) -> None:
        nonlocal tried
        tried += 1
        began, open_before = time.monotonic(), open_files()
        try:
            with tempfile.TemporaryDirectory(dir=place) as folder:
                target.run(data, Path(folder))
        except Exception as error:
            _keep(keep / name, f"{type(error).__name__} at {_where(error)}", data, faults)
        if open_files() > open_before:
            _keep(keep / name, "a file was left open", data, faults)
        if time.monotonic() - began > SLOW:
            _keep(keep / name, "slow", data, faults)
        if time.monotonic() > until:
            sys.stdout.write(f"{name}: {tried} inputs in {seconds} s, {len(faults)} faults {sorted(faults)}\n")
            sys.stdout.flush()
            shutil.rmtree(place, ignore_errors=True)
            os._exit(0)

    seeds = place / "seeds"
    seeds.mkdir()
    known = [path.read_bytes() for path in sorted((CORPUS / name).glob("*"))]
    for number, seed in enumerate([*target.seeds, *known]):
        (seeds / str(number)).write_bytes(seed)
    options = ["-max_len=60000", f"-max_total_time={seconds + 30}", "-timeout=60", "-rss_limit_mb=3000", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *options, str(seeds)], try_)
    atheris.Fuzz()


def _where(error: BaseException) -> str:
    """Return the innermost line of the program that an error came through."""
    steps = [step for step in traceback.extract_tb(error.__traceback__) if "patterns" in step.filename]
    last = steps[-1] if steps else traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"


def _keep(folder: Path, fault: str, data: bytes, faults: dict[str, Path]) -> None:
    """Keep the first, and then every smaller, input that ends in one fault."""
    path = folder / hashlib.sha256(fault.encode()).hexdigest()[:12]
    if fault not in faults or len(data) < path.stat().st_size:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        path.with_suffix(".fault").write_text(fault, encoding="utf-8")
        faults[fault] = path


if __name__ == "__main__":
    main()
