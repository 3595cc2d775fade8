"""Before anything with names or words is handed on, a person at a terminal is asked whether that is safe."""

from __future__ import annotations

from pathlib import Path

import pytest

from patterns.cli import main
from tests.cases import days, write_log

PEOPLE = [{"Role": "me", "Name": "Mira"}, {"Role": "other", "Name": "Jan"}]
ENTRY = {"Date": "2026-03-05", "Time": "12:00", "Codes": "insult", "What happened": "Shouted in the hall"}
TOLD = [{"File": "*", "Date order": "day first", "I take part": "yes"}]
CHAT = "05/03/2026, 12:00 - Jan: you are useless\n05/03/2026, 12:01 - Mira: stop\n"
QUESTION = "Is it safe for you to share this?"
REPORT = ("report", "--on", "2026-03-30", "--weeks", "8", "--format", "html")
HANDED_ON = {
    "a chronology for a therapist": ("chronology",),
    "a chronology for the police": ("chronology", "--for", "police"),
    "one's own chronology outside the case": ("chronology", "--for", "self", "--with-names", "--to", "{out}"),
    "a report with names outside the case": (*REPORT, "--with-names", "--to", "{out}"),
    "every message in a file": ("messages", "--to", "{out}/all.csv"),
    "proposals for doccano": ("suggest", "--doccano", "{out}/a.jsonl"),
    "proposals for Label Studio": ("suggest", "--label-studio", "{out}/a.json"),
}
KEPT = {
    "one's own chronology": ("chronology", "--for", "self"),
    "a report in the case": REPORT,
    "every message in the case": ("messages", "--to", "{case}/all.csv"),
    "proposals in the case": ("suggest", "--doccano", "{case}/a.jsonl"),
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    case = write_log(
        tmp_path / "case", incidents=[ENTRY], people=PEOPLE, sources=TOLD, days=days("2026-01-05", 84)
    )
    (case / "exports").mkdir()
    (case / "exports" / "WhatsApp Chat with Jan.txt").write_text(CHAT)
    (tmp_path / "out").mkdir()
    return tmp_path


def call(place: Path, command: tuple[str, ...], *more: str) -> int:
    name, *options = (each.format(out=place / "out", case=place / "case") for each in command)
    try:
        main([name, str(place / "case"), *options, *more])
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def made(place: Path) -> list[str]:
    kept = (path for path in place.rglob("*") if path.is_file())
    return [path.name for path in kept if {"out", "reports"} & {*path.parts} or path.name in ("all.csv", "review.xlsx")]


@pytest.fixture
def asked(monkeypatch):
    """The questions that are asked on a terminal, and answered with no."""
    questions: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.confirm", lambda question, **_: questions.append(question) or False)
    return questions


@pytest.mark.parametrize("command", HANDED_ON.values(), ids=HANDED_ON)
def test_whoever_says_that_it_is_not_safe_gets_nothing_written(place, command, asked, capsys):
    assert call(place, command) == 1
    assert asked == [QUESTION]
    assert "Nothing was written" in capsys.readouterr().err
    assert made(place) == []


@pytest.mark.parametrize("command", HANDED_ON.values(), ids=HANDED_ON)
def test_without_a_terminal_nobody_is_asked_and_the_option_is_named(place, command, capsys):
    assert call(place, command) == 0
    assert "--safe-to-share" in capsys.readouterr().err
    assert made(place)


@pytest.mark.parametrize("command", HANDED_ON.values(), ids=HANDED_ON)
def test_whoever_says_that_they_thought_about_it_is_not_asked(place, command, asked, capsys):
    assert call(place, command, "--safe-to-share") == 0
    assert asked == []
    assert "--safe-to-share" not in capsys.readouterr().err


@pytest.mark.parametrize("command", KEPT.values(), ids=KEPT)
def test_what_stays_in_the_case_is_not_asked_about(place, command, asked):
    assert call(place, command) == 0
    assert asked == []
