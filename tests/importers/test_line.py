"""LINE's text export: which number is the day, where a text ends, and what LINE wrote itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from patterns.errors import AmbiguousDates, UnknownFormat
from patterns.importers import detect_format, read_export
from patterns.importers._line_dates import date_line


def chat(tmp_path: Path, text: str, **told: str):
    path = tmp_path / "[LINE] Chat with Tove.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return read_export(path, timezone="Europe/Oslo", **told)


def days(read) -> list[str]:
    return [f"{each:%Y-%m-%d}" for each in read.messages["local_time"]]


def test_the_weekday_beside_a_date_tells_which_number_is_the_day(tmp_path):
    # 6 January 2026 is a Tuesday, 1 June 2026 a Monday
    text = "[LINE] Chat history with Tove\n\n{}, 06/01/2026\n09:03\tTove\thi\n"
    read = chat(tmp_path, text.format("Tue"))
    assert days(read) == ["2026-01-06"]
    assert (read.notes["date_order"], read.notes["date_order_sure"]) == ("day first", "certain")
    assert read.notes["date_order_why"] == "the weekdays written beside the dates fit only this order"
    assert days(chat(tmp_path, text.format("Mon"))) == ["2026-06-01"]


def test_dates_that_fit_two_orders_are_asked_about(tmp_path):
    text = "[LINE] Chat history with Tove\n\n06/01/2026\n09:03\tTove\thi\n"
    with pytest.raises(AmbiguousDates):
        chat(tmp_path, text)
    assert days(chat(tmp_path, text, date_order="month first")) == ["2026-06-01"]
    assert days(chat(tmp_path, text, date_order="day first")) == ["2026-01-06"]


def test_a_weekday_that_fits_both_orders_decides_nothing(tmp_path):
    # 1 May and 5 January 2026: a Friday and a Monday; 7 July is 7 July in both
    with pytest.raises(AmbiguousDates):
        chat(
            tmp_path, "[LINE] Chat history with Tove\n\n01/05/2026\n9:00\tTove\thi\n\nTue, 07/07/2026\n9:00\tTove\thi\n"
        )


def test_the_day_the_file_was_saved_on_tells_the_order_too(tmp_path):
    text = "[LINE] Chat history with Tove\nSaved on: 1/25/2026, 11:00\n\n1/6/2026\n09:03\tTove\thi\n"
    assert days(chat(tmp_path, text)) == ["2026-01-06"]


def test_a_weekday_that_does_not_fit_a_date_is_told(tmp_path):
    # 14 March 2026 is a Saturday
    read = chat(tmp_path, "[LINE] Chat history with Tove\n\n2026/03/14(Sun)\n09:03\tTove\thi\n")
    assert days(read) == ["2026-03-14"]
    assert read.notes["warnings"] == ["The weekday does not fit the date of the messages at line 4."]


@pytest.mark.parametrize(
    ("line", "numbers", "weekday"),
    [
        ("2026.03.14 Saturday", (2026, 3, 14), 5),
        ("2026/3/14（週六）", (2026, 3, 14), 5),
        ("2026/3/14週六", (2026, 3, 14), 5),
        ("2026/03/14(土)", (2026, 3, 14), 5),
        ("2026/03/14 วันเสาร์", (2026, 3, 14), 5),
        ("2569/03/14 (ส)", (2569, 3, 14), 5),
        ("ส. 14/03/2569", (14, 3, 2569), 5),
        ("พฤ. 12/03/2569", (12, 3, 2569), 3),
        ("2026年3月14日 土曜日", (2026, 3, 14), 5),
        ("2026-03-15", (2026, 3, 15), None),
        ("Sat, 3/14/2026", (3, 14, 2026), 5),
        ("R8/03/14(土)", (2026, 3, 14), 5),
        ("H30/12/01(土)", (2018, 12, 1), 5),
    ],
)
def test_a_day_is_read_in_every_form_line_writes_it(line, numbers, weekday):
    found = date_line(line)
    assert found is not None
    assert (found.written.numbers, found.weekday) == (numbers, weekday)


@pytest.mark.parametrize("line", ["", "on 2026/03/14", "2026/03/14 we met", "3/14", "2026/03/14 09:00", "12:30"])
def test_a_line_with_more_than_a_day_is_no_date_line(line):
    assert date_line(line) is None


def test_a_text_of_several_lines_is_whole_even_with_a_day_and_empty_lines_in_it(tmp_path):
    read = chat(
        tmp_path,
        '[LINE] Chat history with Tove\n\n2026.03.14 Saturday\n9:03\tTove\t"remember:\n\n2026.03.01\nand then\n\n'
        'you said ""no"""\n9:04\tBen\tyes\n',
    )
    assert read.messages["text"].tolist() == ['remember:\n\n2026.03.01\nand then\n\nyou said "no"', "yes"]


def test_a_line_typed_inside_a_quoted_text_stays_there_and_is_told(tmp_path):
    # 8:15 cannot follow 9:03 on the same day: it stands between the marks of Tove's text
    read = chat(
        tmp_path,
        '[LINE] Chat history with Tove\n\n2026.03.14 Saturday\n9:03\tTove\t"look:\n8:15\tBen\tI did it"\n'
        "9:04\tBen\tno\n",
    )
    assert read.messages["text"].tolist() == ["look:\n8:15\tBen\tI did it", "no"]
    assert read.notes["header_like_lines"] == [5]
    assert any("look like the start of a message" in each for each in read.notes["warnings"])


def test_a_quotation_begun_in_one_message_and_ended_in_the_next_does_not_join_them(tmp_path):
    read = chat(
        tmp_path,
        '[LINE] Chat history with Tove\n\n2026.03.14 Saturday\n9:03\tTove\t"you never\n9:04\tTove\tlisten"\n'
        "9:05\tBen\tno\n",
    )
    assert read.messages["text"].tolist() == ['"you never', 'listen"', "no"]
    assert any("A quotation mark opens at line 4" in each for each in read.notes["warnings"])


def test_text_without_marks_below_a_message_belongs_to_it(tmp_path):
    read = chat(tmp_path, "[LINE] Chat history with Tove\n\n2026.03.14 Saturday\n9:03\tTove\tone\n\ntwo\n\n")
    assert read.messages["text"].tolist() == ["one\n\ntwo"]


def test_a_file_without_its_head_is_known_by_its_days_and_called_as_it_is_named(tmp_path):
    read = chat(tmp_path, "2026.03.14 Saturday\n9:03\tTove\tone\n")
    assert read.messages["conversation"].tolist() == ["Tove"]
    assert read.messages["line"].tolist() == [2]


def test_two_exports_in_one_file_keep_their_names(tmp_path):
    one = "[LINE] Chat history with Tove\nSaved on: 2026/03/20 09:00\n\n2026.03.14 Saturday\n9:03\tTove\thi\n\n"
    two = "[LINE] Chat history with Ben\nSaved on: 2026/03/20 09:01\n\n2026.03.14 Saturday\n9:04\tBen\tho\n"
    read = chat(tmp_path, one + two)
    assert read.messages["conversation"].tolist() == ["Tove", "Ben"]
    assert read.messages["text"].tolist() == ["hi", "ho"]
    assert read.accounting["skipped"] == 0


def test_what_cannot_be_placed_is_counted(tmp_path):
    read = chat(
        tmp_path,
        "[LINE] Chat history with Tove\nwritten by hand\n9:00\tTove\tbefore any day\n2026.02.30 Monday\n"
        "9:01\tTove\tnever\n2026.03.14 Saturday\n25:00\tTove\tlate\n9:02\tTove\thi\n",
    )
    assert read.messages["text"].tolist() == ["hi"]
    assert read.skipped["reason"].tolist() == [
        "a line that belongs to no message",
        "a time without a day above it",
        "no such date or time: 2026.02.30 Monday 9:01",
        "no such date or time: 2026.03.14 Saturday 25:00",
    ]


def test_a_step_back_in_time_is_told(tmp_path):
    read = chat(tmp_path, "[LINE] Chat history with Tove\n\n2026.03.14 Saturday\n9:03\tTove\ta\n8:00\tTove\tb\n")
    assert read.notes["warnings"] == [
        "The time steps back at line 5: a changed clock, or a line typed inside a message."
    ]


def test_a_table_of_times_is_not_taken_for_line(tmp_path):
    path = tmp_path / "times.txt"
    path.write_text("09:03\tTove\thi\n09:04\tBen\tho\n", encoding="utf-8")
    with pytest.raises(UnknownFormat):
        detect_format(path)
