"""The chronology on the command line: what is said and asked before a passphrase, and before it is handed on."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from patterns.cli import main
from tests.cases import write_log

PEOPLE = [{"Role": "me", "Name": "Mira"}, {"Role": "other", "Name": "Jan"}]
ENTRY = {"Date": "2026-03-05", "Time": "12:00", "Codes": "insult", "What happened": "Shouted in the hall"}
STRONG = "violet tram under nine cushions"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_log(tmp_path / "case", incidents=[ENTRY], people=PEOPLE)


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)


def call(*options: object) -> int:
    try:
        main(["chronology", *map(str, options)])
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def opened(path: Path, words: str) -> list[str]:
    from pyrage import passphrase

    with zipfile.ZipFile(io.BytesIO(passphrase.decrypt(path.read_bytes(), words))) as archive:
        return archive.namelist()


def test_that_a_lost_passphrase_is_the_end_is_said_before_one_is_asked_for(case, terminal, monkeypatch, capsys):
    asked = []

    def _answer(question, **how):
        asked.append((capsys.readouterr().err, how["confirmation_prompt"], how["hide_input"]))
        return STRONG

    monkeypatch.setattr("click.confirm", lambda *_, **__: True)
    monkeypatch.setattr("click.prompt", _answer)
    assert call(case, "--encrypt") == 0
    ((before, twice, hidden),) = asked
    assert "There is no recovery and no second key" in before
    assert (twice, hidden) == (True, True)


def test_after_the_hint_another_passphrase_can_be_chosen(case, terminal, monkeypatch, capsys):
    given, said = iter(["summer26", STRONG]), []
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(given))
    monkeypatch.setattr("click.confirm", lambda question, **_: said.append(question) or "all the same" not in question)
    assert call(case, "--encrypt") == 0
    assert capsys.readouterr().err.count("could be guessed") == 1
    assert "Lock it with this one all the same?" in said
    (path,) = (case / "reports").glob("*.age")
    assert "record-therapist/SHA256SUMS.txt" in opened(path, STRONG)


def test_the_passphrase_of_the_case_is_never_taken_for_what_is_handed_on(case, terminal, tmp_path, monkeypatch):
    (tmp_path / "word").write_text("the passphrase of the case\n")
    monkeypatch.setenv("PATTERNS_PASSPHRASE_FILE", str(tmp_path / "word"))
    monkeypatch.setattr("click.prompt", lambda *_, **__: STRONG)
    monkeypatch.setattr("click.confirm", lambda *_, **__: True)
    assert call(case, "--encrypt") == 0
    (path,) = (case / "reports").glob("*.age")
    assert opened(path, STRONG)
