"""What of an export goes along with a chronology: never a picture that stands among the messages, sent or not."""

from __future__ import annotations

from pathlib import Path

import pytest

import patterns
from patterns.importers import holds_pictures
from patterns.report.chronology import build_chronology
from tests.cases import write_log

PEOPLE = [{"Role": "me", "Name": "Ilka"}, {"Role": "other", "Name": "Bodo", "Known as": "+4915550001"}]
TOLD = [{"File": "*", "I take part": "yes"}]
TEXT = '<sms type="1" address="+4915550001" body="{}" date="{}" contact_name="Bodo" />'
PICTURE = (
    '<mms date="1772700000000" msg_box="{box}" address="+4915550001" m_type="132"><parts>'
    '<part seq="0" ct="{ct}" name="boat.jpg" {data} /></parts>'
    '<addrs><addr address="+4915550001" type="137" /></addrs></mms>'
)
RECEIVED, DRAFT = (PICTURE.format(box=box, ct="image/jpeg", data='data="aGk="') for box in (1, 3))


def backup(path: Path, *elements: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'<smses count="{len(elements)}">{"".join(elements)}</smses>', encoding="utf-8")
    return path


def texts(*hours: int) -> list[str]:
    return [TEXT.format(f"words number {hour}", 1772700000000 + hour * 3_600_000) for hour in hours]


def copied(folder: Path, words: str, **more: object) -> tuple[set[str], str]:
    """The exports that come along where an entry names the message with these words, and what is said beside them."""
    named = {"Date": "2026-03-05", "Time": "12:00", "Codes": "insult", "What happened": "Wrote it"}
    write_log(folder, incidents=[named], people=PEOPLE, sources=TOLD)
    messages = patterns.open_case(folder).messages
    (wanted,) = messages.loc[messages["text"].eq(words), "message_id"]
    write_log(folder, incidents=[named | {"Message ids": wanted}], people=PEOPLE, sources=TOLD)
    paths = build_chronology(patterns.open_case(folder), recipient="police", **more)
    (said,) = [path.read_text() for path in paths if path.name == "READ-ME.txt"]
    return {path.name for path in paths if "originals" in path.parts}, said


def test_of_two_backups_with_the_same_picture_neither_is_copied(tmp_path):
    folder = tmp_path / "case"
    backup(folder / "exports" / "sms-a.xml", *texts(1, 2), RECEIVED)
    backup(folder / "exports" / "sms-b.xml", *texts(2, 3), RECEIVED)  # its picture is kept under the first source
    there, said = copied(folder, "words number 2")
    assert there == set()
    assert "2 exports are not copied" in said
    assert copied(folder, "words number 2", pictures=True)[0] == {"sms-a.xml", "sms-b.xml"}


def test_a_backup_whose_only_picture_was_never_sent_is_not_copied(tmp_path):
    backup(tmp_path / "case" / "exports" / "sms.xml", *texts(1), DRAFT)
    there, said = copied(tmp_path / "case", "words number 1")
    assert there == set()
    assert "1 export is not copied" in said


def test_a_backup_without_a_picture_is_copied(tmp_path):
    words = PICTURE.format(box=1, ct="text/plain", data='text="who comes?"')
    backup(tmp_path / "case" / "exports" / "sms.xml", *texts(1), words)
    there, said = copied(tmp_path / "case", "words number 1")
    assert there == {"sms.xml"}
    assert "not copied" not in said


@pytest.mark.parametrize(
    "part", ['ct="image/jpeg" data="null"', 'ct="image/jpeg" data=""', 'ct="text/plain" data="aGk="']
)
def test_a_part_without_bytes_and_one_of_words_is_no_picture(tmp_path, part):
    assert not holds_pictures(backup(tmp_path / "sms.xml", f"<mms><parts><part {part} /></parts></mms>"))


@pytest.mark.parametrize("part", ['ct="text/x-vcard" data="aGk="', 'data="aGk="', 'ct="video/mp4" data="aGk="'])
def test_a_part_with_bytes_counts_as_a_picture_whatever_it_is_called(tmp_path, part):
    assert holds_pictures(backup(tmp_path / "sms.xml", f"<mms><parts><part {part} /></parts></mms>"))


@pytest.mark.parametrize(
    "damaged", ["<smses><sms body='hi' />", "<!DOCTYPE a><smses></smses>", "<smses>&nothing;</smses>", ""]
)
def test_a_backup_that_cannot_be_told_counts_as_one_with_pictures(tmp_path, damaged):
    (tmp_path / "sms.xml").write_text(damaged)
    assert holds_pictures(tmp_path / "sms.xml")


MAIL = "From: a@example.org\nDate: Thu, 5 Mar 2026 12:00:00 +0100\nMessage-ID: <1@example.org>\n{}"
PARTED = 'Content-Type: multipart/mixed; boundary="x"\n\n--x\n\nhello\n--x\n{}\n\naGk=\n--x--\n'


@pytest.mark.parametrize(
    "rest",
    [
        PARTED.format("Content-Type: image/png"),
        "X-Mozilla-Draft-Info: internal/draft\n" + PARTED.format("Content-Type: image/png"),
        PARTED.format("Content-Type: text/plain; name=boat.jpg"),
        PARTED.format("Content-Type: message/rfc822"),
        "Content-Type: application/pkcs7-mime\n\naGk=\n",
        "Content-Type: text/html\n\n<img src='data:image/png;base64,aGk='>\n",
        "Content-Type: multipart/mixed\n\nno boundary\n",
    ],
)
def test_a_mail_that_holds_more_than_words_counts_as_one_with_pictures(tmp_path, rest):
    (tmp_path / "a.eml").write_text(MAIL.format(rest))
    assert holds_pictures(tmp_path / "a.eml")


@pytest.mark.parametrize(
    "rest",
    ["\nhello\n", PARTED.format("Content-Type: text/html"), PARTED.format("Content-Type: application/pgp-signature")],
)
def test_a_mail_of_words_alone_holds_none(tmp_path, rest):
    (tmp_path / "box.mbox").write_text(f"From a@example.org Thu Mar  5 12:00:00 2026\n{MAIL.format(rest)}")
    assert not holds_pictures(tmp_path / "box.mbox")


def test_the_second_mail_of_a_box_is_looked_at_too(tmp_path):
    first, second = MAIL.format("\nhello\n"), MAIL.format(PARTED.format("Content-Type: image/png"))
    between = "From a@example.org Thu Mar  5 12:00:00 2026\n"
    (tmp_path / "box.mbox").write_text(f"{between}{first}\n{between}{second}")
    assert holds_pictures(tmp_path / "box.mbox")
