"""The command `patterns`: each command calls one function of the package and prints what it returns."""

from __future__ import annotations

from patterns.cli.main import main

__all__ = ["main"]
