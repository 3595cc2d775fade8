"""Names in texts: which forms of them are found, what stays, and what stands in their place."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patterns.sharing.remove import Names, Remover
from patterns.sharing.terms import Term

SHOWN = {"Zoë": "Child 1", "Zo": "Child 1", "Agnieszka": "[somebody]", "Max": "Person O", "M.": "Person O",
         "May": "Child 2", "Robin Quell": "Neighbour", "+49 170 5550123": "Person O", "Dmitrij": "Uncle",
         "Ταμάρα": "Aunt", "נועה": "Cousin", "陳小玉": "Teacher", "Иванов": "Boss", "Jörg": "Friend"}  # fmt: skip


def remover(**words: bool) -> Remover:
    return Remover(Names([Term(written, shown, shown, asked=True) for written, shown in SHOWN.items()], words))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Zoë's shoes and zoes and ZOË", "Child 1's shoes and Child 1 and Child 1"),
        ("Zoe\u0308 and Z\u200boe", "Child 1 and Child 1"),  # a mark by itself; an invisible sign between
        ("Zo cried, Zoom did not", "Child 1 cried, Zoom did not"),
        ("Зоя плакала, у Зои, с Зоей", "Child 1 плакала, у Child 1, с Child 1"),
        ("told agnieszka, with Agnieszką, Агнешке", "told [somebody], with [somebody], [somebody]"),
        ("Дмитрий, с Дмитрием", "Uncle, с Uncle"),
        ("Της Ταμάρας", "Της Aunt"),
        ("לנועה", "Cousin"),
        ("我和陳小玉說", "我和Teacher說"),
        ("Ivanova, Ивановым", "Boss, Boss"),
        ("Joerg and Jorg's", "Friend and Friend's"),
        ("0170 5550123 or +49-170-555-01-23", "[number] or [number]"),
        ("zo@mail.invalid, insta.invalid/zo.k, @zo_k, https://a.invalid/Zo?x=1", "[e-mail], [link], [handle], [link]"),
        ("holiday_Zoe_2025.jpg in C:\\Users\\Zoe\\x", "[file] in [file]"),
        ("DE12 5001 0517 0648 4898 90", "[account]"),
        ("12 Alder Street, Birkenstraße 7, ул. Ленина 5, Hill View School", "[place], [place], [place], [place]"),
        ("2026-03-04 at 18:30, 4.3.2026, 2025/2026, 12 times", "2026-03-04 at 18:30, 4.3.2026, 2025/2026, 12 times"),
        ("M. came at 10 p.m. with E.M., 5 m", "Person O came at 10 p.m. with E.Person O, 5 m"),
        ("Robin  Quell rang, robin_quell too; a robin sang", "Neighbour rang, Neighbour too; a robin sang"),
    ],
)  # fmt: skip
def test_every_form_of_a_name_has_its_pseudonym(written, shown):
    assert remover().text(written) == shown


def test_a_child_called_like_a_month_does_not_stop_dates():
    text = "May came on 5 May 2026 and since May 6, 2026; May's bag"
    assert remover().text(text) == "Child 2 came on 5 May 2026 and since May 6, 2026; Child 2's bag"


def test_a_doubtful_word_is_taken_for_the_name_until_somebody_says():
    undecided = remover()
    assert undecided.text("he may ask may") == "he Child 2 ask Child 2"
    assert undecided.doubtful == {"may": 2}
    word = remover(may=False)
    assert (word.text("he may ask May"), word.doubtful) == ("he may ask Child 2", {})
    assert remover(may=True).text("told may") == "told Child 2"


def test_what_was_removed_is_counted_by_pseudonym():
    used = remover()
    used.text("Zoë, Zo and Зоя saw Max at 12 Alder Street")
    assert used.counts == {"Child 1": 3, "Person O": 1, "[place]": 1}


def test_a_long_quotation_is_cut_at_a_word():
    assert remover().text("Max said " + "word " * 40, longest=20) == "Person O said word …"


LATIN, CYRILLIC = "abcdefghijklmnoprstuvwzáéöüłñç", "абвгдежзиклмнопрстуфхцчшэюя"
GREEK, HEBREW = "αβγδεζηθικλμνξοπρστυφχψω", "אבגדהוזחטיכלמנסעפצקרשת"
names = st.sampled_from((LATIN, CYRILLIC, GREEK, HEBREW)).flatmap(
    lambda letters: st.text(letters, min_size=4, max_size=9)
)
around = st.sampled_from(
    ("{}", "{}'s", "({})", "«{}»", "{},", "{}_2024", "@{}", "www.a.invalid/{}/x", "{}.jpg", "\u202a{}\u202c")
)
forms = st.sampled_from((str, str.upper, str.title, lambda each: unicodedata.normalize("NFD", each)))


def bare(text: str) -> str:
    """The test's own way of comparing: no case, no marks, no invisible characters."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in plain if unicodedata.category(each) not in ("Mn", "Cf"))


@settings(max_examples=150, deadline=None)
@given(st.lists(names, min_size=1, max_size=4, unique_by=bare), st.data())
def test_no_trace_of_any_name_is_left_however_it_is_written(planted, data):
    taken = Remover(
        Names([Term(each.title(), f"Person {place}", "", asked=True) for place, each in enumerate(planted, start=1)])
    )
    words = [data.draw(around).format(data.draw(forms)(name)) for name in planted for _ in range(2)]
    left = bare(taken.text(" went ".join(words)))
    for name in planted:
        assert bare(name) not in left.replace("person", "").replace("went", ""), (name, words)
