"""The case has notebooks of its own, and what a person did to one is never written over."""

from __future__ import annotations

import json
from datetime import date

import pytest

from patterns.errors import PatternsError
from patterns.lab import copies, practice
from patterns.store.bundled import bundled

ON = date(2026, 3, 2)


def parameters(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return next("".join(cell["source"]) for cell in cells if "parameters" in cell["metadata"].get("tags", []))


def test_the_copies_point_at_their_own_case(tmp_path):
    written = copies.copies(tmp_path, ON)
    assert sorted(path.stem for path in written) == sorted(copies.NAMES)
    assert 'case = ".."' in parameters(tmp_path / "notebooks" / "explore.ipynb")
    assert 'review_date = "2026-03-02"' in parameters(tmp_path / "notebooks" / "progress_report.ipynb")
    assert 'review_date = "2026-03-30"' in parameters(tmp_path / "notebooks" / "tutorial.ipynb")  # the sample's own
    assert (tmp_path / "notebooks").stat().st_mode & 0o077 == 0


def test_the_shipped_notebooks_stay_as_they_are(tmp_path):
    before = {path: path.read_bytes() for path in bundled("notebooks").glob("*.ipynb")}
    copies.copies(tmp_path, ON)
    assert all(path.read_bytes() == data for path, data in before.items())


def test_a_copy_that_was_worked_on_is_kept(tmp_path):
    copies.copies(tmp_path, ON)
    mine = tmp_path / "notebooks" / "explore.ipynb"
    held = json.loads(mine.read_text())
    held["cells"].append({"cell_type": "markdown", "id": "mine", "metadata": {}, "source": ["my own"]})
    mine.write_text(json.dumps(held))
    assert copies.copies(tmp_path, ON) == []
    assert "my own" in mine.read_text()


@pytest.mark.parametrize("content", ['{"cells": [], "metadata": {}}', "not a notebook", "[]"])
def test_a_newer_notebook_is_put_beside_one_that_is_there(tmp_path, content):
    (tmp_path / "notebooks").mkdir()
    older = tmp_path / "notebooks" / "explore.ipynb"
    older.write_text(content)
    [beside] = [path for path in copies.copies(tmp_path, ON) if path.name.startswith("explore")]
    assert beside.name != "explore.ipynb"
    assert older.read_text() == content
    assert copies.copies(tmp_path, ON) == []


def test_nothing_is_typed_into_a_case_that_is_not_for_practice(tmp_path):
    for change in (practice.export, practice.write, practice.remove):
        with pytest.raises(PatternsError, match="not a practice case"):
            change(tmp_path)
    with pytest.raises(PatternsError):
        practice.decide(tmp_path, "no", most=1)
    assert list(tmp_path.iterdir()) == []
