"""English."""

from __future__ import annotations

from patterns.words.en import lab, layout, passages, report, rules, screen, sharing

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTHS_SHORT = tuple(month[:3] for month in MONTHS)
WEEKDAYS_SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

SENTENCES = {"list.last": "{before} and {last}"} | rules.SENTENCES | screen.SENTENCES | report.SENTENCES | passages.SENTENCES | lab.SENTENCES | layout.SENTENCES | sharing.SENTENCES


def plural(number: int, forms: list[str]) -> str:
    """Return the noun's form: one for exactly 1, the other otherwise."""
    return forms[0] if number == 1 else forms[-1]
