"""Which files hold the log of a case, and their sheets: a workbook, or a folder with one CSV file per sheet."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

from patterns.errors import Problem
from patterns.log.declare import key
from patterns.log.sheets import SHEETS
from patterns.log.workbooks import Closed, Grid, locked, read_csv, read_workbook

WORKBOOK, OPEN_DOCUMENT, FOLDER = "log.xlsx", "log.ods", "log"
NAMES = (WORKBOOK, OPEN_DOCUMENT, FOLDER)
PLAN = "Plan"
HEADERS = {key(sheet.name): {key(column.header) for column in sheet.columns} for sheet in SHEETS} | {
    key(PLAN): {"setting", "value", "meaning"}
}
SHEET_NAMES = {key(sheet.name): sheet.name for sheet in SHEETS} | {key(PLAN): PLAN}
Found = tuple[dict[str, Grid], list[Problem]]


def logs(case: Path) -> list[str]:
    """Return which of log.xlsx, log.ods and log/ are in the case folder."""
    return [name for name in NAMES if (case / name).is_dir() == (name == FOLDER) and (case / name).exists()]


def read_grids(case: Path) -> tuple[str, dict[str, Grid], list[Problem]]:
    """Return the name of the log in the case folder, its sheets by key, and what is wrong with the files."""
    present = logs(case)
    if len(present) > 1:
        names = " and ".join(f"{name}/" if name == FOLDER else name for name in present)
        found = f"{'both ' if len(present) == 2 else ''}{names} are here"
        remedy = "Move all but one of them out of the case folder; nothing was read from any."
        return present[0], {}, [Problem(found, "one log", remedy)]
    if present == [FOLDER]:
        return FOLDER, *_folder(case / FOLDER)
    if present:
        return present[0], *_workbook(case / present[0])
    near = [path.name for path in sorted(case.glob("log.*")) if path.suffix in (".xls", ".xlsm", ".csv")]
    remedy = f"Open {near[0]} and save it as {WORKBOOK}." if near else "Make a case with `patterns new`."
    return WORKBOOK, {}, [Problem(f"there is no {WORKBOOK} and no folder {FOLDER}/", "one of them", remedy)]


def _workbook(path: Path) -> Found:
    opened = [_open_elsewhere(path.name)] if locked(path) else []
    try:
        sheets = read_workbook(path, path.name)
    except Closed as error:
        return {}, [*opened, error.problem(path.name)]
    present = {key(sheet.name) for sheet in sheets}
    grids, problems = _known([(sheet.name, sheet.file, lambda sheet=sheet: sheet) for sheet in sheets], present)  # type: ignore[misc]
    return grids, opened + problems


def _open_elsewhere(file: str) -> Problem:
    found = "the workbook seems to be open in another program; what is not saved yet is not read"
    return Problem(found, remedy="Save and close it, then run the command again.", file=file, stops=False, topic="open")


def _folder(folder: Path) -> Found:
    files = [path for path in sorted(folder.iterdir()) if path.suffix.casefold() == ".csv"]
    names = [(path.stem, f"{FOLDER}/{path.name}", path) for path in files]
    present = {key(name) for name, _, _ in names}
    return _known([(name, file, _reader(path, file)) for name, file, path in names], present)


def _reader(path: Path, file: str) -> Callable[[], Grid]:
    return lambda: read_csv(path, file, HEADERS.get(key(path.stem), ()))


def _known(sheets: list[tuple[str, str, Callable[[], Grid]]], present: set[str]) -> Found:
    """Take the sheets that the log has; ask about the others where their name is nearly right."""
    grids: dict[str, Grid] = {}
    problems: list[Problem] = []
    for name, file, read in sheets:
        if key(name) in grids:
            problems.append(_doubled(name, grids[key(name)].name, file))
        elif key(name) in HEADERS:
            try:
                grids[key(name)] = read()
            except Closed as error:
                problems.append(error.problem(file))
        else:
            problems += _look_alike(name, file, present)
    return grids, problems


def _doubled(name: str, other: str, file: str) -> Problem:
    found = f"{name} and {other} have the same name but for case and spaces"
    return Problem(found, "each sheet once", "Bring their rows together on one of them.", file=file, sheet=name)


def _look_alike(name: str, file: str, present: set[str]) -> list[Problem]:
    """Ask about a sheet nobody reads whose name is nearly that of one that is missing."""
    near = get_close_matches(key(name), [each for each in HEADERS if each not in present], n=1, cutoff=0.75)
    return [
        Problem(
            "this sheet is not read",
            remedy=f"If it is meant to be {SHEET_NAMES[each]}, rename it.",
            file=file,
            sheet=name,
            stops=False,
            topic="sheet",
        )
        for each in near
    ]
