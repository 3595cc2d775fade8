"""A case is held against its history: whatever is changed, taken out, added or moved is found."""

from __future__ import annotations

import hashlib
import json
import shutil

import pytest

import patterns
from patterns.cli import main
from patterns.errors import PatternsError
from patterns.report.chronology import build_chronology
from patterns.store import history
from patterns.verify import _chain, _end, rebuild, verify
from tests.cases import write_sheet
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
    for at in range(len(lines)):
        changed = lines[at].replace(b'"what"', b'"What"')
        assert rewritten(case, [*lines[:at], changed, *lines[at + 1 :]]), at
        assert rewritten(case, [*lines[:at], *lines[at + 1 :]]), at
        assert rewritten(case, [*lines[:at], lines[at], *lines[at:]]), at
        if at:
            assert rewritten(case, [*lines[: at - 1], lines[at], lines[at - 1], *lines[at + 1 :]]), at
    assert rewritten(case, [*lines, lines[0]])
    assert rewritten(case, [])
    follows = json.dumps({"at": "2026-03-30", "what": "note", "before": hashlib.sha256(lines[-1][:-1]).hexdigest()})
    assert rewritten(case, [*lines, follows.encode() + b"\n"])  # a line that carries the right sum, put there by hand
    assert rewritten(case, [*lines[:-1], lines[-1][:-9]])
    assert not rewritten(case, lines)


def test_no_byte_of_the_history_can_be_changed_taken_out_or_added_unseen(case):
    """At every place: one byte is another one, one is gone, an end of a line is put in."""
    path, held = case / history.FILE, (case / history.FILE).read_bytes()
    kept = history.read_head(case)
    assert len(held) > 1000
    for at in range(0, len(held) + 1):
        for other in (held[:at] + b"\n" + held[at:], held[:at] + held[at + 1 :], held[:at] + b"x" + held[at + 1 :]):
            if other != held:
                path.write_bytes(other)
                lines, found = _chain(other)
                assert found or _end(case, other, lines), (at, other[max(at - 20, 0) : at + 20])
    assert history.read_head(case) == kept


@pytest.mark.parametrize("line", [b"3", b"[]", b'"a"', b"{}", b"null", b"[" * 100_000, b'{"what": ["a"], "at": 1}',
                                  b'{"at": "", "before": "", "what": "report"}', b"\xff"])  # fmt: skip
def test_a_line_that_the_program_never_wrote_is_named_and_stops_no_other_check(case, line, capsys):
    (report,) = (case / "reports").iterdir()
    report.write_bytes(b"changed")
    found = rewritten(case, [*lines_of(case), line + b"\n"])
    assert any("cannot be read" in each for each in found)
    assert any(each.startswith(report.name) for each in found)
    for words in (["clean", case], ["verify", case, "--report", report.name], ["import", case]):
        with pytest.raises(SystemExit):
            main([str(each) for each in words])
        assert "a fault of the program" not in capsys.readouterr().err


def test_a_chronology_that_was_changed_is_found(case):
    write_sheet(case, "Incidents", [{"Date": "2026-02-03", "Code": "insult", "What happened": "shouted"}])
    paths = build_chronology(patterns.open_case(case), recipient="therapist")
    assert (verify(case).found, verify(case).reports) == ((), 2)
    whole = next(path for path in paths if path.suffix == ".zip")
    whole.write_bytes(whole.read_bytes()[:-1])
    assert [each.split(":")[0] for each in verify(case).found] == [whole.name]


def test_what_was_cut_off_is_still_found_after_more_was_written(case):
    lines = lines_of(case)
    (case / history.FILE).write_bytes(b"".join(lines[:-2]))
    assert history.append(case, "note", n=9)
    (found,) = verify(case).found
    assert f"it had {len(lines) - 2} lines where {len(lines)} were noted" in found


def test_a_command_killed_while_writing_a_line_leaves_nothing_to_find(case):
    """Whatever of the two was written before the kill: the note of what comes, the line, the note of what came."""
    lines, noted = lines_of(case), (case / history.HEAD).read_bytes()
    assert history.append(case, "note", n=9)
    more, after = lines_of(case)[-1], (case / history.HEAD).read_bytes()
    before, then = json.loads(noted), json.loads(after)
    (case / history.HEAD).write_text(json.dumps(before | {"then": then["lines"], "then_last": then["last"]}))
    assert not rewritten(case, lines)
    assert not rewritten(case, [*lines, more])
    assert history.append(case, "note", n=10)
    assert not verify(case).found


def test_without_the_note_of_its_end_nobody_can_say_that_the_history_is_whole(case):
    (case / history.HEAD).unlink()
    assert [each.split(":")[0] for each in verify(case).found] == ["history/last.json"]


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
    (tmp_path / history.FILE).touch()  # killed before its first line
    with pytest.raises(PatternsError, match="no history"):
        verify(tmp_path)
    assert history.append(tmp_path, "note", n=1)
    (tmp_path / history.FILE).unlink()
    assert "1 line and the last one's sum are noted, and it has 0 lines" in verify(tmp_path).found[0]


def told(capsys, *words) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(each) for each in words])
    return int(ended.value.code or 0), capsys.readouterr().out


def test_a_report_is_made_again_and_compared_byte_for_byte(case, capsys):
    (report,) = (case / "reports").iterdir()
    before = report.read_bytes()
    report.write_bytes(before + b"<!-- -->")  # what stands in the folder is not looked at: the line in the history is
    lines = lines_of(case)
    again = rebuild(case, report.name)
    assert (again.same, again.changed) == (True, ())
    assert lines_of(case) == lines
    report.write_bytes(before)
    status, said = told(capsys, "verify", case, "--report", report)
    assert (status, "made again from this case, it is byte for byte" in said) == (0, True)


def test_where_the_log_changed_since_a_report_that_is_said(case, capsys):
    (report,) = (case / "reports").iterdir()
    sheet = min((case / "log").iterdir())
    sheet.write_bytes(sheet.read_bytes() + b"\n")  # the report prints the sum over the log
    status, said = told(capsys, "verify", case, "--report", report.name)
    assert status == 1
    assert "it is not what was written" in said
    assert "Changed since then: the log." in said


def test_a_report_that_stands_in_no_line_is_refused_with_those_that_do(case, capsys):
    with pytest.raises(PatternsError, match="no report of that name") as refused:
        rebuild(case, "review-2026-04-27-4-weeks.html")
    assert "review-2026-03-30-4-weeks.html" in str(refused.value)
