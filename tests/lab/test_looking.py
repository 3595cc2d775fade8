"""Filters, counts and pickers give what is in the record, and never a zero where nothing is known."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from patterns import lab
from patterns.lab import counts
from patterns.lab.one_week import Week
from patterns.lab.record import after_the_last_day, open_record
from patterns.lab.table import Table
from tests.cases import make_case
from tests.lab.talk import small_case


def found(record, **filters):
    return record.rows.matching(**filters).tolist()


@pytest.mark.parametrize(
    ("filters", "places"),
    [
        ({}, [0, 1, 2, 3, 4]),
        ({"words": "KETTLE"}, [2, 4]),
        ({"who": "me"}, [0, 3]),
        ({"words": "kettle", "who": "me"}, []),
        ({"first": date(2026, 2, 3), "last": date(2026, 2, 3)}, [1, 2, 3]),
        ({"last": date(2026, 2, 2)}, [0]),
        ({"words": "kettle", "first": date(2026, 2, 4)}, [4]),
        ({"where": "whatsapp"}, [0, 1, 2, 3, 4]),
    ],
)
def test_a_filter_gives_the_rows_that_fit_all_of_it(record, filters, places):
    assert found(record, **filters) == places


def test_the_table_says_how_many_rows_fit(record):
    table = Table(record.rows, "who", "where")
    table.words.value = "kettle"
    assert "2 of 5" in table.count.value
    table.who.value = "me"
    assert "0 of 5" in table.count.value
    assert all(line.box.layout.display == "none" for line in table.lines)


def test_entries_without_a_clock_time_are_shown_by_their_day(record):
    assert record.entry_rows.stamp(0) == "2026-02-03 18:30"
    assert record.entry_rows.stamp(1) == "2026-02-11"


def test_weeks_outside_of_every_export_are_missing_and_not_zero(record):
    weekly = counts.by_week(record, counts.talk(record))
    # plan weeks begin on Mondays; the record runs from 26 January (ticks) to 19 February
    assert [str(each) for each in weekly.index] == ["2026-01-26", "2026-02-02", "2026-02-09", "2026-02-16"]
    assert weekly["other"].tolist()[1:] == [2, 0, 1]
    assert np.isnan(weekly["other"].iloc[0])  # the export begins on 2 February


def test_weeks_that_nobody_recorded_are_missing_and_not_zero(record):
    held = counts.codes(record)
    known = counts.in_weeks(record, held["date"], record.recorded)
    assert known[:3] == [0, 1, 1]  # ticked; ticked; only an entry
    assert np.isnan(known[3])  # neither a tick nor an entry; a mark of felt safety says nothing of what happened


def test_messages_around_a_moment_are_counted_from_it(record):
    near = counts.around(record, pd.Timestamp("2026-02-03 18:30"))
    # of the other: 18:30 and 18:31; of me: 19:00, and 33.5 h before it (so between -36 and -33)
    assert near["other"].to_dict() | {0: 2} == dict.fromkeys(near.index, 0) | {0: 2}
    assert near["me"].loc[near["me"] > 0].to_dict() == {-36: 1, 0: 1}


def test_words_of_ones_own_are_counted_as_whole_words(record):
    assert counts.uses(record, "kettle")["other"].tolist()[1:] == [1, 0, 1]
    assert counts.uses(record, "ettle")["other"].tolist()[1:] == [0, 0, 0]


def test_hours_stand_by_weekday(record):
    grid = counts.by_hour(counts.talk(record))
    assert grid.shape == (7, 24)
    assert grid.loc[1, 18] == 2  # 3 February 2026 was a Tuesday
    assert grid.to_numpy().sum() == 5


def test_the_longest_time_without_a_message_is_named():
    held = pd.Series(pd.to_datetime(["2026-02-02", "2026-02-03", "2026-02-19"]))
    assert counts.longest_gap(held) == (date(2026, 2, 3), 15)  # 4 to 18 February
    assert counts.longest_gap(held.head(2)) is None


def test_what_is_past_the_most_frequent_is_added_up():
    assert counts.amounts("aaabbcd", most=3).to_dict() == {"a": 3, "b": 2, "others": 2}


def test_felt_safety_is_missing_on_days_without_a_mark(record):
    days = counts.felt(record)
    assert days["felt_safety"].notna().sum() == 1
    assert str(days["date"].iloc[0].date()) == "2026-02-19"


def test_nothing_on_or_after_the_review_date_is_shown(tmp_path):
    early = open_record(small_case(tmp_path), "2026-02-10", 4)
    assert len(early.messages) == 4
    assert len(early.entries) == 1
    assert early.span[1] <= date(2026, 2, 9)


def test_the_review_date_follows_the_last_recorded_day(record, tmp_path):
    assert after_the_last_day(record.case) == date(2026, 2, 20)
    future = make_case(tmp_path, start="2026-02-02", incidents=[{"Date": "2999-01-01", "Codes": "insult"}])
    assert after_the_last_day(future) <= pd.Timestamp.now(tz="Europe/Berlin").date()


def test_a_log_without_messages_can_be_looked_into(tmp_path):
    record = open_record(make_case(tmp_path, incidents=[{"Date": "2026-02-03", "Codes": "insult"}]), "2026-03-02", 4)
    assert "No messages" in lab.contact(record).widget.children[2].value
    for name in ("sources", "week", "search", "entries", "incidents", "around", "around_all", "boundaries", "repair",
                 "felt_safety", "verdicts", "session", "page_one"):  # fmt: skip
        assert getattr(lab, name)(record) is not None
    assert lab.words(record, "tea") is not None


def test_a_choice_draws_what_was_chosen(record):
    panel = lab.incidents(record).widget
    _, code, out = panel.children
    assert "2 acts" in out.value
    code.value = "insult"
    assert "1 act in 1 incident" in out.value


def test_another_review_date_gives_its_own_verdicts(record):
    _, on, weeks, out = lab.verdicts(record).widget.children
    before = out.value
    on.value = date(2026, 2, 10)
    assert out.value != before
    weeks.value = 8
    assert "2 February" in out.value


def test_a_week_shows_messages_and_log_of_each_day(record):
    week = Week(record, "2026-02-03")
    assert "3 messages, 18:30 to 19:00" in week.texts[1].value
    assert "18:30 insult (in person)" in week.texts[1].value
    assert "no messages" in week.texts[2].value


@pytest.mark.parametrize("name", ["sources", "contact", "week", "search", "verdicts", "review", "session"])
def test_everything_is_found_by_completion_and_says_what_it_does(name):
    assert name in dir(lab)
    assert getattr(lab, name).__doc__
