"""What follows a choice: a person, a code, a week, an incident, words of one's own, a review date and its window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import ipywidgets as widgets
import pandas as pd

from patterns.errors import PatternsError
from patterns.lab import counts, looks
from patterns.lab.panel import Panel, chart, inside, lead, panel, table
from patterns.lab.record import Record
from patterns.plots.around import plot_around
from patterns.plots.hours import plot_hours
from patterns.plots.incidents import plot_incidents
from patterns.plots.lanes import plot_lanes
from patterns.report import describe, frames
from patterns.result import measure
from patterns.words import day, listed, say

BROAD = widgets.Layout(width="min(100%, 38rem)")
LABEL = {"description_width": "8rem"}
MOST_DAYS = 400  # choices of a slider


def contact(record: Record) -> Panel:
    """Show contact by week, by hour and by channel; choose whose messages."""
    people = {word: person for person, word in counts.lanes(record).items()}
    who = widgets.Dropdown(options=[(say("lab.both"), ""), *people.items()], description=say("lab.whose"),
                           style=LABEL, layout=BROAD)  # fmt: skip
    return _following(who, lambda chosen: _contact(record, chosen), instead=say("lab.contact.instead"))


def _contact(record: Record, person: str) -> str:
    sent = counts.talk(record)
    sent = sent.loc[sent["who"].isin([person] if person else counts.BETWEEN)]
    if sent.empty:
        return lead(say("lab.contact.none"))
    weekly = counts.by_week(record, sent)
    word = counts.lanes(record).get(person)
    weekly = weekly[[word]] if word else weekly
    told = say("lab.contact.alt", n=len(sent), days=sent["local"].dt.normalize().nunique())
    hours = say("lab.contact.hours", n=int((sent["local"].dt.hour.isin([22, 23, *range(6)])).sum()), all=len(sent))
    return (
        lead(told)
        + chart(plot_lanes(weekly, start=record.result.plan.start), told)
        + lead(hours)
        + chart(plot_hours(counts.by_hour(sent), counts.weekdays()), hours)
        + looks.bars(say("lab.contact.channel"), counts.amounts(sent["platform"].astype("str")))
    )


def incidents(record: Record) -> Panel:
    """Show incidents by week, code, time of day, place and channel; choose a code."""
    held = counts.codes(record)
    names = sorted({code for codes in held["codes"] for code in codes})
    code = widgets.Dropdown(options=[(say("lab.every-code"), ""), *((each, each) for each in names)],
                            description=say("lab.code"), style=LABEL, layout=BROAD)  # fmt: skip
    return _following(code, lambda chosen: _incidents(record, chosen), instead=say("lab.incidents.instead"))


def _incidents(record: Record, code: str) -> str:
    held = counts.codes(record, code)
    if held.empty:
        return lead(say("lab.incidents.none"))
    found = counts.in_weeks(record, held["date"], record.recorded)
    weekly = pd.DataFrame({code or say("lab.acts"): found}, index=record.weeks_shown)
    parts = held["local"].dt.hour.map(_part)
    order = [say(f"lab.part.{name}") for name in ("morning", "afternoon", "evening", "night", "unknown")]
    timed = counts.amounts(parts).reindex([each for each in order if each in set(parts)])
    told = say("lab.incidents.alt", n=len(held), incidents=held["incident"].nunique())
    listed_codes = [each for codes in held["codes"] for each in codes]
    return (
        lead(told)
        + chart(plot_lanes(weekly, start=record.result.plan.start), told)
        + looks.bars(say("lab.incidents.codes"), counts.amounts(listed_codes))
        + looks.bars(say("lab.incidents.parts"), timed)
        + looks.bars(say("lab.incidents.places"), counts.amounts(held["place"]))
        + looks.bars(say("lab.incidents.channels"), counts.amounts(held["channel"].fillna(say("lab.not-said"))))
    )


def _part(hour: float) -> str:
    if pd.isna(hour):
        return say("lab.part.unknown")
    part = "night" if hour < 6 or hour >= 22 else "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"
    return say(f"lab.part.{part}")


def around(record: Record) -> Panel:
    """Show what came in the 48 hours before and after one incident; choose which, and open the messages."""
    found = counts.moments(record)
    if found.empty:
        return panel(widgets.HTML(inside(lead(say("lab.around.none")))), instead=say("lab.around.none"))
    moments = {
        say("lab.around.option", at=f"{local:%Y-%m-%d %H:%M}", codes=", ".join(codes)): local
        for local, codes in zip(found["local"], found["codes"], strict=True)
    }
    options = list(moments)
    which = widgets.Dropdown(options=options, value=options[-1], description=say("lab.incident"), style=LABEL,
                             layout=BROAD)  # fmt: skip
    shown = widgets.ToggleButton(value=False, description=say("lab.open-texts"), icon="eye")
    out = widgets.HTML()

    def draw(_: object = None) -> None:
        shown.description = say("lab.close-texts") if shown.value else say("lab.open-texts")
        out.value = inside(_around(record, moments[which.value], shown=shown.value))

    which.observe(lambda _: _closed(shown, draw), names="value")
    shown.observe(draw, names="value")
    draw()
    return panel(widgets.HBox([which, shown], layout=widgets.Layout(flex_flow="row wrap")), out,
                 instead=say("lab.around.instead", n=len(found)))  # fmt: skip


def _closed(toggle: widgets.ToggleButton, draw: Callable[[], None]) -> None:
    """Close the texts before something else is shown."""
    if toggle.value:
        toggle.value = False  # draws by itself
    else:
        draw()


def _around(record: Record, moment: pd.Timestamp, *, shown: bool) -> str:
    width = pd.Timedelta(hours=counts.AROUND_HOURS)
    near = record.acts.loc[record.acts["local"].between(moment - width, moment + width) & record.acts["abusive"]]
    hours = ((near["local"] - moment) / pd.Timedelta(hours=1)).tolist()
    places = record.between(moment - width, moment + width).tolist()
    told = say("lab.around.alt", n=len(places), k=len(near))
    before = [each for each in places if record.messages["local"].iloc[each] < moment]
    return (
        lead(told)
        + chart(plot_around(counts.around(record, moment), hours), told)
        + f"<h4>{say('lab.around.before')}</h4>{_lines(record, before[-MOST_LINES:], len(before), shown)}"
        + f"<h4>{say('lab.around.after')}</h4>"
        + _lines(record, places[len(before) :][:MOST_LINES], len(places) - len(before), shown)
    )


MOST_LINES = 40


def _lines(record: Record, places: Sequence[int], count: int, shown: bool) -> str:
    more = lead(say("lab.nearest", n=len(places), all=count)) if count > len(places) else ""
    return "".join(record.rows.line(each, shown=shown) for each in places) + more or lead(say("lab.nothing"))


def words(record: Record, chosen: Sequence[str] | str) -> Panel:
    """Show in how many messages of each week words of your own choice stand; type others, `,` between."""
    given = chosen if isinstance(chosen, str) else ", ".join(chosen)
    box = widgets.Text(value=given, description=say("lab.words.label"), continuous_update=False, style=LABEL,
                       layout=BROAD)  # fmt: skip
    return _following(box, lambda said: _words(record, said), instead=say("lab.words.instead"))


def _words(record: Record, said: str) -> str:
    wanted = [each.strip() for each in said.split(",") if each.strip()]
    if not wanted or record.messages.empty:
        return lead(say("lab.words.none"))
    parts = []
    for each in wanted[:8]:
        weekly = counts.uses(record, each)
        total = {name: int(weekly[name].sum()) for name in weekly}
        told = say("lab.words.alt", words=each, found=listed([f"{name} {n}" for name, n in total.items()]))
        parts.append(lead(told) + chart(plot_lanes(weekly, start=record.result.plan.start), told))
    return "".join(parts)


def verdicts(record: Record) -> Panel:
    """Show the verdicts as they would be on another review date or for another window; move the sliders."""
    start = record.result.plan.start
    dates = [start + timedelta(days=each) for each in range(1, max(2, (record.on - start).days + 1))][-MOST_DAYS:]
    on = widgets.SelectionSlider(options=[(day(each), each) for each in dates], value=dates[-1], style=LABEL,
                                 description=say("lab.verdicts.on"), continuous_update=False, layout=BROAD)  # fmt: skip
    weeks = widgets.IntSlider(value=record.weeks, min=1, max=26, description=say("lab.verdicts.weeks"), style=LABEL,
                              continuous_update=False, layout=BROAD)  # fmt: skip
    out = widgets.HTML()

    def draw(_: object = None) -> None:
        out.value = inside(_verdicts(record, on.value, weeks.value))

    for control in (on, weeks):
        control.observe(draw, names="value")
    draw()
    return panel(on, weeks, out, instead=say("lab.verdicts.instead", on=record.on, weeks=record.weeks))


def _verdicts(record: Record, on: date, weeks: int) -> str:
    try:
        result = measure(record.case, on, weeks)
    except PatternsError as error:
        return lead(str(error))
    rule, count = frames.main_rule(result)
    weekly = frames.weeks(result, frames.chart_weeks(result))
    limit = frames.limit_a_week(result, rule)
    rows = [[each.id, each.verdict, each.sentence] for each in result.findings.values() if each.verdict != "no limit"]
    first = [lead(say("lab.verdicts.safety"))] if result.page_first else []
    return (
        "".join(first)
        + chart(plot_incidents(weekly, limit, frames.scale(result), count=count),
                describe.incidents(weekly, count, limit))
        + table(say("lab.verdicts.table", first=result.review.window.first, last=result.review.window.last),
                [say(f"display.{name}") for name in ("rule", "verdict", "sentence")], rows)
    )  # fmt: skip


def _following(control: Any, html: Callable[[Any], str], *, instead: str) -> Panel:
    """Return a control with what it shows below it, drawn anew whenever it changes."""
    out = widgets.HTML(inside(html(control.value)))

    def draw(change: Any) -> None:
        out.value = inside(html(change["new"]))

    control.observe(draw, names="value")
    return panel(control, out, instead=instead)
