"""Message exports, read to the last record: one module per format, and being in this folder is being registered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from patterns.errors import PatternsError, UnknownFormat
from patterns.importers import _clock
from patterns.importers._base import ORDERS, Columns, Wishes, shorten
from patterns.importers._clock import Zones
from patterns.importers._containers import holds_files, texts
from patterns.importers._identity import message_ids
from patterns.importers._pictures import holds_pictures
from patterns.importers._raw import raw_record
from patterns.importers._registry import FORMATS, Part, recognise
from patterns.importers._walk import Export, walk
from patterns.schema import MESSAGES, SKIPPED
from patterns.store import collector

__all__ = [
    "FORMATS", "Export", "Imported", "Wishes", "detect_format", "holds_files", "holds_pictures", "merge", "raw_record",
    "read_export", "read_parts", "recognise", "texts", "walk",
]  # fmt: skip


HALF = "[\ud800-\udfff]"  # of a character that JSON writes as two


@dataclass(frozen=True)
class Imported:
    """One export as read.

    Attributes
    ----------
    messages : pandas.DataFrame
        schema.MESSAGES, in file order: one row per message, notice and call. `person` is missing: names are
        turned into people later, with the log.
    skipped : pandas.DataFrame
        schema.SKIPPED, one row per record that did not become a message.
    accounting : dict
        records = messages + notices + duplicates + skipped.
    notes : dict
        What was decided and how surely: `format`, `date_order` with `_why` and `_sure`, `zone` with `_why`,
        `own_identity`, `header_like_lines`, `warnings` and more by format.
    exact : bool
        Whether the export counts instants, so that equal ids mean the same message.
    """

    messages: pd.DataFrame
    skipped: pd.DataFrame
    accounting: dict[str, int]
    notes: dict[str, Any]
    exact: bool = False

    def __repr__(self) -> str:
        return f"Imported({self.accounting})"  # never the messages themselves


def read_export(
    path: str | Path,
    timezone: Zones | None = None,
    date_order: str | None = None,
    format: str | None = None,
    name: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Imported:
    """Read one message export; nothing is written, and the file is not changed.

    Parameters
    ----------
    path : path
        A file, a .zip, or the folder of one export; one that is spread over many files is read whole.
    timezone : str or list of (from, until, zone), optional
        Zone of the phone, as in "Europe/Berlin", or its zones by wall time where it travelled. Needed where the
        export holds wall times; otherwise what `local_time` is shown in, UTC when not given.
    date_order : {"day first", "month first", "year first"}, optional
        Settles dates that the file leaves open.
    format : str, optional
        A key of `FORMATS`, for a file that is not recognised.
    name : str, optional
        What to call the source; the file's name otherwise.
    columns : dict, optional
        For tables (CSV, Excel): which of its columns holds what, as in {"text": "Nachricht"}.

    Raises
    ------
    UnknownFormat, AmbiguousDates, UnreadableSource
        As their names say.
    PatternsError
        If a time zone is needed and not given, or an argument is not one of those allowed.
    """
    path, name = Path(path), name or Path(path).name
    return read_parts(recognise(path, name, format), name, timezone, Wishes(date_order, columns or {}))


def read_parts(parts: Sequence[Part], name: str, timezone: Zones | None, wishes: Wishes) -> Imported:
    """Read the files of one export, as `recognise` or `walk` found them, into one.

    Raises
    ------
    As `read_export`.
    """
    if wishes.date_order is not None and wishes.date_order not in ORDERS:
        found = f"{shorten(wishes.date_order)!r} is no date order"
        raise PatternsError(found, expected=" or ".join(ORDERS), remedy="Correct date_order.")
    zones = _clock.periods(timezone) if timezone is not None else None
    with collector.paused():
        if len(parts) == 1:
            return _read(parts[0], name, zones, wishes)
        return join([_read(part, name, zones, wishes) for part in parts], name)


def _read(part: Part, name: str, zones: list[_clock.Period] | None, wishes: Wishes) -> Imported:
    label = FORMATS[part.key].LABEL
    columns = FORMATS[part.key].rows(part.source, wishes)
    if not len(columns.frame) and not columns.skipped:
        found = f"{name}: no message was found"
        raise UnknownFormat(found, expected=label, remedy="Export the messages again.")
    return _settle(columns, zones, name, label, part.source.part)


def detect_format(path: str | Path) -> str:
    """Return the key in `FORMATS` of the one format that recognises a file, by what it holds.

    Raises
    ------
    UnknownFormat
        If none does, or more than one.
    UnreadableSource
        If it cannot be opened.
    """
    return recognise(Path(path), Path(path).name)[0].key


def _settle(columns: Columns, zones: list[_clock.Period] | None, name: str, label: str, part: str) -> Imported:
    """Settle what is the same for every format: times, ids, duplicates, the account."""
    frame, warnings = _whole_characters(columns)
    doubles = 0
    if columns.literal:
        again = _again(frame)
        frame, doubles = frame.loc[~again].reset_index(drop=True), int(again.sum())
    messages = MESSAGES.conform(
        frame.drop(columns=["when", "words", "key"], errors="ignore").assign(
            message_id=message_ids(frame, columns.platform, columns.precision),
            platform=columns.platform,
            source=name,
            edited=frame.get("edited", False),
            also_in=_lists(len(frame)),
            reactions=frame["reactions"] if "reactions" in frame else _lists(len(frame)),
            attachments=frame["attachments"] if "attachments" in frame else _lists(len(frame)),
            part=pd.Series(part, index=frame.index, dtype="str"),
            **_times(frame, columns, zones, name),
        )
    )
    notices = int((frame["kind"] == "notice").sum())
    skipped = pd.DataFrame(columns.skipped, columns=["line", "reason"]).assign(source=name, part=part)
    accounting = {
        "records": len(columns.frame) + len(skipped),
        "messages": len(frame) - notices,
        "notices": notices,
        "duplicates": doubles,
        "skipped": len(skipped),
    }
    notes = {"format": label, "date_order": "", "date_order_why": "", "date_order_sure": "", **columns.notes}
    notes |= _zone_notes(columns, zones) | {"warnings": warnings}
    return Imported(messages, SKIPPED.conform(skipped), accounting, notes, exact=columns.clock == "utc")


def _whole_characters(columns: Columns) -> tuple[pd.DataFrame, list[str]]:
    """Show halves of characters, which JSON can hold and no file or page can, as what they are: unreadable."""
    frame, count = columns.frame, 0
    if "encoding" in columns.notes:  # a text that was decoded holds none
        return frame, list(columns.warnings)
    for name in ("text", "sender", "conversation"):
        try:
            written = frame[name].dropna()
            "".join(written if name == "text" else written.unique()).encode()
        except UnicodeEncodeError:
            count += int(frame[name].str.count(HALF).sum())
            frame = frame.assign(**{name: frame[name].str.replace(HALF, "\ufffd", regex=True)})
    said = [f"{count} characters are damaged and are shown as \ufffd."] if count else []
    return frame, [*columns.warnings, *said]


def _times(frame: pd.DataFrame, columns: Columns, zones: list[_clock.Period] | None, name: str) -> dict[str, Any]:
    when = frame["when"].to_numpy().astype("datetime64[us]")
    if columns.clock == "utc":
        sent = pd.Series(when).dt.tz_localize("UTC")
        local = _clock.to_local(sent, zones or _clock.periods("UTC"))
        return {"sent_at": sent, "local_time": local["local_time"], "zone": local["zone"]}
    if zones is None:
        raise PatternsError(
            f"{name}: this export holds wall times and does not say of which time zone",
            expected='the zone of the phone it was made on, as in timezone="Europe/Berlin"',
            remedy="Give timezone=, or set the Time zone of the Plan sheet or of the Sources sheet of the log.",
        )
    instants = _clock.to_utc(when, zones)
    if "time_note" in frame:  # what the importer knows of a time says more than what the zone does to it
        instants["time_note"] = frame["time_note"].where(frame["time_note"].notna(), instants["time_note"])
    return {"local_time": when, **{column: instants[column] for column in instants}}


def _again(frame: pd.DataFrame) -> pd.Series:
    """Return which records stand in the source before, word for word."""
    if not frame.duplicated(["when", "text"]).any():
        return pd.Series(False, index=frame.index)
    names = ("when", "kind", "direction", "conversation", "sender", "text", "key")
    same = frame[[name for name in names if name in frame]]
    return same.assign(files=frame["attachments"].map("\n".join)).duplicated()


def _lists(count: int) -> pd.Series:
    return pd.Series([[] for _ in range(count)], dtype="object")


def _zone_notes(columns: Columns, zones: list[_clock.Period] | None) -> dict[str, str]:
    if zones is None:
        return {"zone": "UTC", "zone_why": "the export counts in UTC, and no zone was given to show it in"}
    names = " then ".join(period.zone for period in zones)
    local = "the export shows the phone's own clock; this zone was named for it"
    told = local if columns.clock == "local" else "the export counts in UTC; this zone was named to show it in"
    return {"zone": names, "zone_why": f"{told}{', by periods' if len(zones) > 1 else ''}"}


from patterns.importers._merge import join, merge  # noqa: E402  (needs Imported)
