"""Inputs on which a reader once stumbled, and whole ones: each is read, or refused with an error of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.targets import open_files, targets

CORPUS = Path(__file__).resolve().parent / "corpus"
TARGETS = targets()
FOUND = sorted(path for path in CORPUS.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_once_was_a_fault_is_none(path, tmp_path):
    before = open_files()
    TARGETS[path.parent.name].run(path.read_bytes(), tmp_path)
    assert open_files() <= before, "a file was left open"


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_whole_input_and_its_first_half_are_no_fault(name, tmp_path):
    for number, seed in enumerate(TARGETS[name].seeds[:2]):
        for part in (seed, seed[: len(seed) // 2]):
            folder = tmp_path / f"{number}-{len(part)}"
            folder.mkdir()
            TARGETS[name].run(part, folder)
