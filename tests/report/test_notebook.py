"""The report's notebook runs by hand too, cell by cell, in this environment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_cell_of_the_notebook_runs_in_this_environment():
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts="),
            *("--nbval-lax", "--nbval-current-env", "notebooks/progress_report.ipynb"),
        ],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout[-2000:]
    assert "14 passed" in ran.stdout  # the parameters, the opening, and twelve cells of the report
