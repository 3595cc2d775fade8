"""Days that no export covers: what was written on them cannot be told, and is never none."""

from __future__ import annotations

import pytest

import patterns
from patterns.cli import main
from patterns.report import describe
from patterns.words import speaking
from tests.cases import days, make_case
from tests.rules.test_order_and_care import find, with_chat

SHARED = [{"Id": "B1", "Not accepted": "insults", "Shared on": "2026-01-02"}]
CROSSED = [{"Date": f"2026-03-0{day}", "Codes": "insult", "Boundary": "B1"} for day in (1, 5, 9)]
ENDED = ["01/02/2026, 10:00 - Jan: a", "15/02/2026, 10:00 - Mira: b"]  # the export ends on 15 February


def trigger(folder, lines):
    """Crossed for the third time on 9 March: the consequence runs from 10 March, 20 days of it before 30 March."""
    finding = find(with_chat(folder, lines, boundaries=SHARED, incidents=CROSSED), "pattern-three-in-a-month")
    return finding.triggers[0], finding.sentence


def test_messages_on_other_channels_cannot_be_told_after_the_last_export_ends(tmp_path):
    found, sentence = trigger(tmp_path, ENDED)
    assert found["other_channels"] is None
    assert found["other_channels_days"] == {"covered": 0, "of": 20}
    assert sentence.endswith("Messages on other channels meanwhile cannot be told: no export covers these days.")
    assert "0 messages" not in sentence


def test_a_count_says_which_of_its_days_an_export_covers(tmp_path):
    # 10 to 20 March: 11 of the 20 days
    found, sentence = trigger(tmp_path, [*ENDED, "12/03/2026, 10:00 - Jan: c", "20/03/2026, 10:00 - Mira: d"])
    assert found["other_channels"] == {"me": 1, "other": 1}
    assert found["other_channels_days"] == {"covered": 11, "of": 20}
    assert (
        "in the days that an export covers (until 20 March 2026): 1 message from the other person, 1 from you"
        in sentence
    )


def test_quiet_days_between_two_messages_of_an_export_are_counted_as_quiet(tmp_path):
    # the second message is of the review date: not read, and yet the export goes as far
    found, sentence = trigger(tmp_path, ["01/03/2026, 10:00 - Jan: a", "30/03/2026, 08:00 - Jan: b"])
    assert found["other_channels"] == {"me": 0, "other": 0}
    assert sentence.endswith("Meanwhile on other channels: 0 messages from the other person, 0 from you.")


def test_days_between_two_exports_are_covered_by_neither(tmp_path):
    make_case(tmp_path)
    (tmp_path / "exports").mkdir()
    later = "25/03/2026, 10:00 - Jan: b\n30/03/2026, 10:00 - Jan: c\n"
    (tmp_path / "exports" / "later.txt").write_text(later, encoding="utf-8")
    found, sentence = trigger(tmp_path, ["01/03/2026, 10:00 - Jan: a", "13/03/2026, 10:00 - Jan: d"])
    assert found["other_channels_days"] == {"covered": 4 + 5, "of": 20}  # 10 to 13 March, 25 to 29 March
    assert "(10 March – 13 March 2026 and 25 March – 29 March 2026): 2 messages" in sentence


def test_what_came_outside_a_level_or_a_limit_cannot_be_told_without_an_export(tmp_path):
    limits = [{"Level": "email only", "From": "2026-02-20", "Days allowed": "Mon-Fri"}]
    case = with_chat(tmp_path, ENDED, contact_limits=limits)
    level, limit = find(case, "contact-level"), find(case, "channel-limits")
    assert (level.levels[0]["inside"], level.levels[0]["outside"]) == (None, None)
    assert limit.limits[0]["days"] is None
    for finding in (level, limit):
        assert "cannot be told: no export covers these days" in finding.sentence
        assert "0 messages" not in finding.sentence
        assert "0 arrivals" not in finding.sentence


def test_contact_after_no_contact_cannot_be_told_for_days_that_no_export_covers(tmp_path):
    limits = [{"Level": "none", "From": "2026-02-20"}]
    said_no = days("2026-03-02", 20, Contact="no")  # 2 to 21 March; of 22 to 29 March nothing is known
    case = with_chat(tmp_path, ENDED, contact_limits=limits, days=said_no)
    finding = find(case, "safety-trend")
    assert "contact after no contact" in finding.cannot_tell
    told = "contact after no contact cannot be told for 22 March – 29 March 2026: no export covers these days."
    assert told in finding.sentence
    assert told in find(case, "refuse").sentence.replace("20 February – 1 March 2026 and ", "")
    with speaking("ru"):
        assert "нет ни в одной выгрузке" in find(case, "safety-trend").sentence


@pytest.fixture
def nothing_before(tmp_path):
    """A threat is open, and no day before the plan is recorded."""
    threat = [{"Date": "2026-03-12", "Codes": "threat", "Channel": "in person"}]
    make_case(tmp_path, incidents=threat, days=days("2026-02-02", 56))
    return tmp_path


def test_a_time_of_which_no_day_is_recorded_has_no_count(nothing_before):
    result = patterns.measure(str(nothing_before), on="2026-03-30")
    finding = result.findings["incidents-eight-weeks"]
    assert finding.verdict == "not assessed - safety first"
    assert finding.baseline["count"] is None
    said = describe.halving_counts(result, finding)
    assert said.startswith(
        "No day before the plan is recorded, so that time cannot be told. ⟦1⟧ in the last four weeks"
    )


def test_explain_gives_no_number_for_it_either(nothing_before, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["explain", str(nothing_before), "incidents-eight-weeks", "--on", "2026-03-30"])
    assert not ended.value.code
    said = capsys.readouterr().out
    assert "Before the plan, 5 January – 1 February 2026: cannot be told, no day is recorded" in said
    assert "Last four weeks, 2 March – 29 March 2026: 1\n" in said
