"""A full disk and a medium that is read only, real ones: nothing is lost or half written, and it is said."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import NO_CIPHER
from tests.kills.killing import PASSPHRASE, ROOT

SAMPLE = ROOT / "data" / "sample" / "case"
ALONE = ("unshare", "--user", "--map-root-user", "--mount")  # a file system that only this process sees
IN_THERE = """
import contextlib, io, json, subprocess, sys
from pathlib import Path
BOOKS = ("log.xlsx", "review.xlsx")
place, size, read_only, words = sys.argv[1], sys.argv[2], sys.argv[3], json.loads(sys.argv[4])
subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], check=True)
import shutil
case = Path(place) / "case"
shutil.copytree(sys.argv[5], case, ignore=shutil.ignore_patterns("history*", ".cache"))
if read_only == "yes":
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)
from patterns.cli import main
told = []
for each in words:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            main([word.replace("CASE", str(case)) for word in each])
            status = 0
        except SystemExit as ended:
            status = ended.code
    told.append([status or 0, said.getvalue()])
left = {path.relative_to(case).as_posix(): path.stat().st_size for path in case.rglob("*") if path.is_file()}
beside = [path.name for path in Path(place).iterdir()]
same = all((case / name).read_bytes() == (Path(sys.argv[5]) / name).read_bytes() for name in BOOKS)
print(json.dumps({"told": told, "left": left, "beside": beside, "same": same}))
"""


def there(tmp_path: Path, size: str, read_only: str, *words: tuple[str, ...]) -> dict[str, object]:
    """Return what commands said on a case on a file system of that size, and what was there afterwards."""
    if not shutil.which("unshare") or subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody but its administrator mount anything")
    (tmp_path / "disk").mkdir()
    (tmp_path / "words").write_text(f"{PASSPHRASE}\n")
    paths = os.pathsep.join([str(NO_CIPHER), str(ROOT)])
    environment = os.environ | {"PYTHONPATH": paths, "PATTERNS_PASSPHRASE_FILE": str(tmp_path / "words")}
    ran = subprocess.run(
        [*ALONE, sys.executable, "-c", IN_THERE, tmp_path / "disk", size, read_only, json.dumps(words), SAMPLE],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(ran.stdout)


def test_on_a_full_disk_each_command_says_so_and_the_case_stays_as_it_was(tmp_path):
    # 192 KiB of the sample, 100 KiB of what is kept for the next opening; a page alone has 700 KiB
    done = there(tmp_path, "500k", "no", ("import", "CASE"), ("report", "CASE", "--on", "2026-03-30", "--weeks", "4",
                 "--format", "html"), ("lock", "CASE"))  # fmt: skip
    (first, _), (second, report), (third, lock) = done["told"]
    assert (first, second, third) == (0, 1, 1)
    for told, name in ((report, "review-2026-03-30-4-weeks.html"), (lock, "case.age")):
        assert f"{name} could not be written (No space left on device)" in told
        assert "Free some space" in told
    assert done["same"]
    assert not [name for name in done["left"] if name.startswith("reports/review") or ".part-" in name]
    assert done["beside"] == ["case"]


def test_on_a_medium_that_is_read_only_a_case_is_read_and_what_cannot_be_noted_is_said(tmp_path):
    words = [("import", "CASE"), ("check", "CASE"), ("suggest", "CASE"), ("clean", "CASE"), ("lock", "CASE")]
    done = there(tmp_path, "5000k", "yes", *words)
    assert [status for status, _ in done["told"]] == [0, 0, 1, 0, 1]
    assert all("a fault of the program" not in told for _, told in done["told"])
    assert "2184 records in all" in done["told"][0][1]
    for status, told in done["told"]:
        assert "could not be written" in told or "is not noted there" in told, status
    assert (done["same"], sorted(done["left"])) == (True, sorted(
        path.relative_to(SAMPLE).as_posix() for path in SAMPLE.rglob("*")
        if path.is_file() and not {"history", ".cache", "history.jsonl"} & set(path.relative_to(SAMPLE).parts)
    ))  # fmt: skip

