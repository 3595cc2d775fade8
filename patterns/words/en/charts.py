"""Words on charts, under them, and in place of them for those who cannot see a picture."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "report.legend.title": "What the marks mean",
    "report.legend.before": "before the plan",
    "report.legend.limit": "agreed limit",
    "report.legend.gap": "not fully recorded",
    "report.legend.filled": "taken up or attended",
    "report.legend.hollow": "not taken up, missed",
    "report.legend.late": "later than agreed",
    "report.legend.open": "still open",
    "report.legend.cross": "cancelled by the therapist",
    "report.legend.diamond": "statement that meets your criteria",
    "report.legend.dash": "none, in a week with an incident",
    "report.charts.title": "Charts",
    "report.charts.lead": (
        "Grey is before the plan, colour since. A dotted line is the plan's start, a dashed line an agreed limit. Hatching "
        "means not fully recorded; it never means zero."
    ),
    "report.figure.incidents": "Incidents by week",
    "report.figure.outbursts": "Outbursts by week",
    "report.figure.coverage": "Recorded days",
    "report.figure.contact": "Days with contact",
    "report.figure.repairs": "Repair steps by week and answer",
    "report.figure.sessions": "Sessions of the trial",
    "report.figure.statements": "Accountability statements",
    "report.figure.boundaries": "Boundaries and consequences",
    "report.caption.incidents": "Each bar is a week. Acts less than {hours} hours apart are one incident, counted on the day it starts.",
    "report.caption.outbursts": "Each bar is a week. Acts less than {hours} hours apart are one, counted on the day it starts.",
    "report.caption.limit": "The agreed limit is {n} for every seven recorded days.",
    "report.caption.coverage": (
        "One square is a day. Full: marked as completely recorded. Half: known only through an entry. Hatched: not recorded. "
        "A dot: there was contact."
    ),
    "report.caption.contact": "Days of each week with a message, a call, a visit or a meeting. A calm week with less contact is read differently.",
    "report.caption.repairs": (
        "One mark is a conflict with a step offered. Filled: taken up within {hours} hours. Crossed ring: later. Ring: not. "
        "Dashed ring: still open, or the time of the yes is missing."
    ),
    "report.caption.sessions": (
        "Filled: attended. Ring: missed. Cross: cancelled by the therapist, not counted. Faint dot: still to come. Hatched: not "
        "recorded. Twelve weeks can show attendance and behaviour, not cure."
    ),
    "report.caption.statements": (
        "Filled: met your criteria, as you rated it. Open: did not meet all of them, or not fully rated. Dash: none in a week "
        "with an incident. Faint dot: none due."
    ),
    "report.caption.boundaries": (
        "Upright stroke: shared. Ring: crossed. Filled: the agreed number of times was reached. Grey bar: the days the "
        "consequence was agreed for."
    ),
    "report.table.incidents": "Incidents by week",
    "report.table.coverage": "Recorded days by week",
    "report.table.contact": "Days with contact by week",
    "report.table.repairs": "Conflicts with a repair step offered",
    "report.table.sessions": "Sessions of the latest trial",
    "report.table.statements": "Statements by week",
    "report.table.boundaries": "Boundaries: what happened when",
    "report.table.none": "none recorded",
    "report.week-before": "{n} before",
    "report.not-recorded": "not recorded",
    "report.rated": "{on:short}: {what}{after}",
    "report.borne.borne out": "borne out",
    "report.borne.not borne out": "not borne out",
    "report.borne.open": "still open",
    "report.by.me": "you",
    "report.by.other": "the other person",
    "report.outcome.taken up": "taken up in time",
    "report.outcome.late": "taken up later",
    "report.outcome.refused": "not taken up",
    "report.outcome.unanswered": "not taken up, no answer",
    "report.outcome.pending": "still open",
    "report.outcome.left out": "left out: a yes without its time",
    "report.state.present": "statement that met your criteria",
    "report.state.none": "none, in a week with an incident",
    "report.state.none due": "none due",
    "report.state.not recorded": "not recorded",
    "report.event.shared": "shared",
    "report.event.crossed": "crossed",
    "report.event.reached": "crossed; the agreed number of times was reached",
    "report.event.consequence": "consequence",
    "report.alt.incidents": "Bars of incidents by week.",
    "report.alt.outbursts": "Bars of outbursts by week.",
    "report.alt.before": "Four weeks before the plan: {numbers}.",
    "report.alt.since": "Plan weeks {first} to {last}: {numbers}.",
    "report.alt.limit": "Agreed limit: {n} a week.",
    "report.alt.repairs": "Conflicts with a repair step offered: {each}.",
    "report.alt.no-repairs": "No conflict with a repair step offered.",
    "report.alt.repair": "week {week} {outcome}",
    "report.alt.sessions": "Sessions by week of the trial: {each}.",
    "report.alt.no-sessions": "No trial is recorded.",
    "report.alt.session": "week {week} {status}",
    "report.alt.statements": "Statements by week: {each}. Statements that did not meet all criteria: {unmet}.",
    "report.alt.statement": "week {week} {state}",
    "report.alt.coverage": "Calendar of recorded days: {each}.",
    "report.alt.covered": "{week} {known} of {days}",
    "report.alt.week": "week {n}",
    "report.alt.week-before": "{n:week|weeks} before the plan",
    "report.alt.contact": "Bars of days with contact by week. Before the plan: {before}. Since: {since}.",
    "report.alt.boundaries": "Boundaries along the calendar, {n:mark|marks}. {sentence}",
    "plot.before": "four weeks before the plan",
    "plot.before-short": "before",
    "plot.week": "week {n}",
    "plot.trial-week": "week {n}",
    "plot.limit": "agreed\n{n} a week",
    "plot.limit-short": "agreed\n{n}",
    "plot.at-least": "at least {n}",
    "plot.at-least-short": "≥ {n}",
    "plot.not-counted-before": "not\ncounted",
    "plot.offered-by-me": "offered by you",
    "plot.offered-by-other": "offered by the\nother person",
    "plot.day": "{on}",
}
