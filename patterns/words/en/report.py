"""Sentences that stand in a report."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
