"""Names, numbers and handles as written in exports, turned into people through the People sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from patterns.errors import Problem
from patterns.schema import records

ME, OTHER = "me", "other"
INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
ENDING = 8  # digits at the end of a number that two of its forms share, and hardly ever two numbers
SHARED = 3
Pairs = Sequence[tuple[str, str]]
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


def unknown_senders(messages: pd.DataFrame, people: pd.DataFrame | None = None, called: Pairs = ()) -> list[Problem]:
    """Return one question for every sender who is nobody on the People sheet yet, most messages first.

    Who it may be is proposed, with the reason; it counts only once a person has written it into the sheet.

    Parameters
    ----------
    messages : pandas.DataFrame
        schema.MESSAGES, resolved.
    people : pandas.DataFrame, optional
        The People sheet, for proposals.
    called : sequence of (name, name)
        Names under which the same messages stand in two exports.
    """
    rows = messages.loc[messages["person"].isna() & messages["sender"].notna() & (messages["kind"] != "notice")]
    counts = rows.groupby(["source", "sender"]).size().sort_values(ascending=False, kind="stable")
    known = {} if people is None else known_as(people)[0]
    return [
        Problem(
            f"{row['number']} messages are from {row['sender']}, who is nobody on the People sheet yet"
            + _maybe(row["sender"], known, called),
            remedy="If you know who this is, add the name or number to Known as, as it is written here.",
            file=row["source"],
            sheet="People",
            stops=False,
            topic="people",
        )
        for row in records(counts.reset_index(name="number"))
    ]


def also_called(frames: Sequence[pd.DataFrame]) -> list[tuple[str, str]]:
    """Return the pairs of names under which at least three of the same messages stand in two exports.

    A contact that was renamed between two exports is found by this.
    """
    if len(frames) < 2:
        return []
    rows = pd.concat([frame.loc[frame["kind"] != "notice", ["message_id", "sender", "source"]] for frame in frames])
    rows = rows.dropna().loc[lambda each: each["message_id"].duplicated(keep=False)]
    pairs = rows.merge(rows, on="message_id")
    pairs = pairs.loc[(pairs["source_x"] != pairs["source_y"]) & (pairs["sender_x"] < pairs["sender_y"])]
    counts = pairs.groupby(["sender_x", "sender_y"])["message_id"].nunique()
    return [(str(one), str(other)) for (one, other), count in counts.items() if count >= SHARED]


def _maybe(sender: str, known: dict[str, str], called: Pairs) -> str:
    """Return who a sender may be, and why, or nothing."""
    for one, other in called:
        if sender in (one, other):
            name = other if sender == one else one
            person = known.get(handle(name))
            return f"; the same messages stand under {name!r} in another export{f' ({person})' if person else ''}"
    digits = _last_digits(sender)
    for each, person in known.items():
        if digits and _last_digits(each) == digits:
            return f"; the number ends like one of {person}, with or without its country"
    return ""


def _last_digits(written: str) -> str:
    """Return the end of a number, which its national and its international form share."""
    digits = re.sub(r"\D", "", written) if NUMBER.fullmatch(INVISIBLE.sub("", written).strip()) else ""
    return digits[-ENDING:] if len(digits) >= ENDING else ""
