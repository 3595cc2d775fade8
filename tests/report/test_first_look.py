"""The page that is named before anything else: what it holds whatever is open, and which commands write it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from patterns.cli import main
from tests.cases import days, write_log, write_sheet

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample" / "case"
PEOPLE = [{"Role": "me", "Name": "Mira"}, {"Role": "other", "Name": "Jan"}]


@pytest.fixture
def run(capsys):
    def call(*arguments) -> str:
        with pytest.raises(SystemExit):
            main([str(each) for each in arguments])
        return capsys.readouterr().out

    return call


@pytest.fixture
def afraid(tmp_path) -> Path:
    """A case without exports: a row of hands on the neck, and a day marked as afraid."""
    ticked = days("2026-02-02", 7)
    ticked[3] |= {"Afraid": "yes"}
    entry = {"Date": "2026-02-04", "Codes": "strangulation", "Channel": "in person"}
    return write_log(tmp_path / "case", days=ticked, incidents=[entry], people=PEOPLE)


def page(case: Path) -> str:
    """Return the words of the page, without its style and script."""
    source = (case / "reports" / "page_1.html").read_text(encoding="utf-8")
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(style|script).*?</\1>", "", source)).split())


def test_where_only_passages_wait_the_page_says_first_where_help_is(run, tmp_path):
    case = tmp_path / "case"
    shutil.copytree(SAMPLE, case)
    assert run("import", case).startswith("Look at this first")
    words = page(case)
    for help_now in ("Places that help", "mergency", "A safer device", "A trained advocate", "Planning before changes"):
        assert help_now in words
        assert words.index(help_now) < words.index("Fainter signs")
    assert "No new worrying entries" not in words  # nobody has looked at what waits


def test_a_country_of_the_plan_puts_its_number_on_the_page(run, afraid):
    write_log(afraid, plan={"Country": "DE"})
    run("check", afraid)
    assert "In danger now: 112" in page(afraid)


@pytest.mark.parametrize("command", ["import", "check"])
def test_a_log_without_messages_has_the_page_too_and_its_place_stands_first(run, afraid, command):
    assert run(command, afraid).startswith("Look at this first")
    words = page(afraid)
    assert "4 February 2026: strangulation" in words
    assert "without any mark outside" in words
    assert "mergency number where you are" in words


@pytest.mark.parametrize("command", ["import", "check"])
def test_where_nothing_is_about_safety_no_page_is_made(run, tmp_path, command):
    case = write_log(tmp_path / "case", people=PEOPLE, days=days("2026-02-02", 7))
    write_sheet(case, "Incidents", [{"Date": "2026-02-04", "Codes": "insult"}])
    assert "Look at this first" not in run(command, case)
    assert not (case / "reports").exists()


def test_measure_says_safety_and_where_help_is_before_any_count_of_days(run, afraid):
    told = run("measure", afraid, "--on", "2026-03-02", "--weeks", "4")
    assert told.startswith("safety-first: 2 entries to talk about first")
    before = told[: told.index("days recorded")]
    assert "without any mark outside" in before
    assert "call the emergency number where you are" in before
    assert "Directories of help" in before
    assert "⟦" not in told


def test_measure_gives_the_numbers_of_the_plans_country_and_no_note_that_nothing_asks_for(run, tmp_path):
    case = write_log(tmp_path / "case", people=PEOPLE, days=days("2026-02-02", 7), plan={"Country": "DE"})
    told = run("measure", case, "--on", "2026-03-02")
    said = ("This does not mean you are safe", "In danger now: 112.", "days recorded")
    assert sorted(said, key=told.index) == list(said)
    assert "doctor look at it" not in told
