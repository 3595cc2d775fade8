"""JSON read record by record: every record with the line it begins on, however the text is laid out."""

from __future__ import annotations

import json

import pytest

from patterns.importers._containers import on_disk
from patterns.importers._json import Tree, read_json


def read(tmp_path, text: str) -> Tree:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    return read_json(on_disk(path, "x", "x"), ("m",))


LAYOUTS = {
    "one line": ('{"m": [{"a": 1}, {"a": 2}]}', [1, 1]),
    "a line each": ('{\n"m": [\n{"a": 1},\n{"a": {"b":\n{}}}\n]}', [3, 4]),
    "many lines each": ('{"m": [\n  {\n    "a": [\n      {}\n    ]\n  },\n  {\n    "a": 2\n  }\n]}', [2, 7]),
    "two on a line": ('{"m": [\n  {"a": 1}, {"a": 2},\n  {"a": 3}\n]}', [2, 2, 3]),
    "crooked": ('{"m": [\n  {"a": 1},\n\n {"a": 2}, 5,\n\t"x"\n]}', [2, 4, 4, 5]),
    "nested as deep": ('{"m": [\n{"a":\n{"b":\n5}}, {"a": 2}]}', [2, 4]),
    "a line end in a text": ('{"m": [\n{"a": "x\n{"},\n{"a": 2}]}', [2, 4]),
    "first on the line of the bracket": ('{"m": [{"a": 1},\n{"a": 2}]}', [1, 2]),
    "a comma too many": ('{"m": [\n{"a": 1},\n]}', [2]),
    "none": ('{"m": [\n]}', []),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_record_has_the_line_it_begins_on(tmp_path, layout):
    text, lines = LAYOUTS[layout]
    tree = read(tmp_path, text)
    assert tree.blocks[0].lines == lines
    assert len(tree.blocks[0].values) == len(lines)
    assert (tree.around, tree.skipped) == ({"m": []}, [])


@pytest.mark.parametrize("indent", [None, 0, 1, 4])
def test_the_records_are_those_of_the_standard_library(tmp_path, indent):
    records = [{"a": number, "b": [{"c": "\n{"}], "d": "é🙂"} for number in range(50)]
    text = json.dumps({"m": records, "n": 1}, indent=indent)
    tree = read(tmp_path, text)
    assert tree.blocks[0].values == records
    assert [text.split("\n")[line - 1].strip()[:1] for line in tree.blocks[0].lines] == ["{"] * 50


def test_what_stands_before_a_break_is_kept(tmp_path):
    tree = read(tmp_path, '{"m": [\n{"a": 1},\n{"a": 2},\n{"a": ')
    assert (tree.blocks[0].values, tree.blocks[0].lines) == ([{"a": 1}, {"a": 2}], [2, 3])
    assert [each.line for each in tree.skipped] == [4]
