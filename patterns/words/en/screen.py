"""Sentences on a terminal."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "screen.review": "Review on {on}: {span} ({weeks:week|weeks}). Later entries are not read.",
    "screen.baseline": "Before the plan: {span}, {known} of {days} days recorded.",
    "screen.known": "In the window {known} of {days} days are recorded. A day nobody recorded is not a quiet day.",
    "screen.how-sure": "How sure: {words}.",
    "screen.next-step": "Agreed next step: {step}.",
    "screen.note": "Note: {note}.",
}
