"""The report notebook, run with parameters: an executed notebook comes back, nothing is kept of a failed one."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from patterns.errors import PatternsError, ReportFailed
from patterns.store.bundled import bundled
from patterns.words import ENGLISH

PROGRESS_REPORT = "progress_report.ipynb"


def template(name: str = PROGRESS_REPORT) -> Path:
    """Return where a notebook lies that travels with the program."""
    return bundled("notebooks") / name


def run(
    kernel: Any,
    case: Path,
    review_date: str,
    weeks: int,
    *,
    entries: str = "short",
    large: bool = False,
    language: str = ENGLISH,
    name: str = PROGRESS_REPORT,
    sharing: Mapping[str, Any] | None = None,
) -> Any:
    """Return the notebook `name`, executed for one case, review date and number of weeks.

    `sharing` are further parameters, of a copy without names.

    Raises
    ------
    PatternsError
        What stopped it, when it lies in the case; nothing is written.
    ReportFailed
        The step and the kind of any other error, never its text, which may be of the record.
    """
    from patterns.report.engine import NAME, PapermillExecutionError, nbformat, papermill

    logging.getLogger("papermill").setLevel(logging.CRITICAL)  # its lines would name the case's folder
    source = nbformat.read(template(name), as_version=4)
    parameters = {"case": str(case), "review_date": review_date, "weeks": weeks, "share": False, "entries": entries}
    parameters |= {"large": large, "language": language}
    parameters |= sharing or {}
    try:
        return papermill.execute_notebook(
            source,
            None,
            parameters=parameters,
            engine_name=NAME,
            kernel=kernel,
            progress_bar=False,
            log_output=False,
            request_save_on_cell_execute=False,
            autosave_cell_every=0,
        )
    except PapermillExecutionError as error:
        _explain(case, review_date, weeks)
        raise ReportFailed(
            f"the report stopped in cell {error.cell_index + 1} of the notebook ({error.ename}).",
            expected="a notebook that runs to its end",
            remedy="Nothing was written. Run `patterns check` on the case; if it finds nothing, please report this.",
        ) from None
    except Exception as error:  # a kernel that never answered, a socket that could not be made
        raise ReportFailed(
            f"the report could not be run ({type(error).__name__}).",
            expected="a kernel that starts and answers",
            remedy="Nothing was written. Try again; if it happens again, please report this.",
        ) from None


def _explain(case: Path, review_date: str, weeks: int) -> None:
    """Raise what a person can do something about, with all its problems; return where the case reads well."""
    from patterns.report import earlier, helplines
    from patterns.result import measure

    try:
        result = measure(case, review_date, weeks)
        helplines.helplines(result)
        earlier.changes(result)
    except PatternsError:
        raise
    except Exception:
        return
