"""An invented case full of names, and a search of files for them that shares nothing with the program's own."""

from __future__ import annotations

import base64
import html
import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.cases import Rows, write_sheet
from tests.report.record import record

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils are not installed")


def plain(text: str) -> str:
    """No case, no accents, nothing that cannot be seen."""
    if text.isascii():
        return text.casefold()
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in spread if unicodedata.category(each) not in ("Mn", "Cf"))


def occurrences(data: bytes, terms: list[str], *, whole: bool = True) -> dict[str, list[str]]:
    """Return every term that stands in a file, with what stands around it; `whole`: not inside a longer word."""
    found: dict[str, list[str]] = {}
    for text in map(plain, layers(data)):
        for term in terms:
            pattern = re.escape(plain(term))
            pattern = rf"(?<![^\W\d_]){pattern}(?![^\W\d_])" if whole else pattern
            for hit in re.finditer(pattern, text):
                found.setdefault(term, []).append(text[max(0, hit.start() - 30) : hit.end() + 30])
    return found


def layers(data: bytes) -> Iterator[str]:
    """Yield a file as it stands and everything that is packed into it."""
    if data[:4] == b"%PDF":
        yield from pdf_layers(data)
    elif data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name
                yield from layers(archive.read(name))
    else:
        text = data.decode("utf-8", "replace")
        for kind, packed in re.findall(r"data:([^;,]*);base64,([A-Za-z0-9+/=]+)", text):
            if "font" not in kind:
                yield from layers(base64.b64decode(packed))
        text = html.unescape(re.sub(r"base64,[A-Za-z0-9+/=]+", "", text))
        yield text
        yield re.sub(r"<[^>]*>", "", text)


def pdf_layers(data: bytes) -> Iterator[str]:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not list(pdf.attachments)
        yield str(dict(pdf.docinfo.items()))
        with pdf.open_metadata() as metadata:
            yield str(metadata)
        for each in pdf.objects:
            yield from strings(each)
            if isinstance(each, pikepdf.Stream) and "/Length1" not in each and "/FontFile2" not in str(each.keys()):
                yield each.read_bytes().decode("latin-1") if "/Subtype" not in each else ""
    if shutil.which("pdftotext"):
        yield subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()


def strings(value: Any) -> Iterator[str]:
    """Every string and every name of a PDF object, two levels deep."""
    import pikepdf

    if isinstance(value, pikepdf.String | pikepdf.Name):
        yield str(value)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for name, each in value.items():
            yield str(name)
            if isinstance(each, pikepdf.String | pikepdf.Name):
                yield str(each)
    elif isinstance(value, pikepdf.Array):
        for each in value:
            if isinstance(each, pikepdf.String | pikepdf.Name):
                yield str(each)


def pages(data: bytes) -> list[str]:
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return [" ".join(each.split()) for each in read.stdout.decode().split("\f")[:-1]]


def edit(folder: Path, sheet: str, row: int, **cells: str) -> None:
    """Change cells of one row (from 0) of a sheet of the log."""
    path = folder / "log" / f"{sheet}.csv"
    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    for name, cell in cells.items():
        header = name.replace("_", " ").capitalize()
        if header not in frame:
            frame[header] = ""
        frame.loc[row, header] = cell
    frame.to_csv(path, index=False)


def whatsapp(folder: Path, name: str, senders: list[str], texts: list[str]) -> None:
    """Write an export in which the senders take turns, from a month before the plan to the review."""
    lines = []
    for place, text in enumerate(texts):
        month, day = (1, 13 + place) if place < 10 else (3, 1 + place % 28)
        lines.append(f"{day:02}/{month:02}/2026, 20:{place % 60:02} - {senders[place % len(senders)]}: {text}\n")
    (folder / "exports").mkdir(exist_ok=True)
    (folder / "exports" / name).write_text("".join(lines), encoding="utf-8")


def with_people(folder: Path, people: Rows, **more: Any) -> Path:
    """Write the record that the reports' tests use, with these people in it."""
    record(folder, **more)
    write_sheet(folder, "People", people)
    return folder
