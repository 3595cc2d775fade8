"""The sample case is what its source builds, and shows what it is meant to show; EXPECTED.md has the working."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import patterns
from patterns.importers import read_export
from patterns.log.lists import CODES
from patterns.log.sheets import SHEETS
from patterns.report.blocks import words_of
from patterns.report.sources import sources
from patterns.sharing import measure_shared
from patterns.words import use
from tests.report.record import blocks_of

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
CHAT, BACKUP = "exports/WhatsApp Chat with Anton.zip", "exports/sms-20251018.xml"


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """Open a copy: what opening leaves behind does not belong into the source tree."""
    folder = tmp_path_factory.mktemp("sample") / "case"
    shutil.copytree(SAMPLE / "case", folder)
    return patterns.open_case(folder)


@pytest.fixture(scope="module")
def results(case):
    return {weeks: patterns.measure(case, on="2026-03-30", weeks=weeks) for weeks in (4, 8)}


def check(sample: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-B", str(sample / "build.py"), "--check"],
        capture_output=True, text=True, check=False, env=os.environ | environment,
    )  # fmt: skip


def between(frame, first: date, last: date):
    return frame.loc[frame["date"].between(str(first), str(last))]


# -- the files ----------------------------------------------------------------------------------------------------


def test_the_committed_files_are_what_the_source_builds_on_any_clock():
    checked = check(SAMPLE, PYTHONHASHSEED="7", TZ="Pacific/Auckland")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_changed_scene_is_noticed_and_the_stale_files_are_named(tmp_path):
    copy = shutil.copytree(SAMPLE, tmp_path / "sample")
    scene = copy / "source" / "scenes" / "2025-07.txt"
    scene.write_text(scene.read_text(encoding="utf-8").replace("heron feather", "gull feather"), encoding="utf-8")
    checked = check(copy)
    assert checked.returncode == 1
    assert checked.stdout.splitlines() == [f"{CHAT} is not what the source builds; run python data/sample/build.py"]


def test_it_stays_small_enough_to_travel_in_the_wheel():
    held = [path for path in SAMPLE.rglob("*") if path.is_file() and ".cache" not in path.parts]  # no cache travels
    assert sum(path.stat().st_size for path in held) < 600_000


# -- what is in them ----------------------------------------------------------------------------------------------


def test_every_record_is_accounted_for_and_everything_can_be_read(case):
    assert case.unreadable == ()
    for source in case.sources.to_dict("records"):
        parts = [source[name] for name in ("messages", "notices", "duplicates", "skipped")]
        assert source["records"] == sum(parts)
    backup = case.sources.set_index("source").loc[BACKUP]
    assert (backup["duplicates"], backup["skipped"]) == (1, 1)  # a record that stands twice, and a draft


def test_there_are_about_two_thousand_messages_of_every_kind_in_two_scripts():
    chat = read_export(SAMPLE / "case" / CHAT, timezone="Europe/Berlin")
    messages = chat.messages
    assert 1900 <= chat.accounting["messages"] <= 2100
    assert chat.notes["date_order"] == "day first"
    kinds = messages["kind"].value_counts().to_dict()
    # notices: encryption, security code; calls: twice on 14 December; deleted: by Anton twice, by Nora once
    assert {name: kinds[name] for name in ("notice", "call", "deleted")} == {"notice": 2, "call": 2, "deleted": 3}
    assert kinds["media"] >= 20
    assert messages["edited"].sum() == 4
    assert messages["text"].str.contains("\n").sum() >= 10
    assert messages["text"].str.contains("[а-я]", regex=True).sum() >= 60
    assert set(messages["sender"].dropna()) == {"Nora", "Anton"}


def test_the_old_phone_holds_about_150_texts_that_overlap_the_chat_in_time(case):
    backup = case.messages.loc[case.messages["source"] == BACKUP]
    kinds = backup["kind"].value_counts().to_dict()
    assert 120 <= kinds["text"] <= 170
    assert kinds["media"] == 3
    assert set(backup.loc[backup["direction"] == "received", "sender"]) == {"+491713920012", "01713920012"}
    assert set(backup["person"]) == {"me", "other"}  # both forms of the number are one person
    assert backup["text"].str.contains("😊").any()  # written as two halves in the file
    assert case.sources["first"].max() < case.sources["last"].min()


def test_every_sheet_of_the_log_is_filled(case):
    empty = [sheet.name for sheet in SHEETS if not len(getattr(case.log, sheet.attribute))]
    assert empty == []
    assert case.log.plan.start == date(2026, 2, 2)


def test_entries_and_statements_quote_the_messages_they_name(case):
    texts = case.messages.set_index("message_id")
    named = case.log.incidents.loc[case.log.incidents["message_ids"].map(len) > 0]
    assert len(named) == 12  # 3 of autumn, 4 before the plan, 5 since
    for row in named.to_dict("records"):
        found = texts.loc[row["message_ids"]]
        assert set(found["person"]) == {"other"}
        assert set(found["local_time"].dt.date) == {row["date"].date()}
        assert all(part in "\n".join(found["text"]) for part in row["exact_words"].split(" / "))
    for row in case.log.statements.to_dict("records"):
        assert row["words"].rstrip(".") in texts.loc[row["message_id"], "text"].replace("\n", " ")


def test_every_entry_that_came_by_text_is_among_the_messages(case):
    rows = case.log.incidents
    by_text = rows.loc[rows["channel"] == "text"]
    assert len(by_text)
    assert by_text["message_ids"].map(len).gt(0).all()


def test_nothing_that_needs_attention_first_is_open(case, results):
    since = case.log.incidents.loc[case.log.incidents["date"] >= "2026-02-02", "codes"]
    assert not [code for codes in since for code in codes if code in CODES and CODES[code].safety]
    assert not results[8].page_first
    assert not results[4].page_first


def test_what_is_left_open_is_asked_about(case, results):
    asked = {(problem.sheet, problem.topic) for problem in case.questions}
    assert asked == {("Incidents", "date unknown"), ("Statements", "rating")}
    assert len(results[8].review.acts) == len(case.log.incidents) - 1  # the entry without a date counts nowhere


# -- what comes out -----------------------------------------------------------------------------------------------


def test_the_reports_show_a_mix(results):
    def verdict(weeks: int, rule: str) -> str:
        return results[weeks].findings[rule].verdict

    assert verdict(8, "incidents-eight-weeks") == "met"
    assert verdict(4, "incidents-eight-weeks") == "met"
    assert verdict(4, "outbursts-four-weeks") == "not met"
    assert verdict(8, "outbursts-four-weeks") == "not met"
    assert verdict(4, "repair-three-of-four") == "cannot tell"
    assert verdict(8, "repair-three-of-four") == "met"
    assert verdict(8, "attendance") == "not due yet"


def test_the_days_and_dates_of_the_log_are_those_worked_by_hand(case):
    ticks = case.log.days.loc[case.log.days["record_complete"].eq(True).fillna(False)]
    for first, last, known in (
        (date(2026, 1, 5), date(2026, 2, 1), 26),
        (date(2026, 3, 2), date(2026, 3, 29), 25),
        (date(2026, 2, 2), date(2026, 3, 29), 53),
        (date(2026, 3, 9), date(2026, 3, 15), 4),
    ):
        assert len(between(ticks, first, last)) == known
    rows = case.log.incidents
    days = [len(set(between(rows, date(2026, 1, 5), date(2026, 2, 1))["date"]))]
    days += [len(set(between(rows, date(2026, 2, 2), date(2026, 3, 29))["date"]))]
    assert days == [18, 16]  # never two incidents on one day


def test_the_counts_are_those_worked_by_hand(results):
    incidents = results[8].findings["incidents-eight-weeks"]
    assert (incidents.baseline["count"], incidents.baseline["known_days"]) == (18, 26)
    assert (incidents.window["count"], incidents.window["known_days"]) == (6, 25)
    assert (incidents.beside["count"], incidents.beside["known_days"]) == (16, 53)
    assert incidents.change == pytest.approx((6 / 25) / (18 / 26) - 1)
    assert results[8].weekly["incidents"].tolist() == [3, 3, 2, 2, 2, 2, 1, 1]
    assert results[8].weekly["acts"].tolist() == [3, 3, 3, 2, 2, 2, 2, 1]  # 19 February and 18 March have two acts
    assert results[8].weekly["complete"].tolist() == [True] * 5 + [False] + [True] * 2
    outbursts = results[4].findings["outbursts-four-weeks"]
    assert (outbursts.baseline["count"], outbursts.window["count"]) == (8, 6)


def test_steps_sessions_and_statements_are_those_worked_by_hand(results):
    findings = results[8].findings
    repair, steps = findings["repair-three-of-four"], findings["next-step-72-hours"]
    assert (repair.k, repair.n, repair.late, repair.pending, repair.last_four) == (5, 6, 1, 1, 3)
    assert (repair.without_offer, repair.other_direction) == (1, {"k": 1, "n": 1, "pending": 0})
    assert (steps.k, steps.n, steps.late, steps.refused, steps.pending, steps.to_the_day) == (2, 4, 1, 1, 1, 1)
    sessions = findings["attendance"]
    assert (sessions.k, sessions.n, sessions.needed, sessions.can_miss) == (5, 7, 9, 0)
    assert (sessions.due, sessions.cancelled, sessions.missed, sessions.countable) == (8, 1, 2, 11)
    statements = findings["statements"]
    assert (statements.k, statements.n, statements.pending) == (3, 5, 1)
    assert statements.borne_out == {"borne out": 1, "not borne out": 1, "open": 1}
    assert [each["week"] for each in statements.weeks if each["state"] == "present"] == [2, 5, 7]


def test_over_four_weeks_three_offers_are_too_few(results):
    repair = results[4].findings["repair-three-of-four"]
    assert (repair.k, repair.n, repair.pending, repair.reason) == (3, 3, 1, "too few conflicts")


def test_one_boundary_is_triggered_once(results):
    (trigger,) = results[8].findings["pattern-three-in-a-month"].triggers
    assert [each.isoformat() for each in trigger["crossings"]] == ["2026-02-11", "2026-02-24", "2026-03-05"]
    assert (trigger["from"].isoformat(), trigger["until"].isoformat()) == ("2026-03-06", "2026-04-04")
    assert trigger["applied_on"].isoformat() == "2026-03-06"
    assert not trigger["calendar_month_agrees"]
    assert trigger["other_channels"]["other"] > trigger["other_channels"]["me"] > 0
    assert results[8].findings["consequences-applied"].open == []


def test_a_report_says_who_entered_what_and_a_copy_without_names_does_not_say_the_name(case, results):
    said = " ".join(words_of(sources(results[8])))
    assert "The log was written by the person who keeps this record." in said
    assert "8 decisions on proposed passages were made by hand. Signed: 8 by Nora." in said
    shared = " ".join(words_of(sources(measure_shared(case, "2026-03-30"))))
    assert "8 decisions on proposed passages were made by hand." in shared
    assert "Nora" not in shared


@pytest.mark.parametrize(
    ("language", "own", "theirs"),
    [("en", "from you", "34 messages from the other person"), ("ru", "от вас", "34 сообщения от другого человека")],
)
def test_how_much_she_wrote_herself_is_in_her_report_and_in_no_copy_for_others(case, language, own, theirs):
    try:
        said, copied = (
            " ".join(words_of(blocks_of(case.folder, language=language, share=share))) for share in (False, True)
        )
    finally:
        use("en")  # a report says in its own process what it is written in
    assert f"{theirs}, 5 {own}" in said
    assert theirs in copied
    assert own not in copied.casefold()


def test_nor_is_it_among_the_numbers_of_a_copy(case):
    shared = measure_shared(case, "2026-03-30").findings
    (trigger,) = shared["pattern-three-in-a-month"].triggers
    assert trigger["other_channels"] == {"me": None, "other": 34}
    levels, limits = shared["contact-level"].levels, shared["channel-limits"].limits
    counts = [each[name] for each in levels for name in ("inside", "outside")]
    counts += [each[name] for each in limits for name in ("days", "hours", "number")]
    assert [each["me"] for each in counts] == [None] * (2 * 2 + 3)  # two levels, one limit
