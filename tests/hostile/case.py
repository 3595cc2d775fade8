"""One invented case in which every kind of these words stands in every place where people can write."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from patterns.log.declare import CHOICE, CODES, DATE, ID, MOMENT, SUGGESTED, TEXT, TEXTS, YES_NO, Column, Sheet
from patterns.log.plan import SETTINGS
from patterns.log.sheets import INCIDENTS, OWN_CODES, PEOPLE, SHEETS, SOURCES
from tests.cases import Rows, write_sheet
from tests.hostile import words as hostile

FREE = (TEXT, TEXTS, ID, SUGGESTED)  # the kinds of columns that take any words
MEANT = ("Message ids", "Message id", "Columns")  # of these, the ones whose words have to be names of something
ENDS = ("Until", "In force until", "Stopped on")
NOBODY = {"Who was present": "", "Where": "", "Reported to": ""}
FIRST = date(2026, 1, 6)
CHAT = "WhatsApp Chat with <img src=x onerror=alert(6)>=1+1 \x1b[31m\x07\u202egnp {{7*7}} #read(1) file-name.txt"
PICTURE = "=IMG<script>alert(7)<script>\u202e 'attached'.jpg"


def build(folder: Path) -> Path:
    """Write the case: its log as CSV files, which hold any character, a chat of WhatsApp and one of Telegram."""
    free = [setting.name for setting in SETTINGS if setting.kind == TEXT]
    said = {"Time zone": "Europe/Berlin", "Plan start": "2026-02-02"} | dict(zip(free, hostile.TEXTS, strict=False))
    write_sheet(folder, "Plan", [{"Setting": name, "Value": value} for name, value in said.items()])
    for sheet in SHEETS:
        write_sheet(folder, sheet.name, rows(sheet))
    (folder / "exports").mkdir()
    (folder / "exports" / CHAT).write_text(whatsapp(hostile.TEXTS), encoding="utf-8")
    (folder / "exports" / "result.json").write_text(telegram(hostile.TEXTS), encoding="ascii")
    return folder


def shared(folder: Path) -> Path:
    """Write the case with ordinary names: of these words, taken as names, a copy is refused that has them anywhere."""
    build(folder)
    people = (("me", "Ilka", "Person O"), ("other", "Bodo", "Person P"))
    heads = ("Role", "Name", "Shown as")
    write_sheet(folder, "People", [dict(zip(heads, each, strict=True)) for each in people])
    write_sheet(folder, "Incidents", [row | NOBODY for row in rows(INCIDENTS)])
    for path in (folder / "exports").iterdir():
        path.unlink()
    lines = [f"{day(number):%d/%m/%Y}, 09:{number:02} - Bodo: {words}" for number, words in enumerate(hostile.TEXTS)]
    (folder / "exports" / "file-name.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


def rows(sheet: Sheet) -> Rows:
    """Return one row for each kind of words, which stand in every column that takes words of a person's own."""
    if sheet is OWN_CODES:
        return [{"Code": words, "Meaning": words, "Abusive": "yes"} for words in hostile.TEXTS]
    found = [
        {column.header: cell(column, number, words) for column in sheet.columns}
        for number, words in enumerate(hostile.TEXTS)
    ]
    if sheet is PEOPLE:
        for row, role in zip(found, ("me", "other", *["supporter"] * len(found)), strict=False):
            row["Role"] = role
    if sheet is SOURCES:
        found.append({"File": "*file-name.txt", "Date order": "day first", "I take part": "yes"})
    return found


def cell(column: Column, number: int, words: str) -> str:
    """Return the words where a column takes any, and where it does not what it takes."""
    if column.kind in FREE:
        return "" if column.header in MEANT else words
    if column.kind in (DATE, MOMENT):
        return "" if column.header in ENDS else day(number).isoformat()
    if column.kind == CHOICE:
        return column.choices[0]
    if column.kind == CODES:
        return "insult" if set(words) & set(";,") else f"insult; {words}"
    return "yes" if column.kind == YES_NO else ""


def day(number: int) -> date:
    return FIRST + timedelta(days=4 * number)


def whatsapp(texts: Iterable[str]) -> str:
    """Return a chat in which everyone's name is such words, and all that is written, some of it about safety."""
    me, other, *_ = (named(each) for each in hostile.TEXTS)
    lines = []
    for number, words in enumerate(texts):
        on = f"{day(number):%d/%m/%Y}"
        lines.append(f"{on}, 09:{number:02} - {other}: {words}")
        lines.append(f"{on}, 10:{number:02} - {other}: I will kill you {words}")
        lines.append(f"{on}, 11:{number:02} - {named(words) or me}: good morning {words}")
    lines.append(f"24/03/2026, 12:00 - {me}: {PICTURE} (file attached)")
    return "\n".join(lines) + "\n"


def named(words: str) -> str:
    """Return words as a chat of WhatsApp can name somebody: on one line, without what would end the name."""
    return " ".join(words.replace(": ", " ").replace("\x00", "").split())


def telegram(texts: Iterable[str]) -> str:
    """Return a chat of Telegram, whose JSON can say any character and halves of characters."""
    messages = [
        {
            "id": number, "type": "message", "date": f"2026-03-{number:02}T12:00:00", "from": words,
            "date_unixtime": str(1772366400 + 86400 * (number - 1)), "from_id": f"user{number}",
            "text": f"{words} half \ud83d", "reactions": [{"emoji": words, "count": 1, "type": "emoji"}],
            "forwarded_from": words, "file": words, "file_name": words,
        }
        for number, words in enumerate(texts, start=1)
    ]  # fmt: skip
    chat = {"name": "".join(hostile.TEXTS), "type": "personal_chat", "id": 7, "messages": messages}
    return json.dumps(chat)
