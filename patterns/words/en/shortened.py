"""What stands at the end of words that are too long for their place."""

from __future__ import annotations

SENTENCES: dict[str, str] = {"shortened": " … [cut here: {n} characters in all]"}
