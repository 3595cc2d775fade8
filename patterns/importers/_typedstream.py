"""The text of a message as Apple's programs archive it: the string inside a typedstream, and nothing else of it."""

from __future__ import annotations

BEGIN = b"\x04\x0bstreamtyped"  # version 4, little endian
SHORT, LONG = 0x81, 0x82  # a number of 16 or of 32 bits follows
NEW, NOTHING = 0x84, 0x85
FIRST_REFERENCE = 0x92
DEEPEST = 16  # classes above a class: Apple's have two or three
CHARACTERS = b"+"
OBJECT = b"@"


class _Unreadable(Exception):
    """The archive is not what it should be here."""


class _Reader:
    """The archive while it is read: where it is, and the names it has given so far, which it refers back to."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0
        self.names: list[bytes] = []

    def byte(self) -> int:
        if self.at >= len(self.data):
            raise _Unreadable
        self.at += 1
        return self.data[self.at - 1]

    def take(self, count: int) -> bytes:
        if count < 0 or self.at + count > len(self.data):
            raise _Unreadable
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self) -> int:
        """Read a count: one byte, or a mark and two or four."""
        first = self.byte()
        if first == SHORT:
            return int.from_bytes(self.take(2), "little")
        if first == LONG:
            return int.from_bytes(self.take(4), "little")
        if first >= NEW:
            raise _Unreadable
        return first

    def name(self) -> bytes:
        """Read the name of a class or of the kind of a value: written out once, then referred to."""
        first = self.byte()
        if first == NEW:
            self.names.append(self.take(self.number()))
            return self.names[-1]
        if not FIRST_REFERENCE <= first < FIRST_REFERENCE + len(self.names):
            raise _Unreadable
        return self.names[first - FIRST_REFERENCE]

    def begin_object(self) -> None:
        """Read the beginning of an object and its class, with the classes above it."""
        if self.byte() != NEW:
            raise _Unreadable
        for _ in range(DEEPEST):
            first = self.byte()
            if first != NEW:  # the end of the chain, or a class that was written out before
                if first != NOTHING and first < FIRST_REFERENCE:
                    raise _Unreadable
                return
            self.name()
            self.number()  # the version of the class
        raise _Unreadable


def text_of(archive: bytes) -> str | None:
    """Return the text of an archived string, with or without attributes; None where it cannot be read for certain.

    Parameters
    ----------
    archive : bytes
        As the column `attributedBody` of iMessage's database holds it.
    """
    reader = _Reader(archive)
    try:
        if reader.take(len(BEGIN)) != BEGIN:
            return None
        reader.number()  # the version of the system that wrote it
        if reader.name() != OBJECT:
            return None
        reader.begin_object()
        kind = reader.name()
        if kind == OBJECT:  # a string with attributes holds the string first
            reader.begin_object()
            kind = reader.name()
        if kind != CHARACTERS:
            return None
        return reader.take(reader.number()).decode("utf-8", "replace").replace("\0", "\ufffd")
    except _Unreadable:
        return None
