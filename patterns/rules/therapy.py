"""Therapy beside its sessions: homework, what was started, what is never offered while there is fear."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pandas as pd

from patterns.days import plan_weeks
from patterns.review import Review
from patterns.rules._base import CANNOT_TELL, MET, NO_LIMIT, NOT_MET, Evidence, Finding, rule
from patterns.schema import records
from patterns.words import listed, say, term

FEWEST_WORDS = 3  # shorter homework rarely names what would be seen or heard
VAGUE = re.compile(r"\b(try|better|nicer|improve|change|respect|effort|attitude|calmer)\b", re.I)


@rule("homework-weekly", needs=("Sessions",))
def homework_weekly(review: Review) -> Finding:
    """Whole plan weeks of the window in which homework was named, out of all of them. Met if all.

    Done, partly done, not done and unknown are shown. Vague homework gets a hint (what would be seen or heard?) and
    counts all the same.
    """
    rows = review.log.sessions
    rows = rows.loc[(rows["whose"] == "other") & rows["date"].notna()]
    named = rows.loc[rows["homework"].fillna("").str.strip() != ""]
    weeks = [
        (number, period)
        for number, period in plan_weeks(review.plan.start, review.review_date)
        if period.days == 7 and period.first >= review.window.first
    ]
    held = [number for number, period in weeks if period.holds(named["date"]).any()]
    inside = named.loc[review.window.holds(named["date"])]
    status = Counter(inside["homework_status"].fillna("unknown"))
    hints = [row["row"] for row in records(inside) if _vague(row["homework"])]
    numbers: dict[str, Any] = {
        "k": len(held),
        "n": len(weeks),
        "pending": 0,
        "status": {name: status.get(name, 0) for name in ("done", "partly", "not done", "unknown")},
        "vague_rows": hints,
    }
    common: dict[str, Any] = {
        "agreed": say("homework.agreed"),
        "evidence": (Evidence(say("evidence.homework"), tuple(f"Sessions row {row}" for row in inside["row"])),),
    }
    if not weeks or rows.empty:
        return Finding(CANNOT_TELL, say("homework.none"), "nothing recorded", numbers=numbers, **common)
    sentence = say(
        "homework.counts",
        k=len(held),
        n=len(weeks),
        **{key.replace(" ", "_"): n for key, n in numbers["status"].items()},
    )
    if hints:
        sentence += " " + say("homework.vague", n=len(hints))
    return Finding(MET if len(held) == len(weeks) else NOT_MET, sentence, numbers=numbers, **common)


def _vague(text: str) -> bool:
    return len(text.split()) < FEWEST_WORDS or bool(VAGUE.search(text))


@rule("treatment", needs=("Treatment",))
def treatment(review: Review) -> Finding:
    """Therapies offered, accepted, started and stopped, with their dates.

    Twelve weeks can show attendance and behaviour, not a cure.
    """
    end = pd.Timestamp(review.review_date)
    found = []
    for row in records(review.log.treatment):
        dates = {name: row[f"{name}_on"] for name in ("offered", "accepted", "started", "stopped")}
        known = {name: each.date() if pd.notna(each) and each < end else None for name, each in dates.items()}
        if any(known.values()):
            whose = None if pd.isna(row["whose"]) else row["whose"]
            found.append(
                {"therapy": None if pd.isna(row["therapy"]) else row["therapy"], "whose": whose, "row": row["row"]}
                | known
            )
    parts = [_treatment_text(each) for each in found]
    return Finding(
        NO_LIMIT,
        " ".join([*parts, say("treatment.not-cure")]) if parts else say("treatment.none"),
        agreed=say("no-limit.agreed"),
        numbers={"treatments": found},
        evidence=(Evidence(say("evidence.treatment"), tuple(f"Treatment row {each['row']}" for each in found)),),
    )


def _treatment_text(each: dict[str, Any]) -> str:
    steps = [
        say(f"treatment.{name}", on=each[name]) for name in ("offered", "accepted", "started", "stopped") if each[name]
    ]
    therapy = term(each["therapy"]) if each["therapy"] else say("treatment.unnamed")
    return say("treatment.one", therapy=therapy, steps=listed(steps))


@rule("couples-guard", needs=("Incidents", "Treatment"))
def couples_guard(review: Review) -> Finding:
    """Work as a couple needs that both acknowledge and commit; with any safety code ever it is not advised.

    "Not advised while there is abuse or fear" is printed, and joint sessions are never named as a way.
    """
    ever = review.acts.loc[review.acts["safety"]]
    rows = review.log.treatment
    both = rows.loc[rows["both_acknowledge"].eq(True).fillna(False) & rows["both_committed"].eq(True).fillna(False)]
    guarded = len(ever) > 0
    sentence = (
        say("couples.guarded", n=len(ever)) if guarded else say("couples.open" if len(both) else "couples.not-both")
    )
    return Finding(
        NO_LIMIT,
        sentence,
        agreed=say("couples.agreed"),
        numbers={"guarded": guarded, "safety_entries": len(ever), "both_acknowledge_and_commit": len(both) > 0},
        evidence=(Evidence(say("evidence.safety-ever"), tuple(ever["act"])),),
    )
