"""Open JupyterLab on a case, fetch its page and all that belongs to it, run a cell, close it; print what was found.

A process of its own, so that it can run in a network of its own, where only this computer can be reached.
"""

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
from pathlib import Path
from typing import Any

START = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from patterns.cli import main; main()"
COMMAND = [sys.executable, "-c", START, "lab"]  # a test run in the background may have been told to ignore interrupts
ASKED = (
    "api/contents", "api/kernelspecs", "api/status", "lab/api/news", "lab/api/update", "lab/api/extensions?refresh=1",
    "lab/api/settings", "lab/api/translations", "lab/api/workspaces", "lab/api/licenses/bundles", "api/nbconvert",
)  # fmt: skip
EXPORTS = ("html", "slides")
CELL = """
import matplotlib.pyplot, ipywidgets, patterns
patterns.open_case(CASE)
matplotlib.pyplot.figure()
print(ipywidgets.IntSlider(3).value)
"""


def fetched(address: str, path: str, data: bytes | None = None) -> tuple[int, str]:
    """The status and the text of one answer."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(urllib.request.Request(f"{address}/{path}", data), timeout=30) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8", "replace")
        except OSError:
            time.sleep(0.1)  # it told its address before it answers
    raise AssertionError("no answer")


def visit(address: str, token: str, folder: Path) -> dict[str, Any]:
    """What JupyterLab answers, page by page."""

    def get(path: str, data: bytes | None = None) -> tuple[int, str]:
        return fetched(address, f"{path}{'&' if '?' in path else '?'}token={token}", data)

    status, page = get("lab")
    config = json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.S)[1])
    added = [f"lab/extensions/{each['name']}/{each['load']}" for each in config["federated_extensions"]]
    parts = [*sorted(set(re.findall(r'(?:src|href)="(/[^"]+)"', page))), *added]
    statuses = {part: get(part.lstrip("/"))[0] for part in parts}
    answers = {path: get(path) for path in ASKED}
    pages = {name: get(f"nbconvert/{name}/explore.ipynb") for name in EXPORTS}
    get("api/kernels", b'{"name": "python3"}')
    told = {"page": status, "config": config, "parts": statuses, "answers": answers, "exports": pages}
    return told | {"cell": ran(folder)}


def ran(folder: Path) -> str:
    """What a cell prints in the kernel that was started."""
    from jupyter_client.blocking import BlockingKernelClient

    for _ in range(100):
        if len(list(folder.glob("kernel-*-ipc-*"))) == 5:
            break
        time.sleep(0.1)
    client = BlockingKernelClient(connection_file=str(next(folder.glob("kernel-*.json"))))
    client.load_connection_file()
    client.start_channels()
    client.wait_for_ready(timeout=30)
    said: list[str] = []
    cell = f"CASE = {sys.argv[1]!r}{CELL}"
    client.execute_interactive(cell, timeout=60, output_hook=lambda told: said.append(str(told["content"])))
    client.stop_channels()
    return "".join(said)


def main(case: str) -> None:
    """Open it on a case, visit it, and close it again."""
    server = subprocess.Popen([*COMMAND, case, "--no-browser", "--own"], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    found = next(match for line in server.stdout if (match := re.search(r"(http://[^/]+)/lab\?token=(\S+)", line)))
    try:
        told = visit(found[1], found[2], Path(os.readlink(f"/proc/{server.pid}/cwd")))
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=120)
    print(json.dumps(told | {"status": server.returncode}))


if __name__ == "__main__":
    main(sys.argv[1])
