"""How the columns of message tables are called, in many languages."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

ROLES = ("sent", "time", "sender", "recipient", "text", "direction", "conversation", "attachments")
YEAR_FIRST = {"sv", "hu", "zh", "ja", "ko"}  # languages that do not write the day first
CLEAN = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[_:*#\"“”]+")


@cache
def words() -> dict[str, dict[str, list[str]]]:
    """Return the words of every language, by what they say."""
    return tomllib.loads(files("patterns.importers").joinpath("table_words.toml").read_text(encoding="utf-8"))


@cache
def known(role: str) -> dict[str, frozenset[str]]:
    """Return each word for a role with the languages it belongs to."""
    found: dict[str, set[str]] = {}
    for language, names in words()[role].items():
        for name in names:
            found.setdefault(name, set()).add(language)
    return {name: frozenset(languages) for name, languages in found.items()}


def bare(name: str) -> str:
    """Return the name of a column as it is compared: in small letters, without brackets and marks."""
    return " ".join(CLEAN.sub(" ", name).replace("-", " ").casefold().split())


def fit(name: str, role: str) -> int:
    """Return how well a column's name says a role: 2 where it is one of its words, 1 where it holds one, else 0."""
    told = bare(name)
    if told in known(role):
        return 2
    inside = set(told.split())
    return int(any(set(word.split()) <= inside for word in known(role)))


def writes_day_first(names: list[str]) -> bool:
    """Say whether column names are in a language, other than English, that writes the day first."""
    languages = [known(role)[bare(name)] for name in names for role in ROLES if bare(name) in known(role)]
    foreign = [each for each in languages if "en" not in each]
    return bool(foreign) and not any(each & YEAR_FIRST for each in foreign)
