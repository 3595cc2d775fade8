"""A table that can be searched, filtered and leafed through; texts stay closed until one is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import ipywidgets as widgets
import numpy as np

from patterns.lab.panel import Panel, inside, lead, panel
from patterns.lab.record import Record
from patterns.lab.rows import Rows
from patterns.words import say

PAGE = 15  # rows on one page; nothing of the others is sent to the browser
WIDE = widgets.Layout(width="auto", flex="1 1 12rem", min_width="10rem")
ROW = widgets.Layout(align_items="flex-start", overflow="visible")


def search(record: Record) -> Panel:
    """Show the messages: search words, choose who, by which way and from when to when; open what you want to read."""
    instead = say("lab.search.instead", n=len(record.rows), what=say("lab.search.messages"))
    return panel(Table(record.rows, say("lab.search.who"), say("lab.search.platform")).widget, instead=instead)


def entries(record: Record) -> Panel:
    """Show the entries of the log in the same way; what stands around one are the messages before and after it."""
    rows = record.entry_rows
    instead = say("lab.search.instead", n=len(rows), what=say("lab.search.entries"))
    return panel(Table(rows, say("lab.search.codes"), say("lab.search.channel")).widget, instead=instead)


@dataclass
class _Line:
    """One row of the page: a button and what it opens."""

    button: widgets.Button
    text: widgets.HTML
    place: int = -1
    shown: bool = False
    box: widgets.HBox = field(init=False)

    def __post_init__(self) -> None:
        self.box = widgets.HBox([self.button, self.text], layout=ROW)


class Table:
    """The controls and the page of one table; `found` are the places of the rows that fit."""

    def __init__(self, rows: Rows, who: str, where: str) -> None:
        self.rows, self.page, self.found = rows, 0, np.arange(len(rows))
        self.words = widgets.Text(description=say("lab.search.words"), placeholder=say("lab.search.enter"),
                                  continuous_update=False, layout=WIDE)  # fmt: skip
        self.who = _choice(who, rows.who)
        self.where = _choice(where, rows.where)
        self.first = widgets.DatePicker(description=say("lab.search.from"), layout=WIDE)
        self.last = widgets.DatePicker(description=say("lab.search.until"), layout=WIDE)
        self.back = _button(say("lab.search.back"), lambda _: self.turn(-1), "chevron-left")
        self.on = _button(say("lab.search.on"), lambda _: self.turn(1), "chevron-right")
        self.count = widgets.HTML()
        self.lines = [self._line(number) for number in range(PAGE)]
        for control in (self.words, self.who, self.where, self.first, self.last):
            control.observe(lambda _: self.filter(), names="value")
        self.widget = widgets.VBox([
            widgets.HBox([self.words, self.who, self.where], layout=widgets.Layout(flex_flow="row wrap")),
            widgets.HBox([self.first, self.last], layout=widgets.Layout(flex_flow="row wrap")),
            widgets.HBox([self.back, self.on, self.count], layout=widgets.Layout(align_items="center")),
            *(line.box for line in self.lines),
        ])  # fmt: skip
        self.filter()

    def _line(self, number: int) -> _Line:
        button = _button(say("lab.open"), lambda _: self.open(number), width="4.5rem")
        return _Line(button, widgets.HTML(layout=widgets.Layout(flex="1 1 auto", min_width="0")))

    def filter(self) -> None:
        """Find the rows that fit what the controls say, and show the first page of them."""
        self.found = self.rows.matching(
            self.words.value, self.who.value, self.where.value, self.first.value, self.last.value
        )
        self.page = 0
        self.show()

    def turn(self, by: int) -> None:
        """Leaf to another page."""
        self.page = min(max(0, self.page + by), self.pages - 1)
        self.show()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self.found) // PAGE))

    def show(self) -> None:
        """Show the page, every text closed."""
        here = self.found[self.page * PAGE : (self.page + 1) * PAGE]
        for number, line in enumerate(self.lines):
            line.shown, line.place = False, int(here[number]) if number < len(here) else -1
            line.box.layout.display = None if line.place >= 0 else "none"
            line.button.description = say("lab.open")
            line.text.value = inside(self.rows.closed(line.place)) if line.place >= 0 else ""
        told = say("lab.search.found", n=len(self.found), all=len(self.rows), page=self.page + 1, pages=self.pages)
        self.count.value = inside(lead(told))
        self.back.disabled, self.on.disabled = self.page == 0, self.page + 1 >= self.pages

    def open(self, number: int) -> None:
        """Open the text of a row on the page, or close it again."""
        line = self.lines[number]
        line.shown = not line.shown
        line.button.description = say("lab.close") if line.shown else say("lab.open")
        shown = self.rows.opened(line.place, self.words.value) if line.shown else self.rows.closed(line.place)
        line.text.value = inside(shown)


def _choice(label: str, column: Any) -> widgets.Dropdown:
    options = [(say("lab.search.all"), ""), *((str(each), each) for each in column.categories)]
    return widgets.Dropdown(options=options, value="", description=label, layout=WIDE)


def _button(
    label: str, press: Callable[[widgets.Button], None], icon: str = "", width: str = "7rem"
) -> widgets.Button:
    made = widgets.Button(description=label, icon=icon, layout=widgets.Layout(width=width, flex="0 0 auto"))
    made.on_click(press)
    return made
