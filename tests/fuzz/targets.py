"""What is tried with any bytes at all: every reader and all that makes words harmless, and what must hold of each.

A target takes bytes and a folder of its own. It raises AssertionError, or any error that is not one of ours, where
something is wrong; an error of ours (PatternsError) is a right answer to a damaged file.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import patterns
from patterns.clean import clean
from patterns.codes.decisions import read_decisions
from patterns.errors import PatternsError
from patterns.importers import FORMATS, read_export
from patterns.importers._base import ORDERS
from patterns.literal import cell, escaped, literal, printable
from patterns.lock import pack
from patterns.log import read_log
from patterns.report.blocks import table, text
from patterns.report.page import part
from patterns.store import history
from patterns.verify import verify
from tests.hostile.words import given_back
from tests.importers.test_damage import adds_up

ROOT = Path(__file__).resolve().parent.parent
EXPORTS = ROOT / "exports"
LARGEST = 60_000  # bytes of a seed
READ = (".txt", ".json", ".jsonl", ".html", ".xml", ".csv", ".xlsx", ".md", ".eml", ".mbox", ".db")
QUOTED = 90  # characters of a file that no error may repeat in one piece
OPEN_FILES = Path("/proc/self/fd")
Try = Callable[[bytes, Path], object]
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class Target(NamedTuple):
    """What is tried, and whole inputs from which mutation starts."""

    run: Try
    seeds: list[bytes]


def targets() -> dict[str, Target]:
    """Return every target by its name: the formats by the kinds of file they read, then the rest."""
    found = {}
    for key in FORMATS:
        seeds = _seeds(key)
        for suffix in sorted(seeds):
            name = f"{key}{suffix.replace('.', '-')}"
            found[name] = Target(_reads(key, suffix), seeds[suffix])
    one_of_each = [each for key in FORMATS for some in _seeds(key).values() for each in some[:1]]
    return found | {
        "any-file": Target(_reads(None, ""), one_of_each),
        "zip": Target(_reads(None, ".zip"), [_zipped(b"25/04/2026, 10:00 - Ada: one\n25/04/2026, 10:01 - Ben: two\n")]),
        "imessage-text": Target(_imessage, _typed()),
        "table-sheet": Target(_sheet_of_a_table, [_inside(EXPORTS / "table" / "workbook" / "export.xlsx", SHEET)]),
        "log-csv": Target(_log_csv, [_plan(), b"Date,What happened,Code\n2026-02-03,he said it,insult\n"]),
        "log-sheet": Target(_log_sheet, [_inside(_sample("log.xlsx"), SHEET), _inside(_sample("log.xlsx"), STRINGS)]),
        "review-sheet": Target(_review_sheet, [_inside(_sample("review.xlsx"), SHEET)]),
        "history": Target(_history, [b'{"at": "2026-03-30", "before": "00", "what": "note"}\n{"what"', _told()]),
        "locked": Target(_unpacked, [_packed()]),
        "words": Target(_words, [b"=1+1", "\u202eevil\x1b[2J".encode(), b"<script>", b"'@x", "⟦⟧\u2028".encode()]),
        "page": Target(_page, [b"<img src=x onerror=alert(1)>", b"</td></script>&amp;", "⟦strong⟧".encode()]),
        "suggest": Target(_suggest, [b"if you leave I will kill you", "я тебя убью".encode(), b"sorry\nyou idiot"]),
        "csv": Target(_csv, [b"=cmd|x", b"+49 30", b'"quoted",\n\r\x00', b"a\n=b;'-c\t+d"]),
    }


def open_files() -> int:
    """Return how many files this process has open, 0 where the system does not tell."""
    return len(os.listdir(OPEN_FILES)) if OPEN_FILES.is_dir() else 0


# -- the formats


def _seeds(key: str) -> dict[str, list[bytes]]:
    """Return the files of our own fixtures of a format, by suffix."""
    found: dict[str, list[bytes]] = {}
    for path in sorted((EXPORTS / key).rglob("*")):
        whole = path.relative_to(EXPORTS / key).parts[1:]
        read = path.suffix in READ and whole[0].startswith("export")
        if path.is_file() and read and 0 < path.stat().st_size <= LARGEST:
            found.setdefault(path.suffix, []).append(path.read_bytes())
    return found


def _reads(key: str | None, suffix: str) -> Try:
    def _read(data: bytes, folder: Path) -> None:
        path = folder / f"export{suffix}"
        path.write_bytes(data)
        for order in (None, ORDERS[len(data) % len(ORDERS)]):
            try:
                imported = read_export(path, timezone="Europe/Berlin", date_order=order, format=key)
            except PatternsError as error:
                said_nothing_of(error, data)
            else:
                assert adds_up(imported), imported.accounting
        assert path.read_bytes() == data, "the file was changed"

    return _read


def said_nothing_of(error: PatternsError, data: bytes) -> None:
    """Check that an error repeats no long piece of what was read."""
    said, held = str(error), data.decode("utf-8", "replace")
    pieces = (said[at : at + QUOTED] for at in range(max(0, len(said) - QUOTED)))
    assert not any(piece in held for piece in pieces), "an error quotes the file"


def _zipped(chat: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("WhatsApp Chat with Ben.txt", chat)
    return made.getvalue()


@cache
def _database() -> bytes:
    return (EXPORTS / "imessage" / "two_chats" / "export.db").read_bytes()


def _imessage(data: bytes, folder: Path) -> None:
    """Put the bytes where a message keeps its text, its edits and its time."""
    path = folder / "chat.db"
    path.write_bytes(_database())
    with closing(sqlite3.connect(path)) as base, base:
        columns = [row[1] for row in base.execute("pragma table_info(message)")]
        for name in ("attributedBody", "message_summary_info"):
            if name in columns:
                base.execute(f"update message set {name} = ?, text = null", (data,))
        base.execute("update message set date = ? where rowid = 1", (int.from_bytes(data[:7], "little", signed=True),))
    try:
        imported = read_export(path, timezone="Europe/Berlin", format="imessage")
    except PatternsError:
        return
    assert adds_up(imported), imported.accounting


def _typed() -> list[bytes]:
    """Return the archived texts of the fixture."""
    with closing(sqlite3.connect(f"file:{EXPORTS / 'imessage' / 'two_chats' / 'export.db'}?mode=ro", uri=True)) as base:
        rows = base.execute("select attributedBody from message where attributedBody is not null").fetchall()
    return [row[0] for row in rows] or [b"\x04\x0bstreamtyped"]


# -- workbooks: what is inside, for of a damaged .zip only the outside would ever be seen

SHEET, STRINGS = "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"


def _sample(name: str) -> Path:
    return ROOT.parent / "data" / "sample" / "case" / name


def _inside(book: Path, part_name: str) -> bytes:
    with zipfile.ZipFile(book) as package:
        name = part_name if part_name in package.namelist() else "xl/worksheets/sheet1.xml"
        return package.read(name)[: LARGEST // 3]


def _with_part(book: Path, part_name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(book) as package, zipfile.ZipFile(made, "w") as other:
        for entry in package.infolist():
            other.writestr(entry.filename, data if entry.filename == part_name else package.read(entry))
    return made.getvalue()


def _sheet_of_a_table(data: bytes, folder: Path) -> None:
    book = EXPORTS / "table" / "workbook" / "export.xlsx"
    with zipfile.ZipFile(book) as package:
        name = SHEET if SHEET in package.namelist() else "xl/worksheets/sheet1.xml"
    _reads("table", ".xlsx")(_with_part(book, name, data), folder)


def _log(folder: Path) -> None:
    with suppress(PatternsError):
        log, problems = read_log(folder)
        assert all(str(each) for each in problems)
        assert len(log.incidents) >= 0


def _log_sheet(data: bytes, folder: Path) -> None:
    name = STRINGS if b"<sst" in data[:300] else SHEET
    (folder / "log.xlsx").write_bytes(_with_part(_sample("log.xlsx"), name, data))
    _log(folder)


def _plan() -> bytes:
    return b"Setting,Value\nTime zone,Europe/Berlin\nPlan start,2026-02-02\n"


def _log_csv(data: bytes, folder: Path) -> None:
    (folder / "log").mkdir(exist_ok=True)
    (folder / "log" / "Plan.csv").write_bytes(data if data.startswith(b"Setting") else _plan())
    (folder / "log" / "Incidents.csv").write_bytes(data)
    _log(folder)


def _review_sheet(data: bytes, folder: Path) -> None:
    (folder / "review.xlsx").write_bytes(_with_part(_sample("review.xlsx"), SHEET, data))
    with suppress(PatternsError):
        reviewed, problems = read_decisions(folder, ["insult", "threat"])
        assert reviewed["decision"].isin(["yes", "no", "unsure", "looked"]).all()
        assert all(str(each) for each in problems)


# -- the case's own files


def _history(data: bytes, folder: Path) -> None:
    path = folder / history.FILE
    path.write_bytes(data)
    with suppress(PatternsError):  # an empty one is none
        assert all(isinstance(each, str) for each in verify(folder).found)
    with suppress(PatternsError):
        clean(folder)
    with suppress(PatternsError):
        history.read(folder)
        assert history.append(folder, "note", n=1)
        assert history.read(folder)[-1]["n"] == 1


def _told() -> bytes:
    """Return a line of every kind that has fields of its own."""
    values = {str: "2026-03-30", int: 4}
    kinds = history.FIELDS.items()
    lines = ({"what": kind} | {name: values[each] for name, each in fields.items()} for kind, fields in kinds)
    return b"".join(json.dumps({"at": "2026-03-30", "before": history.FIRST} | line).encode() + b"\n" for line in lines)


def _packed() -> bytes:
    made = io.BytesIO()
    import tarfile

    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, held in (("log.xlsx", b"x"), ("exports/chat.txt", b"25/04/2026")):
            entry = tarfile.TarInfo(name)
            entry.size = len(held)
            archive.addfile(entry, io.BytesIO(held))
    return made.getvalue()


def _unpacked(data: bytes, folder: Path) -> None:
    place = folder / "inside" / "case"
    place.parent.mkdir(exist_ok=True)
    with suppress(PatternsError):
        pack.unpack(data, place)
    assert {path.name for path in folder.iterdir()} <= {"inside"}, "something was written outside"
    assert {path.name for path in place.parent.iterdir()} <= {"case"}, "something was written outside"


# -- words made harmless


def _words(data: bytes, folder: Path) -> None:
    words = data.decode("utf-8", "surrogatepass") if _decodes(data) else data.decode("latin-1")
    for made in (literal(words), printable(words)):
        assert not STEERS.search(made), "something still steers"
    assert "<" not in escaped(words)
    assert literal(literal(words)) == literal(words)
    put = cell(words)
    assert given_back(put) == words
    starts = [put[:1], *(put[at + 1 : at + 2] for at, each in enumerate(put) if each in "\n\r\t;")]
    assert not set(starts) & {"=", "+", "-", "@", "\t"}
    assert starts[0] != "\r"


def _decodes(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


class Elements(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag, *(name for name, _ in attrs)]


def _elements(words: str) -> list[str]:
    parser = Elements()
    parser.feed(part([text(words), table(words, ["a", words], [[words, "b"]])]))
    parser.close()
    return parser.found


def _page(data: bytes, folder: Path) -> None:
    """No words add an element or an attribute to a page; those between the marks for strong are strong."""
    words = data.decode("utf-8", "replace")
    strong = re.compile("[⟦⟧]")
    assert [each for each in _elements(words) if each != "strong"] == _plain_elements() or strong.search(words)


@cache
def _plain_elements() -> list[str]:
    return _elements("plain")


@cache
def _message() -> pd.DataFrame:
    at = pd.Timestamp("2026-02-03 10:00", tz="UTC")
    same = {"sent_at": at, "person": "other", "kind": "text", "conversation": "c"}
    return pd.DataFrame([{"message_id": "a"} | same, {"message_id": "b"} | same])


def _suggest(data: bytes, folder: Path) -> None:
    first, _, second = data.decode("utf-8", "replace").partition("\n")
    found = patterns.suggest(_message().assign(text=[first, second]))
    lengths = {"a": len(first), "b": len(second)}
    for row in found.itertuples():
        assert 0 <= row.start < row.stop <= lengths[row.message_id], "a place outside the message"


def _csv(data: bytes, folder: Path) -> None:
    """What a table of messages is written as comes back as it was."""
    words = data.decode("utf-8", "replace").replace("\r", "")
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator="\r\n").writerow([cell(words), "b"])
    made.seek(0)
    (row,) = _rows(made)
    assert given_back(row[0]) == words


def _rows(made: io.StringIO) -> Iterator[list[str]]:
    return iter(list(csv.reader(made)))
