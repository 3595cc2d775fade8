"""What tells by its shape that it names a person, a place or an account: addresses, links, numbers, files, streets."""

from __future__ import annotations

import re
from collections.abc import Iterator

FILE_ENDINGS = (
    "txt|zip|json|xml|html?|csv|tsv|xlsx?|ods|docx?|odt|pdf|jpe?g|png|gif|heic|webp|mp[34]|m4[av]|opus|ogg|wav|amr|mov|"
    "3gp|eml|mbox|msg|db|sqlite|vcf|backup|crypt\\d*"
)
STREET = (
    r"(?:Street|Road|Avenue|Lane|Drive|Court|Close|Crescent|Terrace|Square|Boulevard|Gardens|Grove|St\.|Rd\.?|Ave\.?|"
    r"Blvd\.?)(?!\w)"
)
SCHOOL = (
    "(?:School|Primary|Academy|Kindergarten|Nursery|College|Grundschule|Gymnasium|Realschule|Kita|Frauenhaus|Shelter|"
    "Refuge)"
)
CAPITAL = r"[^\W\d_a-z][\w’'\-]*"
WAY = r"[^\W\d_a-z][\w\-]*(?:straße|strasse|str\.|gasse|allee)(?!\w)(?: ?\d+ ?[a-z]?\b)?"
SMALL_WAY = r"[^\W\d_a-z][\w\-]*(?:platz|weg|damm|ufer|ring) \d+\w?"
RUSSIAN_WAY = r"(?:улица|улице|улицы|ул\.|проспект|пр-т|переулок|пер\.)\s+[\w\-]+(?:,?\s*(?:д\.|дом)?\s*\d+\w?)?"
ROMANCE_WAY = rf"(?:[Rr]ue|[Vv]ia|[Cc]alle|[Pp]laza|[Aa]venida)(?: d[eu]s?| de la| della)? {CAPITAL}(?: \d+)?"
NAMED_FILE = rf"(?:[A-Za-z]:\\|~/|\.{{0,2}}/)?[^\s\"“”«»<>|]*[^\s\"“”«»<>|.]\.(?:{FILE_ENDINGS})\b"

# in this order; the first that matches a place in a text has it
SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("link", re.compile(r"\b(?:[a-z][a-z0-9+.\-]*://|www\.)\S+|\b(?:[\w\-]+\.)+[a-z]{2,12}/[^\s,;]*", re.IGNORECASE)),
    ("e-mail", re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)*")),
    ("handle", re.compile(r"(?<![\w@])[@#]\w[\w.\-]*\w")),
    ("file", re.compile(NAMED_FILE, re.IGNORECASE)),
    ("file", re.compile(r"(?:\b[A-Za-z]:\\|(?<![\w/])~?/(?=[\w.\-]+/))[^\s\"“”«»<>|]+")),
    ("account", re.compile(r"\b[A-Z]{2}\s?\d{2}(?:[\s\-]?[A-Z0-9]{2,4}){3,8}\b")),
    ("place", re.compile(rf"\b(?:\d{{1,5}}[a-z]?,? )?(?:{CAPITAL} ){{1,3}}{STREET}(?: \d+\w?\b)?")),
    ("place", re.compile(rf"\b(?:{WAY}|{SMALL_WAY}|{RUSSIAN_WAY}|{ROMANCE_WAY})")),
    ("place", re.compile(rf"\b(?:{CAPITAL} ){{1,3}}{SCHOOL}\b|\b(?:Schule|Kita|Школа|школа) {CAPITAL}")),
    ("number", re.compile(r"(?<![\w.])\+?\(?\w{0,4}\d(?:[ \u00a0().\-/\u2011_]{0,2}\w{0,3}\d){4,}\w{0,3}")),
)
KINDS = tuple(dict.fromkeys(kind for kind, _ in SHAPES))
DATES = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2})?|\d{1,2}([./\-])\d{1,2}\1(?:\d{4}|\d{2})(?:,? \d{1,2}:\d{2})?|"
    r"\d{1,2}:\d{2}(?:\s?[-–]\s?\d{1,2}:\d{2})?|(?:19|20)\d{2}\s?[-–/]\s?(?:19|20)\d{2}"
)


def shaped(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, stop, kind) of everything in a text that names by its shape; dates and clock times do not."""
    dates = [found.span() for found in DATES.finditer(text)]
    for kind, pattern in SHAPES:
        for found in pattern.finditer(text):
            within = any(first <= found.start() and found.end() <= last for first, last in dates)
            if kind != "number" or not within:
                yield found.start(), found.end(), kind
