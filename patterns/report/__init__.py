"""Progress reports: a notebook run for one case, turned into a page for the browser and pages for print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from patterns.errors import PatternsError
from patterns.words import say

if TYPE_CHECKING:
    from patterns.case import Case

FORMATS = ("html", "pdf")
PAPERS = ("a4", "letter")
Progress = Callable[[str], object]


def build_report(
    case: Case | str | Path,
    on: date | str,
    weeks: int | Sequence[int] = 8,
    to: str | Path | None = None,
    formats: Iterable[str] = FORMATS,
    share: bool = False,
    *,
    paper: str = "a4",
    entries: str = "short",
    progress: Progress | None = None,
) -> list[Path]:
    """Write the progress reports of a case and return their files.

    Parameters
    ----------
    case : Case or path
        The case, or its folder.
    on : date or ISO text
        Review date; the reports cover the days before it.
    weeks : int or sequence of int
        Length of the window; one report for each.
    to : path, optional
        Folder for the files; the case's own `reports` when left out.
    formats : iterable of {"html", "pdf"}
        What to write of each report.
    share : bool
        Copies without names are not made by this version.
    paper : {"a4", "letter"}
        Size of the printed pages.
    entries : {"none", "short", "full"}
        Whether the counted entries are listed, and whether with their words.
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
    folder, review_date, several = _checked(case, on, weeks, formats, share, paper, entries)
    tell = progress or _silent
    wanted = tuple(dict.fromkeys(formats))
    target = Path(to) if to is not None else folder / "reports"
    tell(say("report.stage.start"))
    from patterns.report.kernel import private_kernel

    rendered: list[tuple[int, Future[dict[str, bytes]]]] = []
    with private_kernel(folder / ".cache") as kernel, ThreadPoolExecutor(max_workers=1) as background:
        _warm(wanted)  # what is needed later is imported while the kernel starts
        from patterns.report import notebook
        from patterns.report.blocks import of_notebook

        for each in several:
            tell(say("report.stage.notebook", weeks=each))
            blocks = of_notebook(notebook.run(kernel, folder, review_date, each, entries=entries))
            rendered.append((each, background.submit(_render, blocks, wanted, paper)))  # while the next one is measured
        tell(say("report.stage.files"))
        made = {each: done.result() for each, done in rendered}
    return _written(target, review_date, made)


def _checked(
    case: Any, on: date | str, weeks: int | Sequence[int], formats: Iterable[str], share: bool, paper: str, entries: str
) -> tuple[Path, str, tuple[int, ...]]:
    if share:
        raise PatternsError(
            "copies without names are not made by this version.",
            expected="share=False",
            remedy="Nothing was written. A report holds names; think about who can see it before passing it on.",
        )
    for given, allowed in (
        (set(formats), set(FORMATS)),
        ({paper}, set(PAPERS)),
        ({entries}, {"none", "short", "full"}),
    ):
        unknown = sorted(given - allowed)
        if unknown:
            raise PatternsError(
                f"{unknown[0][:40]!r} is not known here.", expected=f"one of {', '.join(sorted(allowed))}"
            )
    review_date = on if isinstance(on, str) else on.isoformat()
    several = (weeks,) if isinstance(weeks, int) else tuple(dict.fromkeys(int(each) for each in weeks))
    folder = Path(getattr(case, "folder", case)).resolve()
    if not folder.is_dir():
        raise PatternsError(
            f"{folder.name}: there is no such folder.", expected="a case folder", remedy="Check the path."
        )
    return folder, review_date, several


def _warm(formats: Iterable[str]) -> None:
    from patterns.report import engine, page  # noqa: F401
    from patterns.report import print as printed

    if "html" in formats:
        page.warm()
    if "pdf" in formats:
        printed.warm()


def _render(blocks: list[Any], formats: tuple[str, ...], paper: str) -> dict[str, bytes]:
    from patterns.report import page
    from patterns.report import print as printed

    return {
        format: page.render(blocks).encode() if format == "html" else printed.render(blocks, paper)
        for format in formats
    }


def _written(folder: Path, review_date: str, made: dict[int, dict[str, bytes]]) -> list[Path]:
    """Write every file, now that all of them could be made."""
    from patterns.store.files import write

    paths = []
    for weeks, files in made.items():
        for format, data in files.items():
            paths.append(folder / f"review-{review_date}-{weeks}-weeks.{format}")
            write(paths[-1], data)
    return paths


def _silent(stage: str) -> None:
    """Tell nobody."""
