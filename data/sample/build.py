"""Build the sample case from its readable source: a chat export, an SMS backup, a log workbook.

`python data/sample/build.py` writes the files; `--check` says whether those that are there are what the source builds.
The same source gives the same bytes, on any machine and in any year.
"""

from __future__ import annotations

import csv
import io
import random
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import quoteattr
from zoneinfo import ZoneInfo

from patterns.log.template import write_workbook

HERE = Path(__file__).resolve().parent
SOURCE, CASE = HERE / "source", HERE / "case"
FIRST, LAST = date(2025, 7, 1), date(2026, 3, 29)
OLD_PHONE = (date(2025, 7, 2), date(2025, 10, 17))
EMAIL_ONLY_FROM = date(2026, 3, 6)
BERLIN = ZoneInfo("Europe/Berlin")
PLAN_START = date(2026, 2, 2)
ZIP_TIME = (2026, 3, 30, 9, 0, 0)
CHAT, BACKUP, LOG = "exports/WhatsApp Chat with Anton.zip", "exports/sms-20251018.xml", "log.xlsx"
NAMES = {"N": "Nora", "A": "Anton", "<": "Nora", ">": "Anton"}
FORMS = ("+491713920012", "01713920012")  # the same number, as one phone writes it in two ways
ENCRYPTED = (
    "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them. "
    "Learn more"
)
CODE_CHANGED = "Your security code with Anton changed. Tap to learn more."


class Line(NamedTuple):
    """One message: wall time in Berlin, who, words (a mark in angle brackets stands for what an export writes)."""

    at: datetime
    who: str
    words: str


def build(folder: Path) -> None:
    """Write the three files of the case into `folder`."""
    (folder / "exports").mkdir(parents=True, exist_ok=True)
    lines = sorted([*scenes(), *everyday()], key=lambda line: line.at)
    (folder / CHAT).write_bytes(zipped(chat(lines)))
    (folder / BACKUP).write_bytes(backup(list(texts())).encode())
    write_workbook(folder / LOG, log(), start=PLAN_START, zone="Europe/Berlin", country="DE")


# -- messages -----------------------------------------------------------------------------------------------------


def scenes() -> Iterator[Line]:
    """Yield the lines of the written scenes."""
    on, held = FIRST, None
    for raw in (SOURCE / "scenes.txt").read_text(encoding="utf-8").split("\n"):
        if raw.startswith("|") and held is not None:
            held = held._replace(words=f"{held.words}\n{raw[1:]}")
            continue
        if held is not None:
            yield held
            held = None
        if raw[:4].isdigit():
            on = date.fromisoformat(raw)
        elif raw[:2].isdigit():
            clock, who, words = raw.split(" ", 2)
            held = Line(datetime.combine(on, datetime.strptime(clock, "%H:%M").time()), who.rstrip(":"), words)  # noqa: DTZ007
    if held is not None:
        yield held


def everyday() -> Iterator[Line]:
    """Yield ordinary talk, recombined from the stock: the same days and minutes every time."""
    chance = random.Random(20260202)
    stock = blocks("everyday.txt")
    silent = set(days()["no_contact"])
    for on in dates(FIRST, LAST):
        restricted = on >= EMAIL_ONLY_FROM
        for _ in range(1 + int(chance.random() * 4.25)):
            block = stock[int(chance.random() * len(stock))]
            at = datetime.combine(on, datetime.min.time()) + timedelta(minutes=430 + int(chance.random() * 560))
            skip, drawn = on in silent, chance.random()
            for who, words in block:
                if not skip and not (restricted and (who == "N" or drawn > 0.22)):
                    yield Line(at, NAMES[who], words)
                at += timedelta(minutes=int(chance.random() * 7))


def texts() -> Iterator[Line]:
    """Yield the short messages of the old phone."""
    chance = random.Random(20251018)
    stock = blocks("sms.txt")
    for on in dates(*OLD_PHONE):
        if chance.random() < 0.64:
            block = stock[int(chance.random() * len(stock))]
            at = datetime.combine(on, datetime.min.time()) + timedelta(seconds=30000 + int(chance.random() * 36000))
            for who, words in block:
                yield Line(at, NAMES[who], words)
                at += timedelta(seconds=20 + int(chance.random() * 400))


def blocks(name: str) -> list[list[tuple[str, str]]]:
    """Return the exchanges of a stock file: who and words, line by line."""
    text = (SOURCE / name).read_text(encoding="utf-8")
    found = []
    for block in text.split("\n\n")[1:]:
        lines = [line for line in block.strip().split("\n") if line]
        found.append([(line[0], line.split(" ", 1)[1]) for line in lines])
    return found


def dates(first: date, last: date) -> Iterator[date]:
    """Yield every date from `first` to `last`."""
    for each in range((last - first).days + 1):
        yield first + timedelta(days=each)


def chat(lines: list[Line]) -> str:
    """Return the text of an Android export, day first, with its notices."""
    notices = [(datetime(2025, 7, 1, 7, 0), ENCRYPTED), (datetime(2025, 10, 18, 12, 4), CODE_CHANGED)]  # noqa: DTZ001
    rows = [(at, f"{at:%d/%m/%Y, %H:%M} - {text}") for at, text in notices]
    pictures: dict[date, int] = {}
    for line in lines:
        rows.append((line.at, f"{line.at:%d/%m/%Y, %H:%M} - {line.who}: {written(line, pictures)}"))
    return "".join(f"{text}\n" for _, text in sorted(rows, key=lambda row: row[0]))


def written(line: Line, pictures: dict[date, int]) -> str:
    """Return the words as an export writes them."""
    if line.words == "<image>":
        on = line.at.date()
        pictures[on] = pictures.get(on, 0) + 1
        return f"IMG-{on:%Y%m%d}-WA{pictures[on]:04}.jpg (file attached)"
    if line.words.startswith("<edited>"):
        return line.words.removeprefix("<edited>") + " <This message was edited>"
    marks = {"<media>": "<Media omitted>", "<deleted>": "This message was deleted", "<call>": "Missed voice call"}
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
    """Return an SMS Backup & Restore file: texts, two picture messages, a draft, and one record that stands twice."""
    rows = [sms(line, number) for number, line in enumerate(lines)]
    rows.insert(40, rows[39])
    rows.insert(60, sms(Line(datetime(2025, 8, 20, 21, 0), "Nora", "I wanted to say"), 0, kind=3))  # noqa: DTZ001
    rows.append(mms(datetime(2025, 9, 7, 15, 20), "Anton", "she built this alone"))  # noqa: DTZ001
    rows.append(mms(datetime(2025, 10, 17, 17, 2), "Nora", "Look who is asleep"))  # noqa: DTZ001
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
    return head + f'<smses count="{len(rows)}">\n' + "".join(f"  {row}\n" for row in rows) + "</smses>\n"


def epoch(at: datetime) -> int:
    """Return milliseconds of a wall time in Berlin."""
    return int(at.replace(tzinfo=BERLIN).timestamp() * 1000)


def sms(line: Line, number: int, kind: int | None = None) -> str:
    """Return one text message as its element."""
    kind = kind or (2 if line.who == "Nora" else 1)
    address = FORMS[number % 7 == 3]
    return (
        f'<sms protocol="0" address="{address}" date="{epoch(line.at)}" type="{kind}" subject="null" '
        f'body={quoteattr(line.words)} service_center="null" read="1" status="-1" contact_name="Anton" />'
    )


def mms(at: datetime, who: str, words: str) -> str:
    """Return one picture message as its element; the picture itself is left out."""
    sent = who == "Nora"
    return (
        f'<mms date="{epoch(at)}" msg_box="{2 if sent else 1}" address="{FORMS[0]}" m_type="{128 if sent else 132}" '
        f'contact_name="Anton"><parts><part seq="0" ct="image/jpeg" name="null" cl="image000.jpg" />'
        f'<part seq="0" ct="text/plain" text={quoteattr(words)} /></parts><addrs>'
        f'<addr address="{"insert-address-token" if sent else FORMS[0]}" type="137" />'
        f'<addr address="{FORMS[0] if sent else "insert-address-token"}" type="151" /></addrs></mms>'
    )


# -- the log ------------------------------------------------------------------------------------------------------


def log() -> dict[str, list[dict[str, object]]]:
    """Return the rows of every sheet, dates and times as such."""
    sheets: dict[str, list[dict[str, object]]] = {}
    for path in sorted((SOURCE / "log").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = [{name: value(cell) for name, cell in row.items() if cell} for row in csv.DictReader(file)]
        sheets[path.stem] = rows
    return sheets | {"Days": day_rows()}


def value(cell: str) -> object:
    """Return a cell of the source as a date, a moment, a clock time, a number, or the words themselves."""
    for form in ("%Y-%m-%d", "%Y-%m-%d %H:%M", "%H:%M"):
        try:
            read = datetime.strptime(cell, form)  # noqa: DTZ007
        except ValueError:
            continue
        return {"%Y-%m-%d": read.date(), "%H:%M": read.time()}.get(form, read)
    return int(cell) if cell.isdigit() else cell


def days() -> dict:
    """Return what is said about days."""
    return tomllib.loads((SOURCE / "days.toml").read_text(encoding="utf-8"))


def day_rows() -> list[dict[str, object]]:
    """Return the rows of the Days sheet."""
    said = days()
    rows = []
    for on in dates(said["first"], said["last"]):
        if on in said["not_recorded"]:
            continue
        row: dict[str, object] = {"Date": on, "Record complete": "yes"}
        row["Contact"] = "no" if on in said["no_contact"] else "yes"
        for name, cells in (("Felt safety", said["felt_safety"]), ("Did for myself", said["did_for_myself"])):
            if str(on) in cells:
                row[name] = cells[str(on)]
        row |= {name: "yes" for name, key in (("Afraid", "afraid"), ("Visit", "visit")) if on in said["other"][key]}
        rows.append(row)
    return rows


def main() -> int:
    """Write the case, or compare what is there with what the source builds."""
    if sys.argv[1:] != ["--check"]:
        build(CASE)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        names = (CHAT, BACKUP, LOG)
        stale = [name for name in names if (Path(folder) / name).read_bytes() != (CASE / name).read_bytes()]
    for name in stale:
        print(f"{name} is not what the source builds; run python data/sample/build.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
