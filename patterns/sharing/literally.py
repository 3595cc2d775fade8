"""A case whose words cannot steer the report that shows them: what turns or hides words stands there as its number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any, TypeVar

import pandas as pd

from patterns.case import ENVELOPE, Case
from patterns.literal import harmless
from patterns.log import Log
from patterns.log.sheets import SHEETS

AnyCase = TypeVar("AnyCase", bound=Case)
NAMES = ("sender", "person", "conversation")  # what a report may say of messages


def literally(case: AnyCase) -> AnyCase:
    """Return a case with every word of the log, of its decisions and of its sources made harmless.

    Nothing is counted differently: words that were the same are the same still. Messages keep their texts, which no
    report shows.
    """

    known, read_any = {*ENVELOPE}, case.read_messages

    def read(columns: Collection[str] | None) -> pd.DataFrame:
        held = case.messages if columns is None else case.envelopes if known.issuperset(columns) else read_any(columns)
        return held.assign(**{name: _few(held[name]) for name in NAMES if name in held})

    return replace(
        case,
        log=_log(case.log),
        reviewed=_frame(case.reviewed),
        sources=_frame(case.sources),
        media=tuple(map(harmless, case.media)),
        read_messages=read,
    )


def _log(log: Log) -> Log:
    plan = log.plan and replace(
        log.plan,
        if_outbursts_met=harmless(log.plan.if_outbursts_met),
        if_outbursts_not_met=harmless(log.plan.if_outbursts_not_met),
    )
    return replace(log, plan=plan, **{sheet.attribute: _frame(getattr(log, sheet.attribute)) for sheet in SHEETS})


def _frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with the texts of every column that holds some made harmless, lists of them too."""
    texts = [name for name in frame if frame[name].dtype == "str" or frame[name].dtype == object]
    made = {name: frame[name].map(_cell, na_action="ignore").astype(frame[name].dtype) for name in texts}
    return frame.assign(**made)


def _few(column: pd.Series) -> pd.Series:
    """Return a column in which few words stand often with each of them made harmless once."""
    words = {each: harmless(each) for each in column.dropna().unique()}
    changed = {each: said for each, said in words.items() if each != said}
    return column.replace(changed) if changed else column


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return [_cell(each) for each in value]
    return harmless(value) if isinstance(value, str) else value
