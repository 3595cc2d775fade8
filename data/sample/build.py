"""Build the sample case from its readable source: a chat export, an SMS backup, a log workbook, decisions on passages.

`python data/sample/build.py` writes the files; `--check` says whether those that are there are what the source builds.
The same source gives the same words, times and ids on any machine and in any year, and the same bytes wherever zips
are packed alike.
"""

from __future__ import annotations

import re
import sys
import tempfile
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from xml.etree.ElementTree import canonicalize  # of what this file itself built

import pandas as pd
from exports import ZONE, backup, chat, zipped
from talk import SOURCE, dates, days, everyday, read_sheet, scenes, texts

import patterns
from patterns.codes import load_codebook
from patterns.codes.review_book import write_review
from patterns.importers import read_export
from patterns.log.template import write_workbook
from patterns.schema import REVIEWED

CASE = Path(__file__).resolve().parent / "case"
PLAN_START = date(2026, 2, 2)
CHAT, BACKUP, LOG = "exports/WhatsApp Chat with Anton.zip", "exports/sms-20251018.xml", "log.xlsx"
REVIEW = "review.xlsx"


def build(folder: Path) -> None:
    """Write the four files of the case into `folder`."""
    (folder / "exports").mkdir(parents=True, exist_ok=True)
    lines = sorted([*scenes(), *everyday()], key=lambda line: line.at)
    (folder / CHAT).write_bytes(zipped(chat(lines)))
    (folder / BACKUP).write_bytes(backup(list(texts())).encode())
    messages = ids(folder / CHAT)
    write_workbook(folder / LOG, log(messages), start=PLAN_START, zone=ZONE, country="DE")
    review(folder, messages)


def review(folder: Path, messages: dict[str, str]) -> None:
    """Write the passages proposed, with what Nora decided on some of them."""
    (folder / REVIEW).unlink(missing_ok=True)
    case = patterns.open_case(folder, keep=False)
    decided = [
        {"message_id": messages[row["Message"]].split("; ")[0], "code": row["Code"], "decision": row["Decision"],
         "reviewer": row["Reviewer"], "note": row["Note"] or None, "shown": True}
        for row in read_sheet(SOURCE / "review.csv")
    ]  # fmt: skip
    reviewed = REVIEWED.conform(pd.DataFrame(decided))
    write_review(folder / REVIEW, case.messages, case.suggestions, reviewed, case.log.incidents, case.log.statements,
                 load_codebook())  # fmt: skip


def ids(export: Path) -> dict[str, str]:
    """Return for each minute of the chat the ids of what Anton wrote in it, `;` between."""
    messages = read_export(export, timezone=ZONE).messages
    his = messages.loc[messages["sender"] == "Anton"]
    return his.groupby(his["local_time"].dt.strftime("chat %Y-%m-%d %H:%M"))["message_id"].agg("; ".join).to_dict()


def log(messages: dict[str, str]) -> dict[str, list[dict[str, object]]]:
    """Return the rows of every sheet, dates and times as such; a minute of the chat as the ids of its messages."""
    sheets: dict[str, list[dict[str, object]]] = {}
    for path in sorted((SOURCE / "log").glob("*.csv")):
        sheets[path.stem] = [
            {name: value(name, cell, messages) for name, cell in row.items() if cell} for row in read_sheet(path)
        ]
    return sheets | {"Days": day_rows()}


def value(header: str, cell: str, messages: dict[str, str]) -> object:
    """Return a cell of the source as a date, a moment, a clock time, a number, ids, or the words themselves."""
    if header.startswith("Message id"):
        return "; ".join(messages[minute] for minute in cell.split("; "))
    for pattern, read in (
        (r"\d{4}-\d\d-\d\d", date.fromisoformat),
        (r"\d{4}-\d\d-\d\d \d\d:\d\d", datetime.fromisoformat),
        (r"\d\d:\d\d", time.fromisoformat),
        (r"\d+", int),
    ):
        if re.fullmatch(pattern, cell):
            return read(cell)
    return cell


def day_rows() -> list[dict[str, object]]:
    """Return the rows of the Days sheet."""
    said = days()
    rows = []
    for on in dates(said["first"], said["last"]):
        if on in said["not_recorded"]:
            continue
        row: dict[str, object] = {"Date": on, "Record complete": "yes"}
        row["Contact"] = "no" if on in said["no_contact"] else "yes"
        for header in ("Felt safety", "Did for myself", "Note"):
            cells = said[header.casefold().replace(" ", "_")]
            if str(on) in cells:
                row[header] = cells[str(on)]
        row |= {name: "yes" for name in ("Afraid", "Visit") if on in said["other"][name.casefold()]}
        rows.append(row)
    return rows


def same(there: Path, built: Path) -> bool:
    """Tell whether two files are the same, or hold the same: another machine may pack or order it differently."""
    if not there.is_file():
        return False
    if there.read_bytes() == built.read_bytes():
        return True
    if not (zipfile.is_zipfile(there) and zipfile.is_zipfile(built)):
        return False
    return parts(there) == parts(built)


def parts(path: Path) -> dict[str, str | bytes]:
    """Return what a zip holds, XML in its canonical form."""
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    return {
        name: canonicalize(data.decode(), rewrite_prefixes=True) if name.endswith((".xml", ".rels", ".vml")) else data
        for name, data in held.items()
    }


def main() -> int:
    """Write the case, or compare what is there with what the source builds."""
    if sys.argv[1:] != ["--check"]:
        build(CASE)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        stale = [name for name in (CHAT, BACKUP, LOG, REVIEW) if not same(CASE / name, Path(folder) / name)]
    for name in stale:
        print(f"{name} is not what the source builds; run python data/sample/build.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
