"""The files of a chronology in one folder and one .zip: the originals beside it, and a manifest of SHA-256 sums."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from patterns.report.chronology.copies import Copies, copies
from patterns.words import say

if TYPE_CHECKING:
    from patterns.report.chronology.build import Chronology

MANIFEST = "SHA256SUMS.txt"
FIXED = (1980, 1, 1, 0, 0, 0)  # a .zip wants a time for each file; the same one gives the same bytes


def packed(made: Chronology, drawn: dict[str, bytes]) -> dict[str, bytes]:
    """Return every file of the folder by name, in order, the manifest last."""
    copied = copies(made)
    files = dict(sorted((drawn | copied.files | {"READ-ME.txt": _read_me(made, copied).encode()}).items()))
    return files | {MANIFEST: manifest(files).encode()}


def manifest(files: dict[str, bytes]) -> str:
    """Return one line for each file, in the form that `sha256sum -c` reads: a name over two lines is one line too."""
    return "".join(_line(hashlib.sha256(data).hexdigest(), name) for name, data in files.items())


def _line(digest: str, name: str) -> str:
    written = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{digest}  {name}\n" if written == name else f"\\{digest}  {written}\n"


def _read(line: str) -> tuple[str, str]:
    """Return the sum and the name that a line of a manifest holds."""
    digest, _, name = line.partition("  ")
    if not digest.startswith("\\"):
        return digest, name
    return digest[1:], re.sub(r"\\(.)", lambda found: {"n": "\n", "r": "\r"}.get(found[1], found[1]), name)


def clear(folder: Path) -> None:
    """Remove what an earlier run wrote there and nobody has changed, so that no file lies beside the manifest."""
    for path in as_written(folder):
        path.unlink()


def as_written(folder: Path) -> list[Path]:
    """Return the files of a folder that are what its manifest says."""
    listed = folder / MANIFEST
    lines = listed.read_text(encoding="utf-8", errors="replace").split("\n") if listed.is_file() else []
    found = []
    for digest, name in (_read(line) for line in lines if line):
        path = folder / name
        inside = path.resolve().is_relative_to(folder.resolve()) and path.is_file() and not path.is_symlink()
        if inside and hashlib.sha256(path.read_bytes()).hexdigest() == digest:
            found.append(path)
    return found


def zipped(label: str, files: dict[str, bytes]) -> bytes:
    """Return the folder as a .zip: the same files always give the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            about = zipfile.ZipInfo(f"{label}/{name}", FIXED)
            about.create_system, about.external_attr = 3, 0o600 << 16
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, data)
    return held.getvalue()


def attachment_sum(case: Path, message: dict[str, object], name: str) -> str:
    """Return the SHA-256 of a file that a message names, empty where it does not come along with the export."""
    path = case / str(message["source"])
    inside = str(message["part"]) if pd.notna(message["part"]) else ""
    beside = Path(inside).parent / name
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            there = {info.filename for info in archive.infolist()}
            found = next((each for each in (beside.as_posix(), name) if each in there), None)
            return hashlib.sha256(archive.read(found)).hexdigest() if found else ""
    folder = path if path.is_dir() else path.parent
    for each in (folder / beside, folder / name):
        if each.is_file() and each.resolve().is_relative_to(case.resolve()):
            return hashlib.sha256(each.read_bytes()).hexdigest()
    return ""


def _read_me(made: Chronology, copied: Copies) -> str:
    parts = ["what", "numbers", "sums", "csv", "working-copy"]
    parts += ["originals"] if made.profile.originals else ["no-originals"]
    said = [say(f"chronology.read-me.{part}", name=made.label) for part in parts]
    for key, n in (("in-part", copied.in_part), ("not-at-all", copied.not_at_all)):
        said += [say(f"chronology.read-me.{key}", n=n)] if n else []
    return "\n\n".join(said) + "\n"
