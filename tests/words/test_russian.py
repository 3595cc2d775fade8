"""The second language, complete for reports: every sentence, its forms, and no English left in a finished report."""

from __future__ import annotations

import re
from datetime import date
from string import Formatter

import pytest

from patterns.report import methods
from patterns.report.blocks import words_of
from patterns.rules import RULES
from patterns.words import ENGLISH, day, definition, number, percent, retold, say, speaking, term
from patterns.words import en as english
from patterns.words import ru as russian
from tests.report.record import blocks_of, record

ON_A_TERMINAL = ("screen.", "passages.", "lab.", "display.", "sharing.list.", "sharing.doubtful", "sharing.leak",
                 "sharing.no-pseudonym", "sharing.not-", "sharing.pseudonym-", "sharing.safe", "sharing.ask-word",
                 "sharing.look-through", "sharing.hash", "sharing.parameters", "first-look.written", "first-look.not-",
                 "report.stage.", "verify.", "chronology.", "keeping.", "lock.",
                 "first-words.", "clean.", "mine.")  # fmt: skip  # not part of a report
REPORTED = sorted(key for key in english.SENTENCES if not key.startswith(ON_A_TERMINAL))


def fields(template: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(template) if field}


def test_every_sentence_of_a_report_is_there():
    lacking = [key for key in REPORTED if key not in russian.SENTENCES]
    assert not lacking, "to be added to a file in patterns/words/ru"


@pytest.mark.parametrize("key", sorted(russian.SENTENCES))
def test_a_sentence_says_the_same_things(key):
    if key in english.SENTENCES:
        assert fields(russian.SENTENCES[key]) == fields(english.SENTENCES[key])


def test_every_rule_is_defined():
    assert set(RULES) <= set(russian.DEFINITIONS)
    with speaking("ru"):
        assert definition("attendance", "in English") != "in English"
    assert definition("attendance", "in English") == "in English"


@pytest.mark.parametrize(
    ("n", "words"),
    [(1, "1 инцидент"), (2, "2 инцидента"), (5, "5 инцидентов"), (11, "11 инцидентов"), (12, "12 инцидентов"),
     (21, "21 инцидент"), (22, "22 инцидента"), (25, "25 инцидентов"), (101, "101 инцидент"), (111, "111 инцидентов"),
     (0, "0 инцидентов")],
)  # fmt: skip
def test_a_number_brings_its_form_of_the_noun(n, words):
    with speaking("ru"):
        noun = say("noun.incident")
    forms = noun.split("|")
    assert f"{n} {russian.plural(n, forms)}" == words


def test_dates_and_numbers_are_written_as_in_russian():
    with speaking("ru"):
        assert day(date(2026, 3, 30)) == "30 марта 2026"
        assert day(date(2026, 2, 2), "short") == "2 февр."
        assert number(2.5) == "2,5"
        assert percent(0.525) == "52,5\u202f%"
    assert number(2.5) == "2.5"


def test_the_language_ends_with_its_block():
    with speaking("ru"):
        assert term("threat") == "угроза"
    assert term("threat") == "threat"


def test_what_another_part_wrote_is_retold_or_left_out():
    with speaking("ru"):
        assert retold("Incidents row 12") == "Incidents, строка 12"
        assert retold("a sentence nobody foresaw") is None
    assert retold("a sentence nobody foresaw") == "a sentence nobody foresaw"


OWN = re.compile(
    r"Contact|Insults|review-\S+|WhatsApp|SMS|Europe/\w+|MBT|patterns \w+|patterns|Incidents|Days|Boundaries|SHA|"
    r"how_sure\.ipynb|wrote to my sister|went swimming|Lila\.help|NO MORE Global Directory|B1|"
    r"[a-z]+(?:-[a-z0-9]+)+|refuse|treatment|statements|reassess|"
    r"Codes|Sources|Protections|Plan|People|ipynb|Record complete|Esc|DIN|email|fonts|xlsx|log|review"
)


def test_a_finished_report_holds_no_english_sentence(tmp_path):
    with speaking("ru"):
        said = " | ".join(words_of(blocks_of(record(tmp_path, threat=True, did="", boundary="B1"))))
    left = re.findall(r"(?:\b[A-Za-z]{2,}\b[ ,.]*){3,}", OWN.sub(" ", said))
    assert not left


def test_methods_name_every_rule_in_words():
    with speaking("ru"):
        assert not [rule for rule in RULES if re.search("[A-Za-z]", methods._name(rule).replace("MBT", ""))]


def test_english_is_the_language_of_everything_else():
    assert say("report.hide") == english.SENTENCES["report.hide"]
    assert ENGLISH == "en"
