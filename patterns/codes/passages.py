"""Suggestions gathered into passages: one for each message and code; which of them still wait for a person."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from patterns.codes.book import TIERS
from patterns.codes.decisions import LOOKED
from patterns.codes.suggest import ME, OTHER, SPLIT_FIRST
from patterns.schema import records

REPORTED = "disclosure/"  # cues of this code report what was done to the writer
STRENGTHS = ("clear", "possible")
Pairs = set[tuple[str, str]]


def reports(suggestions: pd.DataFrame) -> pd.Series:
    """Return for each suggestion whether its words report something done to the one who wrote them."""
    return suggestions["cue"].str.startswith(REPORTED).astype(bool)


def logged(incidents: pd.DataFrame) -> dict[str, set[str]]:
    """Return for each message named on the Incidents sheet the codes it was entered with."""
    found: dict[str, set[str]] = {}
    for row in records(incidents[["message_ids", "codes"]]):
        for message in row["message_ids"] or []:
            found.setdefault(message, set()).update(row["codes"] or [])
    return found


def waiting(suggestions: pd.DataFrame, reviewed: pd.DataFrame, incidents: pd.DataFrame) -> pd.DataFrame:
    """Return the suggestions that nobody has decided on.

    A message that an entry of the log names counts as decided, but for a safety code that the entry does not have.
    """
    if suggestions.empty:
        return suggestions
    decided = {(row["message_id"], row["code"]) for row in records(reviewed[["message_id", "code"]])}
    looked = set(reviewed.loc[reviewed["decision"] == LOOKED, "message_id"])
    entered = logged(incidents)
    columns = ("message_id", "code", "tier", "with_message")
    open_rows = []
    for message, code, tier, other_half in zip(*(suggestions[name].tolist() for name in columns), strict=True):
        halves = [message] + ([other_half] if isinstance(other_half, str) else [])
        done = any((each, code) in decided or each in looked for each in halves)
        in_log = any(each in entered and (tier != "safety" or code in entered[each]) for each in halves)
        open_rows.append(not done and not in_log)
    return suggestions.loc[open_rows]


def to_ask(suggestions: pd.DataFrame, messages: pd.DataFrame) -> pd.DataFrame:
    """Return the suggestions that a person is asked about.

    What the other person wrote; steps of repair and accountability by either; and what the person's own words report
    was done to them. Other words of the person's own are context, and are not asked about.
    """
    if suggestions.empty:
        return suggestions
    person = suggestions["message_id"].map(dict(zip(messages["message_id"], messages["person"], strict=True)))
    reported, incident = reports(suggestions), suggestions["family"] == "incident"
    theirs = incident & (person == OTHER) & ~reported
    told = incident & (person == ME) & reported
    steps = ~incident & person.isin([ME, OTHER])
    first_half = suggestions["note"].str.contains(SPLIT_FIRST, regex=False).fillna(False).astype(bool)
    return suggestions.loc[(theirs | told | steps) & ~first_half]


def passages(suggestions: pd.DataFrame) -> pd.DataFrame:
    """Return one row per message and code, the most urgent first: tier, strength, cues, why, and the words' places.

    Safety comes first whatever its strength; then the clear ones by tier, then the possible ones.
    """
    columns = ["message_id", "code", "family", "tier", "strength", "cues", "why", "spans", "with_message"]
    if suggestions.empty:
        return pd.DataFrame(columns=columns)
    groups: dict[tuple[str, str], list[dict[str, object]]] = {}
    for row in records(suggestions):
        groups.setdefault((row["message_id"], row["code"]), []).append(row)
    rows = [
        {
            "message_id": message,
            "code": code,
            "family": found[0]["family"],
            "tier": min((str(each["tier"]) for each in found), key=TIERS.index),
            "strength": min((str(each["strength"]) for each in found), key=STRENGTHS.index),
            "cues": "; ".join(dict.fromkeys(str(each["cue"]) for each in found)),
            "why": _why(found),
            "spans": [(each["start"], each["stop"]) for each in found],
            "with_message": next((half for each in found if isinstance(half := each["with_message"], str)), None),
        }
        for (message, code), found in groups.items()
    ]
    table = pd.DataFrame(rows, columns=columns)
    safety = (table["tier"] != "safety").to_numpy()
    faint = table["strength"].map(STRENGTHS.index).to_numpy()
    tier = table["tier"].map(TIERS.index).to_numpy()
    order = sorted(range(len(table)), key=lambda at: (safety[at], faint[at], tier[at]))
    return table.iloc[order].reset_index(drop=True)


def _why(found: Iterable[dict[str, object]]) -> str:
    """Return the cues in words, each with what makes it doubtful."""
    said = []
    for each in found:
        cue = str(each["cue"]).split("/", 1)[1].replace("-", " ")
        note = f" ({each['note']})" if isinstance(each["note"], str) and each["note"] else ""
        said.append(f"{cue}{note}")
    return "; ".join(dict.fromkeys(said))
