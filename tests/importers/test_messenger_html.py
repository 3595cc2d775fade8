"""Pages of Messenger and Instagram: found by structure, dates of many languages, other pages left alone."""

from __future__ import annotations

import pandas as pd
import pytest

from patterns.errors import AmbiguousDates, UnknownFormat
from patterns.importers import detect_format, read_export
from patterns.importers._meta_dates import moment, stamp_of

NOON = pd.Timestamp("2020-09-13 12:26")


def card(sender, text, when):
    return f"<div><div>{sender}</div><div><div>{text}</div></div><div>{when}</div></div>"


def page(path, *cards, title="Kim Probe", before=""):
    path.write_text(f"<html><head><title>{title}</title></head><body>{before}{''.join(cards)}</body></html>")
    return path


def read(path, **told):
    return read_export(path, timezone="Europe/Berlin", format="messenger_html", **told)


@pytest.mark.parametrize(
    "text",
    [
        "Sep 13, 2020, 12:26 PM",
        "Sep 13, 2020 12:26 pm",
        "Sep 13, 2020 at 12:26\u202fPM",
        "13 Sept 2020, 12:26",
        "13. Sept. 2020, 12:26",
        "13. September 2020 um 12:26 Uhr",
        "13 sept. 2020 à 12:26",
        "13 sept 2020, 12:26",
        "13 de septiembre de 2020 a las 12:26",
        "13 set 2020, 12:26",
        "13 settembre 2020 alle ore 12:26",
        "13 de set. de 2020, 12:26",
        "13 sep. 2020 om 12:26",
        "13 wrz 2020, 12:26",
        "13 сент. 2020 г., 12:26",
        "13 сентября 2020 г. в 12:26",
        "Sunday, September 13, 2020 at 12:26 PM",
    ],
)
def test_a_date_is_read_in_the_forms_of_many_languages(text):
    assert moment(stamp_of(text), "day first") == NOON


@pytest.mark.parametrize(
    ("word", "month"),
    [("März", 3), ("Mai", 5), ("Dez.", 12), ("févr.", 2), ("juin", 6), ("juil.", 7), ("août", 8), ("déc.", 12),
     ("ene", 1), ("abr", 4), ("dic", 12), ("gen", 1), ("mag", 5), ("giu", 6), ("lug", 7), ("ago", 8), ("ott", 10),
     ("out.", 10), ("mrt", 3), ("mei", 5), ("okt", 10), ("sty", 1), ("lut", 2), ("kwi", 4), ("maj", 5), ("cze", 6),
     ("lip", 7), ("sie", 8), ("wrz", 9), ("paź", 10), ("lis", 11), ("gru", 12), ("янв.", 1), ("мая", 5), ("июн.", 6),
     ("июл.", 7), ("дек.", 12)],
)  # fmt: skip
def test_the_months_of_eight_languages_are_told_apart(word, month):
    assert moment(stamp_of(f"4 {word} 2021, 07:05"), "day first") == pd.Timestamp(2021, month, 4, 7, 5)


@pytest.mark.parametrize(
    "text",
    ["see you Sep 13, 2020, 12:26 PM", "Sep 13, 2020", "12:26 PM", "5 apples 2020, 12:26", "13 xyz 2020, 12:26", ""],
)
def test_what_is_more_or_less_than_a_date_is_none(text):
    assert stamp_of(text) is None


@pytest.mark.parametrize("text", ["Feb 30, 2020, 12:26 PM", "Sep 13, 2020, 13:26 PM", "Sep 13, 2020, 25:26"])
def test_an_impossible_date_leaves_its_message_out_with_its_line(tmp_path, text):
    cards = [card("Kim Probe", "hello", text), card("Kim Probe", "ok", "Sep 13, 2020, 12:26 PM")]
    imported = read(page(tmp_path / "x.html", *cards))
    assert imported.messages["text"].tolist() == ["ok"]
    assert imported.skipped["reason"].tolist() == [f"no such time: {text}"]


def test_dates_in_numbers_that_nothing_decides_are_asked_about(tmp_path):
    path = page(tmp_path / "x.html", card("Kim Probe", "one", "04/03/2024, 10:00"))
    with pytest.raises(AmbiguousDates):
        read(path)
    assert str(read(path, date_order="day first").messages["local_time"].iloc[0]) == "2024-03-04 10:00:00"
    assert str(read(path, date_order="month first").messages["local_time"].iloc[0]) == "2024-04-03 10:00:00"


def test_the_language_of_the_page_decides_where_its_dates_do_not(tmp_path):
    path = page(tmp_path / "x.html", card("Kim", "one", "04/03/2024, 10:00"), before="<p>Partecipanti: Kim, Robin</p>")
    assert str(read(path).messages["local_time"].iloc[0]) == "2024-03-04 10:00:00"


def test_a_number_above_twelve_decides_for_the_whole_page(tmp_path):
    cards = [card("Kim", "two", "04/03/2024, 10:00"), card("Kim", "one", "02/28/2024, 10:00")]
    imported = read(page(tmp_path / "x.html", *cards))
    assert [str(each) for each in imported.messages["local_time"]] == ["2024-02-28 10:00:00", "2024-04-03 10:00:00"]
    assert imported.notes["date_order"] == "month first"


def test_whatever_the_classes_are_called_the_structure_is_found(tmp_path):
    old = page(tmp_path / "x.html", card("Kim Probe", "hello", "Sep 13, 2020, 12:26 PM"))
    old.write_text(old.read_text().replace("<div>", '<section class="zz9">').replace("</div>", "</section>"))
    assert read_export(old, timezone="UTC").messages["text"].tolist() == ["hello"]


def test_a_page_says_that_json_is_the_better_choice(tmp_path):
    imported = read(page(tmp_path / "x.html", card("Kim Probe", "hello", "Sep 13, 2020, 12:26 PM")))
    assert "Facebook offers the same download as JSON, which holds the exact times" in imported.notes["warnings"][0]
    assert "without seconds" in imported.notes["warnings"][0]


@pytest.mark.parametrize(
    ("start", "platform"),
    [("your_instagram_activity", "instagram"), ("your_facebook_activity", "messenger"), ("", "messenger")],
)
def test_the_platform_is_told_by_the_folders_the_page_links_to(tmp_path, start, platform):
    place = f"{start}/messages/inbox/kim_1/photos/1.jpg"
    photo = f'<a href="{place}"><img src="{place}"></a>'
    imported = read(page(tmp_path / "x.html", card("Kim Probe", photo, "Sep 13, 2020, 12:26 PM")))
    row = imported.messages.iloc[0]
    assert (row["platform"], row["kind"], row["attachments"]) == (platform, "media", ["1.jpg"])


@pytest.mark.parametrize(
    ("title", "sender"),
    [("Your posts", "Kim Probe updated her status."), ("Followers", "robin_m"), ("Logins", "Login")],
)
def test_other_pages_of_an_export_are_no_chats(tmp_path, title, sender):
    path = page(tmp_path / "x.html", card(sender, "words", "Sep 13, 2020, 12:26 PM"), title=title)
    with pytest.raises(UnknownFormat):
        detect_format(path)


def test_a_list_of_chats_is_no_chat(tmp_path):
    link = '<a href="messages/inbox/kim_1/message_1.html">Kim Probe</a>'
    path = page(tmp_path / "x.html", card("Kim Probe", link, "Sep 13, 2020, 12:26 PM"))
    with pytest.raises(UnknownFormat):
        detect_format(path)


def test_a_shared_text_with_a_date_does_not_become_a_message(tmp_path):
    shared = "<div>Open day</div><div>Sep 12, 2020, 10:00 AM</div>"
    whole = f"<div><div>Kim Probe</div><div>{shared}</div><div>Sep 13, 2020, 12:26 PM</div></div>"
    imported = read(page(tmp_path / "x.html", whole, card("Robin", "ok", "Sep 13, 2020, 12:20 PM")))
    assert imported.messages["sender"].tolist() == ["Robin", "Kim Probe"]
    assert imported.messages["text"].tolist() == ["ok", "Open day"]


def test_elements_that_are_never_closed_break_nothing(tmp_path):
    path = page(tmp_path / "x.html", card("Kim Probe", "hello", "Sep 13, 2020, 12:26 PM"), before="<div>" * 5000)
    assert read(path).accounting["records"] == 1
