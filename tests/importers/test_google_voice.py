"""Google Voice: what the fixtures cannot show."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from patterns.importers import FORMATS, read_export
from patterns.importers._base import Head
from patterns.importers._page import first, read_page, written

FOLDER = Path(__file__).resolve().parent.parent / "exports" / "google_voice" / "calls_folder" / "export"
PAGE = '<html><head><title>{}</title></head><body><div class="hChatLog hfeed">{}</div></body></html>'
MESSAGE = (
    '<div class="message"><abbr class="dt" title="{}">x</abbr>: <cite class="sender vcard">{}</cite>: <q>{}</q></div>'
)


def page(tmp_path, *messages: str, title: str = "Wanda Reis", name: str = "Wanda Reis - Text - x.html"):
    path = tmp_path / name
    path.write_text(PAGE.format(title, "".join(messages)), encoding="utf-8")
    return read_export(path)


def message(title: str, text: str, sender: str = '<span class="fn">Wanda Reis</span>') -> str:
    return MESSAGE.format(title, sender, text)


def test_the_owner_is_known_by_the_form_of_the_name_in_every_language(tmp_path):
    own = message("2026-05-01T08:00:00Z", "x", '<abbr class="fn" title="">Moi</abbr>')
    named = message("2026-05-01T08:01:00Z", "y", '<span class="fn">Me</span>')
    read = page(tmp_path, own, named)
    assert read.messages["direction"].tolist() == ["sent", "received"]
    assert read.notes["own_identity"] == "Me"


def test_the_words_of_a_message_keep_the_blanks_around_them(tmp_path):
    assert page(tmp_path, message("2026-05-01T08:00:00Z", " a \n b<br>")).messages["text"].tolist() == [" a \n b\n"]


def test_a_page_without_a_name_is_called_as_its_file(tmp_path):
    own = message("2026-05-01T08:00:00Z", "x", '<abbr class="fn" title="">Me</abbr>')
    read = page(tmp_path, own, title="", name="+15550133 - Text - 2026-04-01T10_00_00Z.html")
    assert read.messages["conversation"].tolist() == ["+15550133"]


def test_a_page_without_a_message_is_accounted_for(tmp_path):
    read = page(tmp_path)
    assert read.accounting["records"] == 1
    assert read.skipped["reason"].tolist() == ["a page without any message or call"]


def test_voicemails_are_told_to_be_heard_by_a_machine():
    warnings = read_export(FOLDER).notes["warnings"]
    assert [each.partition(": ")[2] for each in warnings] == [
        "Voicemails are shown in the words that Google's machine understood: 1."
    ]


def test_the_names_beside_the_numbers_are_handed_on():
    assert read_export(FOLDER).notes["contacts"] == {"+15550100": "Nils Oberg"}


def test_a_zip_reads_as_the_folder_does(tmp_path):
    path = tmp_path / "takeout.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(FOLDER.rglob("*.html")):
            archive.write(file, f"Takeout/{file.relative_to(FOLDER).as_posix()}")
    columns = ["message_id", "text", "conversation", "line"]
    zipped, folder = (read_export(each).messages[columns].to_numpy().tolist() for each in (path, FOLDER))
    assert sorted(zipped) == sorted(folder)


@pytest.mark.parametrize(
    "title", ["", "yesterday", "2026-05-01", "2026-05-01T08:00:00", "0001-01-01T00:00:00+14:00", "1969-05-01T08:00:00Z"]
)
def test_what_is_no_instant_is_left_out_and_told(tmp_path, title):
    read = page(tmp_path, message(title, "x"), message("2026-05-01T08:00:00Z", "y"))
    assert read.messages["text"].tolist() == ["y"]
    assert read.skipped["reason"].str.startswith("no such time").all()


def test_a_message_without_sender_or_words_is_still_a_row(tmp_path):
    bare = '<div class="message"><abbr class="dt" title="2026-05-01T08:00:00Z">x</abbr></div>'
    read = page(tmp_path, bare)
    assert read.messages[["kind", "text"]].to_numpy().tolist() == [["media", ""]]
    assert read.messages["sender"].isna().all()


def test_pages_of_other_kinds_are_not_taken_for_calls():
    for text in ('<html><div class="history"></div></html>', 'class="hChatLog"', '<smses count="1"></smses>'):
        assert not FORMATS["google_voice"].detect(Head(".html", text, text.encode(), "x.html"))


def test_a_page_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("patterns.importers._page.LARGEST", 100)
    with pytest.raises(Exception, match="larger than 256 megabytes"):
        page(tmp_path, message("2026-05-01T08:00:00Z", "x" * 200))


def test_a_page_as_a_tree_bends_and_does_not_break(tmp_path):
    from patterns.importers import recognise

    path = tmp_path / "x.html"
    path.write_text('<div class="hChatLog"><p class=a>one<p class="b">two</i></p><br/>&amp;\x00<img class="c" src=x')
    tree = read_page(recognise(path, "x")[0].source)
    assert written(first(tree, "b")) == "two"
    assert written(tree).startswith("onetwo\n&\ufffd")  # an element without its end: Pythons differ on it
