"""Words of an earlier mail repeated without any mark: told by the mails of the same mailbox."""

from __future__ import annotations

from datetime import datetime

from patterns.importers._mail_quotes import join, whole
from patterns.importers._mail_read import Mail

ECHO = "lines that somebody else wrote in an earlier message count as quoted"
LONG = 40  # characters: two people hardly write such a line alike by chance


def set_echoes_apart(mails: list[Mail]) -> list[Mail]:
    """Return the mails with every long line that stands in an earlier one by somebody else among the quoted words."""
    first: dict[str, tuple[datetime, str]] = {}
    for mail in mails:
        for line in _long_lines(mail.text) if mail.sender else ():
            known = first.get(line)
            if known is None or mail.when < known[0]:
                first[line] = (mail.when, str(mail.sender))
    return [_apart(mail, first) for mail in mails]


def _apart(mail: Mail, first: dict[str, tuple[datetime, str]]) -> Mail:
    def echo(line: str) -> bool:
        """Say whether somebody else wrote this line before."""
        known = first.get(line.strip()) if len(line) >= LONG else None
        return known is not None and known[0] < mail.when and known[1] != mail.sender

    if not any(map(echo, _long_lines(mail.text))):
        return mail
    body = whole(mail.text, mail.quoted, mail.turns)
    quoted = [mark or echo(line) for line, mark in zip(body.lines, body.marked, strict=True)]
    parted = join(body.lines, quoted, [*mail.notes, ECHO])
    return mail._replace(text=parted.text, quoted=parted.quoted, turns=parted.turns, notes=parted.notes)


def _long_lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if len(line) >= LONG]
