"""One week in detail: each day's messages beside what the log says of it, every text closed until its day is opened."""

from __future__ import annotations

from datetime import date, timedelta

import ipywidgets as widgets
import pandas as pd

from patterns.lab.panel import Panel, inside, panel
from patterns.lab.record import Record
from patterns.literal import escaped
from patterns.schema import records
from patterns.words import day, say, span

MOST_LINES = 200  # messages of one day that are listed


def week(record: Record, first: date | str | None = None) -> Panel:
    """Show one week, messages and log side by side; choose another week, open a day's texts.

    Parameters
    ----------
    first : date or ISO text, optional
        A day of the week to begin with; the last week of the record when left out.
    """
    return panel(Week(record, first).widget, instead=say("lab.week.instead", n=len(record.weeks_shown)))


class Week:
    """The picker and the seven days below it."""

    def __init__(self, record: Record, first: date | str | None = None) -> None:
        self.record, self.weeks = record, record.weeks_shown
        options = [(self._named(each), place) for place, each in enumerate(self.weeks)]
        self.which = widgets.SelectionSlider(
            options=options, value=self._begins(first), description=say("lab.week.pick"), continuous_update=False,
            readout=False, layout=widgets.Layout(width="min(100%, 22rem)"),
        )  # fmt: skip
        self.named = widgets.HTML()
        earlier = _small("chevron-left", say("lab.week.earlier"), lambda _: self.move(-1))
        later = _small("chevron-right", say("lab.week.later"), lambda _: self.move(1))
        self.shown = [False] * 7
        self.buttons = [widgets.Button(layout=widgets.Layout(width="8.5rem", flex="0 0 auto")) for _ in range(7)]
        self.texts = [widgets.HTML(layout=widgets.Layout(flex="1 1 auto", min_width="0")) for _ in range(7)]
        for number, button in enumerate(self.buttons):
            button.on_click(lambda _, number=number: self.open(number))
        self.which.observe(lambda _: self.show(), names="value")
        days = [
            widgets.HBox(pair, layout=widgets.Layout(align_items="flex-start", padding="0.3em 0"))
            for pair in zip(self.buttons, self.texts, strict=True)
        ]
        bar = widgets.HBox([earlier, later, self.which, self.named], layout=widgets.Layout(align_items="center"))
        self.widget = widgets.VBox([bar, *days])
        self.show()

    def _begins(self, first: date | str | None) -> int:
        wanted = date.fromisoformat(first) if isinstance(first, str) else first
        if wanted is None:
            return len(self.weeks) - 1
        return min(max(0, (wanted - self.weeks[0]).days // 7), len(self.weeks) - 1)

    def _named(self, first: date) -> str:
        number = (first - self.record.result.plan.start).days // 7 + 1
        name = say("lab.week.plan", n=number) if number > 0 else say("lab.week.before", n=1 - number)
        return say("lab.week.option", span=span(first, first + timedelta(days=6)), name=name)

    def move(self, by: int) -> None:
        """Go to another week."""
        self.which.value = min(max(0, self.which.value + by), len(self.weeks) - 1)

    def show(self) -> None:
        """Show the week that is chosen, every day closed."""
        self.shown = [False] * 7
        self.named.value = inside(escaped(self._named(self.weeks[self.which.value])))
        for number in range(7):
            self._draw(number)

    def open(self, number: int) -> None:
        """Open the texts of a day, or close them again."""
        self.shown[number] = not self.shown[number]
        self._draw(number)

    def _draw(self, number: int) -> None:
        on, shown = self.weeks[self.which.value] + timedelta(days=number), self.shown[number]
        beyond = on >= self.record.on
        self.buttons[number].description = day(on, "weekday")
        self.buttons[number].icon = "chevron-down" if shown else "chevron-right"
        self.buttons[number].tooltip = say("lab.close-texts") if shown else say("lab.open-texts")
        self.buttons[number].disabled = beyond
        left = say("lab.week.beyond") if beyond else self._messages(on, shown)
        right = "" if beyond else self._log(on, shown)
        self.texts[number].value = inside(f"<div class='pl-sides'><div>{left}</div><div>{right}</div></div>")

    def _messages(self, on: date, shown: bool) -> str:
        places = self.record.between(pd.Timestamp(on), pd.Timestamp(on) + pd.Timedelta(days=1))
        if not len(places):
            return _faint(say("lab.week.no-messages"))
        rows = self.record.rows
        begun, ended = (rows.stamp(places[end])[11:] for end in (0, -1))
        told = say("lab.week.messages", n=len(places), first=begun, last=ended)
        if not shown:
            return escaped(told)
        more = _faint(say("lab.nearest", n=MOST_LINES, all=len(places))) if len(places) > MOST_LINES else ""
        return escaped(told) + "".join(rows.line(each) for each in places[:MOST_LINES]) + more

    def _log(self, on: date, shown: bool) -> str:
        log = self.record.result.review.log
        lines = [self._entry(row, shown) for row in records(_of(self.record.entries, on))]
        lines += [_line(say("lab.week.conflict"), row["about"], shown) for row in records(_of(log.conflicts, on))]
        lines += [_line(say("lab.week.session", status=row["status"] or "-"), row["homework"], shown)
                  for row in records(_of(log.sessions, on))]  # fmt: skip
        lines += [_line(say("lab.week.statement"), row["words"], shown) for row in records(_of(log.statements, on))]
        lines += [_day_line(row, shown) for row in records(_of(log.days, on))]
        return "".join(each for each in lines if each) or _faint(say("lab.week.no-log"))

    def _entry(self, row: dict[str, object], shown: bool) -> str:
        at = f"{row['local']:%H:%M} " if row["timed"] else ""
        return _line(f"{at}{row['what'] or say('lab.no-code')} ({row['channel']})", row["text"], shown)


def _of(rows: pd.DataFrame, on: date) -> pd.DataFrame:
    return rows.loc[rows["date"] == pd.Timestamp(on)]


def _day_line(row: dict[str, object], shown: bool) -> str:
    parts = [say("lab.week.recorded")] if row["record_complete"] is True else []
    parts += [say("lab.week.felt", n=f"{row['felt_safety']:g}")] if pd.notna(row["felt_safety"]) else []
    parts += [say(f"lab.week.{name}") for name in ("visit", "afraid") if row[name] is True]
    told = [str(row[name]) for name in ("did_for_myself", "note") if isinstance(row[name], str)]
    return _line(", ".join(parts), "\n".join(told), shown) if parts or told else ""


def _line(head: str, words: object, shown: bool) -> str:
    """Return one thing of the log: what it is, and its words or how long they are."""
    said = words if isinstance(words, str) and words else ""
    told = f"<div class='pl-words' style='font-weight:400'>{escaped(said)}</div>" if shown and said else ""
    length = escaped(say("display.length", n=len(said)))
    closed = f" <span class='pl-closed'>{length}</span>" if said and not shown else ""
    return f"<div><strong>{escaped(head)}</strong>{closed}{told}</div>"


def _faint(words: str) -> str:
    return f"<div class='pl-closed'>{escaped(words)}</div>"


def _small(icon: str, tip: str, press: object) -> widgets.Button:
    made = widgets.Button(icon=icon, tooltip=tip, layout=widgets.Layout(width="2.4rem"))
    made.on_click(press)
    return made
