"""E-mail: a mailbox (.mbox, as Thunderbird, Apple Mail and Gmail's export write it) or single messages (.eml).

`text` holds only what was newly written; `quoted` the rest of the body, and `turns` the lengths of the stretches, own
and quoted in turn, from which the body can be put together again. Line ends around the body belong to the file.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from patterns.importers._base import Columns, Head, Skipped, Source, Wishes, listing
from patterns.importers._mail_body import CLOSED, FROM_HTML, GUESSED, LONG_HTML, SHOWN
from patterns.importers._mail_box import begun, messages
from patterns.importers._mail_echo import ECHO, set_echoes_apart
from patterns.importers._mail_quotes import BELOW, RUN_ON
from patterns.importers._mail_read import CUT, Mail, read

LABEL = "E-mail (mbox, eml)"
SPREAD = True
FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:")
NEEDED = {b"date", b"message-id", b"mime-version", b"x-mailer", b"return-path", b"dkim-signature", b"delivered-to"}
NOT_OURS = {b"type", b"conversation"}  # Signal's text export has header lines of its own
TOLD = {
    BELOW: "Messages in which everything below the heading of an earlier message is in `quoted`, because its lines "
    "carry no marks (answers written between those lines too): {}.",
    RUN_ON: "Messages in which a line between quoted ones seems to run on from them and is in `quoted`: {}.",
    ECHO: "Messages in which lines that somebody else wrote before are repeated without marks and are in `quoted`: {}.",
    SHOWN: "Messages in which only the HTML form sets apart what is quoted: {}.",
    FROM_HTML: "Messages that were turned from HTML into text: {}.",
    LONG_HTML: "Messages whose HTML is longer than is read, so that the end is missing: {}.",
    GUESSED: "Messages whose character set is unknown or wrong, so that another one was guessed: {}.",
    CLOSED: "Messages that are encrypted, so that their words cannot be read: {}.",
    CUT: "Messages that are larger than is read, so that attachments at the end may not be named: {}.",
}


def detect(head: Head) -> bool:
    """Recognise the header of a first message: From, and something only a mail program writes."""
    lines = begun(head.data).split(b"\n", 400)
    names = set()
    for line in lines[1:] if lines[0].startswith(b"From ") else lines:
        field = FIELD.match(line)
        if field:
            names.add(field[1].lower())
        elif not line.startswith((b" ", b"\t", b">")) or not line.strip():
            break
    return b"from" in names and bool(names & NEEDED) and not names & NOT_OURS


def rows(source: Source, wishes: Wishes) -> Columns:
    """Read every message of a mailbox; times are instants, so the wish for a date order has nothing to say here."""
    found: list[Mail] = []
    skipped: list[Skipped] = []
    for raw in messages(source):
        one = read(raw)
        if isinstance(one, Mail):
            found.append(one)
        else:
            skipped.append(one)
    found = set_echoes_apart(found)
    owners = {mail.owner: None for mail in found if mail.owner}
    names = {each.address: each.name for mail in reversed(found) for each in reversed(mail.people) if each.name}
    told = f"{', '.join(owners)}, by the labels of Gmail" if owners else "not said by this export"
    notes = {"contacts": names, "own_identity": told}
    frame = _frame(found, set(owners))
    return Columns(
        frame, "mail", "utc", "s", literal=True, skipped=skipped, notes=notes, warnings=_warnings(found)
    )  # fmt: skip


def _frame(found: list[Mail], owners: set[str]) -> pd.DataFrame:
    when = np.array([mail.when for mail in found], dtype="datetime64[us]")
    strings = {
        "sender": [mail.sender for mail in found],
        "kind": ["media" if mail.attachments else "text" for mail in found],
        "text": [mail.text for mail in found],
        "conversation": [_conversation(mail, owners) for mail in found],
        "direction": [_direction(mail, owners) for mail in found],
        "written_time": [mail.written_time for mail in found],
        "time_note": [None if mail.zoned else "zone uncertain" for mail in found],
        "key": [mail.key for mail in found],
        "subject": [mail.subject for mail in found],
        "quoted": [mail.quoted for mail in found],
        "note": ["; ".join(mail.notes) for mail in found],
    }
    frame = pd.DataFrame({name: pd.Series(values, dtype="str") for name, values in strings.items()})
    return frame.assign(
        when=when,
        line=np.array([mail.line for mail in found], dtype="int64"),
        words=pd.Series([mail.text for mail in found], dtype="object"),
        attachments=pd.Series([mail.attachments for mail in found], dtype="object"),
        turns=pd.Series([mail.turns for mail in found], dtype="object"),
    )


def _conversation(mail: Mail, owners: set[str]) -> str:
    """Return who a mail is between: everybody but the owner of the mailbox, the same for every answer to it."""
    everybody = sorted({each.address for each in mail.people})
    return ", ".join([each for each in everybody if each not in owners] or everybody)


def _direction(mail: Mail, owners: set[str]) -> str | None:
    if not mail.labelled or not owners:
        return None
    return "sent" if mail.sender in owners else "received"


def _warnings(found: list[Mail]) -> list[str]:
    """Return everything about a mailbox that a reader should know before quoting from it."""
    said = [
        sentence.format(count)
        for note, sentence in TOLD.items()
        if (count := sum(note in mail.notes for mail in found))
    ]
    arrived = [mail.line for mail in found if mail.by_arrival]
    if arrived:
        said.append(f"Without a readable date, and dated by their arrival: the messages at line {listing(arrived)}.")
    unzoned = [mail.line for mail in found if not mail.zoned]
    if unzoned:
        said.append(
            f"Without a time zone in their date, and read as UTC: the messages at line {listing(unzoned)}. "
            "They may be hours off."
        )
    return said
