"""Russian, complete for reports; what a terminal says is English."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from patterns.words.ru.definitions import DEFINITIONS
from patterns.words.ru.phrases import PHRASES
from patterns.words.ru.terms import TERMS

__all__ = ["DEFINITIONS", "PHRASES", "TERMS"]

MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip  # as they stand in a date: 30 марта 2026
MONTHS_SHORT = ("янв.", "февр.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.", "нояб.", "дек.")
WEEKDAYS_SHORT = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
DECIMAL, PERCENT = ",", "\u202f%"

SENTENCES: dict[str, str] = {"list.last": "{before} и {last}"}
for _subject in sorted(each.name for each in iter_modules(__path__)):
    SENTENCES |= getattr(import_module(f"{__name__}.{_subject}"), "SENTENCES", {})  # not every file holds sentences


def plural(number: float, forms: list[str]) -> str:
    """Return the noun's form: after 1, 21, 31 the first; after 2 to 4, 22 to 24 the second; the third otherwise."""
    if number != int(number):
        return forms[1]  # 2,5 часа
    last, last_two = int(number) % 10, int(number) % 100
    if last == 1 and last_two != 11:
        return forms[0]
    return forms[1] if last in (2, 3, 4) and last_two not in (12, 13, 14) else forms[-1]
