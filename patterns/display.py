"""How the package's things look in a notebook: tables without the words that people wrote, until these are asked for.

What a cell shows is saved with the notebook and in its checkpoints. So a table of messages or of the log shows how
long each text is, and the text itself only where its column is taken by name: `case.messages["text"]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import pandas as pd

from patterns.literal import escaped, printable
from patterns.log.declare import TEXT, TEXTS
from patterns.log.sheets import SHEETS
from patterns.words import say

MESSAGE_WORDS = ("text", "note", "attachments", "reactions", "subject", "quoted")
STYLE = (
    "<style>.patterns-card table{border-collapse:collapse;text-align:left}"
    ".patterns-card th,.patterns-card td{text-align:left!important;vertical-align:top;padding:.25em .9em .25em 0}"
    ".patterns-card th{font-weight:600;white-space:nowrap}.patterns-card caption{caption-side:top;text-align:left;"
    "font-weight:600;padding:.25em 0}</style>"
)


def hidden_columns(frame: pd.DataFrame) -> list[str]:
    """Return the columns of a table of the package that hold people's own words; none of any other frame."""
    if "message_id" in frame:
        wanted: Iterable[str] = MESSAGE_WORDS
    elif "row" in frame:
        wanted = _log_words()
    else:
        return []
    words = set(wanted)
    return [name for name in frame if name in words]


@cache
def _log_words() -> frozenset[str]:
    return frozenset(column.name for sheet in SHEETS for column in sheet.columns if column.kind in (TEXT, TEXTS))


def without_words(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with the length of each text in its place; what is missing stays missing."""
    lengths = {name: frame[name].map(_length, na_action="ignore").astype("object") for name in hidden_columns(frame)}
    return frame.assign(**lengths)


def _length(value: Any) -> str:
    if isinstance(value, list):
        return say("display.parts", n=len(value)) if value else ""
    return say("display.length", n=len(str(value)))


def short(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that a notebook shows of a long table, from either end."""
    most, ends = pd.get_option("display.max_rows"), pd.get_option("display.min_rows") or 10
    if not most or len(frame) <= most:
        return frame
    return pd.concat([frame.head(ends // 2), frame.tail(ends - ends // 2)])


NO_FORMULAS = "mathjax_ignore tex2jax_ignore"  # what somebody wrote between dollar signs is not drawn as a formula


def table_html(frame: pd.DataFrame) -> str | None:
    """Return a table of the package as HTML without people's words."""
    if not hidden_columns(frame):
        plain = frame._repr_html_()
        return f"<div class='{NO_FORMULAS}'>{plain}</div>" if plain else plain
    shown = without_words(short(frame)).to_html(max_rows=None, notebook=True, border=0)
    return f"<div class='{NO_FORMULAS}'>{shown}<p>{escaped(_below(frame))}</p></div>"


def table_text(frame: pd.DataFrame) -> str:
    """Return a table of the package as text without people's words."""
    if not hidden_columns(frame):
        return repr(frame)
    return printable(f"{without_words(short(frame))!r}\n{_below(frame)}")


def _below(frame: pd.DataFrame) -> str:
    return say("display.hidden", n=len(frame), names=", ".join(hidden_columns(frame)))


def card(title: str, rows: Iterable[Sequence[object]], head: Sequence[str] = ()) -> str:
    """Return a small table as HTML, every cell escaped."""
    heads = f"<tr>{''.join(f'<th>{escaped(each)}</th>' for each in head)}</tr>" if head else ""
    lines = "".join(
        f"<tr><th>{escaped(str(first))}</th>{''.join(f'<td>{escaped(str(cell))}</td>' for cell in rest)}</tr>"
        for first, *rest in rows
    )
    shown = f"<table><caption>{escaped(title)}</caption>{heads}{lines}</table>"
    return f"<div class='patterns-card {NO_FORMULAS}'>{STYLE}{shown}</div>"


def in_notebooks() -> None:
    """Let IPython show every table of the package without people's words; does nothing outside of IPython."""
    from IPython.core.getipython import get_ipython

    shell: Any = get_ipython()
    if shell is None:
        return
    formatters = shell.display_formatter.formatters
    formatters["text/html"].for_type(pd.DataFrame, table_html)
    formatters["text/plain"].for_type(pd.DataFrame, lambda frame, printer, cycle: printer.text(table_text(frame)))
