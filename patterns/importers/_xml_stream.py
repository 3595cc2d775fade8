"""One XML file as a stream of elements: entities refused, illegal character references repaired on the way in."""

from __future__ import annotations

import re
from typing import IO, Protocol
from xml.parsers import expat

from defusedxml.common import DTDForbidden, EntitiesForbidden

CHUNK = 1 << 18
LONGEST_VALUE = 256 * 1024**2  # bytes between two elements: no picture sent by MMS is larger
HIGH, LOW = (
    rb"&#(?:(5(?:529[6-9]|5[3-9]\d\d|6[0-2]\d\d|631\d))|x([dD][89abAB][0-9a-fA-F]{2}));",
    rb"&#(?:(5(?:632\d|6[3-9]\d\d|7[0-2]\d\d|73[0-3]\d|734[0-3]))|x([dD][c-fC-F][0-9a-fA-F]{2}));",
)
PAIR = re.compile(HIGH + LOW)
# half a pair, and control characters, have no place in XML however they are written
ALONE = re.compile(HIGH + rb"|" + LOW + rb"|&#0*(?:[0-8]|1[124-9]|2\d|3[01]);|&#x0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]);")
SUSPECT = re.compile(rb"&#(?:5[5-7]|[xX]?[dD]|0|x0|[xX]?[0-9bBcCeEfF];|x?[1-3][0-9a-fA-F];)")
BAD = b"&#65533;"


class Broken(Exception):
    """The XML ends or breaks off at a line."""

    def __init__(self, line: int, why: str) -> None:
        self.line, self.why = line, why
        super().__init__(why)


def repair(piece: bytes) -> tuple[bytes, int]:
    """Join surrogate pairs written as two references into one; show other illegal ones as unreadable.

    Returns
    -------
    tuple of bytes and int
        The repaired piece, and how many references could not be read.
    """
    if not SUSPECT.search(piece):
        return piece, 0
    return ALONE.subn(BAD, PAIR.sub(_joined, piece))


def _joined(pair: re.Match[bytes]) -> bytes:
    high, low = (
        int(decimal) if decimal else int(hexadecimal, 16)
        for decimal, hexadecimal in (pair.group(1, 2), pair.group(3, 4))
    )
    return b"&#%d;" % (0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


class Handler(Protocol):
    """What takes the elements up; `parser.CurrentLineNumber` is the line of the one at hand."""

    parser: expat.XMLParserType

    def start(self, tag: str, attributes: list[str]) -> None:
        """Take up the beginning of an element: its attributes as name, value, name, value, as they stand."""

    def end(self, tag: str) -> None:
        """Take up the end of an element."""


def stream(file: IO[bytes], handler: Handler) -> int:
    """Hand every element to `handler`, in order; return how many character references were lost.

    Raises
    ------
    Broken
        Where the XML is damaged or cut; what came before was handed over.
    defusedxml.common.DefusedXmlException
        If it declares a document type or entities: no backup does, and such files can be made to burst.
    """
    parser = expat.ParserCreate()
    parser.ordered_attributes = True  # a list is made in half the time of a dictionary
    parser.StartDoctypeDeclHandler = _no_document_type
    parser.EntityDeclHandler = _no_entities
    parser.StartElementHandler, parser.EndElementHandler = handler.start, handler.end
    handler.parser = parser
    lost, held, begun, size = 0, b"", 0, CHUNK
    try:
        while chunk := file.read(size):
            piece = held + chunk
            cut = piece.rfind(b"&#", -40)  # a pair of references may be split between two chunks
            cut = piece.rfind(b"&#", 0, cut) if cut > 0 and piece[cut - 1 : cut] == b";" else cut
            piece, held = (piece[:cut], piece[cut:]) if cut > len(piece) - 60 and cut >= 0 else (piece, b"")
            piece, bad = repair(piece)
            lost += bad
            parser.Parse(piece, False)
            begun += len(piece)
            # a value that is not yet whole is gone through again with every piece: so pieces grow with it
            size = max(CHUNK, begun - parser.CurrentByteIndex)
            if begun - parser.CurrentByteIndex > LONGEST_VALUE:
                raise Broken(parser.CurrentLineNumber, "one value is larger than any message")
        piece, bad = repair(held)
        parser.Parse(piece, True)
    except expat.ExpatError as error:
        raise Broken(error.lineno, expat.ErrorString(error.code)) from error
    except (LookupError, ValueError) as error:
        if begun or "encoding" not in str(error):  # only what the first line declares is meant
            raise
        raise Broken(parser.CurrentLineNumber, "it names an encoding that nobody knows") from error
    return lost + bad


def _no_document_type(name: str, system: str | None, public: str | None, _: int) -> None:
    raise DTDForbidden(name, system, public)


def _no_entities(name: str, *rest: object) -> None:
    raise EntitiesForbidden(name, *([None] * 5))
