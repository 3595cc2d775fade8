"""A SQLite database opened so that nothing is written beside it, with what its write-ahead log adds put in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import PurePosixPath
from struct import Struct, unpack_from
from typing import NamedTuple
from urllib.parse import quote

from patterns.errors import UnreadableSource
from patterns.importers._base import Source

MAGIC = b"SQLite format 3\0"
LARGEST = 2 * 1024**3
LONGEST = 64 * 1024**2  # bytes of one cell: what a damaged or hostile file can make SQLite ask for
VERSIONS = slice(18, 20)  # of the file format: 2 says that a log may hold the latest pages
WITH_LOG, WITHOUT_LOG = b"\x02\x02", b"\x01\x01"
LITTLE, BIG = 0x377F0682, 0x377F0683  # how the log begins, by the byte order of its checksums
LOG_FORMAT = 3_007_000
HEADER, FRAME = 32, 24
DAMAGE = (sqlite3.Error, UnicodeError, OverflowError, MemoryError)  # what reading a damaged database ends in
MISSING = "the last weeks may be missing. Copy it together with the file of the same name that ends in -wal."


class Log(NamedTuple):
    """What a write-ahead log holds for certain: where the latest version of each page is, and how many pages are."""

    places: dict[int, int]
    size: int
    broken: bool


def database(source: Source) -> tuple[sqlite3.Connection, list[str]]:
    """Return a connection that can only read, and warnings about what may not be in the file.

    Raises
    ------
    UnreadableSource
        If the file is no database, is damaged, or is larger than two gigabytes and has to be read into memory.
    """
    log, warnings = _beside(source)
    try:
        if source.path is not None and not log:
            connection = sqlite3.connect(f"file:{quote(str(source.path))}?mode=ro&immutable=1", uri=True)
        else:
            data, told = _whole(source, log)
            warnings += told
            connection = sqlite3.connect(":memory:")
            connection.deserialize(data)
    except DAMAGE as error:
        raise damaged(source.name) from error
    try:
        return _guarded(connection), warnings
    except DAMAGE as error:
        connection.close()  # an error keeps what it came through, and with it the file
        raise damaged(source.name) from error


def damaged(name: str) -> UnreadableSource:
    """Return the error for a database that SQLite cannot read."""
    return UnreadableSource(f"{name}: this database is damaged or locked", remedy="Copy it again from where it was.")


def _guarded(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    connection.text_factory = lambda data: data.decode("utf-8", "replace").replace("\0", "\ufffd")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def _beside(source: Source) -> tuple[bytes, list[str]]:
    """Return the log that lies beside a database, and what to warn of where there is none."""
    name = PurePosixPath(source.part or source.title).name
    log = _near(source, f"{name}-wal")
    if log:
        return log, []
    with source.open() as file:
        start = file.read(100)
    if _near(source, f"{name}-shm", most=1):
        return b"", [f"{name} was in use when it was copied, and its log did not come with it: {MISSING}"]
    if start[VERSIONS] == WITH_LOG and log is None:
        return b"", [f"{name} keeps its latest messages in a log, which did not come with it: {MISSING}"]
    return b"", []


def _near(source: Source, name: str, most: int = LARGEST) -> bytes | None:
    file = source.near(name)
    if file is None:
        return None
    with file:
        return file.read(most)


def _whole(source: Source, log: bytes) -> tuple[bytes, list[str]]:
    """Return the bytes of a database with its log put in, in the form that needs none."""
    with source.open() as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        found = f"{source.name}: this database is larger than two gigabytes and has to be read into memory"
        raise UnreadableSource(
            found, remedy="Unpack it, and open and close it once where it was, so that its log goes."
        )
    if len(data) < 100 or not data.startswith(MAGIC):
        raise damaged(source.name)
    held = read_log(log, page_size(data)) if log else Log({}, 0, False)
    if held is None:
        name = PurePosixPath(source.part or source.title).name
        return _plain(bytearray(data)), [f"The log {name}-wal cannot be read: {MISSING}"]
    if held.size * page_size(data) > LARGEST:
        raise damaged(source.name)
    told = ["The log of the database breaks off: the latest messages may be missing."] if held.broken else []
    return _plain(_applied(bytearray(data), log, held, page_size(data))), told


def page_size(data: bytes) -> int:
    """Return the size of the pages of a database, from its header."""
    size = int.from_bytes(data[16:18], "big")
    return 65536 if size == 1 else size


def read_log(log: bytes, size: int) -> Log | None:
    """Return where a log holds the latest version of each page, up to its last complete transaction.

    Parameters
    ----------
    log : bytes
        The file that ends in -wal.
    size : int
        The size of the pages of the database; a log of pages of another size is not its own.

    Returns
    -------
    Log or None
        None where its beginning is not that of a log of this database.
    """
    if len(log) < HEADER:
        return None
    magic, version, pages = unpack_from(">3I", log)
    words = Struct("<2I" if magic == LITTLE else ">2I")
    sums = _add(words, log[:24], (0, 0))
    if magic not in (LITTLE, BIG) or version != LOG_FORMAT or pages != size or sums != unpack_from(">2I", log, 24):
        return None
    pending: dict[int, int] = {}
    committed: dict[int, int] = {}
    count, broken = 0, False
    for start in range(HEADER, len(log), FRAME + size):
        if not log[16:24].startswith(log[start + 8 : start + 16]):  # left over from before the log was begun anew
            break
        end = start + FRAME + size
        sums = _add(words, log[start : start + 8], sums)
        sums = _add(words, log[start + FRAME : end], sums)
        if end > len(log) or sums != unpack_from(">2I", log, start + 16):
            broken = True
            break
        page, after = unpack_from(">2I", log, start)
        pending[page] = start + FRAME
        if after:  # the frame that ends a transaction tells how many pages there are now
            committed |= pending
            pending, count = {}, after
    return Log(committed, count, broken)


def _add(words: Struct, data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    """Return SQLite's running checksum, carried on over `data`."""
    first, second = sums
    for one, other in _pairs(words, data):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second


def _pairs(words: Struct, data: bytes) -> Iterator[tuple[int, int]]:
    whole = len(data) // 8 * 8
    return words.iter_unpack(data[:whole])


def _applied(data: bytearray, log: bytes, found: Log, size: int) -> bytearray:
    """Put the pages of a log into a database."""
    if not found.size:
        return data
    del data[found.size * size :]
    data.extend(bytes(found.size * size - len(data)))
    for page, start in found.places.items():
        if 0 < page <= found.size:
            data[(page - 1) * size : page * size] = log[start : start + size]
    return data


def _plain(data: bytearray) -> bytes:
    data[VERSIONS] = WITHOUT_LOG  # in memory there can be no log beside it
    return bytes(data)
