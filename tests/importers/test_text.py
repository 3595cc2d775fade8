"""From bytes to text, and a chat's headers by their learned shapes: the quick way reads what the plain way reads."""

from __future__ import annotations

import random

import pytest

import patterns.importers._text as text_module
from patterns.importers import read_export
from patterns.importers._text import decode, decode_blocks
from patterns.importers._whatsapp_header import HEADER, pieces

LINES = ["tea", "rain 🙂 on", "", "\ufeffkeys", "é ü ñ", "a\u2028b", "half\ttab"]


def blocks_joined(data: bytes) -> str:
    return "\n".join(block for block, _, _ in decode_blocks(data))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("size", [1, 3, 8, 1000])
def test_blocks_hold_every_character_once(monkeypatch, end, mark, size):
    monkeypatch.setattr(text_module, "BLOCK", size)
    data = mark + end.join(LINES * 3).encode()
    assert blocks_joined(data).replace("\r\n", "\n") == decode(data)[0].replace("\r\n", "\n")


@pytest.mark.parametrize("data", [b"caf\xe9\nbar", "tea\nrain".encode("utf-16"), "tea\nrain".encode("utf-16-le")])
def test_other_encodings_are_left_to_the_plain_way(data):
    with pytest.raises(UnicodeDecodeError):
        list(decode_blocks(data))


def header(chance: random.Random) -> str:
    day = chance.choice(["1/2/24", "12/11/24", "3.4.2024", "2024-05-06", "2024. 1. 2."])
    time = chance.choice(["9:05", "21:40", "9:05 PM", "9:05\u202fam", "10:11:12"])
    return chance.choice([f"{day}, {time} - ", f"[{day}, {time}] ", f"[{day}, {time}]", f"{day}, {time} -"])


@pytest.mark.parametrize("seed", range(40))
def test_headers_are_found_as_the_one_expression_finds_them(seed, monkeypatch):
    monkeypatch.setattr("patterns.importers._whatsapp_header.SAMPLE", 120)  # most shapes stand behind the sample
    chance = random.Random(seed)
    rows = [
        chance.choice([header(chance), "", "x ", header(chance).upper()])
        + chance.choice(["Ada: tea", "", "12/1/24, 3"])
        for _ in range(60)
    ]
    text = "\n" + "\n".join(rows)
    assert pieces(text) == HEADER.split(text)


def test_a_chat_read_in_blocks_is_the_chat(tmp_path, monkeypatch):
    rows = [f"0{day}/02/2024, 10:0{day} - Ada: tea {day}\nand rain 🙂" for day in range(1, 10)]
    path = tmp_path / "chat.txt"
    path.write_text("Preface\n" + "\n".join(rows) + "\n", encoding="utf-8", newline="\r\n")
    whole = read_export(path, timezone="UTC", date_order="day first")
    monkeypatch.setattr(text_module, "BLOCK", 20)
    again = read_export(path, timezone="UTC", date_order="day first")
    assert again.messages.equals(whole.messages)
    assert list(whole.messages["line"]) == [2 + 2 * row for row in range(9)]  # the preface, then two lines each
    assert whole.messages["text"].iloc[-1] == "tea 9\nand rain 🙂"
    assert (again.accounting, again.skipped.equals(whole.skipped)) == (whole.accounting, True)
