"""A case folder, opened: sources are merged, dates asked about, nothing is lost."""

from __future__ import annotations

import pytest

import patterns
from patterns.errors import UnreadableCase
from tests.cases import make_case, write_sheet

PEOPLE = [{"Role": "me", "Name": "Mira"}, {"Role": "other", "Name": "Jan", "Known as": "Jan; +1 555 0100"}]


def line(day: int, who: str, words: str) -> str:
    return f"{day:02}/02/2026, 18:{day:02} - {who}: {words}\n"


def with_exports(folder, **files: str):
    make_case(folder, people=PEOPLE, incidents=[])
    (folder / "exports").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "exports" / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_message_in_two_exports_is_one_message_with_two_witnesses(tmp_path):
    early = "".join(line(day, "Jan" if day % 2 else "Mira", f"words {day}") for day in range(1, 21))
    late = "".join(line(day, "Jan" if day % 2 else "Mira", f"words {day}") for day in range(5, 27))
    case = patterns.open_case(with_exports(tmp_path, early=early, late=late))
    messages = case.messages
    assert len(messages) == 26  # 20 + 22, of which 16 stand in both
    assert (messages["also_in"].map(len) > 0).sum() == 16
    assert messages["text"].tolist() == [f"words {day}" for day in range(1, 27)]
    assert case.sources["messages"].tolist() == [20, 22]
    assert case.sources["also_elsewhere"].sum() == 16
    assert sorted(messages["person"].unique()) == ["me", "other"]


AMBIGUOUS = "".join(f"0{day}/02/2026, 10:00 - Mira: words {day}\n" for day in (1, 5, 9))


def test_dates_that_can_be_read_two_ways_are_asked_about_with_both_readings(tmp_path):
    case = patterns.open_case(with_exports(tmp_path, chat=AMBIGUOUS))
    (problem,) = case.unreadable
    assert problem.file == "exports/chat.txt"
    assert "2026-02-01" in str(problem)
    assert "2026-01-02" in str(problem)
    assert "--date-order" in str(problem)
    with pytest.raises(UnreadableCase):
        patterns.measure(case, on="2026-03-30")


def test_the_date_order_of_one_run_or_of_the_sources_sheet_settles_it(tmp_path):
    folder = with_exports(tmp_path, chat=AMBIGUOUS)
    once = patterns.open_case(folder, date_order="day first")
    assert once.messages["local_time"].dt.strftime("%m-%d").tolist() == ["02-01", "02-05", "02-09"]
    write_sheet(folder, "Sources", [{"File": "chat.txt", "Date order": "month first"}])
    for_good = patterns.open_case(folder)
    assert for_good.messages["local_time"].dt.strftime("%m-%d").tolist() == ["01-02", "05-02", "09-02"]
    assert for_good.unreadable == ()


def test_a_zone_of_the_sources_sheet_is_used_for_its_file(tmp_path):
    folder = with_exports(tmp_path, chat=line(14, "Jan", "hello"))
    write_sheet(folder, "Sources", [{"File": "chat*.txt", "Time zone": "America/New_York"}])
    (sent,) = patterns.open_case(folder).messages["sent_at"]
    assert sent.isoformat() == "2026-02-14T23:14:00+00:00"  # 18:14 in New York, five hours behind


def test_a_source_one_takes_no_part_in_is_not_read(tmp_path):
    folder = with_exports(tmp_path, chat=line(14, "Jan", "hello"))
    write_sheet(folder, "Sources", [{"File": "chat.txt", "I take part": "no"}])
    case = patterns.open_case(folder)
    assert len(case.messages) == 0
    assert any("take no part" in problem.found for problem in case.questions)


def test_senders_nobody_knows_and_sources_without_me_are_asked_about(tmp_path):
    case = patterns.open_case(with_exports(tmp_path, chat=line(14, "Max 🙃", "hello") + line(15, "Jan", "hello")))
    found = [problem.found for problem in case.questions if problem.topic == "people"]
    assert any("Max 🙃" in each for each in found)
    assert any("none of the senders is known to be you" in each for each in found)


def test_media_beside_an_export_is_named_and_never_opened(tmp_path):
    folder = with_exports(tmp_path, chat=line(14, "Jan", "hello"))
    (folder / "exports" / "IMG-20260214-WA0001.jpg").write_bytes(b"not a picture")
    case = patterns.open_case(folder)
    assert case.media == ("exports/IMG-20260214-WA0001.jpg",)
    assert case.unreadable == ()


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts}


def test_opening_changes_no_file_and_writes_none_but_its_history_and_cache(tmp_path):
    folder = with_exports(tmp_path, chat=line(14, "Jan", "hello"))
    before = contents(folder)
    patterns.open_case(folder, keep=False)
    assert not (folder / ".cache").exists()
    patterns.open_case(folder)
    after = contents(folder)
    assert {path: data for path, data in after.items() if path.name not in ("history.jsonl", "last.json")} == before
    assert [path.stat().st_mode & 0o077 for path in (folder / ".cache").iterdir()] == [0]
