"""Page 1: what a therapist and the person need in one minute, on one side."""

from __future__ import annotations

from patterns import days
from patterns.plots.attendance import plot_attendance
from patterns.plots.coverage import plot_coverage
from patterns.plots.incidents import plot_incidents
from patterns.plots.repairs import plot_repairs
from patterns.plots.statements import plot_statements
from patterns.report import describe, earlier, frames, helplines, provenance
from patterns.report.blocks import Block, section, table
from patterns.report.drawing import picture
from patterns.report.notes import doctor_in_short
from patterns.result import Result
from patterns.rules import Finding
from patterns.rules.waiting import said_of_waiting, waiting
from patterns.schema import records
from patterns.words import listed, say, span, term

COUNTED_SINCE = ("repairs_offered", "repairs_accepted", "sessions_due", "sessions_attended", "statements")
ROWS = ("repair-three-of-four", "attendance", "statements")


def cover(result: Result) -> Block:
    """Return the head of the report: what it is, for which days, on which plan."""
    window = result.review.window
    period = span(window.first, window.last) if window.days else say("report.cover.not-begun")
    who = result.review.case.copy_for
    dates = say("report.cover.dates", on=result.review_date, start=result.plan.start)
    facts = [say("layout.cover.number", n=provenance.number(result)), dates]
    footer = say("sharing.footer" if who else "report.footer", period=period, label=label(result), who=who)
    return {
        "kind": "cover",
        "title": title(result),
        "period": period,
        "facts": [*facts, *([say("sharing.fact", who=who)] if who else [])],
        "footer": footer,
        "on": result.review_date.isoformat(),
        "stated": {} if who else earlier.stated(result),  # remembered, and never shown as it is
    }


def title(result: Result) -> str:
    """Return the title: a progress review, and of how many weeks."""
    return say(
        "report.title",
        weeks=say(f"report.weeks.{result.weeks}")
        if result.weeks in (4, 8, 12)
        else say("report.weeks.other", n=result.weeks),
    )


def label(result: Result) -> str:
    """Return the neutral name of this report, the same as its file's."""
    return f"review-{result.review_date.isoformat()}-{result.weeks}-weeks"


def begin(result: Result) -> list[Block]:
    """Return the heading of the review where the safety page stands before it."""
    return [section(say("report.summary.title"), "review", new_page=True)] if result.page_first else []


def safety(result: Result) -> Block:
    """Return the box that stands on every first page, whatever was found."""
    found, trend = result.safety_open, result.findings.get("safety-trend")
    worse = [say("report.safety.worse", sentence=trend.sentence)] if trend and trend.numbers["worse"] else []
    if not found:
        texts = [say("report.safety.none"), say("report.safety.start")]
    else:
        texts = [say("report.safety.open", n=len(found)), say("report.safety.page")]
    texts += [say("report.safety.waiting")] if waiting(result.review).unlisted else []
    helping = helplines.in_one_line(helplines.helplines(result))
    doctor = [] if found else doctor_in_short(result)
    return {
        "kind": "safety",
        "name": "safety",
        "title": say("report.safety.title"),
        "texts": [*texts, *worse, *doctor, *([helping] if helping else [])],
        "items": [],
        "field": say("layout.help.field-person" if helping else "report.safety.field"),
    }


def completeness(result: Result) -> Block:
    """Return how much of the time is recorded, as words and as a small calendar."""
    review, (base, _) = result.review, result.review.baseline
    whole_base = days.before(result.plan.start, days.BASELINE_DAYS)
    known, before = days.known(review.calendar, review.window), days.known(review.calendar, whole_base)
    texts = [
        say(
            "report.complete.days" if review.window.days else "report.complete.not-begun",
            known=known,
            days=review.window.days,
            before=before,
            before_days=whole_base.days,
        ),
        _weeks_incomplete(result),
    ]
    if 2 * known < review.window.days:  # what is unknown is said first where it is the greater part
        texts.insert(0, say("layout.complete.mostly-unknown"))
    if base != whole_base:
        texts.append(say("report.complete.baseline", span=span(base.first, base.last)))
    texts += [said_of_waiting(review), say("report.complete.cannot-see")]
    shown = frames.days(result, frames.window_weeks(result))
    chart = picture(plot_coverage(shown, describe.weekdays(result), small=True), describe.coverage(shown))
    return {
        "kind": "complete",
        "title": say("report.complete.title"),
        "texts": [each for each in texts if each],
        "picture": chart,
    }


def _weeks_incomplete(result: Result) -> str:
    planned = result.weekly.loc[result.weekly["week"].isin(frames.window_weeks(result))]
    short = planned.loc[planned["days"] < 7, "days"].tolist()
    open_weeks = planned.loc[(planned["days"] == 7) & ~planned["complete"], "week"].tolist()
    parts = []
    if open_weeks:
        weeks = listed([str(each) for each in open_weeks])
        parts.append(say("report.complete.weeks", n=len(open_weeks), weeks=weeks))
    if short:
        parts.append(say("report.complete.begun", n=int(short[0])))
    return " ".join(parts)


def measures(result: Result) -> Block:
    """Return the four rows: what was agreed, a picture, the counts in words, the verdict and how sure it is."""
    main, _ = frames.main_rule(result)
    rows = [_row(result, rule) for rule in (main, *ROWS)]
    legend = [
        {"mark": mark, "text": say(f"report.legend.{mark}")}
        for mark in ("before", "limit", "gap", "filled", "hollow", "late", "open", "cross", "diamond", "dash")
    ]
    return {
        "kind": "measures",
        "title": say("report.measures.title"),
        "rows": rows,
        "legend": legend,
        "table": _by_week(result),
    }


def _by_week(result: Result) -> Block:
    """Return the numbers that the four small pictures show, week by week."""
    _, count = frames.main_rule(result)
    rows = [
        [
            say("report.week-before", n=-row["week"]) if row["week"] < 0 else row["week"],
            describe.amount(row, count),
            *("" if row["week"] < 0 else describe.amount(row, name) for name in COUNTED_SINCE),
        ]
        for row in records(frames.weeks(result, frames.window_weeks(result)))
    ]
    heads = [say(f"report.column.{name}") for name in ("week", count, *COUNTED_SINCE)]
    return table(say("report.measures.table"), heads, rows, numbers=range(1, len(heads)))


def _row(result: Result, rule: str) -> Block:
    finding = result.findings[rule]
    picture_of = {"repair-three-of-four": _repairs, "attendance": _sessions, "statements": _statements}
    counts_of = {
        "repair-three-of-four": describe.repair_counts,
        "attendance": describe.session_counts,
        "statements": describe.statement_counts,
    }
    draw, count = picture_of.get(rule, _incidents), counts_of.get(rule, describe.halving_counts)
    return {
        "name": rule,
        "title": say(f"report.row.{rule}"),
        "agreed": say("report.agreed.statements") if rule == "statements" else finding.agreed,
        "picture": draw(result),
        "counts": count(result, finding),
        "verdict": term(finding.verdict),
        "mark": finding.verdict.replace(" - ", "-").replace(" ", "-"),
        "strength": _strength(finding),
        "next_step": say("report.row.next-step", step=describe.cut(finding.next_step, 80)) if finding.next_step else "",
        "flags": [say(f"flag.{flag}") for flag in finding.flags if flag != finding.reason],
    }


def _strength(finding: Finding) -> str:
    """Return the second answer: how sure the counts make it; for a full count, what is still open."""
    if finding.id == "attendance" and "can_miss" in finding.numbers and finding.verdict == "not due yet":
        return (
            say("report.can-miss", n=finding.numbers["can_miss"])
            if finding.numbers["can_miss"]
            else say("report.can-miss-none")
        )
    strength = finding.numbers.get("strength")
    if finding.verdict == "cannot tell" or not strength:
        return ""
    return say("report.strength", word=term(strength))


def _incidents(result: Result) -> Block:
    rule, count = frames.main_rule(result)
    weeks = frames.weeks(result, frames.window_weeks(result))
    limit = frames.limit_a_week(result, rule)
    ax = plot_incidents(weeks, limit, frames.scale(result), count=count, small=True)
    return picture(ax, describe.incidents(weeks, count, limit))


def _repairs(result: Result) -> Block:
    planned = frames.window_weeks(result)
    offers = frames.repairs(result, planned, counted_only=True)
    return picture(
        plot_repairs(offers, planned, unknown=frames.unknown_weeks(result), small=True), describe.repairs(offers)
    )


def _sessions(result: Result) -> Block:
    sessions = frames.sessions(result)
    weeks = frames.trial_weeks(result)
    return picture(plot_attendance(sessions, weeks, small=True), describe.sessions(sessions))


def _statements(result: Result) -> Block:
    weeks, rated = frames.statements(result)
    return picture(plot_statements(weeks, rated, small=True), describe.statements(weeks, rated))
