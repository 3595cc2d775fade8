"""Import every module, then run commands one after another in one process; print how each ended."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO


def status(arguments: list[str]) -> tuple[int, str]:
    """The exit status of one command, and what it said."""
    from patterns.cli import main

    said = StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(said):
            main(arguments)
    except SystemExit as ended:
        return int(ended.code or 0), said.getvalue()
    except BaseException:
        return -1, traceback.format_exc()
    return -1, "it never ended"


def modules() -> int:
    """Import every module of the package, and return how many there are."""
    import patterns

    names = [each.name for each in pkgutil.walk_packages(patterns.__path__, "patterns.")]
    for name in names:
        importlib.import_module(name)
    return len(names)


if __name__ == "__main__":
    print(json.dumps({"modules": modules(), "commands": [status(arguments) for arguments in json.load(sys.stdin)]}))
