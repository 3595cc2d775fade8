"""Whose words are whose: what a sender newly wrote, and what a mail only repeats."""

from __future__ import annotations

import pytest

from patterns.importers._mail_html import lines_of
from patterns.importers._mail_quotes import BELOW, RUN_ON, join, part, plain, whole

OLD = "You never listen"

ATTRIBUTIONS = {
    "English": "On Mon, 4 Mar 2024 at 10:00, Kim Sample <kim@example.org> wrote:",
    "English, two lines": "On Mon, 4 Mar 2024 at 10:00, Kim Sample With A Long Name\n<kim@example.org> wrote:",
    "English, verb alone": "On Monday, March 4, 2024 at 10:00 AM, Kim Sample <kim@example.org>\nwrote:",
    "English, name first": "Kim Sample <kim@example.org> wrote on 4 March 2024:",
    "German": "Am Mo., 4. März 2024 um 10:00 Uhr schrieb Kim Sample <kim@example.org>:",
    "German, two lines": "Am Mo., 4. März 2024 um 10:00 Uhr schrieb Kim Sample <\nkim@example.org>:",
    "German, phone": "Kim Sample <kim@example.org> schrieb am Mo., 4. März 2024, 10:00:",
    "German, no address": "Am 04.03.2024 um 10:00 schrieb Kim Sample:",
    "French": "Le lun. 4 mars 2024 à 10:00, Kim Sample <kim@example.org> a écrit\u00a0:",
    "Spanish": "El lun, 4 mar 2024 a las 10:00, Kim Sample (<kim@example.org>) escribió:",
    "Italian": "Il giorno lun 4 mar 2024 alle ore 10:00 Kim Sample <kim@example.org> ha scritto:",
    "Dutch": "Op ma 4 mrt 2024 om 10:00 schreef Kim Sample <kim@example.org>:",
    "Portuguese": "Em seg., 4 de mar. de 2024 às 10:00, Kim Sample <kim@example.org> escreveu:",
    "Portuguese, Portugal": "Kim Sample <kim@example.org> escreveu no dia segunda, 4/03/2024 à(s) 10:00:",
    "Polish": "pon., 4 mar 2024 o 10:00 Kim Sample <kim@example.org> napisał(a):",
    "Polish, desktop": "W dniu 4.03.2024 o 10:00, Kim Sample pisze:",
    "Russian": "пн, 4 мар. 2024 г. в 10:00, Kim Sample <kim@example.org>:",
    "Russian, desktop": "04.03.2024 10:00, Kim Sample пишет:",
    "Swedish": "Den mån 4 mars 2024 kl 10:00 skrev Kim Sample <kim@example.org>:",
    "Finnish": "ma 4. maalisk. 2024 klo 10.00 Kim Sample (kim@example.org) kirjoitti:",
    "Czech": "po 4. 3. 2024 v 10:00 odesílatel Kim Sample <kim@example.org> napsal:",
    "Turkish": "Kim Sample <kim@example.org>, 4 Mar 2024 Pzt, 10:00 tarihinde şunu yazdı:",
    "Japanese": "2024年3月4日(月) 10:00 Kim Sample <kim@example.org>:",
    "Chinese": "Kim Sample <kim@example.org> 于2024年3月4日周一 10:00写道：",
    "Korean": "2024년 3월 4일 (월) 오전 10:00, Kim Sample <kim@example.org>님이 작성:",
}

BLOCKS = {
    "English": "From: Kim Sample <kim@example.org>\nSent: Monday, March 4, 2024 10:00 AM\nTo: Jo\nSubject: Saturday",
    "English, bold": "*From:* Kim Sample\n*Sent:* Monday, March 4, 2024\n*To:* Jo\n*Subject:* Saturday",
    "German": "Von: Kim Sample <kim@example.org>\nGesendet: Montag, 4. März 2024 10:00\nAn: Jo\nBetreff: Samstag",
    "French": "De : Kim Sample <kim@example.org>\nEnvoyé : lundi 4 mars 2024 10:00\nÀ : Jo\nObjet : samedi",
    "Spanish": "De: Kim Sample\nEnviado el: lunes, 4 de marzo de 2024 10:00\nPara: Jo\nAsunto: sábado",
    "Italian": "Da: Kim Sample\nInviato: lunedì 4 marzo 2024 10:00\nA: Jo\nOggetto: sabato",
    "Dutch": "Van: Kim Sample\nVerzonden: maandag 4 maart 2024 10:00\nAan: Jo\nOnderwerp: zaterdag",
    "Portuguese": "De: Kim Sample\nEnviada em: segunda-feira, 4 de março de 2024 10:00\nPara: Jo\nAssunto: sábado",
    "Polish": "Od: Kim Sample\nWysłano: poniedziałek, 4 marca 2024 10:00\nDo: Jo\nTemat: sobota",
    "Russian": "От: Kim Sample\nОтправлено: 4 марта 2024 г. 10:00\nКому: Jo\nТема: суббота",
    "a long list of addresses": "From: Kim\nSent: 4 March 2024\nTo: Jo <jo@example.org>;\n  Lee\nSubject: x",
}

SEPARATORS = {
    "English": "-----Original Message-----",
    "English, forwarded": "---------- Forwarded message ---------",
    "English, Apple": "Begin forwarded message:",
    "German": "-----Ursprüngliche Nachricht-----",
    "German, forwarded": "---------- Weitergeleitete Nachricht ----------",
    "German, Apple": "Anfang der weitergeleiteten Nachricht:",
    "French": "-----Message d'origine-----",
    "French, curled": "-----Message d’origine-----",
    "Spanish": "-----Mensaje original-----",
    "Italian": "-----Messaggio originale-----",
    "Dutch": "-----Oorspronkelijk bericht-----",
    "Portuguese": "-----Mensagem original-----",
    "Polish": "-----Wiadomość oryginalna-----",
    "Russian": "-----Исходное сообщение-----",
    "Russian, forwarded": "-------- Пересылаемое сообщение --------",
    "Outlook's line": "________________________________",
}


def parted(text):
    """Part a text, and show that nothing of it is lost."""
    found = part(plain(text))
    assert "".join(reassembled(found)) == text.strip("\n")
    return found


def reassembled(found):
    own = quoted = 0
    for number, length in enumerate(found.turns):
        if number % 2 == 0:
            yield found.text[own : own + length]
            own += length
        else:
            yield found.quoted[quoted : quoted + length]
            quoted += length
    assert (own, quoted) == (len(found.text), len(found.quoted))


@pytest.mark.parametrize("line", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_an_attribution_and_its_unmarked_words_are_not_the_senders(line):
    found = parted(f"Yes.\n\n{line}\n\n{OLD}\nnot once\n")
    assert found.text == "Yes."
    assert found.notes == [BELOW]


@pytest.mark.parametrize("line", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_below_an_attribution_with_marked_lines_the_answer_is_the_senders(line):
    found = parted(f"{line}\n> {OLD}\n>\n> not once\n\nI do.\nAlways.\n")
    assert found.text == "I do.\nAlways."
    assert found.notes == []


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_a_block_of_header_lines_and_all_below_it_are_not_the_senders(block):
    found = parted(f"Yes.\n\n{block}\n\n{OLD}\n\nnot once\n")
    assert found.text == "Yes."
    assert found.notes == [BELOW]


@pytest.mark.parametrize("line", SEPARATORS.values(), ids=SEPARATORS)
def test_a_separator_and_all_below_it_are_not_the_senders(line):
    assert parted(f"Yes.\n{line}\n{OLD}\n").text == "Yes."
    assert parted(f"Yes.\n\n{line}\n{BLOCKS['English']}\n\n{OLD}\n").text == "Yes."


def test_interleaved_answers_are_the_senders_and_the_rest_is_not():
    found = parted(
        f"Hello,\n\n{ATTRIBUTIONS['English']}\n> one?\n\nfirst\nanswer\n\n> two?\nsecond\n> three?\n\nthird\n-- \nJo"
    )
    # each stretch of answers keeps the line end in front of it; the signature stays
    assert found.text == "Hello,\nfirst\nanswer\nsecond\nthird\n-- \nJo"
    assert "answer" not in found.quoted
    assert found.quoted.count("?") == 3


def test_marks_alone_are_enough():
    assert parted("> one\n>> two\n>three\nmine").text == "mine"
    assert parted("KS> one\n | mine").text == " | mine"


def test_a_face_is_not_a_mark():
    assert parted(">:( go away").text == ">:( go away"
    assert parted("> :( go away").text == ""


def test_a_line_broken_off_a_long_quoted_one_is_not_the_senders():
    long = "> " + "you said that you would come and then you did not come at all " * 1
    found = parted(f"{long}\nand laughed\n> at me\n\nSorry.")
    assert found.text == "Sorry."
    assert found.notes == [RUN_ON]


def test_a_short_answer_between_short_quoted_lines_is_the_senders():
    assert parted("> one?\nyes\n> two?\nno").text == "yes\nno"


@pytest.mark.parametrize(
    "text",
    [
        "He wrote 3 letters:\nnone came.",
        "You asked what I wrote:\nnothing.",
        "Yesterday at 10:30 she wrote to me about the car, and I have a question:\nwhere is it?",
        "We meet at 10:00\nand then home:\nyes.",
        "From: us\nwith love",
        "To: do\n- tea\n- bread",
        "Date: 4 March\nthe day it began",
        "____________\nmy own line above",
        "-- \nJo\nOriginal message in a bottle",
        "On the way\nI thought of you.",
        "a > b and b < c",
    ],
)
def test_words_that_only_look_like_a_heading_stay_the_senders(text):
    found = parted(text)
    assert (found.text, found.quoted) == (text, "")


def test_a_forwarded_message_without_a_word_of_ones_own_has_no_text():
    found = parted(f"{SEPARATORS['English, forwarded']}\nFrom: Kim <kim@example.org>\nDate: Mon, 4 Mar 2024\n\n{OLD}")
    assert found.text == ""
    assert found.turns[0] == 0


def test_blank_lines_and_spaces_of_the_sender_are_kept():
    assert parted("  one \n\n\n two\t\n\n> old\n").text == "  one \n\n\n two\t"


def test_a_parted_body_can_be_marked_and_parted_again():
    text = "one\n\n> old\n\ntwo\n\nthree\n> older"
    found = parted(text)
    body = whole(found.text, found.quoted, found.turns)
    assert "\n".join(body.lines) == text
    assert join(body.lines, list(body.marked), []) == found


def shown(markup):
    return part(lines_of(markup))


def test_gmails_answer_in_html():
    found = shown(
        '<div dir="ltr">Yes.<div>Ten.</div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        'class="gmail_attr">Le lun. 4 mars 2024, Kim a dit :<br></div><blockquote class="gmail_quote">'
        "<div>You never<br>listen</div></blockquote></div>"
    )
    assert found.text == "Yes.\nTen."
    assert "You never\nlisten" in found.quoted


def test_answers_between_html_quotations_are_the_senders():
    found = shown(
        "<p>Hello</p><blockquote type='cite'><p>one?</p></blockquote><p>first</p>"
        "<blockquote type='cite'>two?<blockquote>deeper</blockquote></blockquote><p>second<br>line</p>"
    )
    assert found.text == "Hello\nfirst\nsecond\nline"
    assert [word in found.quoted for word in ("one?", "two?", "deeper")] == [True] * 3


def test_everything_below_outlooks_line_is_quoted():
    found = shown(
        "<p>Yes.</p><div id='appendonsend'></div><hr><div id='divRplyFwdMsg'><b>Pošiljatelj:</b> Kim<br></div>"
        f"<div>{OLD}</div>"
    )
    assert found.text == "Yes."
    assert found.notes == [BELOW]


def test_words_set_in_by_gmail_are_not_quoted():
    found = shown('<div>so:</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px">mine</blockquote>')
    assert found.text == "so:\nmine"


def test_a_quotation_that_is_never_closed_lasts_to_the_end():
    assert shown(f"mine<blockquote><div>{OLD}</b></p>not once").text == "mine"


def test_html_shows_what_a_browser_shows():
    found = shown(
        "<html><head><title>no</title><style>p { color: red }</style></head><body>a &lt;b&gt;\n  c&nbsp;d<br>e"
        "<script>no()</script><!-- no --><ul><li>one<li>two</ul><table><tr><td>x<td>y</table>"
        '<pre>as  it\n  is</pre><img src=x alt="🙂"><img src=x alt="Logo"></body></html>'
    )
    assert found.text == "a <b> c\u00a0d\ne\n\none\ntwo\n\nx y\n\nas  it\n  is\n\n🙂"


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!--", "<!", "</", "<a b='", "&", "<div>", "</div>", "<td>", "<?", "<![CDATA["]
)
def test_hostile_markup_is_read_in_a_moment(piece):
    shown(piece * (200_000 // len(piece)))
