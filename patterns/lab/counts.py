"""Counts of a record for its charts: by week, hour, weekday, channel, code; around a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from patterns.lab.record import Record
from patterns.words import day, say

AROUND_HOURS, STEP = 48, 3
BETWEEN = ("me", "other")
TALK = ("text", "media", "call", "deleted")  # notices are the program's words, nobody's


def lanes(record: Record) -> dict[str, str]:
    """Return the people of the messages who have a lane, with their word: the other person first."""
    return {"other": say("lab.other"), "me": say("lab.me")}


def talk(record: Record, places: np.ndarray | None = None) -> pd.DataFrame:
    """Return `local` and `who` of what people sent, without notices; of these places only."""
    held = record.messages if places is None else record.messages.iloc[places]
    return held.loc[held["kind"].isin(TALK), ["local", "who", "platform", "kind"]]


def by_week(record: Record, sent: pd.DataFrame) -> pd.DataFrame:
    """Return how many of the messages fall into each week, a column for each person; outside of exports missing."""
    found = {word: in_weeks(record, sent.loc[sent["who"] == person, "local"], record.covered)
             for person, word in lanes(record).items()}  # fmt: skip
    return pd.DataFrame(found, index=record.weeks_shown)


def in_weeks(record: Record, dates: pd.Series, known: list[bool]) -> list[float]:
    """Return how many of the dates fall into each week; missing for a week of which nothing is known."""
    firsts = record.weeks_shown
    week = (dates - pd.Timestamp(firsts[0])).dt.days // 7
    counts = week.value_counts().reindex(range(len(firsts)), fill_value=0)
    return [float(count) if count or held else float("nan") for count, held in zip(counts, known, strict=True)]


def by_hour(sent: pd.DataFrame) -> pd.DataFrame:
    """Return counts with a row for each weekday, Monday first, and a column for each hour."""
    counts = pd.crosstab(sent["local"].dt.day_of_week, sent["local"].dt.hour)
    return counts.reindex(index=range(7), columns=range(24), fill_value=0)


def weekdays() -> list[str]:
    """Return the short names of the days, Monday first."""
    return [day(date(2024, 1, number), "weekday").split(" ")[0] for number in range(1, 8)]  # 1 January 2024: a Monday


def sources(record: Record) -> pd.DataFrame:
    """Return one row per export: name, format, messages, first and last day, its longest time without a message."""
    held, rows = record.case.sources, []
    local = record.messages["local"].dt.normalize().drop_duplicates()
    for row in held.to_dict("records"):
        first, last = ((None if pd.isna(each) else each.tz_convert(record.zone).tz_localize(None))
                       for each in (row["first"], row["last"]))  # fmt: skip
        inside = local.loc[local.between(first.normalize(), last)] if first is not None else local.iloc[:0]
        rows.append({"source": row["source"], "format": row["format"], "messages": row["messages"],
                     "skipped": row["skipped"], "first": first, "last": last, "gap": longest_gap(inside)})  # fmt: skip
    return pd.DataFrame(rows, columns=["source", "format", "messages", "skipped", "first", "last", "gap"])


def longest_gap(days: pd.Series) -> tuple[date, int] | None:
    """Return the last day before the longest time without a message, and how many days that time has."""
    apart = days.sort_values().diff().dt.days - 1
    if apart.dropna().empty or apart.max() < 1:
        return None
    after = apart.idxmax()
    length = int(apart.loc[after])
    return (days.loc[after] - pd.Timedelta(days=length + 1)).date(), length


def amounts(values: Iterable[str], most: int = 12) -> pd.Series:
    """Return how often each value comes, the most frequent first; what is past `most` is added up in one line."""
    counts = pd.Series(list(values), dtype="object").value_counts()
    if len(counts) <= most:
        return counts
    rest = pd.Series({say("lab.others"): int(counts.iloc[most - 1 :].sum())})
    return pd.concat([counts.iloc[: most - 1], rest])


def codes(record: Record, chosen: str = "") -> pd.DataFrame:
    """Return the acts that count, one row each with `codes`, `channel`, `local`; those with a chosen code only."""
    held = record.acts.loc[record.acts["abusive"]]
    if chosen:
        held = held.loc[[chosen in each for each in held["codes"]]]
    places = record.entries.set_index("row")["place"].to_dict()
    return held.assign(place=[places.get(row, say("lab.in-messages")) for row in held["row"]])


def around(record: Record, moment: pd.Timestamp) -> pd.DataFrame:
    """Return messages in the 48 hours before and after a moment, counted in stretches of three hours."""
    width = pd.Timedelta(hours=AROUND_HOURS)
    sent = talk(record, record.between(moment - width, moment + width))
    stretch = np.floor((sent["local"] - moment) / pd.Timedelta(hours=1) / STEP).astype("int64") * STEP
    index = range(-AROUND_HOURS, AROUND_HOURS, STEP)
    found = {
        word: stretch.loc[sent["who"] == person].value_counts().reindex(index, fill_value=0).tolist()
        for person, word in lanes(record).items()
    }
    return pd.DataFrame(found, index=list(index))


def moments(record: Record) -> pd.DataFrame:
    """Return the incidents that count with a clock time, in order: `local`, `codes`, `incident`."""
    held = record.acts.loc[record.acts["abusive"] & record.acts["local"].notna()]
    first = held.sort_values("local").groupby("incident", as_index=False)
    return first.agg({"local": "first", "codes": lambda each: sorted({code for codes in each for code in codes})})


def around_all(record: Record) -> pd.DataFrame:
    """Return the mean of `around` over every incident with a clock time."""
    found = [around(record, moment) for moment in moments(record)["local"]]
    return sum(found[1:], found[0]) / len(found) if found else pd.DataFrame()


def felt(record: Record) -> pd.DataFrame:
    """Return one row per day from the first mark on: felt safety, afraid, whether there was an incident."""
    review = record.result.review
    marked = review.log.days.loc[review.log.days["felt_safety"].notna() | review.log.days["afraid"].eq(True)]
    if marked.empty:
        return pd.DataFrame(columns=["date", "felt_safety", "afraid", "incident"])
    index = pd.date_range(marked["date"].min(), pd.Timestamp(record.on) - pd.Timedelta(days=1), freq="D")
    said = marked.drop_duplicates("date", keep="last").set_index("date").reindex(index)
    struck = review.incidents.loc[review.incidents["abusive"], "date"]
    return pd.DataFrame(
        {
            "date": index,
            "felt_safety": pd.to_numeric(said["felt_safety"], errors="coerce").to_numpy("float64", na_value=np.nan),
            "afraid": said["afraid"].eq(True).fillna(False).to_numpy(bool),
            "incident": index.isin(pd.DatetimeIndex(struck)),
        }
    )


def uses(record: Record, words: str) -> pd.DataFrame:
    """Return in how many messages of each week some words stand, as whole words, a column for each person."""
    return by_week(record, talk(record, record.rows.finder.whole(words)))
