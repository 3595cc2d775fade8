"""What every command prints goes through here: no word of a record and no file's name ever steers a terminal."""

from __future__ import annotations

import json
from typing import Any

import click

from patterns.literal import in_json, printable


def echo(text: object = "", *, err: bool = False) -> None:
    """Print a text; what would steer the terminal, or turn what follows round, is shown as its number."""
    click.echo(printable(str(text)), err=err)


def json_text(value: Any) -> str:
    """Return plain values as JSON text, which is the same printed or kept in a file."""
    return in_json(json.dumps(value, ensure_ascii=False, indent=1, default=str))
