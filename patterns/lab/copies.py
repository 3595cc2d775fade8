"""The case's own copies of the notebooks: made once, never written over, the shipped ones stay as they are."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from patterns.store.bundled import bundled
from patterns.store.files import private_folder, write

FOLDER = "notebooks"
NAMES = ("tutorial", "explore", "review", "session", "progress_report", "how_sure")
CASE = re.compile(r'^case = "[^"]*"', re.M)
DATE = re.compile(r'^review_date = "[^"]+"', re.M)
MADE_FROM = "patterns"  # the name in a notebook's metadata under which stands what it was copied from


def copies(case: Path, on: date) -> list[Path]:
    """Copy every notebook that the case does not have yet into its folder; return those that were written.

    A copy that is there is kept, whatever was done to it; where the program has a newer notebook since, that one is
    put beside it under a name of its own.

    Parameters
    ----------
    on : date
        The review date for the notebooks that need one.
    """
    folder = private_folder(case / FOLDER)
    written = []
    for name in NAMES:
        shipped = (bundled("notebooks") / f"{name}.ipynb").read_bytes()
        mark = hashlib.sha256(shipped).hexdigest()[:8]
        target = folder / f"{name}.ipynb"
        if target.exists() and made_from(target) != mark:
            target = folder / f"{name}-{mark}.ipynb"
        if not target.exists():
            write(target, _for_case(json.loads(shipped), mark, on))
            written.append(target)
    return written


def made_from(path: Path) -> str:
    """Return which shipped notebook a copy was made from; empty where nobody can tell."""
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["metadata"][MADE_FROM]["made_from"])
    except (ValueError, KeyError, TypeError, OSError):
        return ""


def untouched(case: Path) -> list[Path]:
    """Return the copies in a case whose cells are as they were copied, whatever was run in them."""
    found = []
    for name in NAMES:
        shipped = (bundled("notebooks") / f"{name}.ipynb").read_bytes()
        mark = hashlib.sha256(shipped).hexdigest()[:8]
        for path in (case / FOLDER / f"{name}.ipynb", case / FOLDER / f"{name}-{mark}.ipynb"):
            if path.is_file() and made_from(path) == mark and _cells(path) == _cells_of(json.loads(shipped)):
                found.append(path)
    return found


def _cells(path: Path) -> list[str]:
    return _cells_of(json.loads(path.read_text(encoding="utf-8")))


def _cells_of(notebook: dict[str, Any]) -> list[str]:
    """Return what stands in each cell, without the case and the date, which are put in when it is copied."""
    sources = ("".join(cell["source"]) for cell in notebook["cells"])
    return [DATE.sub("", CASE.sub("", source)) for source in sources]


def _for_case(notebook: dict[str, Any], mark: str, on: date) -> bytes:
    """Return a notebook with the case it lies in as its parameter."""
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if "parameters" in cell["metadata"].get("tags", []) and CASE.search(source):
            dated = DATE.sub(f'review_date = "{on.isoformat()}"', source)
            cell["source"] = CASE.sub('case = ".."', dated).splitlines(keepends=True)
    notebook["metadata"][MADE_FROM] = {"made_from": mark}
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()
