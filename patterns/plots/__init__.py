"""Charts: one module each; tidy frames in, axes out, nothing computed, every word given or from `words`."""

from patterns.plots.attendance import plot_attendance
from patterns.plots.boundaries import plot_boundaries
from patterns.plots.contact import plot_contact
from patterns.plots.coverage import plot_coverage
from patterns.plots.incidents import plot_incidents
from patterns.plots.repairs import plot_repairs
from patterns.plots.statements import plot_statements

__all__ = [
    "plot_attendance",
    "plot_boundaries",
    "plot_contact",
    "plot_coverage",
    "plot_incidents",
    "plot_repairs",
    "plot_statements",
]
