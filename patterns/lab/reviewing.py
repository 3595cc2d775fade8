"""Reviewing suggestions in a notebook: buttons and keys, context on both sides, texts closed until asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets

from patterns import display
from patterns.case import Case
from patterns.codes.review_book import CONTEXT, LONGEST
from patterns.errors import PatternsError
from patterns.lab.deciding import NO, UNSURE, YES, Deciding
from patterns.lab.panel import Panel, inside, lead, panel
from patterns.lab.rows import mark
from patterns.literal import escaped
from patterns.words import say, shortened

BATCH = 20  # decisions and skips between two places to stop
KEYS = {"o": "open", "y": YES, "n": NO, "u": UNSURE, "c": "other", "s": "skip", "b": "back", "q": "stop"}

FIRST_ROW = ("open", YES, NO, UNSURE, "skip", "back", "stop")


def review(case: str | Path | Case, batch: int = BATCH) -> Panel:
    """Show the passages that wait for you, one at a time; each decision is kept in review.xlsx at once.

    Parameters
    ----------
    batch : int
        Passages between two places to stop.
    """
    display.in_notebooks()
    reviewing = Reviewing(Deciding(case), batch)
    return panel(reviewing.widget, instead=say("lab.review.instead", n=reviewing.deciding.left))


class Reviewing:
    """The passage, its buttons, and the field that takes keys."""

    def __init__(self, deciding: Deciding, batch: int = BATCH) -> None:
        self.deciding, self.batch, self.passed = deciding, batch, 0
        self.opened, self.stopped, self.pausing = False, False, False
        self.told, self.passage = widgets.HTML(), widgets.HTML()
        self.other = widgets.Dropdown(options=[("", ""), *((each, each) for each in deciding.codes)],
                                      description=say("lab.review.other-code"), layout=widgets.Layout(width="20rem"),
                                      style={"description_width": "6rem"})  # fmt: skip
        self.buttons = {name: self._button(letter, name) for letter, name in KEYS.items()}
        self.keys = widgets.Text(placeholder=say("lab.review.keys"), continuous_update=True,
                                 layout=widgets.Layout(width="20rem"))  # fmt: skip
        self.keys.observe(self._typed, names="value")
        self.onward = widgets.Button(description=say("lab.review.go-on"), icon="arrow-right")
        self.onward.on_click(lambda _: self.go_on())
        self.faint = widgets.Button(description=say("lab.review.faint", n=deciding.left_aside),
                                    layout=widgets.Layout(width="auto"))  # fmt: skip
        self.faint.on_click(lambda _: self._with_faint())
        row = widgets.Layout(flex_flow="row wrap", align_items="center")
        self.controls = widgets.VBox([
            widgets.HBox([self.buttons[name] for name in FIRST_ROW], layout=row),
            widgets.HBox([self.other, self.buttons["other"], self.keys], layout=row),
        ])  # fmt: skip
        self.widget = widgets.VBox([self.told, self.passage, self.controls, widgets.HBox([self.onward, self.faint])])
        self.show()

    def _button(self, letter: str, name: str) -> widgets.Button:
        made = widgets.Button(description=say(f"lab.review.{name}"), tooltip=say("lab.review.key", letter=letter),
                              layout=widgets.Layout(width="auto"))  # fmt: skip
        made.on_click(lambda _: self.press(name))
        return made

    def _typed(self, change: dict[str, str]) -> None:
        """Take the last letter typed as a key, and empty the field again."""
        letter = change["new"][-1:].casefold()
        if letter:
            self.keys.value = ""
            if letter in KEYS:
                self.press(KEYS[letter])

    def press(self, name: str) -> None:
        """Do what a button or a key says; what cannot be kept is said, and nothing moves on."""
        if self.stopped or self.pausing:
            return
        actions: dict[str, Callable[[], None]] = {
            "open": self._open, "skip": self._skip, "back": self._back, "stop": self._stop, "other": self._other,
        }  # fmt: skip
        try:
            actions.get(name, lambda: self._decide(name))()
        except PatternsError as error:
            self.show(trouble=str(error))
            return
        self.show()

    def _open(self) -> None:
        self.opened = not self.opened

    def _decide(self, decision: str, other_code: str = "") -> None:
        if self.deciding.current is not None:
            self.deciding.decide(decision, other_code)
            self._passed()

    def _other(self) -> None:
        if not self.other.value:
            raise PatternsError(say("lab.review.no-code"))
        self._decide(NO, self.other.value)
        self.other.value = ""

    def _skip(self) -> None:
        self.deciding.skip()
        self._passed()

    def _back(self) -> None:
        self.deciding.back()
        self.opened = False

    def _stop(self) -> None:
        self.stopped = True

    def _passed(self) -> None:
        self.passed, self.opened = self.passed + 1, False
        self.pausing = self.passed % self.batch == 0 and self.deciding.current is not None

    def go_on(self) -> None:
        """Go on after a place to stop, or after stopping."""
        self.pausing = self.stopped = False
        self.show()

    def _with_faint(self) -> None:
        self.deciding = Deciding(self.deciding.folder, faint=True)
        self.passed, self.stopped, self.pausing, self.opened = 0, False, False, False
        self.show()

    def show(self, trouble: str = "") -> None:
        """Show the passage, or that this is a place to stop, or the end."""
        deciding, current = self.deciding, self.deciding.current
        waiting = current is None or self.stopped or self.pausing
        lines = [say("lab.review.told", left=deciding.left, decided=deciding.decided, all=len(deciding.reviewed))]
        lines += [trouble] if trouble else []
        if self.stopped:
            lines.append(say("lab.review.stopped"))
        elif current is None:
            lines.append(say("lab.review.end"))
        elif self.pausing:
            lines.append(say("passages.stop", done=self.passed, all=len(deciding.queue)))
        elif not self.passed:
            lines.append(say("lab.review.content"))
        self.told.value = inside("".join(lead(each) for each in lines))
        self.passage.value = "" if waiting or current is None else inside(self._shown(current))
        self.controls.layout.display = "none" if waiting else None
        self.onward.layout.display = None if self.stopped or self.pausing else "none"
        self.faint.layout.display = None if current is None and deciding.left_aside else "none"
        self.faint.description = say("lab.review.faint", n=deciding.left_aside)
        self.buttons["open"].description = say("lab.review.close" if self.opened else "lab.review.open")

    def _shown(self, passage: dict[str, object]) -> str:
        """Return a passage as HTML: its code and why it is proposed; its words and what is around them when opened."""
        held = self.deciding.messages
        ids = held["message_id"].tolist()
        both = [each for each in (passage["message_id"], passage["with_message"]) if each in ids]
        places = sorted(ids.index(each) for each in both)
        if not places:
            return lead(say("lab.review.gone"))
        rows = held.iloc[places]
        length = sum(len(str(each)) for each in rows["text"])
        head = say("lab.review.head", when=f"{rows['local_time'].iloc[0]:%Y-%m-%d %H:%M}",
                   who=rows["person"].iloc[0], code=passage["code"])  # fmt: skip
        why = say("lab.review.why", why=passage["why"], strength=passage["strength"])
        parts = [f"<h4>{escaped(head)}</h4>", lead(why)]
        if passage["tier"] == "safety":
            parts.insert(0, lead(say("lab.review.safety")))
        if not self.opened:
            return "".join([*parts, f"<p class='pl-closed'>{escaped(say('display.length', n=length))}</p>"])
        words = _quoted(rows.iloc[0]["text"], passage["spans"])
        same = held["conversation"].iloc[places[0]]
        around = [*range(places[0] - CONTEXT, places[0]), *range(places[-1] + 1, places[-1] + 1 + CONTEXT)]
        near = {each: _line(held, each) for each in around
                if 0 <= each < len(held) and held["conversation"].iloc[each] == same}  # fmt: skip
        said = "\n".join(shortened(str(each), LONGEST) for each in held["text"].iloc[places[0] : places[-1] + 1])
        before = "".join(line for each, line in near.items() if each < places[0])
        after = "".join(line for each, line in near.items() if each > places[0])
        told = f"<div class='pl-words'>{mark(said, words)}</div>"
        return "".join([*parts, f"<div class='pl-open'>{before}{told}{after}</div>"])


def _quoted(text: object, spans: object) -> str:
    """Return the exact words of the first cue."""
    first = next(iter(spans), (0, 0)) if isinstance(spans, list) else (0, 0)
    return str(text)[first[0] : first[1]]


def _line(held: object, place: int) -> str:
    row = held.iloc[place]  # type: ignore[attr-defined]
    words = row["text"] if isinstance(row["text"], str) and row["text"] else f"[{row['kind']}]"
    who = row["person"] if isinstance(row["person"], str) else row["sender"]
    head = f"{row['local_time']:%Y-%m-%d %H:%M} {who}"
    return (
        f"<div class='pl-line'><span class='pl-when'>{escaped(str(head))}</span>"
        f"<span class='pl-said'>{escaped(shortened(str(words), LONGEST))}</span></div>"
    )
