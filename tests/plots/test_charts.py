"""Charts: what is unknown is never drawn as zero, and nothing is told apart by colour alone."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from patterns.plots import style
from patterns.plots.attendance import plot_attendance
from patterns.plots.boundaries import plot_boundaries
from patterns.plots.channels import plot_channels
from patterns.plots.contact import plot_contact
from patterns.plots.coverage import plot_coverage
from patterns.plots.incidents import plot_incidents
from patterns.plots.repairs import plot_repairs
from patterns.plots.statements import plot_statements
from patterns.report.drawing import picture
from patterns.schema import WEEKLY


def weekly(*rows):
    """Weeks as (week, incidents, known days); incidents missing where nothing is known."""
    return WEEKLY.conform(
        pd.DataFrame(
            [
                {"week": week, "first": pd.Timestamp("2026-01-05"), "days": 7, "known_days": known, "incidents": count,
                 "complete": known >= 5, "outbursts": count, "acts": count, "unreviewed": 0, "contact_days": 3}
                for week, count, known in rows
            ]
        )
    )  # fmt: skip


WEEKS = weekly((-4, 5, 7), (-3, 4, 7), (-2, None, 0), (-1, 5, 7), (1, 4, 7), (2, 0, 7), (3, None, 0), (4, 2, 3))


def words(ax):
    return [each.get_text() for each in ax.texts]


def bars(ax):
    return [each for each in ax.patches if each.get_width() > 0]


def test_a_week_of_which_nothing_is_known_is_hatched_to_the_top_and_has_no_number():
    ax = plot_incidents(WEEKS, 2.5, top=6)
    gaps = [bar for bar in bars(ax) if bar.get_hatch() and bar.get_height() == 6]
    assert len(gaps) == 2
    # a number on each of the six other weeks, in order; the last four words are the names of plan weeks
    assert words(ax)[:6] == ["5", "4", "5", "4", "0", "at least 2"]


def test_a_quiet_week_is_a_zero_and_not_a_gap():
    ax = plot_incidents(weekly((1, 0, 7)), None, top=6)
    assert "0" in words(ax)
    assert not [bar for bar in bars(ax) if bar.get_hatch()]


def test_an_incomplete_week_is_hatched_and_says_at_least():
    ax = plot_incidents(weekly((1, 2, 3)), None, top=6)
    assert [bar.get_height() for bar in bars(ax) if bar.get_hatch()] == [2]
    assert "at least 2" in words(ax)


def test_the_limit_is_a_dashed_line_with_its_number():
    ax = plot_incidents(WEEKS, 2.5, top=6)
    dashed = [line for line in ax.lines if list(line.get_ydata()) == [2.5, 2.5]]
    assert len(dashed) == 1
    assert dashed[0].is_dashed()
    assert any("2.5" in text for text in words(ax))


def test_charts_of_four_and_of_eight_weeks_stand_on_the_same_row_of_weeks():
    four, eight = (plot_incidents(weekly(*[(week, 1, 7) for week in range(1, n + 1)]), None, top=6) for n in (4, 8))
    assert four.get_xlim() == eight.get_xlim()


@pytest.mark.parametrize(
    ("outcome", "filled"),
    [
        ("taken up", True),
        ("late", False),
        ("refused", False),
        ("unanswered", False),
        ("pending", False),
        ("left out", False),
    ],
)
def test_only_a_step_taken_up_in_time_is_filled(outcome, filled):
    offers = pd.DataFrame([{"week": 1, "by": "me", "outcome": outcome}])
    ax = plot_repairs(offers, [1], small=True)
    assert bool(len(ax.collections[0].get_facecolor())) == filled


def test_two_conflicts_of_one_week_stand_above_each_other():
    offers = pd.DataFrame(
        [{"week": 1, "by": "me", "outcome": "taken up"}, {"week": 1, "by": "me", "outcome": "refused"}]
    )
    ax = plot_repairs(offers, [1], small=True)
    (x_one, y_one), (x_two, y_two) = (each.get_offsets()[0] for each in ax.collections[:2])
    assert x_one == x_two
    assert y_one < y_two


def test_a_trial_week_without_a_row_is_hatched_and_never_missed():
    sessions = pd.DataFrame([{"week": 1, "status": "attended"}, {"week": 2, "status": "not recorded"}])
    ax = plot_attendance(sessions, 2)
    assert len([bar for bar in ax.patches if bar.get_hatch()]) == 1
    assert len(ax.collections) == 1  # the one attended; nothing is drawn as a ring


def test_a_week_without_an_incident_is_not_drawn_like_a_week_without_a_statement():
    weeks = pd.DataFrame([{"week": 1, "state": "none"}, {"week": 2, "state": "none due"}])
    ax = plot_statements(weeks, pd.DataFrame(columns=["week", "meets"]))
    none, none_due = (each.get_paths()[0].vertices.shape for each in ax.collections[:2])
    assert none != none_due


def test_every_day_has_its_square_and_an_unknown_one_is_hatched():
    days = pd.DataFrame(
        [{"week": 1, "weekday": each, "known": each != 3, "by_incident": False, "contact": False} for each in range(7)]
    )
    ax = plot_coverage(days, list("MTWTFSS"))
    assert len([patch for patch in ax.patches if patch.get_hatch()]) == 1
    assert len([patch for patch in ax.patches if not patch.get_hatch()]) == 12  # six days, a frame and a filling each


def test_days_of_contact_are_drawn_for_each_week_and_unknown_weeks_are_gaps():
    quiet = WEEKS.assign(contact_days=[3, 3, 0, 3, 3, 3, 0, 3])
    ax = plot_contact(quiet)
    assert len([bar for bar in bars(ax) if bar.get_height() == 7]) == 2


def test_a_consequence_is_a_bar_and_a_crossing_a_mark():
    told = (("shared", "2026-01-02"), ("crossed", "2026-01-20"), ("reached", "2026-02-15"))
    rows = [("B1", what, date.fromisoformat(on), date.fromisoformat(on)) for what, on in told]
    rows.append(("B1", "consequence", date(2026, 2, 16), date(2026, 3, 17)))
    events = pd.DataFrame(rows, columns=["boundary", "what", "first", "last"])
    ax = plot_boundaries(events, date(2026, 1, 2), date(2026, 3, 29))
    # 16 Feb is day 45; 30 full days: a bar on the line, and its days shaded
    assert [(bar.get_x(), bar.get_width()) for bar in ax.patches] == [(45, 30), (45, 30)]
    assert len(ax.collections) == 2


def test_a_chart_is_the_same_text_twice_with_its_words_and_without_a_date():
    one, two = (picture(plot_incidents(WEEKS, 2.5, top=6), "alt") for _ in range(2))
    assert one == two
    assert ">before</text>" not in one["svg"]
    assert "at least 2" in one["svg"]
    assert "dc:date" not in one["svg"]


def test_drawing_leaves_the_settings_of_matplotlib_as_they_were():
    import matplotlib

    before = dict(matplotlib.rcParams)
    picture(plot_incidents(WEEKS, 2.5, top=6), "alt")
    assert dict(matplotlib.rcParams) == before


def test_nothing_in_a_chart_is_set_smaller_than_can_be_read():
    ax = plot_incidents(WEEKS, 2.5, top=6, small=True)
    assert min(each.get_fontsize() for each in ax.texts) >= 7.4
    assert min(style.LABEL, style.SMALL) >= 7.4


def test_a_consequence_shades_every_line_of_the_timeline_and_versions_are_numbered():
    rows = [("B1", "shared", date(2026, 1, 2), date(2026, 1, 2)), ("B1", "shared", date(2026, 2, 1), date(2026, 2, 1))]
    rows += [("B1", "consequence", date(2026, 2, 16), date(2026, 3, 17)), ("reviews", "held", *[date(2026, 3, 2)] * 2)]
    ax = plot_boundaries(
        pd.DataFrame(rows, columns=["boundary", "what", "first", "last"]), date(2026, 1, 2), date(2026, 3, 29)
    )
    shade, _ = sorted((bar for bar in ax.patches), key=lambda bar: -bar.get_height())
    # 16 February is day 45 of the chart; from below the first line to above the second
    assert (shade.get_x(), shade.get_width()) == (45, 30)
    assert shade.get_y() < 0
    assert shade.get_y() + shade.get_height() > 1
    assert {"1", "2"} <= set(words(ax))


def test_channels_stand_on_one_scale_and_a_week_nobody_recorded_is_a_gap_in_each():
    rows = [
        (week, channel, days, known)
        for channel in ("in person", "text")
        for week, days, known in ((1, 7, 7), (2, 0, 0), (3, 0, 7))
    ]
    ax = plot_channels(pd.DataFrame(rows, columns=["week", "channel", "days", "known_days"]))
    gaps = [bar for bar in bars(ax) if bar.get_hatch()]
    full = [bar for bar in bars(ax) if not bar.get_hatch()]
    assert [len(gaps), len(full)] == [2, 2]
    assert {round(bar.get_height(), 6) for bar in full} == {round(bar.get_height(), 6) for bar in gaps}  # seven days
    assert words(ax).count("0") == 2  # the recorded week without contact says so
