"""Which cells of the log stand in a shared copy: closed lists, dates and numbers; few words, each without names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from patterns.incidents import split
from patterns.log import Log
from patterns.log.declare import CODES, ID, SUGGESTED, TEXT, TEXTS, Column, Sheet
from patterns.log.sheets import SHEETS
from patterns.sharing.folding import fold
from patterns.sharing.remove import Remover
from patterns.sharing.terms import PUBLIC, UNNAMED
from patterns.words import say

QUOTE = 160  # characters of a quotation, at most
KEPT = {  # free text that may be seen, without names; all other free text stays with the person
    ("boundaries", "not_accepted"), ("boundaries", "what_i_will_do"), ("boundaries", "channels_left_open"),
    ("days", "did_for_myself"), ("sessions", "homework"), ("treatment", "therapy"), ("scripts", "words"),
    ("codes", "meaning"), ("contact_limits", "channel"), ("statements", "channel"), ("statements", "rated_by"),
}  # fmt: skip
QUOTED = {("incidents", "what_happened"), ("incidents", "exact_words"), ("statements", "words")}  # only when asked for
REFERENCES = {
    ("boundaries", "id"): "limit", ("incidents", "boundary"): "limit",
    ("incidents", "id"): "entry", ("incidents", "same_incident_as"): "entry",
    ("conflicts", "conflict"): "conflict", ("scripts", "id"): "script", ("codes", "code"): "own code",
}  # fmt: skip
MESSAGES = {("incidents", "message_ids"), ("statements", "message_id")}
EXIT_PLAN = "exit plan"  # of it a shared copy says that it is in place, and nothing more
DEVICE = "safer device"  # that there is one is nobody else's to know
Cell = Callable[[Any], Any]


class References:
    """The short names by which rows refer to each other; one that names somebody is counted instead."""

    def __init__(self, remover: Remover) -> None:
        self._remover = remover
        self._given: dict[tuple[str, str], str] = {}

    def of(self, kind: str, written: str) -> str:
        """Return what stands for one reference, the same wherever it stands."""
        plain = written.strip()
        if (kind, plain.casefold()) not in self._given:
            shown = plain
            if self._remover.text(plain) != plain:
                number = 1 + sum(each == kind for each, _ in self._given)
                shown = say("sharing.name-of", kind=kind, n=number)
            self._given[kind, plain.casefold()] = shown
        return self._given[kind, plain.casefold()]

    def of_cell(self, kind: str, written: str) -> str:
        """Return a cell that holds one reference or several."""
        return "; ".join(self.of(kind, each) for each in split(written))


def without_names(log: Log, remover: Remover, references: References, message: Cell, *, quotes: bool) -> Log:
    """Return a log that may stand in a shared copy.

    Parameters
    ----------
    message : callable
        Returns what stands for the id of a message, None for one that is not there.
    quotes : bool
        Whether what happened and what was said is kept, without names and cut short.
    """
    frames = {}
    for sheet in SHEETS:
        frame = getattr(log, sheet.attribute)
        columns = {column.name: _cell(sheet, column, remover, references, message, quotes) for column in sheet.columns}
        frames[sheet.attribute] = _changed(frame, {name: change for name, change in columns.items() if change})
    frames["people"] = _people(log.people, remover)
    frames["protections"] = _protections(log.protections)
    kept_back = log.boundaries["not_shared_because"].notna()
    frames["boundaries"] = frames["boundaries"].assign(
        not_shared_because=pd.Series(say("sharing.kept-back"), index=kept_back.index, dtype="str").where(kept_back)
    )
    plan = log.plan and replace(
        log.plan,
        if_outbursts_met=remover.text(log.plan.if_outbursts_met),
        if_outbursts_not_met=remover.text(log.plan.if_outbursts_not_met),
    )
    return replace(log, plan=plan, date_orders={}, counts={}, places={}, **frames)


def _cell(
    sheet: Sheet, column: Column, remover: Remover, references: References, message: Cell, quotes: bool
) -> Cell | None:
    """Return what becomes of the filled cells of a column; None where they stay as they are."""
    place = (sheet.attribute, column.name)
    if place in REFERENCES:
        return lambda cell: references.of_cell(REFERENCES[place], cell)
    if column.kind == CODES:
        return lambda cell: references.of("own code", cell)
    if place in MESSAGES:
        return message
    if place in KEPT:
        return remover.text
    if place in QUOTED and quotes:
        return lambda cell: remover.text(cell, QUOTE)
    return _nothing if column.kind in (TEXT, TEXTS, ID, SUGGESTED) else None


def _nothing(cell: Any) -> None:
    """Withhold a cell."""


def _changed(frame: pd.DataFrame, changes: dict[str, Cell]) -> pd.DataFrame:
    """Return a frame with some columns changed cell by cell; a list cell keeps being one."""
    made: dict[str, Any] = {}
    for name, change in changes.items():
        if name not in frame:
            continue
        cells = [_one(cell, change) for cell in frame[name].tolist()]
        made[name] = pd.Series(cells, index=frame.index, dtype=frame[name].dtype)
    return frame.assign(**made)


def _one(cell: Any, change: Cell) -> Any:
    if isinstance(cell, list):
        return [made for each in cell if (made := change(each)) is not None]
    return cell if cell is None or pd.isna(cell) else change(str(cell))


def _people(people: pd.DataFrame, remover: Remover) -> pd.DataFrame:
    """Return the People sheet with pseudonyms alone; of supporters not even those."""
    shown = [
        say("sharing.somebody") if role in UNNAMED else name if _is_public(pseudonym) else remover.text(pseudonym)
        for role, name, pseudonym in zip(people["role"], people["name"], people["shown_as"].fillna(""), strict=True)
    ]
    pseudonyms = pd.Series(shown, index=people.index, dtype="str")
    return people.assign(
        name=pseudonyms.where(people["name"].notna()),
        known_as=pd.Series([[] for _ in shown], index=people.index, dtype="object"),
        shown_as=pseudonyms,
    )


def _is_public(pseudonym: str) -> bool:
    return fold(pseudonym.strip()) == PUBLIC


def _protections(protections: pd.DataFrame) -> pd.DataFrame:
    plans = protections["item"] == EXIT_PLAN
    return protections.loc[protections["item"] != DEVICE].assign(
        **{name: protections[name].mask(plans) for name in ("since", "last_looked_at", "for_visit_on")}
    )


def kept_texts(log: Log) -> list[str]:
    """Return the texts of a person's own that a log without names still holds."""
    held = [cell for sheet, column in sorted(KEPT | QUOTED) for cell in seen(getattr(log, sheet)[column])]
    return [*held, *([log.plan.if_outbursts_met, log.plan.if_outbursts_not_met] if log.plan else [])]


def shown_names(people: pd.DataFrame, without: pd.DataFrame) -> dict[str, str]:
    """Return what stands for each person of `schema.MESSAGES`: me, other, or a name of the People sheet."""
    names: dict[str, str] = {}
    for role, name, shown in zip(people["role"], people["name"], without["shown_as"], strict=True):
        for person in (role if role in ("me", "other") else None, name):
            if isinstance(person, str):
                names.setdefault(person, shown)
    return names


def seen(cells: Iterable[Any]) -> list[str]:
    """Return the texts of a column that are filled."""
    found = [each for cell in cells for each in (cell if isinstance(cell, list) else [cell])]
    return [str(each) for each in found if each is not None and not pd.isna(each)]
