"""Whether a JupyterLab is open already: one of this program's on the same case, or one that somebody started."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any, NamedTuple

from patterns.errors import PatternsError
from patterns.store import files
from patterns.store.processes import running
from patterns.words import say

OURS = Path(".cache") / "lab" / "server.json"  # in the case, while its JupyterLab is open

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d{1,5}/lab")  # of no other computer


class Server(NamedTuple):
    """A JupyterLab that is open: its address without the token, and the folder it shows."""

    url: str
    root: Path


def others() -> list[Server]:
    """Return the Jupyter servers of this user that are open; nothing is written or tidied up."""
    from jupyter_core.paths import jupyter_runtime_dir

    found = []
    for path in sorted(Path(jupyter_runtime_dir()).glob("jpserver-*.json")):
        held = _held(path)
        if held.get("url") and _alive(held.get("pid")):
            found.append(Server(str(held["url"]), Path(str(held.get("root_dir") or "/"))))
    return found


def ours(case: Path) -> str:
    """Return the address at which this case is open already; empty where it is not."""
    held = _held(case / OURS)
    url, process = str(held.get("url", "")), str(held.get("pid", ""))
    alive = process == str(os.getpid()) or running(process)
    return url if alive and ADDRESS.fullmatch(url) else ""


def closed(case: Path) -> None:
    """Make sure that nobody looks at a case whose files are about to go.

    Raises
    ------
    PatternsError
        If its JupyterLab is open.
    """
    if address := ours(case):
        raise PatternsError(
            say("lab.still-open", address=address),
            expected=say("lab.still-open-expected"),
            remedy=say("lab.still-open-remedy"),
        )


def note(case: Path, url: str) -> None:
    """Note in the case that it is open, at an address without its token."""
    files.write(case / OURS, json.dumps({"url": url, "pid": os.getpid()}).encode())


def forget(case: Path) -> None:
    """Take that note away again."""
    (case / OURS).unlink(missing_ok=True)


def inside(server: Server, folder: Path) -> str | None:
    """Return the path under which a server shows a folder; None where it lies outside what the server shows."""
    try:
        return folder.resolve().relative_to(server.root.resolve()).as_posix()
    except (ValueError, OSError):
        return None


def _held(path: Path) -> dict[str, Any]:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def _alive(process: object) -> bool:
    from jupyter_server.utils import check_pid

    return isinstance(process, int) and bool(check_pid(process))
