"""The messages of the sample case as two phones export them."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from xml.sax.saxutils import quoteattr
from zoneinfo import ZoneInfo

from talk import Line

ZONE = "Europe/Berlin"
ZIP_TIME = (2026, 3, 30, 9, 0, 0)
FORMS = ("+491713920012", "01713920012")  # the same number, as one phone writes it in two ways
NOTICES = (
    (
        datetime(2025, 7, 1, 7, 0),  # noqa: DTZ001 - wall times, as an export writes them
        "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them. "
        "Learn more",
    ),
    (datetime(2025, 10, 18, 12, 4), "Your security code with Anton changed. Tap to learn more."),  # noqa: DTZ001
)


def chat(lines: list[Line]) -> str:
    """Return the text of an Android export, day first, with its notices."""
    pictures: dict[date, int] = {}
    rows = [(at, words) for at, words in NOTICES]
    rows += [(line.at, f"{line.who}: {written(line, pictures)}") for line in lines]
    rows.sort(key=lambda row: row[0])
    return "".join(f"{at:%d/%m/%Y, %H:%M} - {words}\n" for at, words in rows)


def written(line: Line, pictures: dict[date, int]) -> str:
    """Return the words as an export writes them."""
    if line.words == "<image>":
        on = line.at.date()
        pictures[on] = pictures.get(on, 0) + 1
        return f"IMG-{on:%Y%m%d}-WA{pictures[on]:04}.jpg (file attached)"
    if line.words.startswith("<edited>"):
        return line.words.removeprefix("<edited>") + " <This message was edited>"
    deleted = "You deleted this message" if line.who == "Nora" else "This message was deleted"
    marks = {"<media>": "<Media omitted>", "<deleted>": deleted, "<call>": "Missed voice call"}
    return marks.get(line.words, line.words)


def zipped(text: str) -> bytes:
    """Return a zip as the phone makes it, with a fixed time."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        entry = zipfile.ZipInfo("WhatsApp Chat with Anton.txt", ZIP_TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        entry.create_system = 3
        archive.writestr(entry, text.encode())
    return held.getvalue()


def backup(lines: list[Line]) -> str:
    """Return an SMS Backup & Restore file: texts, picture messages, a draft, and one record that stands twice."""
    rows = [sms(line, number) for number, line in enumerate(lines)]
    rows.insert(40, rows[39])
    rows.insert(60, sms(Line(datetime(2025, 8, 20, 21, 0), "Nora", "I wanted to say"), 0, kind=3))  # noqa: DTZ001
    rows.append(mms(datetime(2025, 8, 3, 11, 41, 7), "Nora", "Guess who drove the tram"))  # noqa: DTZ001
    rows.append(mms(datetime(2025, 9, 7, 15, 20, 31), "Anton", "she built this alone"))  # noqa: DTZ001
    rows.append(mms(datetime(2025, 10, 17, 17, 2, 55), "Nora", "Look who is asleep"))  # noqa: DTZ001
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
    return head + f'<smses count="{len(rows)}" type="full">\n' + "".join(f"  {row}\n" for row in rows) + "</smses>\n"


def epoch(at: datetime) -> int:
    """Return milliseconds of a wall time in Berlin."""
    return int(at.replace(tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)


def attribute(words: str) -> str:
    """Return a value in quotes; the app writes an emoji as two halves, which is not XML, and so does this."""
    halves = (f"&#{0xD7C0 + (code >> 10)};&#{0xDC00 + (code & 0x3FF)};" if (code := ord(each)) > 0xFFFF else each
              for each in quoteattr(words))  # fmt: skip
    return "".join(halves)


def sms(line: Line, number: int, kind: int | None = None) -> str:
    """Return one text message as its element."""
    kind = kind or (2 if line.who == "Nora" else 1)
    sent = epoch(line.at) - 1000 if kind == 1 else 0
    return (
        f'<sms protocol="0" address="{FORMS[number % 7 == 3]}" date="{epoch(line.at)}" type="{kind}" subject="null" '
        f'body={attribute(line.words)} toa="null" sc_toa="null" service_center="null" read="1" status="-1" locked="0" '
        f'date_sent="{sent}" sub_id="1" readable_date="{line.at:%d.%m.%Y %H:%M:%S}" contact_name="Anton" />'
    )


def mms(at: datetime, who: str, words: str) -> str:
    """Return one picture message as its element; the picture itself is left out."""
    sent = who == "Nora"
    return (
        f'<mms date="{epoch(at)}" msg_box="{2 if sent else 1}" address="{FORMS[0]}" m_type="{128 if sent else 132}" '
        f'date_sent="{epoch(at) // 1000}" contact_name="Anton"><parts>'
        f'<part seq="-1" ct="application/smil" name="null" cl="smil.xml" text="null" />'
        f'<part seq="0" ct="image/jpeg" name="null" cl="image000.jpg" />'
        f'<part seq="0" ct="text/plain" text={attribute(words)} /></parts><addrs>'
        f'<addr address="{"insert-address-token" if sent else FORMS[0]}" type="137" />'
        f'<addr address="{FORMS[0] if sent else "insert-address-token"}" type="151" /></addrs></mms>'
    )
