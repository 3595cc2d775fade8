"""Whether pictures, sound or other files stand in the very file of the messages: backups of texts, and mail."""

from __future__ import annotations

from pathlib import Path
from xml.parsers import expat

from patterns.importers import _containers, mail, sms_xml
from patterns.importers._base import Source
from patterns.importers._mail_body import holds_files
from patterns.importers._mail_box import Raw, messages
from patterns.importers._mail_read import parsed
from patterns.importers._xml_stream import stream

WORDS = {"text/plain", "application/smil"}
ABSENT = {"", "null"}
MAIL = {".eml", ".mbox"}


def holds_pictures(path: Path) -> bool:
    """Tell whether a file, a .zip or a folder holds pictures written among its messages, sent or not.

    It is the file that is looked at and not what was read of it: a draft, a repeat and a conversation of others have
    pictures, too. Where it cannot be told, the answer is yes.
    """
    try:
        return any(map(_holds, _containers.sources(path, path.name)))
    except Exception:  # whatever is wrong with it, nobody can say then that there is no picture in it
        return True


def _holds(source: Source) -> bool:
    head = _containers.head(source)
    if source.suffix == ".xml" or sms_xml.detect(head):
        found = _Data()
        with source.open() as file:
            stream(file, found)
        return found.any
    return (source.suffix in MAIL or mail.detect(head)) and any(map(_beside_words, messages(source)))


def _beside_words(raw: Raw) -> bool:
    message = parsed(raw.data)
    return raw.cut or message is None or holds_files(message)


class _Data:
    """Looks for an element that holds the bytes of a file."""

    parser: expat.XMLParserType

    def __init__(self) -> None:
        self.any = False

    def start(self, tag: str, attributes: list[str]) -> None:
        """Look at one element."""
        if "data" in attributes[::2]:
            of = dict(zip(attributes[::2], attributes[1::2], strict=True))
            self.any |= of["data"] not in ABSENT and of.get("ct", "") not in WORDS

    def end(self, tag: str) -> None:
        """An element's end tells nothing."""
