"""Counts and charts in words: what page 1 says, and what those hear who cannot see a picture."""

from __future__ import annotations

from typing import Any

import pandas as pd

from patterns.result import Result
from patterns.rules import Finding
from patterns.schema import records
from patterns.words import day, listed, number, say, term

SETTLED = ("met", "on the line", "not met")


def cut(words: str, most: int) -> str:
    """Return a text on one line and of at most `most` characters, cut at a word where it is longer."""
    flat = " ".join(str(words).split())
    return flat if len(flat) <= most else flat[: most - 1].rsplit(" ", 1)[0] + "…"


def weekdays(result: Result) -> list[str]:
    """Return the short names of the seven days in the order in which plan weeks run."""
    first = pd.Timestamp(result.plan.start)
    return [day((first + pd.Timedelta(days=each)).date(), "weekday").split(" ")[0] for each in range(7)]


def halving_counts(result: Result, finding: Finding) -> str:
    """Return the counts of a halving rule; where nothing could be told, the rule's own reason."""
    numbers, before, after = finding.numbers, finding.numbers["baseline"], finding.numbers["window"]
    if finding.verdict in ("cannot tell", "not due yet"):
        return finding.sentence
    rates = [7 * each["count"] / each["known_days"] for each in (before, after) if each["known_days"]]
    parts = [
        say(
            f"report.halving.{_recorded(before, after)}",
            before=before["count"],
            after=after["count"],
            before_days=before["known_days"],
            after_days=after["known_days"],
        )
    ]
    if len(rates) == 2:
        parts.append(say("report.halving.rates", before=number(rates[0]), after=number(rates[1])))
    if "beside" in numbers and finding.verdict in SETTLED:
        parts.append(say("report.halving.beside", n=numbers["beside"]["count"]))
    contact = numbers.get("per_contact_day")
    if contact:
        parts.append(
            say("report.halving.contact", before=number(10 * contact["baseline"]), after=number(10 * contact["window"]))
        )
    return " ".join(parts)


def _recorded(before: dict[str, Any], after: dict[str, Any]) -> str:
    """Return how much of the two periods is recorded: a period without a recorded day has no count."""
    if before["known_days"] == before["days"] == 28 and after["known_days"] == after["days"] == 28:
        return "whole"
    known = (bool(before["known_days"]), bool(after["known_days"]))
    return {(True, True): "part", (False, True): "not-before", (True, False): "not-after"}.get(known, "neither")


def repair_counts(result: Result, finding: Finding) -> str:
    """Return in how many conflicts a step was taken up, in words."""
    numbers, hours = finding.numbers, result.plan.next_step_hours
    if not numbers["n"] and not numbers["pending"]:
        return finding.sentence
    by = {"offered by me": "me", "offered by the other person": "other"}.get(result.plan.repair_counted, "either")
    missed = numbers["refused"] + numbers["unanswered"]
    parts = [say(f"report.repair.{by}", n=numbers["n"]), say("report.repair.taken", k=numbers["k"], hours=hours)]
    parts += [say("report.repair.late", n=numbers["late"])] if numbers["late"] else []
    parts += [say("report.repair.not", n=missed)] if missed else []
    parts += [say("report.repair.pending", n=numbers["pending"])] if numbers["pending"] else []
    _, of = result.plan.repair_needed
    if numbers["n"] >= of:
        parts.append(say("report.repair.last", n=numbers["last_four"], of=of))
    else:
        parts.append(say("report.repair.too-few", of=of))
    return " ".join(parts)


def session_counts(result: Result, finding: Finding) -> str:
    """Return how many sessions were attended, how many are needed and how many remain, in words."""
    numbers = finding.numbers
    if "due" not in numbers:
        return finding.sentence
    parts = [say("report.sessions.attended", k=numbers["k"], n=numbers["n"])]
    parts += [say("report.sessions.cancelled", n=numbers["cancelled"])] if numbers["cancelled"] else []
    parts += [say("report.sessions.unrecorded", n=numbers["unrecorded"])] if numbers["unrecorded"] else []
    parts.append(say("report.sessions.needed", needed=numbers["needed"], of=numbers["countable"]))
    if finding.verdict == "not due yet":
        missing = numbers["needed"] - numbers["k"]
        all_of_them = missing == numbers["remaining"]
        key = "all" if all_of_them else "some"
        parts.append(say(f"report.sessions.remaining-{key}", missing=missing, n=numbers["remaining"]))
    return " ".join(parts)


def statement_counts(result: Result, finding: Finding) -> str:
    """Return how many statements met the criteria, in which weeks, and whether they were borne out."""
    numbers = finding.numbers
    if not numbers["n"] and not numbers["pending"]:
        return finding.sentence
    present = [str(each["week"]) for each in numbers["weeks"] if each["state"] == "present"]
    parts = [say("report.statements.counts", k=numbers["k"], n=numbers["n"])]
    parts += [say("report.statements.weeks", n=len(present), weeks=listed(present))] if present else []
    if numbers["k"]:
        parts.append(
            say(
                "report.statements.borne-out", **{name.replace(" ", "_"): n for name, n in numbers["borne_out"].items()}
            )
        )
    parts += [say("report.statements.pending", n=numbers["pending"])] if numbers["pending"] else []
    return " ".join(parts)


def incidents(weeks: pd.DataFrame, count: str, limit: float | None) -> str:
    """Return the alternative text of the chart of incidents."""
    before, since = (weeks.loc[rows] for rows in (weeks["week"] < 0, weeks["week"] > 0))
    parts = [say(f"report.alt.{count}"), say("report.alt.before", numbers=_by_week(before, count))]
    if len(since):
        parts.append(
            say(
                "report.alt.since",
                first=since["week"].iloc[0],
                last=since["week"].iloc[-1],
                numbers=_by_week(since, count),
            )
        )
    parts += [say("report.alt.limit", n=number(limit))] if limit is not None else []
    return " ".join(parts)


def _by_week(weeks: pd.DataFrame, count: str) -> str:
    told = [amount(row, count) for row in records(weeks)]
    return ", ".join(told)


def amount(row: dict[Any, Any], count: str) -> str:
    """Return a week's count in words: a number, "at least n", or "not recorded"."""
    if pd.isna(row[count]):
        return say("report.not-recorded")
    return str(row[count]) if row["complete"] else say("plot.at-least", n=row[count])


def repairs(offers: pd.DataFrame) -> str:
    """Return the alternative text of the chart of repair steps."""
    if offers.empty:
        return say("report.alt.no-repairs")
    told = [
        say("report.alt.repair", week=row["week"], outcome=say(f"report.outcome.{row['outcome']}"))
        for row in records(offers)
    ]
    return say("report.alt.repairs", each="; ".join(told))


def sessions(rows: pd.DataFrame) -> str:
    """Return the alternative text of the strip of sessions."""
    if rows.empty:
        return say("report.alt.no-sessions")
    told = [say("report.alt.session", week=row["week"], status=term(row["status"])) for row in records(rows)]
    return say("report.alt.sessions", each="; ".join(told))


def statements(weeks: pd.DataFrame, rated: pd.DataFrame) -> str:
    """Return the alternative text of the chart of statements."""
    told = [
        say("report.alt.statement", week=row["week"], state=say(f"report.state.{row['state']}"))
        for row in records(weeks)
    ]
    unmet = int((rated["meets"] == False).sum()) if len(rated) else 0  # noqa: E712 - missing is neither
    return say("report.alt.statements", each="; ".join(told), unmet=unmet)


def coverage(days: pd.DataFrame) -> str:
    """Return the alternative text of the calendar of recorded days."""
    told = [
        say(
            "report.alt.covered",
            week=say("report.alt.week-before", n=-week) if week < 0 else say("report.alt.week", n=week),
            known=int(rows["known"].sum()),
            days=len(rows),
        )
        for week, rows in days.groupby("week", sort=True)
    ]
    return say("report.alt.coverage", each="; ".join(told))


def channels(found: pd.DataFrame) -> str:
    """Return the alternative text of the chart of contact by channel."""
    told = [
        say("layout.alt.channel", channel=channel, n=int(rows["days"].sum()), weeks=int((rows["days"] > 0).sum()))
        for channel, rows in found.groupby("channel", sort=False)
    ]
    return say("layout.alt.channels", each="; ".join(told))


def contact(weeks: pd.DataFrame) -> str:
    """Return the alternative text of the chart of contact days."""
    before, since = (weeks.loc[rows] for rows in (weeks["week"] < 0, weeks["week"] > 0))
    return say("report.alt.contact", before=_plain(before), since=_plain(since))


def _plain(weeks: pd.DataFrame) -> str:
    return ", ".join(
        say("report.not-recorded") if not row["known_days"] and not row["contact_days"] else str(row["contact_days"])
        for row in records(weeks)
    )
