"""Texts as Meta's programs write them: UTF-8 taken for Latin-1 in some exports, clean in others, string by string."""

from __future__ import annotations

import re

from patterns.importers._base import HEADER_MARKS, shorten

MARKS = re.compile(f"[{HEADER_MARKS}]")
HALF = re.compile("[\ud800-\udfff]")
STILL_BROKEN = re.compile("[\u00c2-\u00f4][\u0080-\u009f]")  # a letter, then a control character nobody types


def repair(text: str) -> str:
    """Return a text with its accents and emoji put right, or as it is where it was right or cannot be.

    A text is broken if every character of it is a byte and these bytes are UTF-8.
    """
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return text
    except UnicodeEncodeError:
        return HALF.sub("\ufffd", text) if HALF.search(text) else text


def name_of(value: object) -> str:
    """Return a name without the invisible marks some programs put around it; empty where there is none."""
    return MARKS.sub("", repair(value)) if isinstance(value, str) else ""


def text_of(value: object) -> str:
    """Return a text put right, empty where there is none."""
    return repair(value) if isinstance(value, str) else ""


def shown(value: object) -> str:
    """Return a value that is no text of a message as a person may read it: one short line."""
    return HALF.sub("\ufffd", shorten(value))
