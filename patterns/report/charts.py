"""The charts, each with what it shows in words and its numbers in a table."""

from __future__ import annotations

import pandas as pd

from patterns.plots.attendance import plot_attendance
from patterns.plots.channels import plot_channels
from patterns.plots.contact import plot_contact
from patterns.plots.coverage import plot_coverage
from patterns.plots.incidents import plot_incidents
from patterns.plots.repairs import plot_repairs
from patterns.plots.statements import plot_statements
from patterns.report import describe, frames
from patterns.report.blocks import Block, figure, section, table, text
from patterns.report.drawing import picture
from patterns.result import Result
from patterns.schema import records
from patterns.words import day, number, say, term, terms


def charts(result: Result) -> list[Block]:
    """Return the section with every chart."""
    drawn = (_incidents, _coverage, _contact, _channels, _repairs, _sessions, _statements)
    found = [chart(result) for chart in drawn]
    return [
        section(say("report.charts.title"), "charts", new_page=True),
        text(say("report.charts.lead")),
        *(each for each in found if each is not None),
    ]


def _week(row: dict[str, object]) -> str:
    week = int(str(row["week"]))
    return say("report.week-before", n=-week) if week < 0 else str(week)


def _heads(*names: str) -> list[str]:
    return [say(f"report.column.{name}") for name in names]


def _date(value: object) -> str:
    return "" if pd.isna(value) else day(pd.Timestamp(str(value)).date())


def _incidents(result: Result) -> Block:
    rule, count = frames.main_rule(result)
    weeks, limit = frames.weeks(result, frames.chart_weeks(result)), frames.limit_a_week(result, rule)
    rows = [
        [
            _week(row),
            _date(row["first"]),
            f"{row['known_days']} / {row['days']}",
            *(describe.amount(row, name) for name in ("incidents", "outbursts", "acts")),
        ]
        for row in records(weeks)
    ]
    return figure(
        "incidents-by-week",
        say(f"report.figure.{count}"),
        picture(
            plot_incidents(weeks, limit, frames.scale(result), count=count),
            describe.incidents(weeks, count, limit),
        ),
        say(f"report.caption.{count}", hours=result.plan.hours_between_incidents)
        + (" " + say("report.caption.limit", n=number(limit)) if limit is not None else "")
        + (" " + say("layout.caption.scale", top=frames.scale(result)))
        + (" " + say("layout.caption.quiet") if frames.quiet_lately(result) else ""),
        table(
            say("report.table.incidents"),
            _heads("week", "begins", "recorded_days", "incidents", "outbursts", "acts"),
            rows,
            numbers=(2, 3, 4, 5),
        ),
    )


def _coverage(result: Result) -> Block:
    shown = frames.days(result, frames.chart_weeks(result))
    rows = [
        [
            say("report.week-before", n=-week) if week < 0 else str(week),
            _date(group["date"].iloc[0]),
            *(int(group[name].sum()) for name in ("ticked", "by_incident")),
            int((~group["known"]).sum()),
            int(group["contact"].sum()),
        ]
        for week, group in shown.groupby("week", sort=True)
    ]
    return figure(
        "recorded-days",
        say("report.figure.coverage"),
        picture(plot_coverage(shown, describe.weekdays(result)), describe.coverage(shown)),
        say("report.caption.coverage"),
        table(
            say("report.table.coverage"),
            _heads("week", "begins", "ticked", "by_entry", "not_recorded", "contact_days"),
            rows,
            numbers=(2, 3, 4, 5),
        ),
    )


def _contact(result: Result) -> Block:
    weeks = frames.weeks(result, frames.chart_weeks(result))
    rows = [
        [_week(row), _date(row["first"]), row["contact_days"], f"{row['known_days']} / {row['days']}"]
        for row in records(weeks)
    ]
    return figure(
        "contact-days",
        say("report.figure.contact"),
        picture(plot_contact(weeks), describe.contact(weeks)),
        say("report.caption.contact"),
        table(
            say("report.table.contact"), _heads("week", "begins", "contact_days", "recorded_days"), rows, numbers=(2, 3)
        ),
    )


def _channels(result: Result) -> Block | None:
    planned = frames.chart_weeks(result)
    found = frames.channels(result, planned)
    if found.empty:
        return None
    wide = found.pivot(index="week", columns="channel", values="days")[list(dict.fromkeys(found["channel"]))]
    rows = [[_week({"week": week}), *counts] for week, counts in zip(wide.index, wide.to_numpy(), strict=True)]
    told = found.assign(channel=terms(found["channel"]))
    return figure(
        "contact-by-channel",
        say("layout.figure.channels"),
        picture(plot_channels(told), describe.channels(told)),
        say("layout.caption.channels"),
        table(
            say("layout.table.channels"),
            [*_heads("week"), *terms(wide.columns)],
            rows,
            numbers=range(1, len(wide.columns) + 1),
        ),
    )


def _repairs(result: Result) -> Block:
    planned = frames.chart_weeks(result)
    offers = frames.repairs(result, planned, counted_only=False)
    rows = [
        [
            _date(row["date"]),
            row["week"],
            say(f"report.by.{row['by']}"),
            say(f"report.outcome.{row['outcome']}"),
            "" if pd.isna(row["hours"]) else number(row["hours"]),
        ]
        for row in records(offers)
    ]
    return figure(
        "repair-steps",
        say("report.figure.repairs"),
        picture(plot_repairs(offers, planned, unknown=frames.unknown_weeks(result)), describe.repairs(offers)),
        say("report.caption.repairs", hours=result.plan.next_step_hours),
        table(
            say("report.table.repairs"),
            _heads("conflict_on", "week", "offered_by", "outcome", "hours"),
            rows or [[say("report.table.none"), "", "", "", ""]],
            numbers=(1, 4),
        ),
    )


def _sessions(result: Result) -> Block | None:
    sessions = frames.sessions(result)
    if sessions.empty:
        return None
    weeks = frames.trial_weeks(result)
    rows = [[row["week"], _date(row["date"]), term(row["status"])] for row in records(sessions)]
    return figure(
        "sessions",
        say("report.figure.sessions"),
        picture(plot_attendance(sessions, weeks), describe.sessions(sessions)),
        say("report.caption.sessions"),
        table(say("report.table.sessions"), _heads("trial_week", "date", "status"), rows),
    )


def _statements(result: Result) -> Block | None:
    weeks, rated = frames.statements(result)
    if weeks.empty:
        return None
    rows = [
        [row["week"], _date(row["first"]), say(f"report.state.{row['state']}"), _rated(rated, row["week"])]
        for row in records(weeks)
    ]
    return figure(
        "statements",
        say("report.figure.statements"),
        picture(plot_statements(weeks, rated), describe.statements(weeks, rated)),
        say("report.caption.statements"),
        table(say("report.table.statements"), _heads("week", "begins", "state", "rated"), rows),
    )


def _rated(rated: pd.DataFrame, week: int) -> str:
    rows = records(rated.loc[rated["week"] == week])
    return "; ".join(
        say(
            "report.rated",
            on=row["date"],
            what=say(
                "statements.not-rated"
                if pd.isna(row["meets"])
                else "statements.meets"
                if row["meets"]
                else "statements.does-not"
            ),
            after=f" ({say('report.borne.' + row['borne_out'])})" if pd.notna(row["borne_out"]) else "",
        )
        for row in rows
    )
