"""From bytes to text: UTF-8 and UTF-16 with or without a mark, and the Windows encoding people re-save in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
BAD = "\ufffd"
BLOCK = 1 << 23


def decode(data: bytes, *, whole: bool = True) -> tuple[str, str, int]:
    """Return the text, the name of its encoding, and how many characters could not be read.

    Parameters
    ----------
    data : bytes
        The file, or its beginning when not `whole` (its last character may then be cut).

    Notes
    -----
    A file that is mostly UTF-8 stays UTF-8 when some bytes are damaged: one flipped bit must not turn every
    accent in it into two other characters.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _replaced(data, "utf-16", whole)
    if data.startswith(codecs.BOM_UTF8):
        return _replaced(data, "utf-8-sig", whole)
    sample = data[:4096]
    if sample.count(0) > len(sample) // 4:
        return _replaced(data, "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be", whole)
    try:
        return _no_nul(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text, encoding, bad = _replaced(data, "utf-8", whole)
        return (text, encoding, bad) if bad <= len(MULTIBYTE.findall(data)) else _replaced(data, "cp1252", whole)


def decode_blocks(data: bytes) -> Iterator[tuple[str, str, int]]:
    """Yield what `decode` returns, in blocks of whole lines, each without the line end behind it.

    A text is held in memory with as many bytes for every character as its widest one needs: in blocks, an emoji
    widens its block alone.

    Raises
    ------
    UnicodeDecodeError
        If the bytes are not UTF-8, whole and undamaged: then `decode` has to see them all.
    """
    start = data[: 1 << 12]
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or start.count(0) > len(start) // 4:
        raise UnicodeDecodeError("utf-8", b"", 0, 1, "this is UTF-16")
    encoding, begin = ("utf-8-sig", 3) if start.startswith(codecs.BOM_UTF8) else ("utf-8", 0)
    while begin <= len(data):
        end = data.find(b"\n", begin + BLOCK) if len(data) - begin > BLOCK else -1
        end = len(data) if end < 0 else end
        stop = end - 1 if end < len(data) and data[end - 1] == 13 else end  # CR LF is one line end
        text, _, bad = _no_nul(data[begin:stop].decode("utf-8"), encoding)
        yield text, encoding, bad
        begin = end + 1


def _replaced(data: bytes, encoding: str, whole: bool) -> tuple[str, str, int]:
    text = data.decode(encoding, errors="replace") if whole else _begun(data, encoding)
    return _no_nul(text, encoding)


def _begun(data: bytes, encoding: str) -> str:
    return codecs.getincrementaldecoder(encoding)(errors="replace").decode(data)


def _no_nul(text: str, encoding: str) -> tuple[str, str, int]:
    """Show a NUL, which only damage brings into a text, as what it is: a character that cannot be read."""
    text = text.replace("\0", BAD) if "\0" in text else text
    return text, encoding, text.count(BAD)
