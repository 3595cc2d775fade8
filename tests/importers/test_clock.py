"""Wall times and instants: zones, changes of the clock, a phone that travelled."""

from __future__ import annotations

import pandas as pd
import pytest

from patterns.errors import PatternsError
from patterns.importers import read_export

TRAVELLED = [
    (None, "2026-01-10 09:00", "America/New_York"),
    ("2026-01-10 09:00", "2026-02-20 10:00", "Europe/London"),
    ("2026-02-20 10:00", None, "America/New_York"),
]


def chat(tmp_path, *stamps, timezone="Europe/Berlin"):
    path = tmp_path / "chat.txt"
    path.write_text("".join(f"[{stamp}] Ada: {number}\n" for number, stamp in enumerate(stamps)), encoding="utf-8")
    return read_export(path, timezone=timezone).messages


def texts(tmp_path, *instants, timezone):
    path = tmp_path / "sms.xml"
    each = (f'<sms address="1" type="1" body="x" date="{pd.Timestamp(at).value // 10**6}"/>' for at in instants)
    path.write_text(f"<smses>{''.join(each)}</smses>", encoding="utf-8")
    return read_export(path, timezone=timezone).messages


def test_wall_times_without_a_zone_are_asked_for(tmp_path):
    with pytest.raises(PatternsError, match="timezone="):
        chat(tmp_path, "14/01/2026, 03:30:05", timezone=None)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", [(None, None, "Berlin")]])
def test_a_zone_nobody_knows_is_refused(tmp_path, zone):
    with pytest.raises(PatternsError, match="no time zone"):
        chat(tmp_path, "14/01/2026, 03:30:05", timezone=zone)


def test_a_travelled_phone_is_read_in_the_zone_it_was_in(tmp_path):
    messages = chat(tmp_path, "14/01/2026, 03:30:05", "14/03/2026, 03:30:05", timezone=TRAVELLED)
    # London in January is UTC; New York on 14 March has summer time, UTC-4
    assert messages["sent_at"].astype(str).tolist() == ["2026-01-14 03:30:05+00:00", "2026-03-14 07:30:05+00:00"]
    assert messages["zone"].tolist() == ["Europe/London", "America/New_York"]
    assert messages["time_note"].isna().all()


def test_the_hours_of_a_change_of_zone_are_marked(tmp_path):
    # New York 09:00 is London 14:00: no clock of the phone showed 09:00 to 14:00 for sure.
    # London 10:00 is New York 05:00: from 05:00 to 10:00 either clock may be meant.
    stamps = ("10/01/2026, 08:59:00", "10/01/2026, 11:00:00", "10/01/2026, 14:00:00", "20/02/2026, 04:59:00")
    stamps += ("20/02/2026, 06:00:00", "20/02/2026, 10:00:00")
    notes = chat(tmp_path, *stamps, timezone=TRAVELLED)["time_note"]
    assert notes.fillna("").tolist() == ["", "zone uncertain", "", "", "zone uncertain", ""]


def test_flying_west_the_file_tells_the_doubled_hours_apart(tmp_path):
    stamps = ("20/02/2026, 09:30:00", "20/02/2026, 05:10:00", "20/02/2026, 11:00:00")
    messages = chat(tmp_path, *stamps, timezone=TRAVELLED)
    # 09:30 London = 09:30Z; then the clock steps back: 05:10 New York = 10:10Z
    assert messages["sent_at"].dt.strftime("%H:%M").tolist() == ["09:30", "10:10", "16:00"]


def test_an_instant_is_shown_in_the_zone_the_phone_was_in(tmp_path):
    messages = texts(tmp_path, "2026-01-10T03:15:00Z", "2026-01-10T14:00:00Z", timezone=TRAVELLED)
    assert messages["local_time"].astype(str).tolist() == ["2026-01-09 22:15:00", "2026-01-10 14:00:00"]
    assert messages["time_note"].isna().all()


def test_instants_need_no_zone(tmp_path):
    messages = texts(tmp_path, "2026-01-10T03:15:00Z", timezone=None)
    assert messages["zone"].tolist() == ["UTC"]


def test_the_doubled_hour_is_marked_and_keeps_the_order_of_the_file(tmp_path):
    stamps = [f"25/10/2026, {clock}:00" for clock in ("01:59", "02:10", "02:50", "02:20", "02:55", "03:01")]
    messages = chat(tmp_path, *stamps)
    # 02:10 and 02:50 in summer time (UTC+2), then the clock goes back: 02:20 and 02:55 in winter time (UTC+1)
    assert messages["sent_at"].dt.strftime("%H:%M").tolist() == ["23:59", "00:10", "00:50", "01:20", "01:55", "02:01"]
    assert messages["time_note"].fillna("").tolist() == ["", *["ambiguous hour"] * 4, ""]


def test_an_hour_the_spring_leaves_out_is_marked(tmp_path):
    messages = chat(tmp_path, "29/03/2026, 01:30:00", "29/03/2026, 02:30:00", "29/03/2026, 03:30:00")
    assert messages["time_note"].fillna("").tolist() == ["", "zone uncertain", ""]
    assert messages["local_time"].dt.strftime("%H:%M").tolist() == ["01:30", "02:30", "03:30"]


def test_overlapping_periods_are_refused(tmp_path):
    overlapping = [(None, "2026-03-01", "Europe/London"), ("2026-01-01", None, "Europe/Berlin")]
    with pytest.raises(PatternsError, match="overlap"):
        chat(tmp_path, "14/01/2026, 03:30:05", timezone=overlapping)


def test_a_change_of_zone_known_to_the_day_leaves_the_whole_day_uncertain(tmp_path):
    zones = [("2026-02-20", None, "Europe/London"), (None, "2026-02-20", "America/New_York")]
    stamps = ("19/02/2026, 12:00:00", "20/02/2026, 00:00:00", "20/02/2026, 23:59:59", "21/02/2026, 00:00:00")
    messages = chat(tmp_path, *stamps, timezone=zones)
    assert messages["time_note"].fillna("").tolist() == ["", "zone uncertain", "zone uncertain", ""]
    assert messages["zone"].iloc[[0, 3]].tolist() == ["America/New_York", "Europe/London"]


def test_times_that_no_period_covers_are_marked(tmp_path):
    zones = [("2026-01-05 12:00", "2026-01-10 12:00", "Europe/London"), ("2026-01-12 12:00", None, "Europe/Paris")]
    stamps = ("05/01/2026, 11:00:00", "06/01/2026, 11:00:00", "11/01/2026, 11:00:00", "13/01/2026, 11:00:00")
    messages = chat(tmp_path, *stamps, timezone=zones)
    assert messages["time_note"].fillna("").tolist() == ["zone uncertain", "", "zone uncertain", ""]


@pytest.mark.parametrize(
    "zones",
    [
        [("2026-01-10 09:00", None, "Europe/London"), (None, None, "Asia/Tokyo")],
        [(None, "2026-01-10 09:00", "Asia/Tokyo"), (None, None, "Europe/London")],
        [(None, None, "Asia/Tokyo"), (pd.Timestamp("2026-01-10 09:00").to_pydatetime(), None, "Europe/London")],
    ],
)
def test_periods_may_say_only_where_they_begin_or_only_where_they_end(tmp_path, zones):
    messages = chat(tmp_path, "05/01/2026, 12:00:00", "15/01/2026, 12:00:00", timezone=zones)
    assert messages["zone"].tolist() == ["Asia/Tokyo", "Europe/London"]
