"""What can be made again is removed, what a person wrote stays, and the places the program does not reach are named."""

from __future__ import annotations

import json
import os
import shutil
import sys
from datetime import date

import pytest

import patterns
from patterns.clean import clean
from patterns.cli import main
from patterns.lab import running
from patterns.lab.copies import copies
from patterns.report.chronology import build_chronology
from patterns.verify import verify
from patterns.words import say
from tests.cases import weekly_incidents, write_sheet
from tests.test_case import line, with_exports


@pytest.fixture(scope="module")
def used(tmp_path_factory):
    """A case that was worked with: opened, reported on, looked at in JupyterLab."""
    said = line(14, "Jan", "tea?") + line(15, "Mira", "yes")
    case = with_exports(tmp_path_factory.mktemp("clean") / "case", chat=said)
    patterns.build_report(case, "2026-03-30", weeks=4, formats=("html",))
    copies(case, date(2026, 3, 30))
    return case


@pytest.fixture
def case(used, tmp_path):
    return shutil.copytree(used, tmp_path / "case")


def there(case) -> set[str]:
    return {path.relative_to(case).as_posix() for path in case.rglob("*") if path.is_file()}


def run(capsys, *words) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(each) for each in words])
    return (int(ended.value.code or 0), *capsys.readouterr())


def test_caches_checkpoints_half_written_files_and_reports_go_and_the_record_stays(case):
    (case / "notebooks" / ".ipynb_checkpoints").mkdir()
    (case / "notebooks" / ".ipynb_checkpoints" / "explore-checkpoint.ipynb").write_text("{}")
    (case / "reports" / ".part-999999999-ab").write_text("half")
    (case / "reports" / "page_1.html").write_text("first look")
    record = {name for name in there(case) if name.split("/")[0] in ("log", "exports", "history", "history.jsonl")}
    assert len(record) >= 4
    before = {name: (case / name).read_bytes() for name in record}
    done = clean(case)
    assert {name.split("/")[0] for name in there(case)} == {"log", "exports", "history", "history.jsonl", "notebooks"}
    assert {name: (case / name).read_bytes() for name in record} == before
    assert {"reports/page_1.html", "reports/.part-999999999-ab"} <= set(done.removed)
    assert not (case / ".cache").exists()
    assert not verify(case).found


def test_a_report_that_somebody_changed_and_a_file_of_their_own_are_left_and_named(case):
    (report,) = (case / "reports").iterdir()
    report.write_bytes(report.read_bytes() + b"<!-- my note -->")
    (case / "reports" / "notes for Tuesday.txt").write_text("ask about the keys")
    (case / "log-before-1.xlsx").write_text("kept by adopt")
    done = clean(case)
    assert there(case) >= {f"reports/{report.name}", "reports/notes for Tuesday.txt", "log-before-1.xlsx"}
    assert sum("reports/" in each for each in done.left) == 2
    assert any(each.startswith("log-before-1.xlsx") for each in done.left)


def test_of_a_chronologys_folder_what_somebody_wrote_into_it_stays(tmp_path):
    case = with_exports(tmp_path / "case", chat=line(14, "Jan", "tea?") + line(15, "Mira", "yes"))
    write_sheet(case, "Incidents", [{"Date": "2026-02-03", "Code": "insult", "What happened": "shouted"}])
    paths = build_chronology(patterns.open_case(case), recipient="therapist")
    folder = next(path for path in paths if path.suffix == ".zip").with_suffix("")
    (folder / "for the lawyer.txt").write_text("ask about the date")
    filled = next(folder.glob("READ-ME*"))
    filled.write_text("filled in by hand")
    done = clean(case)
    assert there(folder) == {"for the lawyer.txt", filled.name}
    assert sum(folder.name in each for each in done.left) == 2
    assert not folder.with_suffix(".zip").exists()
    for path in folder.iterdir():
        path.unlink()
    build_chronology(patterns.open_case(case), recipient="therapist")
    assert not clean(case).left
    assert not (case / "reports").exists()


def test_reports_stay_where_that_is_asked_for(case, capsys):
    status, _, _ = run(capsys, "clean", case, "--keep-reports")
    assert (status, len(list((case / "reports").iterdir()))) == (0, 1)
    assert not (case / ".cache").exists()


def test_a_notebook_is_removed_only_while_nobody_wrote_into_it(case, capsys):
    own, ran = case / "notebooks" / "explore.ipynb", case / "notebooks" / "session.ipynb"
    held = json.loads(own.read_text())
    held["cells"].append({"cell_type": "markdown", "id": "mine", "metadata": {}, "source": ["my own thought"]})
    own.write_text(json.dumps(held))
    held = json.loads(ran.read_text())
    code = next(cell for cell in held["cells"] if cell["cell_type"] == "code")
    code["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["what was shown"]}]
    ran.write_text(json.dumps(held))
    _, said, _ = run(capsys, "clean", case)
    assert [path.name for path in (case / "notebooks").iterdir()] == ["explore.ipynb"]
    assert "notebooks/explore.ipynb: a notebook of yours" in said


def test_a_chronology_goes_with_its_unpacked_folder(case):
    write_sheet(case, "Incidents", weekly_incidents("2026-02-02", [1]))
    made = build_chronology(patterns.open_case(case))
    assert any(path.suffix == ".zip" for path in made)
    clean(case)
    assert not (case / "reports").exists()


def test_nothing_is_removed_while_jupyterlab_is_open_on_the_case(case, capsys):
    running.note(case, "http://127.0.0.1:8888/lab")
    before = there(case)
    status, _, told = run(capsys, "clean", case)
    assert (status, "Close it" in told) == (1, True)
    assert there(case) >= before


@pytest.mark.parametrize(
    ("system", "place"), [("win32", "PSReadLine"), ("darwin", "Time Machine"), ("linux", "recently-used.xbel")]
)
def test_what_else_a_computer_keeps_is_listed_for_the_system_it_runs_on(case, capsys, monkeypatch, system, place):
    monkeypatch.setattr(sys, "platform", system)
    _, said, _ = run(capsys, "clean", case)
    assert place in said
    for word in ("print jobs", "humbnails", "ackup", "history", "Dropbox", "No program can find all of it"):
        assert word in said
    assert say("clean.disk") in said
    assert os.sep != "/" or "safe" not in said.lower()
