"""Quotations are found as a plain pattern finds them, and in one pass however many marks open and never close."""

from __future__ import annotations

import random
import re
import time

import pytest

from patterns.codes.quotes import quotes

PLAIN = re.compile(r"“[^”]*”|\"[^\"\n]*\"|«[^»]*»|„[^“”]*[“”]|(?<!\w)['‘‚][^'’\n]{2,}['’](?!\w)")  # slow, and clear


def test_they_are_those_of_the_plain_pattern():
    chance = random.Random(7)
    for _ in range(20_000):
        text = "".join(chance.choices("“”\"«»„'‘’‚\na b", k=chance.randint(0, 14)))
        assert list(quotes(text)) == [found.span() for found in PLAIN.finditer(text)], repr(text)


@pytest.mark.parametrize("mark", "“«„‘‚'\"")
def test_marks_that_never_close_take_no_longer_than_other_letters(mark):
    text = mark.join("a " * 200_000)
    begun = time.monotonic()
    quotes(text)
    assert time.monotonic() - begun < 5  # a fifth of a second; with every mark looked for anew it would be hours
