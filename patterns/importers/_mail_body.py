"""The parts of a mail: its words in plain text or HTML, and the names of what is attached, which is never opened."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.message import Message
from typing import NamedTuple

from patterns.importers._mail_header import in_charset, words
from patterns.importers._mail_html import LARGEST, lines_of
from patterns.importers._mail_quotes import Body, plain

SIGNATURES = {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
SEALED = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
MOST = 2000  # parts of one mail
DRAWN = "data:image/"  # how a picture stands inside HTML
HAS_QUOTES = re.compile(
    r"blockquote|gmail_|RplyFwdMsg|appendonsend|yahoo_quoted|moz-|reference-message|border-top|name=.?quote", re.I
)
WITNESS = 20  # characters of a line that another witness can place
FROM_HTML = "turned from HTML into text"
LONG_HTML = "the HTML is longer than is read: its end is missing"
GUESSED = "written in a character set that is unknown or wrong; another one was guessed"
CLOSED = "encrypted: its words cannot be read"
SHOWN = "words that only the HTML form of the message sets apart as quoted count as quoted"


class Content(NamedTuple):
    """The body as lines, the names of the attachments, and what a reader should know about them."""

    body: Body
    attachments: list[str]
    notes: list[str]


def content(message: Message) -> Content:
    """Return what a mail holds; of several forms of the same words the plain one, if there is any in it."""
    texts, pages, files, notes = _Leaves(), _Leaves(), [], []
    for part, alternative in _leaves(message):
        kind = part.get_content_type()
        if _is_words(part):
            text, guessed = _text(part)
            notes += [GUESSED] if guessed else []
            (texts if kind == "text/plain" else pages).add(text, alternative)
        elif kind not in SIGNATURES:
            files.append(_file_name(part))
    if message.get_content_type() in SEALED:
        notes.append(CLOSED)
    body, more = _choose(texts, pages)
    return Content(body, files, list(dict.fromkeys(notes + more)))


def holds_files(message: Message) -> bool:
    """Tell whether anything but words stands in a mail; one with more parts than are read counts as holding it."""
    parts = [part for part, _ in _leaves(message) if part.get_content_type() not in SIGNATURES]
    return len(parts) >= MOST or not all(_is_words(part) and DRAWN not in _text(part)[0] for part in parts)


class _Leaves:
    """Texts of one kind, with the alternative each belongs to (None outside of one)."""

    def __init__(self) -> None:
        self.found: list[tuple[str, int | None]] = []

    def add(self, text: str, alternative: int | None) -> None:
        """Keep one that is not blank."""
        if text.strip():
            self.found.append((text, alternative))


def _choose(texts: _Leaves, pages: _Leaves) -> tuple[Body, list[str]]:
    """Put the body together: plain texts, and HTML where its alternative holds no plain one."""
    told = {alternative for _, alternative in texts.found if alternative is not None}
    alone = [page for page, alternative in pages.found if alternative is None or alternative not in told]
    beside = [page for page, alternative in pages.found if alternative is not None and alternative in told]
    bodies = [plain(text) for text, _ in texts.found] + [lines_of(page) for page in alone]
    notes = [FROM_HTML] if alone else []
    notes += [LONG_HTML] if any(len(page) > LARGEST for page in alone) else []
    lines = [line for body in bodies for line in body.lines] or [""]
    marked = [mark for body in bodies for mark in body.marked] or [False]
    body = Body(lines, marked, [note for each in bodies for note in each.notes])
    pages_seen = [page for page in beside if HAS_QUOTES.search(page)]
    if pages_seen and not any(marked):
        body = _witnessed(body, [lines_of(page) for page in pages_seen])
    return body, notes


def _witnessed(body: Body, pages: list[Body]) -> Body:
    """Mark lines of a plain text that its HTML form sets apart as quoted, and holds nowhere else."""
    shown = [pair for page in pages for pair in zip(page.lines, page.marked, strict=True)]
    own, quoted = (" ".join(_bare(line) for line, mark in shown if mark == kind) for kind in (False, True))
    bare = [_bare(line) for line in body.lines]
    marked = [len(line) >= WITNESS and line in quoted and line not in own for line in bare]
    return Body(body.lines, marked, [*body.notes, SHOWN]) if any(marked) else body


def _bare(line: str) -> str:
    return " ".join(line.split())


def _leaves(message: Message) -> list[tuple[Message, int | None]]:
    """Return the parts that hold no further ones, in order, with the number of the alternative they belong to."""
    found: list[tuple[Message, int | None]] = []
    waiting: list[tuple[Message, int | None]] = [(message, None)]
    number = 0
    while waiting and len(found) < MOST:
        part, alternative = waiting.pop()
        parts = part.get_payload() if part.is_multipart() else ""
        if part.get_content_maintype() == "multipart" and isinstance(parts, list):
            number += 1
            inside = number if part.get_content_subtype() == "alternative" and alternative is None else alternative
            waiting += [(each, inside) for each in reversed(parts) if isinstance(each, Message)]
        else:
            found.append((part, alternative))  # a mail inside a mail is an attachment: its words are not the sender's
    return found


def _is_words(part: Message) -> bool:
    return part.get_content_type() in ("text/plain", "text/html") and not _attached(part)


def _attached(part: Message) -> bool:
    return "attachment" in str(part.get("Content-Disposition", "")).casefold() or bool(_name(part))


def _file_name(part: Message) -> str:
    """Return the name of an attachment, or what kind of file it is where it has none."""
    return _name(part) or part.get_content_type()


def _name(part: Message) -> str:
    try:
        return words(part.get_filename() or "").replace("\n", " ").strip()
    except (MessageError, ValueError, TypeError, LookupError, IndexError, AttributeError):  # a damaged parameter
        return ""


def _text(part: Message) -> tuple[str, bool]:
    """Return the words of a text part with LF as line end, and whether their character set had to be guessed."""
    try:
        charset = part.get_content_charset() or ""
        data = part.get_payload(decode=True)
    except (ValueError, TypeError, LookupError, IndexError, AttributeError, AssertionError):
        for damaged in ("Content-Type", "Content-Transfer-Encoding"):
            del part[damaged]
        charset, data = "", part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return "", False
    text, guessed = in_charset(data, charset)
    return text.replace("\r\n", "\n"), guessed
