"""Reports made and not yet written: the notebook run for each number of weeks, each format drawn from its blocks."""

from __future__ import annotations

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


class Looks(NamedTuple):
    """How a report is to look: what its line in the history repeats."""

    paper: str = "a4"
    entries: str = "short"
    large: bool = False
    language: str = ENGLISH


class Ready(NamedTuple):
    """Reports that are made and not written yet: the bytes of each, and what the history is told of them."""

    case: Case
    folder: Path
    on: str
    made: dict[tuple[int, str], bytes]
    copy: Copy | None
    looks: Looks
    stated: Mapping[int, dict[str, Any]]


def make_report(
    case: Case | str | Path,
    on: date | str,
    weeks: int | Sequence[int] | None,
    formats: Iterable[str],
    looks: Looks,
    share: bool = False,
    copy_for: str = "therapist",
    words: Mapping[str, bool] | None = None,
    progress: Progress | None = None,
) -> Ready:
    """Return the reports as `build_report` writes them, with nothing written; it says what the parameters are."""
    folder = _checked(case, formats, looks)
    copy = _prepared(case, looks.entries, copy_for, words) if share else None
    case = copy.case if copy else case
    tell = progress or _silent
    wanted = tuple(dict.fromkeys(formats))
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
            ran = notebook.run(kernel, folder, review_date, each, entries=looks.entries, large=looks.large,
                               language=looks.language, sharing=told)  # fmt: skip
            blocks = marked(of_notebook(neutral(ran))) if copy else of_notebook(ran)
            remembered[each] = next(block["stated"] for block in blocks if block["kind"] == "cover")
            report = Made(ran, blocks, looks, folder, copy is not None)
            for form in wanted:  # while the next one is measured
                rendered[each, form] = background.submit(_render, report, form)
        reading.result()  # nothing of a case that cannot be read is written
        tell(say("report.stage.files"))
        made = {which: done.result() for which, done in rendered.items()}
        if copy:
            check(copy, made)
    return Ready(reading.result(), folder, review_date, made, copy, looks, remembered)


def _checked(case: Case | str | Path, formats: Iterable[str], looks: Looks) -> Path:
    for given, allowed in (
        (set(formats), set(EVERY_FORMAT)),
        ({looks.paper}, set(PAPERS)),
        ({looks.entries}, {"none", "short", "full"}),
        ({looks.language}, set(LANGUAGES)),
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
    looks: Looks
    case: Path
    shared: bool


def _render(report: Made, form: str) -> bytes:
    with speaking(report.looks.language):
        if form == "html":
            from patterns.report import page

            return page.render(report.blocks, report.looks.large).encode()
        if form == "xlsx":
            from patterns.report import workbook

            return workbook.render(report.blocks)
        if form == "ipynb":
            from patterns.report import executed

            return executed.render(report.notebook, shared=report.shared)
        from patterns.report import print as printed

        return printed.render(report.blocks, report.looks.paper, report.looks.large, report.case)


def _silent(stage: str) -> None:
    """Tell nobody."""
