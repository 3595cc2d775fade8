"""JupyterLab on a case: on this machine only, with a token, and nothing written outside of the case."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from patterns.cli import main
from patterns.lab import running
from patterns.lab.kernels import OnlyThisInterpreter
from patterns.lab.server import DEFAULTS
from patterns.store.files import private_folder
from tests import kernel_channels
from tests.lab.talk import small_case

# a test run in the background may have been told to ignore interrupts, and what it starts with it
COMMAND = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from patterns.cli import main; main()"
)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home of its own, so that no Jupyter of this machine is seen and any trace would be."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(folder))
    return folder


def opened(case: Path, *options: str) -> tuple[subprocess.Popen[str], str, str]:
    """Start `patterns lab`, and return the process, its address and its token."""
    started = subprocess.Popen([sys.executable, "-c", COMMAND, "lab", str(case), "--no-browser", *options],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip
    said = ""
    assert started.stdout
    for line in started.stdout:
        said += line
        if address := re.search(r"(http://127\.0\.0\.1:\d+)/lab\?token=(\S+)", line):
            return started, address[1], address[2]
    raise AssertionError(said)


def asked(address: str, path: str, token: str = "", data: bytes | None = None) -> object:
    headers = {"Authorization": f"token {token}"} if token else {}
    wanted = urllib.request.Request(f"{address}/{path}", data=data, headers=headers)
    with urllib.request.urlopen(wanted, timeout=20) as answer:
        return json.loads(answer.read() or "null")


def answers(address: str, path: str, token: str) -> object:
    """Ask until the server, which has just told its address, answers."""
    for _ in range(100):
        try:
            return asked(address, path, token)
        except (urllib.error.URLError, ConnectionError) as error:
            if isinstance(error, urllib.error.HTTPError):
                raise
            time.sleep(0.1)
    raise AssertionError("no answer")


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only where /proc lists processes and connections")
def test_it_is_private_from_the_first_moment_to_the_last(home, tmp_path):
    case = small_case(tmp_path / "case")
    outside = set(tmp_path.iterdir())
    process, address, token = opened(case)
    try:
        shown = answers(address, "api/contents", token)
        assert {each["name"] for each in shown["content"]} >= {"explore.ipynb", "review.ipynb", "session.ipynb"}
        with pytest.raises(urllib.error.HTTPError) as refused:
            asked(address, "api/contents")
        assert refused.value.code == 403
        kernels = asked(address, "api/kernelspecs", token)["kernelspecs"]
        assert [each["spec"]["argv"][0] for each in kernels.values()] == [sys.executable]
        settings = asked(address, "lab/api/settings/@jupyter-widgets/jupyterlab-manager:plugin", token)
        assert settings["schema"]["properties"]["saveState"]["default"] is False
        news = asked(address, "lab/api/settings/@jupyterlab/apputils-extension:notification", token)
        assert news["schema"]["properties"]["fetchNews"]["default"] == "false"
        with pytest.raises(urllib.error.HTTPError):
            asked(address, "api/terminals", token)
        with urllib.request.urlopen(f"{address}/lab?token={token}", timeout=20) as page:
            policy = page.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "http" not in policy
        asked(address, "api/kernels", token, b'{"name": "python3"}')
        private = Path(os.readlink(f"/proc/{process.pid}/cwd"))
        assert private.stat().st_mode & 0o077 == 0
        until(lambda: len(list(private.glob("kernel-*-ipc-*"))) == 5)  # a kernel's sockets are files in there
        assert json.loads((case / running.OURS).read_text())["url"] == f"{address}/lab"
        assert token not in (case / running.OURS).read_text()
        assert listening([process.pid]) == {f"127.0.0.1:{address.rsplit(':')[-1]}"}
        assert listening(children(process.pid)) == set()  # and the kernel has no port of its own either
    finally:
        kernels = children(process.pid)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=30)[0]
    assert process.returncode == 0
    assert "JupyterLab is closed." in said
    assert not private.exists()
    until(lambda: not any(Path(f"/proc/{each}").exists() for each in kernels))
    assert not (case / running.OURS).exists()
    assert set(tmp_path.iterdir()) == outside
    assert not [path for path in home.rglob("*") if path.is_file()]


def listening(processes: list[int]) -> set[str]:
    """The network addresses on which processes take connections, as Linux lists them."""
    sockets = {os.readlink(link) for each in processes for link in Path(f"/proc/{each}/fd").iterdir()}
    found = set()
    for name in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]:
            cells = line.split()
            if cells[3] == "0A" and f"socket:[{cells[9]}]" in sockets:  # 0A: takes connections
                address, port = cells[1].split(":")
                found.add(f"{'.'.join(str(int(address[at : at + 2], 16)) for at in (6, 4, 2, 0))}:{int(port, 16)}")
    return found


def children(process: int) -> list[int]:
    everyone = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]
    return [each for each in everyone if process in parents(each)]


def until(true: Callable[[], bool]) -> None:
    """Wait until something is so, ten seconds at most."""
    for _ in range(100):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it never came to that")


def parents(process: int) -> list[int]:
    found = []
    while process > 1:
        try:
            process = int(Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            break
        found.append(process)
    return found


def server(home: Path, root: Path) -> None:
    runtime = home / ".local" / "share" / "jupyter" / "runtime"
    runtime.mkdir(parents=True)
    held = {"url": "http://localhost:8899/", "pid": os.getpid(), "root_dir": str(root), "token": "secret"}
    (runtime / "jpserver-1.json").write_text(json.dumps(held))


def said(capsys, *words: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main(["lab", *words, "--no-browser"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_a_jupyterlab_that_runs_is_named_with_the_way_to_the_notebooks(home, tmp_path, capsys):
    case = small_case(tmp_path / "case")
    server(home, tmp_path)
    told = said(capsys, str(case))
    assert "http://localhost:8899/" in told
    assert "case/notebooks/explore.ipynb" in told
    assert "--own" in told
    assert "secret" not in told
    assert (case / "notebooks" / "explore.ipynb").exists()


def test_a_case_outside_of_what_it_shows_is_said_to_be_outside(home, tmp_path, capsys):
    (tmp_path / "elsewhere").mkdir()
    server(home, tmp_path / "elsewhere")
    assert "the case is not in it" in said(capsys, str(small_case(tmp_path / "case")))


def test_a_server_that_is_gone_is_not_named(home, tmp_path):
    server(home, tmp_path)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    path = next(home.rglob("jpserver-1.json"))
    path.write_text(path.read_text().replace(str(os.getpid()), str(gone.pid)))
    assert running.others() == []
    assert path.exists()  # nothing of another program is tidied up


def test_a_case_that_is_open_is_not_opened_twice(home, tmp_path, capsys):
    case = small_case(tmp_path / "case")
    running.note(case, "http://127.0.0.1:8888/lab")
    assert "open already, at http://127.0.0.1:8888/lab" in said(capsys, str(case))


def test_a_case_that_cannot_be_read_opens_nothing(home, tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["lab", str(tmp_path / "nowhere"), "--no-browser"])
    assert ended.value.code == 1
    assert "there is no such folder" in capsys.readouterr().err


ENCRYPTED = """
import sys
from pathlib import Path
from patterns.lab.server import serve
serve(Path(sys.argv[1]), "invented", browser=False, tell=lambda told: print(told, flush=True), private_sockets=False)
"""


@pytest.mark.skipif(not Path("/proc").exists(), reason="only where /proc lists processes and their folders")
def test_where_sockets_cannot_be_files_a_kernel_answers_nobody_without_its_keys(home, tmp_path):
    case = small_case(tmp_path / "case")
    private_folder(case / "notebooks")
    started = subprocess.Popen([sys.executable, "-c", ENCRYPTED, str(case)], stdout=subprocess.PIPE, text=True)
    try:
        address, token = started.stdout.readline().strip().split("/lab?token=")
        answers(address, "api/contents", token)
        folder = Path(os.readlink(f"/proc/{started.pid}/cwd"))
        asked(address, "api/kernels", token, b'{"name": "python3"}')
        until(lambda: list(folder.glob("kernel-*.json")))
        file = next(folder.glob("kernel-*.json"))
        described = kernel_channels.described(file)
        assert described["transport"] == "tcp"
        assert file.stat().st_mode & 0o077 == 0
        assert kernel_channels.answering(described, with_keys=True) == set(kernel_channels.ANSWERING)
        assert kernel_channels.answering(described, with_keys=False) == set()
    finally:
        started.send_signal(signal.SIGINT)
        started.communicate(timeout=30)


def test_no_other_kernel_is_offered():
    kernels = OnlyThisInterpreter()
    assert list(kernels.get_all_specs()) == ["python3"]
    with pytest.raises(KeyError):
        kernels.get_kernel_spec("another")


def test_widgets_are_not_saved_with_the_notebook():
    assert DEFAULTS["@jupyter-widgets/jupyterlab-manager:plugin"] == {"saveState": False}
