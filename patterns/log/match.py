"""Which of an old log's columns stand for which of ours: by what was asked for, by their names, by what is in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from patterns.errors import PatternsError, Problem
from patterns.log import dates, foreign
from patterns.log.cells import plain
from patterns.log.declare import CHOICE, CHOICES, Column, Sheet, key
from patterns.log.lists import CODES as KNOWN_CODES
from patterns.log.old import Block, is_date
from patterns.log.sheets import DAYS, INCIDENTS, SHEETS
from patterns.log.tables import letters

NOTHING = "nothing"  # --map nothing=THEIRS leaves a column or a sheet out
MOSTLY = 0.6
SHORT, LONG = 12, 25  # characters: fewer are no account of anything; a date is never as long as the second
LEAST_PART = 4  # shorter names count only as the whole header
TICKS = {"x", "1", "1.0", "yes", "y", "true", "no", "n", "0"}


class Wishes(NamedTuple):
    """What --map asked for; names of theirs are folded."""

    sheets: dict[str, Sheet | None]
    columns: dict[str, tuple[Sheet | None, Column | None]]
    words: dict[str, str]


@dataclass
class Match:
    """What becomes of one old sheet: its target (None: left out), and its columns by their place.

    `beside` are kept as extra columns that nothing reads. `dated` is the column whose texts begin with their date.
    `ticked` says that every row means a completely recorded day.
    """

    block: Block
    target: Sheet | None
    columns: dict[int, Column] = field(default_factory=dict)
    why: dict[int, str] = field(default_factory=dict)
    beside: list[int] = field(default_factory=list)
    dated: int | None = None
    ticked: bool = False
    questions: list[Problem] = field(default_factory=list)

    def place(self, name: str) -> int | None:
        """Return the place of the column that stands for ours of that name."""
        return next((place for place, column in self.columns.items() if column.name == name), None)


def wishes(asked: Iterable[str], blocks: list[Block]) -> Wishes:
    """Return what `--map OURS=THEIRS` asks for: a column, a sheet, nothing, or a word of one of our lists.

    Raises
    ------
    PatternsError
        If OURS or THEIRS does not exist.
    """
    found = Wishes({}, {}, {})
    names = {foreign.folded(block.sheet) for block in blocks}
    headers = {foreign.folded(words) for block in blocks for words in block.headers.values()}
    for pair in asked:
        ours, equals, theirs = pair.partition("=")
        said = foreign.folded(theirs)
        sheet, column = _ours(ours)
        if not equals or not said:
            raise PatternsError(f"--map {pair[:40]!r} cannot be read.", expected="OURS=THEIRS, like Date=Datum")
        if column or (key(ours) == NOTHING and said in headers):
            _exists(theirs, said, headers, "column")
            found.columns[said] = (sheet, column)
        elif sheet or key(ours) == NOTHING:
            _exists(theirs, said, names, "sheet")
            found.sheets[said] = sheet
        else:
            found.words[said] = _word(ours)
    return found


def _ours(name: str) -> tuple[Sheet | None, Column | None]:
    """Return the sheet that a name stands for, or a column, with its sheet where that is named too."""
    sheet_name, dot, header = name.rpartition(".")
    sheet = next((each for each in SHEETS if key(each.name) == key(sheet_name if dot else name)), None)
    if sheet and not dot:
        return sheet, None
    among = (sheet,) if sheet else (INCIDENTS, *SHEETS)
    columns = (column for each in among for column in each.columns if key(column.header) == key(header))
    return sheet, next(columns, None)


def _exists(theirs: str, said: str, known: set[str], what: str) -> None:
    if said not in known:
        raise PatternsError(
            f"{theirs[:40]!r} is no {what} of this file.", expected=f"one of: {', '.join(sorted(known))}"
        )


def _word(ours: str) -> str:
    lists = (column.choices for sheet in SHEETS for column in sheet.columns if column.kind in (CHOICE, CHOICES))
    known = {key(word): word for words in (*lists, tuple(KNOWN_CODES)) for word in words}
    if key(ours) not in known:
        expected = (
            f"a column ({', '.join(column.header for column in INCIDENTS.columns)}), a sheet, a code, or {NOTHING}"
        )
        raise PatternsError(f"{ours[:40]!r} in --map is not known here.", expected=expected)
    return known[key(ours)]


def match(block: Block, asked: Wishes, file: str) -> Match:
    """Return what becomes of one old sheet, with a question for whatever cannot be settled."""
    name = foreign.folded(block.sheet)
    found = Match(block, asked.sheets[name] if name in asked.sheets else _target(block, asked))
    if found.target is None:
        return found
    left_out = _by_wish(found, asked)
    _by_name(found, left_out, file)
    _by_content(found, left_out, file)
    if {question.topic for question in found.questions} >= {"Date", "What happened"}:
        found.questions = [_no_log(found, file)]
    found.beside = [place for place in block.headers if place not in found.columns and place not in left_out]
    return found


def _target(block: Block, asked: Wishes) -> Sheet:
    name = foreign.folded(block.sheet)
    for sheet in SHEETS:
        if foreign.folded(sheet.name) == name and sheet not in (INCIDENTS, DAYS):
            return sheet
    listed = foreign.languages()["sheets"]
    other = [each for each in ("Sessions",) if name in map(foreign.folded, listed[each])]
    if other:
        return next(sheet for sheet in SHEETS if sheet.name == other[0])
    told = {"what_happened", "exact_words", "codes"}
    headers = [foreign.folded(words) for words in block.headers.values()]
    wanted = {column.name for words in headers if (column := asked.columns.get(words, (None, None))[1])}
    entries = told & ({column.name for words in headers for column, _ in _names(words, INCIDENTS)} | wanted)
    ticks = any(column.name == "record_complete" for words in headers for column, _ in _names(words, DAYS))
    calendar = name in map(foreign.folded, listed["Days"])
    return DAYS if (ticks or calendar) and not entries else INCIDENTS


def _by_wish(found: Match, asked: Wishes) -> set[int]:
    left_out = set()
    assert found.target is not None
    for place, header in found.block.headers.items():
        sheet, column = asked.columns.get(foreign.folded(header), (None, None))
        if foreign.folded(header) not in asked.columns or (sheet and sheet is not found.target):
            continue
        if column is None:
            left_out.add(place)
        elif ours := next((each for each in found.target.columns if each.header == column.header), None):
            found.columns[place], found.why[place] = ours, "you said so"
    return left_out


def _names(words: str, target: Sheet) -> list[tuple[Column, int]]:
    """Return the columns that a folded header may stand for, and how surely: the length of what it names."""
    aliases = foreign.languages()["headers"].get(target.name, {})
    found = []
    for column in target.columns:
        forms = {foreign.folded(form) for form in (column.header, *aliases.get(column.header, ()))}
        whole = [1000 for form in forms if words == form]
        part = [len(form) for form in forms if len(form) >= LEAST_PART and f" {form} " in f" {words} "]
        if whole or part:
            found.append((column, max(whole + part)))
    return found


def _by_name(found: Match, left_out: set[int], file: str) -> None:
    """Take the column whose header says it best; ask where two say it as well."""
    assert found.target is not None
    taken = {column.name for column in found.columns.values()}
    claims: dict[str, list[tuple[int, int, Column]]] = {}
    for place, header in found.block.headers.items():
        if place in left_out or place in found.columns:
            continue
        forms = {foreign.folded(header), *map(foreign.folded, header.split(" / "))}
        named = [each for form in forms for each in _names(form, found.target) if each[0].name not in taken]
        if named:
            column, sure = max(named, key=lambda each: each[1])
            claims.setdefault(column.name, []).append((sure, place, column))
    for claimed in claims.values():
        best = [each for each in claimed if each[0] == max(sure for sure, _, _ in claimed)]
        _, place, column = best[0]
        if len(best) > 1:
            found.questions.append(_which(found, column, [each[1] for each in best], file))
        else:
            found.columns[place], found.why[place] = column, "its name"


def _by_content(found: Match, left_out: set[int], file: str) -> None:
    """Settle what names left open where only one column can be meant; ask where several can, or none."""
    assert found.target is not None
    free = [place for place in found.block.headers if place not in left_out and place not in found.columns]
    names = {column.name: column for column in found.target.columns}
    asked = {question.topic for question in found.questions}
    if "date" in names and found.place("date") is None and names["date"].header not in asked:
        at = [place for place in free if _share(found, place, is_date) >= MOSTLY]
        texts = [place for place in found.block.headers if place not in left_out and _begins_with_dates(found, place)]
        short = [place for place in at if place not in texts]
        if len(short) == 1:
            found.columns[short[0]], found.why[short[0]] = names["date"], "dates are in it"
        elif len(texts) == 1 and not short:
            found.dated = texts[0]
        else:
            found.questions.append(_which(found, names["date"], short or free, file))
    free = [place for place in free if place not in found.columns]
    if found.target is INCIDENTS:
        _entries(found, free, file)
    if found.target is DAYS and found.place("record_complete") is None:
        _ticks(found, free, names["record_complete"])


def _entries(found: Match, free: list[int], file: str) -> None:
    columns = {column.name: column for column in INCIDENTS.columns}
    if found.place("time") is None:
        clocks = [place for place in free if _share(found, place, _is_clock) >= MOSTLY]
        if len(clocks) == 1:
            found.columns[clocks[0]], found.why[clocks[0]] = columns["time"], "clock times are in it"
    told = {"what_happened", "exact_words"} & {column.name for column in found.columns.values()}
    if told or any(question.topic == "What happened" for question in found.questions):
        return
    texts = [place for place in free if place not in found.columns and _length(found, place) >= SHORT]
    if found.dated is not None or len(texts) == 1:
        place = texts[0] if found.dated is None else found.dated
        found.columns[place], found.why[place] = columns["what_happened"], "the only text in it"
    else:
        found.questions.append(_which(found, columns["what_happened"], texts or free, file))


def _ticks(found: Match, free: list[int], complete: Column) -> None:
    ticks = [place for place in free if _share(found, place, _is_tick) == 1]
    names = [*found.block.headers.values(), found.block.sheet]
    if len(ticks) == 1:
        found.columns[ticks[0]], found.why[ticks[0]] = complete, "ticks are in it"
    elif not ticks:
        found.ticked = any(column is complete for words in names for column, _ in _names(foreign.folded(words), DAYS))


def _share(found: Match, place: int, wanted: Any) -> float:
    values = found.block.values(place)
    return sum(map(wanted, values)) / len(values) if values else 0.0


def _length(found: Match, place: int) -> float:
    texts = [len(each) for each in found.block.values(place) if isinstance(each, str)]
    return sum(texts) / len(texts) if texts else 0.0


def _begins_with_dates(found: Match, place: int) -> bool:
    return _length(found, place) > LONG and _share(found, place, is_date) >= MOSTLY


def _is_clock(cell: Any) -> bool:
    column = INCIDENTS.column("time")
    said = foreign.english(cell, column)
    return (hasattr(cell, "hour") and not hasattr(cell, "year")) or (
        isinstance(said, str) and (said.casefold() in column.choices or dates.clock(said) is not None)
    )


def _is_tick(cell: Any) -> bool:
    said = str(foreign.english(plain(cell), DAYS.column("record_complete"))).strip().casefold()
    return said in TICKS


def _no_log(found: Match, file: str) -> Problem:
    return Problem(
        "neither its dates nor its entries can be told from the rest",
        expected="a sheet with a date and what happened",
        remedy=f'Say it with --map "Date=THEIRS" --map "What happened=THEIRS", '
        f'or leave this sheet out with --map "{NOTHING}={found.block.sheet}".',
        file=file,
        sheet=found.block.sheet,
        topic="sheet",
    )


def _which(found: Match, column: Column, places: list[int], file: str) -> Problem:
    headers = [found.block.headers[place] for place in places]
    several = len(places) > 1
    which = f"which of its columns is {column.header}"
    example = f'"{column.header}={headers[0] if headers else "THEIRS"}"'
    leave = f'--map "{NOTHING}={found.block.sheet}" leaves this sheet out'
    return Problem(
        f"it is not clear {which}" + (f": {', '.join(headers)}" if several else ""),
        expected="one of them" if several else "a column that holds it",
        remedy=f"Say it with --map {example}; {leave}.",
        file=file,
        sheet=found.block.sheet,
        cell=", ".join(letters(place) for place in places) if several else "",
        topic=column.header,
    )
