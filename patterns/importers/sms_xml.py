"""SMS Backup & Restore (Android): one XML file of texts and picture messages, and one of calls."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import itemgetter
from typing import Any
from xml.parsers import expat

import numpy as np
import pandas as pd
from defusedxml.common import DefusedXmlException

from patterns.errors import UnreadableSource
from patterns.importers._base import Columns, Head, Skipped, Source, Wishes, shorten
from patterns.importers._xml_stream import Broken, stream

LABEL = "SMS Backup & Restore (XML)"
ROOT = re.compile(r"<(smses|calls)[\s>]")
RECEIVED = "1"
DIRECTIONS = {"1": "received", "2": "sent"}
UNSENT = {"3": "a draft", "4": "waiting to be sent", "5": "failed to be sent", "6": "queued to be sent"}
CALLS = {
    "1": "incoming call",
    "2": "outgoing call",
    "3": "missed call",
    "4": "voicemail",
    "5": "rejected call",
    "6": "refused call",
}
REPORTS = {"134": "a delivery report", "136": "a read report", "135": "a read report"}
ABSENT = {"", "null", "(Unknown)"}
TEXT_FIELDS = ("type", "address", "body", "date", "contact_name")
ME = "insert-address-token"  # how Android writes the phone's own number
FROM = "137"
LATEST = 4_102_444_800_000  # 2100-01-01 in milliseconds; what lies beyond is no date


Row = tuple[int, int, str | None, str, str, str, str]  # milliseconds, line, sender, kind, text, conversation, direction


class _Records:
    """The rows while they grow; one picture message is held until its element ends."""

    parser: expat.XMLParserType

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.attachments: dict[int, list[str]] = {}
        self.skipped: list[Skipped] = []
        self.names: dict[str, str] = {}
        self.count, self.depth = "", 0
        self.length = -1
        self.read_names: Callable[[list[str]], tuple[str, ...]] = tuple
        self.read_values: Callable[[list[str]], tuple[str, ...]] = tuple
        self.picture: dict[str, Any] = {}

    def start(self, tag: str, attributes: list[str]) -> None:
        """Take one element up."""
        if tag == "sms":
            if len(attributes) != self.length or self.read_names(attributes) != TEXT_FIELDS:
                attributes = self.learn(attributes)
            kind, address, body, ms, name = self.read_values(attributes)
            line = self.parser.CurrentLineNumber
            if kind not in DIRECTIONS:
                self.skipped.append(Skipped(line, _unsent(kind)))
                return
            if address not in self.names and name not in ABSENT:
                self.names[address] = name
            sender = address if kind == RECEIVED and address not in ABSENT else None
            row = (line, sender, "text", "" if body == "null" else body, address, DIRECTIONS[kind])
            if len(ms) == 13 and ms.isdecimal() and ms < "4":
                self.rows.append((int(ms), *row))
            else:
                self.add(ms, *row)
            return
        of = dict(zip(attributes[::2], attributes[1::2], strict=True))
        self.depth += 1
        if self.depth == 2:
            self.parser.EndElementHandler = self.end
        if tag == "mms":
            self.picture = {"of": of, "line": self.parser.CurrentLineNumber, "parts": [], "addresses": []}
        elif tag == "part" and self.picture:
            self.picture["parts"].append({name: of[name] for name in of if name != "data"})
        elif tag == "addr" and self.picture:
            self.picture["addresses"].append(of)
        elif tag == "call":
            self.call(of, self.parser.CurrentLineNumber)
        elif self.depth == 1:
            self.count = of.get("count", "")
            self.parser.EndElementHandler = None  # a text has nothing inside: its end tells nothing
        elif self.depth == 2:
            reason = f"an element <{shorten(tag)}>, which is no message"
            self.skipped.append(Skipped(self.parser.CurrentLineNumber, reason))

    def end(self, tag: str) -> None:
        """Finish a picture message, whose parts are known only now."""
        if tag == "sms":
            return
        self.depth -= 1
        if tag == "mms" and self.picture:
            self.mms()
            self.picture = {}
        if self.depth == 1:
            self.parser.EndElementHandler = None

    def add(self, ms: str, line: int, *rest: Any) -> bool:
        """Append one row, unless its time is no time."""
        if not ms.isdecimal() or not 0 < int(ms) < LATEST:
            self.skipped.append(Skipped(line, f"no such time: {shorten(ms) or 'empty'}"))
            return False
        self.rows.append((int(ms), line, *rest))
        return True

    def learn(self, attributes: list[str]) -> list[str]:
        """Learn where the fields of a text stand: nearly always in the same places throughout a backup.

        Returns the attributes, completed by those that are missing.
        """
        names = attributes[::2]
        whole = attributes + [part for name in TEXT_FIELDS if name not in names for part in (name, "")]
        places = [whole[::2].index(name) * 2 for name in TEXT_FIELDS]
        self.length = len(attributes) if len(whole) == len(attributes) else -1
        self.read_names, self.read_values = itemgetter(*places), itemgetter(*(place + 1 for place in places))
        return whole

    def mms(self) -> None:
        """Read one picture or group message."""
        of, line = self.picture["of"], self.picture["line"]
        direction = DIRECTIONS.get(of.get("msg_box", ""))
        if of.get("m_type") in REPORTS or direction is None:
            self.skipped.append(Skipped(line, REPORTS.get(of.get("m_type", "")) or _unsent(of.get("msg_box", ""))))
            return
        members = [each for each in of.get("address", "").split("~") if each not in ABSENT]
        writers = [
            each["address"] for each in self.picture["addresses"] if each.get("type") == FROM and "address" in each
        ]
        writer = next((each for each in writers if each != ME and each not in ABSENT), None)
        if writer is None and direction == "received" and len(members) == 1:
            writer = members[0]
        words = [
            part["text"]
            for part in self.picture["parts"]
            if part.get("ct") == "text/plain" and part.get("text", "null") != "null"
        ]
        subject = of.get("sub", "null")
        if subject not in ABSENT and not subject.startswith(("proto:", "NoSubject")):
            words.insert(0, subject)
        files = [
            _file(part) for part in self.picture["parts"] if part.get("ct") not in ("text/plain", "application/smil")
        ]
        if len(members) == 1:
            self.name(members[0], of)
        kind = "media" if files or not words else "text"
        row = len(self.rows)
        where = ", ".join(sorted(members)) if len(members) > 1 else "".join(members)
        if self.add(of.get("date", ""), line, writer, kind, "\n".join(words), where, direction) and files:
            self.attachments[row] = files

    def call(self, of: dict[str, str], line: int) -> None:
        """Read one call: its kind and length, in the words of a phone."""
        kind, number = of.get("type", ""), of.get("number", "")
        said, length = CALLS.get(kind, "call"), of.get("duration", "")
        direction = "sent" if kind == "2" else "received"
        self.name(number, of)
        sender = number if direction == "received" and number not in ABSENT else None
        text = f"{said}, {int(length)} s" if length.isdecimal() and 0 < int(length) < 10**7 else said
        self.add(of.get("date", ""), line, sender, "call", text, number, direction)

    def name(self, address: str, of: dict[str, str]) -> None:
        """Remember the contact's name beside a number, for whoever has to say who that is."""
        name = of.get("contact_name", "")
        if name not in ABSENT and address not in self.names:
            self.names[address] = name


def detect(head: Head) -> bool:
    """Recognise the root element, not the file name: exports are often renamed."""
    return head.text.lstrip().startswith("<") and bool(ROOT.search(head.text[:8192]))


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read every record; times are instants, so the wish for a date order has nothing to say here.

    Raises
    ------
    UnreadableSource
        If the XML declares entities, or is broken before its first record.
    """
    found, warnings = _Records(), []
    with source.open() as file:
        try:
            lost = stream(file, found)
        except DefusedXmlException as error:
            what = f"{source.name}: this XML declares a document type or entities, which no backup does"
            raise UnreadableSource(
                what, expected="a backup as the app wrote it", remedy="Make a new backup."
            ) from error
        except Broken as error:
            lost = 0
            if not found.rows and not found.skipped:
                what = f"{source.name}: the XML breaks off at line {error.line} ({error.why})"
                raise UnreadableSource(
                    what, expected="a whole backup", remedy="Copy it from the phone again."
                ) from error
            found.skipped.append(Skipped(error.line, f"the XML breaks off here ({error.why})"))
            warnings.append(
                f"The file breaks off at line {error.line}; what follows was not read. Copy it from the phone again."
            )
    if lost:
        warnings.append(f"{lost} characters could not be read and are shown as \ufffd.")
    read = len(found.rows) + len(found.skipped)
    if found.count.isdecimal() and found.count.isascii() and len(found.count) < 12 and int(found.count) != read:
        warnings.append(f"The file says that it holds {int(found.count)} records; {read} are in it.")
    return Columns(
        _frame(found), "sms", "utc", "ms", literal=True, skipped=found.skipped, warnings=warnings,
        notes={"contacts": found.names, "own_identity": "the phone this backup was made on: what it marks as sent"},
    )  # fmt: skip


def _frame(found: _Records) -> pd.DataFrame:
    names = ("when", "line", "sender", "kind", "text", "conversation", "direction")
    columns = dict(zip(names, zip(*found.rows, strict=True), strict=True)) if found.rows else dict.fromkeys(names, ())
    when = np.array(columns["when"], dtype="int64")
    attachments: list[list[str]] = [[] for _ in found.rows]
    for row, files in found.attachments.items():
        attachments[row] = files
    words = ("" if kind == "call" else text for kind, text in zip(columns["kind"], columns["text"], strict=True))
    frame = pd.DataFrame({name: pd.Series(list(columns[name]), dtype="str") for name in names[2:]})
    return frame.assign(
        when=when.astype("datetime64[ms]").astype("datetime64[us]"),
        line=np.array(columns["line"], dtype="int64"),
        words=pd.Series(list(words), dtype="object"),
        written_time=pd.Series(list(map(str, when.tolist())), dtype="str"),
        attachments=pd.Series(attachments, dtype="object"),
    )


def _unsent(kind: str) -> str:
    return "not sent or received: " + (UNSENT.get(kind) or f"type {shorten(kind) or 'empty'}")


def _file(part: dict[str, str]) -> str:
    """Return the name of an attachment, or what kind of file it is where it has none."""
    names = (part.get(key, "") for key in ("name", "cl", "fn"))
    return next((name for name in names if name not in ABSENT), part.get("ct", "a file"))
