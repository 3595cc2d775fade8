"""How fast exports are read, and in how much memory, against the least that could be done and against others.

    python benchmarks/reading.py [--quick] [--rounds 3]

WhatsApp (100,000 and 1,000,000 messages) against one compiled regex and vectorised dates, and against chat-miner and
whatstk where they are installed; SMS (200,000) against bare `iterparse` with the root cleared; Telegram (300,000)
against `json.loads` and a frame. Each side runs in a process of its own, turn about; the libraries are loaded before
the clock starts; the peak is that of the whole process. The ratio is that of the medians.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pandas as pd

WORDS = ["tea", "rain", "keys", "later", "door", "bread", "Sunday", "train", "call", "garden", "window", "four"]
FLOOR = re.compile(r"^(\d\d/\d\d/\d{4}), (\d\d:\d\d) - (?:([^:\n]+): )?(.*(?:\n(?!\d\d/\d\d/\d{4}, ).*)*)", re.M)
SLOW = 200_000  # messages above which the slowest sides run once


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


def telegram(path: Path, count: int) -> None:
    """Write an invented chat of `count` messages as Telegram Desktop exports it."""
    chance = random.Random(3)
    messages = []
    for number in range(count):
        at = 1600000000 + number * 311
        text = " ".join(chance.choices(WORDS, k=chance.randint(3, 14)))
        who = chance.choice([("Ada Muster", "user1001"), ("Ben Muster", "user1002")])
        messages.append(
            {
                "id": number + 1,
                "type": "message",
                "date": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(at + 3600)),
                "date_unixtime": str(at),
                "from": who[0],
                "from_id": who[1],
                "text": text,
                "text_entities": [{"type": "plain", "text": text}],
            }
        )
    chat = {"name": "Ben Muster", "type": "personal_chat", "id": 1002, "messages": messages}
    path.write_text(json.dumps(chat, indent=1, ensure_ascii=False), encoding="utf-8")


def whatsapp_floor(path: Path) -> int:
    """Read a chat with one regex, knowing its form beforehand."""
    found = FLOOR.findall(path.read_text(encoding="utf-8"))
    frame = pd.DataFrame(found, columns=["day", "time", "sender", "text"])
    return len(frame.assign(when=pd.to_datetime(frame["day"] + " " + frame["time"], format="%d/%m/%Y %H:%M")))


def sms_floor(path: Path) -> int:
    """Read a backup with the standard library, checking and repairing nothing."""
    rows = []
    steps = ET.iterparse(path, events=("start", "end"))
    _, root = next(steps)
    for event, element in steps:
        if event == "end" and element.tag == "sms":
            rows.append((element.get("date"), element.get("address"), element.get("type"), element.get("body")))
            root.clear()
    frame = pd.DataFrame(rows, columns=["date", "address", "type", "body"])
    return len(frame.assign(when=pd.to_datetime(frame["date"].astype("int64"), unit="ms")))


def telegram_floor(path: Path) -> int:
    """Read a chat with the standard library, checking and repairing nothing."""
    rows = json.loads(path.read_bytes())["messages"]
    frame = pd.DataFrame([(row["date_unixtime"], row["from"], row["text"]) for row in rows])
    return len(frame.assign(when=pd.to_datetime(frame[0].astype("int64"), unit="s")))


def ours(path: Path) -> int:
    """Read any export with this package."""
    from patterns.importers import read_export

    return len(read_export(path, timezone="Europe/Berlin").messages)


def chat_miner(path: Path) -> int:
    """Read a chat with chat-miner."""
    from chatminer.chatparsers import WhatsAppParser

    parser = WhatsAppParser(path)
    parser.parse_file()
    return len(parser.parsed_messages.get_df())


def whatstk(path: Path) -> int:
    """Read a chat with whatstk."""
    from whatstk import df_from_whatsapp

    return len(df_from_whatsapp(str(path), max_size=None))


SIDES: dict[str, Callable[[Path], int]] = {
    "whatsapp floor": whatsapp_floor,
    "sms floor": sms_floor,
    "telegram floor": telegram_floor,
    "patterns": ours,
    "chat-miner": chat_miner,
    "whatstk": whatstk,
}
LIBRARIES = {"patterns": "patterns.importers", "chat-miner": "chatminer.chatparsers", "whatstk": "whatstk"}


def one(side: str, path: Path) -> None:
    """Run one side in this process and print what it took."""
    if side in LIBRARIES:
        importlib.import_module(LIBRARIES[side])
    begun = time.perf_counter()
    rows = SIDES[side](path)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"rows": rows, "seconds": seconds, "peak": peak}))


def compare(name: str, path: Path, sides: list[str], rounds: int) -> None:
    """Run every side in turn, `rounds` times, and print the medians beside those of the first."""
    taken: dict[str, list[dict[str, float]]] = {side: [] for side in sides}
    for _ in range(rounds):
        for side in sides:
            told = subprocess.run(
                [sys.executable, __file__, "--side", side, "--file", str(path)], capture_output=True, text=True
            )
            if told.returncode == 0:
                taken[side].append(json.loads(told.stdout.splitlines()[-1]))
    floor = statistics.median(each["seconds"] for each in taken[sides[0]])
    print(f"{name} ({path.stat().st_size / 1e6:.0f} MB)")
    for side in sides:
        if not taken[side]:
            print(f"  {side:16} could not read it")
            continue
        seconds = statistics.median(each["seconds"] for each in taken[side])
        peak = statistics.median(each["peak"] for each in taken[side])
        rows = f"{taken[side][0]['rows']:,} rows"
        print(f"  {side:16} {seconds:6.2f} s  {seconds / floor:5.2f} x floor  {peak:6.0f} MB  {rows}")


def main() -> None:
    """Write the files, read them in every way, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="leave the million messages out")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--side", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.side:
        one(wanted.side, wanted.file)
        return
    peers = [side for side in ("chat-miner", "whatstk") if importlib.util.find_spec(LIBRARIES[side].split(".")[0])]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in (100_000,) if wanted.quick else (100_000, 1_000_000):
            whatsapp(folder / f"chat{count}.txt", count)
            rounds = 1 if peers and count > SLOW else wanted.rounds
            sides = ["whatsapp floor", "patterns", *peers]
            compare(f"WhatsApp, {count:,} messages", folder / f"chat{count}.txt", sides, rounds)
        sms(folder / "sms.xml", 200_000)
        compare("SMS Backup & Restore, 200,000 texts", folder / "sms.xml", ["sms floor", "patterns"], wanted.rounds)
        telegram(folder / "result.json", 300_000)
        compare("Telegram, 300,000 messages", folder / "result.json", ["telegram floor", "patterns"], wanted.rounds)


if __name__ == "__main__":
    main()
