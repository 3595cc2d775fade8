"""The colours of charts and pages: ink on white, one accent; told apart by lightness first."""

from __future__ import annotations

INK, SECONDARY, LINE = "#1b2733", "#5b6b7a", "#c9d1d9"
ACCENT, GROUND, PAPER = "#0f6a73", "#e6edf0", "#ffffff"

DARK = {
    INK: "#e8eef3",
    SECONDARY: "#a9b7c3",
    LINE: "#4a5965",
    ACCENT: "#58c4cf",
    GROUND: "#22303a",
    PAPER: "#12181e",
}
