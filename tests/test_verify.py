"""A case is held against its history: whatever is changed, taken out, added or moved is found."""

from __future__ import annotations

import shutil

import pytest

import patterns
from patterns.cli import main
from patterns.errors import PatternsError
from patterns.store import history
from patterns.verify import verify
from tests.test_case import line, with_exports


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A case with a history of some lines and a report of its own."""
    said = line(14, "Jan", "tea?") + line(15, "Mira", "yes")
    folder = with_exports(tmp_path_factory.mktemp("verify") / "case", chat=said)
    patterns.build_report(folder, "2026-03-30", weeks=4, formats=("html",))
    for n in range(3):
        history.append(folder, "note", n=n)
    return folder


@pytest.fixture
def case(kept, tmp_path):
    return shutil.copytree(kept, tmp_path / "case")


def lines_of(case) -> list[bytes]:
    return (case / history.FILE).read_bytes().splitlines(keepends=True)


def rewritten(case, lines) -> tuple[str, ...]:
    (case / history.FILE).write_bytes(b"".join(lines))
    return verify(case).found


def test_a_case_as_it_was_left_agrees(case, capsys):
    found = verify(case)
    assert (found.found, found.sources, found.reports, found.gone) == ((), 1, 1, 0)
    with pytest.raises(SystemExit) as ended:
        main(["verify", str(case)])
    assert ended.value.code == 0
    assert "Everything agrees" in capsys.readouterr().out


def test_a_line_that_is_changed_taken_out_added_or_moved_is_found(case):
    lines = lines_of(case)
    assert len(lines) > 5
    for at in range(len(lines) - 1):  # the last line has none after it that would tell
        changed = lines[at].replace(b'"what"', b'"What"')
        assert rewritten(case, [*lines[:at], changed, *lines[at + 1 :]]), at
        assert rewritten(case, [*lines[:at], *lines[at + 1 :]]), at
        assert rewritten(case, [*lines[:at], lines[at], *lines[at:]]), at
        assert rewritten(case, [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]), at
    assert rewritten(case, [*lines, lines[0]])
    assert rewritten(case, [*lines[:-1], lines[-1][:-9]])
    assert not rewritten(case, lines)


def test_an_export_that_was_changed_taken_out_or_added_is_found_and_named(case, capsys):
    chat = case / "exports" / "chat.txt"
    before = chat.read_bytes()
    chat.write_bytes(before + b" ")
    assert [each.split(":")[0] for each in verify(case).found] == ["exports/chat.txt"]
    patterns.open_case(case)  # which records the new state: the first one still counts
    assert "not what was first read" in verify(case).found[0]
    chat.rename(case / "exports" / "other.txt")
    assert {each.split(":")[0] for each in verify(case).found} == {"exports/chat.txt", "exports/other.txt"}
    with pytest.raises(SystemExit) as ended:
        main(["verify", str(case)])
    assert ended.value.code == 1
    assert "do not agree" in capsys.readouterr().out


def test_a_report_that_was_changed_is_found_and_one_that_is_gone_is_counted(case):
    (report,) = (case / "reports").iterdir()
    report.write_bytes(report.read_bytes() + b"<!-- -->")
    assert [each.split(":")[0] for each in verify(case).found] == [report.name]
    report.unlink()
    assert (verify(case).found, verify(case).gone) == ((), 1)


def test_without_a_history_there_is_nothing_to_compare(tmp_path):
    with pytest.raises(PatternsError, match="no history"):
        verify(tmp_path)
