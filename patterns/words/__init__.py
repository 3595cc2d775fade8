"""Every sentence the program says, in one place; a language is a folder of templates beside `en`.

A template is a `str.format` text with three additions: `{n:incident|incidents}` prints the number with
the right form of the noun, `{n:=is|are}` only the form, `{day:short}` and `{day:long}` a date. The forms of a noun
may be a value themselves: `{n:{noun}}`. A language that lacks a sentence says it in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import import_module
from string import Formatter
from typing import Any

ENGLISH = "en"
LANGUAGES = (ENGLISH, "ru")  # the first is complete everywhere, the others for reports
_process = ENGLISH
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def language() -> str:
    """Return the language in which sentences are said here and now."""
    return _spoken.get() or _process


def use(name: str) -> None:
    """Say everything in this process in the language `name` from now on.

    Raises
    ------
    ValueError
        If it is none of LANGUAGES.
    """
    global _process
    if name not in LANGUAGES:
        raise ValueError(f"{name[:20]!r} is none of {', '.join(LANGUAGES)}")
    _process = name


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Say everything inside this block, in this thread, in the language `name`."""
    token = _spoken.set(name)
    try:
        yield
    finally:
        _spoken.reset(token)


def say(key: str, **values: Any) -> str:
    """Return the sentence named `key`, filled with `values`.

    Raises
    ------
    KeyError
        If there is no such sentence, or a value it needs is missing: a fault of the program, never of the data.
    """
    return _FORMATTER.vformat(_templates(language())[key], (), values)


def sentences() -> list[str]:
    """Return every sentence the program can say, unfilled."""
    return list(_templates(language()).values())


def listed(parts: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return say("list.last", before=", ".join(parts[:-1]), last=parts[-1])


def shortened(words: str, most: int) -> str:
    """Return words of at most `most` characters; where they were longer, they end by saying so, and how long."""
    if len(words) <= most:
        return words
    said = say("shortened", n=len(words))
    return words[: max(0, most - len(said))] + said


def day(value: date, form: str = "long") -> str:
    """Return a date in words: `long` 2 February 2026, `short` 2 Feb, `weekday` Mon 2 Feb."""
    names = _language(language())
    if form == "short":
        return f"{value.day} {names.MONTHS_SHORT[value.month - 1]}"
    if form == "weekday":
        return f"{names.WEEKDAYS_SHORT[value.weekday()]} {day(value, 'short')}"
    return f"{value.day} {names.MONTHS[value.month - 1]} {value.year}"


def span(first: date, last: date) -> str:
    """Return "2 February – 29 March 2026", with the first year only where it differs."""
    start = day(first) if first.year != last.year else day(first).rsplit(" ", 1)[0]
    return f"{start} – {day(last)}"


def percent(share: float | Fraction) -> str:
    """Return a share or a change as whole per cent; a remainder of exactly a half is kept: 52.5 %."""
    value = Fraction(share).limit_denominator(10_000) * 100
    text = number(float(value)) if value.denominator == 2 else str(round(float(value)))
    return text + str(_language(language()).PERCENT)


def number(value: float, places: int = 1) -> str:
    """Return a number with at most `places` decimals and no trailing zeros."""
    text = f"{value:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", _language(language()).DECIMAL)


def term(value: object) -> str:
    """Return a word of one of the program's closed lists as the language says it; any other word as it is."""
    text = str(value)
    return str(getattr(_language(language()), "TERMS", {}).get(text, text))


def terms(values: Iterable[object]) -> list[str]:
    """Return words of closed lists as the language says them."""
    return [term(value) for value in values]


def definition(rule: str, english: str) -> str:
    """Return what a rule says of itself: its docstring, or that in the language spoken."""
    return str(getattr(_language(language()), "DEFINITIONS", {}).get(rule, english))


def retold(sentence: str) -> str | None:
    """Return a sentence that another part of the program wrote in English as the language says it.

    Returns
    -------
    str or None
        In English the sentence itself; otherwise None where the language has no words for it.
    """
    if language() == ENGLISH:
        return sentence
    for pattern, template in _phrases(language()):
        if found := pattern.fullmatch(sentence):
            return template.format(**found.groupdict())
    return None


class _SentenceFormatter(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, date):
            return day(value, format_spec or "long")
        if "|" in format_spec:
            bare = format_spec.startswith("=")
            form = _language(language()).plural(value, format_spec.removeprefix("=").split("|"))
            return form if bare else f"{value} {form}"
        if format_spec == "%":
            return percent(value)
        return str(super().format_field(value, format_spec))


_FORMATTER = _SentenceFormatter()


@cache
def _language(name: str) -> Any:
    return import_module(f"patterns.words.{name}")


@cache
def _templates(name: str) -> dict[str, str]:
    return _language(ENGLISH).SENTENCES | _language(name).SENTENCES


@cache
def _phrases(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return each phrase of other parts of the program as a pattern, with what the language says instead."""
    return tuple((_pattern(english), own) for english, own in _language(name).PHRASES)


def _pattern(template: str) -> re.Pattern[str]:
    pieces = (
        re.escape(literal) + (f"(?P<{field}>.+?)" if field else "") for literal, field, _, _ in Formatter().parse(template)
    )
    return re.compile("".join(pieces), re.DOTALL)
