"""SECURITY.md: each dependency stands in it once, as it is, and everything it tells a reader to run is there."""

from __future__ import annotations

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tests import dependencies

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
PROSE = " ".join(TEXT.split())
ROWS = dependencies.table()
FORBIDDEN = re.compile(r"\b(narcissis\w*|abuser\w*|victim\w*|scores?|grades?|low risk|all clear|court-proof)\b", re.I)


def test_each_dependency_of_the_project_stands_in_the_table_once_and_nothing_else_does():
    assert [(row.name, row.kind) for row in ROWS] == dependencies.declared()
    assert len({row.name for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_the_table_says_of_a_dependency_is_so(row):
    assert len(row.why) > 3
    assert dependencies.licence_agrees(row.name, row.licence), distribution(row.name).metadata.get("License-Expression")
    size, brings = dependencies.megabytes(row.name), len(dependencies.needed(row.name)) - 1
    assert float(row.size) / 2 - 1 <= size <= float(row.size) * 2 + 1  # another system's build may be of another size
    assert abs(int(row.brings) - brings) <= 10  # and may need others


def test_a_wrong_licence_is_seen():
    assert not dependencies.licence_agrees("click", "MIT")  # from an expression
    assert not dependencies.licence_agrees("jinja2", "MIT")  # from a classifier
    assert not dependencies.licence_agrees("psutil", "MIT")  # from a licence field
    assert not dependencies.licence_agrees("pyrage", "BSD-3-Clause")  # from a licence file


def test_each_version_is_pinned_and_the_sums_of_the_table_are_those_of_the_packages():
    pinned = {canonicalize_name(line.split("==")[0]) for line in (ROOT / "constraints.txt").read_text().splitlines()}
    assert {row.name for row in ROWS} <= pinned
    program = dependencies.needed(*(row.name for row in ROWS if row.kind == "program"))
    every = dependencies.needed(*(row.name for row in ROWS))
    program_said, every_said = (int(each) for each in re.search(r"needs (\d+) packages .*?tests (\d+)", PROSE).groups())
    assert abs(len(program) - program_said) <= 10
    assert abs(len(every) - every_said) <= 10


def test_no_address_and_no_path_of_a_computer_stands_in_it():
    assert not re.search(r"://|\bwww\.|\b(?:pypi|github|gitlab)\b|/(?:home|Users|root|work|opt|tmp)/", TEXT, re.I)


def test_it_holds_no_forbidden_word():
    assert FORBIDDEN.findall(TEXT) == []


def test_what_it_tells_a_reader_to_look_at_or_to_run_is_there():
    paths = set(re.findall(r"`((?:tests|\.ci)/[\w./-]+)`|\b((?:constraints|CHANGELOG)\.\w+)", TEXT))
    paths = {each for pair in paths for each in pair if each}
    assert len(paths) >= 7
    assert {path for path in paths if not (ROOT / path).exists()} == set()
    modules = re.findall(r"python -m (tests[\w.]+)", TEXT)
    assert modules
    assert [each for each in modules if not (ROOT / (each.replace(".", "/") + ".py")).exists()] == []


def test_it_is_found_from_the_readme_and_travels_with_the_source():
    assert "(SECURITY.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert '"/SECURITY.md"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
