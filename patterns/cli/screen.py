"""What every command prints goes through here: no word of a record and no file's name ever steers a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from patterns.literal import in_json, printable

_shown_as: dict[str, str] = {}  # private folders of this process, and the locked file that stands for each


def show_as(folder: Path, locked: Path) -> None:
    """From now on print paths in a folder that will be gone as paths in the locked file that it was opened from."""
    _shown_as[str(folder)] = str(locked)


def echo(text: object = "", *, err: bool = False) -> None:
    """Print a text; what would steer the terminal, or turn what follows round, is shown as its number."""
    said = str(text)
    for folder, locked in _shown_as.items():
        said = said.replace(folder, locked)
    click.echo(printable(said), err=err)


def json_text(value: Any) -> str:
    """Return plain values as JSON text, which is the same printed or kept in a file."""
    return in_json(json.dumps(value, ensure_ascii=False, indent=1, default=str))
