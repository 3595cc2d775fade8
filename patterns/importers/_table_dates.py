"""The moments in a table: text in any usual form, a workbook's own dates, or both in one column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from patterns.importers._base import ORDERS
from patterns.importers._date_order import Decision, Evidence, decide
from patterns.importers._date_text import Written, as_date
from patterns.importers._table_cells import Moment

DAY, MONTH, YEAR = ORDERS
FIRST, LAST = datetime(1990, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001  (wall times)


class Moments(NamedTuple):
    """What a column of dates says, row by row: wall times or, where every row names its offset, instants."""

    when: list[datetime | None]
    timed: list[bool]
    utc: bool
    decisions: list[Decision]
    warnings: list[str]


def moments(
    cells: Sequence[Moment | None],
    clocks: Sequence[float | None],
    wish: str | None,
    name: str,
    *,
    day_first: bool,
    utc: bool,
    wall: bool = False,
) -> Moments:
    """Settle the moments of all rows together.

    Parameters
    ----------
    cells, clocks : sequences
        What `read_cell` and `read_clock` said of each row.
    wish, name : str
        The order of day and month a person chose; the source's name, for an error.
    day_first : bool
        Whether the column names are in a language that writes the day first.
    utc : bool
        Whether the column says that it is in UTC.
    wall : bool
        Whether to read wall times even so, because other sheets of the workbook hold nothing else.

    Raises
    ------
    AmbiguousDates
        If nothing decides which number is the day.
    """
    orders = _orders(cells, wish, name, day_first)
    days = [_day(cell, orders) for cell in cells]
    days, warnings = _exchanged(cells, days)
    seconds = _seconds(cells, clocks)
    when = [_moment(day, clock) for day, clock in zip(days, seconds, strict=True)]
    offsets = [cell.offset for cell, at in zip(cells, when, strict=True) if cell is not None and at is not None]
    zoned = not wall and bool(offsets) and all(offset is not None for offset in offsets)
    if zoned:
        when = [
            at - cell.offset if at and cell and cell.offset is not None else at
            for at, cell in zip(when, cells, strict=True)
        ]
    elif any(offset is not None for offset in offsets):
        some = sum(offset is not None for offset in offsets)
        warnings.append(f"Only {some} of {len(offsets)} rows name their zone: all were read as wall times.")
    kept = [at if at is not None and FIRST <= at < LAST else None for at in when]
    instants = zoned or (utc and not wall)
    return Moments(kept, [clock is not None for clock in seconds], instants, list(orders.values()), warnings)


def _seconds(cells: Sequence[Moment | None], clocks: Sequence[float | None]) -> list[float | None]:
    """Return the time of day of each row; a workbook's own midnight is one only if other rows have times."""
    midnight = 0.0 if any(cell.typed and cell.seconds for cell in cells if cell is not None) else None
    return [
        clock
        if clock is not None or cell is None
        else midnight
        if cell.typed and cell.seconds is None
        else cell.seconds
        for cell, clock in zip(cells, clocks, strict=True)
    ]


def _orders(
    cells: Sequence[Moment | None], wish: str | None, name: str, day_first: bool
) -> dict[tuple[Any, ...], Decision]:
    """Decide the order of day and month for every look of dates in the column: nearly always there is one."""
    written = [cell.day for cell in cells if cell is not None and isinstance(cell.day, Written)]
    looks: dict[tuple[Any, ...], list[Written]] = {}
    for each in written:
        looks.setdefault(each.look[1:], []).append(each)
    custom = frozenset({DAY} if day_first else ())
    orders = {}
    for look, mine in looks.items():
        distinct = list(dict.fromkeys(mine))
        place = {each: at for at, each in enumerate(distinct)}
        sequence = [place[mine[0]]] + [place[after] for before, after in pairwise(mine) if after != before]
        evidence = Evidence(distinct, _forward(distinct, sequence), (), custom, "the names of the columns")
        orders[look] = decide(evidence, wish, name)
    return orders


def _forward(dates: Sequence[Written], sequence: list[int]) -> list[int]:
    """Return the sequence from old to new: many tables hold the newest row first."""

    def steps_back(run: list[int], order: str) -> int:
        """Count how often a run goes back in time when read in an order."""
        days = [day for at in run if (day := as_date(dates[at], order))]
        return sum(after < before for before, after in pairwise(days))

    turned = sequence[::-1]
    least = [min(steps_back(run, order) for order in (DAY, MONTH)) for run in (sequence, turned)]
    return turned if least[1] < least[0] else sequence


def _day(cell: Moment | None, orders: dict[tuple[Any, ...], Decision]) -> date | None:
    if cell is None or not isinstance(cell.day, Written):
        return cell.day if cell is not None else None  # type: ignore[return-value]
    return as_date(cell.day, orders[cell.day.look[1:]].order)


def _exchanged(cells: Sequence[Moment | None], days: list[date | None]) -> tuple[list[date | None], list[str]]:
    """Undo what a spreadsheet does to dates of another country: it takes the day for the month wherever it can.

    Such a column holds real dates whose day is never above 12 beside texts in which one number always is.
    """
    typed = [at for at, cell in enumerate(cells) if cell is not None and cell.typed]
    texts = [at for at, cell in enumerate(cells) if cell is not None and isinstance(cell.day, Written) and days[at]]
    real = [day for at in typed if (day := days[at])]
    if not typed or not texts or any(day.day > 12 for day in real) or any(days[at].day <= 12 for at in texts):  # type: ignore[union-attr]
        return days, []
    if all(day.day == day.month for day in real):
        return days, []
    turned = list(days)
    for at in typed:
        day = days[at]
        turned[at] = day.replace(month=day.day, day=day.month) if day else None
    back, back_turned = _jumps(days), _jumps(turned)
    if back_turned < back:
        said = (
            f"The spreadsheet had taken the day for the month in {len(typed)} real dates beside dates that stayed "
            f"text: they were read with the two exchanged, as the table would jump back {back} times otherwise, "
            f"against {back_turned}."
        )
        return turned, [said]
    return days, [f"{len(typed)} real dates stand beside dates that stayed text: look whether day and month are right."]


def _jumps(days: Sequence[date | None]) -> int:
    run = [day for day in days if day]
    steps = [after - before for before, after in pairwise(run)]
    return min(sum(step < timedelta() for step in steps), sum(step > timedelta() for step in steps))


def _moment(day: date | None, seconds: float | None) -> datetime | None:
    if day is None or not FIRST.year <= day.year < LAST.year:
        return None
    return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds or 0)  # noqa: DTZ001  (wall time)
