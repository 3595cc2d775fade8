"""Every sentence the program says, in one place; a language is a folder of templates beside `en`.

A template is a `str.format` text with three additions: `{n:incident|incidents}` prints the number with
the right form of the noun, `{n:=is|are}` only the form, `{day:short}` and `{day:long}` a date.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import import_module
from string import Formatter
from typing import Any

LANGUAGE = "en"


def say(key: str, **values: Any) -> str:
    """Return the sentence named `key`, filled with `values`.

    Raises
    ------
    KeyError
        If there is no such sentence, or a value it needs is missing: a fault of the program, never of the data.
    """
    return _FORMATTER.vformat(_templates(LANGUAGE)[key], (), values)


def sentences() -> list[str]:
    """Return every sentence the program can say, unfilled."""
    return list(_templates(LANGUAGE).values())


def listed(parts: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return say("list.last", before=", ".join(parts[:-1]), last=parts[-1])


def day(value: date, form: str = "long") -> str:
    """Return a date in words: `long` 2 February 2026, `short` 2 Feb, `weekday` Mon 2 Feb."""
    language = _language(LANGUAGE)
    if form == "short":
        return f"{value.day} {language.MONTHS_SHORT[value.month - 1]}"
    if form == "weekday":
        return f"{language.WEEKDAYS_SHORT[value.weekday()]} {day(value, 'short')}"
    return f"{value.day} {language.MONTHS[value.month - 1]} {value.year}"


def span(first: date, last: date) -> str:
    """Return "2 February – 29 March 2026", with the first year only where it differs."""
    start = day(first) if first.year != last.year else day(first).rsplit(" ", 1)[0]
    return f"{start} – {day(last)}"


def percent(share: float | Fraction) -> str:
    """Return a share or a change as whole per cent; a remainder of exactly a half is kept: 52.5 %."""
    value = Fraction(share).limit_denominator(10_000) * 100
    return f"{float(value):.1f} %" if value.denominator == 2 else f"{round(float(value))} %"


def number(value: float, places: int = 1) -> str:
    """Return a number with at most `places` decimals and no trailing zeros."""
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class _SentenceFormatter(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, date):
            return day(value, format_spec or "long")
        if "|" in format_spec:
            bare = format_spec.startswith("=")
            form = _language(LANGUAGE).plural(value, format_spec.removeprefix("=").split("|"))
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
    return dict(_language(name).SENTENCES)
