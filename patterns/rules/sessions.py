"""Sessions of a trial: a full count, week by week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Any

import pandas as pd

from patterns.days import Period
from patterns.review import Review
from patterns.rules._base import CANNOT_TELL, MET, NOT_DUE_YET, NOT_MET, Evidence, Finding, rule
from patterns.schema import records
from patterns.words import day, listed, percent, say, term

ATTENDED, MISSED, CANCELLED = "attended", "missed", "cancelled by therapist"
BY_CLIENT, RESCHEDULED = "cancelled by client", "rescheduled"


@dataclass(frozen=True)
class Trial:
    """One trial of a therapy: where it starts, how long it runs, how many sessions a week."""

    start: date
    weeks: int
    a_week: int
    therapy: str | None

    @property
    def period(self) -> Period:
        """All days of the trial."""
        return Period(self.start, self.start + timedelta(days=7 * self.weeks - 1))

    def week(self, number: int) -> Period:
        """Return trial week `number`, counted from 1."""
        first = self.start + timedelta(days=7 * (number - 1))
        return Period(first, first + timedelta(days=6))


@rule("attendance", needs=("Sessions", "Treatment"))
def attendance(review: Review) -> Finding:
    """Sessions of the trial that the other person attended, out of those due and not cancelled by the therapist.

    The agreed share (75 %, unless the plan says otherwise) is of all planned sessions less those the therapist
    cancelled, rounded up. Met as soon as that number is reached, not met as soon as it is out of reach; until then
    not due yet. Cancelled by the client is missed; a rescheduled session is replaced by another one of that week.
    A week without a row is not recorded and never taken as missed. Your own sessions are a series of their own.
    """
    trials = [trial for trial in _trials(review) if trial.start < review.review_date]
    agreed = say("attendance.agreed", share=percent(review.plan.attendance_share))
    own = _own(review)
    if not trials:
        sentence = say("attendance.nothing recorded")
        return Finding(
            CANNOT_TELL,
            sentence,
            "nothing recorded",
            agreed=agreed,
            numbers={"k": 0, "n": 0, "trials": [], "own": own},
        )
    series = [_series(review, trial, trials) for trial in trials]
    latest = series[-1]
    verdict, reason = _verdict(review, trials[-1], latest)
    top = {name: value for name, value in latest.items() if name not in ("start", "weeks", "therapy", "verdict")}
    return Finding(
        verdict,
        _sentence(verdict, latest),
        reason,
        agreed=agreed,
        numbers=top
        | {
            "trials": [
                each | {"verdict": _verdict(review, trial, each)[0]} for trial, each in zip(trials, series, strict=True)
            ],
            "own": own,
        },
        evidence=(Evidence(say("evidence.sessions"), tuple(each["where"] for each in latest["sessions"])),),
    )


def _trials(review: Review) -> list[Trial]:
    rows = review.log.treatment
    rows = rows.loc[rows["started_on"].notna() & rows["whose"].isin(["other", "both"])]
    trials = [
        Trial(
            row["started_on"].date(),
            int(row["trial_weeks"]) if pd.notna(row["trial_weeks"]) else review.plan.trial_weeks,
            int(row["sessions_a_week"]) if pd.notna(row["sessions_a_week"]) else 1,
            None if pd.isna(row["therapy"]) else row["therapy"],
        )
        for row in records(rows)
    ]
    if not trials and review.plan.trial_start:
        trials = [Trial(review.plan.trial_start, review.plan.trial_weeks, 1, None)]
    return sorted(trials, key=lambda trial: trial.start)


def _series(review: Review, trial: Trial, trials: list[Trial]) -> dict[str, Any]:
    rows = _rows(review, trial, trials)
    counts = dict.fromkeys(("attended", "missed", "cancelled", "unrecorded", "remaining"), 0)
    sessions: list[dict[str, Any]] = []
    for number in range(1, trial.weeks + 1):
        week = trial.week(number)
        inside = [row for row in rows if week.first <= row["date"].date() <= week.last]
        _count_week(counts, sessions, inside, number, trial.a_week, over=review.review_date > week.last)
    planned = trial.weeks * trial.a_week
    due = counts["attended"] + counts["missed"] + counts["cancelled"]
    needed = ceil(review.plan.attendance_share * (planned - counts["cancelled"]))
    reachable = counts["attended"] + counts["remaining"] + counts["unrecorded"]
    return {
        "start": trial.start,
        "weeks": trial.weeks,
        "therapy": trial.therapy,
        "k": counts["attended"],
        "n": due - counts["cancelled"],
        "pending": sum(each["status"] == "pending" for each in sessions),
        "due": due,
        "missed": counts["missed"],
        "cancelled": counts["cancelled"],
        "unrecorded": counts["unrecorded"],
        "planned": planned,
        "countable": planned - counts["cancelled"],
        "needed": needed,
        "remaining": counts["remaining"],
        "can_miss": max(0, reachable - needed),
        "how_known": _how_known(rows),
        "sessions": sessions,
    }


def _rows(review: Review, trial: Trial, trials: list[Trial]) -> list[dict[str, Any]]:
    """Return the other person's sessions in a trial; where trials overlap, a therapy named tells them apart."""
    rows = review.log.sessions
    rows = rows.loc[(rows["whose"] == "other") & trial.period.holds(rows["date"])].sort_values(["date", "row"])
    others = [each for each in trials if each is not trial]
    kept = []
    for row in records(rows):
        rivals = [each for each in others if each.period.first <= row["date"].date() <= each.period.last]
        claimed = any(pd.notna(row["therapy"]) and row["therapy"] == each.therapy for each in rivals)
        if (
            not rivals
            or row["therapy"] == trial.therapy
            or (not claimed and trial.start >= max(e.start for e in rivals))
        ):
            kept.append(row)
    return kept


def _count_week(
    counts: dict[str, int],
    sessions: list[dict[str, Any]],
    rows: list[dict[str, Any]],
    number: int,
    a_week: int,
    *,
    over: bool,
) -> None:
    """Add one trial week: what its rows say, what a rescheduled session became, what nobody recorded."""
    plain = [row for row in rows if pd.notna(row["status"]) and row["status"] != RESCHEDULED]
    moved = [row for row in rows if pd.notna(row["status"]) and row["status"] == RESCHEDULED]
    for row in plain:
        kind = {ATTENDED: "attended", CANCELLED: "cancelled"}.get(row["status"], "missed")
        counts[kind] += 1
        sessions.append(_shown(row, number, row["status"]))
    unreplaced = max(0, min(len(moved), a_week - len(plain)))
    for index, row in enumerate(moved):
        status = "replaced" if index >= unreplaced else ("rescheduled, not held" if over else "pending")
        sessions.append(_shown(row, number, status))
    if over:
        counts["missed"] += unreplaced
        missing = max(0, a_week - len(plain) - unreplaced)
        counts["unrecorded"] += missing
        sessions.extend(
            {
                "date": None,
                "week": number,
                "status": "not recorded",
                "how_known": None,
                "where": say("attendance.unrecorded-week", n=number),
            }
            for _ in range(missing)
        )
    else:
        counts["remaining"] += max(0, a_week - len(plain))


def _shown(row: dict[str, Any], week: int, status: str) -> dict[str, Any]:
    on = row["date"].date()
    known = None if pd.isna(row["how_known"]) else row["how_known"]
    where = f"{day(on, 'weekday')} {on.year}: {status} (Sessions row {row['row']})"
    return {"date": on, "week": week, "status": status, "how_known": known, "where": where}


def _how_known(rows: list[dict[str, Any]]) -> dict[str, int]:
    known = pd.Series([row["how_known"] for row in rows], dtype="object").fillna("not said")
    return {str(name): int(count) for name, count in known.value_counts(sort=False).items()}


def _verdict(review: Review, trial: Trial, series: dict[str, Any]) -> tuple[str, str]:
    ended = review.review_date > trial.period.last
    if series["k"] >= series["needed"]:
        return MET, "reached"
    if series["k"] + series["remaining"] + series["unrecorded"] < series["needed"]:
        return NOT_MET, "out of reach"
    return (CANNOT_TELL, "nothing recorded") if ended else (NOT_DUE_YET, "")


def _sentence(verdict: str, series: dict[str, Any]) -> str:
    parts = [say("attendance.counts", k=series["k"], n=series["n"])]
    if series["cancelled"]:
        parts.append(say("attendance.cancelled", n=series["cancelled"]))
    if series["unrecorded"]:
        parts.append(say("attendance.unrecorded", n=series["unrecorded"]))
    parts.append(say("attendance.needed", needed=series["needed"], countable=series["countable"]))
    if verdict == NOT_DUE_YET and series["can_miss"] == 0:
        parts.append(say("attendance.all-remaining", n=series["remaining"]))
    elif verdict == NOT_DUE_YET:
        parts.append(say("attendance.can-miss", n=series["can_miss"]))
    if series["how_known"]:
        known = listed([f"{term(name)} ({count})" for name, count in series["how_known"].items()])
        parts.append(say("attendance.how-known", known=known))
    return " ".join(parts)


def _own(review: Review) -> dict[str, int]:
    """Return P's own sessions in the window: shown, never held against anything."""
    rows = review.log.sessions
    rows = rows.loc[(rows["whose"] == "me") & review.window.holds(rows["date"])]
    return {"attended": int((rows["status"] == ATTENDED).sum()), "recorded": len(rows)}
