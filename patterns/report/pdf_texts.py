"""Every text in a PDF as this program makes them: drawn words, bookmarks, alternative texts, metadata, font names."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

OBJECT = re.compile(rb"(?m)^(\d+) 0 obj\s(.*?)\bendobj", re.DOTALL)
STREAM = re.compile(rb"(.*?)\bstream\r?\n(.*)\r?\nendstream", re.DOTALL)
LITERAL = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]+)>", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
NAMES = re.compile(rb"/(?:BaseFont|FontName|FontFamily|F|UF)\s*/([^\s/<>\[\]()]+)")
DRAWN = re.compile(
    rb"/(\w+) [\d.\-]+ Tf|\[((?:[^\[\]\\()]|\((?:[^()\\]|\\.)*\))*)\]\s*TJ|(\((?:[^()\\]|\\.)*\))\s*Tj", re.DOTALL
)
PAGE = re.compile(rb"/Type\s*/Page\b")
FONTS = re.compile(rb"/Font\s*<<(.*?)>>", re.DOTALL)
REFERENCE = re.compile(rb"/(\w+) (\d+) 0 R")
PROGRAM = re.compile(rb"/(?:FontFile\d?|CIDSet|ToUnicode)\b|begincmap")
Maps = dict[bytes, dict[bytes, str]]


class Part(NamedTuple):
    """One object of a file: what describes it, and its stream, unpacked."""

    about: bytes
    stream: bytes


def texts(data: bytes) -> Iterator[str]:
    """Yield every text of a PDF; what is drawn is turned back into characters through the fonts' own tables."""
    parts = {int(number): _part(body) for number, body in OBJECT.findall(data)}
    pages = {
        number: fonts for part in parts.values() if PAGE.search(part.about) for number, fonts in _drawn_by(part, parts)
    }
    files = {int(number) for part in parts.values() for number in re.findall(rb"/FontFile\d? (\d+) 0 R", part.about)}
    for number, part in parts.items():
        yield from _strings(part.about)
        yield from (name.decode("latin-1") for name in NAMES.findall(part.about))
        if number in files or PROGRAM.search(part.stream[:400]):
            continue  # the typeface itself
        if b"/XML" in part.about:
            yield part.stream.decode("utf-8", "replace")
        else:
            yield from _strings(part.stream) if number not in pages else _page(part.stream, pages[number])
    yield from _strings(re.sub(rb"/ID\s*\[.*?\]", b"", data[data.rfind(b"trailer") :], flags=re.DOTALL))


def _part(body: bytes) -> Part:
    found = STREAM.match(body)
    if not found:
        return Part(body, b"")
    about, packed = found.groups()
    try:
        return Part(about, zlib.decompressobj().decompress(packed) if b"/FlateDecode" in about else packed)
    except zlib.error:
        return Part(about, packed)


def _drawn_by(page: Part, parts: dict[int, Part]) -> Iterator[tuple[int, Maps]]:
    """Yield the streams that draw a page, with what each of its fonts draws for which code."""
    given = dict(REFERENCE.findall(page.about))
    resources = parts[int(given[b"Resources"])].about if b"Resources" in given else page.about
    fonts = FONTS.search(resources)
    maps: Maps = {}
    for name, number in REFERENCE.findall(fonts.group(1)) if fonts else ():
        table = dict(REFERENCE.findall(parts[int(number)].about)).get(b"ToUnicode")
        maps[name] = _characters(parts[int(table)].stream) if table else {}
    if b"Contents" in given:
        yield int(given[b"Contents"]), maps


def _characters(table: bytes) -> dict[bytes, str]:
    """Return the character of each code, from a font's ToUnicode table."""
    found: dict[bytes, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
            found[bytes.fromhex(code.decode())] = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = int.from_bytes(bytes.fromhex(text.decode()), "big")
            for place in range(int(last, 16) - int(first, 16) + 1):
                code = (int(first, 16) + place).to_bytes(len(first) // 2, "big")
                found[code] = chr(start + place) if start + place < 0x110000 else ""
    return found


def _page(stream: bytes, maps: Maps) -> Iterator[str]:
    """Yield what a page draws, run by run and as a whole, for a word may be drawn in several runs."""
    runs, table = [], dict[bytes, str]()
    for font, several, one in DRAWN.findall(stream):
        if font:
            table = maps.get(font, {})
            continue
        codes = b"".join(_unescaped(literal) for literal, _ in LITERAL.findall(several or one))
        runs.append("".join(table.get(codes[place : place + 2], "") for place in range(0, len(codes), 2)))
    yield "\n".join(runs)
    yield " ".join(runs)
    yield "\n".join(_strings(re.sub(rb"\[[^\]]*\]\s*TJ", b"", stream)))


def _strings(data: bytes) -> Iterator[str]:
    """Yield the strings of an object, as text."""
    for literal, hexadecimal in LITERAL.findall(data):
        raw = _unescaped(literal) if not hexadecimal else bytes.fromhex(_even(hexadecimal))
        yield raw[2:].decode("utf-16-be", "replace") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def _even(digits: bytes) -> str:
    plain = b"".join(digits.split()).decode()
    return plain + "0" * (len(plain) % 2)


def _unescaped(literal: bytes) -> bytes:
    def one(found: re.Match[bytes]) -> bytes:
        what = found.group(1)
        if what[:1].isdigit():
            return bytes([int(what, 8) & 255])
        return b"" if what.strip() == b"" else ESCAPED.get(what, what)

    return ESCAPE.sub(one, literal)
