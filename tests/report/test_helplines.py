"""Places that help: dated, with their source, never guessed; and the notes that hold at any time."""

from __future__ import annotations

from datetime import date

import pytest

from patterns import measure, open_case
from patterns.errors import PatternsError
from patterns.report import blocks as kinds
from patterns.report.helplines import _bundled, for_country, in_full, in_one_line
from tests.report.record import blocks_of, record

KNOWN = {
    "checked_on": date(2026, 3, 1),
    "checked_by": "a release manager",
    "everywhere": {"directories": ["Directory of Nowhere"]},
    "XA": {"emergency": "555", "lines": [{"name": "Line", "number": "555 100", "source": "House of Lines"}]},
}


def test_a_known_country_gives_its_numbers_with_source_and_day():
    told = " ".join(in_full(for_country(KNOWN, "XA", date(2026, 3, 30))))
    assert "Emergency ⟦555⟧" in told
    assert "Line: ⟦555 100⟧ (source: House of Lines)" in told
    assert "checked on 1 March 2026" in told
    assert "please verify" not in told


@pytest.mark.parametrize(("on", "verify"), [(date(2027, 3, 1), False), (date(2027, 3, 2), True)])
def test_after_twelve_months_it_says_please_verify(on, verify):
    # 1 March 2026 + 365 days is 1 March 2027; the day after it is the first that is older
    assert ("please verify" in in_one_line(for_country(KNOWN, "XA", on))) == verify


def test_what_nobody_has_checked_says_please_verify_however_new():
    unchecked = KNOWN | {"checked_by": ""}
    assert "please verify" in in_one_line(for_country(unchecked, "XA", date(2026, 3, 2)))


@pytest.mark.parametrize("country", ["", "XB"])
def test_an_unknown_country_gives_no_number_but_the_directories(country):
    found = for_country(KNOWN, country, date(2026, 3, 30))
    assert in_one_line(found) == ""
    assert not any(each.isdigit() for each in " ".join(in_full(found)))
    assert "Directory of Nowhere" in " ".join(in_full(found))


def test_every_country_of_the_file_has_an_emergency_number_and_every_line_its_source():
    known = _bundled()
    countries = {name: each for name, each in known.items() if len(name) == 2}
    assert len(countries) >= 12
    for name, each in countries.items():
        assert each["emergency"].replace(" ", "").isdigit(), name
        assert all(line["name"] and line["number"] and line["source"] for line in each.get("lines", ())), name


def with_country(folder, country):
    plan = folder / "log" / "Plan.csv"
    plan.write_text(plan.read_text(encoding="utf-8") + f"Country,{country}\n", encoding="utf-8")
    return folder


def first(blocks):
    return next(each for each in blocks if each["kind"] == "safety")


def test_page_one_gives_the_number_of_the_plans_country_or_a_field(tmp_path):
    without = blocks_of(record(tmp_path / "without"))
    assert first(without)["field"] == "Emergency number where you are, and a person to call:"
    german = blocks_of(with_country(record(tmp_path / "case"), "DE"))
    assert "Emergency 112" in " ".join(first(german)["texts"])
    assert first(german)["field"] == "A person to call:"


def test_a_file_in_the_case_takes_the_place_of_the_programs(tmp_path):
    folder = with_country(record(tmp_path / "case"), "XA")
    (folder / "helplines.toml").write_text('checked_on = 2026-03-01\n[XA]\nemergency = "555"\n', encoding="utf-8")
    told = " ".join(first(blocks_of(folder))["texts"])
    assert "Emergency 555" in told
    assert "from this case's own helplines.toml" in told


def test_a_number_of_the_programs_own_file_is_not_said_to_be_of_the_case(tmp_path):
    words = " ".join(kinds.words_of(blocks_of(with_country(record(tmp_path / "case", threat=True), "DE"))))
    assert "Emergency 112" in words
    assert "own helplines.toml" not in words


def test_words_of_a_file_in_the_case_steer_nothing_and_stay_in_their_line(tmp_path):
    folder = with_country(record(tmp_path / "case", threat=True), "XA")
    line = '{name = "a\\u202eb", number = "1\\u001b[2J", source = "⟦c\\nd"}'
    text = f'checked_on = 2026-03-01\n[XA]\nemergency = "5\\u202e55"\nlines = [{line}]\ndirectories = ["e\\u0007"]\n'
    (folder / "helplines.toml").write_text(text, encoding="utf-8")
    words = " ".join(kinds.words_of(blocks_of(folder)))
    assert "5<U+202E>55" in words
    assert "a<U+202E>b: " in words
    assert "1<U+001B>[2J" in words
    assert "(source: <U+27E6>c d)" in words
    assert "e<U+0007>" in words
    assert not set("\u202e\x1b\x07") & set(words)


@pytest.mark.parametrize(
    "text",
    [
        "checked_on = 2026-13-01",
        '[XA]\nemergency = "555"',
        "checked_on = 2026-01-01\n[XA]\nlines = [{name = 'x'}]",
        "checked_on = 2026-01-01\n[XA]\nemergency = 5",
        "checked_on = 2026-01-01\n[XA]\npolice = ['5']",
        "checked_on = 2026-01-01\n[XA]\ndirectories = 'x'",
        "checked_on = 2026-01-01\n[XA]\nlines = [{name = 'x', number = 5, source = 'y'}]",
        "checked_on = 2026-01-01\neverywhere = 'x'",
        "checked_on = 2026-01-01\nXA = '5'",
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(tmp_path, text):
    from patterns.report.helplines import helplines

    folder = record(tmp_path / "case")
    (folder / "helplines.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PatternsError, match=r"helplines\.toml"):
        helplines(measure(open_case(folder), on="2026-03-30"))


def test_hands_on_the_neck_at_any_time_bring_the_note_to_see_a_doctor(tmp_path):
    folder = record(tmp_path / "case")
    sheet = folder / "log" / "Incidents.csv"
    head, *rows = sheet.read_text(encoding="utf-8").splitlines()
    assert "Talked through on" not in head
    names = [*head.split(","), "Talked through on"]
    row = dict.fromkeys(names, "") | {"Date": "2025-01-10", "Codes": "strangulation", "Talked through on": "2025-02-01"}
    rows = [f"{each}," for each in rows] + [",".join(row[name] for name in names)]
    sheet.write_text("\n".join([",".join(names), *rows]), encoding="utf-8")
    blocks = blocks_of(folder)
    # more than a year ago and talked through: the safety page is closed, the note stays
    assert not any(each.get("name") == "review" for each in blocks)
    assert "see a doctor even without marks" in " ".join(first(blocks)["texts"])
    assert any(each.get("name") == "doctor" for each in blocks)


def test_without_such_an_entry_there_is_no_such_note(tmp_path):
    words = " ".join(kinds.words_of(blocks_of(record(tmp_path / "case"))))
    assert "doctor even" not in words
    assert "have a doctor look" not in words


def test_the_planning_note_stands_beside_the_timeline_and_names_a_threat(tmp_path):
    quiet, threat = (blocks_of(record(tmp_path / str(each), threat=each)) for each in (False, True))
    for blocks in (quiet, threat):
        names = [each.get("name") for each in blocks]
        assert names.index("boundaries") < names.index("planning") < names.index("protections")
    assert "The record names: hands on the neck or trouble breathing and a threat." in " ".join(kinds.words_of(threat))
    assert "The record names" not in " ".join(kinds.words_of(quiet))


def test_no_page_advises_to_leave_to_confront_or_to_record(tmp_path):
    words = " ".join(kinds.words_of(blocks_of(record(tmp_path / "case", threat=True)))).casefold()
    assert not [
        each
        for each in ("confront", "leave today", "leave him", "leave her", "secretly", "couples therapy")
        if each in words
    ]
