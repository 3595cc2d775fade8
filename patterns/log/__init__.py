"""What a person writes: sheets.py declares every sheet once; template and reader follow from it."""

from __future__ import annotations

from patterns.log.plan import Plan
from patterns.log.read import Log, read_log

__all__ = ["Log", "Plan", "read_log"]
