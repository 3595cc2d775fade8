"""How fast exports are read, against the least that could be done, in one run.

    python benchmarks/reading.py [--messages 100000] [--texts 200000]

WhatsApp: against one compiled regex and vectorised dates. SMS: against bare `iterparse` with the root cleared.
Each side runs three times, turn about; the ratio is that of the medians.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from patterns.importers import read_export

WORDS = ["tea", "rain", "keys", "later", "door", "bread", "Sunday", "train", "call", "garden", "window", "four"]
FLOOR = re.compile(r"^(\d\d/\d\d/\d{4}), (\d\d:\d\d) - (?:([^:\n]+): )?(.*(?:\n(?!\d\d/\d\d/\d{4}, ).*)*)", re.M)


def whatsapp(path: Path, count: int) -> None:
    """Write an invented Android chat of `count` messages over three years."""
    chance = random.Random(1)
    start = pd.Timestamp("2023-01-01")
    times = pd.DatetimeIndex(
        start + pd.to_timedelta(sorted(chance.randrange(1_500_000) for _ in range(count)), unit="m")
    )
    with path.open("w", encoding="utf-8") as file:
        for stamp in times.strftime("%d/%m/%Y, %H:%M"):
            text = " ".join(chance.choices(WORDS, k=chance.randint(3, 14)))
            text = chance.choices([text, f"{text}\n{text} 🙂", "<Media omitted>"], [90, 5, 5])[0]
            file.write(f"{stamp} - {chance.choice(['Ada Muster', 'Ben Muster'])}: {text}\n")


def sms(path: Path, count: int) -> None:
    """Write an invented backup of `count` texts."""
    chance = random.Random(2)
    with path.open("w", encoding="utf-8") as file:
        file.write(f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{count}\">\n")
        for number in range(count):
            body = " ".join(chance.choices(WORDS, k=chance.randint(3, 14)))
            file.write(
                f'  <sms protocol="0" address="+15550100{number % 9}77" date="{1600000000000 + number * 300123}" '
                f'type="{number % 2 + 1}" subject="null" body="{body}" toa="null" sc_toa="null" service_center="null" '
                'read="1" status="-1" locked="0" date_sent="0" sub_id="1" readable_date="x" contact_name="Ada" />\n'
            )
        file.write("</smses>\n")


def whatsapp_floor(path: Path) -> pd.DataFrame:
    """Read a chat with one regex, knowing its form beforehand."""
    found = FLOOR.findall(path.read_text(encoding="utf-8"))
    frame = pd.DataFrame(found, columns=["day", "time", "sender", "text"])
    return frame.assign(when=pd.to_datetime(frame["day"] + " " + frame["time"], format="%d/%m/%Y %H:%M"))


def sms_floor(path: Path) -> pd.DataFrame:
    """Read a backup with the standard library, checking and repairing nothing."""
    rows = []
    steps = ET.iterparse(path, events=("start", "end"))
    _, root = next(steps)
    for event, element in steps:
        if event == "end" and element.tag == "sms":
            rows.append((element.get("date"), element.get("address"), element.get("type"), element.get("body")))
            root.clear()
    frame = pd.DataFrame(rows, columns=["date", "address", "type", "body"])
    return frame.assign(when=pd.to_datetime(frame["date"].astype("int64"), unit="ms"))


def compare(name: str, path: Path, floor: Callable[[Path], pd.DataFrame]) -> None:
    """Print the median seconds of both sides and their ratio."""
    taken: dict[str, list[float]] = {"floor": [], "patterns": []}
    for _ in range(3):
        for side, read in (("floor", floor), ("patterns", lambda p: read_export(p, timezone="Europe/Berlin").messages)):
            begun = time.perf_counter()
            rows = len(read(path))
            taken[side].append(time.perf_counter() - begun)
    floor_time, ours = (statistics.median(taken[side]) for side in ("floor", "patterns"))
    print(f"{name}: {rows:,} messages, floor {floor_time:.2f} s, patterns {ours:.2f} s, ratio {ours / floor_time:.2f}")


def main() -> None:
    """Write both files, read both in both ways, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--texts", type=int, default=200_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        chat, backup = Path(folder) / "chat.txt", Path(folder) / "sms.xml"
        whatsapp(chat, wanted.messages)
        compare("WhatsApp", chat, whatsapp_floor)
        sms(backup, wanted.texts)
        compare("SMS", backup, sms_floor)


if __name__ == "__main__":
    main()
