"""A log that somebody already has, brought into the case: planned and shown first, then written, never twice."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from patterns.errors import Problem
from patterns.literal import literal
from patterns.log import amend, cells, dates, foreign, grids
from patterns.log.adopt_rows import Unclear, convert_row
from patterns.log.book import AND, SOURCE
from patterns.log.cells import Reading, blank, plain
from patterns.log.declare import DATE, MOMENT, key
from patterns.log.lists import CODES as KNOWN_CODES
from patterns.log.match import Match, Wishes, match, wishes
from patterns.log.old import Block, Row, read_old
from patterns.log.read import Log, read_log
from patterns.log.sheets import DAYS
from patterns.log.tables import letters
from patterns.store import history
from patterns.store.files import write

ADOPTED = "adopted"  # the folder in the case where the old files are kept
BY_OPTION, BY_SHEET, BY_ITSELF = (
    "as you said",
    "as the Sources sheet says",
    "as a day over 12 in the file shows",
)


class Line(NamedTuple):
    """One line of the mapping as it is shown: theirs, ours (empty where nothing reads it), why, and filled cells."""

    sheet: str
    column: str
    header: str
    ours: str
    why: str
    filled: int


@dataclass
class Adoption:
    """What would be written, and what has to be settled before.

    `rows` are by sheet and header. Of the rows of the old file, those counted in `rows`, `already` (brought in by an
    earlier run), `nothing` (only a date, or empty) and `left_out` add up to all.
    """

    old: Path
    copy: str
    mapping: list[Line] = field(default_factory=list)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    already: int = 0
    nothing: int = 0
    left_out: int = 0
    undated: int = 0
    beside: Counter[str] = field(default_factory=Counter)
    order: str = ""
    order_why: str = ""
    half_turned: list[str] = field(default_factory=list)  # columns in which a program may have swapped day and month
    questions: list[Problem] = field(default_factory=list)

    @property
    def added(self) -> int:
        """How many rows would be written."""
        return sum(map(len, self.rows.values()))


def plan_adoption(old: Path, case: Path, maps: Iterable[str] = (), date_order: str | None = None) -> Adoption:
    """Return what of an old log would be written into the case, and every question that has to be settled before.

    Parameters
    ----------
    old : path
        An .xlsx, .ods or .csv file of any shape.
    case : path
        A case folder with its log.
    maps : iterable of str
        OURS=THEIRS: OURS is a column, a sheet, a word of a list, or `nothing`; THEIRS as it stands in the old file.
    date_order : {"day first", "month first", "year first"}, optional
        Settles dates that could be read two ways.

    Raises
    ------
    PatternsError
        If the old file or the log cannot be read, or a name in `maps` does not exist.
    """
    amend.writable(case)
    blocks = read_old(old)
    asked = wishes(maps, blocks)
    found = Adoption(old, _copy_name(old, case))
    matches = [match(block, asked, old.name) for block in blocks]
    if not blocks:
        found.questions.append(Problem("there is no row in this file", file=old.name))
    found.mapping = [line for each in matches for line in _lines(each)]
    found.questions += [question for each in matches for question in each.questions]
    log = read_log(case)[0]
    found.order, found.order_why = _order(matches, log, old.name, date_order)
    found.half_turned = [header for each in matches for header in _half_turned(each)]
    earlier, codes = _earlier(case), _codes(log)
    undecided: list[Problem] = []
    for each in matches:
        if each.target is None:
            found.left_out += len(each.block.rows)
        elif not each.questions:
            reading = Reading(found.order or None, each.block.epoch, codes)
            undecided += _take(each, found, reading, asked, earlier)
    found.questions += undecided[:1]
    return found


def carry_out(adoption: Adoption, case: Path) -> list[Path]:
    """Write what was planned: the old file is copied first, then the rows are added; return what was kept as it was.

    Nothing is written when every row is there already.
    """
    if not adoption.added:
        return []
    data = adoption.old.read_bytes()
    copy = case / adoption.copy
    if not copy.exists():
        write(copy, data)
    kept = amend.add(case, adoption.rows)
    history.append(
        case,
        "adopted",
        file=adoption.old.name,
        copy=adoption.copy,
        sha256=hashlib.sha256(data).hexdigest(),
        rows={sheet: len(rows) for sheet, rows in adoption.rows.items()},
        already=adoption.already,
        mapping={f"{line.sheet} {line.column}": line.ours for line in adoption.mapping},
        date_order=adoption.order,
        date_order_why=adoption.order_why,
        kept=[path.relative_to(case).as_posix() for path in kept],
    )
    return kept


def _copy_name(old: Path, case: Path) -> str:
    """Return the path in the case of the old file's copy: its own name, numbered where another file has it."""
    folder, data, number = case / ADOPTED, old.read_bytes() if old.is_file() else b"", 1
    name = old.name
    while (folder / name).exists() and (folder / name).read_bytes() != data:
        number += 1
        name = f"{old.stem}-{number}{old.suffix}"
    return f"{ADOPTED}/{name}"


def _lines(found: Match) -> Iterator[Line]:
    for place, header in found.block.headers.items():
        column = found.columns.get(place)
        ours, why = "", "left out, as you said"
        if found.target and column:
            ours, why = f"{found.target.name}: {column.header}", found.why[place]
            if place == found.dated:
                ours += f"; {found.target.name}: Date from how each begins"
        elif any(letters(place) in question.cell.split(", ") for question in found.questions):
            why = "to be settled"
        elif found.target and place in found.beside:
            why = "kept beside them; nothing reads it"
        yield Line(found.block.sheet, letters(place), header, ours, why, len(found.block.values(place)))


def _order(matches: list[Match], log: Log, name: str, given: str | None) -> tuple[str, str]:
    """Return the order of day and month, and why; empty where nothing says it."""
    if given:
        return given, BY_OPTION
    rows = log.sources
    said = rows.loc[rows["file"].fillna("").str.strip().str.casefold() == name.casefold(), "date_order"].dropna()
    if len(said):
        return str(said.iloc[-1]), BY_SHEET
    shown = dates.evidence(text for each in matches for text in _date_texts(each))
    return (shown.pop(), BY_ITSELF) if len(shown) == 1 else ("", "")


def _date_texts(found: Match) -> Iterator[str]:
    dated = {place for place, column in found.columns.items() if column.kind in (DATE, MOMENT)} | {found.dated}
    for place in dated - {None}:
        for value in found.block.values(place):  # type: ignore[arg-type]
            if isinstance(value, str):
                yield str(foreign.english(value, DAYS.column("date")))


def _half_turned(found: Match) -> Iterator[str]:
    """Yield the date columns in which some cells are dates, none past the 12th, and the others are text that is.

    So it looks when a program took 4/5 for the fourth month and could not do so with 14/5.
    """
    for place, column in found.columns.items():
        values = found.block.values(place) if column.kind == DATE else []
        real = [value for value in values if hasattr(value, "day")]
        texts = [str(foreign.english(value, column)) for value in values if isinstance(value, str)]
        if real and all(value.day <= 12 for value in real) and dates.evidence(texts):
            yield found.block.headers[place]


def _codes(log: Log) -> dict[str, str]:
    own = log.codes["code"].dropna()
    return {key(code): code.strip().casefold() for code in own} | {key(code): code for code in KNOWN_CODES}


def _source(copy: str, block: Block, row: Row) -> str:
    return literal(f"{copy}, sheet {block.sheet}, row {row.number}")  # as a cell of the log holds it


def _content(block: Block, row: Row) -> tuple[str, ...]:
    """Return what makes a row of an old log the same row, wherever it stands and whatever the file is called."""
    return (block.sheet, *(plain(cell) for cell in row.cells if not blank(cell)))


def _earlier(case: Path) -> Counter[tuple[str, ...]]:
    """Return the rows of old logs that are in the case's log already, however often."""
    named = set()
    for grid in grids.read_grids(case)[1].values():
        places = [(n, p) for n, row in enumerate(grid.rows[:12]) for p, cell in enumerate(row) if cell == SOURCE]
        for at, place in places[:1]:
            said = (row[place] for row in grid.rows[at + 1 :] if place < len(row) and row[place])
            named |= {each for cell in said for each in str(cell).split(AND)}
    found: Counter[tuple[str, ...]] = Counter()
    for copy in sorted((case / ADOPTED).glob("*")) if named else []:
        for block in read_old(copy):
            here = (row for row in block.rows if _source(f"{ADOPTED}/{copy.name}", block, row) in named)
            found.update(_content(block, row) for row in here)
    return found


def _take(
    found: Match, into: Adoption, reading: Reading, asked: Wishes, earlier: Counter[tuple[str, ...]]
) -> list[Problem]:
    """Turn the rows of one old sheet into rows of ours; return a question where a date can be read two ways."""
    assert found.target is not None
    unclear: Unclear = []
    rows = into.rows.setdefault(found.target.name, [])
    for row in found.block.rows:
        content = _content(found.block, row)
        if earlier[content]:
            earlier[content] -= 1
            into.already += 1
            continue
        made = convert_row(found, row, reading, asked, into.beside, unclear)
        if not made.keys() - {"Date", "Time"}:
            into.nothing += 1
            continue
        into.undated += "Date" not in made
        rows.append(made | {SOURCE: _source(into.copy, found.block, row)})
    if not rows:
        del into.rows[found.target.name]
    if not unclear:
        return []
    either, value, cell = unclear[0]
    question = cells.undecided(either, value, len(unclear) - 1, file=into.old.name, sheet=found.block.sheet, cell=cell)
    remedy = f"Give --date-order; or write {into.old.name} into File on the Sources sheet and choose a Date order."
    return [Problem(question.found, question.expected, remedy, file=question.file, sheet=question.sheet, cell=cell)]
