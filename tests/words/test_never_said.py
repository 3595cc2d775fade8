"""What no sentence of the program says, in any language it is written in, whatever the record holds."""

from __future__ import annotations

import re

import pytest

from patterns.log.sheets import SHEETS
from patterns.rules import RULES
from patterns.words import en, ru

NEVER = {
    "an instrument that needs trained people": (
        r"danger assessment|(?-i:\b(DASH|ODARA|SARA)\b)|conflict tactics|\bHCR-20\b"
    ),
    "advice that can raise danger": (
        r"couples?.{0,12}(therapy|counsel)|\bmediat|confront|secretly|leave (him|her|them)\b|stay with (him|her|them)"
        r"|show (him|her|them) (this|the)|record (him|her|them)\b"
    ),
    "a met limit as a reward": r"\breward|\bearned\b|deserve|can (now )?be trusted|trust (him|her|them)|safe to resume",
    "blame or a game": (
        r"you failed|you should have|(?<!no )streak|well done|congratulat|\bbadge\b|don't forget|reminder"
    ),
    "a promise about courts": r"forensic|court[- ]proof|admissib|legally (valid|certified|binding)|certified",
    "what goes on in somebody": r"\b(sincerely|manipulat|drunk|intoxicat|lying|he lies|pretend)",
    "a machine's mood": r"sentiment|toxicity",
    "an overall figure": r"overall (score|risk|rating|colour)|total score|risk level|low risk|high risk",
    "a case against somebody": r"evidence against|proof against|guilty|perpetrator|the accused",
}
RUSSIAN = {
    "advice or labels": r"нарцисс|абьюзер|жертв|семейн\w+ терапи|медиаци|уходите от|оставайтесь с",
    "a reward, blame or a game": r"наград|заслуж|вы не справились|молодец|поздравля",
    "a promise about courts": r"судебно|для суда годится|криминалист",
}
SAID = {**en.SENTENCES, **{f"rule {rule.id}": rule.definition for rule in RULES.values()}}


@pytest.mark.parametrize("what", NEVER)
def test_no_sentence_says_it(what):
    assert [key for key, sentence in SAID.items() if re.search(NEVER[what], sentence, re.I)] == []


@pytest.mark.parametrize("what", RUSSIAN)
def test_no_russian_sentence_says_it(what):
    assert [key for key, sentence in ru.SENTENCES.items() if re.search(RUSSIAN[what], sentence, re.I)] == []


def test_sentences_that_say_it_would_be_found():
    said = (
        "The Danger Assessment gives 14.", "You could confront him.", "The visit was earned.", "You failed to reply.",
        "This is admissible.", "He apologised sincerely.", "Toxicity: 0.8", "Risk level: low risk",
        "Evidence against B.",
    )  # fmt: skip
    for (what, pattern), sentence in zip(NEVER.items(), said, strict=True):
        assert re.search(pattern, sentence, re.I), what


def test_a_met_limit_is_said_to_be_arithmetic_and_no_promise():
    assert "no permission, no promise" in en.SENTENCES["report.methods.lead"]


def test_what_is_read_and_what_is_written_is_called_a_working_copy():
    for key in ("screen.working-copy", "chronology.read-me.working-copy", "report.methods.same"):
        assert "working copy" in en.SENTENCES[key], key


def test_no_sheet_asks_for_a_therapists_own_notes():
    asked = [f"{sheet.name} {column.header} {column.meaning}" for sheet in SHEETS for column in sheet.columns]
    assert len(asked) > 50
    assert not [each for each in asked if re.search(r"(therapist|clinical|process)\S* (own )?notes?", each, re.I)]
