"""Tables of messages: which column holds what, which number is the day, and no row lost between quotation marks."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest

from patterns.errors import AmbiguousDates, UnknownFormat, UnreadableSource
from patterns.importers import FORMATS, detect_format, read_export
from patterns.importers._containers import sources

BERLIN = {"timezone": "Europe/Berlin"}


def read(tmp_path, text, encoding="utf-8", **options):
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode(encoding))
    return read_export(path, **BERLIN, **options)


def book(tmp_path, *rows, **sheets):
    """Write a workbook and read it: one sheet of rows, or several by name."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, lines in (sheets or {"Sheet": rows}).items():
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(line)
    made.save(tmp_path / "table.xlsx")
    return read_export(tmp_path / "table.xlsx", **BERLIN)


def moment(*parts):
    return datetime(*parts)  # noqa: DTZ001  (a workbook's dates have no zone)


def times(imported):
    return list(map(str, imported.messages["local_time"]))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_whatever_its_delimiter_and_encoding(tmp_path, delimiter, encoding):
    rows = [
        ["Date", "From", "Message"],
        ["2026-01-05 10:00", "Zoë", 'tea, "milk"; a|b'],
        ["2026-01-05 10:01", "Bo", "é"],
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    messages = read(tmp_path, text.getvalue(), encoding).messages
    assert messages[["sender", "text"]].values.tolist() == [row[1:] for row in rows[1:]]
    assert messages["line"].tolist() == [2, 3]


@pytest.mark.parametrize(
    "names",
    [
        ("Datum", "Absender", "Nachricht"),
        ("Date", "Expéditeur", "Texte"),
        ("Fecha", "Remitente", "Mensaje"),
        ("Data", "Mittente", "Messaggio"),
        ("Datum", "Afzender", "Bericht"),
        ("Data", "Remetente", "Mensagem"),
        ("Data", "Nadawca", "Wiadomość"),
        ("Дата", "Отправитель", "Сообщение"),
        ("日期", "发送者", "内容"),
        ("Sent (local)", "from_name", "message-text"),
    ],
)
def test_columns_are_found_by_their_names_in_many_languages(tmp_path, names):
    imported = read(tmp_path, f"{','.join(names)}\n2026-01-05 10:00,Bo,yes\n2026-01-05 10:01,Ana,no\n")
    assert imported.notes["columns"] == dict(zip(("sent", "sender", "text"), names, strict=True))
    assert imported.messages["sender"].tolist() == ["Bo", "Ana"]


def test_a_text_column_without_a_known_name_is_found_by_its_words(tmp_path):
    imported = read(
        tmp_path, "Stamp,Xyz,Qrs\n2026-01-05 10:00,Bo,when are you coming home\n2026-01-05 10:01,Cy,in an hour or so\n"
    )
    assert imported.notes["columns"] == {"sent": "Stamp", "text": "Qrs"}
    assert any("who wrote" in each for each in imported.notes["warnings"])


TWO_TEXTS = "Date,Name,Message,Text\n2026-01-05 10:00,Bo,one thing,another thing\n"


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (TWO_TEXTS, "'Message' and 'Text' may each hold the texts"),
        ("Date,Name,Sum\n2026-01-05,Bo,5\n", "no column seems to hold the texts"),
        ("Date,When,Text\n2026-01-05 10:00,2026-01-06 10:00,hello\n", "'Date' and 'When' may each hold the dates"),
    ],
)
def test_what_stays_open_is_asked_for_with_the_columns_found(tmp_path, table, why):
    with pytest.raises(UnknownFormat) as raised:
        read(tmp_path, table)
    said = str(raised.value)
    assert why in said
    assert f"columns: {', '.join(table.split(chr(10))[0].split(','))}" in said
    assert "--columns" in said
    assert "Columns column of the Sources sheet" in said
    assert "thing" not in said


def test_a_person_settles_which_column_is_which(tmp_path):
    assert read(tmp_path, TWO_TEXTS, columns={"text": "text"}).messages["text"].tolist() == ["another thing"]
    imported = read(tmp_path, TWO_TEXTS, columns={"text": "Message", "sender": "-"})
    assert imported.messages["sender"].isna().all()
    assert "sender" not in imported.notes["columns"]


@pytest.mark.parametrize("columns", [{"text": "Words"}, {"mood": "Text"}, {"text": "-"}])
def test_a_column_that_is_not_there_is_refused(tmp_path, columns):
    with pytest.raises(UnknownFormat):
        read(tmp_path, TWO_TEXTS, columns=columns)


def test_dates_of_delivery_are_not_those_of_sending(tmp_path):
    imported = read(tmp_path, "Read date,Date,Edited,Text\n2026-01-06 10:00,2026-01-05 10:00,2026-01-07 10:00,hello\n")
    assert imported.notes["columns"]["sent"] == "Date"


def test_dates_that_nothing_decides_are_asked_for(tmp_path):
    table = "Date,From,Message\n03/04/2026 10:00,Bo,hello\n05/06/2026 10:00,Ana,yes\n"
    with pytest.raises(AmbiguousDates) as raised:
        read(tmp_path, table)
    assert "hello" not in str(raised.value)
    assert times(read(tmp_path, table, date_order="month first")) == ["2026-03-04 10:00:00", "2026-05-06 10:00:00"]
    # French names of columns: people who write the day first
    imported = read(tmp_path, table.replace("Date,From,Message", "Date,Expéditeur,Texte"))
    assert times(imported)[0] == "2026-04-03 10:00:00"
    assert "names of the columns" in imported.notes["date_order_why"]


def test_one_number_above_twelve_settles_the_whole_column(tmp_path):
    imported = read(tmp_path, "Date,From,Message\n03/04/2026 10:00,Bo,hello\n13/04/2026 10:00,Ana,yes\n")
    assert times(imported)[0] == "2026-04-03 10:00:00"
    assert imported.notes["date_order_sure"] == "certain"


def test_a_table_with_the_newest_row_first_is_in_order_too(tmp_path):
    # month first: 4 May, 3 Apr, 2 Mar, 1 Feb runs back evenly; day first: 5 Apr, 4 Mar, 3 Feb, 2 Jan does so as well,
    # so only the pair 2/10 and 1/11 decides: month first 10 Feb after 11 Jan, day first 2 Oct before 1 Nov
    days = ("2/10", "2/9", "2/8", "1/11", "1/10", "1/9")
    imported = read(tmp_path, "Date,From,Message\n" + "".join(f"{day}/2026 10:00,Bo,hello\n" for day in days))
    assert imported.notes["date_order"] == "month first"
    assert times(imported)[0] == "2026-02-10 10:00:00"


def test_times_with_offsets_are_instants_only_if_every_row_has_one(tmp_path):
    rows = "Date,From,Message\n2026-01-05T10:00:00Z,Bo,one\n2026-01-05T10:00:00{},Bo,two\n"
    assert times(read(tmp_path, rows.format("-05:00"))) == ["2026-01-05 11:00:00", "2026-01-05 16:00:00"]
    imported = read(tmp_path, rows.format(""))
    assert times(imported) == ["2026-01-05 10:00:00", "2026-01-05 10:00:00"]
    assert any("1 of 2 rows name their zone" in each for each in imported.notes["warnings"])


def test_a_column_called_utc_is_in_utc(tmp_path):
    assert times(read(tmp_path, "Date (UTC),From,Message\n2026-07-05 10:00,Bo,one\n")) == ["2026-07-05 12:00:00"]


def test_a_time_apart_and_a_day_without_time(tmp_path):
    imported = read(
        tmp_path,
        "Date,Time,From,Message\n2026-01-05,9:05 pm,Bo,one\n2026-01-06,,Bo,two\n2026-01-07,07:30:15,Bo,three\n",
    )
    assert times(imported) == ["2026-01-05 21:05:00", "2026-01-06 00:00:00", "2026-01-07 07:30:15"]
    assert any("without a time" in each and each.endswith("line 3.") for each in imported.notes["warnings"])


@pytest.mark.parametrize(
    "written",
    [
        "5 January 2026 10:00",
        "January 5, 2026 at 10:00 AM",
        "Mo., 5. Januar 2026, 10:00 Uhr",
        "lundi 5 janvier 2026 à 10:00",
        "5 de enero de 2026 10:00",
        "5 stycznia 2026 10:00",
        "5 янв. 2026 г. 10:00",
        "2026年1月5日 上午10:00",
        "05-Jan-2026 10:00:00",
    ],
)
def test_dates_with_names_of_months_are_read(tmp_path, written):
    assert times(read(tmp_path, f'Date,From,Message\n"{written}",Bo,one\n')) == ["2026-01-05 10:00:00"]


def test_seconds_since_1970_are_instants(tmp_path):
    # 1767607200 s are 20,458 days and 10 hours after 1970: 2026-01-05 10:00 UTC
    imported = read(tmp_path, "timestamp,author,body\n1767607200,Bo,one\n1767607201,Bo,two\n")
    assert times(imported) == ["2026-01-05 11:00:00", "2026-01-05 11:00:01"]


def test_day_numbers_count_in_workbooks_alone(tmp_path):
    # day 46027 of a workbook is 2026-01-05; half a day is noon
    imported = book(tmp_path, ["Date", "From", "Message"], [46027.5, "Bo", "one"], [moment(2026, 1, 6, 8), "Bo", "two"])
    assert times(imported) == ["2026-01-05 12:00:00", "2026-01-06 08:00:00"]
    with pytest.raises(UnknownFormat):
        read(tmp_path, "Date,From,Message\n46027.5,Bo,one\n46028.5,Bo,two\n")


def test_days_and_months_a_spreadsheet_exchanged_are_put_right_and_told(tmp_path):
    # written day first: 11, 12, 13, 14 January, 1, 2 February. A spreadsheet of another country took what it could:
    # 11/01 as 1 November, 12/01 as 1 December, 01/02 as 2 January, 02/02 as 2 February; the rest stayed text
    rows = [
        moment(2026, 11, 1, 9),
        moment(2026, 12, 1, 9),
        "13/01/2026 09:00",
        "14/01/2026 09:00",
        moment(2026, 1, 2, 9),
    ]
    rows += [moment(2026, 2, 2, 9)]
    imported = book(tmp_path, ["Date", "From", "Message"], *([day, "Bo", "x"] for day in rows))
    days = ("01-11", "01-12", "01-13", "01-14", "02-01", "02-02")
    assert times(imported) == [f"2026-{day} 09:00:00" for day in days]
    assert any("exchanged" in each for each in imported.notes["warnings"])


def test_real_dates_that_run_on_are_left_as_they_are(tmp_path):
    rows = [moment(2026, 1, 11, 9), "13/01/2026 09:00", moment(2026, 2, 1, 9), moment(2026, 2, 2, 9)]
    imported = book(tmp_path, ["Date", "From", "Message"], *([day, "Bo", "x"] for day in rows))
    assert times(imported)[0] == "2026-01-11 09:00:00"
    assert any("look whether" in each for each in imported.notes["warnings"])


def test_cells_of_every_kind_are_read(tmp_path):
    rows = [date(2026, 1, 5), time(9, 5), "Bo", 7.0], [date(2026, 1, 6), "10:15", "Bo", True], [None, None, None, None]
    imported = book(
        tmp_path, ["Day", "Time", "Who", "Message"], *rows, [date(2026, 1, 7), time(0, 0), "Bo", "=1+1 is two"]
    )
    # a formula that no program has worked out yet has no value
    assert imported.messages["text"].tolist() == ["7", "TRUE", ""]
    assert times(imported) == ["2026-01-05 09:05:00", "2026-01-06 10:15:00", "2026-01-07 00:00:00"]
    assert imported.messages["line"].tolist() == [2, 3, 5]


def test_sheets_without_messages_are_named(tmp_path):
    head = ["Date", "From", "Message"]
    imported = book(tmp_path, Bo=[head, [moment(2026, 1, 5, 9), "Bo", "x"]], Plan=[["a", "b"], ["c", "d"]])
    assert imported.messages["conversation"].tolist() == ["table"]
    assert any(each.endswith("not read: Plan.") for each in imported.notes["warnings"])


def test_a_quotation_mark_that_is_never_closed_loses_no_row(tmp_path):
    imported = read(
        tmp_path, 'Date,From,Message\n2026-01-05 10:00,Bo,"one\n2026-01-05 10:01,Ana,two\n2026-01-05 10:02,Bo,three\n'
    )
    assert imported.messages["text"].tolist() == ["two", "three"]
    assert imported.skipped[["line", "reason"]].values.tolist() == [[2, "a quotation mark is never closed"]]


def test_rows_that_end_up_inside_a_cell_are_pointed_out(tmp_path):
    imported = read(
        tmp_path, 'Date,From,Message\n2026-01-05 10:00,Bo,"one\n2026-01-05 10:01,Ana,two"\n2026-01-05 10:02,Bo,x\n'
    )
    assert len(imported.messages) == 2
    assert any("look like rows, at line 2" in each for each in imported.notes["warnings"])


def test_a_cell_without_end_is_skipped(tmp_path):
    rows = ("2026-01-05 10:00,Bo,one", f"2026-01-05 10:01,Bo,{'x' * 5_000_000}", "2026-01-05 10:02,Ana,two")
    imported = read(tmp_path, "\n".join(("Date,From,Message", *rows)))
    assert imported.messages["text"].tolist() == ["one", "two"]
    assert imported.accounting["skipped"] == 1
    assert csv.field_size_limit() == 131_072  # the limit of other readers is not ours to change


def test_every_row_is_counted(tmp_path):
    rows = ("2026-01-05 10:00,Bo,one", ",,", "Date,From,Message", "soon,Bo,two", ",Bo,three", "2026-45-05,Bo,x")
    more = [f"2026-01-06 10:0{minute},Bo,y" for minute in range(4)]
    table = "\n".join(["My messages", "", "Date,From,Message", *rows, *more, ""])
    imported = read(tmp_path, table)
    assert imported.accounting == {"records": 10, "messages": 5, "notices": 0, "duplicates": 0, "skipped": 5}
    assert imported.skipped[["line", "reason"]].values.tolist() == [
        [1, "above the names of the columns"],
        [6, "the names of the columns again"],
        [7, "no such date or time: soon"],
        [8, "no date"],
        [9, "no such date or time: 2026-45-05"],
    ]


def test_words_are_untouched(tmp_path):
    text = " two  spaces\n\n\u2028caf\u0065\u0301\u200d\ttab "
    imported = read(
        tmp_path, f'Date,From,Message\r\n2026-01-05 10:00,Bo,"{text}"\r\n'.replace("\n\n\u2028", "\r\n\r\n\u2028")
    )
    assert imported.messages["text"].tolist() == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Dear Kim,\nI came, I saw, I left, on 5 January 2026.\nThen, later, we spoke, again.\n",
        "2026-01-05 10:00,Bo,one\n2026-01-05 10:01,Ana,two\n",
        '{"messages": [{"date": "2026-01-05", "text": "a"}]}\n',
        '[{"date": "2026-01-05",\n"text": "a"}]\n',
        "<html><body><p>Date,Name</p>\n<p>2026-01-05,Bo</p></body></html>\n",
        "Name,Age\nBo,5\nAna,7\n",
        "Date\n2026-01-05\n2026-01-06\n",
        "10:00\tBo\thello\n10:01\tAna\tyes\n",
    ],
)
def test_prose_and_other_files_are_not_taken_for_tables(tmp_path, text):
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnknownFormat):
        detect_format(path)


def test_a_chat_pasted_into_no_table_stays_what_it_is(tmp_path):
    path = tmp_path / "chat.csv"
    path.write_text("Date, time - Name: text\n25/04/2026, 10:00 - Ada: a, b\n25/04/2026, 10:01 - Ben: c, d\n")
    assert detect_format(path) == "whatsapp"


def test_the_rows_of_a_record_can_be_shown(tmp_path):
    read(tmp_path, 'Date,From,Message\n2026-01-05 10:00,Bo,"one\nline"\n2026-01-05 10:01,Ana,two\n')
    source = sources(tmp_path / "table.csv", "table.csv")[0]
    assert FORMATS["table"].raw(source, 2) == "Date\tFrom\tMessage\n2026-01-05 10:00\tBo\tone\nline"


def test_a_workbook_that_would_burst_is_refused(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    with pytest.raises(UnreadableSource, match="unpack"):
        read_export(path, format="table", **BERLIN)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="99999999999"><c><v>1</v></c></row>',
        "".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, 2001)),
    ],
    ids=["a row", "many columns"],
)
def test_a_workbook_that_asks_for_billions_of_cells_is_refused(tmp_path, rows):
    path = tmp_path / "table.xlsx"
    openpyxl.Workbook().save(path)
    with zipfile.ZipFile(path) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace(b"</sheetData>", f"{rows}</sheetData>".encode()))
    with pytest.raises(UnreadableSource, match="unpack"):
        read_export(path, format="table", **BERLIN)


def test_a_date_without_a_time_is_marked_as_known_to_the_day(tmp_path):
    path = tmp_path / "talk.csv"
    path.write_text("Date,From,Message\n2026-02-14,Jan,tea\n2026-02-15 18:00,Mira,rain\n", encoding="utf-8")
    notes = read_export(path, timezone="Europe/Berlin").messages["time_note"]
    assert (notes[0], notes.isna()[1]) == ("to the day", True)
