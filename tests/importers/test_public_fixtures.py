"""Files of other projects' public test suites, read where they lie: PATTERNS_EXPORTS names the folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from patterns.errors import AmbiguousDates
from patterns.importers import read_export

FOLDER = Path(os.environ.get("PATTERNS_EXPORTS", ""))
pytestmark = pytest.mark.skipif("PATTERNS_EXPORTS" not in os.environ, reason="PATTERNS_EXPORTS names no folder")

# counted by hand: text, media, call, deleted, notice; first and last wall time; order of the date
WHATSAPP = {
    "chatanalytics_2A_5M.txt": ((4, 1, 0, 0, 0), "2021-01-01 12:00:00", "2021-01-01 12:03:00", "day first"),
    "chatistics_chat1.txt": ((20, 0, 0, 0, 1), "2018-01-04 11:53:57", "2019-04-19 16:18:33", "day first"),
    "chatminer_ddmmyy_24hrs.txt": ((7, 0, 0, 0, 2), "2019-01-01 11:25:00", "2021-12-30 22:01:00", "day first"),
    "chatminer_mmddyyyy_12hrs.txt": ((7, 0, 0, 0, 2), "2019-01-01 11:25:00", "2021-12-30 22:01:00", "month first"),
    "langchain_mixed_formats.txt": (
        (8, 1, 0, 1, 0),
        "2021-01-24 12:41:03",
        "2023-06-29 00:16:00",
        "day first, month first, year first",
    ),
    "made_android12_nnbsp_us.txt": ((4, 3, 1, 1, 2), "2024-03-01 00:01:00", "2024-03-14 19:17:00", "month first"),
    "made_arabic_android.txt": ((2, 1, 0, 0, 1), "2024-03-25 21:45:00", "2024-03-26 00:05:00", "day first"),
    "made_header_like_body.txt": ((4, 1, 0, 0, 1), "2023-02-01 20:10:00", "2023-02-13 07:03:00", "day first"),
    "made_ios_fr_crlf_bom.txt": ((2, 2, 0, 1, 1), "2024-05-02 18:00:07", "2024-05-23 09:40:10", "day first"),
    "rwhatsapp_sample.txt": ((6, 1, 0, 0, 2), "2017-07-12 22:35:00", "2018-09-28 13:30:00", "day first"),
    "whatsr_englishandroid24h.txt": ((37, 5, 0, 0, 8), "2018-01-29 12:24:00", "2018-01-30 00:23:00", "month first"),
    "whatsr_englishiosampm.txt": ((37, 5, 0, 0, 8), "2018-01-29 12:24:03", "2018-01-30 00:23:03", "month first"),
    "whatsr_germanandroidampm.txt": ((37, 5, 0, 0, 8), "2018-01-29 12:24:00", "2018-01-30 00:23:00", "day first"),
    "whatsr_germanios24h.txt": ((37, 5, 0, 0, 8), "2018-01-29 12:24:03", "2018-01-30 00:23:03", "day first"),
    "whatsreader_asian-format.txt": ((3, 2, 0, 0, 0), "2024-12-10 14:30:00", "2024-12-10 14:36:00", "year first"),
    "whatsreader_european-ampm-format.txt": (
        (4, 0, 0, 0, 0),
        "2018-06-23 01:58:00",
        "2018-06-23 13:57:00",
        "day first",
    ),
    "whatsreader_german-format.txt": ((3, 2, 0, 0, 1), "2024-12-10 14:30:00", "2024-12-10 14:36:00", "day first"),
    "whatsreader_ios-format.txt": ((3, 1, 0, 0, 1), "2025-11-13 09:09:43", "2025-12-19 08:50:53", "day first"),
    "whatsreader_ios_private__chat.txt": ((39, 4, 0, 0, 2), "2024-12-01 10:00:00", "2024-12-04 16:45:21", "day first"),
    "whatsreader_spanish-format.txt": ((3, 2, 0, 0, 1), "2024-12-10 14:30:00", "2024-12-10 14:36:00", "day first"),
    "whatstk_lorem-merge-part1.txt": ((300, 0, 0, 0, 0), "2019-10-20 10:16:00", "2020-01-10 00:00:00", "year first"),
    "whatstk_lorem-merge-part2.txt": ((300, 0, 0, 0, 0), "2020-06-20 10:16:00", "2020-09-10 00:00:00", "year first"),
    "whatstk_lorem.txt": ((500, 0, 0, 0, 0), "2020-01-15 02:22:56", "2020-05-11 22:32:48", "day first"),
    "whatstk_pokemon.txt": ((18, 0, 0, 0, 2), "2016-04-15 15:04:00", "2016-10-31 12:23:00", "day first"),
}
UNDECIDED = "chatistics_chat3.txt"  # 2/11, 10/11 and 12/12 hold nothing that tells day from month
KINDS = ("text", "media", "call", "deleted", "notice")


@pytest.mark.parametrize("name", WHATSAPP)
def test_every_public_chat_is_read_to_the_last_record(name):
    counts, first, last, order = WHATSAPP[name]
    imported = read_export(FOLDER / "whatsapp" / name, timezone="Europe/Berlin")
    messages = imported.messages
    assert tuple(int((messages["kind"] == kind).sum()) for kind in KINDS) == counts
    assert (str(messages["local_time"].min()), str(messages["local_time"].max())) == (first, last)
    assert imported.notes["date_order"] == order
    assert imported.accounting["records"] == sum(counts)


def test_no_public_chat_is_forgotten():
    assert {path.name for path in (FOLDER / "whatsapp").glob("*.txt")} == {*WHATSAPP, UNDECIDED}


def test_the_undecided_chat_is_asked_about_and_then_read():
    with pytest.raises(AmbiguousDates):
        read_export(FOLDER / "whatsapp" / UNDECIDED, timezone="Europe/Berlin")
    messages = read_export(FOLDER / "whatsapp" / UNDECIDED, timezone="Europe/Berlin", date_order="month first").messages
    # 11 headers: 9 with a sender, 2 about encryption
    assert messages["kind"].value_counts().to_dict() == {"text": 9, "notice": 2}
    assert str(messages["local_time"].iloc[0]) == "2019-02-11 14:18:00"


def test_the_public_backup_is_read_to_the_last_record():
    messages = read_export(FOLDER / "sms_xml" / "made_sms_basic.xml").messages
    assert messages["kind"].tolist() == ["text", "text", "text", "text", "media"]
    assert messages["direction"].tolist() == ["received", "sent", "received", "sent", "received"]
    assert messages["attachments"].iloc[4] == ["image.png"]
    # 1717214400123 ms: 1717214400 s are 19,875 days and 4 hours after 1970, 2024-06-01 04:00 UTC
    assert str(messages["sent_at"].iloc[0]) == "2024-06-01 04:00:00.123000+00:00"
