"""Two phones, two platforms, three zones: one table of messages, and nothing counted twice."""

from __future__ import annotations

import pandas as pd
import pytest

import patterns
from tests.cases import make_case

REPEATED, OLD, NEW = 1_180, 1_500, 400  # texts in both backups, in the first alone, in the second alone
ZONES = [
    {"File": "chat_ios.txt", "Time zone": "America/New_York", "Until": "2026-01-10 09:00"},
    {"File": "chat_ios.txt", "Time zone": "Europe/London", "From": "2026-01-10 09:00", "Until": "2026-02-20 10:00"},
    {"File": "chat_ios.txt", "Time zone": "America/New_York", "From": "2026-02-20 10:00"},
    {"File": "sms-*.xml", "Time zone": "America/New_York", "Until": "2026-01-10 09:00"},
    {"File": "sms-*.xml", "Time zone": "Europe/London", "From": "2026-01-10 09:00", "Until": "2026-02-20 10:00"},
    {"File": "sms-*.xml", "Time zone": "America/New_York", "From": "2026-02-20 10:00"},
]
IPHONE = (
    "[09/01/2026, 22:20:00] M.: good night\n"
    "[10/01/2026, 11:00:00] M.: where are you\n"  # New York's clock or London's: the flight
    "[14/01/2026, 03:30:05] Max 🙃: still awake\n"
    "[13/02/2026, 08:00:00] Mira: on my way\n"
    "[20/02/2026, 07:00:00] Mira: landed\n"  # the flight back
)
ME, THEM = "Mira", ["M.", "+1 555 0100", "Max 🙃"]


def text(number: int, ms: int) -> str:
    kind = number % 2 + 1
    return f'  <sms address="+1 555 0100" date="{ms}" type="{kind}" body="text {number}" />\n'


def backup(rows: list[str]) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<smses count="{len(rows)}">\n{"".join(rows)}</smses>\n'


def write(folder, known, order=("sms-20260109.xml", "sms-20260131.xml", "chat_ios.txt")):
    first = int(pd.Timestamp("2025-06-01", tz="UTC").timestamp() * 1000)
    texts = [text(number, first + number * 7_200_000) for number in range(OLD + REPEATED + NEW)]
    border = text(9_999, int(pd.Timestamp("2026-01-10T03:15:00", tz="UTC").timestamp() * 1000))
    files = {
        "sms-20260109.xml": backup([*texts[: OLD + REPEATED], border]),
        "sms-20260131.xml": backup(texts[OLD:]),
        "chat_ios.txt": IPHONE,
    }
    people = [{"Role": "me", "Name": ME}, {"Role": "other", "Name": "Max", "Known as": "; ".join(known)}]
    make_case(folder, people=people, incidents=[], sources=ZONES)
    (folder / "exports").mkdir()
    for name in order:
        (folder / "exports" / name).write_text(files[name], encoding="utf-8")
    return patterns.open_case(folder)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return write(tmp_path_factory.mktemp("travel"), THEM)


def test_a_text_in_both_backups_is_one_message_with_two_witnesses(case):
    texts = case.messages.loc[case.messages["platform"] == "sms"]
    twice = texts.loc[texts["also_in"].map(len) > 0]
    assert len(twice) == REPEATED
    assert set(twice["source"]) == {"exports/sms-20260109.xml"}
    assert twice["also_in"].iloc[0] == ["exports/sms-20260131.xml"]
    # 1,500 + 1,180 + the one at the border, and 1,180 + 400; less the 1,180 that are in both
    assert len(texts) == (1_500 + 1_180 + 1) + (1_180 + 400) - 1_180
    assert list(case.sources["skipped"]) == [0, 0, 0]


def test_wall_times_and_instants_meet_in_one_order(case):
    messages = case.messages
    awake = messages.loc[messages["text"] == "still awake"].iloc[0]
    assert awake["sent_at"] == pd.Timestamp("2026-01-14T03:30:05", tz="UTC")  # London in winter
    border = messages.loc[messages["text"] == "text 9999"].iloc[0]
    assert border["local_time"] == pd.Timestamp("2026-01-09 22:15")  # New York, five hours behind
    night = messages.loc[messages["text"] == "good night"].iloc[0]
    assert night["sent_at"] - border["sent_at"] == pd.Timedelta(minutes=5)
    assert messages["sent_at"].is_monotonic_increasing


def test_the_hours_of_the_two_flights_are_marked(case):
    unsure = case.messages.loc[case.messages["time_note"] == "zone uncertain", "text"]
    assert list(unsure) == ["where are you", "landed"]


def test_handles_are_one_person_only_on_a_persons_word(case, tmp_path):
    assert set(case.messages["person"]) == {"me", "other"}
    before = write(tmp_path, ["M."])
    theirs = before.messages.loc[before.messages["person"] != "me"]
    assert set(theirs.loc[theirs["person"].isna(), "sender"]) == {"+1 555 0100", "Max 🙃"}
    asked = {
        problem.found.split(" are from ")[1].split(",")[0]
        for problem in before.questions
        if " are from " in problem.found
    }
    assert asked == {"+1 555 0100", "Max 🙃"}


def test_the_order_in_which_files_lie_changes_nothing(case, tmp_path):
    again = write(tmp_path, THEM, order=("chat_ios.txt", "sms-20260131.xml", "sms-20260109.xml"))
    pd.testing.assert_frame_equal(again.messages, case.messages)
    pd.testing.assert_frame_equal(again.sources, case.sources)
