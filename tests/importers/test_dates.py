"""Which number is the day: decided from the file, or asked."""

from __future__ import annotations

import pytest

from patterns.errors import AmbiguousDates, PatternsError
from patterns.importers import read_export


def read(tmp_path, *lines, **options):
    path = tmp_path / "chat.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_export(path, timezone="Europe/Berlin", **options)


def decided(imported):
    return imported.notes["date_order"], imported.notes["date_order_sure"]


UNDECIDED = ("03/04/2026, 10:00 - Ada: cold tea", "05/06/2026, 10:00 - Ben: warm tea")


def test_dates_that_nothing_decides_are_asked_for_with_both_readings(tmp_path):
    with pytest.raises(AmbiguousDates) as raised:
        read(tmp_path, *UNDECIDED)
    said = str(raised.value)
    # 3 April to 5 June, or 4 March to 6 May
    assert "day first: 2026-04-03 to 2026-06-05" in said
    assert "month first: 2026-03-04 to 2026-05-06" in said
    assert 'date_order="day first"' in said
    assert "--date-order" in said
    assert "Sources sheet" in said
    assert "tea" not in said


@pytest.mark.parametrize(("order", "first"), [("day first", "2026-04-03"), ("month first", "2026-03-04")])
def test_the_order_a_person_chooses_settles_it(tmp_path, order, first):
    imported = read(tmp_path, *UNDECIDED, date_order=order)
    assert str(imported.messages["local_time"].iloc[0].date()) == first
    assert decided(imported) == (order, "told")


def test_a_chosen_order_does_not_overrule_what_the_calendar_decides(tmp_path):
    imported = read(tmp_path, "25/04/2026, 10:00 - Ada: x", date_order="month first")
    assert decided(imported) == ("day first", "certain")


def test_an_unknown_order_is_refused(tmp_path):
    with pytest.raises(PatternsError, match="no date order"):
        read(tmp_path, *UNDECIDED, date_order="sideways")


def test_a_year_in_front_is_never_ambiguous(tmp_path):
    imported = read(tmp_path, "2026/04/03, 10:00 - Ada: x", "2026/05/06, 10:00 - Ada: y")
    assert decided(imported) == ("year first", "certain")
    assert str(imported.messages["local_time"].iloc[1]) == "2026-05-06 10:00:00"


def test_dates_that_read_alike_both_ways_are_no_question(tmp_path):
    imported = read(tmp_path, "03/03/2026, 10:00 - Ada: x", "04/04/2026, 10:00 - Ada: y")
    assert str(imported.messages["local_time"].iloc[1].date()) == "2026-04-04"


def test_a_chat_does_not_run_backwards(tmp_path):
    # month first: 5 Jan, 3 Feb, 4 Feb, 2 Mar forward; day first: 1 May, 2 Mar, 2 Apr, 3 Feb jumps back twice
    days = ("1/5/26", "2/3/26", "2/4/26", "3/2/26")
    imported = read(tmp_path, *(f"{day}, 10:00 - Ada: x" for day in days))
    assert decided(imported) == ("month first", "likely")


def test_the_language_of_the_markers_counts(tmp_path):
    imported = read(tmp_path, "03/04/2026, 10:00 - Ada: <Médias omis>", "03/04/2026, 10:01 - Ben: non")
    assert decided(imported) == ("day first", "likely")


def test_english_markers_decide_nothing(tmp_path):
    with pytest.raises(AmbiguousDates):
        read(tmp_path, "03/04/2026, 10:00 - Ada: <Media omitted>", "03/04/2026, 10:01 - Ben: no")


def test_two_digit_years_in_front_are_found_by_what_changes_daily(tmp_path):
    imported = read(tmp_path, *(f"26-01-{day:02}, 10:00 - Ada: x" for day in range(2, 9)))
    assert imported.notes["date_order"] == "year first"
    assert str(imported.messages["local_time"].iloc[-1].date()) == "2026-01-08"


def test_an_impossible_date_is_skipped_and_says_so(tmp_path):
    imported = read(tmp_path, "25/04/2026, 10:00 - Ada: x", "45/04/2026, 10:00 - Ada: y", "26/04/2026, 10:00 - Ada: z")
    assert imported.messages["text"].tolist() == ["x", "z"]
    assert imported.skipped[["line", "reason"]].values.tolist() == [[2, "no such date or time: 45/04/2026, 10:00"]]


def test_words_before_the_first_message_are_skipped_and_counted(tmp_path):
    imported = read(tmp_path, "the end of something", "25/04/2026, 10:00 - Ada: x")
    assert imported.accounting == {"records": 2, "messages": 1, "notices": 0, "duplicates": 0, "skipped": 1}


def test_an_export_of_exactly_forty_thousand_messages_is_probably_cut(tmp_path):
    lines = [f"25/04/2026, 10:{minute % 60:02} - Ada: {minute}" for minute in range(40_000)]
    imported = read(tmp_path, *sorted(lines))
    assert any("40,000" in warning for warning in imported.notes["warnings"])
    assert not any("probably cut" in warning for warning in read(tmp_path, *lines[:60]).notes["warnings"])


def test_a_line_that_steps_back_in_time_is_pointed_out(tmp_path):
    imported = read(
        tmp_path,
        "25/04/2026, 10:00 - Ada: x",
        "24/04/2026, 09:00 - Ben: typed inside a message",
        "25/04/2026, 10:01 - Ada: z",
    )
    assert any("line 2" in warning for warning in imported.notes["warnings"])
    assert len(imported.messages) == 3


def test_disappearing_messages_are_pointed_out(tmp_path):
    imported = read(tmp_path, "25/04/2026, 10:00 - Ada turned on disappearing messages.", "25/04/2026, 10:00 - Ada: x")
    assert any("Disappearing" in warning for warning in imported.notes["warnings"])
