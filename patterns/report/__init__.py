"""Progress reports: a notebook run for one case, turned into a page for the browser and pages for print."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from patterns.report.make import EVERY_FORMAT, FORMATS, PAPERS, Looks, Progress, Ready, make_report
from patterns.words import ENGLISH

if TYPE_CHECKING:
    from patterns.case import Case

__all__ = ["EVERY_FORMAT", "FORMATS", "PAPERS", "build_report"]


def build_report(
    case: Case | str | Path,
    on: date | str,
    weeks: int | Sequence[int] | None = 8,
    to: str | Path | None = None,
    formats: Iterable[str] = FORMATS,
    share: bool = False,
    *,
    paper: str = "a4",
    entries: str = "short",
    large: bool = False,
    language: str = ENGLISH,
    copy_for: str = "therapist",
    words: Mapping[str, bool] | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Write the progress reports of a case and return their files.

    Parameters
    ----------
    case : Case or path
        The case, or its folder.
    on : date or ISO text
        Review date; the reports cover the days before it.
    weeks : int, sequence of int, or None
        Length of the window; one report for each. None: four, eight and twelve, as far as they are due.
    to : path, optional
        Folder for the files; the case's own `reports` when left out.
    formats : iterable of {"html", "pdf", "xlsx", "ipynb"}
        What to write of each report.
    share : bool
        Make copies without names. What was replaced, and what is left to check, is written into the case's own
        `reports`; a copy in which a name is still found is not kept.
    paper : {"a4", "letter"}
        Size of the printed pages.
    entries : {"none", "short", "full"}
        Whether the counted entries are listed, and whether with their words.
    large : bool
        Large print: text of sixteen points, on paper and on the screen.
    language : {"en", "ru"}
        What the report is written in; people's own words stay as they are.
    copy_for : {"therapist", "advocate", "lawyer", "police", "other"}
        Who a copy without names is for.
    words : mapping, optional
        Of words that may be somebody's name: whether they are it in lower case too.
    progress : callable, optional
        Told in a few words what is being done.

    Raises
    ------
    UnreadableCase
        If anything in the case cannot be read; all problems are listed.
    PatternsError
        If something else in the case or the arguments stands in the way.
    ReportFailed
        If a report could not be made. Nothing is written until every report is made.
    """
    looks = Looks(paper, entries, large, language)
    ready = make_report(case, on, weeks, formats, looks, share, copy_for, words, progress)
    return _written(ready, Path(to) if to is not None else ready.folder / "reports")


def _written(ready: Ready, folder: Path) -> list[Path]:
    """Write every file, now that all of them could be made, and note in the case's history what was stated and how."""
    from patterns.case import record_sources
    from patterns.report.copies import write_list
    from patterns.report.provenance import made_from
    from patterns.store import files, history

    record_sources(ready.case)
    copy, looks = ready.copy, ready.looks
    shared = {"copy_for": copy.copy_for, "words": dict(copy.words)} if copy else {}
    paths, lines = {}, []
    kind = "" if looks.language == ENGLISH else f"-{looks.language}"
    kind += ("-large" if looks.large else "") + ("-shared" if copy else "")
    for (weeks, form), data in ready.made.items():
        path = folder / f"review-{ready.on}-{weeks}-weeks{kind}.{form}"
        paths[path] = data
        line = {"file": path.name, "sha256": hashlib.sha256(data).hexdigest(), "on": ready.on, "weeks": weeks}
        line |= shared or {"stated": ready.stated[weeks]}
        lines.append(line | looks._asdict() | {"made_from": made_from(ready.case)})
    history.append_all(ready.case.folder, "report", lines)  # first: a file that no line tells of would look foreign
    for path, data in paths.items():
        files.write(path, data)
    if copy:
        write_list(copy, ready.on)
    return list(paths)
