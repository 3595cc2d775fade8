"""Ten of the kills of `python -m tests.kills.run`: the case is whole, and the next command clears up after each."""

from __future__ import annotations

import os
import random
import shutil

import pytest

from tests.kills import killing

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there is no such signal on this system")
SECONDS = 1.5  # a moment up to which one of two is killed by the clock; the others by a change to a file
CHANGE, MOMENT = "at a change", "at a moment"
KILLS = [(name, how) for name in ("import", "suggest", "decide") for how in (CHANGE, MOMENT)]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A sample case that was read once, its locked file, what is in it and what was decided."""
    case = killing.prepared(killing.OPERATIONS["suggest"], tmp_path_factory.mktemp("kills"))
    before, decided = killing.record(case), killing.decisions(case)
    kept = shutil.copytree(case, case.with_name("kept"))
    return kept, killing.locked(case), before, decided


@pytest.mark.parametrize(("name", "how"), [*KILLS, ("report", CHANGE), ("lock", CHANGE), ("unlock", CHANGE)])
def test_a_killed_command_leaves_the_case_whole_and_the_next_clears_up(prepared, no_cipher, tmp_path, name, how):
    made, _, before, decided = prepared
    operation, chance, case = killing.OPERATIONS[name], random.Random(f"{name} {how}"), tmp_path / "case"
    if name == "import":
        killing.sample(tmp_path)
    else:
        shutil.copytree(made, case)
    if name == "unlock":
        killing.locked(case)
    if how == CHANGE:
        assert killing.killed_at_a_change(operation, case, chance.randint(1, operation.changes))
    else:
        killing.killed_at_a_moment(operation, case, chance.uniform(0.5, SECONDS), whole_group=True)
    killing.assert_whole(case, before, decided)
    killing.next_command(case)
    killing.assert_whole(case, before, decided)


def test_words_of_a_message_are_nowhere_in_plain_after_a_kill_while_locked(prepared, tmp_path):
    locked = shutil.copyfile(prepared[1], tmp_path / "case.age")
    report = killing.OPERATIONS["report"]._replace(words=("report", "LOCKED", "--on", "2026-03-30", "--weeks", "4"))
    assert killing.killed_at_a_change(report, tmp_path / "case", 60)
    assert killing.planted_in(tmp_path) == []
    assert killing.planted_in(*killing.temporary_places()), "it had opened the case nowhere: this would show nothing"
    killing.next_command(locked.with_name("case"))
    assert killing.temporary_places() == []
