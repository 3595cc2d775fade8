"""A case folder that somebody else made to do harm: nothing of it runs, and nothing outside of it is touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import patterns
from patterns.errors import PatternsError
from patterns.lab import running, server
from patterns.lab.kernels import OnlyThisInterpreter
from patterns.lock import pack
from patterns.report import fonts, scripts
from patterns.report.kernel import environment, private_kernel
from patterns.store import history, tables
from patterns.verify import rebuild
from tests.hostile.holding import command
from tests.test_case import line, with_exports

posix = pytest.mark.skipif(os.name != "posix", reason="links are of POSIX systems")
KEPT = {"mine.txt": b"keep me", ".part-999999999-a": b"not half written", "page_1.html": b"mine", "messages-x": b"mine"}
LINKS = (".cache", "reports", "history", "history.jsonl", "notebooks", "things", "log/Days.csv", "exports/more.txt")
COMMANDS = (
    ("import", "CASE"), ("check", "CASE"), ("suggest", "CASE"), ("clean", "CASE"), ("verify", "CASE"),
    ("chronology", "CASE"), ("report", "CASE", "--on", "2026-03-30", "--weeks", "4", "--format", "html"),
)  # fmt: skip


@pytest.fixture
def case(tmp_path) -> Path:
    return with_exports(tmp_path / "case", chat=line(14, "Jan", "I will kill you") + line(15, "Mira", "stop"))


@posix
@pytest.mark.parametrize("place", LINKS)
def test_what_a_link_in_a_case_leads_to_is_neither_read_nor_written_nor_removed(case, tmp_path, place):
    victim = tmp_path / "victim"
    victim.mkdir()
    for name, data in KEPT.items():
        (victim / name).write_bytes(data)
    link = case / place
    link.unlink(missing_ok=True)
    link.symlink_to(victim / "mine.txt" if link.suffix else victim)
    for words in COMMANDS:
        ran = command(*(str(case) if word == "CASE" else word for word in words))
        assert (ran.status, f"{place} is a link" in ran.err) == (1, True), ran
    assert {path.name: path.read_bytes() for path in victim.iterdir()} == KEPT
    with pytest.raises(PatternsError, match="is a link"):
        patterns.open_case(case)


@posix
def test_a_pipe_in_a_case_is_named_and_not_waited_for(case):
    os.mkfifo(case / "history.jsonl")
    assert "history.jsonl is a link to something outside" in command("check", case).err


@posix
def test_the_history_is_not_written_through_a_link_that_is_put_there_at_the_last_moment(tmp_path):
    (tmp_path / "mine").write_bytes(b"unended line")
    (tmp_path / history.FILE).symlink_to(tmp_path / "mine")
    assert not history.append(tmp_path, "note", n=1)
    history.refused.clear()
    assert (tmp_path / "mine").read_bytes() == b"unended line"


def test_a_module_beside_a_notebook_is_not_the_programs(tmp_path):
    (tmp_path / "patterns.py").write_text("raise SystemExit('taken from beside the notebook')")
    (tmp_path / "matplotlibrc").write_text("text.usetex: True")
    spec = OnlyThisInterpreter().get_kernel_spec("python3")
    assert spec.argv[1] == "-P"
    asked = "import patterns, matplotlib; print(patterns.__file__, matplotlib.rcParams['text.usetex'])"
    start = f"import os; os.chdir({str(tmp_path)!r}); import sys; sys.argv = ['k']\n"
    start += f"import ipykernel.kernelapp as k; k.launch_new_instance = lambda: exec({asked!r})\n"
    start += "from patterns.report.kernel_process import run; run()"
    env = environment(tmp_path, None) | {"PYTHONPATH": str(Path(patterns.__file__).parent.parent)}
    ran = subprocess.run([sys.executable, "-P", "-c", start], env=env, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == f"{patterns.__file__} False"


def test_a_kernel_takes_no_module_from_where_it_runs():
    with private_kernel(None) as kernel:
        client = kernel.blocking_client()
        client.start_channels()
        client.wait_for_ready(timeout=30)
        said: list[str] = []
        client.execute_interactive(
            "import sys; print('' in sys.path)", timeout=30,
            output_hook=lambda told: said.append(str(told["content"].get("text", ""))),
        )  # fmt: skip
        client.stop_channels()
    assert "".join(said).strip() == "False"


def test_jupyterlab_takes_no_extension_and_no_settings_of_charts_from_a_case(case, tmp_path):
    given = server._environment(tmp_path / "private", case)
    inside = {name for name, value in given.items() if str(case) in value}
    assert inside == {"MPLCONFIGDIR"}  # its list of fonts
    assert Path(given["MATPLOTLIBRC"]).is_relative_to(Path(given["MATPLOTLIBRC"]).parents[1])
    assert str(case) not in given["MATPLOTLIBRC"]


def test_a_locked_file_brings_no_cache_along(tmp_path):
    import io
    import tarfile

    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        archive.addfile(tarfile.TarInfo(".cache/lab/data/x.js"), io.BytesIO())
    with pytest.raises(PatternsError):
        pack.unpack(held.getvalue(), tmp_path / "new")


def test_a_font_of_a_case_cannot_take_the_place_of_the_programs(tmp_path):
    (tmp_path / "fonts").mkdir()
    own = tmp_path / "fonts" / "Regular.ttf"
    shutil.copyfile(fonts.FOLDER / "SourceSansPro-Regular.ttf", own)
    with pytest.raises(PatternsError, match="calls itself as a typeface of the program"):
        scripts.characters(own)
    named = TTFont(own)
    for record in named["name"].names:
        record.string = "Another One"
    named.save(own)
    assert ord("a") in scripts.characters(own)


def test_a_report_is_made_again_from_the_record_and_not_from_what_is_kept(case):
    patterns.build_report(case, "2026-03-30", weeks=4, formats=("html",))
    (report,) = (path for path in (case / "reports").iterdir() if path.name.startswith("review"))
    before = report.read_bytes()
    (kept,) = (case / ".cache").glob("messages-*")
    held = tables.unpack(kept.read_bytes())
    forged = held.assign(text=held["text"].str.replace("kill", "love"))
    known = tables.about(kept.read_bytes())["about"]
    known["sources"][0]["messages"] = 77
    kept.write_bytes(tables.pack(forged, known))
    assert "love" in "".join(patterns.open_case(case).messages["text"])  # the forged one is read
    assert rebuild(case, report.name).same
    patterns.build_report(case, "2026-03-30", weeks=4, formats=("html",))
    assert report.read_bytes() != before  # what verify would have compared with itself


def test_a_note_of_an_open_jupyterlab_that_leads_elsewhere_is_none(case):
    running.note(case, "http://example.invalid/login")
    assert running.ours(case) == ""
    running.note(case, "http://127.0.0.1:8888/lab")
    assert running.ours(case) == "http://127.0.0.1:8888/lab"
