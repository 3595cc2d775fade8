"""The notebooks for looking, reviewing and talking run from top to bottom without being touched."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("explore", "review", "session", "tutorial")


def code_cells(name: str) -> list[str]:
    cells = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def test_every_cell_of_every_notebook_runs_in_this_environment():
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts="),
            *("--nbval-lax", "--nbval-current-env", *(f"notebooks/{name}.ipynb" for name in NAMES)),
        ],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout[-2000:]
    assert f"{sum(len(code_cells(name)) for name in NAMES)} passed" in ran.stdout


def test_no_cell_holds_more_than_calls():
    for name in NAMES:
        for cell in code_cells(name)[1:]:  # the first are the parameters
            assert len(cell.splitlines()) <= 4, name
            assert "lambda" not in cell


def test_the_exploring_notebook_asks_ten_questions():
    cells = json.loads((ROOT / "notebooks" / "explore.ipynb").read_text(encoding="utf-8"))["cells"]
    headings = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    numbered = [each for each in headings if each.startswith("## ") and each[3].isdigit()]
    assert [each.split(".")[0] for each in numbered] == [f"## {number}" for number in range(1, 11)]
    assert all("**How to read it.**" in each for each in numbered)
