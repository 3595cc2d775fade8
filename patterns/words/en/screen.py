"""Sentences on a terminal."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
