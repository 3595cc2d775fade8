"""Mailboxes and single mails: damaged headers, odd dates, repeated copies, words that are somebody else's."""

from __future__ import annotations

import base64

import pytest

from patterns.errors import PatternsError, UnknownFormat
from patterns.importers import detect_format, merge, read_export
from patterns.importers._mail_echo import ECHO
from patterns.importers._mail_quotes import BELOW

DATE = "Date: Sat, 10 Jan 2026 09:00:00 +0100"


def mail(*fields, body="hello", sender="Kim <kim@example.org>"):
    return "\n".join((f"From: {sender}", "To: jo@example.org", *fields, "", body)) + "\n"


def read(tmp_path, *mails, name="mail.dat", line_end="\n"):
    """Read one mail as a file of its own, several as a mailbox."""
    boxed = [f"From x@example.org Sat Jan 10 09:00:00 2026\n{each}\n" for each in mails]
    text = mails[0] if len(mails) == 1 else "".join(boxed)
    path = tmp_path / name
    path.write_bytes(text.replace("\n", line_end).encode("utf-8", "surrogateescape"))
    return read_export(path, timezone="Europe/Berlin")


def only(imported):
    assert len(imported.messages) == 1
    return imported.messages.iloc[0]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_mail_is_read_whatever_its_line_ends(tmp_path, line_end):
    row = only(read(tmp_path, mail(DATE, "Message-ID: <1@x>", body="one\n two \n\nthree"), line_end=line_end))
    assert row["text"] == "one\n two \n\nthree"


def test_people_are_called_by_their_address_and_their_names_are_kept_beside(tmp_path):
    imported = read(
        tmp_path, mail(DATE, "Cc: =?utf-8?q?=22Sol=2C_Ana=22?= <Ana@Example.org>", sender="KIM@example.org")
    )
    row = only(imported)
    assert row["sender"] == "kim@example.org"
    assert row["conversation"] == "ana@example.org, jo@example.org, kim@example.org"
    assert imported.notes["contacts"] == {"ana@example.org": '"Sol, Ana"'}


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "x-unheard-of", "hex", "idna"])
def test_a_header_is_read_in_its_character_set(tmp_path, charset):
    data = "Café".encode("latin-1" if charset != "utf-8" else "utf-8")
    coded = f"=?{charset}?b?{base64.b64encode(data).decode()}?="
    assert only(read(tmp_path, mail(DATE, f"Subject: {coded}")))["subject"] == "Café"


@pytest.mark.parametrize(
    "field",
    [
        "Subject: =?utf-8?b?!!!?=",
        "Subject: \udcff\udcfe",
        'Cc: <<<@>>>, ;;:, "',
        "Cc: " + "(" * 5000,
        "Message-ID: <[>",
        "Content-Type: multipart/mixed",
        "Content-Type: text/plain; charset*=x'y'%%%; name*0*=utf-8''%e2%28",
        "Content-Type: /;;=",
        "Content-Disposition: ;;\udcff=",
        "Content-Transfer-Encoding: base64",
        "Content-Transfer-Encoding: x-uuencode",
        "MIME-Version: \x01",
        "X-Gmail-Labels: =?utf-8?q?=ZZ?=",
    ],
)
def test_a_damaged_header_costs_no_message(tmp_path, field):
    imported = read(tmp_path, mail(DATE, field))
    assert imported.accounting["records"] == 1
    assert only(imported)["sender"] == "kim@example.org"


@pytest.mark.parametrize(
    ("date", "local"),
    [
        ("Sat, 10 Jan 2026 09:00:00 +0100", "09:00:00"),
        ("10 Jan 2026 03:00:00 EST", "09:00:00"),  # five hours behind UTC, six behind Berlin
        ("Sat, 10 Jan 2026 09:00:00 MEZ", "09:00:00"),
        ("Sat, 10 Jan 2026 08:00:00 -0000", "09:00:00"),
        ("Sat, 10 Jan 2026 13:30:00 +05:30 (IST)", "09:00:00"),
        ("Sat, 10-Jan-2026 08:00:00 UTC", "09:00:00"),
        ("Sat, 10 Jan 26 08:00 GMT", "09:00:00"),
    ],
)
def test_a_date_is_an_instant(tmp_path, date, local):
    row = only(read(tmp_path, mail(f"Date: {date}", "Message-ID: <1@x>")))
    assert str(row["local_time"]) == f"2026-01-10 {local}"
    assert row["written_time"] == date


@pytest.mark.parametrize(
    "date", ["", "Date: yesterday", "Date: Sat, 45 Jan 2026 09:00:00 +0100", "Date: 1 Jan 1970 00:00 GMT"]
)
def test_without_a_readable_date_the_latest_arrival_counts_and_is_told(tmp_path, date):
    received = [f"Received: by {host}; Sat, 10 Jan 2026 09:00:0{at} +0100" for at, host in ((2, "mx"), (1, "relay"))]
    imported = read(tmp_path, mail(*received, "Message-ID: <1@x>", *([date] if date else [])))
    assert str(only(imported)["local_time"]) == "2026-01-10 09:00:02"
    assert any("dated by their arrival" in each for each in imported.notes["warnings"])


def test_a_mail_without_any_date_is_skipped_and_says_so(tmp_path):
    imported = read(tmp_path, mail("Message-ID: <1@x>"), mail("Date: soon", "Message-ID: <2@x>"), mail(DATE))
    assert imported.skipped[["line", "reason"]].values.tolist() == [[1, "no date"], [8, "no such date: soon"]]
    assert imported.accounting["records"] == 3


def test_a_date_without_a_zone_is_marked(tmp_path):
    imported = read(tmp_path, mail("Date: Sat, 10 Jan 2026 09:00:00", "Message-ID: <1@x>"))
    assert only(imported)["time_note"] == "zone uncertain"
    assert any("time zone" in each for each in imported.notes["warnings"])


def test_equal_copies_in_one_mailbox_are_one_message(tmp_path):
    imported = read(tmp_path, mail(DATE, "Message-ID: <1@x>"), mail(DATE, "Message-ID: <1@x>"))
    assert imported.accounting == {"records": 2, "messages": 1, "notices": 0, "duplicates": 1, "skipped": 0}


def test_a_mailbox_and_a_single_file_of_the_same_mail_meet_by_its_id(tmp_path):
    one = read(tmp_path, mail(DATE, "Message-ID: <1@x>", body="hello"), name="one.eml")
    two = read(tmp_path, mail(DATE, "Message-ID: <1@x>", body="hello\n\na list's footer"), mail(DATE), name="two.mbox")
    merged, elsewhere = merge([one, two])
    assert len(merged) == 2
    assert sum(elsewhere.values()) == 1


def test_a_mailbox_without_escapes_is_cut_only_at_real_separators(tmp_path):
    body = "one\n\nFrom here on: silence\n\nFrom 10:30 to the end of 2025\nwe were\n\nFrom me"
    imported = read(tmp_path, mail(DATE, body=body), mail(DATE, body="two"))
    assert imported.messages["text"].tolist() == [body, "two"]


def test_what_stands_before_the_first_mail_of_a_mailbox_is_counted(tmp_path):
    path = tmp_path / "box"
    path.write_text(
        f"From - Sat Jan 10 09:00:00 2026\n{mail(DATE)}\nFrom - Sat Jan 10 09:00:00 2026\n{mail(DATE, body='x')}"
    )
    whole = read_export(path)
    path.write_text("\n\n" + path.read_text())
    assert read_export(path).messages["line"].tolist() == [line + 2 for line in whole.messages["line"]] == [3, 10]


def test_a_mark_between_close_quotations_is_not_taken_off(tmp_path):
    # the mark may be the mailbox's or a quotation's: nobody's words may become the sender's
    imported = read(tmp_path, mail(DATE, body=">one\n>From two\n>three\n\nfour"), mail(DATE, body=">From me"))
    assert imported.messages["text"].tolist() == ["four", "From me"]


def test_of_several_forms_of_a_text_the_plain_one_is_read_and_blank_ones_are_not(tmp_path):
    parts = (
        "--b\nContent-Type: text/plain\n\n{}\n--b\nContent-Type: multipart/related; boundary=c\n\n--c\n"
        "Content-Type: text/html\n\n<p>in HTML</p>\n--c\nContent-Type: image/png; name=dot.png\n\nx\n--c--\n--b--\n"
    )
    head = (DATE, "Content-Type: multipart/alternative; boundary=b")
    rows = read(tmp_path, mail(*head, body=parts.format("plain")), mail(*head, body=parts.format(" "))).messages
    assert rows["text"].tolist() == ["plain", "in HTML"]
    assert rows["note"].tolist() == ["", "turned from HTML into text"]
    assert rows["attachments"].tolist() == [["dot.png"], ["dot.png"]]


def test_texts_around_a_picture_are_both_read(tmp_path):
    body = (
        "--b\nContent-Type: text/plain\n\nbefore\n--b\nContent-Type: image/png\n\nx\n--b\n"
        "Content-Type: text/plain\n\nafter\n--b\nContent-Type: text/plain; name=notes.txt\n\nnot mine\n--b--\n"
    )
    row = only(read(tmp_path, mail(DATE, "Content-Type: multipart/mixed; boundary=b", body=body)))
    assert row["text"] == "before\nafter"
    assert row["attachments"] == ["image/png", "notes.txt"]
    assert row["kind"] == "media"


def test_quoted_words_without_marks_are_found_by_the_html_form(tmp_path):
    body = (
        "--b\nContent-Type: text/plain\n\nYes.\n\nyou said that you would never come back\n"
        "--b\nContent-Type: text/html\n\n"
        "<p>Yes.</p><blockquote>you said that you <b>would</b>\nnever come back</blockquote>\n--b--\n"
    )
    row = only(read(tmp_path, mail(DATE, "Content-Type: multipart/alternative; boundary=b", body=body)))
    assert row["text"] == "Yes."
    assert "never come back" in row["quoted"]


def test_words_repeated_without_marks_stay_with_who_wrote_them(tmp_path):
    said = "I will take the children on Friday whatever you say"
    imported = read(
        tmp_path,
        mail(DATE, "Message-ID: <1@x>", body=f"{said}\nbye"),
        mail(DATE.replace("09:", "10:"), body=f"What is this?\n\n{said}\nbye", sender="jo@example.org"),
        mail(DATE.replace("09:", "11:"), body=said),
    )
    assert imported.messages["text"].tolist() == [f"{said}\nbye", "What is this?\nbye", said]
    assert imported.messages["quoted"].tolist() == ["", f"\n\n{said}", ""]
    assert imported.messages["note"].tolist() == ["", ECHO, ""]


def test_how_many_messages_were_parted_by_guess_is_told(tmp_path):
    body = "Yes.\n\n-----Original Message-----\nFrom: Jo\nSent: 9 January 2026\nSubject: x\n\nno"
    imported = read(tmp_path, mail(DATE, body=body), mail(DATE, body="no"))
    assert imported.messages["note"].tolist() == [BELOW, ""]
    assert [each.endswith(": 1.") for each in imported.notes["warnings"]] == [True]


def test_a_mail_nested_beyond_reason_is_skipped(tmp_path):
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    imported = read(
        tmp_path, mail(DATE, nested.rstrip("\n").split("\n\n")[0], body=nested.partition("\n\n")[2]), mail(DATE)
    )
    assert imported.accounting["records"] == 2
    assert len(imported.messages) + len(imported.skipped) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Dear Kim,\n\nFrom now on I write letters.\n",
        "From: us\nTo: you\n\nwith love\n",
        "From: Kim\nType: incoming\nReceived: Mon, 28 Oct 2024 10:00:01 +0000\n\nhi\n",
        "Date: 10 January\nMood: low\n\nI wrote to Kim.\n",
        "",
    ],
)
def test_letters_are_not_taken_for_mail(tmp_path, text):
    path = tmp_path / "letter.txt"
    path.write_text(text or "x")
    with pytest.raises(UnknownFormat):
        detect_format(path)


def test_errors_quote_no_words(tmp_path):
    imported = read(
        tmp_path, mail("Date: soon", "Message-ID: <1@x>", body="secret words"), mail(DATE, body="secret words")
    )
    assert "secret" not in str(imported.skipped.values.tolist()) + str(imported.notes)
    with pytest.raises(PatternsError) as raised:
        read_export(tmp_path / "none.eml")
    assert "secret" not in str(raised.value)


def test_another_export_with_fields_like_a_mails_is_not_taken_for_one(tmp_path):
    path = tmp_path / "Kim.txt"
    fields = "From: Kim\nType: incoming\nSent: Mon, 28 Oct 2024 10:00:00 +0000\n"
    path.write_text(f"Conversation: Kim\n\n{fields}\nhello\n")
    assert detect_format(path) == "sigtop"
