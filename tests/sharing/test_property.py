"""Random names of several scripts, planted wherever a case can hold one: no trace of them in any shared output."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook

import patterns
from patterns.report import page
from patterns.report import print as printed
from patterns.report.copies import marked
from tests.cases import write_sheet
from tests.report.record import blocks_of
from tests.shared_copies import edit, occurrences, whatsapp, with_people

ON = "2026-03-30"
SCRIPTS = {
    "Latin": ("bdfgjkłmnprstvwzžñ", "aeiouäöüéı"), "Cyrillic": ("бвгджзклмнпрстфхчш", "аеиоуыюя"),
    "Greek": ("βγδζθκλμνξπρστφχψ", "αεηιουω"), "Hebrew": ("בגדזחטכלמנסעפצקרשת", "אהוי"),
}  # fmt: skip
ROLES = ("me", "other", "child", "supporter", "third party")


def spoken(chance: Random, script: str = "") -> str:
    """A name that can be said: three or four syllables of one script."""
    consonants, vowels = SCRIPTS[script or chance.choice(sorted(SCRIPTS))]
    return "".join(chance.choice(consonants) + chance.choice(vowels) for _ in range(chance.choice((3, 4)))).title()


def planted(folder: Path, several: list[tuple[str, str, str]], stranger: str, place: str) -> Path:
    rows = [
        {
            "Role": role,
            "Name": f"{first} {last}",
            "Known as": f"{nick}; {nick.lower()}77",
            "Shown as": f"Person {number}",
        }
        for number, (role, (first, last, nick)) in enumerate(zip(ROLES, several, strict=True), start=1)
    ]
    names = [name for each in several for name in each]
    forms = [
        names[0].upper(),
        f"{names[1]}'s",
        unicodedata.normalize("NFD", names[2]),
        f"@{names[3]}_x",
        f"({names[4]})",
    ]
    forms += [
        f"https://a.invalid/{names[5].lower()}/1",
        f"IMG_{names[6]}.jpg",
        f"\u2067{names[7]}\u2069",
        f"{names[8]},",
    ]
    sentence = " met ".join([*forms, *names[9:], stranger])
    with_people(folder, rows, did=f"swam with {names[10]}", boundary=f"No shouting when {names[6]} is near")
    edit(folder, "Incidents", 22, what_happened=sentence, exact_words=names[0], who_was_present=stranger, where=place,
         my_response=names[3], effect_on_me=names[4], boundary=f"{names[5]} rule")  # fmt: skip
    edit(folder, "Incidents", 24, what_happened=f"at {place} again")
    write_sheet(folder, "Boundaries", [{"Id": f"{names[5]} rule", "Not accepted": sentence, "Shared on": "2026-02-02",
                                        "What I will do": f"go to {names[11]}", "How shared": names[12]}])  # fmt: skip
    write_sheet(folder, "Scripts", [{"Id": names[2], "Words": f"not about {names[1]}", "Kind": "pause"}])
    write_sheet(folder, "Reviews", [{"Date": "2026-03-02", "With": "therapist", "Decided": names[13]}])
    whatsapp(folder, f"WhatsApp Chat with {names[3]}.txt", [several[0][2], several[1][0], stranger], [sentence] * 12)
    book = Workbook()
    book.properties.creator, book.active.title = names[4], names[5][:20]
    for row in (("date", "from", "text"), ("2026-02-03 10:00", several[1][2], f"not about {names[1]}")):
        book.active.append(row)
    book.save(folder / "exports" / f"{names[6]}.xlsx")
    return folder


@pytest.mark.parametrize(("seed", "entries"), [(1, "short"), (2, "full")])
def test_no_trace_of_any_planted_name_is_in_any_output(tmp_path, seed, entries):
    chance = Random(seed)
    several = [(spoken(chance), spoken(chance), spoken(chance)) for _ in ROLES]
    stranger, place = spoken(chance, "Latin"), spoken(chance, "Cyrillic")
    folder = planted(tmp_path / several[2][1], several, stranger, place)
    opened = patterns.open_case(folder)
    assert len(opened.sources) == 2, opened.problems
    blocks = marked(blocks_of(folder, entries=entries, share=True))
    made = {"html": page.render(blocks).encode(), "pdf": printed.render(blocks)}
    terms = [stranger, place, *(name for each in several for name in each)]
    for name, data in made.items():
        assert occurrences(data, terms, whole=False) == {}, name
    with_names = page.render(blocks_of(folder, entries=entries)).encode()
    assert len(occurrences(with_names, terms, whole=False)) > 10  # the search finds what is there
