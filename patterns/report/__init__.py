"""Progress reports: a notebook run for one case, turned into a page for the browser and pages for print."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from patterns.errors import PatternsError
from patterns.words import ENGLISH, LANGUAGES, say, speaking

if TYPE_CHECKING:
    from patterns.case import Case
    from patterns.report.copies import Copy

FORMATS = ("html", "pdf")  # what is written unless something else is asked for
EVERY_FORMAT = (*FORMATS, "xlsx", "ipynb")
PAPERS = ("a4", "letter")
DUE = (4, 8, 12)  # weeks after the plan's start at which reports are due
Progress = Callable[[str], object]


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
    folder = _checked(case, formats, paper, entries, language)
    copy = _prepared(case, entries, copy_for, words) if share else None
    case = copy.case if copy else case
    tell = progress or _silent
    wanted = tuple(dict.fromkeys(formats))
    target = Path(to) if to is not None else folder / "reports"
    review_date = on if isinstance(on, str) else on.isoformat()  # whether it is a date, the notebook's first step says
    tell(say("report.stage.start"))
    from patterns.report.kernel import private_kernel

    rendered: dict[tuple[int, str], Future[bytes]] = {}
    remembered: dict[int, dict[str, Any]] = {}
    with private_kernel(folder / ".cache") as kernel, ThreadPoolExecutor(max_workers=2) as background:
        _warm(wanted)  # while the kernel starts
        reading = background.submit(_opened, case)  # while it runs
        several = _due(reading.result(), on) if weeks is None else _given(weeks)
        from patterns.report import notebook
        from patterns.report.blocks import of_notebook
        from patterns.report.copies import check, marked, neutral

        for each in several:
            tell(say("report.stage.notebook", weeks=each))
            told = copy.parameters if copy else None
            ran = notebook.run(kernel, folder, review_date, each, entries=entries, large=large,
                               language=language, sharing=told)  # fmt: skip
            blocks = marked(of_notebook(neutral(ran))) if copy else of_notebook(ran)
            remembered[each] = next(block["stated"] for block in blocks if block["kind"] == "cover")
            report = Made(ran, blocks, paper, large, folder, language, copy is not None)
            for form in wanted:  # while the next one is measured
                rendered[each, form] = background.submit(_render, report, form)
        reading.result()  # nothing of a case that cannot be read is written
        tell(say("report.stage.files"))
        made = {which: done.result() for which, done in rendered.items()}
        if copy:
            check(copy, made)
    choices = {"paper": paper, "entries": entries, "large": large, "language": language}
    return _written(reading.result(), target, review_date, made, copy, choices, remembered)


def _checked(case: Case | str | Path, formats: Iterable[str], paper: str, entries: str, language: str) -> Path:
    for given, allowed in (
        (set(formats), set(EVERY_FORMAT)),
        ({paper}, set(PAPERS)),
        ({entries}, {"none", "short", "full"}),
        ({language}, set(LANGUAGES)),
    ):
        unknown = sorted(given - allowed)
        if unknown:
            raise PatternsError(
                f"{unknown[0][:40]!r} is not known here.", expected=f"one of {', '.join(sorted(allowed))}"
            )
    folder = Path(case if isinstance(case, str | Path) else case.folder).resolve()
    if not any((folder / name).exists() for name in ("log.xlsx", "log")):
        _opened(folder)  # says what is missing, before anything is started
    return folder


def _prepared(case: Case | str | Path, entries: str, copy_for: str, words: Mapping[str, bool] | None) -> Copy:
    from patterns.report.copies import prepare

    return prepare(_opened(case), entries, copy_for, words)


def _opened(case: Case | str | Path) -> Case:
    from patterns.case import open_case

    return (open_case(case) if isinstance(case, str | Path) else case).readable()


def _given(weeks: int | Sequence[int]) -> tuple[int, ...]:
    return (weeks,) if isinstance(weeks, int) else tuple(dict.fromkeys(int(each) for each in weeks))


def _due(case: Case, on: date | str) -> tuple[int, ...]:
    """Return the windows of four, eight and twelve weeks that are due."""
    from patterns.result import review_date

    on = review_date(on)
    assert case.plan is not None  # a case that reads well has a plan
    due = tuple(each for each in DUE if on >= case.plan.start + timedelta(weeks=each))
    if not due:
        raise PatternsError(
            f"no report is due on {on}; the first is due on {case.plan.start + timedelta(weeks=DUE[0])}.",
            expected="a review date four weeks or more after the plan's start",
            remedy="Give --weeks 4 to see how things stand before that.",
        )
    return due


def _warm(formats: Iterable[str]) -> None:
    from patterns.report import engine, page  # noqa: F401
    from patterns.report import print as printed

    if "html" in formats:
        page.warm()
    if "pdf" in formats:
        printed.warm()


class Made(NamedTuple):
    """A report that was run: its notebook, what that shows, and how it is to look."""

    notebook: Any
    blocks: list[Any]
    paper: str
    large: bool
    case: Path
    language: str
    shared: bool


def _render(report: Made, form: str) -> bytes:
    with speaking(report.language):
        if form == "html":
            from patterns.report import page

            return page.render(report.blocks, report.large).encode()
        if form == "xlsx":
            from patterns.report import workbook

            return workbook.render(report.blocks)
        if form == "ipynb":
            from patterns.report import executed

            return executed.render(report.notebook, shared=report.shared)
        from patterns.report import print as printed

        return printed.render(report.blocks, report.paper, report.large, report.case)


def _written(
    case: Case,
    folder: Path,
    on: str,
    made: dict[tuple[int, str], bytes],
    copy: Copy | None,
    choices: dict[str, Any],
    remembered: Mapping[int, dict[str, Any]],
) -> list[Path]:
    """Write every file, now that all of them could be made, and note in the case's history what was stated and how."""
    from patterns.case import record_sources
    from patterns.report.copies import write_list
    from patterns.store import files, history

    record_sources(case)
    paths = []
    kind = "" if choices["language"] == ENGLISH else f"-{choices['language']}"
    kind += ("-large" if choices["large"] else "") + ("-shared" if copy else "")
    for (weeks, form), data in made.items():
        paths.append(folder / f"review-{on}-{weeks}-weeks{kind}.{form}")
        files.write(paths[-1], data)
        stated = {"file": paths[-1].name, "sha256": hashlib.sha256(data).hexdigest(), "on": on, "weeks": weeks}
        stated |= {"copy_for": copy.copy_for} if copy else {"stated": remembered[weeks]}
        history.append(case.folder, "report", **stated, **choices)
    if copy:
        write_list(copy, on)
    return paths


def _silent(stage: str) -> None:
    """Tell nobody."""
