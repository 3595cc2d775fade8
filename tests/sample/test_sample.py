"""The sample case is what its source builds, and shows what it is meant to show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import patterns

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"


@pytest.fixture(scope="module")
def case():
    return patterns.open_case(SAMPLE / "case")


@pytest.fixture(scope="module")
def results(case):
    return {weeks: patterns.measure(case, on="2026-03-30", weeks=weeks) for weeks in (4, 8)}


def test_the_committed_files_are_what_the_source_builds():
    checked = subprocess.run(
        [sys.executable, str(SAMPLE / "build.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


def test_every_record_is_accounted_for_and_everything_can_be_read(case):
    assert case.unreadable == ()
    for source in case.sources.to_dict("records"):
        parts = [source[name] for name in ("messages", "notices", "duplicates", "skipped")]
        assert source["records"] == sum(parts)
    backup = case.sources.set_index("source").loc["exports/sms-20251018.xml"]
    assert (backup["duplicates"], backup["skipped"]) == (1, 1)  # a record that stands twice, and a draft


def test_there_are_about_two_thousand_messages_of_every_kind_in_two_scripts(case):
    messages = case.messages
    whatsapp = messages.loc[messages["source"].str.endswith(".zip")]
    assert 1900 <= len(whatsapp) <= 2100
    assert set(whatsapp["kind"]) == {"text", "media", "notice", "deleted", "call"}
    assert whatsapp["edited"].sum() == 1
    assert whatsapp["text"].str.contains("\n").sum() >= 3
    assert whatsapp["text"].str.contains("[а-я]", regex=True).sum() >= 20
    assert set(messages.loc[messages["kind"] != "notice", "person"]) == {"me", "other"}


def test_the_two_exports_overlap_in_time(case):
    first, last = case.sources["first"], case.sources["last"]
    assert first.max() < last.min()


def test_the_reports_show_a_mix(results):
    def verdict(weeks: int, rule: str) -> str:
        return results[weeks].findings[rule].verdict

    assert verdict(8, "incidents-eight-weeks") == "met"
    assert verdict(4, "outbursts-four-weeks") == "not met"
    assert verdict(4, "repair-three-of-four") == "cannot tell"
    assert verdict(8, "repair-three-of-four") == "met"
    assert verdict(8, "attendance") == "not due yet"
    assert not results[8].page_first


def test_the_counts_are_those_of_the_source(results):
    incidents = results[8].findings["incidents-eight-weeks"]
    # weeks before the plan 5, 4, 5, 4; plan weeks 3, 3, 2, 2, 2, 2, 1, 1; five days of all are not recorded
    assert (incidents.baseline["count"], incidents.baseline["known_days"]) == (18, 26)
    assert (incidents.window["count"], incidents.window["known_days"]) == (6, 25)
    assert (incidents.beside["count"], incidents.beside["known_days"]) == (16, 53)
    assert results[8].weekly["incidents"].tolist() == [3, 3, 2, 2, 2, 2, 1, 1]
    assert results[8].weekly["acts"].tolist() == [3, 3, 3, 2, 2, 2, 2, 1]  # 19 February and 18 March have two acts
    assert results[8].weekly["complete"].tolist() == [True] * 5 + [False] + [True] * 2
    outbursts = results[4].findings["outbursts-four-weeks"]
    assert (outbursts.baseline["count"], outbursts.window["count"]) == (8, 6)


def test_steps_sessions_and_statements_are_those_of_the_source(results):
    findings = results[8].findings
    repair, steps = findings["repair-three-of-four"], findings["next-step-72-hours"]
    assert (repair.k, repair.n, repair.late, repair.pending, repair.last_four) == (5, 6, 1, 1, 3)
    assert (repair.without_offer, repair.other_direction) == (1, {"k": 1, "n": 1, "pending": 0})
    assert (steps.k, steps.n, steps.late, steps.refused, steps.pending, steps.to_the_day) == (2, 4, 1, 1, 1, 1)
    sessions = findings["attendance"]
    assert (sessions.k, sessions.n, sessions.needed, sessions.can_miss) == (5, 7, 9, 0)
    assert [each["week"] for each in findings["statements"].weeks if each["state"] == "present"] == [2, 5, 7]


def test_one_boundary_is_triggered_once(results):
    (trigger,) = results[8].findings["pattern-three-in-a-month"].triggers
    assert [each.isoformat() for each in trigger["crossings"]] == ["2026-02-11", "2026-02-24", "2026-03-05"]
    assert (trigger["from"].isoformat(), trigger["until"].isoformat()) == ("2026-03-06", "2026-04-04")
    assert trigger["applied_on"].isoformat() == "2026-03-06"
    assert results[8].findings["consequences-applied"].open == []


def test_the_entry_without_a_date_is_asked_about_and_counted_nowhere(case, results):
    assert [problem.topic for problem in case.questions if problem.sheet == "Incidents"] == ["date unknown"]
    assert len(results[8].review.acts) == len(case.log.incidents) - 1
