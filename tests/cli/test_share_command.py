"""Copies without names on the command line: what is asked, what is refused, and what nobody is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from patterns.cli import main
from patterns.cli.write import RECIPIENTS
from patterns.sharing import RECIPIENTS as KNOWN
from tests.cases import days, weekly_incidents, write_log, write_sheet

PEOPLE = [
    {"Role": "me", "Name": "Mira", "Shown as": "Person P"}, {"Role": "other", "Name": "Jan", "Shown as": "Person O"},
    {"Role": "child", "Name": "May", "Shown as": "Child 1"},
]  # fmt: skip
BOUNDARY = {"Id": "B1", "Not accepted": "he may not shout at May", "Shared on": "2026-02-02"}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    incidents = weekly_incidents("2026-01-05", (5, 4, 6, 5, 4, 3, 4, 2, 2, 1, 2, 1))
    return write_log(
        tmp_path / "case", incidents=incidents, days=days("2026-01-05", 84), people=PEOPLE, boundaries=[BOUNDARY]
    )


@pytest.fixture
def run(case: Path, capsys):
    def call(*options: str) -> tuple[int, str, str]:
        status = 0
        try:
            main(["report", str(case), "--on", "2026-03-30", "--weeks", "8", "--format", "html", *map(str, options)])
        except SystemExit as ended:
            status = int(ended.code or 0)
        return status, *capsys.readouterr()

    return call


def test_a_doubtful_word_is_named_with_the_option_that_settles_it(run, case):
    status, _, told = run("--share")
    assert status == 1
    assert "“may”" in told
    assert "--word may=name" in told
    assert not (case / "reports").exists()


def test_once_it_is_settled_the_copy_is_made_beside_a_list_to_check(run, case, tmp_path):
    status, printed, told = run("--share", "--word", "may=word", "--to", tmp_path / "stick", "--for", "advocate")
    assert status == 0, told
    assert printed.split() == [str(tmp_path / "stick" / "review-2026-03-30-8-weeks-shared.html")]
    page = (tmp_path / "stick" / "review-2026-03-30-8-weeks-shared.html").read_text(encoding="utf-8")
    assert "he may not shout at Child 1" in page
    assert "Copy for: advocate" in page
    assert "--safe-to-share" in told  # nobody was asked, for nobody sits at a terminal
    assert "shared-2026-03-30-to-check.txt" in told
    assert [path.name for path in (case / "reports").iterdir()] == ["shared-2026-03-30-to-check.txt"]


def test_a_person_without_a_pseudonym_is_named_by_the_cell(run, case):
    write_sheet(case, "People", [*PEOPLE, {"Role": "supporter", "Name": "Wanda"}])
    status, _, told = run("--share", "--word", "may=word")
    assert status == 1
    assert "People!D5" in told
    assert "Wanda" not in told


@pytest.mark.parametrize(
    "wrong", [("--with-names",), ("--word", "may"), ("--word", "may=maybe"), ("--for", "everyone")]
)
def test_wrong_usage_is_told_before_anything_is_read(run, wrong):
    assert run("--share", *wrong)[0] == 2


def test_the_command_offers_the_recipients_that_there_are():
    assert RECIPIENTS == KNOWN


def test_whoever_says_on_a_terminal_that_it_is_not_safe_gets_no_copy(run, case, monkeypatch):
    asked = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.confirm", lambda question, **more: asked.append(question) or False)
    status, _, told = run("--share", "--word", "may=word")
    assert (status, asked) == (1, ["Is it safe for you to share this?"])
    assert "Nothing was written" in told
    assert not (case / "reports").exists()


def test_on_a_terminal_a_doubtful_word_is_asked_about(run, monkeypatch):
    asked = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.confirm", lambda question, **more: asked.append(question) or False)
    assert run("--share", "--safe-to-share")[0] == 0
    assert asked == ["“may” in lower case: is it somebody's name there, too?"]
