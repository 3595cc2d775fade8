"""The README's lists are those of the program, and its commands are the ones that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from patterns.cli import main
from patterns.importers import FORMATS
from patterns.rules import RULES

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")


def between(mark: str) -> list[str]:
    inside = re.search(rf"<!-- {mark}:.*?-->\n(.*?)<!-- /{mark} -->", README, re.S)
    assert inside
    return inside.group(1).strip().split("\n")


def test_the_list_of_formats_is_that_of_the_importers():
    assert between("formats") == [f"- {module.LABEL}" for module in FORMATS.values()]


def test_the_list_of_rules_is_that_of_the_package():
    first_sentences = [re.split(r"(?<=[.?!])\s", " ".join(rule.definition.split()))[0] for rule in RULES.values()]
    assert between("rules") == [f"- `{id}`: {text}" for id, text in zip(RULES, first_sentences, strict=True)]


def test_who_may_see_this_computer_stands_before_how_to_install():
    before = " ".join(README.split("## Two commands")[0].split())
    for said in (
        "who can see this computer, its backups and its cloud copies",
        "use another device",
        "changing passwords can itself",
        "call your local emergency number",
        "After any pressure on your neck, see a doctor",
    ):
        assert said in before


@pytest.mark.parametrize("command", sorted(set(re.findall(r"\.venv/bin/patterns (\w+)", README))))
def test_every_command_in_the_readme_exists(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert "Example:" in capsys.readouterr().out
