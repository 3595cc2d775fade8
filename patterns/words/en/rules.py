"""Sentences about rules: what was agreed, what was counted, what that means."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
