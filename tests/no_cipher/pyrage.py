"""Put on the path in pyrage's place where a test is about files and not about the cipher, which takes its time."""

from __future__ import annotations

HEADER = b"age-encryption.org/v1\n"


class DecryptError(Exception):
    """The error of the real one."""


class passphrase:
    """Its two functions, without a cipher."""

    @staticmethod
    def encrypt(data: bytes, words: str) -> bytes:
        """Return the data with a header."""
        return HEADER + words.encode() + b"\n" + data

    @staticmethod
    def decrypt(held: bytes, words: str) -> bytes:
        """Return the data."""
        said, _, data = held.removeprefix(HEADER).partition(b"\n")
        if said != words.encode():
            raise DecryptError
        return data
