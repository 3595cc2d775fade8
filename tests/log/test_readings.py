"""What a row said before it was changed is kept, and nothing depends on it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from patterns.log import read_log
from patterns.log.readings import FILE, changes, keep
from tests.cases import write_log, write_sheet

FIRST = {"Date": "2026-02-03", "Time": "22:10", "Codes": "insult", "What happened": "shouted in the hall", "Id": ""}
SECOND = {"Date": "2026-02-05", "Time": "evening", "Codes": "threat", "What happened": "said he would find me"}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    write_log(tmp_path, incidents=[FIRST, SECOND])
    keep(tmp_path, read_log(tmp_path)[0])
    return tmp_path


def rewritten(case: Path, *rows: dict[str, Any]) -> list[tuple[int, dict[str, str], dict[str, str]]]:
    write_sheet(case, "Incidents", list(rows))
    log, _ = read_log(case)
    keep(case, log)
    return [(each.row, each.before, each.after) for each in changes(case, log)]


def lines(case: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (case / FILE).read_text(encoding="utf-8").splitlines()]


def test_a_changed_cell_shows_what_it_said_before(case: Path):
    found = rewritten(case, FIRST | {"What happened": "talked loudly"}, SECOND)
    assert found == [(2, {"What happened": "shouted in the hall"}, {"What happened": "talked loudly"})]


def test_a_second_change_keeps_both_earlier_words(case: Path):
    rewritten(case, FIRST | {"Codes": "shouting"}, SECOND)
    found = rewritten(case, FIRST | {"Codes": "contempt"}, SECOND)
    assert [before["Codes"] for _, before, _ in found] == ["insult", "shouting"]


def test_a_row_that_only_moved_has_not_changed(case: Path):
    new = {"Date": "2026-01-30", "Time": "08:00", "Codes": "control", "What happened": "took the keys"}
    assert rewritten(case, new, SECOND, FIRST) == []
    assert rewritten(case, SECOND, new, FIRST | {"Time": ""}) == [(4, {"Time": "22:10"}, {"Time": ""})]


def test_a_row_with_an_id_is_the_same_row_whatever_else_is_changed(case: Path):
    rewritten(case, FIRST | {"Id": "E1"}, SECOND)
    every = {"Date": "2026-03-01", "Time": "07:00", "Codes": "control", "What happened": "other words", "Id": "E1"}
    found = rewritten(case, SECOND, every)
    assert [(row, before.get("What happened")) for row, before, _ in found] == [(3, None), (3, "shouted in the hall")]


def test_a_row_that_is_gone_is_kept_as_it_last_stood(case: Path):
    rewritten(case, SECOND)
    assert [(line["cells"].get("Codes"), bool(line["cells"])) for line in lines(case)] == [
        ("insult", True), ("threat", True), (None, False),
    ]  # fmt: skip
    assert lines(case)[-1]["number"] == lines(case)[0]["number"]


def test_reading_again_without_a_change_adds_nothing(case: Path):
    before = (case / FILE).read_bytes()
    assert keep(case, read_log(case)[0]) is False
    assert (case / FILE).read_bytes() == before


def test_what_was_written_is_never_written_over(case: Path):
    before = (case / FILE).read_bytes()
    rewritten(case, FIRST | {"Codes": "shouting"})
    assert (case / FILE).read_bytes().startswith(before)


def test_the_history_names_the_reading_by_its_hash(case: Path):
    import hashlib

    (line,) = [json.loads(each) for each in (case / "history.jsonl").read_text().splitlines()]
    assert (line["what"], line["rows"]) == ("log", {"first": 2})
    assert line["sha256"] == hashlib.sha256((case / FILE).read_bytes()).hexdigest()


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX systems")
def test_it_is_private(case: Path):
    assert (case / FILE).stat().st_mode & 0o077 == 0
    assert (case / FILE).parent.stat().st_mode & 0o077 == 0


def test_a_damaged_line_is_passed_over(case: Path):
    with (case / FILE).open("ab") as file:
        file.write(b'{"half\n[]\n')
    assert rewritten(case, FIRST | {"Codes": "shouting"}, SECOND) == [(2, {"Codes": "insult"}, {"Codes": "shouting"})]
