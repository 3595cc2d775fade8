"""Telegram's HTML export: what the fixtures cannot show."""

from __future__ import annotations

from pathlib import Path

from patterns.importers import merge, read_export

EXPORTS = Path(__file__).resolve().parent.parent / "exports"
ZONE = "Europe/Berlin"
PAGE = '<html><body><div class="page_wrap"><div class="text bold">Lena Probst</div><div class="history">{}</div></div>'
MESSAGE = (
    '<div class="message default clearfix{}" id="message{}"><div class="body">'
    '<div class="pull_right date details" title="{}">x</div>{}</div></div>'
)


def page(tmp_path, *entries: str):
    path = tmp_path / "messages.html"
    path.write_text(PAGE.format("\n".join(entries)), encoding="utf-8")
    return read_export(path, timezone=ZONE)


def message(number: int, title: str, inside: str, joined: bool = False) -> str:
    return MESSAGE.format(" joined" if joined else "", number, title, inside)


def test_the_pages_and_the_json_of_one_chat_are_one_chat():
    pages = read_export(EXPORTS / "telegram_html" / "two_pages" / "export", timezone=ZONE)
    chat = read_export(EXPORTS / "telegram" / "one_chat" / "export.json", timezone=ZONE)
    together, elsewhere = merge([pages, chat])
    # of the pages' 13 rows, 2 events have a time of another origin, 1 event and 1 text stand in the pages alone;
    # the other 9 stand in the chat: 3 texts, 4 media, 2 calls
    assert sum(elsewhere.values()) == 9
    assert len(together) == 13 + 15 - 9


def test_the_own_identity_is_whoever_made_the_outgoing_calls():
    pages = read_export(EXPORTS / "telegram_html" / "two_pages" / "export", timezone=ZONE)
    assert pages.notes["own_identity"] == "Otto Wirth"


def test_events_without_a_time_of_their_own_are_told():
    warnings = read_export(EXPORTS / "telegram_html" / "two_pages" / "export", timezone=ZONE).notes["warnings"]
    assert [each.partition(": ")[0] for each in warnings] == ["messages.html", "messages2.html"]
    assert "2 of them are shown at the time of the message next to them" in warnings[0]


def test_an_event_without_any_day_or_message_is_accounted_for(tmp_path):
    read = page(tmp_path, '<div class="message service" id="message5"><div class="body details">x left</div></div>')
    assert read.accounting == {"records": 1, "messages": 0, "notices": 0, "duplicates": 0, "skipped": 1}


def test_a_joined_message_below_a_forwarded_one_is_forwarded_from_the_same(tmp_path):
    words = '<div class="text">{}</div>'
    name = '<div class="from_name">Lena Probst</div>'
    origin = '<div class="from_name">Kiosk</div>'
    read = page(
        tmp_path,
        message(1, "01.02.2026 10:00:00 UTC+01:00", f'{name}<div class="forwarded body">{origin}{words}</div>'),
        message(2, "01.02.2026 10:00:01 UTC+01:00", f'<div class="forwarded body">{words}</div>', joined=True),
        message(3, "01.02.2026 10:00:02 UTC+01:00", words, joined=True),
    )
    assert read.messages["sender"].tolist() == ["Lena Probst"] * 3
    assert read.messages["forwarded_from"].fillna("").tolist() == ["Kiosk", "Kiosk", ""]


def test_a_joined_message_at_the_top_has_no_sender_and_is_told(tmp_path):
    read = page(tmp_path, message(1, "01.02.2026 10:00:00 UTC+01:00", '<div class="text">x</div>', joined=True))
    assert read.messages["sender"].isna().all()
    assert "name no sender: 1" in read.notes["warnings"][0]


def test_offsets_are_taken_away(tmp_path):
    # 10:00 five and a half hours ahead is 04:30 UTC; 10:00 three and a half behind is 13:30
    titles = ["01.02.2026 10:00:00 UTC+05:30", "01.02.2026 10:00:00 UTC-03:30", "01.02.2026 10:00:00 UTC"]
    read = page(tmp_path, *(message(number, title, "") for number, title in enumerate(titles)))
    assert [f"{each:%H:%M}" for each in read.messages["sent_at"]] == ["04:30", "13:30", "10:00"]


def test_a_message_that_is_never_closed_does_not_swallow_the_next(tmp_path):
    open_ended = message(1, "01.02.2026 10:00:00 UTC", '<div class="from_name">A</div><div class="text">one')
    closed = message(2, "01.02.2026 10:01:00 UTC", '<div class="from_name">B</div><div class="text">two</div>')
    read = page(tmp_path, open_ended.replace("</div></div>", ""), closed)
    assert read.messages[["sender", "text"]].to_numpy().tolist() == [["A", "one"], ["B", "two"]]


def test_deep_and_crooked_pages_end(tmp_path):
    read = page(tmp_path, message(1, "01.02.2026 10:00:00 UTC", "<b>" * 5000 + "</i>" * 5000 + "x" + "<!--" * 5000))
    assert read.accounting["records"] == 1
