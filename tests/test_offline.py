"""Nothing leaves the computer: every module, command and kernel under a guard, in a network with nothing in it."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import patterns
from patterns.cli.main import cli, main
from patterns.store.bundled import bundled
from tests.lab.talk import small_case
from tests.refused import sitecustomize

ROOT = Path(__file__).resolve().parent.parent
GUARD = ROOT / "tests" / "refused"
SAID = "I see that you are angry. I will answer tomorrow at ten."
ON = ["--on", "2026-03-02"]
OUTSIDE = "192.0.2.1"  # RFC 5737 keeps it for examples: nothing stands behind it


class Ran(NamedTuple):
    """What a process under the guard said, and the attempts that were noted."""

    status: int
    out: str
    err: str
    attempts: list[str]


@cache
def alone() -> list[str]:
    """The words that put a command into a network of its own with nothing in it; none where a system refuses it."""
    wanted = ["unshare", "--net", "--map-root-user"]
    if not shutil.which("unshare") or not sys.platform.startswith("linux"):
        return []
    tried = subprocess.run([*wanted, "true"], capture_output=True, check=False)
    return wanted if tried.returncode == 0 else []


def guarded(folder: Path, *command: str, given: str = "", loopback: bool = False, **variables: str) -> Ran:
    """Run Python under the guard, in an empty network where there can be one."""
    notes = folder / "attempts.txt"
    notes.unlink(missing_ok=True)
    (folder / "home").mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "XDG_", "MPL"))}
    search = os.pathsep.join([str(GUARD), str(ROOT)])
    kept |= {"PYTHONPATH": search, "HOME": str(folder / "home"), sitecustomize.NOTES: str(notes), **variables}
    words = [*alone(), sys.executable, *command]
    if loopback:
        kept[sitecustomize.LOOPBACK] = "yes"
        if alone():
            words = [*alone(), "sh", "-c", 'ip link set lo up && exec "$@"', "sh", sys.executable, *command]
    ran = subprocess.run(words, input=given, env=kept, cwd=folder, capture_output=True, text=True, timeout=400)
    attempts = notes.read_text().splitlines() if notes.exists() else []
    return Ran(ran.returncode, ran.stdout, ran.stderr, attempts)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two cases and two review workbooks."""
    folder = tmp_path_factory.mktemp("offline")
    small_case(folder / "small")
    for name in ("anna.xlsx", "ben.xlsx"):
        shutil.copy(bundled("sample") / "case" / "review.xlsx", folder / name)
    (folder / "old.csv").write_text("Date,What happened\n2026-02-03,shouted about the bins\n", encoding="utf-8")
    return folder


def commands(folder: Path) -> dict[str, list[str]]:
    """Every command of the command line but `lab`, in an order in which each finds what it needs."""
    small = str(folder / "small")
    message = str(patterns.open_case(folder / "small").messages["message_id"].iloc[0])
    report = ["--weeks", "4", "--format", "xlsx", "--format", "ipynb"]  # html and pdf are made by demo
    return {
        "formats": [],
        "rules": [],
        "codes": ["threat"],
        "reply": [SAID],
        "new": [str(folder / "new"), "--start", "2026-02-02", "--zone", "Europe/Berlin", "--safe-here"],
        "adopt": [str(folder / "old.csv"), str(folder / "new")],
        "import": [small],
        "suggest": [small],
        "check": [small],
        "measure": [small, *ON],
        "explain": [small, "incidents-weekly", *ON],
        "messages": [small, "--to", str(folder / "messages.xlsx")],
        "source": [small, message],
        "agree": [str(folder / "anna.xlsx"), str(folder / "ben.xlsx"), "--to", str(folder / "settle.xlsx")],
        "report": [small, *ON, *report],
        "chronology": [small, "--for", "lawyer"],
        "demo": ["--to", str(folder / "demo")],
        "verify": [small],
        "clean": [small],
        "lock": [small],  # these two take seconds of arithmetic each; here they ask, and end where nobody answers
        "unlock": [str(folder / "old.csv")],
    }


class Work(NamedTuple):
    """How many modules were imported, the status and the words of every command, and the attempts that were noted."""

    modules: int
    commands: dict[str, tuple[int, str]]
    attempts: list[str]


@pytest.fixture(scope="module")
def work(place: Path) -> Work:
    """Every module imported and every command run, in one process under the guard."""
    every = commands(place)
    given = json.dumps([[name, *words] for name, words in every.items()])
    originals = os.pathsep.join([str(place / "small" / "exports"), str(place / "old.csv")])
    done = guarded(place, str(GUARD / "commands.py"), given=given, **{sitecustomize.ORIGINALS: originals})
    assert done.status == 0, done.err
    told = json.loads(done.out)
    return Work(told["modules"], dict(zip(every, told["commands"], strict=True)), done.attempts)


def test_the_guard_refuses_and_notes_in_a_process_and_in_those_it_starts(tmp_path):
    attempt = f"import socket; socket.create_connection(('{OUTSIDE}', 80))"
    through = f"import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-P', '-c', {attempt!r}]).returncode)"
    done = guarded(tmp_path, "-c", through)
    assert done.status == 1
    assert "no network in this test" in done.err
    assert OUTSIDE in done.attempts[0]


@pytest.mark.parametrize(
    "change", ["open(path, 'a')", "os.rename(path, path + '2')", "os.remove(path)", "os.chmod(path, 0o600)",
               "os.utime(path)", "os.truncate(path, 1)", "open(path + '2', 'w')", "os.rename('other', path)"],
)  # fmt: skip
def test_the_guard_lets_nobody_change_an_original_or_put_a_file_beside_it(tmp_path, change):
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "chat.txt").write_text("as it was")
    (tmp_path / "other").write_text("another")
    tried = f"import os; path = {str(tmp_path / 'exports' / 'chat.txt')!r}; open(path).close(); {change}"
    done = guarded(tmp_path, "-c", tried, **{sitecustomize.ORIGINALS: str(tmp_path / "exports")})
    assert "an original is not changed" in done.err
    assert len(done.attempts) == 1
    assert (tmp_path / "exports" / "chat.txt").read_text() == "as it was"


KERNEL = """
from patterns.report.kernel import private_kernel
with private_kernel(None) as kernel:
    client = kernel.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=30)
    print(client.execute_interactive("import urllib.request as u; u.urlopen('http://patterns.invalid')", timeout=30,
                                     output_hook=lambda told: None)["content"]["ename"])
    client.stop_channels()
"""


def test_the_guard_refuses_and_notes_in_a_kernel(tmp_path):
    done = guarded(tmp_path, "-c", KERNEL)
    assert done.out.strip() == "URLError", done.err
    assert "patterns.invalid" in done.attempts[0]


def test_where_there_can_be_one_the_network_is_empty_for_what_the_guard_does_not_see(tmp_path):
    if not alone():
        pytest.skip("this system gives nobody a network of its own; the guard stands alone")
    tried = f"import socket; print(socket.socket().connect_ex(('{OUTSIDE}', 80)))"
    done = guarded(tmp_path, "-S", "-c", tried)  # -S: without the guard
    assert done.out.strip() == str(errno.ENETUNREACH)
    assert done.attempts == []


def test_every_command_has_its_entry_here(work):
    with pytest.raises(SystemExit):
        main(["--version"])  # the commands are registered when it runs
    assert {*work.commands, "lab"} == set(cli.commands)


def test_every_module_is_imported_and_every_command_does_its_work_without_a_network_or_a_change_to_an_original(work):
    assert work.attempts == []
    assert work.modules > 100
    ended = {name: (status, said) for name, (status, said) in work.commands.items() if status != 0}
    assert {name: status for name, (status, _) in ended.items()} == {"lock": 1, "unlock": 1}, ended
    assert "passphrase" in ended["lock"][1]
    assert "not a locked case" in ended["unlock"][1]


def test_the_reports_were_made_without_a_network(work, place):
    made = {path.name: path.stat().st_size for path in (place / "demo" / "reports").iterdir()}
    assert made["review-2026-03-30-8-weeks.pdf"] > 10_000
    assert made["review-2026-03-30-8-weeks.html"] > 10_000
    assert (place / "demo" / ".cache" / "matplotlib").is_dir()  # its list of fonts was made here, not brought along
    for name in ("xlsx", "ipynb"):
        assert f"4-weeks.{name}" in work.commands["report"][1]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], list[str]]:
    """What JupyterLab answered, opened where another Jupyter's settings point to a computer elsewhere."""
    if not Path("/proc").exists():
        pytest.skip("only where /proc names the folder of a process")
    folder = tmp_path_factory.mktemp("lab")
    case = small_case(folder / "case")
    elsewhere = {"JUPYTER_GATEWAY_URL": f"http://{OUTSIDE}:8888", "JUPYTER_GATEWAY_WS_URL": f"ws://{OUTSIDE}:8888"}
    done = guarded(folder, str(GUARD / "lab_visit.py"), str(case), loopback=True, **elsewhere)
    assert done.status == 0, done.err
    return json.loads(done.out), done.attempts


def test_jupyterlab_opens_and_runs_a_cell_and_nothing_of_it_asks_for_a_network(lab):
    told, attempts = lab
    assert attempts == []
    assert told["status"] == 0
    assert told["page"] == 200
    assert len(told["parts"]) > 3  # its own script, icons, and the manager of widgets
    assert set(told["parts"].values()) == {200}
    assert {path: status for path, (status, _) in told["answers"].items() if status != 200} == {}
    assert told["cell"].count("3\\n") == 1


def test_jupyterlab_asks_for_no_news_no_newer_version_and_no_extension(lab):
    answers = lab[0]["answers"]
    assert json.loads(answers["lab/api/news"][1]) == {"news": []}
    assert json.loads(answers["lab/api/update"][1]) == {"notification": None}
    extensions = json.loads(answers["lab/api/extensions?refresh=1"][1])
    assert {each["installed"] for each in extensions} == {True}  # none is offered
    config = lab[0]["config"]
    assert config["news"] == {"disabled": True}
    assert config["exposeAppInBrowser"] is False
    assert not [name for name, value in config.items() if name.endswith("Url") and "://" in str(value)]


def test_what_jupyterlab_exports_loads_nothing_from_elsewhere(lab):
    assert len(loaded('<script src="https://a.invalid/x.js"></script><script>import("https://a.invalid/y.js")')) == 2
    for name, (status, page) in lab[0]["exports"].items():
        assert status == 200, name
        assert loaded(page) == [], name


def loaded(page: str) -> list[str]:
    """The addresses that a browser would load for a page, without anybody's click."""
    tags = re.findall(r"<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)\s*=\s*[\"'](?:https?:)?//[^\"']+", page)
    return tags + re.findall(r"(?:import\s*\(?|from|url\(|[uU]rl\s*=|Src\s*=)\s*[\"']?(?:https?:)?//[^\s\"')]+", page)


def test_a_report_and_its_paper_name_no_package_to_download():
    template = (ROOT / "patterns" / "report" / "templates" / "report.typ").read_text(encoding="utf-8")
    assert "@preview" not in template
    assert re.findall(r'#(?:import|include)\b', template) == []


# what speaks of telemetry in the dependencies, and was looked at: none of it runs in a process of ours
LOOKED_AT = {
    "debugpy": "tells an editor that is attached to it; kernels here run without it",
    "jupyter-builder": "turns it off for the builder of extensions, which is never called",
    "pygments": "a word that it colours",
    "zxcvbn": "a word in its list of common words",
}
TELLING = (b"do_not_track", b"telemetry", b"sentry_sdk", b"posthog", b"google-analytics", b"mixpanel", b"scarf.sh")


def test_no_dependency_knows_telemetry_but_those_that_were_looked_at():
    found = set()
    for name in sorted(needed()):
        for file in distribution(name).files or []:
            if file.suffix == ".py" and "tests" not in file.parts:
                text = Path(str(file.locate())).read_bytes().lower()
                found |= {name for word in TELLING if word in text}
    assert found == set(LOOKED_AT), "look at what these tell, turn it off, and say so here"


def needed() -> set[str]:
    """The names of every package that the program needs, and of those that these need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting, found = [Requirement(each) for each in project["dependencies"]], set()
    while waiting:
        each = waiting.pop()
        name = canonicalize_name(each.name)
        if name in found or (each.marker and not each.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        waiting += [Requirement(more) for more in distribution(name).requires or []]
    return found
