"""Passages nobody has looked at: a range, and no verdict where the range crosses the limit."""

from __future__ import annotations

import patterns
from tests.cases import days, make_case, weekly_incidents

PEOPLE = [{"Role": "me", "Name": "Mira"}, {"Role": "other", "Name": "Jan"}]
# 16 before the plan; 2 + 1 + 2 + 1 = 6 in the last four weeks, where half of 16 is 8; 14 in all eight, at most 16
COUNTS = (4, 4, 4, 4, 2, 2, 2, 2, 2, 1, 2, 1)


def record(folder, passages: int):
    make_case(folder, incidents=weekly_incidents("2026-01-05", COUNTS), days=days("2026-01-05", 84), people=PEOPLE)
    (folder / "exports").mkdir()
    said = [f"{8 + 7 * number:02}/03/2026, 20:00 - Jan: you are so pathetic" for number in range(passages)]
    chat = ["25/02/2026, 09:00 - Mira: tea at four?", *said]
    (folder / "exports" / "chat.txt").write_text("\n".join(chat) + "\n", encoding="utf-8")
    return patterns.measure(patterns.open_case(folder), on="2026-03-30").findings["incidents-eight-weeks"]


def test_without_a_passage_six_against_sixteen_are_met(tmp_path):
    assert record(tmp_path, 0).verdict == "met"


def test_six_to_ten_against_a_limit_of_eight_cannot_be_told(tmp_path):
    # Sundays 8, 15, 22 and 29 March hold no entry: each passage would be an incident of its own
    finding = record(tmp_path, 4)
    assert (finding.verdict, finding.reason) == ("cannot tell", "unreviewed suggestions")
    assert "4 passages" in finding.sentence


def test_six_to_eight_against_a_limit_of_eight_are_met_either_way(tmp_path):
    assert record(tmp_path, 2).verdict == "met"
