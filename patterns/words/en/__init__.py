"""English; each file here is one subject, and being in the folder is being joined."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTHS_SHORT = tuple(month[:3] for month in MONTHS)
WEEKDAYS_SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DECIMAL, PERCENT = ".", " %"

SENTENCES: dict[str, str] = {"list.last": "{before} and {last}"}
for _subject in sorted(each.name for each in iter_modules(__path__)):
    SENTENCES |= import_module(f"{__name__}.{_subject}").SENTENCES


def plural(number: int, forms: list[str]) -> str:
    """Return the noun's form: one for exactly 1, the other otherwise."""
    return forms[0] if number == 1 else forms[-1]
