"""Что стоит в конце слишком длинного текста. What stands at the end of words that are too long for their place."""

from __future__ import annotations

SENTENCES: dict[str, str] = {"shortened": " … [обрезано: всего знаков {n}]"}
