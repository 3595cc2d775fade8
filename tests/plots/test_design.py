"""One look: charts, pages and paper take their colours and sizes from one place, and every pair of them can be read."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from patterns.plots import design, style

TEMPLATES = files("patterns.report") / "templates"


def test_no_template_writes_a_colour_of_its_own_and_none_a_size_that_has_a_name():
    css = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    typst = (TEMPLATES / "report.typ").read_text(encoding="utf-8")
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", css)) <= {"#fff"}  # bare paper
    assert not re.findall(r'rgb\("#', typst)
    assert not re.findall(r"text\([\d.]+pt", typst)


def test_charts_use_the_same_colours_and_widths():
    assert style.RC["text.color"] == design.INK
    assert style.WIDE[0] == design.CHART_WIDTH
    assert min(style.LABEL, style.SMALL) >= 7.4


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ["ink", "second", "accent"])
def test_what_is_read_stands_out_from_its_ground_by_four_and_a_half_to_one(name, dark):
    paper, colour = design.LIGHT["paper"], design.LIGHT[name]
    if dark:
        paper, colour = design.DARK[paper], design.DARK[colour]
    assert contrast(paper, colour) >= 4.5


def test_bars_before_and_since_the_plan_differ_in_lightness_from_what_they_stand_on():
    assert contrast(design.GROUND, design.SECONDARY) >= 3
    assert contrast(design.PAPER, design.ACCENT) >= 3


def contrast(one, other):
    """Contrast of two colours by the formula of WCAG 2: relative luminances, each raised by 0.05."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_large_print_is_sixteen_points_and_nothing_in_it_is_below_ten():
    large = design.sizes(large=True)
    assert large["text"] == 16
    assert min(large.values()) >= 10
