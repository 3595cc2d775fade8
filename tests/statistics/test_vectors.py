"""The package against numbers that other programs and published examples give.

`vectors.json` beside this file: measure, where its numbers come from, cases (a week of null was not recorded).
PATTERNS_VECTORS may name a second file: {"vectors": [{id, measure, input, params, expected, tolerance}, ...]}.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.statistics.measures import MEASURES, agrees, differences


class Vector(NamedTuple):
    name: str
    measure: str
    given: dict[str, Any]
    params: dict[str, Any]
    expected: dict[str, Any]
    tolerance: float


def own() -> list[Vector]:
    measures = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
    return [
        Vector(case["id"], measure, case["given"], case["with"], case["expected"], case["within"])
        for measure, origins in measures.items()
        for cases in origins.values()
        for case in cases
    ]


def named(path: str | None) -> list[Vector]:
    rows = json.loads(Path(path).read_text(encoding="utf-8"))["vectors"] if path else []
    return [
        Vector(f"other-{row['id']}", row["measure"], row["input"], row["params"], row["expected"], row["tolerance"])
        for row in rows
    ]


def check(vector: Vector) -> list[str]:
    if vector.measure not in MEASURES:
        return [f"no measure is called {vector.measure}"]
    return differences(MEASURES[vector.measure](vector.given, vector.params), vector.expected, vector.tolerance)


@pytest.mark.parametrize("vector", [*own(), *named(os.environ.get("PATTERNS_VECTORS"))], ids=lambda vector: vector.name)
def test_the_package_gives_the_numbers_of_others(vector):
    assert check(vector) == []


def test_there_are_157_vectors_of_23_measures_with_names_of_their_own():
    vectors = own()
    assert len({vector.name for vector in vectors}) == len(vectors) == 157
    assert {vector.measure for vector in vectors} == set(MEASURES)
    assert len(MEASURES) == 23


def test_a_measure_nobody_knows_fails():
    assert check(Vector("x", "no_such_measure", {}, {}, {}, 0)) == ["no measure is called no_such_measure"]


def test_a_number_nobody_computes_and_one_off_its_tolerance_fail():
    asked = Vector("x", "kendall_tau_b", {"x": [1, 2, 3], "y": [1, 3, 2]}, {}, {"S": 2, "no_such_number": 1}, 0)
    assert check(asked) == ["no_such_number: not computed", "S: 1 instead of 2"]  # two pairs agree, one does not


def test_the_tolerance_is_absolute_up_to_one_and_relative_above():
    assert agrees(0.0104, 0.01, 0.0005)
    assert not agrees(0.0106, 0.01, 0.0005)
    assert agrees(1004, 1000, 0.005)
    assert not agrees(1006, 1000, 0.005)


def test_a_file_of_the_other_layout_is_read(tmp_path):
    row = {"id": "a", "measure": "kendall_tau_b", "input": {"x": [1, 2], "y": [2, 1]}, "params": {}, "source": "none"}
    path = tmp_path / "other.json"
    path.write_text(json.dumps({"about": {}, "vectors": [row | {"expected": {"S": -1}, "tolerance": 0}]}))
    [vector] = named(str(path))
    assert (vector.name, check(vector)) == ("other-a", [])
