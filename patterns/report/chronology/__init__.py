"""A chronology: dated entries with their sources, what was written around them, and sums to check it all by."""

from __future__ import annotations

from patterns.report.chronology.build import Chronology, build_chronology
from patterns.report.chronology.profiles import PROFILES

__all__ = ["PROFILES", "Chronology", "build_chronology"]
