"""From a case folder to its reports: whole runs through the notebook in its own kernel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager

import patterns
from patterns.errors import PatternsError, ReportFailed, UnreadableCase
from patterns.report import notebook
from patterns.report.kernel import private_kernel
from tests import kernel_channels
from tests.cases import write_sheet
from tests.report.record import record

ON = "2026-03-30"


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return record(tmp_path_factory.mktemp("built") / "case")


@pytest.fixture(scope="module")
def stages():
    return []


@pytest.fixture(scope="module")
def first_run(case, stages):
    paths = patterns.build_report(case, on=ON, weeks=(4, 8), progress=stages.append)
    return {path.name: path.read_bytes() for path in paths}


def test_one_call_writes_both_reports_in_both_formats_under_neutral_names(first_run, case):
    assert sorted(first_run) == [f"review-{ON}-{weeks}-weeks.{end}" for weeks in (4, 8) for end in ("html", "pdf")]
    assert sorted(path.name for path in (case / "reports").iterdir()) == sorted(first_run)


def test_large_print_stands_beside_and_the_history_says_how_each_was_made(first_run, case):
    names = [path.name for path in patterns.build_report(case, on=ON, formats=["html"], large=True)]
    assert names == [f"review-{ON}-8-weeks-large.html"]
    told = [json.loads(line) for line in (case / "history.jsonl").read_text(encoding="utf-8").splitlines()]
    made = {line["file"]: line["large"] for line in told if line.get("what") == "report"}
    assert made[names[0]] is True
    assert made[f"review-{ON}-8-weeks.html"] is False
    assert (case / "reports" / f"review-{ON}-8-weeks.html").read_bytes() == first_run[f"review-{ON}-8-weeks.html"]
    (case / "reports" / names[0]).unlink()


def test_only_their_owner_can_read_the_reports(first_run, case):
    if os.name == "posix":
        assert {path.stat().st_mode & 0o777 for path in (case / "reports").iterdir()} == {0o600}


@pytest.fixture(scope="module")
def second_run(case, tmp_path_factory):
    """The eight-week report again: another process, an empty home, another place to write to."""
    place = tmp_path_factory.mktemp("again")
    (place / "home").mkdir()
    code = f"import patterns; patterns.build_report({str(case)!r}, on={ON!r}, weeks=8, to={str(place / 'to')!r})"
    told = {
        name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON", "MPL", "XDG"))
    }
    told |= {"HOME": str(place / "home"), "TMPDIR": str(place), "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run([sys.executable, "-c", code], env=told, cwd=place, check=True)
    return place


def test_a_second_run_gives_the_same_bytes(first_run, second_run):
    again = {path.name: path.read_bytes() for path in (second_run / "to").iterdir()}
    assert again == {name: data for name, data in first_run.items() if "-8-" in name}


def test_nothing_is_written_outside_the_case_and_the_named_folder(second_run):
    assert sorted(path.name for path in second_run.iterdir()) == ["home", "to"]
    assert list((second_run / "home").iterdir()) == []


def test_the_kernel_speaks_through_files_that_only_this_user_can_open():
    if os.name != "posix":
        pytest.skip("there are no such sockets on this system")
    with private_kernel(None) as kernel:
        assert kernel.transport == "ipc"
        folder = Path(kernel.connection_file).parent
        assert folder.stat().st_mode & 0o777 == 0o700
    assert not folder.exists()


def test_without_such_files_the_kernel_speaks_encrypted():
    with private_kernel(None, private_sockets=False) as kernel:
        described = kernel_channels.described(Path(kernel.connection_file))
        assert described["transport"] == "tcp"
        assert kernel_channels.answering(described, with_keys=True) == set(kernel_channels.ANSWERING)
        assert kernel_channels.answering(described, with_keys=False) == set()


def test_a_connection_that_cannot_be_encrypted_is_never_left_open_instead(monkeypatch):
    monkeypatch.setattr(KernelManager, "class_traits", lambda: {})  # as in jupyter-client before 8.10
    with pytest.raises(ReportFailed, match="could not be kept private"), private_kernel(None, private_sockets=False):
        pass


def test_a_fault_in_the_notebook_is_told_by_its_kind_and_never_by_its_text(case, tmp_path, monkeypatch):
    broken = notebook.template().read_text(encoding="utf-8").replace("show.cover(result)", "[][len('Bodo said')]")
    (tmp_path / notebook.PROGRESS_REPORT).write_text(broken, encoding="utf-8")
    monkeypatch.setattr(notebook, "bundled", lambda name: tmp_path)
    with pytest.raises(ReportFailed, match="IndexError") as failed:
        patterns.build_report(case, on=ON, to=tmp_path / "reports")
    assert "Bodo" not in str(failed.value)
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize(("name", "held"), [("helplines.toml", "damaged"), ("history.jsonl", "damaged\n")])
def test_what_is_damaged_beside_the_log_is_named_by_a_report_that_stopped(tmp_path, name, held):
    folder = record(tmp_path / "case")
    (folder / name).write_text(held, encoding="utf-8")
    with pytest.raises(PatternsError, match=name) as failed:
        notebook._explain(folder, ON, 8)
    assert "damaged" not in str(failed.value)


def test_an_unreadable_case_is_told_with_all_its_problems_and_no_report_is_begun(tmp_path):
    folder = record(tmp_path / "case")
    write_sheet(folder, "Incidents", [{"Date": "last Tuesday", "Codes": "insult"}, {"Date": "soon", "Codes": "insult"}])
    with pytest.raises(UnreadableCase) as failed:
        patterns.build_report(folder, on=ON)
    assert len(failed.value.problems) == 2
    assert not (folder / "reports").exists()


def test_a_shared_copy_is_refused_while_somebody_has_no_pseudonym(case, tmp_path):
    with pytest.raises(PatternsError, match="no pseudonym"):
        patterns.build_report(case, on=ON, to=tmp_path / "shared", share=True)
    assert not (tmp_path / "shared").exists()


@pytest.mark.parametrize(
    "wrong", [{"formats": ("docx",)}, {"paper": "a5"}, {"entries": "some"}, {"share": True, "copy_for": "all"}]
)
def test_an_unknown_choice_names_the_known_ones(case, wrong):
    with pytest.raises(PatternsError, match="one of"):
        patterns.build_report(case, on=ON, **wrong)


def test_every_stage_is_told(first_run, stages):
    assert len(stages) == 4
    assert ["4 weeks" in stages[1], "8 weeks" in stages[2]] == [True, True]
