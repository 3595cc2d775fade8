"""The hour with the therapist: page 1 as it stands now, and the person's own note of what was decided."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from patterns.errors import PatternsError
from patterns.lab.panel import Panel, inside, lead, panel
from patterns.lab.record import Record
from patterns.report import show
from patterns.report.blocks import Shown, shown
from patterns.report.questions import for_today
from patterns.report.safety_page import safety_page
from patterns.store import files
from patterns.words import say

FOLDER = "notes"  # in the case; read by nothing but the session notebook, and part of no report
FIELDS = ("match", "missing", "topic", "decided", "next_review")
WIDE = widgets.Layout(width="min(100%, 46rem)")
LABEL = {"description_width": "11rem"}


def page_one(record: Record) -> Shown:
    """Show page 1 of the report as it stands now; before it the safety page where something is open."""
    return shown(*safety_page(record.result), *show.summary(record.result).blocks)


def note_path(record: Record) -> Path:
    """Return the file in which the note of this session is kept."""
    return record.case.folder / FOLDER / f"session-{record.on.isoformat()}.json"


def read_note(record: Record) -> dict[str, Any]:
    """Return what was noted for this review date; nothing where there is no note yet.

    Raises
    ------
    PatternsError
        If the file is there and cannot be read.
    """
    path = note_path(record)
    if not path.exists():
        return {}
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise PatternsError(
            f"{FOLDER}/{path.name} cannot be read.",
            expected="the note as this notebook wrote it",
            remedy="Move it out of the folder to begin a new one; nothing was changed.",
        ) from error
    return {name: held[name] for name in FIELDS if isinstance(held.get(name), str)} if isinstance(held, dict) else {}


def keep_note(record: Record, note: dict[str, Any]) -> Path:
    """Keep what was noted, for the person alone; return the file."""
    path = note_path(record)
    kept = {"review_date": record.on.isoformat()} | {name: note.get(name) or "" for name in FIELDS}
    files.write(path, (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass"))
    return path


def session(record: Record) -> Panel:
    """Show the questions of the hour with room for answers; they are kept in the case, for you alone."""
    return panel(Session(record).widget, instead=say("lab.session.instead", name=note_path(record).name))


class Session:
    """The questions, and the button that keeps the answers."""

    def __init__(self, record: Record) -> None:
        self.record = record
        held = read_note(record)
        answers = [(say("lab.session.unsaid"), ""), *((say(f"lab.session.match-{each}"), each)
                                                      for each in ("yes", "partly", "no"))]  # fmt: skip
        match = held.get("match", "")
        self.match = widgets.Dropdown(options=answers, value=match if match in dict(answers).values() else "",
                                      description=say("lab.session.match"), style=LABEL, layout=WIDE)  # fmt: skip
        self.missing = _area("missing", held)
        topic = held.get("topic", "")
        self.topic = widgets.Combobox(value=topic, options=for_today(record.result), ensure_option=False,
                                      description=say("lab.session.topic"), style=LABEL, layout=WIDE,
                                      placeholder=say("lab.session.topic-hint"))  # fmt: skip
        self.decided = _area("decided", held)
        self.next_review = widgets.DatePicker(value=_due(held, record.on), description=say("lab.session.next"),
                                              style=LABEL)  # fmt: skip
        keep = widgets.Button(description=say("lab.session.keep"), icon="check", button_style="primary")
        keep.on_click(lambda _: self.keep())
        self.told = widgets.HTML(inside(lead(say("lab.session.own", place=f"{FOLDER}/{note_path(record).name}"))))
        self.widget = widgets.VBox(
            [self.match, self.missing, self.topic, self.decided, self.next_review, keep, self.told]
        )

    def keep(self) -> None:
        """Keep the answers, and say where they are and which row the log would take."""
        chosen = self.next_review.value
        note = {"match": self.match.value, "missing": self.missing.value, "topic": self.topic.value,
                "decided": self.decided.value, "next_review": chosen.isoformat() if chosen else ""}  # fmt: skip
        try:
            path = keep_note(self.record, note)
        except PatternsError as error:
            self.told.value = inside(lead(str(error)))
            return
        place = f"{FOLDER}/{path.name}"
        told = [say("lab.session.kept", place=place), say("lab.session.row", on=self.record.on.isoformat(),
                                                          next=note["next_review"] or "-")]  # fmt: skip
        self.told.value = inside("".join(lead(each) for each in told))


def _due(held: dict[str, Any], on: date) -> date:
    """Return the next review date that was noted, or the one four weeks on."""
    try:
        return date.fromisoformat(held.get("next_review", ""))
    except ValueError:
        return on + timedelta(weeks=4)


def _area(name: str, held: dict[str, Any]) -> widgets.Textarea:
    return widgets.Textarea(value=held.get(name, ""), description=say(f"lab.session.{name}"), rows=3, style=LABEL,
                            layout=WIDE)  # fmt: skip
