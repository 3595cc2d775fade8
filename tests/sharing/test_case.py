"""A case without names: what its tables hold, that its numbers stay, and when it is refused."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import patterns
from patterns.errors import PatternsError
from patterns.result import measure
from patterns.sharing import measure_shared, without_names
from tests.cases import write_sheet
from tests.report.record import record

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "case"
ON = "2026-03-30"
PEOPLE = [
    {"Role": "me", "Name": "Ilka Sommer", "Known as": "Ilka", "Shown as": "Person P"},
    {"Role": "other", "Name": "Bodo", "Known as": "Bodo 🙃; +49 170 5550123; bodo.k", "Shown as": "Person O"},
    {"Role": "child", "Name": "Zoë", "Known as": "Zo", "Shown as": "Child 1"},
    {"Role": "supporter", "Name": "Agnieszka", "Shown as": "Supporter 1", "Told the plan on": "2026-02-01"},
    {"Role": "third party", "Name": "Nordlicht GmbH", "Shown as": "Employer"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    case = record(tmp_path / "case", did="swam with Agnieszka", boundary="No insults when Zoë is near")
    write_sheet(case, "People", PEOPLE)
    return case


def texts(value: Any) -> list[str]:
    """Every text that a value holds, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, pd.DataFrame):
        return texts([*value.columns, *value.to_dict("list").values()])
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return texts([getattr(value, each.name) for each in dataclasses.fields(value)])
    if isinstance(value, dict):
        return texts([*value.keys(), *value.values()])
    return [found for each in value for found in texts(each)] if isinstance(value, list | tuple | set) else []


def edited(folder: Path, **cells: str) -> Path:
    """The case with cells of its second entry changed."""
    frame = pd.read_csv(folder / "log" / "Incidents.csv", dtype="str", keep_default_na=False)
    for name, cell in cells.items():
        frame.loc[1, name.replace("_", " ").capitalize()] = cell
    frame.to_csv(folder / "log" / "Incidents.csv", index=False)
    return folder


def test_whom_something_was_reported_to_stays_with_the_person_and_is_taken_out_of_other_words(folder):
    told = {"Reported_to": "Police in Quellstadt, Officer Krumbholz", "What_happened": "told Krumbholz of the police"}
    case = patterns.open_case(edited(folder, **told))
    shared = without_names(case, quotes=True)
    assert shared.log.incidents["reported_to"].isna().all()
    assert "told [somebody] of the police" in texts(shared.log.incidents)
    assert not [each for each in texts(shared.log) if "Krumbholz" in each or "Quellstadt" in each]


def test_the_numbers_are_those_of_the_case_itself():
    case = patterns.open_case(SAMPLE, keep=False)
    own, shared = measure(case, ON).to_dict(), measure_shared(case, ON).to_dict()
    assert (shared["weekly"], shared["baseline_weeks"]) == (own["weekly"], own["baseline_weeks"])
    assert (shared["window"], shared["safety"], shared["unreviewed"]) == (
        own["window"], own["safety"], own["unreviewed"]
    )  # fmt: skip
    numbers = [
        [{name: each[name] for name in each if isinstance(each[name], int | float)} | {"is": each["verdict"]}
         for each in result["rules"] if each["id"] != "exit-plan"]
        for result in (own, shared)
    ]  # fmt: skip
    assert numbers[0] == numbers[1]


def test_no_name_number_file_or_hash_is_anywhere_in_the_shared_sample():
    case = patterns.open_case(SAMPLE, keep=False)
    shared = without_names(case, quotes=True)
    held = " ".join(texts([shared.log, shared.reviewed, shared.sources, shared.suggestions, shared.messages]))
    for name in (
        "Nora",
        "Anton",
        "Антон",
        "3920012",
        "Mila",
        "Tomasz",
        "Ilic",
        "Berger",
        "Kost",
        "Кост",
        "Behr",
        "Chat with",
    ):
        assert name.casefold() not in held.casefold(), name
    assert not re.search(r"\bBea\b", held)
    assert not set(case.sources["sha256"]) & set(held.split())
    assert not set(case.envelopes["message_id"]) & set(held.split())


def test_one_person_has_one_pseudonym_and_a_supporter_none(folder: Path):
    result = measure_shared(patterns.open_case(folder), ON)
    done = {each["what"] for each in result.findings["own-care"].numbers["done"]}
    assert "swam with [somebody]" in done
    assert result.review.log.boundaries["not_accepted"].tolist() == ["No insults when Child 1 is near"]
    assert "Supporter 1" not in texts(result.review.log)


def test_words_of_entries_stay_out_unless_asked_for_and_then_have_no_names(folder: Path):
    said = "Bodo told Zo's teacher at Nordlicht, Kiefernweg 3: " + "and so on " * 40
    edited(folder, what_happened=said, who_was_present="Katinka", my_response="rang Agnieszka", where="Hotel Meridian")
    case = patterns.open_case(folder)
    assert without_names(case).log.incidents["what_happened"].notna().sum() == 0
    quoted = without_names(case, quotes=True).log.incidents
    assert quoted["what_happened"][1].startswith("Person O told Child 1's teacher at Employer, [place]: and so on")
    assert len(quoted["what_happened"][1]) <= 162
    for withheld in ("who_was_present", "where", "my_response", "effect_on_me", "when_in_words"):
        assert quoted[withheld].notna().sum() == 0


def test_who_was_present_and_where_are_removed_from_other_texts_too(folder: Path):
    edited(
        folder, what_happened="Katinka left the Meridian, then the kitchen", who_was_present="Katinka", where="Meridian"
    )
    quoted = without_names(patterns.open_case(folder), quotes=True).log.incidents
    assert quoted["what_happened"][1] == "[somebody] left the [place], then the kitchen"


def test_a_reference_that_names_somebody_is_counted_and_still_refers(folder: Path):
    write_sheet(folder, "Boundaries", [{"Id": "Zoë", "Not accepted": "x", "Shared on": "2026-02-02"}])
    edited(folder, boundary="zoë")
    shared = without_names(patterns.open_case(folder)).log
    assert shared.boundaries["id"].tolist() == ["limit 1"]
    assert shared.incidents["boundary"][1] == "limit 1"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"Role": "child", "Name": "Wanja"}, "no pseudonym yet: People!D7"),
        ({"Role": "third party", "Known as": "Wanja"}, "no pseudonym yet: People!D7"),
        ({"Role": "child", "Name": "Wanja", "Shown as": "public"}, "never shown under their own names"),
        ({"Role": "child", "Name": "Wanja", "Shown as": "Bodo's son"}, "holds a name"),
        ({"Role": "child", "Name": "Wanja Ott", "Shown as": "W. O."}, "holds a name, initials"),
        ({"Role": "child", "Name": "Wanja", "Shown as": "Child W"}, "holds a name, initials"),
    ],
)  # fmt: skip
def test_while_a_person_has_no_pseudonym_nothing_is_shared(folder: Path, row: dict[str, str], says: str):
    write_sheet(folder, "People", [*PEOPLE, row])
    with pytest.raises(PatternsError) as refused:
        without_names(patterns.open_case(folder))
    assert says in str(refused.value)
    assert "Wanja" not in str(refused.value)


def test_a_professional_may_be_marked_public(folder: Path):
    write_sheet(folder, "People", [*PEOPLE, {"Role": "professional", "Name": "Dr. Quandt", "Shown as": "public"}])
    edited(folder, what_happened="told Quandt and Bodo")
    quoted = without_names(patterns.open_case(folder), quotes=True).log
    assert quoted.incidents["what_happened"][1] == "told Quandt and Person O"


def test_a_doubtful_word_is_asked_about_and_the_answer_is_kept_to(folder: Path):
    write_sheet(folder, "People", [*PEOPLE, {"Role": "child", "Name": "May", "Shown as": "Child 2"}])
    edited(folder, what_happened="he may go, May cried")
    case = patterns.open_case(folder)
    with pytest.raises(PatternsError, match="--word may=name"):
        without_names(case, quotes=True)
    quoted = without_names(case, quotes=True, words={"may": False}).log.incidents
    assert quoted["what_happened"][1] == "he may go, Child 2 cried"


def test_a_sender_nobody_knows_is_removed_from_what_is_shown(folder: Path):
    (folder / "exports").mkdir()
    chat = "".join(
        f"0{day}/02/2026, 21:0{minute} - {who}: text {minute}\n"
        for day in range(3, 6) for minute in range(4) for who in ("Ilka", "Bodo", "Gundel Abt")
    ).replace("0/02", "0/02")  # fmt: skip
    (folder / "exports" / "WhatsApp Chat with Gundel.txt").write_text("13/01/2026, 20:00 - Bodo: one\n" + chat)
    edited(folder, what_happened="Gundel rang, Abt's car")
    shared = without_names(patterns.open_case(folder), quotes=True)
    assert shared.log.incidents["what_happened"][1] == "[somebody] rang, [somebody]'s car"
    assert shared.sources["source"].tolist() == ["WhatsApp export 1"]
    assert set(shared.messages["sender"].dropna()) == {"Person P", "Person O", "[somebody]"}
    assert "Gundel" not in json.dumps(texts([shared.messages, shared.sources, shared.log]))


def test_a_copy_shown_in_a_notebook_tells_no_name(folder: Path):
    shared = without_names(patterns.open_case(folder))
    told = repr(shared) + repr(shared.remover)
    assert not [name for name in ("Ilka", "Bodo", "Zoë", "Agnieszka", "Nordlicht", "5550123") if name in told]


def test_the_case_itself_is_not_changed(folder: Path):
    case = patterns.open_case(folder)
    before = json.dumps(texts(case.log))
    measure_shared(case, ON)
    assert json.dumps(texts(case.log)) == before
