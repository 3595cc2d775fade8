"""How much contact there was, held against the level and the limits in force."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from patterns.review import Review
from patterns.rules._base import CANNOT_TELL, MET, NO_LIMIT, NOT_MET, Evidence, Finding, rule
from patterns.rules._contact import ALLOWED, by_person, counted, exchanged, levels
from patterns.rules._coverage import Coverage, coverage, where
from patterns.schema import MESSAGES, records
from patterns.words import say

BEYOND = ("days", "hours", "number")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@rule("contact-level", needs=("Contact limits",))
def contact_level(review: Review) -> Finding:
    """The contact you decided on, with its dates, and the messages inside and outside of it, both directions.

    A limit without a channel is for every channel. Written only leaves texts, e-mail and social media open; e-mail
    only leaves e-mail; none leaves nothing. Your own messages are shown only to you.
    """
    messages, limits = exchanged(review), levels(review)
    found = [_level(review, messages, limit) for limit in limits]
    closing = [limit["period"] for limit in limits if limit["level"] in ALLOWED]
    return Finding(
        NO_LIMIT,
        _level_sentence(review, found, coverage(review, closing)),
        agreed=say("no-limit.agreed"),
        numbers={"levels": found},
        evidence=(
            Evidence(
                say("evidence.contact-limits"),
                tuple(f"Contact limits row {each['row']}: {each['level']}" for each in found),
            ),
        ),
    )


def _level(review: Review, messages: pd.DataFrame, limit: dict[str, Any]) -> dict[str, Any]:
    """Return a level with its dates and counts; missing where no export covers a day of it."""
    inside, outside = _split(messages, limit)
    days = coverage(review, [limit["period"]])
    both_ways = dict(sorted(Counter(inside["channel"]).items()))
    return {
        "level": limit["level"],
        "channel": None if pd.isna(limit["channel"]) else limit["channel"],
        "from": limit["period"].first,
        "until": limit["period"].last,
        "days": days.counts,
        "inside": by_person(review, inside) if days.covered else None,
        "outside": by_person(review, outside) if days.covered else None,
        "by_channel": both_ways if days.covered and not review.case.copy_for else None,
        "row": limit["row"],
    }


def _level_sentence(review: Review, found: list[dict[str, Any]], days: Coverage) -> str:
    if not found:
        return say("contact-level.none")
    if review.messages.empty:
        return say("contact-level.no-messages", n=len(found))
    if days.asked and not days.covered:
        return say("contact-level.unknown", n=len(found))
    told = [each["outside"] for each in found if each["outside"]]
    numbers: dict[str, int | None] = {"other": sum(each["other"] for each in told), "me": None}
    if not review.case.copy_for:
        numbers["me"] = sum(each["me"] for each in told)
    return say("contact-level.counts", n=len(found), where=where(days), counted=counted(numbers))


def _split(messages: pd.DataFrame, limit: dict[str, Any]) -> tuple[pd.DataFrame, pd.DataFrame]:
    during = messages.loc[limit["period"].holds(messages["day"])]
    if pd.notna(limit["channel"]):
        during = during.loc[during["channel"] == limit["channel"]]
    allowed = ALLOWED.get(limit["level"])
    if allowed is None:
        return during, during.iloc[:0]
    inside = during["channel"].isin(allowed)
    return during.loc[inside], during.loc[~inside]


@rule("channel-limits", needs=("Contact limits",))
def channel_limits(review: Review) -> Finding:
    """Messages and calls that arrived outside the days, the hours or the daily number you allowed.

    Counted for each limit while it was in force. Your own are shown only to you.
    """
    messages = exchanged(review)
    limits = [limit for limit in levels(review) if any(_asks(limit))]
    found = [_limit(review, messages, limit) for limit in limits]
    days = coverage(review, [limit["period"] for limit in limits])
    theirs = sum(each[name]["other"] for each in found for name in BEYOND if each[name])
    sentence = say("channel-limits.counts", n=len(found), theirs=theirs, where=where(days)) if days.covered else ""
    unknown = say("channel-limits.unknown", n=len(found)) if found else say("channel-limits.none")
    return Finding(
        NO_LIMIT,
        sentence or unknown,
        agreed=say("no-limit.agreed"),
        numbers={"limits": found},
        evidence=(
            Evidence(say("evidence.contact-limits"), tuple(f"Contact limits row {each['row']}" for each in found)),
        ),
    )


def _limit(review: Review, messages: pd.DataFrame, limit: dict[str, Any]) -> dict[str, Any]:
    """Return a limit with what arrived outside of it; missing where no export covers a day of it."""
    during = messages.loc[limit["period"].holds(messages["day"])]
    if pd.notna(limit["channel"]):
        during = during.loc[during["channel"] == limit["channel"]]
    days = coverage(review, [limit["period"]])
    outside = {
        "days": during.loc[_wrong_day(during, limit)],
        "hours": during.loc[_wrong_hour(during, limit)],
        "number": _beyond(during, limit),
    }
    head = {"channel": None if pd.isna(limit["channel"]) else limit["channel"], "row": limit["row"]}
    counts = {name: by_person(review, rows) if days.covered else None for name, rows in outside.items()}
    return head | counts | {"of": days.counts}


def _asks(limit: dict[str, Any]) -> tuple[bool, bool, bool]:
    hours = isinstance(limit["hours_allowed"], str)
    return bool(limit["days_allowed"]), hours, bool(pd.notna(limit["most_a_day"]))


def _wrong_day(messages: pd.DataFrame, limit: dict[str, Any]) -> pd.Series:
    if not limit["days_allowed"]:
        return pd.Series(False, index=messages.index)
    allowed = [WEEKDAYS.index(str(each)[:3].casefold()) for each in limit["days_allowed"]]
    return ~messages["day"].dt.day_of_week.isin(allowed)


def _wrong_hour(messages: pd.DataFrame, limit: dict[str, Any]) -> pd.Series:
    hours = limit["hours_allowed"]
    if not isinstance(hours, str) or not hours:
        return pd.Series(False, index=messages.index)
    first, last = (part.strip() for part in hours.replace("–", "-").split("-"))
    clock = messages["local"].dt.strftime("%H:%M")
    if first <= last:
        return (clock < first) | (clock > last)
    return (clock < first) & (clock > last)  # hours over midnight


def _beyond(messages: pd.DataFrame, limit: dict[str, Any]) -> pd.DataFrame:
    if pd.isna(limit["most_a_day"]):
        return messages.iloc[:0]
    place = messages.groupby(["day", "person"]).cumcount()
    return messages.loc[place >= int(limit["most_a_day"])]


@rule("exit-plan", needs=("Days", "Protections"))
def exit_plan(review: Review) -> Finding:
    """Visits in the window for which the exit plan was looked at beforehand. What it says is never stored.

    A look counts for a visit when it is dated on or before it and after the visit before, or names the visit.
    """
    visits = [each.date() for each in review.calendar.loc[review.calendar["visit"], "date"]]
    plans = [row for row in records(review.log.protections) if row["item"] == "exit plan"]
    looks = sorted(row["last_looked_at"].date() for row in plans if pd.notna(row["last_looked_at"]))
    named = {row["for_visit_on"].date() for row in plans if pd.notna(row["for_visit_on"])}
    inside = [each for each in visits if review.window.first <= each <= review.window.last]
    without = [each for each in inside if each not in named and not any(look <= each for look in looks)]
    numbers = {"k": len(inside) - len(without), "n": len(inside), "without": without}
    if not inside:
        return Finding(
            CANNOT_TELL, say("exit-plan.none"), "nothing recorded", agreed=say("exit-plan.agreed"), numbers=numbers
        )
    sentence = say("exit-plan.counts", k=numbers["k"], n=numbers["n"])
    return Finding(MET if not without else NOT_MET, sentence, agreed=say("exit-plan.agreed"), numbers=numbers)


@rule("script-use", needs=("Scripts",))
def script_use(review: Review) -> Finding:
    """Messages you sent that hold one of your scripts, and what came within the next 24 hours. Only described."""
    scripts = [(row["id"], _plain(row["words"])) for row in records(review.log.scripts) if pd.notna(row["words"])]
    mine = review.case.messages.iloc[: len(review.messages)] if scripts else MESSAGES.empty()
    mine = mine.loc[(mine["person"] == "me") & mine["text"].notna()]
    local = mine["sent_at"].dt.tz_convert(review.zone).dt.tz_localize(None).dt.normalize()
    mine = mine.loc[review.window.holds(local)]
    theirs = review.messages.loc[review.messages["person"] == "other", "sent_at"]
    used = []
    for row in records(mine):
        text = _plain(row["text"])
        for script, words in scripts:
            if words and words in text:
                until = row["sent_at"] + pd.Timedelta(hours=24)
                replies = int(((theirs > row["sent_at"]) & (theirs <= until)).sum())
                entries = int(((review.acts["at"] > row["sent_at"]) & (review.acts["at"] <= until)).sum())
                used.append({"script": script, "sent_at": row["sent_at"], "message_id": row["message_id"],
                             "messages_after": replies, "entries_after": entries})  # fmt: skip
    sentence = say("script-use.counts", n=len(used)) if scripts else say("script-use.none")
    return Finding(
        NO_LIMIT,
        sentence,
        agreed=say("no-limit.agreed"),
        numbers={"count": len(used), "used": used},
        evidence=(Evidence(say("evidence.scripts"), tuple(f"message {each['message_id']}" for each in used)),),
    )


def _plain(text: str) -> str:
    return " ".join(str(text).casefold().replace("’", "'").split()).rstrip(".!… ")
