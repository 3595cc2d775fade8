"""The executed notebook for those who go on in Jupyter: what its cells show, and nothing of this computer."""

from __future__ import annotations

import copy
import re
from typing import Any

from patterns.report.blocks import MIME, as_text
from patterns.report.copies import INJECTED, neutral
from patterns.report.page import part

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
CASE = re.compile(r"^case = .*$", re.M)
ABOVE = 'case = ".."  # the folder above: this file lies in the reports of its case'


def render(notebook: Any, *, shared: bool) -> bytes:
    """Return an executed notebook without paths, times or settings of this computer; its cells can be run again.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        As the report's kernel left it: its cells show blocks.
    shared : bool
        Whether it is a copy without names, which says nothing of where the case lies.
    """
    import nbformat

    given = {cell.id: CASE.sub(ABOVE, cell.source) for cell in notebook.cells if _injected(cell)}
    made = neutral(copy.deepcopy(notebook))
    made.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": {"name": "python"}})
    for number, cell in enumerate(made.cells):
        if _injected(cell) and not shared:
            cell.source = given[cell.id]
        cell.id = "given" if _injected(cell) else cell.get("id") or f"cell-{number}"  # papermill's is another each time
        if cell.cell_type == "code":
            cell.outputs = [_output(each) for each in cell.outputs if _shown(each)]
            cell.execution_count = None
    nbformat.validate(made)
    return (nbformat.writes(made) + "\n").encode()


def _injected(cell: Any) -> bool:
    return INJECTED in cell.metadata.get("tags", [])


def _shown(output: Any) -> bool:
    return bool(output.get("data", {}).get(MIME, {}).get("blocks"))


def _output(output: Any) -> Any:
    """Return what a cell shows as text and as a page, for a program that does not know blocks."""
    import nbformat

    blocks = list(output["data"][MIME]["blocks"])
    data = {"text/plain": "\n\n".join(as_text(block) for block in blocks), "text/html": str(part(blocks))}
    return nbformat.v4.new_output("display_data", data=data)
