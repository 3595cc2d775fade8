"""Names, numbers and handles as written in exports, turned into people through the People sheet."""

from __future__ import annotations

import re

import pandas as pd

from patterns.errors import Problem
from patterns.schema import records

ME, OTHER = "me", "other"
INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
NUMBER = re.compile(r"[+\d][\d\s().\-/\u2011\u00a0]{4,}")


def handle(written: str) -> str:
    """Return the form under which a name, number or address is compared: case, spaces and number marks aside.

    Only forms that are certainly the same meet: +49 and 0049, but never 0170 and +49170, which need a country.
    """
    text = " ".join(INVISIBLE.sub("", str(written)).replace("\u00a0", " ").split()).casefold()
    if NUMBER.fullmatch(text):
        digits = re.sub(r"\D", "", text)
        return "+" + (digits if text.startswith("+") else digits[2:]) if text.startswith(("+", "00")) else digits
    return text.removeprefix("~").strip()


def known_as(people: pd.DataFrame) -> tuple[dict[str, str], list[Problem]]:
    """Return handle -> person (`me`, `other`, or the name), and a problem for every handle given to two people."""
    found: dict[str, tuple[str, int]] = {}
    problems = []
    for row in records(people):
        role = row["role"]
        person = role if role in (ME, OTHER) else row["name"]
        if pd.isna(person):
            continue
        written = [*(row["known_as"] or []), *([] if pd.isna(row["name"]) else [row["name"]])]
        for each in written:
            taken = found.setdefault(handle(each), (str(person), row["row"]))
            if taken[0] != person:
                problems.append(
                    Problem(
                        f"the same name or number stands in rows {taken[1]} and {row['row']}",
                        expected="each spelling, number or address with one person",
                        remedy="Take it out of one of the two rows.",
                        sheet="People",
                        cell=f"C{row['row']}",
                    )
                )
    return {key: person for key, (person, _) in found.items()}, problems


def resolve(messages: pd.DataFrame, handles: dict[str, str]) -> pd.DataFrame:
    """Return `messages` with the person behind each sender; what an export marks as sent is from `me`."""
    senders = messages["sender"].dropna().unique()
    person = messages["sender"].map({each: handles.get(handle(each)) for each in senders})
    sent = messages["direction"].eq("sent").fillna(False)
    named = person.mask(sent.astype(bool), ME).mask(messages["kind"].eq("notice"), None)
    return messages.assign(person=named.astype("str").where(named.notna()))


def unknown_senders(messages: pd.DataFrame) -> list[Problem]:
    """Return one question for every sender who is nobody on the People sheet yet, most messages first."""
    rows = messages.loc[messages["person"].isna() & messages["sender"].notna() & (messages["kind"] != "notice")]
    counts = rows.groupby(["source", "sender"]).size().sort_values(ascending=False, kind="stable")
    return [
        Problem(
            f"{row['number']} messages are from {row['sender']}, who is nobody on the People sheet yet",
            remedy="If you know who this is, add the name or number to Known as, as it is written here.",
            file=row["source"],
            sheet="People",
            stops=False,
            topic="people",
        )
        for row in records(counts.reset_index(name="number"))
    ]
